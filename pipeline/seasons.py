"""Tells by the words beside it which «маусым» is a season and which is June."""

from __future__ import annotations

import re
from functools import cache

from pipeline.wordlists import listed

_JUNE = re.compile(
    r"(?P<before>[^\W_]+[\s,]+)?\b(?P<june>маусым(?:да|ның|ға|нан|ды|дағы)?)(?!\w)(?!\s(?:ай|сайын|бойы|тыс|-))",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\d+\s*|\w*(?:[ғқ]ы|[гк]і|[лдт][ыі][қк]|[ыі]нші|жаңа|осы|бұл|өткен|келесі|соңғы|бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|бірнеше|әр)\s+"
)


def may_be_season(text: str) -> bool:
    """Tell whether something is played, shown or hunted in the text."""
    return _cues().search(text) is not None


def june(text: str) -> re.Match[str] | None:
    """Return the «маусым» of a text that has nothing beside it which makes it a season."""
    found = _JUNE.search(text)
    if found is None or may_be_season(text) or _TOLD.fullmatch((found["before"] or "").lower()):
        return None
    return found


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(listed('season_words.txt'))})", re.IGNORECASE)
