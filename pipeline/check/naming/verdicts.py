"""Tells missing, changed and invented names apart and weighs how certain each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.check.alignment import PAIRS
from pipeline.check.lexicon import Lexicon
from pipeline.check.naming.abbreviations import invented as invented_abbreviations
from pipeline.check.naming.abbreviations import letter_for_letter
from pipeline.check.naming.align import ALIKE, Counterpart, Side, find_counterparts
from pipeline.check.naming.gazetteer import is_capital_of
from pipeline.check.naming.given import are_two, exchanged
from pipeline.check.naming.implied import implied_places
from pipeline.check.naming.mentions import CERTAIN, IDLE, LIKELY, Mention, Reading, read_names
from pipeline.check.naming.replaced import with_abbreviations, with_letters_kept, with_other_given
from pipeline.check.naming.respelled import respelled, with_other_initials
from pipeline.check.naming.surnames import family_stem
from pipeline.check.naming.verdict import Verdict
from pipeline.check.naming.vocabulary import is_common
from pipeline.check.naming.weighing import FATES, Balance, Fate, Lost
from pipeline.document import Severity, Target

_FOREIGN = frozenset("вфцщэчьъ")  # letters that no Kazakh word has by birth
_FARTHEST, _OTHER_CLASS = (
    0.8,
    0.3,
)  # how far apart, as a share of the text, a name and what stands for it may be


def compare(
    source: Reading, target: Reading, language: Target, freedom: float | None = None
) -> list[Verdict]:
    """Return the verdicts on a pair of readings; `freedom` is that of the text, see Pair."""
    there, balance = _weighed(source.text.text, target.text.text, language, freedom)
    lost, extra = (_named(balance.sides[fate].lost) for fate in FATES)
    verdicts = [respelled(source, target, mention, best, language) for mention, best in there if best.same]
    verdicts += [with_other_initials(source, target, mention, best, language) for mention, best in there]
    found = [verdict for verdict in verdicts if verdict is not None]
    free = {at: other for at, other in enumerate(extra) if other.mention.strength >= LIKELY}
    taken: set[int] = set()
    for one in lost:
        at = _stand_in(one, free)
        if at is not None:
            taken.add(at)
            del free[at]
            found.append(_changed(one, extra[at], balance))
        elif not _vague(one, source) or balance.is_grave(one, "missing"):
            found.append(Verdict("missing", _missing(one, balance), one.mention, None))
    found = _without_implied(found, source, target, there)
    for at, other in enumerate(extra):
        if at not in taken and (not _vague(other, target) or balance.is_grave(other, "invented")):
            found.append(Verdict("invented", _invented(other, balance), None, other.mention))
    found = with_other_given(found, exchanged(source, target, there, language)) + _plain(balance)
    found = with_letters_kept(found, letter_for_letter(source, target, language))
    return with_abbreviations(found, invented_abbreviations(source, target, language))


def wants(source: Reading, target: Reading, language: Target, freedom: float | None = None) -> bool:
    """Tell whether a verdict on the pair may hang on the words in context."""
    _, balance = _weighed(source.text.text, target.text.text, language, freedom)
    return any(
        balance.is_surely_grave(lost, fate) is None for fate in FATES for lost in balance.sides[fate].lost
    )


@lru_cache(maxsize=PAIRS)
def counterparts(source: str, target: str, language: Target) -> list[tuple[Mention, Counterpart]]:
    """Return the names of a Kazakh text with their counterparts in a translation."""
    side = Side(read_names(target, language), language, backward=False)
    return find_counterparts(read_names(source, "kk"), side)


@lru_cache(maxsize=PAIRS)
def _weighed(
    source: str, target: str, language: Target, freedom: float | None
) -> tuple[list[tuple[Mention, Counterpart]], Balance]:
    return weigh(read_names(source, "kk"), read_names(target, language), language, freedom=freedom)


def weigh(
    source: Reading,
    target: Reading,
    language: Target,
    table: Lexicon | None = None,
    freedom: float | None = None,
) -> tuple[list[tuple[Mention, Counterpart]], Balance]:
    """Return the names of the source with their counterparts, and what of either side has none."""
    there = counterparts(source.text.text, target.text.text, language)
    back = find_counterparts(target, Side(source, language, backward=True))
    lost, extra = _lost(source, there), _lost(target, back)
    _forget_taken(lost, there)
    _forget_taken(extra, back)
    readings: dict[Fate, Reading] = {"missing": source, "invented": target}
    return there, Balance(readings, {"missing": lost, "invented": extra}, language, table, freedom)


def _named(lost: Sequence[Lost]) -> list[Lost]:
    return [one for one in lost if one.mention.strength > IDLE]


def _plain(balance: Balance) -> list[Verdict]:
    """Return verdicts on words with a capital that are no names by themselves, where they are grave."""
    grave = {
        fate: [
            one.mention
            for one in balance.sides[fate].lost
            if one.mention.strength == IDLE and balance.is_grave(one, fate)
        ]
        for fate in FATES
    }
    reading, there = (balance.sides[fate].reading for fate in FATES)
    said = [match for match in reading.matches if match.entries & there.entries]  # the Pope, of Rome
    missing = [
        Verdict("missing", "warning", mention, None)
        for mention in grave["missing"]
        if not any(match.start <= mention.first < match.end for match in said)
    ]
    return missing + [Verdict("invented", "warning", None, mention) for mention in grave["invented"]]


def _vague(lost: Lost, reading: Reading) -> bool:
    """Tell whether the word may as well be a common one: only a capital due to its place speaks for it."""
    mention = lost.mention
    if mention.strength >= LIKELY:
        return False
    word, language = reading.text.words[mention.first], reading.text.language
    if mention.kind == "person":
        return is_common(word.key, language)
    return mention.kind == "unknown" and (language != "kk" or _FOREIGN.isdisjoint(word.key))


def _lost(reading: Reading, found: Sequence[tuple[Mention, Counterpart]]) -> list[Lost]:
    """Return the names that have no counterpart."""
    whole = {mention.group for mention, best in found if best.same}
    parts = Counter(mention.group for mention, best in found if not best.same and mention.strength >= LIKELY)
    last = {mention.group: mention for mention, _ in found}
    total = max(1, len(reading.text.words))
    return [
        Lost(
            mention,
            best,
            completes=mention.group in whole,
            ends=last[mention.group] is mention,
            parts=parts[mention.group],
            place=mention.first / total,
        )
        for mention, best in found
        if not best.same
    ]


def _forget_taken(lost: Sequence[Lost], found: Sequence[tuple[Mention, Counterpart]]) -> None:
    """Leave no name the nearest word that is the counterpart of another one."""
    taken = {best.at for _, best in found if best.same and best.at is not None}
    for one in lost:
        if one.nearest.at in taken:
            one.nearest = Counterpart()


def _class(mention: Mention) -> str:
    return "name" if mention.kind in ("person", "unknown", "title") else mention.kind


def _stand_in(lost: Lost, free: dict[int, Lost]) -> int | None:
    """Return the name of the target that stands where the lost one should, if any."""
    best, nearest = None, _FARTHEST
    for at, other in free.items():
        first, second = _class(lost.mention), _class(other.mention)
        if first != second and "abbreviation" in (first, second):
            continue
        distance = abs(lost.place - other.place) + (0.0 if first == second else _OTHER_CLASS)
        if distance < nearest:
            best, nearest = at, distance
    return best


def _changed(lost: Lost, extra: Lost, balance: Balance) -> Verdict:
    """Weigh a name that another one stands for."""
    one, other = lost.mention, extra.mention
    source, target = (balance.sides[fate].reading.text.words for fate in FATES)
    alike = lost.nearest.likeness >= ALIKE and lost.nearest.at == other.first
    alike = alike and not (one.entries and other.entries)
    same_class, certain = _class(one) == _class(other), min(one.strength, other.strength)
    if alike and not target[other.first].shouted:
        first, second = source[one.first].key, target[other.first].key
        alike = not are_two(first, second, balance.language)
        severity: Severity = "info" if alike and not family_stem(first) else "warning"
    elif _stands_for(one, other):
        severity = "info"
    elif same_class and one.entries and other.entries and certain == CERTAIN:
        severity = "error"
    elif not (balance.is_grave(lost, "missing") or balance.is_grave(extra, "invented")):
        severity = "info"
    else:
        severity = "error" if same_class and certain >= LIKELY else "warning"
    return Verdict("changed", severity, one, other, spelling=alike)


def _stands_for(one: Mention, other: Mention) -> bool:
    """Tell whether one is the capital of the other, which the press names for the government."""
    return is_capital_of(one.entries, other.entries)


def _missing(lost: Lost, balance: Balance) -> Severity:
    """Weigh a name that nothing stands for."""
    mention = lost.mention
    if (lost.completes and not lost.ends) or not balance.is_grave(lost, "missing"):
        return "info"
    certain = mention.kind == "person" and mention.strength == CERTAIN and lost.ends and not lost.completes
    return "error" if certain and not _hardly_lost(lost) else "warning"


def _without_implied(
    found: list[Verdict], source: Reading, target: Reading, there: Sequence[tuple[Mention, Counterpart]]
) -> list[Verdict]:
    """Return the verdicts with a mere note on each missing place that another name there implies."""
    if not any(verdict.what == "missing" and verdict.severity != "info" for verdict in found):
        return found
    implied = {one.span for one in implied_places(source, target, there)}
    return [
        replace(verdict, severity="info")
        if verdict.what == "missing" and verdict.source and source.span(verdict.source) in implied
        else verdict
        for verdict in found
    ]


def _hardly_lost(lost: Lost) -> bool:
    """Tell whether something like the name, or a part of it, stands on the other side."""
    return lost.nearest.partly or (not lost.mention.entries and lost.nearest.likeness >= ALIKE)


def _invented(extra: Lost, balance: Balance) -> Severity:
    """Weigh a name that nothing in the source stands for."""
    return "warning" if balance.is_grave(extra, "invented") else "info"
