"""Take out of HTML the tags that would hide the rest of a page because nothing closes them."""

from __future__ import annotations

import re

# Elements that are left out with all that is in them, here or by the extraction of pages.
HIDING = (
    *("iframe", "noscript", "object", "svg", "math", "template", "textarea", "select", "option", "button"),
    *("video", "audio", "canvas", "applet", "embed", "map", "datalist", "dialog", "label", "marquee"),
    *("nav", "aside", "footer", "fieldset", "figure", "picture", "frameset"),
)
CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
OPENINGS = (  # of what is no markup inside, each with its end; of code, what follows up to a tag is code
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<script(?![\w-])[^<>]*>?[^<]*", re.I), re.compile(r"</script(?![\w-])", re.I)),
    (re.compile(r"<style(?![\w-])[^<>]*>?[^<]*", re.I), re.compile(r"</style(?![\w-])", re.I)),
)
TOKEN = re.compile(
    r"<!--(?:>|.*?-->)|<(?P<code>script|style)(?![\w-]).*?</(?P=code)"
    rf"|<(?P<end>/?)(?P<name>{'|'.join(HIDING)})(?![\w-])[^<>]*>?",
    re.DOTALL | re.IGNORECASE,
)

EMPTY = re.compile(r"<[a-z]+(?:[^<>]*[\s\"'])?/>", re.IGNORECASE)  # an address without quotes may end in /


def without_unclosed(html: str) -> str:
    """Return HTML in which all that hides what is in it ends somewhere; CDATA is read as what it holds."""
    html = CDATA.sub(r"\1", html)
    for opening, ending in OPENINGS:
        ends = [match.end() for match in ending.finditer(html)]
        last = ends[-1] if ends else 0
        html = html[:last] + opening.sub("", html[last:])
    unclosed: dict[str, list[re.Match[str]]] = {name: [] for name in HIDING}
    for match in TOKEN.finditer(html):
        name = (match["name"] or "").lower()
        if match["end"] and unclosed[name]:
            unclosed[name].pop()
        elif name and not match["end"] and not EMPTY.fullmatch(match[0]):
            unclosed[name].append(match)
    pieces, done = [], 0
    for match in sorted((m for found in unclosed.values() for m in found), key=re.Match.start):
        pieces.append(html[done : match.start()])
        done = match.end()
    return "".join(pieces) + html[done:]
