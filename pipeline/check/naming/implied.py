"""Places that a translation leaves out because a name that is there implies them: Germany of Magdeburg."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.check.naming.align import Counterpart
from pipeline.check.naming.gazetteer import is_capital_of, load_gazetteer
from pipeline.check.naming.mentions import PLACES, Mention, Reading
from pipeline.check.naming.vocabulary import is_place_class
from pipeline.document import Span

WIDER = frozenset({"country", "region", "city", "place"})
OF_PLACE = re.compile(r"(?:[нтд][ыі]ң|[дт][ае]ғ[ыі]|[дт]ег[іы])$")  # Германиядағы, Ливанның
OFFICE = re.compile(
    r"\s*(?:\S+\s+){0,2}?(?:президент|премьер|канцлер|корол|патшайым|басшыс|министр|көшбасшы)\w*",
    re.IGNORECASE,
)
ARTIST = re.compile(
    r"\s*(?:актер|актриса|актёр|жұлдыз|реж[иі]сс[её]р|әнші|кино)\w*", re.IGNORECASE
)  # of Hollywood
HOLE = re.compile(  # what a name leaves behind that is not implied but lost
    r"(?:^|\s)['’]s\b|,\.|\bSouth ['’]s|[a-zA-Z] The [a-z]|\b(?:in|of) Region\b"
    r"|\b(?:in|of|at|the|from|on|by|и|в|на|из|с|о|к|под) *[,.;]"
    r"|\b(?:in|of|at|on|from|to|by) (?:the )?(?:killed|were|was|has|is|have|but|against|and|in|on|at|for)\b"
    r"|\b(?:в|на|из|с|о|к|под|у|от) (?:и|в|на|из|с|но|за|по)\b|\bрайона области\b"
)
NEAR_PLACE, NEAR_PERSON = 4, 5  # words between the place and the name that implies it


@dataclass(frozen=True, slots=True)
class Implied:
    """A place of the source that a name there implies; `office` goes on to the end of the title behind it."""

    span: Span
    office: Span


def implied_places(
    source: Reading, target: Reading, there: Sequence[tuple[Mention, Counterpart]]
) -> list[Implied]:
    """Return the places that the translation need not say; none where it shows a hole."""
    listed = [mention for mention in source.mentions if mention.entries]
    if not listed or HOLE.search(target.text.text):
        return []
    answered = [mention for mention, best in there if best.same]
    found = []
    for mention in listed:
        start, end = source.span(mention)
        office = _office(source, mention, _behind(mention, answered, NEAR_PERSON))
        if office is not None:
            found.append(Implied((start, end), (start, office.end())))
        elif _is_seat(mention, source, target) or _is_around(mention, source, answered):
            found.append(Implied((start, end), (start, end)))
    return found


def _office(reading: Reading, mention: Mention, behind: Sequence[Mention]) -> re.Match[str] | None:
    """Return the office behind the name of a place, if the person behind it that is there has it.

    Who holds an office is known where the person is listed; an artist has none that could be another's.
    """
    if not _kinds(mention) & WIDER:
        return None
    persons = [other for other in behind if other.kind == "person"]
    pattern = OFFICE if any(other.entries for other in persons) else ARTIST
    return pattern.match(reading.text.text, reading.span(mention)[1]) if persons else None


def _is_seat(mention: Mention, source: Reading, target: Reading) -> bool:
    """Tell a capital for which the translation has the state, that the source does not name: Пекин, Китай."""
    states = target.entries - source.entries
    return is_capital_of(mention.entries, states)


def _is_around(mention: Mention, source: Reading, answered: Sequence[Mention]) -> bool:
    """Tell a place in which another one lies that is there: Германиядағы Магдебург, Дания … Копенгаген."""
    behind = _behind(mention, answered, NEAR_PLACE)
    if any(is_capital_of(mention.entries, other.entries) for other in behind):
        return True
    if not _kinds(mention) & WIDER or not OF_PLACE.search(source.text.text[slice(*source.span(mention))]):
        return False
    is_loose = "place" in _kinds(mention)  # a continent, a state of a federation
    return any(_is_place(source, other) and (is_loose or "country" not in _kinds(other)) for other in behind)


def _behind(mention: Mention, others: Sequence[Mention], most: int) -> list[Mention]:
    return [other for other in others if 0 <= other.first - mention.last <= most]


def _is_place(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name is that of a place: listed, or with a word behind it that says so."""
    if _kinds(mention) & PLACES:
        return True
    after = reading.text.words[mention.last : mention.last + 1]
    return bool(after) and is_place_class(after[0].key, "kk")


def _kinds(mention: Mention) -> frozenset[str]:
    known = load_gazetteer().entries
    return frozenset(known[entry].kind for entry in mention.entries)
