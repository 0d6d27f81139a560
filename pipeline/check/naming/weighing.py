"""How likely a word with a capital that nothing answers was lost or invented: learnt weights of signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pipeline.check.alignment import Aligned, align
from pipeline.check.lexicon import Entry, Lexicon, evidence, lexicon, stem
from pipeline.check.naming.align import STRANGE, Counterpart, find_counterpart
from pipeline.check.naming.align import Side as Words
from pipeline.check.naming.gazetteer import is_capital_of, load_gazetteer
from pipeline.check.naming.mentions import CERTAIN, IDLE, LIKELY, PLACES, Mention, Reading
from pipeline.check.naming.shortened import find_shortened
from pipeline.check.naming.vocabulary import is_common, pronouns
from pipeline.check.naming.weights import signs_in_context, weights
from pipeline.document import Language, Target
from pipeline.models.embed import MAX_TOKENS
from pipeline.wordlists import kinds

STEMS = "names_stems.tsv"  # of words that are written with a capital wherever they stand
SMALL = "names_small.tsv"  # stems of Kazakh words without one whose translations have it: қаңтар, ағылшын
Fate = Literal["missing", "invented"]
FATES: tuple[Fate, ...] = ("missing", "invented")
OTHER: dict[Fate, Fate] = {"missing": "invented", "invented": "missing"}
# Log-odds by which the level is lower for a pair within a text, and higher for each unit of closeness that
# the text lacks: the level of a pair alone is that of free translations.
WITHIN: dict[Fate, tuple[float, float]] = {"missing": (0.5, 3.0), "invented": (0.75, 5.0)}
KINDS = ("person", "place", "organisation", "abbreviation", "title")
STRENGTHS = ("plain", "doubtful", "likely", "certain")
MOST_PARTS, MOST_CAPITALS = 2, 2
FULL_NAME = 2  # parts
SHORT = 4  # letters
HALF = 0.5
MOST_LOST = 8  # where more is missing, no shortening explains it


@dataclass(slots=True)
class Lost:
    """A name of one side without counterpart on the other."""

    mention: Mention
    nearest: Counterpart
    completes: bool  # another part of the same name has a counterpart
    ends: bool  # it is the last part of a name, as family names mostly are
    parts: int  # how many parts of the same name have none
    place: float


class Side:
    """One side of a pair as the lexicon sees it."""

    def __init__(self, reading: Reading, entries: dict[str, Entry], stems: Sequence[str]) -> None:
        self.reading, self.entries, self.stems = reading, entries, stems
        self.plain: list[Mention] = reading.plain
        self.lost: list[Lost] = []
        self.strongest, self.weakest = IDLE, CERTAIN
        self.weighed: list[float] = []
        self.capitals = sum(word.capital and not word.opening for word in reading.text.words)
        known = load_gazetteer().entries
        self.has_place = any(known[entry].kind in PLACES for entry in reading.entries)
        self.has_pronoun = any(word.key in pronouns() for word in reading.text.words)

    def lose(self, lost: list[Lost]) -> None:
        """Take in what of this side has no counterpart."""
        self.lost = lost
        strengths = [one.mention.strength for one in lost]
        self.strongest, self.weakest = max(strengths, default=IDLE), min(strengths, default=CERTAIN)

    def counterparts(self, at: int, others: Language) -> frozenset[str]:
        """Return the stems that may stand for a word in the other language, by lexicon and gazetteer."""
        entry, known = self.entries.get(self.stems[at]), load_gazetteer().entries
        numbers = {
            n for one in self.lost if one.mention.first <= at < one.mention.last for n in one.mention.entries
        }
        named = {stem(form) for number in numbers for form in known[number].forms[others]}
        return frozenset(named) if entry is None else entry.others | named

    def evidence(self, mention: Mention) -> float:
        """Return the evidence of the lexicon that the words have no counterpart, the strongest of them."""
        return max(self.weighed[mention.first : mention.last], key=abs)

    def knows(self, mention: Mention) -> bool:
        """Tell whether the lexicon has any of the words."""
        return any(own in self.entries for own in self.stems[mention.first : mention.last])

    def answered(self) -> float:
        """Return the share of words known to the lexicon that have a counterpart."""
        return (sum(v < 0 for v in self.weighed) + 1) / (sum(v != 0 for v in self.weighed) + 2)

    def others_answered(self) -> float:
        """Return the share of names and words with a capital that have a counterpart."""
        return 1 - len(self.lost) / max(1, len(self.reading.mentions) + len(self.plain))


class Balance:
    """What of either side of a pair has no counterpart, weighed against what of the other side has none."""

    def __init__(
        self,
        readings: dict[Fate, Reading],
        lost: dict[Fate, list[Lost]],
        language: Target,
        table: Lexicon | None = None,
        freedom: float | None = None,
    ) -> None:
        self.language = language
        self._freedom = freedom  # of the text that the pair belongs to
        known = lexicon(language) if table is None else table
        entries: dict[Fate, dict[str, Entry]] = {"missing": known.source, "invented": known.target}
        stems = {fate: [stem(word.key) for word in reading.text.words] for fate, reading in readings.items()}
        self.sides: dict[Fate, Side] = {
            fate: Side(readings[fate], entries[fate], stems[fate]) for fate in FATES
        }
        for fate, side in self.sides.items():
            side.weighed = evidence(side.stems, stems[OTHER[fate]], side.entries)
        source = self.sides["missing"]
        source.plain = [*source.plain, *self._capital_there(source.reading)]
        for fate, side in self.sides.items():
            side.lose([*lost[fate], *self._plain_lost(fate)])
        self._forget_shortened()
        self.closeness = sum(side.answered() for side in self.sides.values()) / len(FATES)

    def _capital_there(self, source: Reading) -> list[Mention]:
        """Return the Kazakh words that have a capital in the translation alone: қаңтарда, америкалық."""
        if source.text.shouting:
            return []
        named = [*source.plain, *(mention for mention in source.mentions if mention.strength)]
        taken = {at for mention in named for at in range(mention.first, mention.last)}
        return [
            Mention(at, at + 1, "unknown", IDLE, group=-1 - at, quoted=word.quoted)
            for at, word in enumerate(source.text.words)
            if at not in taken and self.capital_share(at) >= HALF
        ]

    def _plain_lost(self, fate: Fate) -> list[Lost]:
        """Return the plain words with a capital that nothing on the other side answers."""
        side, other = self.sides[fate], self.sides[OTHER[fate]].reading
        open_ones = [m for m in side.plain if not m.entries & other.entries and side.evidence(m) >= 0]
        if not open_ones:
            return []
        against = Words(other, self.language, backward=fate == "invented")
        words = side.reading.text.words
        found = []
        for mention in open_ones:
            share = mention.first / len(words)
            nearest = find_counterpart([words[mention.first].key], share, against)
            if not nearest.same:
                found.append(Lost(mention, nearest, completes=False, ends=True, parts=1, place=share))
        return found

    def _forget_shortened(self) -> None:
        """Take out the names that the other side has in a shortened form, and that form where it is one."""
        for fate, side in self.sides.items():
            other = self.sides[OTHER[fate]]
            others: Language = self.language if fate == "missing" else "kk"
            if not 0 < len(side.lost) <= MOST_LOST:
                continue
            whole = [one.mention for one in side.lost if one.mention.kind != "abbreviation"]
            starts = {at for mention in whole for at in range(mention.first, mention.last)}
            known = [side.counterparts(at, others) for at in range(len(side.stems))]
            # What stands there in full is not shortened, nor does what is answered shorten anything.
            known = [found if found.isdisjoint(other.stems) else frozenset() for found in known]
            short = find_shortened(other.reading.text, sorted(starts), known)
            open_ones = {one.mention.first for one in other.lost}
            words = other.reading.text.words
            short = {at: covered for at, covered in short.items() if at in open_ones or not words[at].shouted}
            gone = {at for covered in short.values() for at in covered}
            side.lose([o for o in side.lost if gone.isdisjoint(range(o.mention.first, o.mention.last))])
            other.lose([o for o in other.lost if o.mention.first not in short])

    def capital_share(self, at: int) -> float:
        """Return what share of a Kazakh word's counterparts have a capital wherever they stand.

        Of one that is written small its counterparts do not say so: «ермек» is fun, «Ермек» is Yermek.
        """
        side = self.sides["missing"]
        if not side.reading.text.words[at].capital:
            return float(side.stems[at] in kinds(SMALL)[self.language])
        if side.stems[at] in kinds(STEMS)["kk"]:
            return 1.0
        entry = side.entries.get(side.stems[at])
        if entry is None:
            return 0.0
        return len(entry.others & kinds(STEMS)[self.language]) / len(entry.others)

    @cached_property
    def aligned(self) -> dict[Fate, Aligned]:
        """Return the words of each side with what stands for them in the context of the sentence."""
        found = align(*(self.sides[fate].reading.text.text for fate in FATES))
        return dict(zip(FATES, found, strict=True))

    def is_grave(self, lost: Lost, fate: Fate) -> bool:
        """Tell whether so much speaks for a loss or an invention that a reader should look at it."""
        sure = self.is_surely_grave(lost, fate)
        if sure is not None:
            return sure
        learnt = weights()[self.language, fate]
        return learnt.score(self.signs(lost, fate)) >= self._level(fate)

    def is_surely_grave(self, lost: Lost, fate: Fate) -> bool | None:
        """Tell the same, or None where it is for the words in context to decide, which cost the most."""
        learnt = weights()[self.language, fate]
        score, level = learnt.score(self._apart(lost, fate)), self._level(fate)
        if score + learnt.most < level and not self.is_long:
            return False
        return True if score + learnt.least >= level and not self.is_long else None

    def _level(self, fate: Fate) -> float:
        """Return the log-odds from which on to warn."""
        level = weights()[self.language, fate].warning
        if self._freedom is None:
            return level
        eased, freedom_of_text = WITHIN[fate]
        return level - eased + freedom_of_text * self._freedom

    @cached_property
    def is_long(self) -> bool:
        """Tell whether a text may be longer than the encoder reads, which says nothing of the rest."""
        return max(len(side.reading.text.text) for side in self.sides.values()) > MAX_TOKENS

    def signs(self, lost: Lost, fate: Fate) -> dict[str, float]:
        """Return what speaks for or against a loss, by name."""
        return {**self._apart(lost, fate), **self._in_context(lost, fate)}

    def _apart(self, lost: Lost, fate: Fate) -> dict[str, float]:
        """Return the signs that need no context."""
        mention, side, other = lost.mention, self.sides[fate], self.sides[OTHER[fate]]
        word, weighed = side.reading.text.words[mention.first], side.evidence(mention)
        more = max(-MOST_CAPITALS, min(MOST_CAPITALS, side.capitals - other.capitals))
        return {
            **{name: float(mention.strength == at) for at, name in enumerate(STRENGTHS[1:], 1)},
            **{kind: float(mention.kind == kind) for kind in KINDS},
            "alike": max(0.0, lost.nearest.likeness - STRANGE),
            "partly": float(lost.nearest.partly),
            "completes": float(lost.completes),
            "begins": float(not lost.ends),
            "parts": float(min(MOST_PARTS, max(0, lost.parts - 1))),
            "fixed": float(bool(mention.entries)),
            "lexicon": max(0.0, weighed),
            "lexicon has it": float(weighed < 0),
            "not in lexicon": float(not side.knows(mention)),
            "opens": float(word.opening),
            "quoted": float(mention.quoted),
            "small": float(not word.capital),
            "short": float(len(word.key) <= SHORT),
            "shouted": float(word.shouted),
            "latin": float(word.key.isascii() and side.reading.text.language != "en"),
            "common": float(is_common(word.key, side.reading.text.language)),
            "capital there": self.capital_share(mention.first) if fate == "missing" else 0.0,
            "rival": float(other.strongest >= LIKELY),
            "plain rival": float(other.weakest < LIKELY),
            "capitals more": float(more),
            "others answered": side.others_answered(),
            "words answered": self.closeness,
            **self._explicit(lost, fate),
            "by rule": float(self.by_rule(lost, fate)),
        }

    def _in_context(self, lost: Lost, fate: Fate) -> dict[str, float]:
        """Return what the encoder says: how much another word stands for the name, and what a word it is."""
        aligned, other = self.aligned[fate], self.sides[OTHER[fate]]
        answer = aligned.answer(self.sides[fate].reading.span(lost.mention))
        there = [other.reading.span(one.mention) for one in other.lost]
        by_lost = answer.span is not None and any(
            start < answer.span[1] and end > answer.span[0] for start, end in there
        )
        capital = answer.span is not None and other.reading.text.text[answer.span[0]].isupper()
        return signs_in_context(
            answer.likeness,
            answer.likeness - aligned.usual(),
            answer.mutual,
            capital=capital,
            lost=by_lost,
        )

    def by_rule(self, lost: Lost, fate: Fate) -> bool:
        """Tell whether the name, by itself, is one that a translation seldom leaves out or adds."""
        mention = lost.mention
        if mention.strength < LIKELY or mention.kind not in ("person", "place", "unknown"):
            return False
        if lost.nearest.partly or (not mention.entries and lost.nearest.likeness >= HALF):
            return False
        if fate == "missing":
            return lost.ends or not lost.completes
        if lost.parts < FULL_NAME and (lost.completes or mention.kind == "unknown"):
            return False
        return not (lost.parts < FULL_NAME and self.sides[OTHER[fate]].has_pronoun)

    def _explicit(self, lost: Lost, fate: Fate) -> dict[str, float]:
        """Tell whether the name may only spell out what the other side implies: who “he” is."""
        other, entries = self.sides[OTHER[fate]], load_gazetteer().entries
        country = any(entries[entry].kind == "country" for entry in lost.mention.entries)
        pronoun = fate == "invented" and other.has_pronoun
        return {
            "capital of": float(is_capital_of(lost.mention.entries, other.reading.entries)),
            "country of": float(country and other.has_place),
            "pronoun": float(pronoun),
            "part for a pronoun": float(pronoun and lost.parts < FULL_NAME),
        }
