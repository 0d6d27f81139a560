"""Names of persons as far as a boundary depends on them: «Ген. Рахимов», «Корректор – Исаева Г. ǀ …»."""

from __future__ import annotations

import re

from pipeline.given_names import given_names
from pipeline.segment import labels
from pipeline.segment.place import Place
from pipeline.sentence_words import CAPITAL, LOWER

CASE = r"(?:[тнд][ыі]ң|[тнд][ыі]|[қғкг][ае]|[мпб]ен|[тнд][ае]н|[тд][ае])?"
FAMILY = re.compile(rf"{CAPITAL}[\w-]*(?:(?:[оеё]в|ин)а?|ына|[сц]кий|[сц]кая|[ұу]лы|[қк]ызы|дзе|швили){CASE}")
INITIAL_AHEAD = re.compile(rf"(?:{CAPITAL}\.[\s-]?){{1,2}}{CAPITAL}\w")
NAMES_AHEAD = re.compile(rf"({CAPITAL}[{LOWER[1:-1]}-]+)(?:\s({CAPITAL}[{LOWER[1:-1]}-]+))?")
FAMILY_NAME_FIRST = re.compile(rf"(?:^|\s)({CAPITAL}[{LOWER[1:-1]}-]+)(?:\s{CAPITAL}\.)?$")
# «Тергеуге сәйкес, М. 2023 жылы …», «сотталған О. Д. 2025 ж. …», but «А, В, С. 2023 …»
ALONE = re.compile(rf"(?:^|\w\w,)$|(?:^|\s){LOWER}[\w-]*,?(?:\s(?:{CAPITAL}\.\s?)+)?$")


def is_person_ahead(place: Place) -> bool:
    """Tell the name of a person on the right: initials, a family name, a given name that is known."""
    if INITIAL_AHEAD.match(place.right):
        return True
    found = NAMES_AHEAD.match(place.right)
    if found is None:
        return False
    return found[1] in given_names() or any(name and FAMILY.fullmatch(name) for name in found.groups())


def is_family_ahead(place: Place) -> bool:
    """Tell a family name, or initials before one, on the right."""
    return FAMILY.fullmatch(place.after) is not None or INITIAL_AHEAD.match(place.right) is not None


def ends_with_initials(place: Place) -> bool:
    """Tell «Редактор – Нұрпейісов А. ǀ Корректор – …»: the initials stand behind the family name."""
    found = FAMILY_NAME_FIRST.search(place.left)
    if found is None or is_family_ahead(place):
        return False
    is_family = FAMILY.fullmatch(found[1]) is not None
    is_value = place.left[: found.start(1)].rstrip().endswith((":", "–", "—", " -"))
    if place.after[:1].isdecimal():
        return is_family and is_value and labels.COUNT_AHEAD.match(place.right) is not None
    if labels.is_label_ahead(place):
        return is_family or (is_value and found[1] not in given_names())
    return is_family and is_value
