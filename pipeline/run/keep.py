"""Keep what a person changed: through later runs, other targets and corrections of the article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.check import Pair, check_pair
from pipeline.document import Digest, Document, Edition, Finding, Segment, Target, Texts, Translation
from pipeline.run.cache import renumbered
from pipeline.terminology import Glossary

CHECK = "edits"  # the findings that say which edits could not be kept
CLOSE = 60.0  # per cent of the letters in common, from which a sentence counts as a corrected form of another


def keep_edits(
    old: Digest | None,
    document: Document,
    segments: Sequence[Segment],
    texts: Sequence[dict[Target, Translation]],
    glossary: Glossary | None,
) -> Texts:
    """Return new translations with a person's put back wherever the Kazakh sentence still says the same.

    They are checked again: the checks and the terms may be others now.
    """
    kept = list(map(dict, texts))
    if old is None or not has_edits(old):
        return kept
    pairs = partners(old, segments)
    for edition in old.editions:
        for place, translation in enumerate(edition.translations):
            row = kept[pairs[place]] if place in pairs else {}
            if translation.origin == "person" and edition.language in row:
                segment = segments[pairs[place]]
                form, target = document.form(segment), edition.language
                edited = renumbered(translation, segment.id)
                pair = Pair.of(segment, target, edited, form, glossary)
                row[target] = replace(edited, findings=check_pair(pair))
    return kept


def kept_editions(old: Digest | None, segments: Sequence[Segment], made: Sequence[Edition]) -> list[Edition]:
    """Return the old editions that were not made now, hold a person's edits and still fit the article."""
    if old is None or [s.text for s in old.segments] != [s.text for s in segments]:
        return []
    languages = {edition.language for edition in made}
    return [
        replace(edition, translations=tuple(renumbered(t, s.id) for t, s in _zip(edition, segments)))
        for edition in old.editions
        if edition.language not in languages and _is_edited(edition)
    ]


def with_lost_edits(old: Digest | None, segments: Sequence[Segment], made: list[Edition]) -> list[Edition]:
    """Return the editions with a finding, at the Kazakh sentence, for each edit that is in none of them."""
    if old is None or not (has_edits(old) or any(t.findings for t in old.edition("kk").translations)):
        return made
    lost: dict[int, list[Finding]] = defaultdict(list)
    for place, finding in _lost(old, partners(old, segments), {edition.language for edition in made}):
        where = _nearest(old, place, segments)
        lost[where].append(replace(finding, segment=segments[where].id))

    def marked(edition: Edition) -> Edition:
        if edition.language != "kk":
            return edition
        return replace(
            edition,
            translations=tuple(
                replace(t, findings=(*t.findings, *lost.get(i, ())))
                for i, t in enumerate(edition.translations)
            ),
        )

    return [marked(edition) for edition in made]


def has_edits(digest: Digest) -> bool:
    """Tell whether a person changed anything in a digest."""
    return any(_is_edited(edition) for edition in digest.editions)


def _is_edited(edition: Edition) -> bool:
    return any(t.origin == "person" for t in edition.translations)


def _zip(edition: Edition, segments: Sequence[Segment]) -> list[tuple[Translation, Segment]]:
    return list(zip(edition.translations, segments, strict=True))


def _lost(old: Digest, pairs: dict[int, int], languages: set[str]) -> list[tuple[int, Finding]]:
    """Return, by place in the old article, the edits that found no place in the new and those lost before."""
    found: list[tuple[int, Finding]] = []
    for edition in old.editions:
        for place, t in enumerate(edition.translations):
            found += [(place, finding) for finding in t.findings if finding.check == CHECK]
            if t.origin == "person" and not (place in pairs and edition.language in languages):
                message = f"the source has changed since a person edited this: was «{t.text}»"
                found.append((place, Finding(CHECK, "warning", edition.language, None, message)))
    return found


def partners(old: Digest, segments: Sequence[Segment]) -> dict[int, int]:
    """Pair the places of equal sentences: the n-th of a text with its n-th, unless their numbers differ."""
    before, after = [s.text for s in old.segments], [s.text for s in segments]
    counts, now = Counter(before), Counter(after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    blocks = [] if counts == now else matcher.get_matching_blocks()
    aligned = {
        block.a + i: block.b + i
        for block in blocks
        for i in range(block.size)
        if counts[before[block.a + i]] != now[before[block.a + i]]
    }
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(after):
        places[text].append(place)
    for place in reversed(range(len(before))):
        if counts[before[place]] == now[before[place]]:
            aligned[place] = places[before[place]].pop()
    return aligned


def _nearest(old: Digest, place: int, segments: Sequence[Segment]) -> int:
    """Return the place of the sentence most like the old one; where none is, the place it stood at."""
    from rapidfuzz import fuzz, process

    texts = [segment.text for segment in segments]
    found = process.extractOne(old.segments[place].text, texts, scorer=fuzz.ratio, score_cutoff=CLOSE)
    return min(place, len(segments) - 1) if found is None else found[2]
