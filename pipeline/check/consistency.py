"""One name, one spelling: a name of the article must not be Askhat in one sentence and Ashat in the next.

Each name of the source is followed to its counterparts in all sentences of one language; where these are of
different stems, the spelling that a person wrote, that the rule gives or that most sentences have is the
article's, and the others are reported and can be put right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.check.naming.align import ALIKE, Counterpart, Side, find_counterparts
from pipeline.check.naming.mentions import LIKELY, Mention, read_names
from pipeline.check.naming.stems import cuts
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.words import Word
from pipeline.check.pair import Pair
from pipeline.document import Finding, Language, Span

NAME = "consistency"
SHORTEST = 4  # letters of a Kazakh stem, one less of another: what is shorter is too much like others
SHOWN = 3  # sentences named in a message
Sure = Callable[[int], bool]  # of a place among the pairs: whether what stands there is no model's


@dataclass(frozen=True, slots=True)
class Rendering:
    """The word with which one sentence, by its place among the pairs, renders a name."""

    place: int
    word: Word


@dataclass(slots=True)
class Entity:
    """A name, or one spelling of it, by the stems that all its words share, and its renderings."""

    stems: frozenset[str]
    renderings: list[Rendering] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Deviation:
    """A rendering that is not as the article has it, with what is usual there.

    `is_trusted`: a person wrote the usual one, or the rule gives it.
    """

    rendering: Rendering
    usual: Entity
    is_trusted: bool

    @property
    def places(self) -> list[int]:
        """Return where the name is spelt as usual."""
        return sorted({rendering.place for rendering in self.usual.renderings})


def check_consistency(pairs: Sequence[Pair], deviating: Iterable[Deviation]) -> list[Finding]:
    """Report names spelt otherwise than elsewhere in the article."""
    found = []
    for deviation in deviating:
        pair, word = pairs[deviation.rendering.place], deviation.rendering.word
        there = ", ".join(str(pairs[place].segment) for place in deviation.places[:SHOWN])
        message = f"“{word.text}” here, “{deviation.usual.renderings[0].word.text}” in {there}"
        found.append(pair.finding(NAME, "warning", message, None, (word.start, word.end)))
    return found


def harmonize(pairs: Sequence[Pair], deviating: Iterable[Deviation]) -> dict[int, str]:
    """Return by place the targets in which names are put into the article's spelling.

    Only where that can be trusted: of two others the rarer may be the right one.
    """
    changes: dict[int, list[tuple[Span, str]]] = {}
    for deviation in deviating:
        place, word = deviation.rendering.place, deviation.rendering.word
        respelt = _respelt(word, deviation.usual, pairs[place].language) if deviation.is_trusted else None
        if respelt is not None:
            changes.setdefault(place, []).append(((word.start, word.end), respelt))
    return {place: _replaced(pairs[place].target, found) for place, found in changes.items()}


def _respelt(word: Word, usual: Entity, language: Language) -> str | None:
    """Return a word with the usual stem and its own ending; None where either is not told by its letters."""
    if word.text.lower() != word.key or any(r.word.text.lower() != r.word.key for r in usual.renderings):
        return None
    for stem in sorted(usual.stems, key=len, reverse=True):
        for end in cuts(word.key, language):
            if word.key[end - 1] == stem[-1]:
                respelt = stem + word.key[end:]
                return respelt.upper() if word.shouted else respelt.capitalize()
    return None


def _replaced(text: str, changes: Sequence[tuple[Span, str]]) -> str:
    for (start, end), by in sorted(changes, reverse=True):
        text = text[:start] + by + text[end:]
    return text


def deviations(pairs: Sequence[Pair], is_sure: Sure) -> list[Deviation]:
    """Return each rendering of a name that differs from the article's; `pairs` are all of one language.

    `is_sure` tells of a place that a person or a rule wrote it: there nothing is wrong.
    """
    found = []
    for entity in entities(pairs):
        spellings = _spellings(entity.renderings, pairs)
        if len(spellings) < 2:
            continue
        written = transliterate(max(entity.stems, key=len), pairs[0].language)
        usual = max(spellings, key=lambda spelling: _weight(spelling, written, is_sure))
        by_person, by_rule, _ = _weight(usual, written, is_sure)
        found += [
            Deviation(rendering, usual, by_person or by_rule)
            for spelling in spellings
            if spelling is not usual
            for rendering in spelling.renderings
            if not is_sure(rendering.place)
        ]
    return found


def entities(pairs: Sequence[Pair]) -> list[Entity]:
    """Return the names of the source that have a counterpart in two sentences or more."""
    found: list[Entity] = []
    by_stem: dict[str, Entity] = {}
    for place, pair in enumerate(pairs):
        for source, word in _counterparts(pair):
            _add(Rendering(place, word), _long_stems(source, "kk"), found, by_stem)
    return [entity for entity in found if len({r.place for r in entity.renderings}) > 1]


def _add(rendering: Rendering, stems: Sequence[str], found: list[Entity], by_stem: dict[str, Entity]) -> None:
    """Put a rendering to the entity that has one of its stems, or begin one."""
    home = next((by_stem[stem] for stem in stems if stem in by_stem and stem in by_stem[stem].stems), None)
    if home is None:
        found.append(home := Entity(frozenset(stems)))
        by_stem.update((stem, home) for stem in stems if stem not in by_stem)
    home.stems &= frozenset(stems)
    home.renderings.append(rendering)


def _counterparts(pair: Pair) -> Iterator[tuple[str, Word]]:
    """Yield the words of free names, those that no gazetteer has, with their counterparts."""
    source, target = read_names(pair.source, "kk"), read_names(pair.target, pair.language)
    if source.text.shouting or target.text.shouting:
        return
    found = find_counterparts(source, Side(target, pair.language, backward=False))
    sure = {counterpart.at: mention.group for mention, counterpart in found if counterpart.same}
    for mention, counterpart in found:
        at = counterpart.at
        is_word = mention.last - mention.first == 1 and not mention.entries and mention.strength >= LIKELY
        if is_word and at is not None and (counterpart.same or _stands_beside(counterpart, mention, sure)):
            word, kazakh = target.text.words[at], source.text.words[mention.first]
            if word.capital and not word.initial and not kazakh.shouted and len(kazakh.key) >= SHORTEST:
                yield kazakh.key, word


def _stands_beside(counterpart: Counterpart, mention: Mention, sure: Mapping[int | None, int]) -> bool:
    """Tell whether a word little like a name stands beside a sure part of it: Ashat in “Ashat Shakharov”."""
    at = counterpart.at
    if at is None or at in sure or counterpart.likeness < ALIKE:
        return False
    return mention.group in (sure.get(at - 1), sure.get(at + 1))


def _long_stems(key: str, language: Language) -> list[str]:
    shortest = min(SHORTEST if language == "kk" else SHORTEST - 1, len(key))
    return [key[:end] for end in cuts(key, language) if end >= shortest]


def _spellings(renderings: Sequence[Rendering], pairs: Sequence[Pair]) -> list[Entity]:
    """Return the renderings by the stems that those of one spelling share."""
    found: list[Entity] = []
    by_stem: dict[str, Entity] = {}
    for rendering in renderings:
        stems = _long_stems(rendering.word.key, pairs[rendering.place].language)
        _add(rendering, stems, found, by_stem)
    return found


def _weight(spelling: Entity, written: str, is_sure: Sure) -> tuple[bool, bool, int]:
    """Return what speaks for a spelling: a person, the rule, then the number of its sentences."""
    places = {rendering.place for rendering in spelling.renderings}
    return any(map(is_sure, places)), written in spelling.stems, len(places)
