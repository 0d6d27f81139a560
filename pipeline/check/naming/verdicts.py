"""Tells missing, changed and invented names apart and weighs how certain each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.check.naming.align import ALIKE, Counterpart, Side, find_counterparts
from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.mentions import CERTAIN, LIKELY, PLACES, Mention, Reading
from pipeline.check.naming.surnames import family_stem, other_surname
from pipeline.check.naming.vocabulary import is_common, pronouns
from pipeline.check.tables import rows
from pipeline.document import Severity, Target

What = Literal["missing", "changed", "invented"]
_FAMILY_SAME = {
    "ru": 0.85,
    "en": 0.8,
}  # Kazakh family names are written by the letters: less than this is a change
_MANY_NAMES = 5  # in one sentence, from which on a translation often leaves one to the reader
_FULL_NAME = 2  # parts
_FOREIGN = frozenset("вфцщэчьъ")  # letters that no Kazakh word has by birth
_FARTHEST, _OTHER_CLASS = (
    0.8,
    0.3,
)  # how far apart, as a share of the text, a name and what stands for it may be


@dataclass(frozen=True, slots=True)
class Verdict:
    """One name that is not rendered as it should be; `spelling` where the two are alike but not the same."""

    what: What
    severity: Severity
    source: Mention | None
    target: Mention | None
    spelling: bool = False


@dataclass(slots=True)
class _Lost:
    """A name of one side without counterpart on the other."""

    mention: Mention
    nearest: Counterpart
    completes: bool  # another part of the same name has a counterpart
    ends: bool  # it is the last part of a name, as family names mostly are
    parts: int  # how many parts of the same name have none
    place: float


def compare(source: Reading, target: Reading, language: Target) -> list[Verdict]:
    """Return the verdicts on a pair of readings."""
    there = find_counterparts(source, Side(target, language, backward=False))
    back = find_counterparts(target, Side(source, language, backward=True))
    lost, extra = _lost(source, there), _lost(target, back)
    _forget_taken(lost, there)
    _forget_taken(extra, back)
    verdicts = [_respelled(source, target, mention, best, language) for mention, best in there if best.same]
    found = [verdict for verdict in verdicts if verdict is not None]
    taken: set[int] = set()
    for one in lost:
        at = _stand_in(one, extra, taken)
        if at is not None:
            taken.add(at)
            found.append(_changed(one, extra[at], source, target))
        elif not _vague(one, source):
            found.append(Verdict("missing", _missing(one, source), one.mention, None))
    for at, other in enumerate(extra):
        if at not in taken and not _vague(other, target):
            found.append(Verdict("invented", _invented(other, source), None, other.mention))
    return found


def _vague(lost: _Lost, reading: Reading) -> bool:
    """Tell whether the word may as well be a common one: only a capital due to its place speaks for it."""
    mention = lost.mention
    if mention.strength >= LIKELY:
        return False
    word, language = reading.text.words[mention.first], reading.text.language
    if mention.kind == "person":
        return is_common(word.key, language)
    return mention.kind == "unknown" and (language != "kk" or _FOREIGN.isdisjoint(word.key))


def _lost(reading: Reading, found: Sequence[tuple[Mention, Counterpart]]) -> list[_Lost]:
    """Return the names that have no counterpart."""
    whole = {mention.group for mention, best in found if best.same}
    parts = Counter(mention.group for mention, best in found if not best.same and mention.strength >= LIKELY)
    last = {mention.group: mention for mention, _ in found}
    total = max(1, len(reading.text.words))
    return [
        _Lost(
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


def _forget_taken(lost: Sequence[_Lost], found: Sequence[tuple[Mention, Counterpart]]) -> None:
    """Leave no name the nearest word that is the counterpart of another one."""
    taken = {best.at for _, best in found if best.same and best.at is not None}
    for one in lost:
        if one.nearest.at in taken:
            one.nearest = Counterpart()


def _class(mention: Mention) -> str:
    return "name" if mention.kind in ("person", "unknown", "title") else mention.kind


def _stand_in(lost: _Lost, extra: Sequence[_Lost], taken: set[int]) -> int | None:
    """Return the name of the target that stands where the lost one should, if any."""
    best, nearest = None, _FARTHEST
    for at, other in enumerate(extra):
        if at in taken or other.mention.strength < LIKELY:
            continue
        first, second = _class(lost.mention), _class(other.mention)
        if first != second and "abbreviation" in (first, second):
            continue
        distance = abs(lost.place - other.place) + (0.0 if first == second else _OTHER_CLASS)
        if distance < nearest:
            best, nearest = at, distance
    return best


def _changed(lost: _Lost, extra: _Lost, source: Reading, target: Reading) -> Verdict:
    """Weigh a name that another one stands for."""
    one, other = lost.mention, extra.mention
    words = target.text.words
    alike = lost.nearest.likeness >= ALIKE and lost.nearest.at == other.first
    alike = alike and not (one.entries and other.entries)
    same_class = _class(one) == _class(other)
    severity: Severity = "warning"
    if alike and not words[other.first].shouted:
        severity = "warning" if family_stem(source.text.words[one.first].key) else "info"
    elif _stands_for(one, other):
        severity = "info"
    elif min(one.strength, other.strength) < LIKELY:
        severity = "warning" if CERTAIN in (one.strength, other.strength) and same_class else "info"
    elif same_class:
        severity = "error"
    return Verdict("changed", severity, one, other, spelling=alike)


@cache
def _capitals() -> frozenset[tuple[int, int]]:
    """Return the pairs of a state and its capital, as entries of the gazetteer."""
    numbers = {entry.forms["kk"][0]: entry.number for entry in load_gazetteer().entries if entry.forms["kk"]}
    return frozenset((numbers[state], numbers[city]) for state, city in rows("names_capitals.tsv"))


def _stands_for(one: Mention, other: Mention) -> bool:
    """Tell whether one is the capital of the other, which the press names for the government."""
    pairs = _capitals()
    return any((a, b) in pairs or (b, a) in pairs for a in one.entries for b in other.entries)


def _missing(lost: _Lost, source: Reading) -> Severity:
    """Weigh a name that nothing stands for."""
    mention = lost.mention
    if mention.strength < LIKELY or _hardly_lost(lost):
        return "info"
    if lost.completes and not lost.ends:
        return "info"
    if mention.kind == "person" and mention.strength == CERTAIN and lost.ends and not lost.completes:
        return "error"
    if mention.kind == "unknown" and sum(m.strength >= LIKELY for m in source.mentions) >= _MANY_NAMES:
        return "info"
    return "warning" if mention.kind in ("person", "place", "unknown") else "info"


def _hardly_lost(lost: _Lost) -> bool:
    """Tell whether something like the name, or a part of it, stands on the other side."""
    return lost.nearest.partly or (not lost.mention.entries and lost.nearest.likeness >= ALIKE)


def _invented(extra: _Lost, source: Reading) -> Severity:
    """Weigh a name that nothing in the source stands for."""
    mention = extra.mention
    if mention.strength < LIKELY or _hardly_lost(extra):
        return "info"
    if extra.parts < _FULL_NAME and (extra.completes or mention.kind == "unknown"):
        return "info"
    if mention.kind not in ("person", "place", "unknown"):
        return "info"
    return "info" if _made_explicit(extra, source) else "warning"


def _made_explicit(extra: _Lost, source: Reading) -> bool:
    """Tell whether the name may only spell out what the source implies: who “he” is, a city's country."""
    if extra.mention.kind == "place":
        entries = load_gazetteer().entries
        if any((a, b) in _capitals() for a in source.entries for b in extra.mention.entries):
            return True
        country = any(entries[entry].kind == "country" for entry in extra.mention.entries)
        return country and any(entries[entry].kind in PLACES for entry in source.entries)
    return extra.parts < _FULL_NAME and any(word.key in pronouns() for word in source.text.words)


def _respelled(
    source: Reading, target: Reading, mention: Mention, best: Counterpart, language: Target
) -> Verdict | None:
    """Return a verdict where a family name has lost or won its ending: Шахаров, Шахар."""
    if best.at is None or mention.entries or mention.last - mention.first > 1:
        return None
    word, other = source.text.words[mention.first], target.text.words[best.at]
    ending_lost = other_surname(word.key, other.key, language)
    unlike = best.likeness < _FAMILY_SAME[language] and bool(family_stem(word.key))
    if not other.capital or not (ending_lost or unlike):
        return None
    severity: Severity = "error" if ending_lost and mention.strength == CERTAIN else "warning"
    return Verdict(
        "changed", severity, mention, Mention(best.at, best.at + 1, "person", LIKELY), spelling=True
    )
