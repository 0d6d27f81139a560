"""The guard for terms: what the glossary wants a Kazakh term called, and what it forbids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.check.pair import Pair
from pipeline.check.terms import Finder, Found, phrase
from pipeline.document import Finding, Language, Target
from pipeline.terminology import Glossary, Term, Wording

CHECK = "glossary"


def check_glossary(pair: Pair) -> list[Finding]:
    """Report terms of the source that are not called as the glossary wants, and forbidden words for them.

    A term that stands several times has to be there once: the target may say “it” where Kazakh repeats.
    """
    if pair.glossary is None:
        return []
    found: dict[int, Found] = {}
    for one in terms_in(pair.glossary, pair.source):
        found.setdefault(one.phrase.owner, one)
    return [
        finding
        for owner, place in found.items()
        if (wording := pair.glossary.terms[owner].wordings.get(pair.language)) is not None
        for finding in _look(pair, pair.glossary.terms[owner], wording, place)
    ]


@lru_cache(maxsize=4096)
def terms_in(glossary: Glossary, text: str) -> tuple[Found, ...]:
    """Return where terms of the glossary stand in a Kazakh text."""
    return tuple(_kazakh(glossary).find(text))


def _look(pair: Pair, term: Term, wording: Wording, place: Found) -> Iterator[Finding]:
    quoted = f"“{pair.source[slice(*place.span)]}”"
    note = f" ({term.note})" if term.note else ""
    good = stand(wording.right, pair.target, pair.language)
    best = stand(wording.preferred, pair.target, pair.language)
    bad = [
        one
        for one in stand(wording.forbidden, pair.target, pair.language)
        if not any(g.span[0] <= one.span[0] and one.span[1] <= g.span[1] for g in good)
    ]
    for one in bad:
        words = pair.target[slice(*one.span)]
        message = f"{quoted} must not be “{words}”{_instead(wording)}{note}"
        yield pair.finding(CHECK, "error", message, place.span, one.span)
    if wording.required and not good:
        if not bad:
            yield pair.finding(CHECK, "error", f"{quoted} is to be “{wording.right[0]}”{note}", place.span)
    elif wording.preferred and not best and not bad:
        span = good[0].span if good else None
        message = f"{quoted} is better called “{wording.preferred[0]}”{note}"
        yield pair.finding(CHECK, "warning", message, place.span, span)


def _instead(wording: Wording) -> str:
    return f" but “{wording.right[0]}”" if wording.right else ""


def stand(words: Iterable[str], text: str, language: Target) -> list[Found]:
    """Return where any of these wordings stand in a text."""
    words = tuple(words)
    return _finder(words, language).find(text) if words else []


@lru_cache(maxsize=8192)
def _finder(words: tuple[str, ...], language: Language) -> Finder:
    return Finder((phrase(word, language) for word in words), language)


@lru_cache(maxsize=4)
def _kazakh(glossary: Glossary) -> Finder:
    return Finder(
        (phrase(word, "kk", owner) for owner, term in enumerate(glossary.terms) for word in term.kazakh), "kk"
    )
