"""Let an article spell a name in one way, and mark where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.check import Pair, check_pair, count_faults
from pipeline.check.consistency import NAME, Deviation, check_consistency, deviations, harmonize
from pipeline.document import Document, Finding, Segment, Target, Texts, Translation
from pipeline.terminology import Glossary


def with_one_spelling(
    document: Document,
    segments: Sequence[Segment],
    texts: Sequence[dict[Target, Translation]],
    glossary: Glossary | None,
) -> Texts:
    """Return the translations of an article with its names in one spelling, or marked where they are not."""
    rows = list(map(dict, texts))
    for target in {target: None for row in rows for target in row}:
        places = [place for place, row in enumerate(rows) if target in row and row[target].origin != "source"]
        found = [rows[place][target] for place in places]
        pairs = [
            Pair.of(segments[place], target, t, document.form(segments[place]), glossary)
            for place, t in zip(places, found, strict=True)
        ]
        for place, translation in zip(places, harmonized(pairs, found), strict=True):
            rows[place][target] = translation
    return rows


def harmonized(pairs: Sequence[Pair], translations: Sequence[Translation]) -> list[Translation]:
    """Return the translations that belong to the pairs, names put right by rule where that costs nothing."""
    deviating = _deviations(pairs, translations)
    mended = list(translations)
    for place, text in harmonize(pairs, deviating).items():
        findings = check_pair(replace(pairs[place], target=text))
        if count_faults(findings) <= count_faults(_others(translations[place])):
            mended[place] = replace(translations[place], text=text, findings=findings)
    if mended == list(translations):
        return _marked(mended, check_consistency(pairs, deviating))
    return marked([replace(p, target=t.text) for p, t in zip(pairs, mended, strict=True)], mended)


def marked(pairs: Sequence[Pair], translations: Sequence[Translation]) -> list[Translation]:
    """Return the translations with what is found now of names in two spellings, and nothing older."""
    return _marked(translations, check_consistency(pairs, _deviations(pairs, translations)))


def _marked(translations: Sequence[Translation], found: Sequence[Finding]) -> list[Translation]:
    return [
        replace(t, findings=(*_others(t), *(f for f in found if f.segment == t.segment)))
        for t in translations
    ]


def _deviations(pairs: Sequence[Pair], translations: Sequence[Translation]) -> list[Deviation]:
    """Return the deviations in what the model wrote; a person and a rule are sure of theirs."""
    return deviations(pairs, lambda place: translations[place].origin != "machine")


def _others(translation: Translation) -> tuple[Finding, ...]:
    return tuple(finding for finding in translation.findings if finding.check != NAME)
