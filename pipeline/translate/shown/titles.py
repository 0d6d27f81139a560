"""A person before who acts on him: «Президент Асхат Ораловты қабылдады» reads as a president received.

Only for offices that one man holds, where the sentence ends in what such a man does and to whom.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.alphabet import LOWER, UPPER
from pipeline.wordlists import listed

NAME = rf"[{UPPER}][{LOWER}]{{2,}}"
STEM = rf"[{UPPER}][{LOWER}-]*?[{LOWER}]"
WHOLE = r"(?:балды|берді|келді|болды|тұрды|алды|барды|қалды|жарды|өлді|тоқта)"  # of a name: Сатыбалды
DONE_TO = {  # endings of a person, and what is done to him
    "[дтн][ыі]": "босатты|тағайындады|қабылдады|марапаттады|сынады|құттықтады|орнынан алды|қабылдамады",
    "[ғқгкн][ае]": "сөгіс берді|ескерту жасады|тапсырма берді|тапсырма жүктеді|жүктеді|алғыс айтты",
    "[мбп]ен": "кездесті|сөйлесті|келіссөз жүргізді",
}
ACTS_ON = tuple(
    re.compile(
        rf"(?P<when>\A(?:(?:Кеше|Бүгін) )?)(?P<title>(?i:президент|премьер-министр)) "
        rf"(?P<person>{NAME} (?!\S*{WHOLE}\b){STEM}{ending}) "
        rf"(?P<rest>(?:[^\s,;:]+ ){{0,6}}(?:{done})(?:ын|ін)?[.!»”]*\Z)"
    )
    for ending, done in DONE_TO.items()
)
SCHOLAR = re.compile(rf"\AҒалым(?= (?:{NAME} {NAME}|(?:[{UPPER}]\.\s?)+{NAME}))")
OFFICE = re.compile(r"(?:қызмет|лауазым|орн)\w*")


def persons_first(text: str) -> str:
    """Return a text with the person in an oblique case before the bare title of who acts.

    One who holds such an office is called so himself: «Президент Владимир Путинмен кездесті». A scholar
    before a whole name is written small: «Ғалым» is a given name too.
    """
    for pattern in ACTS_ON:
        found = pattern.match(text)
        if found is not None and not _has_office(found["person"]):
            own = "өз " if OFFICE.match(found["rest"]) else ""
            return f"{found['when']}{found['person']} {found['title'].lower()} {own}{found['rest']}"
    return SCHOLAR.sub("ғалым", text)


def _has_office(person: str) -> bool:
    """Tell a head of state or government, whatever the ending of the family name."""
    return _leaders().match(person.split()[-1]) is not None


@cache
def _leaders() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(listed('leaders.txt'))})[{LOWER}]{{2,3}}\Z")
