"""A Kazakh word in other letters is no translation: «басқаратын» became “баскаратын”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.alphabet import UPPER
from pipeline.check.dictionaries import is_known
from pipeline.check.lexicon import LATIN, RUSSIAN
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.check.passages import passages
from pipeline.check.quotes import SPOKEN_WORDS
from pipeline.check.spelling import glossary_words, small_words
from pipeline.document import Finding, Language, Severity, Span, Target

NAME = "respelt"
WORD = re.compile(r"[^\W\d_]+")
NAMELIKE = re.compile(rf"(?<=[\w,»”] )[{UPPER}]|[«“\"][^\W\d_]")
ENDING = re.compile(
    r"[^\W\d_]{2}(?:[ндт][ыі]ң?|[ғгқк][ае]|[сн]?[ыі]н[ае]|[ндт][ае]н|[сн]?[ыі]?н?[дт][ае](?:ғы|гі)?|[мбп]ен|[лдт][ае]р[ыі]?"
    r"|[лдт][ае]р\w{2,5}|с[ыі]|[ғгқк][ае]н\w{0,4}|[аей]?т[ыі]н\w{0,4}|[ыі]п|[мбп][ае][йс]\w*|[аей]?[йе]?д[ыі]\w{0,3}|с[ае]"
    r"|[ғгқк][ае]лы|[дт][аеы]?[йғ]\w{0,3}|[іы]н[дл]\w{1,4}|у[ыі]?(?:н[ае]|ға|ге|да|де)|л[ыі][қк]\w{0,5}|л[ыі]|с[ыі]з\w{0,4})$"
)
"""What Kazakh words end in within a sentence; a loan, though it is written alike, ends otherwise."""
SPELT: dict[Target, tuple[tuple[re.Pattern[str], str], ...]] = {
    "ru": tuple((re.compile(of), by) for of, by in (("[йы]", "и"), ("[ъь]", ""), ("э", "е"), ("и+", "и"))),
    "en": tuple(
        (re.compile(of), by)
        for of, by in (
            ("dzh|zh", "j"), ("[kg]h", "h"), ("shch|sch|sh|ş", "s"), ("tch|ch", "c"), ("q", "k"), ("w", "u"),
            ("x", "h"),
            ("[yıії]", "i"), ("ä|ə", "a"), ("ö", "o"), ("ü|ū", "u"), ("ğ|ġ", "g"), ("ñ|ng", "n"), ("i+", "i"),
        )
    ),
}  # fmt: skip
TWO = 2


def check_respelt(pair: Pair) -> list[Finding]:
    """Report words of the source in other letters, their Kazakh endings included; two are an error."""
    wanted = frozenset() if pair.glossary is None else glossary_words(pair.glossary, pair.language)
    found = [(span, said) for word, span, said in _respelt(pair) if word not in wanted]
    severity: Severity = "error" if len(found) >= TWO else "warning"
    return [
        pair.finding(NAME, severity, f"“{pair.target[slice(*span)]}” is the source’s “{said}”", None, span)
        for span, said in found
    ]


def _respelt(pair: Pair) -> Iterator[tuple[str, Span, str]]:
    source = _spellings(pair.source, pair.language)
    for word, span in small_words(pair.target, pair.language):
        said = source.get(spelling(word, pair.language, pair.language))
        if said is None or said == word or is_known(word, pair.language):
            continue
        if not _is_called(pair.target, span):
            yield word, span, said


def _is_called(text: str, span: Span) -> bool:
    """Tell whether a word stands in a quoted name, which keeps its words."""
    quoted = (p.span for p in passages(text) if p.words < SPOKEN_WORDS)
    return any(start < span[0] < end for start, end in quoted)


@lru_cache(maxsize=REMEMBERED)
def _spellings(source: str, language: Target) -> dict[str, str]:
    """Return how the words of the source with a Kazakh ending, names left out, look in other letters."""
    names = {match.end() - 1 for match in NAMELIKE.finditer(source)}
    return {
        spelling(match.group().lower(), "kk", language): match.group().lower()
        for match in WORD.finditer(source)
        if match.start() not in names and ENDING.search(match.group().lower())
    }


@lru_cache(maxsize=8192)
def spelling(word: str, language: Language, target: Target) -> str:
    """Return a word in small letters as the target would spell it, what is spelt in several ways in one."""
    if language == "kk":
        word = word.translate(RUSSIAN)
        word = word if target == "ru" else word.translate(LATIN)
    for pattern, into in SPELT[target]:
        word = pattern.sub(into, word)
    return word
