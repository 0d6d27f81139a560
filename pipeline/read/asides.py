"""What stands inside the article of a page and is none of it: adverts, links to other articles.

Known by what a page calls them, and by how the line begins that leads elsewhere; prose stays, whatever it is
called.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.deadline import check
from pipeline.wordlists import kinds

MOST_ADVERT_WORDS, MOST_TITLE_WORDS = 40, 20
MOST_SHARE = 0.25  # of the words of the page that an advert may have
LINKS, RELATED_LINKS = 0.8, 0.5  # share of its words in links: of a line, of what a page calls related
PARTS = (
    *("div", "aside", "section", "article", "nav", "ins", "p", "ul", "ol", "blockquote", "figure", "table"),
    *("center", "span"),
)
TABLE = "asides.tsv"
LINES = ("p", "div", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "span")
LISTS = ("ul", "ol", "p", "div")
TAGS = frozenset((*PARTS, *LINES))
BLOCKS = ("p", "div", "ul", "ol", "table", "section", "article", "blockquote", "h2", "h3")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_\s]+|(?<=[A-Za-z])(?=\d)")
ENDED = re.compile(r"[.!?…][»”\")]*$")
ARTICLE = ("article", "main")
UNSEEN = frozenset({"script", "style", "noscript", "template"})


@dataclass(frozen=True, slots=True)
class _Page:
    """The elements of a page, each with how many words are in it and how many of these in links."""

    elements: list[Any]
    words: dict[Any, int]
    linked: dict[Any, int]

    @classmethod
    def of(cls, tree: Any) -> _Page:
        """Count from the innermost elements outwards, so that depth costs nothing."""
        page = cls(list(tree.iter()), {}, {})
        for element in reversed(page.elements):
            check()
            is_seen = isinstance(element.tag, str) and element.tag not in UNSEEN
            own = len((element.text or "").split()) if is_seen else 0
            inside = sum(page.words[child] + len((child.tail or "").split()) for child in element)
            page.words[element] = own + inside
            is_link = element.tag == "a"
            page.linked[element] = own + inside if is_link else sum(page.linked[c] for c in element)
        return page

    @property
    def longest_advert(self) -> float:
        """Return how many words an advert may have."""
        return min(MOST_ADVERT_WORDS, MOST_SHARE * self.words[self.elements[0]])

    def link_share(self, element: Any, ahead: int = 0) -> float:
        """Return what share of the words stands in links, those `ahead` left out."""
        return self.linked[element] / max(1, self.words[element] - ahead)


def drop_asides(tree: Any) -> list[str]:
    """Take out of the tree of a page what is no part of its article; return the texts that stood in one."""
    page = _Page.of(tree)
    dropped: list[str] = []
    for element in page.elements:
        check()
        if element.tag not in TAGS or not _is_within(element, tree):
            continue
        for part in _aside(element, page):
            text = " ".join(_words(part))
            if text and any(True for _ in part.iterancestors(*ARTICLE)):
                dropped.append(text)
            part.drop_tree()
    return dropped


def _is_within(element: Any, tree: Any) -> bool:
    """Tell whether an element has not gone with one around it."""
    return element is tree or any(around is tree for around in element.iterancestors())


def _aside(element: Any, page: _Page) -> list[Any]:
    """Return the elements to take out: this one, and the list that it announces."""
    called = _called(element) if element.tag in PARTS else set()
    if "advert" in called and page.words[element] <= page.longest_advert:
        return [element]
    if "related" in called and page.link_share(element) >= RELATED_LINKS:
        return [element]
    if element.tag not in LINES or next(element.iterdescendants(*BLOCKS), None) is not None:
        return []
    words = _words(element)
    cue = _cue_pattern().match(" ".join(words))
    if cue is None:
        return []
    title = " ".join(words)[cue.end() :].strip()
    if not title:
        following = _following(element, page)
        return [] if following is None else [element, following]
    is_linked = page.link_share(element, len(cue.group().split())) >= LINKS
    is_title = cue["mark"] and len(title.split()) <= MOST_TITLE_WORDS and not ENDED.search(title)
    return [element] if is_linked or is_title else []


def _following(element: Any, page: _Page) -> Any:
    """Return the list of links that follows a line, else None; the line may be alone in an element."""
    while element.getnext() is None and element.getparent() is not None and element.tag not in BLOCKS:
        element = element.getparent()
    after = element.getnext()
    is_list = after is not None and after.tag in LISTS and page.link_share(after) >= LINKS
    return after if is_list else None


def _words(element: Any) -> list[str]:
    pieces: list[str] = []
    for part in element.iter():
        is_seen = isinstance(part.tag, str) and part.tag not in UNSEEN
        pieces += [part.text or "" if is_seen else "", part.tail or "" if part is not element else ""]
    return " ".join(pieces).split()


def _called(element: Any) -> set[str]:
    """Return what the class and the id of an element call it."""
    found = set()
    for name in f"{element.get('class') or ''} {element.get('id') or ''}".split():
        words = {word.lower() for word in CAMEL.split(name)}
        if not words & kinds(TABLE)["not"]:
            found |= {kind for kind in ("advert", "related") if words & kinds(TABLE)[kind]}
    return found


@cache
def _cue_pattern() -> re.Pattern[str]:
    cues = sorted((re.escape(cue).replace("_", " ") for cue in kinds(TABLE)["cue"]), key=len, reverse=True)
    return re.compile(rf"\W*(?:{'|'.join(cues)})(?:\s?(?P<mark>[:–—-])\s?|\s|$)", re.IGNORECASE)
