"""One denial more than the source has: the others hide it from the check that asks for any (voice.py)."""

from __future__ import annotations

import re

from pipeline.check.pair import Pair
from pipeline.check.voice import added_score, denials
from pipeline.document import Finding, Target

NAME = "denied"
DOUBLED: dict[Target, re.Pattern[str]] = {  # which deny together with another, or twice: neither … nor
    "ru": re.compile(r"ни(?:кто|кого|кому|кем|чего|что|чем|чему|когда|где|куда|как|откуда|как\w+)?"),
    "en": re.compile(r"neither|nor|no|none|never|nobody|nothing"),
}
SURE = 0.5  # log-odds above the level of a denial that is the only one


def check_denied(pair: Pair) -> list[Finding]:
    """Report a denial that came in beside others, where the encoder finds nothing in the source for it."""
    source = denials(pair.source, "kk")
    if not source.strong:
        return []
    target, doubled = denials(pair.target, pair.language).strong, DOUBLED[pair.language]
    plain = [span for span in target if not doubled.fullmatch(pair.target[slice(*span)].lower())]
    if len(plain) <= len(source.strong) + len(source.weak):
        return []
    score, span = max((added_score(pair.source, pair.target, pair.language, span), span) for span in plain)
    if score < SURE:
        return []
    message = f"“{pair.target[slice(*span)]}” denies, the source has a denial less"
    return [pair.finding(NAME, "warning", message, None, span)]
