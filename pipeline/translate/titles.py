"""A person before who acts on him: «Президент Асхат Ораловты қабылдады» reads as a president received.

Only for offices that one man holds, where the sentence ends in what such a man does and to whom.
"""

from __future__ import annotations

import re

from pipeline.alphabet import LOWER, UPPER

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

    A scholar before a whole name is written small: «Ғалым» is a given name too.
    """
    for pattern in ACTS_ON:
        found = pattern.match(text)
        if found is not None:
            own = "өз " if OFFICE.match(found["rest"]) else ""
            return f"{found['when']}{found['person']} {found['title'].lower()} {own}{found['rest']}"
    return SCHOLAR.sub("ғалым", text)
