"""What the model sees of a segment, and the typography given back to its answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass

from pipeline.alphabet import UPPER
from pipeline.codes import Code, decoded
from pipeline.document import Target
from pipeline.marks import leading_mark, mark_in
from pipeline.translate.apart.kept import Kept, kept_apart, names_put_back, said_again
from pipeline.translate.apart.plus_minus import (
    Signed,
    has_signs,
    kept_aside,
    put_back,
    signs_given_back,
)
from pipeline.translate.apart.rates import Rate, rates_aside, rates_given_back
from pipeline.translate.apart.sets import Sets, sets_aside, sets_given_back
from pipeline.translate.apart.standins import StandIn, stood_in
from pipeline.translate.shown.money import currency_codes_said
from pipeline.translate.shown.percents import percents_alike
from pipeline.translate.shown.wordings import reworded
from pipeline.translate.styled.brackets import bracketed_again, closed, in_brackets_as
from pipeline.translate.styled.closing import closed_as
from pipeline.translate.styled.copied import DECIMAL_COMMA, GROUPED, figures, number_signs
from pipeline.translate.styled.initials import with_initials
from pipeline.translate.styled.quotation import as_source, drops_dash
from pipeline.translate.styled.quotation_marks import styled
from pipeline.translate.styled.signs import apart_from_pictures, given_back, spelt_out
from pipeline.translate.styled.thousands import thousands_alike
from pipeline.translate.styled.units import units_put_right
from pipeline.translate.styled.written import as_written

# Soft hyphens, joiners but those of pictures, direction marks and tags.
INVISIBLE = re.compile(
    "\u200d(?![\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff])"
    "|[\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
VARIATION = re.compile("[\ufe00-\ufe0f]")  # which form of a picture is meant; a copy keeps it
# Of old books, which a pattern takes for в, д, о, с, т, ъ whatever their case, and no list has.
OLD_LETTERS = str.maketrans("ᲀᲁᲂᲃᲄᲅᲆ", "вдосттъ")
DATELINE = re.compile(rf"^[{UPPER}]{{5,}}(?=[.,:!]\s|\s[–—-]\s)")  # ҚЫЗЫЛОРДА. 26 қараша; ШҰҒЫЛ! …
# A rate of exchange: USD – 518,73; EUR/KZT: 600,12 (+0,3)
RATE = re.compile(
    r"[A-Z]{3}(?:/[A-Z]{3})?(?:\s?[–—:=-])?\s\d[\d\s,.]*(?:/\s?\d[\d\s,.]*)?(?:\([+−–-]?[\d,.]+\s?%?\))?[.;]?"
)
LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|@[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*|#\w+")
FIGURES = re.compile(r"[\d\s,%|+−–-]*[%|][\d\s,%|+−–-]*")  # a row or a share, 2022 | 20,3%
FIRST_WORD = re.compile(r"\W*(?P<word>[^\W\d_]\S*)")
BEGUN = re.compile(rf"\W*(?:[A-Z{UPPER}]|\d.*[.!?…][»”\")]*$|\d\S*(?:\s\S+){{4}})")
INNER_CAPITAL = re.compile(r"^[^\W\d_]+?[A-ZА-ЯЁ]|^[a-z]-[A-Z]")  # iPhone, e-Gov; not al-Farabi
LETTERS_ALONE = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"[\w-]+\.[a-zа-яё]{2,}", re.IGNORECASE)
APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")  # not the foot mark of 6'2
POSSESSIVE = re.compile(r"(?<=[a-z]s)'(?!\w)")  # the citizens' trust
OPENED = re.compile(r"(?<!\w)'(?=\w)")  # a single quotation mark, which s' may close
LOOSE = re.compile(r"(?<=[(«„])\s+|\s+(?=[)»])|(?<=\d)\s+(?=%)|,(?=,|\.(?!\.|\d))")
BEGUN_TWICE = re.compile(r"\b([^\W\d_]{1,3})(?: \1)+ (?=\1[^\W\d_])", re.IGNORECASE)  # но но ночной
GLUED_DASH = re.compile(
    r"(?<=[^\W\d_])[–—]\s(?=[A-ZА-ЯЁ])|(?<=[^\W\d_])\s[–—](?=[A-ZА-ЯЁ])"
)  # Almaty– London
CAPITAL_A = re.compile(
    r"(?<=\b(?:said|asks|says|told|that|adds) )A(?=n? [a-z])|(?<=\b(?:asked|added) )A(?=n? [a-z])"
)
TWO_STOPS = re.compile(r"(?<!\.)\.\.(?![.\w/])")  # of an abbreviation and of its sentence
COMMA_TOO_MANY = re.compile(r",(?=[:;!?])")  # Кроме того,:
# ҚР, БҰҰ, ҮЕҰ, ДДСҰ: capitals that stay capitals when a headline is put in small letters.
ABBREVIATION_CHARS = 4


@dataclass(frozen=True, slots=True)
class Prepared:
    """A segment as the model sees it: `lead` is put back before the answer, capitals after.

    `signed` is it before signs that a model does not know were spelt out; `pictures` stand before and behind.
    `kept` are the figures whose plus or ± it is not shown; a minus is shown as a hyphen.
    `codes` stand in it for what it does not read.
    """

    text: str
    lead: str = ""
    capitals: bool = False
    is_copied: bool = False
    signed: str = ""
    pictures: tuple[str, str] = ("", "")
    kept: tuple[Signed, ...] = ()
    has_minus_signs: bool = False
    codes: tuple[Code, ...] = ()
    names: tuple[Kept, ...] = ()
    rates: tuple[Rate, ...] = ()
    instead: tuple[StandIn, ...] = ()
    sets: tuple[Sets, ...] = ()


def prepare(
    text: str, names: Callable[[str], Collection[str]] = frozenset, *, without_latin: bool = False
) -> Prepared:
    """Return what the model is to see of `text`; text without words, or of links alone, is copied instead.

    Composed (NFC), invisible characters out, white space squeezed; a dialogue dash or list number is kept
    aside; a line in capitals is shown in small letters, which models read far better, but for the first of
    its `names`. Codes are kept from it, and names in Latin letters if `without_latin`.
    """
    clean = " ".join(unicodedata.normalize("NFC", INVISIBLE.sub("", text)).translate(OLD_LETTERS).split())
    before, bare, behind = apart_from_pictures(clean)
    is_kept = RATE.fullmatch(bare) or all(map(LINK.fullmatch, bare.split()))
    if is_kept or not any(character.isalpha() for character in bare):
        return Prepared(clean, is_copied=True)
    bare, instead = stood_in(bare)
    bare, named = kept_apart(currency_codes_said(bare), with_names=without_latin)
    bare, rates = rates_aside(bare)
    bare, sets = sets_aside(bare)
    bare = VARIATION.sub("", bare)
    bare = reworded(bare)
    bare, kept = kept_aside(bare)
    lead = leading_mark(bare)
    bare = bare[len(lead) :]
    capitals = _is_capitals(bare)
    small = _small(bare, names(bare)) if capitals else bare
    shown = DATELINE.sub(lambda place: place[0].capitalize(), small)
    return Prepared(
        spelt_out(shown),
        lead,
        capitals,
        signed=shown,
        pictures=(before, behind),
        kept=kept,
        has_minus_signs=has_signs(clean),
        names=named,
        rates=rates,
        instead=instead,
        sets=sets,
    )


def finish(prepared: Prepared, answer: str, target: Target) -> str:
    """Give the model's answer its lead, capitals and the typography of the target language."""
    if prepared.is_copied:
        if RATE.fullmatch(prepared.text):
            return typography(figures(prepared.text, prepared.text, target), target)
        is_figure = (
            GROUPED.fullmatch(prepared.text)
            or DECIMAL_COMMA.fullmatch(prepared.text)
            or FIGURES.fullmatch(prepared.text)
        )
        return figures(prepared.text, prepared.text, target) if is_figure else prepared.text
    source, signed = (said_again(text, prepared.names) for text in (prepared.text, prepared.signed))
    text = as_source(prepared.text, prepared.lead, tidy(answer), target)
    text = units_put_right(prepared.signed, text, target)
    text = given_back(signed, typography(text, target, is_styled=True))
    text = thousands_alike(figures(source, percents_alike(text, target), target), target)
    text = as_written(source, text, target)
    text = rates_given_back(prepared.rates, put_back(source, prepared.kept, text), target)
    text = signs_given_back(text) if prepared.has_minus_signs else text
    text = number_signs(source, names_put_back(text, prepared.names, target), target)
    text = in_brackets_as(source, text, target) if "(" in text else text
    text = bracketed_again(source, text) if "(" in source else text
    text = closed_as(source, with_initials(source, text, target), target)
    text = closed(source, text if ".." in source else TWO_STOPS.sub(".", text))
    text = sets_given_back(prepared.sets, text, target)
    for one in prepared.instead:
        text = one.put_back(text, target)
    text = decoded(COMMA_TOO_MANY.sub("", text), prepared.codes, target)
    text = text.upper() if prepared.capitals else capitalized(text, source)
    if not text:
        return ""
    before, behind = prepared.pictures
    is_marked = target == "en" and drops_dash(prepared.text, prepared.lead, text)
    return before + ("" if is_marked else mark_in(target, prepared.lead)) + text + behind


def tidy(answer: str) -> str:
    """Return an answer without blanks inside brackets and before %, or marks and beginnings doubled."""
    text = BEGUN_TWICE.sub("", LOOSE.sub("", " ".join(answer.split())))
    return CAPITAL_A.sub("a", GLUED_DASH.sub(lambda dash: dash.group().strip(), text))


def typography(text: str, target: Target, *, is_styled: bool = False) -> str:
    """Set quotation marks, dashes and apostrophes as the target does: ru «…„…“…», —; en “…‘…’…”, –, ’."""
    text = text if is_styled else styled(text, target)
    if target == "en":
        text = APOSTROPHE.sub("’", text)
        text = text if OPENED.search(text) else POSSESSIVE.sub("’", text)
    dash = "—" if target == "ru" else "–"
    return re.sub(r"(?<=\s)[-–—](?=\s)", dash, text)


def capitalized(text: str, source: str) -> str:
    """Begin a text with a capital where its source does, or is a sentence or title that begins with a figure.

    iPhone, e-Gov and adidas stay as they are, and so do addresses, hashtags and figures.
    """
    first = FIRST_WORD.match(text)
    if not first or not first["word"][:1].islower() or not BEGUN.match(source):
        return text
    word, at = first["word"], first.start("word")
    is_name = INNER_CAPITAL.search(word) or (word.isascii() and re.search(rf"\b{re.escape(word)}\b", source))
    if is_name or text[at - 1 : at] in ("@", "#") or LINK.match(text, at) or ADDRESS.match(word):
        return text
    return text[:at] + text[at].upper() + text[at + 1 :]


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    words = LETTERS_ALONE.findall(text)
    are_words = max(map(len, words), default=0) > ABBREVIATION_CHARS or (
        len(words) > 1  # ҮКІМ ЕТТІ
        and max(map(len, words)) == ABBREVIATION_CHARS
        and not any(map(_is_abbreviation, words))
    )
    return are_words and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _small(text: str, names: Collection[str]) -> str:
    """Put a line of capitals in small letters, but for abbreviations: short words with hardly a vowel."""

    def small(match: re.Match[str]) -> str:
        word, is_first = match[0], match.start() == 0
        if _is_abbreviation(word):
            return word
        head, hyphen, ending = word.partition("-")
        if hyphen and _is_abbreviation(head):  # АҚШ-ТЫҢ
            return head + hyphen + ending.lower()
        low = LETTERS_ALONE.sub(lambda run: run[0].capitalize() if run[0] in names else run[0].lower(), word)
        return low[:1].upper() + low[1:] if is_first else low

    return re.sub(r"\S+", small, text)


def _is_abbreviation(word: str) -> bool:
    letters = re.sub(r"\W", "", word)
    vowels = sum(c in "АӘЕЁИОӨУҰҮЫІЭЮЯ" for c in letters)
    return 2 <= len(letters) <= ABBREVIATION_CHARS and (
        vowels == 0 or (vowels == 1 and len(letters) == 3 and letters[1] not in "АӘЕИОӨУҰҮЫІ")
    )
