"""Not this but that: «A емес, B» is B, not A, and never the other way round."""

from __future__ import annotations

import re

from pipeline.alphabet import lowered
from pipeline.check.lexicon import lexicon, stem
from pipeline.check.pair import Pair
from pipeline.check.respelt import spelling
from pipeline.document import Finding, Target

NAME = "rather"
SAID = re.compile(
    r"(?P<denied>(?:[^\s,.;:—–]+ ){0,2}[^\s,.;:—–]+)"
    r"(?<!ғана)(?<!қана)(?<!мүмкін)(?<!міндетті)(?<!оңай)(?<!дұрыс) емес, "
    r"(?!сонымен|сондай|оған|бірақ|тіпті)(?P<meant>[^,.;:—–]+(?:,\d[^,.;:—–]*)?)"
)
WHAT = r"(?P<what>\d[\d.,]*\d|\d|[\w-]+(?: [\w-]+)?)"
DENIED: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(
        r"\bне (?:(?:из-за|из|от|во?|на|со?|к|по|у|для|за|под|о|об|при) )?(?!только\b|просто\b)" + WHAT
    ),
    "en": re.compile(
        r"(?:,|\bbut|\band|\bis|\bwas|\bwere|\bare|\b\w+ed|\b\w+s|^) not "
        r"(?:(?:because of|due to|by|in|at|on|to|of|for|from|with|through|into|before|after|over|as|about"
        r"|his|her|its|their|the|an?) )*(?!only\b|just\b|merely\b)" + WHAT,
        re.IGNORECASE,
    ),
}
DENIAL: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(r"\bне\b", re.IGNORECASE),
    "en": re.compile(r"\bnot\b|n['’]t\b", re.IGNORECASE),
}
WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
ROOT = 5  # letters by which a name is the same with any ending
SHORTEST = 4  # letters of a word that tells anything
MOST = 4  # words behind «емес,» that may be what is meant


def check_rather(pair: Pair) -> list[Finding]:
    """Report a denial that stands before what the source means, not before what it denies."""
    if pair.source.count(" емес") != 1 or len(DENIAL[pair.language].findall(pair.target)) != 1:
        return []
    said = SAID.search(pair.source)
    found = DENIED[pair.language].search(pair.target)
    if said is None or found is None:
        return []
    denied, meant = (WORD.findall(said[name]) for name in ("denied", "meant"))
    shared = {_root(word) for word in denied} & {_root(word) for word in meant[:MOST]}
    what = WORD.findall(found["what"])
    own = [word for word in denied if _root(word) not in shared]
    other = [word for word in meant[:MOST] if _root(word) not in shared]
    if not _answered(other, what, pair.language) or _answered(own, what, pair.language):
        return []
    rest = WORD.findall(pair.target[: found.start()] + pair.target[found.end() :])
    if not _answered(own, rest, pair.language):
        return []
    message = f"“{found.group().lstrip(', ')}” denies, the source denies “{said['denied']}”"
    return [pair.finding(NAME, "warning", message, said.span("denied"), found.span())]


def _root(word: str) -> str:
    return word if word[0].isdigit() else stem(lowered(word))


def _answered(words: list[str], what: list[str], language: Target) -> bool:
    """Tell whether one of the Kazakh words stands for one behind the denial."""
    table = lexicon(language).source
    for word in words:
        for other in what:
            if word[0].isdigit():
                if word.replace(",", ".") == other.replace(",", ".").rstrip("."):
                    return True
                continue
            if min(len(word), len(other)) < SHORTEST:
                continue
            key = stem(lowered(word))
            if key in table and stem(lowered(other)) in table[key].others:
                return True
            if word[0].isupper() and other[0].isupper():
                ours, theirs = (
                    spelling(lowered(word), "kk", language),
                    spelling(lowered(other), language, language),
                )
                if ours[:ROOT] == theirs[:ROOT]:
                    return True
    return False
