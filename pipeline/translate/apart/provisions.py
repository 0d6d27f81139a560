"""Show a model one article for a provision of a law, «190-баптың 3-бөлігінің 2-тармағы», and write it whole.

The draft makes “Article 2, Article 3” of it, but reads an article alone: what it sees is «24-бап» in the case
of the provision, and «статье 24» becomes «пункту 2 части 3 статьи 190».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.document import Target
from pipeline.translate.apart.law_parts import Unit, levels, stems, units
from pipeline.translate.apart.predicates import agreeing

FIGURES = ("24", "36", "48", "57", "68", "79")  # of the articles that are shown
ARTICLE, PART, CLAUSE, ANNEX, CHAPTER = "article", "part", "clause", "annex", "chapter"
ALONE = frozenset({CLAUSE, "subclause"})  # levels that are of laws wherever they stand
SHOWN = {  # бап, бабы, баптар, баптары
    "": ("бап", "бабы", "баптар", "баптары"),
    "accusative": ("бапты", "бабын", "баптарды", "баптарын"),
    "genitive": ("баптың", "бабының", "баптардың", "баптарының"),
    "dative": ("бапқа", "бабына", "баптарға", "баптарына"),
    "locative": ("бапта", "бабында", "баптарда", "баптарында"),
    "attributive": ("баптағы", "бабындағы", "баптардағы", "баптарындағы"),
    "ablative": ("баптан", "бабынан", "баптардан", "баптарынан"),
    "instrumental": ("баппен", "бабымен", "баптармен", "баптарымен"),
}
CHAINED = re.compile(r"\s|,\s")
BEHIND_LOOSE = re.compile(r"\s(?:бойынша|сәйкес)(?!\w)")  # 99 бабы бойынша; not «467 бабы бар»
RANGE = re.compile(r"(\d+)-(\d+)\)?")
JOINED: dict[Target, str] = {"ru": " и ", "en": " and "}
GENITIVE_BEFORE = re.compile(
    r"\b(?:из|[со]т?|со|до|без|кроме|вместо|помимо|относительно|ввиду)\s\Z", re.IGNORECASE
)
LOCATIVE_BEFORE = re.compile(
    r"\b(?:во?|на|об?|при)\s(?:(?:подпункт|пункт|стать|част|абзац|глав)[^,;:.]*\s(?:и|или)\s)?\Z",
    re.IGNORECASE,
)
RU_FORMS = {  # by their places among the forms of provisions.tsv
    "статья": 0, "статьи": 1, "статье": 2, "статью": 3, "статьёй": 4, "статьей": 4, "статей": 7,
    "статьям": 8, "статьями": 10, "статьях": 11, "пункт": 0, "пункта": 1, "пункту": 2, "пунктом": 4,
    "пункте": 5, "пункты": 6, "пунктов": 7, "пунктам": 8, "пунктами": 10, "пунктах": 11,
}  # fmt: skip
RU_WORD = "|".join(sorted(map(re.escape, RU_FORMS), key=len, reverse=True))
EN_WORD = r"(?:sub)?(?:articles?|clauses?|plauses?|paragraphs?|points?|sections?|items?|parts?|art\.)"


MASCULINE = frozenset({CLAUSE, "subclause", "paragraph"})
SOUNDS = str.maketrans("аәбвгғдежзиік", "aabvggdejziik")  # of lettered items
FILLED = re.compile(r"\s(?:\S+\s)?толықтыр")
CODE_OF_LAW = re.compile(r"(?<!\w)(XQ\d|ҚК|ҚПК|АК|АПК|ӘҚБтК)\s\Z")  # ӘҚБтК 592-бабы, its article
ORDERED = re.compile(
    r"(?<!\w)(?:БҰЙЫРАМЫН|БҰЙЫРАМЫЗ|ШЕШТІ|ҮКІМ ЕТТІ|ШЕШІМ ҚАБЫЛДАДЫ|ҚАУЛЫ ЕТЕДІ|ҚАУЛЫ ЕТТІ)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Provision:
    """The parts of a provision, and the figures of the article that is shown for it."""

    figures: tuple[str, ...]
    units: tuple[Unit, ...]

    def put_back(self, text: str, target: Target) -> str:
        """Write the provision for the article that was shown."""
        for pattern in _patterns(self.figures, target):
            found = list(pattern.finditer(text))
            for match in reversed(found):
                said = self._russian(match) if target == "ru" else self._english(match)
                head, tail = text[: match.start()], text[match.end() :]
                if target == "ru" and self._is_masculine_subject(match):
                    head, tail = agreeing(head, tail)
                text = head + said + tail
            if found:
                break
        return text

    def _is_masculine_subject(self, found: re.Match[str]) -> bool:
        is_subject = found["word"].lower() == "статья" and len(self.figures) == 1
        return is_subject and self.units[-1].level in MASCULINE

    def _russian(self, found: re.Match[str]) -> str:
        head, *others = reversed(self.units)
        word, before = found["word"] or "", found.string[: found.start()]
        at = RU_FORMS[word.lower()] % 6 if word else _case_after(before)
        if word.lower() == "статьи" and len(self.figures) > 1:
            at = 1 if GENITIVE_BEFORE.search(before) else 0
        if at == 2 and LOCATIVE_BEFORE.search(before):
            at = 5
        said = _in_russian(head, at)
        said = " ".join([said, *(_in_russian(unit, 1) for unit in others)])
        return said[:1].upper() + said[1:] if word[:1].isupper() else said

    def _english(self, found: re.Match[str]) -> str:
        return " of ".join(map(_in_english, reversed(self.units)))


def provisions_apart(text: str) -> tuple[str, tuple[Provision, ...]]:
    """Return a text with articles in the place of its provisions, and what each of them stands for."""
    text = text if text.isupper() else ORDERED.sub(lambda verb: verb.group().lower(), text)
    lower = text.lower()
    if not any(stem in lower for stem in stems()):
        return text, ()
    chains = [chain for chain in _chains(text) if _is_wanted(text, chain)]
    free = [figure for figure in FIGURES if not re.search(rf"(?<!\d){figure}(?!\d)", text)]
    found: list[Provision] = []
    places: list[tuple[Unit, Unit, str]] = []
    for chain in chains:
        is_many = len(chain[-1].labels) > 1 or (chain[-1].is_plural and RANGE.fullmatch(chain[-1].labels[0]))
        figures = tuple(free[: 2 if is_many else 1])
        if len(figures) < (2 if is_many else 1):
            break
        free = free[len(figures) :]
        shown = f"{' және '.join(figures)}-{_shown(chain, is_many=bool(is_many))}"
        said = text[chain[0].start : chain[-1].end]
        shown = shown.upper() if said.isupper() else shown
        found.append(Provision(figures, tuple(chain)))
        places.append((chain[0], chain[-1], shown))
    for first, last, shown in reversed(places):
        text = CODE_OF_LAW.sub(r"\1-нің ", text[: first.start]) + shown + text[last.end :]
    return text, tuple(found)


def _shown(chain: Sequence[Unit], *, is_many: bool) -> str:
    last = chain[-1]
    return SHOWN[last.case][2 * is_many + chain[0].is_possessed]


def _is_wanted(text: str, chain: Sequence[Unit]) -> bool:
    """Tell a provision that a model does not read: not an article alone, «190-бап»."""
    first, last = chain[0], chain[-1]
    if len(chain) > 1:
        return last.level != CHAPTER or first.level == ANNEX
    if first.is_loose or first.is_ordinal:
        return (
            not first.is_ordinal
            and first.level == ARTICLE
            and BEHIND_LOOSE.match(text, first.end) is not None
        )
    is_plain = len(first.labels) == 1 and first.labels[0].isdigit()
    if first.level == ARTICLE:
        return not is_plain
    return first.level in ALONE or (first.level == PART and _legal().search(text) is not None)


def _chains(text: str) -> Iterator[list[Unit]]:
    """Yield the units of a text that belong together, the larger before the smaller."""
    chain: list[Unit] = []
    for unit in units(text):
        if chain and _continues(text, chain[-1], unit):
            chain.append(unit)
            continue
        if chain:
            yield chain
        chain = [unit]
    if chain:
        yield chain


def _continues(text: str, before: Unit, unit: Unit) -> bool:
    between = text[before.end : unit.start]
    if not CHAINED.fullmatch(between) or len(before.labels) > 1 or before.is_plural:
        return False
    if before.case == "genitive":
        return between == " "
    if unit.case == "instrumental" and FILLED.match(text, unit.end):  # 21-тарауы 152-1-баппен толықтырылды
        return False
    is_smaller = levels()[unit.level].rank > levels()[before.level].rank
    return before.case == "" and is_smaller and (between == " " or not before.is_possessed)


def _in_russian(unit: Unit, case: int) -> str:
    forms = levels()[unit.level].russian
    is_many = len(unit.labels) > 1 or (unit.is_plural and RANGE.fullmatch(unit.labels[0]))
    return f"{forms[case + 6 if is_many else case]} {_labels(unit, 'ru')}"


def _in_english(unit: Unit) -> str:
    is_many = len(unit.labels) > 1 or (unit.is_plural and RANGE.fullmatch(unit.labels[0]))
    return f"{levels()[unit.level].english[bool(is_many)]} {_labels(unit, 'en')}"


def _labels(unit: Unit, target: Target) -> str:
    labels = [re.sub('[“"«](.)[”"»]', r"«\1»" if target == "ru" else r"“\1”", one) for one in unit.labels]
    labels = labels if target == "ru" else [label.lower().translate(SOUNDS) for label in labels]
    if unit.is_plural and len(labels) == 1:
        return RANGE.sub(r"\1–\2", labels[0])
    *others, last = labels
    return f"{', '.join(others)}{JOINED[target]}{last}" if others else last


def _case_after(before: str) -> int:
    """Return the case of a provision whose word a model left out, by the preposition before it."""
    if GENITIVE_BEFORE.search(before):
        return 1
    if LOCATIVE_BEFORE.search(before):
        return 5
    return 2 if re.search(r"\b(?:по|к|согласно)\s\Z", before, re.IGNORECASE) else 0


@cache
def _patterns(figures: tuple[str, ...], target: Target) -> tuple[re.Pattern[str], ...]:
    """Return what finds the article that was shown, the surest first."""
    word = RU_WORD if target == "ru" else EN_WORD
    the = "" if target == "ru" else r"(?:\b(?:the|an?) )?"
    ending = r"(?:-?(?:й|я|ю|ей|го|му|м|ой|е|х|ая|ую|ми)(?!\w))?" if target == "ru" else "(?:st|nd|rd|th)?"
    between = rf"(?:,|\s(?:и|или|and|or|to)|\s?[–-])\s?(?:\b(?:the )?(?:{word})\s)?"
    said = between.join(rf"(?<![\d.,-]){figure}{ending}" for figure in figures) + r"(?![\d-])"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{the}(?<!\w)(?P<word>{word})\s(?:№\s|No\.?\s)?{said}",
            rf"{the}{said}\s(?P<word>{word})(?!\w)",
            rf"{the}{said}(?P<word>)",
        )
    )


@cache
def _legal() -> re.Pattern[str]:
    return re.compile(r"\d-?\s?ба[пб]|\bкодекс|\bҚК\b|\bӘҚБтК\b|\bзаңның\b", re.IGNORECASE)
