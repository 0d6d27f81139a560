"""By how much more or less: «15 тоннаға кем жиналды» is 15 tonnes less; “than” wants a “more”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.figures import Quantity, read_quantities
from pipeline.check.pair import Pair
from pipeline.document import Finding, Target

NAME = "comparison"
FINITE = r"\S*(?:[дт][ыі]|[ғқгк][ае]н|[ае]ді|йді|пті|пты)(?=[\s,.;:!?»)]|$)"
SAID = re.compile(  # 15 мың тоннаға кем … жиналды; 200 адам кем қатысты
    r"(?<![\w.,])(?P<figure>\d[\d\s]*(?:,\d+)?)\s?(?:[^\W\d_]+\s){0,2}?[^\W\d_]*?(?:[ғгқкн][ае]\s(?P<how>көп|артық|аз|кем)"
    r"|(?<![дтн][ае]н)(?<![дт][аеыі])\s(?P<bare>кем))(?:ірек|рақ)?"
    rf"(?=\s(?:(?!емес|болмай)\S+\s){{0,3}}?{FINITE})",
    re.IGNORECASE,
)
LESS = frozenset({"аз", "кем"})
COMPARED: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(
        r"больш|меньш|более|менее|выше|ниже|прибав|сверх|увелич|сократ|уменьш|превы|недо|перевы|отста|опере"
        r"|вырос|упал|сниз|лишн|рост|спад|возрос|прирост|\bмного|\bмало",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:more|less|fewer|above|below|extra|additional|increas\w+|decreas\w+|exceed\w*|up|down|higher|lower|short"
        r"|under|over|ahead|behind|further|fell|rose|grew|drop\w*|reduc\w+|declin\w+|another"
        r"|many|much|lots?|few|little)\b",
        re.IGNORECASE,
    ),
}
THAN: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(  # not «рассказал, чем занимается»
        r",\sчем(?=\s(?:в|во|на|за|у|до|по|при|для|год\w*|месяц\w*|недел\w*|день|раньше|ранее|обычно"
        r"|прошл\w+|предыдущ\w+|ожида\w+|планир\w+|\d[\d,]*)(?!\w))"
    ),
    "en": re.compile(r"\bthan\b"),
}
COMPARATIVE: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(
        r"\b(?:(?:боль|мень)ш\w+|\w+(?:ее|ей|ше|же|че|ще|шие|ший|шая|шее"
        r"|шего|шую|шим|ших)|иначе|ин(?:ой|ая|ое|ые|ого)|друг\w+|не что|нежели|прежде"
        r"|предпоч\w+|сравн\w+|отлич\w+|так\w*|вдвое|втрое|раза?|проч\w+)\b|%|\bне\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:more|less|fewer|other|rather|\w+er|worse|else|different\w*|prefer\w*|sooner"
        r"|otherwise|elsewhere|twice|times|differ\w*|such|superior|hardly|\w+ier)\b",
        re.IGNORECASE,
    ),
}
COUNTED = re.compile(r"(?:people|men|women|children|persons?|[a-z]{2,}s)\Z")
NOUN = {"ru": re.compile(r"[ \u00a0][а-яё]{3,}(?![\w-])"), "en": re.compile(r"[ \u00a0][a-z]{3,}(?![\w-])")}
VERBAL = re.compile(r"\s(?:was|were|has|have|had|took|will|is|are)\Z")
ON, BY = re.compile(r"\bна[ \u00a0]\Z", re.IGNORECASE), re.compile(r"\bby \Z", re.IGNORECASE)
PREPOSITION = re.compile(
    r"\b(?:до|с|от|из|за|к|по|в|у|о|для|to|from|of|in|at|than|with|for)[ \u00a0]\Z", re.IGNORECASE
)


def check_comparison(pair: Pair) -> list[Finding]:
    """Report a “than” that compares nothing."""
    found = THAN[pair.language].search(pair.target)
    if found is None or COMPARATIVE[pair.language].search(pair.target):
        return []
    message = f"“{found.group().strip(', ')}” compares with nothing"
    return [pair.finding(NAME, "warning", message, None, found.span())]


def repair_comparison(source: str, target: str, language: Target) -> str | None:
    """Say “more” or “less” at the amount where no word does; None where nothing changes."""
    if not re.search("көп|артық|аз|кем", source) or COMPARED[language].search(target):
        return None
    said = list(_said(source))
    if len(said) != 1:
        return None
    amount, is_less = said[0]
    there = [
        one
        for one in read_quantities(target, language)
        if amount.value in one.readings and one.kind in ("cardinal", "measure", "money")
    ]
    if len(there) != 1:
        return None
    return (_in_russian if language == "ru" else _in_english)(target, there[0], is_less=is_less)


def _said(source: str) -> Iterator[tuple[Quantity, bool]]:
    """Yield each amount by which something is more or less, and whether it is less."""
    quantities = None
    for match in SAID.finditer(source):
        quantities = read_quantities(source, "kk") if quantities is None else quantities
        start = match.start("figure")
        for one in quantities:
            if one.span[0] <= start < one.span[1] and one.kind in ("cardinal", "measure", "money"):
                yield one, (match["how"] or match["bare"]).lower() in LESS
                break


def _in_russian(text: str, amount: Quantity, *, is_less: bool) -> str | None:
    start, end = amount.span[0], _end(text, amount, "ru")
    before = text[:start]
    if PREPOSITION.search(before):
        return None
    on = "" if ON.search(before) else "на " if start else "На "
    return f"{before}{on}{text[start:end]} {'меньше' if is_less else 'больше'}{text[end:]}"


def _in_english(text: str, amount: Quantity, *, is_less: bool) -> str | None:
    start, end = amount.span[0], _end(text, amount, "en")
    before, said = text[:start], text[start:end]
    if PREPOSITION.search(before):
        return None
    noun = COUNTED.search(said)
    if by := BY.search(before):
        return f"{before[: by.start()]}{said} {'less' if is_less else 'more'}{text[end:]}"
    if noun is not None:
        word = "fewer" if is_less else "more"
        return f"{before}{said[: noun.start()]}{word} {said[noun.start() :]}{text[end:]}"
    return f"{before}{said} {'less' if is_less else 'more'}{text[end:]}"


def _end(text: str, amount: Quantity, language: Target) -> int:
    """Return where an amount ends, with the noun that it counts."""
    end = max(amount.span[1], amount.figure[1])
    if amount.kind != "cardinal":
        return end
    noun = NOUN[language].match(text, end)
    return noun.end() if noun is not None and not VERBAL.search(noun.group()) else end
