"""Scores in brackets behind that of a match, 3:2 (1:0, 1:1, 1:1): a model tears them apart, rules do not."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.document import Target

_SCORE = r"\d{1,3}:\d{1,3}"
WITH_SETS = re.compile(
    rf"(?<![\d:.,-])(?P<score>{_SCORE})\s?\((?P<sets>{_SCORE}(?:[,;]\s?{_SCORE})*)\)(?=\s|[,.;]|$)"
)
TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")  # сағат 10:30 (11:30)
OF_DAY = re.compile(r"сағат|уақыт", re.IGNORECASE)


class Sets(NamedTuple):
    """The scores in brackets behind a score, and how often this stands before it in the source."""

    score: str
    before: int
    inside: str


def sets_aside(text: str) -> tuple[str, tuple[Sets, ...]]:
    """Return a text without the scores of periods or sets in brackets, and these."""
    if "(" not in text or ":" not in text:
        return text, ()
    found = [
        Sets(match["score"], len(_places(match["score"], text[: match.start()])), match["sets"])
        for match in WITH_SETS.finditer(text)
        if not _are_times(match)
    ]
    return WITH_SETS.sub(lambda match: match[0 if _are_times(match) else "score"], text), tuple(found)


def sets_given_back(sets: tuple[Sets, ...], text: str, target: Target) -> str:
    """Return a translation with the scores of periods behind that of the match, else at its end."""
    for one in reversed(sets):
        inside = one.inside if target == "ru" else one.inside.replace(":", "–")
        places = _places(one.score, text)
        end = places[min(one.before, len(places) - 1)] if places else len(text.rstrip(".!…"))
        text = f"{text[:end]} ({inside}){text[end:]}"
    return text


def _are_times(match: re.Match[str]) -> bool:
    """Tell two times of day from scores: «сағат 10:30 (11:30)»."""
    are_times = TIME.fullmatch(match["score"]) and TIME.fullmatch(match["sets"])
    return bool(are_times) and OF_DAY.search(match.string) is not None


def _places(score: str, text: str) -> list[int]:
    """Return where a score ends in a text, however it is written: 3:2, 3–2."""
    one, other = score.split(":")
    return [match.end() for match in re.finditer(rf"(?<![\d:–(-]){one}[:–-]{other}(?![\d:])", text)]
