"""Read Markdown: its blocks as text, the markup left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block.state_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine, table
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

from pipeline.cells import row_block
from pipeline.document import Block, BlockKind
from pipeline.limits import Limits
from pipeline.read.input import Extract
from pipeline.read.layout import is_headline, mark_byline, mark_lead
from pipeline.read.pictures import description, is_repeated

LABEL, LABELLED = "label ", "li"  # an entry whose number is still to be written, and one without
LEVELS = 2  # of blocks, for a list or quote
NOTE = re.compile(r"\[\^([\w-]+)\]")  # the mark of a footnote, and with a colon the footnote
NEXT_NOTE = re.compile(r"\n(?=\[\^[\w-]+\]:\s)")
ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|mailto:|//|www\.)", re.IGNORECASE)


def read_markdown(text: str, path: str, limits: Limits) -> Extract:
    """Split CommonMark (with tables) into blocks; HTML inside is taken as text, never interpreted.

    The targets of links are kept as metadata. Raises ReadError where lists and quotes are nested so deep that
    the parser would drop what is in them.
    """
    nesting = limits.markdown_depth * LEVELS + 3  # the text of the last entry, and one to tell too deep by
    tokens = _parsed(text, nesting)
    if any(token.level >= nesting - 1 for token in tokens):
        what = f"is Markdown with lists or quotes nested deeper than {limits.markdown_depth}"
        raise limits.passed("markdown_depth", what, path, "flatten them, or save the text as .txt")
    blocks: list[Block] = []
    # Those apart from the text: before which block, and what is said of it.
    pictures: list[tuple[int, str]] = []
    context: list[str] = []
    cells: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            context.append(_label(token, context) if token.type == "list_item_open" else token.tag)
        elif token.nesting == -1:
            context.pop()
            if token.type == "tr_close":
                blocks.append(row_block(cells))
                cells = []
        elif token.type == "inline":
            children = _bare_pictures(_closed(token.children or []))
            before, inner, after = ([], children, []) if "tr" in context else _pictures_apart(children)
            words = _plain(inner)
            pictures += [(len(blocks), text) for text in before]
            if "tr" in context:
                cells.append(words)
            elif words:
                first, *notes = _notes_apart(words)
                blocks.append(_block(first, context, is_first=not blocks))
                blocks += [Block("paragraph", note) for note in notes]
                context = [LABELLED if tag.startswith(LABEL) else tag for tag in context]
            pictures += [(len(blocks), text) for text in after]
        elif token.type in ("fence", "code_block") and token.content.strip():
            blocks.append(Block("paragraph", token.content.strip()))
    targets = dict.fromkeys(target for target in _targets(tokens) if not target.startswith("data:"))
    blocks = _with_pictures(mark_lead(mark_byline(blocks)), pictures)
    return Extract(blocks, {"links": " ".join(targets)} if targets else {})


def _pictures_apart(children: list[Token]) -> tuple[list[str], list[Token], list[str]]:
    """Return what is said of the pictures before a text, the text, and what is said of those behind it."""
    start, end = 0, len(children)
    while start < end and _is_picture(children[start]):
        start += 1
    while end > start and _is_picture(children[end - 1]):
        end -= 1
    return _described(children[:start]), children[start:end], _described(children[end:])


def _notes_apart(words: str) -> list[str]:
    """Return a text and the footnotes under it, their marks as other formats have them: [1]."""
    return [NOTE.sub(r"[\1]", re.sub(rf"^({NOTE.pattern}):", r"\1", part)) for part in NEXT_NOTE.split(words)]


def _bare_pictures(children: list[Token]) -> list[Token]:
    """Return the pieces of a text, without the links whose whole text is a picture."""
    kept: list[Token] = []
    for child in children:
        if child.type == "link_close" and [each.type for each in kept[-2:]] == ["link_open", "image"]:
            del kept[-2]
        else:
            kept.append(child)
    return kept


def _is_picture(child: Token) -> bool:
    """Tell a picture, or the blanks around one."""
    is_blank = child.type == "text" and not child.content.strip()
    return is_blank or child.type in ("image", "softbreak", "hardbreak")


def _described(children: list[Token]) -> list[str]:
    texts = (_description(child) for child in children if child.type == "image")
    return [text for text in texts if text]


def _description(picture: Token) -> str:
    return description(picture.content, str(picture.attrs.get("src", "")))


def _with_pictures(blocks: list[Block], pictures: list[tuple[int, str]]) -> list[Block]:
    """Put what is said of a picture in its place, under the headline at least, unless it is said there."""
    first = 1 if blocks and blocks[0].kind == "headline" else 0
    found = list(blocks)
    for place, text in reversed(pictures):
        at = max(place, first)
        if not is_repeated(
            text, [block.text for block in (*blocks[:first], *blocks[max(0, at - 1) : at + 1])]
        ):
            found.insert(at, Block("paragraph", text))
    return found


def _parsed(text: str, nesting: int) -> list[Token]:
    """Return the tokens; what looks like a definition of a link but is none («[Тілші]: Иә») stays text."""
    options = {"html": False, "maxNesting": nesting, "store_labels": True}
    parser = MarkdownIt("commonmark", options).enable("table")
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    defined: dict[str, Any] = env.get("references", {})
    used = {child.meta.get("label") for child in _inside(tokens)}
    sound = all(ADDRESS.match(entry["href"]) and not entry["title"] for entry in defined.values())
    if env.get("duplicate_refs") or not sound or not used.issuperset(defined):
        return parser.disable("reference").parse(text)
    return tokens


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table as GitHub does, but keep the cells of a row that go beyond the columns of its head."""
    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    tokens = state.tokens[before:]
    del state.tokens[before:]
    cells: list[str] = []
    for token in tokens:
        if token.type == "tr_open" and token.map:
            cells = _cells(getLine(state, token.map[0]).strip())
        elif token.type == "inline":
            cells = cells[1:]
        elif token.type == "tr_close":
            for cell in cells:
                state.push("td_open", "td", 1)
                state.push("inline", "", 0).content = cell.strip()
                state.tokens[-1].children = []
                state.push("td_close", "td", -1)
        state.tokens.append(token)
    return True


def _cells(row: str) -> list[str]:
    """Return the cells of a row; the marks at its ends make none."""
    cells = escapedSplit(row)
    first, last = cells[0] == "", len(cells) > 1 and cells[-1] == ""
    return cells[first : len(cells) - last]


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read `*` and `_` as CommonMark does, but begin nothing inside a word: 2*3*4 is a product."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    run = state.scanDelims(state.pos, marker == "*")
    around = state.src[state.pos - 1 : state.pos] + state.src[state.pos + run.length :][:1]
    in_word = len(around) == 2 and around.isalnum()
    for _ in range(run.length):
        state.push("text", "", 0).content = marker
        place = len(state.tokens) - 1
        opens = run.can_open and not in_word
        state.delimiters.append(Delimiter(ord(marker), run.length, place, -1, opens, run.can_close))
    state.pos += run.length
    return True


def _inside(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def _targets(tokens: list[Token]) -> Iterator[str]:
    """Yield the addresses behind the text of links; those that are the text are there already."""
    for token in _inside(tokens):
        if token.type == "link_open" and token.info != "auto":
            yield str(token.attrs.get("href", ""))


def _label(token: Token, context: list[str]) -> str:
    """Return what stands before the first text of an entry: its number in a numbered list, else nothing."""
    return f"{LABEL}{token.info}{token.markup}" if context[-1:] == ["ol"] else LABELLED


def _block(words: str, context: list[str], *, is_first: bool) -> Block:
    heading = next((tag for tag in context if tag in ("h1", "h2", "h3", "h4", "h5", "h6")), None)
    if heading:
        kind: BlockKind = "headline" if is_first else "subheading"
        return Block(kind, words)
    if "ol" in context or "ul" in context:
        label = next((tag for tag in reversed(context) if tag.startswith(LABEL)), LABEL)
        return Block("item", f"{label.removeprefix(LABEL)} {words}".strip())
    return Block("headline" if is_first and _is_bare_headline(words) else "paragraph", words)


def _is_bare_headline(words: str) -> bool:
    return is_headline(words) and len(words.split()) <= 15


def _plain(children: list[Token]) -> str:
    parts = []
    for index, child in enumerate(children):
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif aside := _aside(child):
            parts.append("[" if child.nesting == 1 else f"]({aside})")
        elif _is_mark(children, index):
            parts.append(f"[{child.content}]")
        else:
            parts.append(child.content if child.type != "image" else _description(child))
    return "".join(parts).strip()


def _closed(children: list[Token]) -> list[Token]:
    """Let the end of each link know its address; links are not inside one another."""
    attrs: dict[str, str | int | float] = {}
    for child in children:
        attrs = child.attrs if child.type == "link_open" else attrs
        if child.type == "link_close":
            child.attrs = attrs
    return children


def _aside(child: Token) -> str:
    """Return what stands in the brackets of a link that is none: «[күліп](қалжыңдап)»."""
    target = unquote(str(child.attrs.get("href", ""))) if child.type.startswith("link_") else ""
    is_words = not ADDRESS.match(target) and re.search("[а-яёәіңғүұқөһ]", target, re.IGNORECASE)
    return target if is_words else ""


def _is_mark(children: list[Token], index: int) -> bool:
    """Tell the number of a note that is a link, `2024[1]`, which is no part of the word before it."""
    opening = children[index - 1] if index else None
    is_linked = opening is not None and opening.type == "link_open" and opening.info != "auto"
    return is_linked and not any(character.isalpha() for character in children[index].content)
