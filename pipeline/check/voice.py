"""How a thing is said: a denial stays a denial, a question a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.check.pair import Pair
from pipeline.document import Finding, Language, Span

NAME = "voice"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
FIXED = re.compile(
    r"үкіметтік емес|ғана емес|қана емес|тек қана|жоққа|бірде[- ]бір|болмаса да|кемінде"
    r"|неправительств\w+|не только|не менее|не более|не позднее|не ранее|не раз|чуть не|тем не менее"
    r"|not only|no\. ?\d|no less|no more than|no later than|nothing new",
    re.IGNORECASE,
)  # denies nothing: «үкіметтік емес ұйым» is a name, "not only" affirms
CLOSERS = "»”“\"')] \u00a0."
QUESTION = re.compile(r"\?[»”“\"')\]]*")


@dataclass(frozen=True, slots=True)
class Denials:
    """The words of a text that deny (strong) or may stand for a denial (weak)."""

    strong: tuple[Span, ...]
    weak: tuple[Span, ...]


def check_voice(pair: Pair) -> list[Finding]:
    """Report a denial that came in or went, and a question that became a statement or the reverse."""
    return _denial(pair) + _question(pair)


def _denial(pair: Pair) -> list[Finding]:
    source, target = denials(pair.source, "kk"), denials(pair.target, pair.language)
    if source.strong and not target.strong and not target.weak:
        said = pair.source[slice(*source.strong[0])]
        return [pair.finding(NAME, "warning", f"“{said}” denies, the translation does not", source.strong[0])]
    if target.strong and not source.strong and not source.weak:
        said = pair.target[slice(*target.strong[0])]
        message = f"“{said}” denies, the source does not"
        return [pair.finding(NAME, "warning", message, None, target.strong[0])]
    return []


def _question(pair: Pair) -> list[Finding]:
    asked, asks = (len(QUESTION.findall(text)) for text in (pair.source, pair.target))
    if bool(asked) == bool(asks):
        return []
    what = "the question became a statement" if asked else "the statement became a question"
    return [pair.finding(NAME, "warning", what)]


def denials(text: str, language: Language) -> Denials:
    """Find the words that deny; fixed phrases that deny nothing are passed over."""
    visible = FIXED.sub(lambda match: " " * len(match.group()), text)
    patterns = _patterns(language)
    strong, weak = [], []
    for match in WORD.finditer(visible):
        word = match.group().lower().replace("’", "'")
        if patterns["not"].fullmatch(word):
            continue
        if patterns["strong"].fullmatch(word):
            strong.append(match.span())
        elif patterns["weak"].fullmatch(word):
            weak.append(match.span())
    return Denials(tuple(strong), tuple(weak))


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    """Read the patterns of one language, one alternation a strength."""
    found: dict[str, list[str]] = {"strong": [], "weak": [], "not": []}
    text = resources.files("pipeline").joinpath("data/negation.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            of, strength, pattern = line.split("\t")
            if of == language:
                found[strength].append(pattern)
    return {strength: re.compile("|".join(patterns) or r"(?!)") for strength, patterns in found.items()}
