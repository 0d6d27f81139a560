"""What of family names a translation must keep: Шахаров is not Шахар, nor Шахарова, nor Шакаров."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from pipeline.check.naming.sameness import likeness
from pipeline.check.naming.stems import kazakh_cuts, russian_cuts
from pipeline.check.naming.transliterate import transliterate
from pipeline.document import Target

Gender = Literal["", "man", "woman", "either"]
_RUSSIAN_MEN = ("", "ым", "е")
_RUSSIAN_WOMEN = ("ой", "ою")
_MEN, _WOMEN = ("ов", "ев"), ("ова", "ева")
_SHORTEST_ROOT = 3
_PLURALS = ("лар", "лер", "дар", "дер", "тар", "тер")
_WHOLE_ROOT = 0.95  # of the likeness of a name that has won an ending
_WON = {  # endings that no genitive plural has (Ротшильдов), in any case
    "ru": re.compile(r"(.{3,})[оеё]в(?:а|у|ым|е|ой|ою)"),
    "en": re.compile(r"(.{3,})[oe](?:v|va|ff)s?"),
}
_WON_AFTER_GIVEN = re.compile(r"(.{3,})[оеё]в")
_UP_TO_ENDING = {"ru": re.compile(r".*[оеё]в"), "en": re.compile(r".*[oe](?:v|ff?|w)")}
_DIGRAPHS = (  # English letters by the consonant that they stand for; h alone is often left out
    ("dzh", "ж"),
    ("zh", "ж"),
    ("shch", "щ"),
    ("sh", "ш"),
    ("kh", ""),
    ("gh", "g"),
    ("ch", "ч"),
    ("ts", "ц"),
    ("q", "k"),
    ("x", "ks"),
    ("j", "ж"),
    ("w", "v"),
    ("ff", "v"),
    ("ph", "f"),
    ("ck", "k"),
    ("h", ""),
)
_VOWELS = re.compile(r"([аеёиоуыэюяaeiou])\1*|(?<![aeiou])y(?![aeiou])")
_SOFT = re.compile("i(?=[aou])")
_LONG = ("йі", "йы")  # of Сейітов, who is Сеитов or Сейтов
_SINGULAR = re.compile("(?:ск|цк|sk)(?:ий|ого|ому|им|ом|ая|ой|ую|i|iy|y)$")
_NO_CONSONANT = re.compile(r"[^бвгджзйклмнпрстфхцчшщbcdfgklmnprstvxz]|й")


@lru_cache(maxsize=8192)
def other_surname(source: str, target: str, language: Target) -> bool:
    """Tell whether two words that sound alike differ in the ending of a family name, or in its gender."""
    first, root = _kazakh_gender(source)
    if first == "":
        return False
    second = _russian_gender(target) if language == "ru" else _english_gender(target)
    if second == "":
        return likeness(root, target, language) > likeness(source, target, language)
    return {first, second} == {"man", "woman"}


def _kazakh_gender(word: str) -> tuple[Gender, str]:
    """Return whose family name the word is, by its ending, and what stands before that ending."""
    kinds: tuple[tuple[tuple[str, ...], Gender], ...] = ((_MEN, "man"), (_WOMEN, "woman"))
    for end in kazakh_cuts(word):
        stem = word[:end]
        for endings, gender in kinds:
            root = next((stem.removesuffix(e) for e in endings if stem.endswith(e)), "")
            if len(root) >= _SHORTEST_ROOT:
                plural = word[end:].startswith(_PLURALS)
                return ("either" if plural else gender), root
    return "", ""


def _russian_gender(word: str) -> Gender:
    """Return the same for a Russian word, where -а may be a woman or a man in the genitive."""
    for end in russian_cuts(word):
        if word[:end].endswith(_MEN):
            ending = word[end:]
            if ending in _RUSSIAN_MEN:
                return "man"
            return "woman" if ending in _RUSSIAN_WOMEN else "either"
    return ""


def _english_gender(word: str) -> Gender:
    bare = _bare(word)
    bare = bare.removesuffix("s") if bare.endswith(("vs", "vas")) else bare
    if bare.endswith(("ov", "ev", "ow", "off", "eff")):
        return "man"
    return "woman" if bare.endswith(("ova", "eva", "owa")) else ""


def has_won_ending(source: str, target: str, language: Target, *, after_given: bool) -> bool:
    """Tell whether a name that has no -ов has got one: Скляр, Sklyarov."""
    if any(source[end:].startswith(_PLURALS) for end in kazakh_cuts(source)) or _kazakh_gender(source)[0]:
        return False
    patterns = [_WON[language], _WON_AFTER_GIVEN] if language == "ru" and after_given else [_WON[language]]
    roots = [match.group(1) for pattern in patterns if (match := pattern.fullmatch(_bare(target)))]
    whole = likeness(source, target, language)
    return any(likeness(source, root, language) >= max(_WHOLE_ROOT, whole) for root in roots)


def has_other_consonant(source: str, target: str, language: Target) -> bool:
    """Tell whether a family name in -ов that sounds alike has another consonant: Бөлекпаев, Булекбаев.

    A spelling with accents is that of another country, which has its own letters for the consonants.
    """
    stem = family_stem(source)
    ending = _UP_TO_ENDING[language].match(target) if stem and _bare(target) == target else None
    if ending is None:
        return False
    written = transliterate(stem.removesuffix("а"), language)
    return _consonants(written, language) != _consonants(ending.group(), language)


def has_other_syllables(source: str, target: str, language: Target) -> bool:
    """Tell whether a family name in -ов that sounds alike has a syllable more or less: Такиев, Таков."""
    stem = family_stem(source)
    ending = _UP_TO_ENDING[language].match(target) if stem and _bare(target) == target else None
    if ending is None or any(letters in source.lower() for letters in _LONG):
        return False
    written = transliterate(stem.removesuffix("а"), language)
    if "ь" in source:  # Григорьев, who is Grigoriev
        return _syllables(written, language) != _syllables(ending.group().replace("ie", "ye"), language)
    return _syllables(written, language) != _syllables(ending.group(), language)


def _syllables(word: str, language: Target) -> int:
    """Count the syllables of a family name: Alekseev has as many as Alekseyev, Beliakov as Belyakov."""
    small = word.lower()
    if language == "en":
        small = _SOFT.sub("y", small).replace("eev", "eyev")
    return len(_VOWELS.findall(small))


def has_lost_plural(source: str, target: str) -> bool:
    """Tell whether a family name in -ских, which has no cases, became one in -ский: Шиповских, Шиповский."""
    return source.endswith(("ских", "цких")) and _SINGULAR.search(target) is not None


def _consonants(word: str, language: Target) -> str:
    if language == "en":
        for letters, consonant in _DIGRAPHS:
            word = word.replace(letters, consonant)
    return re.sub(r"(.)\1+", r"\1", _NO_CONSONANT.sub("", word.replace("дж", "ж")))


def _bare(word: str) -> str:
    """Return a word without accents; ё and й stay."""
    kept = unicodedata.normalize("NFC", word)
    return "".join(letter if letter in "ёй" else unicodedata.normalize("NFD", letter)[0] for letter in kept)


# The endings of -ов and -ова after the endings of the word that stands in their place.
_MAN_AFTER = {"": "", "а": "а", "у": "у", "ом": "ым", "ем": "ым", "ым": "ым", "е": "е"}
_WOMAN_AFTER = {"": "а", "а": "ой", "у": "ой", "ом": "ой", "ем": "ой", "ым": "ой", "е": "ой", "ой": "ой"}


def family_stem(word: str) -> str:
    """Return the family name in -ов, -ев, -ова, -ева that a Kazakh word is a form of, or nothing."""
    gender, root = _kazakh_gender(word)
    return (
        root + word[len(root) : len(root) + (3 if gender == "woman" else 2)]
        if gender in ("man", "woman")
        else ""
    )


def given_ending(stem: str, word: str, endings: list[str]) -> str | None:
    """Return the Russian case ending of the family name `stem` in place of `word`, None if not certain.

    `endings` are those that `word` may have; a feminine name stands for one in -а by its own ending.
    """
    woman = stem.endswith(_WOMEN)
    gender = _russian_gender(word)
    if gender == "woman":
        return "ой" if woman else None
    if gender == "either" and woman:
        return word[-1]
    ending = endings[-1] if len(endings) > 1 else ""
    return (_WOMAN_AFTER if woman else _MAN_AFTER).get(ending)


def is_man_called_woman(given: str, name: str, other_given: str, other: str) -> bool:
    """Tell a man's name that has a woman's ending in Russian: Мұхтар Әуезов, Мухтар Ауэзова.

    His given name beside it has no case ending, so that -ова cannot be his genitive.
    """
    is_man = _kazakh_gender(name)[0] == "man" and name.endswith(_MEN)
    bare = transliterate(given, "ru").lower() == other_given and other_given[-1:] not in "аеёиоуыэюяьй"
    bare = bare and len(given) > 1  # not an initial
    return is_man and bare and other.endswith(_WOMEN)
