"""Say plainly what reached or fell to a level: «4 мың теңгеге жетіп, 816 теңгеге өсті» as risen by 816 first.

Behind a level a model takes what it changed by for another, and «312-ден 214-ке түсті» for what was received.
"""

from __future__ import annotations

import re

from pipeline.change_verbs import FALLING, RISING, linked, past
from pipeline.levels import NUMBER, value
from pipeline.scales import SCALE

SCALED = rf"(?: (?:{SCALE}))?"
UNIT = r"(?:\s?%-[ғг]а| [^\W\d]+(?:[ғқ]а|[гк]е))"
PLUNGED = "құлдыра"  # to so much, rather than by
LINKED = {past(stem): linked(stem) for stem in (*RISING, *FALLING) if stem != PLUNGED} | {"көтерілді": "өсіп"}
FIRST = re.compile(  # 4 мың 120 теңгеге жетіп, 816 теңгеге өсті
    rf"(?<![\w,.–-])(?P<level>(?:(?:{NUMBER}){SCALED} )?(?:{NUMBER}){SCALED}{UNIT}) жетіп,? "
    rf"(?P<change>(?:{NUMBER}){SCALED}{UNIT}) (?P<verb>{'|'.join(LINKED)})(?!\w)"
)
FELL = re.compile(
    rf"(?<![\w,.:–-])(?P<from>{NUMBER})(?P<whence>-[дтн][ае]н) (?P<to>{NUMBER})"
    r"(?P<where>-[ғгқк][ае](?: дейін)?) түс(?P<end>ті|кен|іп|еді|се)(?!\w)"
)
LOWERED = {"ті": "ді", "кен": "ген", "іп": "п", "еді": "йді", "се": "се"}


def levels_said(text: str) -> str:
    """Return a text that says by how much before to how much, and of a lower level that it fell."""
    if "жетіп" in text:
        text = FIRST.sub(_change_first, text)
    return FELL.sub(_fallen, text) if " түс" in text else text


def _change_first(found: re.Match[str]) -> str:
    return f"{found['change']} {LINKED[found['verb']]}, {found['level']} жетті"


def _fallen(found: re.Match[str]) -> str:
    if value(found["from"]) <= value(found["to"]):
        return found.group()
    figures = found.group()[: found.start("end") - found.start() - len("түс")]
    return f"{figures}төменде{LOWERED[found['end']]}"
