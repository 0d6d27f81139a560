"""Shows a model words in capitals («ҚАУЛЫ ЕТЕДІ», «судья ҚАСЫМОВ») in small letters.

It spells a word in capitals from single letters, and makes of most of them what is no word at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.alphabet import KAZAKH_ALONE, LOWER, UPPER
from pipeline.check.lexicon import lexicon, stem
from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.sound import plain
from pipeline.check.naming.stems import kazakh_cuts
from pipeline.check.naming.vocabulary import (
    is_common,
    is_family_name,
    is_given_name,
    is_surname,
    is_title,
)
from pipeline.check.naming.words import Word, read_words
from pipeline.check.pair import REMEMBERED
from pipeline.document import Span
from pipeline.wordlists import kinds, listed

TABLE = "capitals.tsv"
CAPITALS = re.compile(
    rf"(?:(?<=(?<![\w.,])\d-)|(?<=(?<![\w.,])\d\d-)|(?<![\w#@/+.-]))[{UPPER}]{{2,}}(?:-[{UPPER}]{{2,}})*(?![{UPPER}\d/+-])(?P<ending>[{LOWER}]*)"
)
SHORTEST = 3  # letters of a word by itself
LONG = 5  # letters that few abbreviations have
LONGEST_BODY = 6  # letters that hardly any has
SHOUTED_SHARE = 0.9  # of the letters of a line in capitals
VOWEL = re.compile("[аәеёиоөуұүыіэюя]")
OWN_LETTER = re.compile(f"[{KAZAKH_ALONE}]")
NO_WORD = re.compile(r"[^аәеёиоөуұүыіэюяьъ]{4}|^[^аәеёиоөуұүыіэюя]{3}|[аәөұүыі][аәөұүыі]")
CLOSED_SYLLABLE = re.compile("[^аәеёиоөуұүыіэюя][аәеёиоөуұүыіэюя][^аәеёиоөуұүыіэюя]")  # Ким, Пак
ROMAN = re.compile("[IVXLCDMІХМС]+")
ALONE_IN_BRACKETS = re.compile(r"(?<=\()[^\W\d_]+\)")  # партиясы (ҚАҚ), which also is a word
OPENING = re.compile(r"(?:^|[.!?…|][»”\")]*\s|[«“„\"])[«“„\"(\s]*$")


@dataclass(frozen=True, slots=True)
class _Shout:
    """A word in capitals: whether it is one by itself, or only beside another, and whether it is a name."""

    span: Span
    text: str
    alone: bool
    beside: bool
    name: bool


@lru_cache(maxsize=REMEMBERED)
def calmed(text: str) -> str:
    """Return Kazakh text with its words in capitals in small letters, its names with a capital.

    Abbreviations stay, listed ones and what is short and no known word; so does a line in capitals.
    """
    if not CAPITALS.search(text) or _is_line(text):
        return text
    for shout in reversed(_words_among(text, list(_shouts(text)))):
        start, end = shout.span
        text = text[:start] + _small(shout, text[:start]) + text[end:]
    return text


def _is_line(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) >= SHOUTED_SHARE * len(letters)


def _words_among(text: str, shouts: Sequence[_Shout]) -> list[_Shout]:
    """Return the words by themselves and those that stand next to one, over any number of them."""
    chosen = {at for at, shout in enumerate(shouts) if shout.alone}
    for order, step in ((range(len(shouts)), -1), (range(len(shouts) - 1, -1, -1), 1)):
        for at in order:
            if shouts[at].beside and at + step in chosen and _are_next(text, shouts[at], shouts[at + step]):
                chosen.add(at)
    return [shouts[at] for at in sorted(chosen)]


def _are_next(text: str, one: _Shout, other: _Shout) -> bool:
    first, second = sorted((one.span, other.span))
    return text[first[1] : second[0]] == " "


def _small(shout: _Shout, before: str) -> str:
    """Return a word in small letters, with a capital as a name, a beginning or the first of a title."""
    if shout.name:
        return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), shout.text)
    return shout.text.capitalize() if OPENING.search(before) else shout.text.lower()


def _shouts(text: str) -> Iterator[_Shout]:
    words = read_words(text, "kk").words
    places = {word.start: at for at, word in enumerate(words)}
    matches = [match for match in load_gazetteer().find(words, "kk") if match.capital or not match.loose]
    named = {at for match in matches for at in range(match.start, match.end)}
    titled = {
        at for match in matches if match.end - match.start > 1 for at in range(match.start, match.end)
    } & {at for at, word in enumerate(words) if word.quoted}
    for found in CAPITALS.finditer(text):
        at, said = places.get(found.start()), found.group()
        if (
            at is None
            or ROMAN.fullmatch(said)
            or (len(said) < LONG and ALONE_IN_BRACKETS.match(text, found.start()))
            or (found["ending"] and len(said) - len(found["ending"]) < LONG)
        ):
            continue
        if at in titled and not is_abbreviation(said):
            yield _Shout(found.span(), said, alone=True, beside=True, name=True)
        else:
            yield _shout(found.span(), said, words, at, is_listed=at in named)


def _shout(span: Span, said: str, words: Sequence[Word], at: int, *, is_listed: bool) -> _Shout:
    key = plain(said)
    if is_abbreviation(said):
        return _Shout(span, said, alone=False, beside=False, name=False)
    common = is_common(key, "kk")
    person = len(said) >= SHORTEST and not common and (_is_person(key) or _is_called(words, at))
    person = person or (common and _signs(words, at))
    place = is_listed and not common and len(said) > SHORTEST
    word = len(said) >= SHORTEST and (common or (len(said) >= LONG and _looks_like_word(key)))
    unknown = not common and stem(key) not in lexicon("ru").source
    return _Shout(span, said, person or place or word, common, person or place or unknown)


def _looks_like_word(key: str) -> bool:
    """Tell what may be a word though no list has it: its letters are those of a Kazakh one, or it is long."""
    if NO_WORD.search(key):
        return False
    return bool(OWN_LETTER.search(key)) or len(key) > LONGEST_BODY


def _is_person(key: str) -> bool:
    long = len(key) >= LONG
    return long and (is_surname(key, "kk") or is_family_name(key, "kk") or is_given_name(key, "kk"))


def _is_called(words: Sequence[Word], at: int) -> bool:
    """Tell what stands beside a given name, an initial or an office: Марат АЛИ, Б. МОМЫШҰЛЫ, судья ОСПАН."""
    key = words[at].key
    is_short = len(key) <= SHORTEST and not (CLOSED_SYLLABLE.fullmatch(key) or is_given_name(key, "kk"))
    if is_short or not VOWEL.search(key):
        return False
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    return (
        _stands_behind_given(words, at)
        or (before is not None and before.initial)
        or (before is not None and len(key) >= LONG and is_title(before.key, "kk"))
        or (after is not None and not after.apart and _is_given(after))
    )


def _stands_behind_given(words: Sequence[Word], at: int) -> bool:
    return at > 0 and not words[at].apart and _is_given(words[at - 1])


def _signs(words: Sequence[Word], at: int) -> bool:
    """Tell a common word that is the name of who signs or speaks: «Бауыржан БАЗАР:», «Айбек ТЕМІР, Ақтау»."""
    alone = at == len(words) - 1 or words[at + 1].apart
    return at == 1 and alone and not words[0].shouted and _stands_behind_given(words, at)


def _is_given(word: Word) -> bool:
    return word.capital and not word.quoted and is_given_name(word.key, "kk")


@lru_cache(maxsize=4096)
def is_abbreviation(said: str) -> bool:
    """Tell an abbreviation that a list has, whatever its ending."""
    known = _abbreviations()
    if said in known:
        return True
    key = plain(said)
    if is_common(key, "kk") or is_surname(key, "kk"):
        return False
    return any(said[:end] in known for end in kazakh_cuts(key) if SHORTEST <= end < len(said))


@cache
def _abbreviations() -> frozenset[str]:
    """Return the abbreviations of all lists, but for those that are words in capitals more often."""
    table = kinds(TABLE)
    forms = (
        form
        for entry in load_gazetteer().entries
        for form in (*entry.forms["kk"], *entry.loose["kk"])
        if form.isupper()
    )
    return frozenset({*forms, *listed("abbreviations_known.txt"), *table["body"]}) - table["word"]
