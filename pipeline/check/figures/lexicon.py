"""The number words, units, currencies and months of one language, from the tables of pipeline/data."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from pipeline.check.figures.morphology import Vocabulary, case_of, endings
from pipeline.check.figures.quantity import Kind
from pipeline.document import Language
from pipeline.wordlists import column, rows, slots

_LANGUAGE_COLUMN = {"kk": 0, "ru": 1, "en": 2}
_TELLING_PREFIX = 4
_MAX_WORD = 60  # letters: no numeral or compound is longer, and every place of a word is tried
_VOWELS = frozenset("аәеёиоөуұүыіэюяaeiouy")
_KIND_OF_UNIT: dict[str, Kind] = {
    "measure": "measure",
    "time": "measure",
    "count": "cardinal",
    "percent": "percent",
    "temperature": "temperature",
    "times": "multiple",
    "money": "money",
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number word: its value, its role in the grammar of numerals, its Kazakh case."""

    value: Fraction
    role: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Compound:
    """A word made of a numeral and a noun or adjective: пятилетний, бесжылдық."""

    value: Fraction
    unit: str
    firm: bool = True


@dataclass(slots=True)
class Lexicon:
    """What the reader knows of one language."""

    language: Language
    numerals: dict[str, Numeral] = field(default_factory=dict)
    stems: dict[str, Numeral] = field(default_factory=dict)
    openings: set[str] = field(default_factory=set)
    prefixes: dict[str, Fraction] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    units: Vocabulary = field(init=False)
    phrases: dict[str, dict[tuple[str, ...], Vocabulary]] = field(default_factory=dict)
    months: Vocabulary = field(init=False)
    signs: dict[str, str] = field(default_factory=dict)
    contexts: dict[str, Vocabulary] = field(default_factory=dict)
    bounds: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.units = Vocabulary(self.language)
        self.months = Vocabulary(self.language, case_only=True)

    def numeral(self, word: str) -> Numeral | None:
        """Return the number word `word` (lower case, ё as е) is a form of, else None."""
        found = self.numerals.get(word)
        if found is not None:
            return None if found.role == "not" else found
        if not self.stems or word[:2] not in self.openings or len(word) > _MAX_WORD:
            return None
        noun = endings(self.language).noun
        for cut in range(len(word) - 1, 1, -1):
            found = self.stems.get(word[:cut])
            if found is not None and noun.fullmatch(word, cut):
                return Numeral(found.value, found.role, case_of(word[cut:]))
        return None

    def compound(self, word: str) -> Compound | None:
        """Read a numeral compound written as one word, else None."""
        if self.language == "en":
            folded = self.numerals.get(word.removesuffix("fold")) if word.endswith("fold") else None
            return Compound(folded.value, "times") if folded is not None else None
        if word[:2] not in self.openings or len(word) > _MAX_WORD:
            return None
        value, rest = Fraction(0), word
        while True:
            cut = next((n for n in range(len(rest) - 2, 1, -1) if rest[:n] in self.prefixes), 0)
            if not cut:
                break
            part = self.prefixes[rest[:cut]]
            value = value * part if value and part == 1000 else value + part
            rest = rest[cut:]
        if not value:
            return None
        unit = self.head(rest)
        if unit is None:
            telling = (
                self.language == "ru"
                and len(word) - len(rest) >= _TELLING_PREFIX
                and len(rest) >= _TELLING_PREFIX
            )
            return Compound(value, "", firm=False) if telling else None
        if unit == "~":
            return Compound(value, "", firm=False)
        return Compound(value * int(unit[1:]), "") if unit.startswith("*") else Compound(value, unit)

    def head(self, word: str) -> str | None:
        """Return the unit that the second part of a compound names, "" for none, None if it is none."""
        language = endings(self.language)
        for cut in range(len(word) if len(word) <= _MAX_WORD else 0, 2, -1):
            unit = self.heads.get(word[:cut])
            if unit is not None and (
                cut == len(word)
                or language.adjective.fullmatch(word, cut)
                or language.noun.fullmatch(word, cut)
            ):
                return unit
        return None

    def unit_phrase(self, words: list[str]) -> tuple[str, int] | None:
        """Return the unit of several words that `words` begin with, and how many they are."""
        for middle, lasts in self.phrases.get(words[0] if words else "", {}).items():
            end = 1 + len(middle)
            if end < len(words) and tuple(words[1:end]) == middle:
                unit = lasts.find(words[end])
                if unit is not None:
                    return unit, end + 1
        return None

    def says(self, what: str, word: str) -> bool:
        """Tell whether `word` is among the context words `what`."""
        vocabulary = self.contexts.get(what)
        return vocabulary is not None and vocabulary.find(word) is not None


@cache
def unit_kinds() -> dict[str, Kind]:
    """Return unit or currency id → the kind of quantity it makes."""
    kinds = {row[0]: _KIND_OF_UNIT[row[1]] for row in rows("units.tsv")}
    kinds.update({row[0]: "money" for row in rows("currencies.tsv")})
    return kinds


def fold(word: str) -> str:
    """Return `word` as the tables spell it: lower case, ё as е."""
    return word.lower().replace("ё", "е")


@cache
def lexicon(language: Language) -> Lexicon:
    """Load the tables of `language`, once."""
    lex = Lexicon(language)
    _add_numerals(lex)
    _add_compounds(lex)
    which = _LANGUAGE_COLUMN[language]
    for row in rows("units.tsv"):
        _add_words(lex.units, row[2 + which], row[0])
        _add_phrases(lex, row[2 + which], row[0])
    for row in rows("currencies.tsv"):
        _add_words(lex.units, row[2 + which], row[0])
        lex.signs.update(dict.fromkeys(column(row[1]), row[0]))
    for number, *names in (row[:4] for row in rows("months.tsv")):
        for word in column(names[which]):
            lex.months.add(fold(word), number, stem=language == "kk")
    for code, what, words in rows("number_context.tsv"):
        if code == language:
            _add_words(lex.contexts.setdefault(what, Vocabulary(language)), words, what, marked=True)
    for code, side, bound, words in rows("number_bounds.tsv"):
        if code == language:
            lex.bounds.update({(side, word): bound for word in column(words)})
    return lex


def _add_words(vocabulary: Vocabulary, words: str, meaning: str, *, marked: bool = False) -> None:
    """Enter words; + marks a stem; so is each word with a vowel in Kazakh unit lists, unless = follows."""
    for word in column(words):
        if "_" in word:
            continue
        bare = fold(word.rstrip("+="))
        is_listed = marked or word.endswith("=")
        inflected = vocabulary.language == "kk" and not is_listed and bool(_VOWELS & set(bare))
        vocabulary.add(bare, meaning, stem=word.endswith("+") or inflected)


def _add_phrases(lex: Lexicon, words: str, meaning: str) -> None:
    """Enter the units of several words, which `_` joins; the last takes endings as a single word does."""
    for phrase in column(words):
        first, *rest = phrase.split("_")
        if rest:
            middle = tuple(map(fold, rest[:-1]))
            lasts = lex.phrases.setdefault(fold(first), {}).setdefault(middle, Vocabulary(lex.language))
            _add_words(lasts, rest[-1], meaning)


def _add_numerals(lex: Lexicon) -> None:
    adjective = slots("endings_ru.tsv")["adjective"] if lex.language == "ru" else ()
    for forms, value, role in rows(f"numerals_{lex.language}.tsv"):
        numeral = Numeral(Fraction(value), role)
        for form in column(forms):
            if form.endswith("+"):
                lex.stems[form[:-1]] = numeral
                lex.openings.add(form[:2])
            elif form.endswith("~"):
                lex.numerals.update({fold(form[:-1] + ending): numeral for ending in adjective})
            else:
                case = _case_of_whole(form, lex) if lex.language == "kk" and role != "vague" else ""
                lex.numerals.setdefault(fold(form), Numeral(numeral.value, role, case))
    for stem, numeral in lex.stems.items():
        lex.numerals.setdefault(stem, numeral)


def _case_of_whole(form: str, lex: Lexicon) -> str:
    """Return the case of a Kazakh form listed whole (жүзден): that of what follows its stem."""
    base = next(
        (n for n in range(2, len(form)) if form[:n] in lex.numerals or form[:n] in lex.stems), len(form)
    )
    return case_of(form[base:])


def _add_compounds(lex: Lexicon) -> None:
    if lex.language == "ru":
        lex.prefixes = {prefix: Fraction(value) for prefix, value in rows("numeral_prefixes_ru.tsv")}
    elif lex.language == "kk":
        lex.prefixes = {form: n.value for form, n in lex.numerals.items() if n.role in ("number", "hundred")}
    lex.openings |= {prefix[:2] for prefix in lex.prefixes}
    for code, head, unit in rows("numeral_compounds.tsv"):
        if code == lex.language:
            lex.heads[fold(head)] = "" if unit == "-" else unit
