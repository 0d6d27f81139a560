"""The guard for names: people, places and bodies of the source must stand in the target, and no others."""

from __future__ import annotations

import re

from pipeline.alphabet import LOWER, UPPER
from pipeline.check.figures.lexicon import lexicon
from pipeline.check.naming.find import Name, find_names
from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.latin import repair_latin, respelled
from pipeline.check.naming.listed import Misspelt, misspelt
from pipeline.check.naming.mentions import Mention, Reading, read_names
from pipeline.check.naming.repair import fix_names, render_name
from pipeline.check.naming.sameness import same_name
from pipeline.check.naming.sound import plain
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.unaltered import altered
from pipeline.check.naming.verdicts import Verdict, compare, wants
from pipeline.check.naming.vocabulary import is_surname
from pipeline.check.pair import Pair
from pipeline.document import Finding, Span

CHECK = "names"
MONTH_IN_FIGURES = re.compile(r"(?<!\d)\d{1,2}\.(?:0[1-9]|1[0-2])(?!\d)")
INITIALS_ALONE = re.compile(rf"(?<![\w.])[{UPPER}]\. ?[{UPPER}]\.(?! ?[{UPPER}A-Z])(?= [{LOWER}])")
PROVISION = re.compile(r"(?:Articles?|Annex|Chapter|Section|Part)(?= \d)")  # Article 152-1
ANY_INITIALS = re.compile(r"(?<!\w)[A-ZА-ЯЁ][a-z]{0,2}\. ?[A-ZА-ЯЁ][a-z]{0,2}\.?(?!\w)")


def check_names(pair: Pair) -> list[Finding]:
    """Report names missing, changed or invented; findings stand in source order, then in target order."""
    source, target = read_names(pair.source, "kk"), read_names(pair.target, pair.language)
    verdicts = compare(source, target, pair.language, pair.freedom)
    findings = [
        _finding(pair, verdict, source, target)
        for verdict in verdicts
        if verdict.source is not None
        or not (_is_dated(pair, _quote(target, verdict.target)) or _is_provision(target, verdict.target))
    ]
    told = [finding.target_span for finding in findings if finding.target_span]
    findings += [
        _latin(pair, first, second)
        for first, second in respelled(pair.source, pair.target, pair.language)
        if not any(start < second[1] and second[0] < end for start, end in told)
    ]
    findings += [_misspelt(pair, name) for name in misspelt(source, target, pair.language)]
    marked = {finding.target_span for finding in findings if finding.severity != "info"}
    names = altered(source, target, pair.language)
    findings += [_misspelt(pair, name) for name in names if name.target not in marked]
    findings += _initials_alone(pair)
    return sorted(findings, key=_place)


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
    every = INITIALS_ALONE.finditer(pair.source)
    found = [match for match in every if not _follows_surname(pair.source[: match.start()])]
    if not found or len(ANY_INITIALS.findall(pair.target)) >= len(found):
        return []
    first = found[0]
    return [
        pair.finding(CHECK, "warning", f"“{first.group()}” has no match in the translation", first.span())
    ]


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
        return f"“{_quote(source, verdict.source)}” has no match in the translation"
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
