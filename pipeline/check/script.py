"""The wrong letters or words: source copied, alphabets mixed, another language, a model's marker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.alphabet import KAZAKH_ALONE
from pipeline.check.dictionaries import is_known
from pipeline.check.naming.mentions import read_names
from pipeline.check.pair import Pair
from pipeline.document import Finding, Severity
from pipeline.wordlists import listed

NAME = "script"
KAZAKH = re.compile(rf"(?<![^\W\d_])[^\W\d_]*[{KAZAKH_ALONE}{KAZAKH_ALONE.upper()}][^\W\d_]*")
LIST_MARK = re.compile(r"[әғқңөӘҒҚҢӨ]\)(?=\s)")  # which a Russian entry keeps
CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
OTHER = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u02b0-\u02ff\u0300-\u04ff\u1e00-\u1eff]+")
MARKER = re.compile(r"</?(?:s|ru|en|kk|unk|pad)>|__\w{2,8}__|\b(?:kaz_Cyrl|rus_Cyrl|eng_Latn)\b|<2\w\w>|⁇")
MIXED = re.compile(r"(?<![^\W\d_])[^\W\d_]*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])[^\W\d_]*")
STRAY = re.compile(r"[#{}\[\]<>~^*\\|¬¤]")
WORD = re.compile(r"[^\W\d_]+")
TITLE = re.compile(r"\d{1,3}-(?:график|диаграмма)\. ")  # which is the same in Russian but for its order
ADDRESS = re.compile(
    r"(?:\b\w+://|www\.)\S+|(?<!\S)\S+@\S+|(?<![\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\S*", re.IGNORECASE
)
"""What must stay as it is: «Сайт: www.press.kz» is the same in Russian."""
COPIED_WORDS = 3  # small-letter words in a row: names and loan words do not come in threes
TELEPHONE = re.compile(r"(?<!\d)\d(?:[\s()-]{0,2}\d){4,}(?!\d)")
LABELS = re.compile(r"(?<![^\W\d_])[\u0400-\u04ff]+(?=\s?:)")
LATIN_WORD = re.compile(r"(?<![\w.@/\-:&#«“\"'’])[a-z]{3,}(?![\w@/\-:’'&]|\.\w)")
"""A word in small letters that is no part of a name or an address."""
QUOTED = re.compile(r"[«“\"](?P<said>[^«»“”\"]+)[»”\"]")
TAG = re.compile(r"(?<!\w)#\w+")
LINKING = re.compile(r"(?<=[A-Za-z\d+−–-]\s)(?:to|from)(?=\s[A-Z\d])")  # from AA to A+
LATIN_SHARE = 0.6  # of the letters of a Russian translation, where the source has few


def check_script(pair: Pair) -> list[Finding]:
    """Report text that cannot be in the target language, or that is the source again."""
    for pattern, message in (
        (MARKER, "a marker of the model is left in"),
        (OTHER, "letters of another script"),
    ):
        if (match := pattern.search(pair.target)) and match.group() not in pair.source:
            return [pair.finding(NAME, "error", f"{message}: {match.group()}", None, match.span())]
    if copied := _copied(pair):
        return [copied]
    if stray := _stray_sign(pair):
        return [stray]
    return _foreign_to_russian(pair) if pair.language == "ru" else _foreign_to_english(pair)


def _stray_sign(pair: Pair) -> Finding | None:
    """Find a sign that the source has not: a model without «₸» or «½» among its pieces writes # or {."""
    for match in STRAY.finditer(pair.target):
        if match.group() not in pair.source:
            return pair.finding(
                NAME, "warning", f"“{match.group()}” is not in the source", None, match.span()
            )
    return None


def _copied(pair: Pair) -> Finding | None:
    words = WORD.findall(ADDRESS.sub(" ", pair.source))
    told = words[1:] if TITLE.match(pair.source) else words
    has_small = any(map(_is_small, told))  # a name alone is the same in Russian, and Latin in both
    said = [word.lower() for word in WORD.findall(ADDRESS.sub(" ", pair.target))]
    is_copy = len(words) >= 2 and has_small and [word.lower() for word in words] == said
    if is_copy and not _is_contact(pair, LABELS.findall(pair.source) + list(filter(_is_small, words))):
        return pair.finding(
            NAME, "error", "the source is copied, not translated", None, (0, len(pair.target))
        )
    words = WORD.findall(pair.source)
    known, whole = frozenset(words), f" {' '.join(words)} "
    run: list[re.Match[str]] = []
    for match in WORD.finditer(pair.target):
        if match.group() not in known:
            run = []
            continue
        longer = [*run, match]
        passage = " ".join(m.group() for m in longer)
        if CYRILLIC.fullmatch(match.group()) and f" {passage} " in whole:
            run = longer
            small = [m.group() for m in run if _is_copied_word(m.group())]  # not d’
            if len(small) >= COPIED_WORDS and not _is_contact(pair, small):
                span = (run[0].start(), match.end())
                return pair.finding(NAME, "error", f"“{passage}” is copied from the source", None, span)
        else:
            run = [match]
    return None


def _is_copied_word(word: str) -> bool:
    """Tell a word that is not written the same in Russian, as units and scales are: кг, млрд."""
    return word.islower() and len(word) > 1 and word not in shared_words()


def _is_small(word: str) -> bool:
    return word.islower() and CYRILLIC.fullmatch(word) is not None


def _is_contact(pair: Pair, words: Iterable[str]) -> bool:
    """Tell whether these words of a line with an address or a telephone number are the same in Russian."""
    has_contact = ADDRESS.search(pair.source) or TELEPHONE.search(pair.source)
    if not has_contact or pair.language != "ru":
        return False
    return all(small in contact_words() or is_known(small, "ru") for small in map(str.lower, words))


@cache
def shared_words() -> frozenset[str]:
    """Return the units, scales and loan words of tables that are written the same in Russian."""
    return frozenset(listed("script_shared.txt"))


def _is_title(pair: Pair, at: int) -> bool:
    """Tell whether a word stands in quotation marks with the words that the source has in such marks."""
    around = next((match for match in QUOTED.finditer(pair.target) if match.start() < at < match.end()), None)
    return around is not None and around["said"] in {match["said"] for match in QUOTED.finditer(pair.source)}


def _is_listed(text: str, at: int) -> bool:
    """Tell whether a word belongs to a listed Russian name, which may have Kazakh letters: область Жетісу."""
    reading = read_names(text, "ru")
    words = reading.text.words
    return any(
        words[match.start].start <= at < words[match.end - 1].end and not match.loose
        for match in reading.matches
    )


@cache
def contact_words() -> frozenset[str]:
    """Return the words and abbreviations of contact lines that are Russian too, and in no dictionary."""
    return frozenset(listed("script_contacts.txt"))


def _foreign_to_russian(pair: Pair) -> list[Finding]:
    mark = LIST_MARK.match(pair.target)
    begins = mark.end() if mark and pair.source.startswith(mark.group()) else 0
    target = TAG.sub(lambda tag: "#" * len(tag.group()), pair.target)
    for match in KAZAKH.finditer(target, begins):
        if not _is_listed(pair.target, match.start()):
            message = f"“{match.group()}” is Kazakh"
            severity: Severity = "warning" if _is_title(pair, match.start()) else "error"
            return [pair.finding(NAME, severity, message, None, match.span())]
    mixed = MIXED.search(pair.target)
    if mixed and mixed.group() not in pair.source:
        return [pair.finding(NAME, "error", f"“{mixed.group()}” mixes two alphabets", None, mixed.span())]
    for match in LATIN_WORD.finditer(pair.target):
        if match.group() not in pair.source.lower():
            return [pair.finding(NAME, "warning", f"“{match.group()}” is not Russian", None, match.span())]
    for match in LINKING.finditer(pair.target):
        if not re.search(rf"\b{match.group()}\b", pair.source):
            return [pair.finding(NAME, "warning", f"“{match.group()}” is not Russian", None, match.span())]
    if _latin_share(pair.target) > LATIN_SHARE and _latin_share(pair.source) < LATIN_SHARE / 2:
        return [pair.finding(NAME, "error", "the translation is not in Russian", None, (0, len(pair.target)))]
    return []


def _foreign_to_english(pair: Pair) -> list[Finding]:
    target = TAG.sub(lambda tag: "#" * len(tag.group()), pair.target)  # which stay as they are
    if match := CYRILLIC.search(target):
        return [pair.finding(NAME, "error", f"“{match.group()}” is not English", None, match.span())]
    return []


def _latin_share(text: str) -> float:
    latin = sum(map(len, LATIN.findall(text)))
    letters = latin + sum(map(len, CYRILLIC.findall(text)))
    return latin / letters if letters else 0.0
