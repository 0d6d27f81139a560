"""Shows a model a code for an abbreviation that it would invent another for: ҰҚШҰ as XQ7, and ОДКБ for XQ7."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.check.naming.gazetteer import Entry, load_gazetteer
from pipeline.check.naming.words import Text, Word, read_words
from pipeline.document import TARGETS, Span, Target
from pipeline.translate.codes import Code
from pipeline.wordlists import listed

FIGURES = "7892345"  # of the codes, each of which the draft copies; the first is the surest
CAPITALS = re.compile(r"(?<!\w)[А-ЯЁӘҒҚҢӨҰҮҺІ]{2,}")
SHORT = re.compile(r"[^\W\d_a-zа-я][^\W\d_]{0,4}[^\W\d_a-zа-я](?: (?:РК|RK))?|[A-ZА-ЯЁ]{2,}|Мин[а-я]+[яио]")  # ВТамО, НБ РК
CLOSING = frozenset("»”\"'’")
ARTICLED = frozenset({"body", "international", "country"})  # kinds that “the” stands before: the CSTO


def with_codes(text: str) -> tuple[str, tuple[Code, ...]]:
    """Return Kazakh text with codes for its listed abbreviations, but for those that a model knows (ҚР).

    Not for what stands behind a closing quotation mark, which may be the legal form of a firm and has another
    place in Russian, nor in a line of capitals.
    """
    if not CAPITALS.search(text):
        return text, ()
    read = read_words(text, "kk")
    codes: dict[str, Code] = {}
    shown = text
    for (start, end), entries in reversed(_abbreviations(read)):
        said = text[start:end]
        made = codes.get(said) or _code(entries, len(codes))
        if made is not None:
            codes[said] = made
            shown = shown[:start] + made.sign + shown[end:]
    return shown, tuple(codes.values())


def _abbreviations(read: Text) -> list[tuple[Span, list[Entry]]]:
    """Return the places of the abbreviations to be coded, in order, each with what it may be listed as."""
    if read.shouting:
        return []
    gazetteer = load_gazetteer()
    found, free = [], 0
    for match in gazetteer.find(read.words, "kk"):
        words = read.words[match.start : match.end]
        if match.start < free or match.loose or match.end > match.start + 1 and not _is_run(words):
            free = max(free, free if match.loose else match.end)
        elif _is_wanted(read, words):
            span = words[0].start, words[-1].start + len(words[-1].text)
            entries = [gazetteer.entries[number] for number in sorted(match.entries)]
            found.append((span, [entry for entry in entries if read.text[slice(*span)] in entry.forms["kk"]]))
            free = match.end
    return found


def _is_run(words: Sequence[Word]) -> bool:
    return all(word.shouted for word in words)


def _is_wanted(read: Text, words: Sequence[Word]) -> bool:
    """Tell whether a word is an abbreviation that stands by itself and that a model does not know."""
    first, last, text = words[0], words[-1], read.text
    behind = text[: first.start].rstrip()[-1:]
    if not _is_run(words) or first.hyphen or first.key.isascii() or behind in CLOSING:
        return False
    bracketed = text.startswith(" (", last.end) or text[: first.start].endswith("(")
    return bracketed or len(words) > 1 or first.text not in _known()


def _code(entries: Sequence[Entry], count: int) -> Code | None:
    """Return the code of an abbreviation; None where it may be two bodies’, or Russian would decline it."""
    russian, english = (_form(entries, target) for target in TARGETS)
    if count >= len(FIGURES) or not russian or not english:
        return None
    return Code(f"XQ{FIGURES[count]}", russian, english, all(entry.kind in ARTICLED for entry in entries))


def _form(entries: Sequence[Entry], target: Target) -> str:
    """Return what to write: the abbreviation, but what is usual in English (fuel) for one that is no body's."""
    if not entries:
        return ""
    first, *others = (entry.forms[target] for entry in entries)
    forms = [form for form in first if all(form in other for other in others)]
    short = [form for form in forms if SHORT.fullmatch(form)]
    is_usual = target == "en" and (not short or all(entry.kind == "abbreviation" for entry in entries))
    return next(iter(forms if is_usual else short), "")


@cache
def _known() -> frozenset[str]:
    return frozenset(listed("abbreviations_known.txt"))
