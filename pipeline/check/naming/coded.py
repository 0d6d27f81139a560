"""Shows a model a code for an abbreviation that it would invent another for: ҰҚШҰ as XQ7, and ОДКБ for XQ7.

The number of one (ЖЭО-2, 2-ЖЭО, ЖЭО №2) is in its code. So are the full name in brackets behind one, a firm
with ҰК behind its name, and the number of a law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.alphabet import UPPER
from pipeline.check.naming.abbreviations import DESIGNATION, ROMAN, SHOUTED
from pipeline.check.naming.gazetteer import Entry, Match, load_gazetteer
from pipeline.check.naming.nested import called, chambers, nested_names
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.vocabulary import is_common
from pipeline.check.naming.words import Text, Word, read_words
from pipeline.codes import MARK, STANDING_IN, Code
from pipeline.document import TARGETS, Span, Target
from pipeline.marks import LATIN_ROMAN
from pipeline.wordlists import listed, rows

FIGURES = "7892345"  # of the codes, each of which the draft copies; the first is the surest
# ВТамО, НБ РК, АН СССР; Минпросвещения is not declined either
SHORT = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Zа-яa-z]{0,4}[А-ЯЁA-Z]|[A-ZА-ЯЁ]{2,}(?: [A-ZА-ЯЁ]{2,})?|Мин[а-я]+[яио]")
MIXED = re.compile(rf"[{UPPER}]{{2,}}[а-яё][{UPPER}]+")  # ӘҚБтК
CODE_OF_LAW = re.compile(r"(?:.+ )?Code(?: (?:of|on) .+)?")
OWNER = re.compile(r"(?<!\w)ҚР \Z")
LONG = 5  # letters of an abbreviation that is read as a word: UNESCO without an article
RIGHT_OF_FIRM = re.compile(r"\sШЖҚ\s?\Z")  # «Су арнасы» ШЖҚ КМК
CLOSING = frozenset("»”\"'’")
ARTICLED = frozenset({"body", "international"})  # kinds that “the” stands before: the CSTO
COUNTRY_WITH_ARTICLE = re.compile(r"[A-Z]{2,4}|.*\b(?:Republic|Kingdom|Emirates|States|Union)\b.*")
PLACES = frozenset({"country", "region", "district", "city"})
NATIONAL_FIRM = re.compile(r"[«“\"](?P<name>[^«»“”\"]{2,40})[»”\"] (?P<behind>ҰК)(?= (?:АҚ|ЖШС))")
LAW = re.compile(r"№\s?(?P<number>\d+-[IVXІХ]+)\s(?P<behind>ҚРЗ)(?!\w)")
UNLISTED = re.compile(rf"(?![АВС]+(?!\w))[{UPPER}]{{3,6}}")  # ВВВ- is a rating
ACCOUNT = re.compile(r"\b(?:БСК|БСН|ЖСН|ЖСК|КБе|IBAN)\b")  # details of a bank account are left alone
NUMBER_BEHIND = re.compile(
    r"-(?P<joined>\d)(?![\w.,]*\d)|\s?№\s?(?P<signed>\d{1,3})(?=-[^\W\d]|[.,;:!?)](?:\s|$)|$)"
)
NUMBER_BEFORE = re.compile(r"(?<![\w.,/№-])(?P<joined>\d)-$")
LEFT = re.compile(rf"(?<!\w)(?:[XХ]+Q\w*|[A-ZА-Я]Q\d\w*|(?:{'|'.join(STANDING_IN)})(?![\w-]))")
FORMS: dict[Target, tuple[str, str]] = {"ru": ("НК «{}", "№\u00a0{} {}"), "en": ("NC {}", "No. {} {}")}


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of the text that gets a code, and what is written for it."""

    span: Span
    russian: str
    english: str
    kinds: frozenset[str]
    tail: str = ""  # what stays behind the code

    def numbered(self, text: str) -> _Place:
        """Return the place with the number that stands at it: ТЭЦ-2, CHP-2; public service centre No. 2."""
        start, end = self.span
        behind, before = NUMBER_BEHIND.match(text, end), NUMBER_BEFORE.search(text[max(start - 4, 0) : start])
        found = behind or before
        if found is None:
            return self
        is_joined = found["joined"] is not None
        number = found["joined"] if is_joined else found["signed"]
        signs = {"ru": "-" if is_joined else " №\u00a0", "en": "-" if is_joined else " No. "}
        if not self.english.isupper():
            signs["en"] = " No. "
        span = (start, behind.end()) if behind else (start - len(found.group()), end)
        return _Place(
            span, self.russian + signs["ru"] + number, self.english + signs["en"] + number, self.kinds
        )

    def code(self, count: int) -> Code:
        """Return the code that is shown for it, the next after `count` others."""
        is_place = bool(self.kinds) and self.kinds <= PLACES
        is_read_as_word = self.english.isalpha() and self.english.isupper() and len(self.english) >= LONG
        article = bool(self.kinds) and self.kinds <= ARTICLED and not is_read_as_word
        article = article or CODE_OF_LAW.fullmatch(self.english) is not None
        if self.kinds == {"country"}:
            article = COUNTRY_WITH_ARTICLE.fullmatch(self.english) is not None
        return Code(f"{MARK}{FIGURES[count]}", self.russian, self.english, article, is_place)


def with_codes(text: str) -> tuple[str, tuple[Code, ...]]:
    """Return Kazakh text with codes for its listed abbreviations, but for those that a model knows (ҚР).

    Not for what stands behind a closing quotation mark, which may be the legal form of a firm and has another
    place in Russian, nor in a line of capitals.
    """
    if not SHOUTED.search(text) or MARK in text:
        return text, ()
    read = read_words(text, "kk")
    if read.shouting:
        return text, ()
    codes: dict[tuple[str, str], Code] = {}
    shown, free = text, len(text)
    for place in sorted(_places(read), key=lambda place: (-place.span[1], place.span[0])):
        (start, end), key = place.span, (place.russian, place.english)
        if end > free or (key not in codes and len(codes) == len(FIGURES)):
            continue
        code = codes.setdefault(key, place.code(len(codes)))
        shown, free = shown[:start] + code.sign + place.tail + shown[end:], start
    return shown, tuple(codes.values())


def left_codes(source: str, text: str) -> list[Span]:
    """Return where a translation has a code that nothing was put for."""
    return [found.span() for found in LEFT.finditer(text) if found.group() not in source]


def _places(read: Text) -> Iterator[_Place]:
    yield from _laws(read.text)
    matches = load_gazetteer().find(read.words, "kk")
    for nested in (*nested_names(read, matches), *chambers(read, matches)):
        yield _Place(*nested, frozenset())
    yield from _national_firms(read, matches)
    taken = 0
    for match in matches:
        words = read.words[match.start : match.end]
        if match.start < taken or match.loose:
            continue
        if len(words) > 1 and not all(word.shouted for word in words):
            taken = match.end
        elif _is_wanted(read, words):
            taken = match.end
            yield from _abbreviation(read, match, matches)
    yield from _unlisted(read, matches)


def _unlisted(read: Text, matches: Sequence[Match]) -> Iterator[_Place]:
    """Yield the abbreviations that no list has, which are kept letter by letter: ССГПО, SSGPO."""
    if ACCOUNT.search(read.text):
        return
    listed_at = {at for match in matches for at in range(match.start, match.end)}
    for at, word in enumerate(read.words):
        is_short = word.shouted and UNLISTED.fullmatch(word.text) and word.text not in _known()
        if not is_short or at in listed_at or ROMAN.fullmatch(word.text.translate(LATIN_ROMAN)):
            continue
        is_enclosed = read.text[word.start - 1 : word.start] == "("
        if _is_wanted(read, [word]) and (is_enclosed or not is_common(word.key, "kk")):
            russian = transliterate(word.text, "ru").upper()
            english = transliterate(word.text.replace("Қ", "Q"), "en").upper()
            span = word.start, word.start + len(word.text)
            yield _Place(span, russian, english, frozenset()).numbered(read.text)


def _is_wanted(read: Text, words: Sequence[Word]) -> bool:
    """Tell whether words are an abbreviation that stands by itself and that a model does not know."""
    first, text = words[0], read.text
    behind = RIGHT_OF_FIRM.sub("", text[: first.start]).rstrip()[-1:]
    if text[: first.start].endswith("#"):
        return False
    is_short = all(word.shouted or MIXED.fullmatch(word.text) for word in words)
    if not is_short or first.key.isascii() or behind in CLOSING:
        return False
    if first.hyphen or DESIGNATION.match(text, words[-1].end):
        return False
    bracketed = text.startswith(" (", words[-1].end) or text[: first.start].endswith("(")
    return bracketed or len(words) > 1 or first.text not in _known() or _has_like(read, first)


def _has_like(read: Text, word: Word) -> bool:
    """Tell whether another known one begins as this: of ЮНЕСКО and ЮНИСЕФ a model makes one, or three."""
    alike = (other.text for other in read.words if other.shouted and other.text[:2] == word.text[:2])
    return len(word.text) >= LONG and any(len(one) >= LONG and one != word.text for one in alike)


def _abbreviation(read: Text, match: Match, matches: Sequence[Match]) -> Iterator[_Place]:
    """Yield an abbreviation, and the full name that stands in brackets behind it."""
    gazetteer = load_gazetteer()
    last = read.words[match.end - 1]
    span = read.words[match.start].start, last.start + len(last.text)
    entries = [gazetteer.entries[number] for number in sorted(match.entries)]
    entries = [entry for entry in entries if read.text[slice(*span)] in entry.forms["kk"]]
    full = next((m for m in matches if m.start == match.end and _is_bracketed(read, m)), None)
    if full is not None:
        entries = [entry for entry in entries if entry.number in full.entries] or entries
    entries = _meant(read.text, read.text[slice(*span)], entries)
    forms = [_form(entries, target) for target in TARGETS]
    if not all(forms):
        return
    kinds = frozenset(entry.kind for entry in entries)
    place = _Place(span, forms[0], forms[1], kinds)
    if kinds == {"body"} and (owner := OWNER.search(read.text, 0, span[0])):
        whole = owner.start(), span[1]
        place = _Place(whole, f"{forms[0]} РК", f"{forms[1]} of Kazakhstan", kinds)
    yield place if full is not None else place.numbered(read.text)
    if full is not None and any(entry.number in full.entries for entry in entries):
        names = [_full_form(entries[0], target) for target in TARGETS]
        span = read.words[full.start].start, read.words[full.end - 1].end
        if all(name and name not in forms for name in names):
            yield _Place(span, names[0], names[1], frozenset())


def _meant(text: str, short: str, entries: list[Entry]) -> list[Entry]:
    """Return the one of several bodies that the words of the sentence speak for, else all."""
    if len(entries) < 2:
        return entries
    told = {form for form, said in _contexts().get(short, ()) if said.search(text)}
    meant = [entry for entry in entries if told.intersection(entry.forms["ru"])]
    return meant if len(meant) == 1 else entries


def _is_bracketed(read: Text, match: Match) -> bool:
    start, end = read.words[match.start].start, read.words[match.end - 1].end
    return read.text[start - 2 : start] == " (" and read.text[end : end + 1] == ")"


def _form(entries: Sequence[Entry], target: Target) -> str:
    """Return what to write: the abbreviation, but what is usual in English (fuel) for one that is no body's.

    Nothing where it may be of two bodies, or where Russian would decline it.
    """
    if not entries:
        return ""
    first, *others = (entry.forms[target] for entry in entries)
    forms = [form for form in first if all(form in other for other in others)]
    short = [form for form in forms if SHORT.fullmatch(form)]
    is_usual = target == "en" and (not short or all(entry.kind == "abbreviation" for entry in entries))
    return next(iter(forms if is_usual else short), "")


def _full_form(entry: Entry, target: Target) -> str:
    return next((form for form in entry.forms[target] if not SHORT.fullmatch(form)), "")


def _national_firms(read: Text, matches: Sequence[Match]) -> Iterator[_Place]:
    """Yield the listed firms with ҰК behind their names: «ҚТЖ» ҰК АҚ is АО «НК «КТЖ», not АО АО."""
    entries = load_gazetteer().entries
    for found in NATIONAL_FIRM.finditer(read.text):
        for match in matches:
            span = read.words[match.start].start, read.words[match.end - 1].end
            firms = [entries[number] for number in match.entries if entries[number].kind == "company"]
            if span == found.span("name") and len(firms) == 1:
                said = called(read, matches, span)
                forms = FORMS["ru"][0].format(said[0]), FORMS["en"][0].format(said[1])
                yield _Place((found.start("name"), found.end()), *forms, frozenset(), "»")
                break


def _laws(text: str) -> Iterator[_Place]:
    """Yield the numbers of laws: № 205-VIII ҚРЗ."""
    for found in LAW.finditer(text):
        number = found["number"].replace("І", "I").replace("Х", "X")
        russian, english = FORMS["ru"][1].format(number, "ЗРК"), FORMS["en"][1].format(number, "ZRK")
        yield _Place(found.span(), russian, english, frozenset())


@cache
def _contexts() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for short, form, said in rows("abbreviations_context.tsv"):
        found.setdefault(short, []).append((form, re.compile(rf"(?<!\w)(?:{said})", re.IGNORECASE)))
    return found


@cache
def _known() -> frozenset[str]:
    return frozenset(listed("abbreviations_known.txt"))
