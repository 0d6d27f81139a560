"""Make the chosen sentences of an edition read as a text."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.document import Edition, Language, Summary, SummarySentence, one_line

QUOTES: dict[Language, tuple[str, str]] = {"kk": ("«", "»"), "ru": ("«", "»"), "en": ("“", "”")}


def compose(edition: Edition, chosen: Iterable[int]) -> Summary:
    """Return the summary of an edition: its translations of the chosen segments, quotation marks closed."""
    texts = {translation.segment: translation.text for translation in edition.translations}
    sentences = [SummarySentence(close_quotes(one_line(texts[i]), edition.language), (i,)) for i in chosen]
    return Summary(tuple(s for s in sentences if s.text))


def close_quotes(text: str, language: Language) -> str:
    """Add the mark that a sentence taken out of a longer quotation has lost."""
    opening, closing = QUOTES[language]
    depth = 0
    missing = 0
    for character in text:
        if character == opening:
            depth += 1
        elif character == closing:
            if depth:
                depth -= 1
            else:
                missing += 1
    return opening * missing + text + closing * depth
