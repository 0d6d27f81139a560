"""The guard for names: people, places and bodies of the source must stand in the target, and no others."""

from __future__ import annotations

import re
from functools import cache

from pipeline.alphabet import LOWER, UPPER
from pipeline.check.figures.lexicon import lexicon
from pipeline.check.naming.apart import persons_run_together, run_together
from pipeline.check.naming.coded import left_codes
from pipeline.check.naming.find import Name, find_names
from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.latin import repair_latin, respelled
from pipeline.check.naming.listed import Misspelt, feminine, misspelt
from pipeline.check.naming.lowered import taken_for_words
from pipeline.check.naming.mentions import Mention, Reading, read_names
from pipeline.check.naming.paired import exchanged_figures
from pipeline.check.naming.placed import lost_places
from pipeline.check.naming.repair import fix_names, render_name
from pipeline.check.naming.sameness import same_name
from pipeline.check.naming.sound import plain
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.types import lost_types
from pipeline.check.naming.unaltered import altered
from pipeline.check.naming.verdict import Verdict
from pipeline.check.naming.verdicts import compare, wants
from pipeline.check.naming.vocabulary import is_surname
from pipeline.check.pair import Pair
from pipeline.document import Finding, Span
from pipeline.wordlists import kinds, rows

CHECK = "names"
MONTH_IN_FIGURES = re.compile(r"(?<!\d)\d{1,2}\.(?:0[1-9]|1[0-2])(?!\d)")
LOST = "“{}” has no match in the translation"
OF_STREET = re.compile(r"\b(?:Street|Avenue|Улиц\w+|Проспект\w*|улиц\w+|проспект\w*)\b")
STREET_SHORTENED = re.compile(r"(?<!\w)(?:к-сі|көш\.|к\.(?=,? ?\d)|даңғ\.|д-лы)")
WRITTEN_OUT = {"к": "көшесі", "д": "даңғылы"}
CALENDAR_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?")
INITIALS_ALONE = re.compile(rf"(?<![\w.])[{UPPER}]\. ?[{UPPER}]\.(?! ?[{UPPER}A-Z])(?= [{LOWER}])")
OF_ROLE = re.compile(
    rf"(?<!\w)(?P<role>\w+) (?P<initials>[{UPPER}]\.(?: ?[{UPPER}]\.)?)"
    rf"(?= [\d{LOWER}]| [{UPPER}]\w+[дт][ае]н?\b)"
)
ONE_INITIAL = re.compile(r"(?<!\w)[A-ZА-ЯЁ](?:[a-z]{1,3}\.|(?![\w’']))")
PROVISION = re.compile(r"(?:Articles?|Annex|Chapter|Section|Part)(?= \d)")  # Article 152-1
ANY_INITIALS = re.compile(r"(?<!\w)[A-ZА-ЯЁ][a-z]{0,2}\. ?[A-ZА-ЯЁ][a-z]{0,2}\.?(?!\w)")


def check_names(pair: Pair) -> list[Finding]:
    """Report names missing, changed or invented; findings stand in source order, then in target order."""
    source, target = read_names(pair.source, "kk"), read_names(pair.target, pair.language)
    verdicts = compare(source, target, pair.language, pair.freedom)
    findings = [
        _finding(pair, verdict, source, target)
        for verdict in verdicts
        if not _is_written_out(pair, verdict, source, target)
        and not (
            verdict.source is None
            and (_is_dated(pair, _quote(target, verdict.target)) or _is_provision(target, verdict.target))
        )
    ]
    told = [finding.target_span for finding in findings if finding.target_span]
    findings += [
        _latin(pair, first, second)
        for first, second in respelled(pair.source, pair.target, pair.language)
        if not any(start < second[1] and second[0] < end for start, end in told)
    ]
    names = misspelt(source, target, pair.language) + feminine(source, target, pair.language)
    findings += [_misspelt(pair, name) for name in names]
    marked = {finding.target_span for finding in findings if finding.severity != "info"}
    names = altered(source, target, pair.language)
    findings += [_misspelt(pair, name) for name in names if name.target not in marked]
    findings += _initials_alone(pair)
    findings += [_fused(pair, *spans) for spans in run_together(pair.source, pair.target)]
    fused = persons_run_together(pair.source, pair.target, pair.language)
    findings += [_fused(pair, *spans) for spans in fused]
    findings += [_exchanged(pair, *spans) for spans in exchanged_figures(source, target, pair.language)]
    findings += [
        pair.finding(CHECK, "warning", LOST.format(pair.source[slice(*span)]), span)
        for span in lost_places(pair.source, target, pair.language)
        if not any(_is_within(finding, span) for finding in findings)
    ]
    findings += [
        pair.finding(CHECK, "warning", _taken_for_a_word(pair, *spans), *spans)
        for spans in taken_for_words(pair.source, pair.target, pair.language)
        if not any(_is_within(finding, spans[0]) for finding in findings)
    ]
    codes = left_codes(pair.source, pair.target)
    findings = [f for f in findings if f.target_span not in codes and not _is_hashtag(pair, f)]
    findings += [_left(pair, span) for span in codes]
    findings += [_lost_type(pair, span) for span in lost_types(pair.source, pair.target)]
    return sorted(findings, key=_place)


def _is_within(finding: Finding, span: Span) -> bool:
    there = finding.source_span
    return finding.severity != "info" and there is not None and there[0] < span[1] and span[0] < there[1]


def _exchanged(pair: Pair, name: Span, figure: Span, there: Span, beside: Span) -> Finding:
    """Report a name of a list beside which the figure of another stands."""
    said, written = pair.source[name[0] : figure[1]], pair.target[slice(*beside)]
    message = f"“{said}” → “{pair.target[slice(*there)]}” with “{written}”: the figure of another name"
    return pair.finding(CHECK, "warning", message, (name[0], figure[1]), beside)


def _is_written_out(pair: Pair, verdict: Verdict, source: Reading, target: Reading) -> bool:
    """Tell a day or a street that one side shortens: «сенб.», Saturday; «к-сі», Street."""
    if verdict.target is None:
        return _days_shortened().fullmatch(_quote(source, verdict.source)) is not None
    word = _quote(target, verdict.target)
    if OF_STREET.search(word) and STREET_SHORTENED.search(pair.source):
        written = STREET_SHORTENED.sub(lambda short: WRITTEN_OUT[short.group()[0]], pair.source)
        is_listed = verdict.target.entries & read_names(written, "kk").entries
        return bool(is_listed) or (verdict.source is None and OF_STREET.fullmatch(word) is not None)
    if verdict.source is not None:
        return False
    is_day = CALENDAR_DAY.fullmatch(word) is not None
    return is_day and any(map(_days_shortened().fullmatch, re.findall(r"[^\W\d_]+", pair.source)))


@cache
def _days_shortened() -> re.Pattern[str]:
    shorts = "|".join(short for kind, short, _ in rows("shortened.tsv") if kind == "day")
    return re.compile(shorts, re.IGNORECASE)


def _lost_type(pair: Pair, span: Span) -> Finding:
    message = f"the letter “{pair.source[slice(*span)]}” has no match in the translation"
    return pair.finding(CHECK, "warning", message, span)


def _is_hashtag(pair: Pair, finding: Finding) -> bool:
    """Tell a hashtag that stands in a translation as in the source."""
    if finding.source_span is None or finding.target_span is None or "#" not in pair.source:
        return False
    said, written = pair.source[slice(*finding.source_span)], pair.target[slice(*finding.target_span)]
    tagged = pair.source[finding.source_span[0] - 1] == pair.target[finding.target_span[0] - 1] == "#"
    return tagged and said == written


def _left(pair: Pair, span: Span) -> Finding:
    message = f"“{pair.target[slice(*span)]}” is a code that stood for a name: what it stood for is lost"
    return pair.finding(CHECK, "error", message, None, span)


def _is_dated(pair: Pair, name: str) -> bool:
    """Tell an English month that the source gives as a figure: 25.12.2023, 21.04 – 21.05."""
    return (
        lexicon("en").months.find(name.lower()) is not None
        and MONTH_IN_FIGURES.search(pair.source) is not None
    )


def _is_provision(reading: Reading, mention: Mention | None) -> bool:
    """Tell the word of a provision, which English writes with a capital: Article 152."""
    return mention is not None and PROVISION.match(reading.text.text, reading.span(mention)[0]) is not None


def _is_other_body(verdict: Verdict, source: Reading, target: Reading) -> bool:
    """Tell a listed body for an abbreviation that is not: МВД for ҚАП."""
    if verdict.source is None or verdict.target is None or verdict.spelling:
        return False
    said, written = (
        reading.text.words[mention.first]
        for reading, mention in ((source, verdict.source), (target, verdict.target))
    )
    listed = load_gazetteer().entries
    is_body = any(listed[number].kind == "body" for number in verdict.target.entries)
    return is_body and said.shouted and written.shouted and not said.key.isascii()


def _initials_alone(pair: Pair) -> list[Finding]:
    """Report initials that are all that is said of a person («азамат С.М.») and that the target lacks."""
    roles = kinds("initials.tsv")["role"]
    of_role = next((m for m in OF_ROLE.finditer(pair.source) if m["role"].lower() in roles), None)
    if of_role is not None and not ONE_INITIAL.search(pair.target):
        message = LOST.format(of_role["initials"])
        return [pair.finding(CHECK, "warning", message, of_role.span("initials"))]
    every = INITIALS_ALONE.finditer(pair.source)
    found = [match for match in every if not _follows_surname(pair.source[: match.start()])]
    if not found or len(ANY_INITIALS.findall(pair.target)) >= len(found):
        return []
    first = found[0]
    return [pair.finding(CHECK, "warning", LOST.format(first.group()), first.span())]


def _fused(pair: Pair, source: Span, target: Span) -> Finding:
    """Report two firms that a translation makes one: “bought Google Wiz”."""
    said, written = pair.source[slice(*source)], pair.target[slice(*target)]
    return pair.finding(CHECK, "error", f"“{said}” → “{written}”: two names run together", source, target)


def _taken_for_a_word(pair: Pair, source: Span, target: Span) -> str:
    return f"“{pair.source[slice(*source)]}” → “{pair.target[slice(*target)]}”: name changed"


def _latin(pair: Pair, source: Span, target: Span) -> Finding:
    message = f"“{pair.source[slice(*source)]}” → “{pair.target[slice(*target)]}”: spelling changed"
    return pair.finding(CHECK, "warning", message, source, target)


def _misspelt(pair: Pair, name: Misspelt) -> Finding:
    said, written = pair.source[slice(*name.source)], pair.target[slice(*name.target)]
    message = f"“{said}” → “{written}”: is spelt {name.form}"
    return pair.finding(CHECK, "warning", message, name.source, name.target)


def wants_context(pair: Pair) -> bool:
    """Tell whether the check may ask the encoder for the words of the pair in their context."""
    source, target = read_names(pair.source, "kk"), read_names(pair.target, pair.language)
    return wants(source, target, pair.language, pair.freedom)


def _follows_surname(before: str) -> bool:
    last = before.split()[-1:]
    return bool(last) and last[0][:1].isupper() and is_surname(plain(last[0]), "kk")


def _place(finding: Finding) -> tuple[int, int]:
    source, target = finding.source_span, finding.target_span
    return (source[0] if source else 10**9, target[0] if target else 10**9)


def _finding(pair: Pair, verdict: Verdict, source: Reading, target: Reading) -> Finding:
    first = source.span(verdict.source) if verdict.source else None
    second = target.span(verdict.target) if verdict.target else None
    message = _message(verdict, source, target)
    is_graver = verdict.severity == "info" and _is_other_body(verdict, source, target)
    return pair.finding(CHECK, "warning" if is_graver else verdict.severity, message, first, second)


def _message(verdict: Verdict, source: Reading, target: Reading) -> str:
    if verdict.target is None:
        return LOST.format(_quote(source, verdict.source))
    if verdict.source is None:
        return f"“{_quote(target, verdict.target)}” is not in the source"
    how = "spelling changed" if verdict.spelling else "name changed"
    how = "initials differ" if verdict.initials else how
    if _quote(source, verdict.source) == _quote(target, verdict.target):
        how = "left in Kazakh"
    return f"“{_quote(source, verdict.source)}” → “{_quote(target, verdict.target)}”: {how}"


def _quote(reading: Reading, mention: Mention | None) -> str:
    return "" if mention is None else reading.text.text[slice(*reading.span(mention))]


__all__ = [
    "CHECK",
    "Name",
    "check_names",
    "find_names",
    "fix_names",
    "load_gazetteer",
    "render_name",
    "repair_latin",
    "same_name",
    "transliterate",
]
