"""Read Markdown: its blocks as text, the markup left out."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.document import Block, BlockKind
from pipeline.errors import ReadError
from pipeline.read.layout import is_headline, mark_byline, mark_lead

MAX_NESTING = 100  # levels of blocks; a list has two


def markdown_blocks(text: str, path: str | None = None) -> list[Block]:
    """Split CommonMark (with tables) into blocks; HTML inside is taken as text, never interpreted.

    Raises ReadError where lists and quotes are nested so deep that the parser would drop what is in them.
    """
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table")
    tokens = parser.parse(text)
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        what = f"is Markdown with lists or quotes nested deeper than {MAX_NESTING // 2}"
        raise ReadError(what, path=path, hint="flatten them, or save the text as .txt")
    blocks: list[Block] = []
    context: list[str] = []
    cells: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            context.append(f"{token.info}{token.markup}" if token.type == "list_item_open" else token.tag)
        elif token.nesting == -1:
            context.pop()
            if token.type == "tr_close":
                blocks.append(Block("item", " | ".join(cells)))
                cells = []
        elif token.type == "inline":
            words = _plain(token)
            if "tr" in context:
                cells.append(words)
            elif words:
                blocks.append(_block(words, context, is_first=not blocks))
        elif token.type in ("fence", "code_block") and token.content.strip():
            blocks.append(Block("paragraph", token.content.strip()))
    return mark_lead(mark_byline(blocks))


def _block(words: str, context: list[str], *, is_first: bool) -> Block:
    heading = next((tag for tag in context if tag in ("h1", "h2", "h3", "h4", "h5", "h6")), None)
    if heading:
        kind: BlockKind = "headline" if is_first else "subheading"
        return Block(kind, words)
    if "ol" in context:
        number = context[context.index("ol") + 1]
        return Block("item", f"{number} {words}")
    if "ul" in context:
        return Block("item", words)
    return Block("headline" if is_first and _is_bare_headline(words) else "paragraph", words)


def _is_bare_headline(words: str) -> bool:
    return is_headline(words) and len(words.split()) <= 15


def _plain(token: Token) -> str:
    parts = []
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)  # the alternative text
        else:
            parts.append(child.content)
    return "".join(parts).strip()
