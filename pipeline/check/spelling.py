"""Words that no dictionary has: a small model puts pieces together to words that look right and are none.

Names have a check of their own: of words with a capital, and of a line in capitals, only those are looked at
that cannot be a name of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.check.dictionaries import SHORTEST, is_known
from pipeline.check.lexicon import WORD as SOURCE_WORD
from pipeline.check.lexicon import lexicon, stem
from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.sameness import same_name
from pipeline.check.naming.words import Word, read_words
from pipeline.check.pair import Pair
from pipeline.document import Finding, Span, Target
from pipeline.terminology import Glossary
from pipeline.wordlists import listed

NAME = "spelling"
TOKEN = re.compile(r"[^\s“”«»„‘\"(),;:!?…—–]+")
SHOUT = re.compile(r"(?<![\w-])(?:[A-ZА-ЯЁ]{8}|[A-ZА-ЯЁ]*?([A-VY-ZА-ЯЁ])\1\1)")
NO_WORD = re.compile(r"[\d@#/_&+]|\w\.\w")  # COVID-19, addresses, м.н.с.
SUFFIX = re.compile(r"['’](?:s|t|re|ve|ll|d|m)?$")
LETTERS: dict[Target, re.Pattern[str]] = {"ru": re.compile("[а-яё]+"), "en": re.compile("[a-z]+")}
UNKNOWN = "is “{}” a word? no dictionary has it"
LEFT = "“{}” is left in Kazakh"
NO_NAME = "is “{}” a name? the source has none like it, and no dictionary the word"
IN_CAPITALS = "“{}” in capitals answers no word of the source"
SHORTEST_SHOUTED = 5  # in a line of capitals, where a shorter one may be an abbreviation
STEM = 5  # letters by which a word is one of the glossary's, whatever its ending
UNLIKE = 0.6  # how little a word with a capital must sound like every name of the source to be none of them
ALIKE = 0.85  # how far a word must sound like one of the source to be that word in other letters


def check_spelling(pair: Pair) -> list[Finding]:
    """Report each word that is in no dictionary; what is the source's word in other letters as a note."""
    wanted = frozenset() if pair.glossary is None else glossary_words(pair.glossary, pair.language)
    left = {span: word for word, span in left_in_kazakh(pair) if word[:STEM].lower() not in wanted}
    found = [pair.finding(NAME, "warning", LEFT.format(word), None, span) for span, word in left.items()]
    for word, span in unknown_words(pair.target, pair.language):
        if word[:STEM] in wanted or span in left:
            continue
        kin = _kin(word, pair)
        message = UNKNOWN.format(word)
        if kin is not None:
            message = f"“{word}” is the source’s “{kin}” in other letters"
        found.append(pair.finding(NAME, "info" if kin else "warning", message, None, span))
    strange = list(strange_capitals(pair))
    strange += [(word, span, UNKNOWN) for word, span in strange_shouts(pair)]
    strange += [(word, span, IN_CAPITALS) for word, span in lone_shouts(pair)]
    for word, span, message in strange:
        if word[:STEM].lower() not in wanted:
            found.append(pair.finding(NAME, "warning", message.format(word), None, span))
    return found


def left_in_kazakh(pair: Pair) -> Iterator[tuple[str, Span]]:
    """Yield each word that stands so in the source, is no Russian word, and is called otherwise in Russian.

    Kazakh words without letters of their own («салынды») pass for loans else; names in quotation marks stay.
    """
    if pair.language != "ru":
        return
    source = {match.group().lower() for match in SOURCE_WORD.finditer(pair.source)}
    names = {word.text.lower() for word in read_words(pair.source, "kk").words if word.capital}
    known = lexicon("ru").source
    for word in read_words(pair.target, "ru").words:
        small = word.text.lower()
        is_apart = word.quoted or word.hyphen or pair.target[: word.start].endswith("#")
        if len(small) < SHORTEST or small not in source - names or is_apart:
            continue
        if is_known(small, "ru"):
            continue
        entry = known.get(stem(small))
        if small in kazakh_words() or (entry is not None and stem(small) not in entry.others):
            yield word.text, (word.start, word.end)


def strange_capitals(pair: Pair) -> Iterator[tuple[str, Span, str]]:
    """Yield each word with a capital that neither a name nor a word explains («Кубк»), and what is asked.

    What is one of the source's words in other letters is left out; at the beginning of a sentence and in
    quotation marks also what sounds a little like one.
    """
    target = read_words(pair.target, pair.language)
    words = [] if target.title_case or target.shouting else target.words
    unknown = [word for word in words if _is_strange(word, pair.target, pair.language)]
    if not unknown:
        return
    listed = {at for m in load_gazetteer().find(words, pair.language) for at in range(m.start, m.end)}
    names = [word.text for word in read_words(pair.source, "kk").words if word.capital]
    every = [match.group() for match in SOURCE_WORD.finditer(pair.source)]
    for word in unknown:
        others = every if word.opening or word.quoted else names
        is_name = any(same_name(name, word.text, pair.language) >= UNLIKE for name in others)
        if not is_name and words.index(word) not in listed and _kin(word.text, pair) is None:
            message = UNKNOWN if word.opening or word.quoted else NO_NAME
            yield word.text, (word.start, word.end), message


def strange_shouts(pair: Pair) -> Iterator[tuple[str, Span]]:
    """Yield each word of a line in capitals that no dictionary, no gazetteer and not the source explains."""
    target = read_words(pair.target, pair.language)
    words = target.words if target.shouting else []
    unknown = [word for word in words if _is_strange_shout(word, pair.target, pair.language)]
    if not unknown:
        return
    listed = {at for m in load_gazetteer().find(target.words, pair.language) for at in range(m.start, m.end)}
    names = [match.group() for match in SOURCE_WORD.finditer(pair.source)]
    for word in unknown:
        is_name = any(same_name(name.lower(), word.text, pair.language) >= UNLIKE for name in names)
        if not is_name and target.words.index(word) not in listed:
            yield word.text, (word.start, word.end)


def lone_shouts(pair: Pair) -> Iterator[tuple[str, Span]]:
    """Yield each word in capitals in a sentence that is not, which nothing of the source or a list explains.

    Only what no abbreviation can be: what has a letter three times on end, or very many («ООООСОО»).
    """
    if not SHOUT.search(pair.target):
        return
    target = read_words(pair.target, pair.language)
    words = [] if target.shouting else [word for word in target.words if _is_lone_shout(word, pair)]
    if not words:
        return
    listed = {at for m in load_gazetteer().find(target.words, pair.language) for at in range(m.start, m.end)}
    others = [match.group() for match in SOURCE_WORD.finditer(pair.source)]
    for word in words:
        is_told = any(same_name(other.lower(), word.text, pair.language) >= UNLIKE for other in others)
        if not is_told and target.words.index(word) not in listed:
            yield word.text, (word.start, word.end)


def _is_lone_shout(word: Word, pair: Pair) -> bool:
    joined = word.hyphen or pair.target[word.end : word.end + 1] == "-"
    own = LETTERS[pair.language].fullmatch(word.text.lower())
    in_source = re.search(rf"(?<!\w){re.escape(word.text)}", pair.source)
    is_made = SHOUT.match(pair.target, word.start) is not None
    return is_made and word.shouted and bool(own) and not joined and not in_source


def _is_strange(word: Word, text: str, language: Target) -> bool:
    """Tell whether the capital of a word makes it a name, though no dictionary has it."""
    small = word.text.lower()
    tells = word.capital and not (word.shouted or word.hyphen)
    if not tells or len(small) < SHORTEST or text[word.end : word.end + 1] == "-":
        return False
    return _is_unknown(word, language)


def _is_strange_shout(word: Word, text: str, language: Target) -> bool:
    whole = word.shouted and len(word.text) >= SHORTEST_SHOUTED
    joined = word.hyphen or text[word.end : word.end + 1] == "-"
    return whole and not joined and _is_unknown(word, language)


def _is_unknown(word: Word, language: Target) -> bool:
    small = word.text.lower()
    forms = {small, small.removesuffix("s"), small.removesuffix("n")} if language == "en" else {small}
    return bool(LETTERS[language].fullmatch(small)) and not any(is_known(form, language) for form in forms)


def unknown_words(text: str, language: Target) -> Iterator[tuple[str, Span]]:
    """Yield each word that is not known, once, and where it stands first."""
    seen: set[str] = set()
    for word, span in small_words(text, language):
        if word not in seen and not is_known(word, language):
            seen.add(word)
            yield word, span


def small_words(text: str, language: Target) -> Iterator[tuple[str, Span]]:
    """Yield each word in small letters, and where it stands; of what hyphens join the last part."""
    for match in TOKEN.finditer(text):
        token = match.group().strip(".'’")
        part = SUFFIX.sub("", token.rpartition("-")[2])
        is_word = token.islower() and not NO_WORD.search(token) and LETTERS[language].fullmatch(part)
        if is_word and len(part) >= SHORTEST:
            start = match.start() + match.group().rindex(part)
            yield part, (start, start + len(part))


def _kin(word: str, pair: Pair) -> str | None:
    """Return the word of the source that sounds like this one, if any."""
    for match in SOURCE_WORD.finditer(pair.source):
        other = match.group()
        if len(other) >= SHORTEST - 1 and same_name(other.lower(), word, pair.language) >= ALIKE:
            return other
    return None


@lru_cache(maxsize=4)
def glossary_words(glossary: Glossary, language: Target) -> frozenset[str]:
    """Return the beginnings of the words that a glossary wants, which are right whatever a dictionary has."""
    wordings = (wording for term in glossary.terms for of, wording in term.wordings.items() if of == language)
    texts = (text.lower() for wording in wordings for text in wording.right)
    return frozenset(word[:STEM] for text in texts for word in LETTERS[language].findall(text))


@cache
def kazakh_words() -> frozenset[str]:
    """Return the commonest Kazakh words, none of which is Russian."""
    return frozenset(listed("language_words_kk.txt"))
