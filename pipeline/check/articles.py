"""English articles that do not fit the word behind them: “a employee”, “an translation”.

The sound at the beginning of a word decides, not its letter (an hour, a university): articles_en.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.document import Span
from pipeline.wordlists import rows

NONE = "-"
# A capital A may be a letter (Hepatitis A) but where a sentence begins; words in capitals are spelt out.
ARTICLE = re.compile(r"(?:(?<![\w.'’-])a|(?:(?<=^)|(?<=[.!?] )|(?<=[“\"]))A)(n?) (?=(\w[^\W_]*))")


def find_articles(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the place of each article that does not fit, with its word, and the article that does."""
    for match in ARTICLE.finditer(text):
        article, word = match.group().rstrip(), match.group(2)
        may_be_name = article == "An" and word[0].isupper()  # An Weiguo
        wanted = None if may_be_name or word[1:] != word[1:].lower() else _wanted(word.lower())
        if wanted not in (None, NONE, article.lower()):
            yield (match.start(), match.end(2)), article[0] + str(wanted)[1:]


def mend_articles(text: str) -> str:
    """Return an English text with each article as the word behind it wants it."""
    for (start, _), article in reversed(list(find_articles(text))):
        text = text[:start] + article + text[text.index(" ", start) :]
    return text


def _wanted(word: str) -> str | None:
    return next((article for article, pattern in _patterns() if pattern.match(word)), None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((article, re.compile(pattern)) for article, pattern in rows("articles_en.tsv"))
