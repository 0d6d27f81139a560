"""From when and until when: «12 наурыздан бастап» is not “until 12 March”."""

from __future__ import annotations

import re

from pipeline.alphabet import lowered
from pipeline.check.pair import Pair
from pipeline.document import Finding, Target

NAME = "since"
SAID = re.compile(
    r"(?<![\d.,:–-])(?P<figure>\d{1,4})(?![\d.,:])[^\d.,;!?]{0,25}?"
    r"(?:(?P<since>(?:[дтн][ае]н)\s(?:бастап|бері))|(?P<until>[ғгқк][ае]\s(?:дейін|шейін)))\b"
)
BETWEEN = re.compile(r"[дтн][ае]н\s(?:басталып,\s)?[^.,;]{0,40}$")  # 5-тен 8-ге дейін
WORDS: dict[Target, dict[str, str]] = {
    "ru": {"since": r"с|со|от|начиная с", "until": r"до|по"},
    "en": {"since": r"from|since|as of|as from", "until": r"until|till|up to|by|before|through|to"},
}
DAY = r"(?:the\s|\w+\s)?"  # by 1 May, by May 1, by the 1st
OTHERS: dict[Target, dict[str, re.Pattern[str]]] = {
    "ru": {
        "since": re.compile(r"\b(?:со?|от|начин\w*|после|старт\w*|нач\w*)\b"),
        "until": re.compile(
            r"\b(?:до|по|к|ко|пока|раньше|ранее|прежде|накануне|перед|не позднее|включительно|в течение)\b"
        ),
    },
    "en": {
        "since": re.compile(
            r"\b(?:from|since|as of|start\w*|beginn?\w*|after|onwards?|began|effective|on)\b"
        ),
        "until": re.compile(
            r"\b(?:until|till|to|by|before|through|ahead|earlier|within|no later|prior|deadline|pre-\w+|up"
            r"|over|end\w*)\b"
        ),
    },
}


def check_since(pair: Pair) -> list[Finding]:
    """Report a beginning that became an end, and the reverse, before the same figure."""
    source, target = lowered(pair.source), lowered(pair.target)
    for said in SAID.finditer(source):
        ours, theirs = ("since", "until") if said["since"] else ("until", "since")
        if ours == "until" and BETWEEN.search(source, 0, said.start()):
            continue
        if OTHERS[pair.language][ours].search(target):
            continue
        pattern = rf"\b(?:{WORDS[pair.language][theirs]})\s{DAY}{said['figure']}(?!\d)"
        found = re.search(pattern, target)
        if found:
            here, there = pair.source[slice(*said.span())], pair.target[slice(*found.span())]
            message = f"“{here}” → “{there}”: “{theirs}”, not “{ours}”"
            return [pair.finding(NAME, "warning", message, said.span(), found.span())]
    return []
