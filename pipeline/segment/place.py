"""Where a sentence may end, and what stands on both sides of it: all that a rule may look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.document import Span
from pipeline.segment.pairs import Pairs, find_pairs
from pipeline.segment.view import PARAGRAPH_END
from pipeline.sentence_words import CAPITAL, LOWER, fold

WINDOW = 60  # characters; no rule looks further, so the whole is linear in the length of the text

Verdict = bool | None  # of a rule: the sentence ends here, it goes on, or the rule has nothing to say

# Faces, hands and hearts comment on what was said; other pictures announce what comes.
FACES = (
    "\u2639-\u263b\u2764\u2665\U0001f3fb-\U0001f3ff\U0001f44a-\U0001f450\U0001f490-\U0001f49f"
    "\U0001f600-\U0001f64f\U0001f900-\U0001f93f\U0001f970-\U0001f97a"
)
PICTURES = "\u2600-\u27bf\U0001f000-\U0001faff"
# Every branch begins with the sign itself: so the text is searched several times as fast.
MARK = re.compile(
    r"[.!?…]+"  # the end of a sentence, most often
    rf"|[\n{PARAGRAPH_END}]"  # the end of a line without it
    r"|[•▪●■◦‣⁃·](?<= .)(?= )"  # a bullet inside a line
    r"| (?:"
    rf"(?<=[»”“\"){LOWER[1:-1]}] )(?={CAPITAL})"  # a capital after a plain word: a full stop left out?
    rf"|(?<=[:;]D )(?={CAPITAL})"  # a face made of signs
    rf"|(?<=[»){LOWER[1:-1]}] )(?=\d{{1,2}}\.\s?{CAPITAL})"  # the next number of a list in one line
    rf"|(?<=[{FACES}] )(?={CAPITAL})|(?<={LOWER} )(?=(?![{FACES}])[{PICTURES}]{{1,9}} ?{CAPITAL})"
    r")"
)
BLANKS = frozenset(f" \n{PARAGRAPH_END}")
NOTES = r"[¹²³⁰⁴-⁹]{1,3}"
FOOTNOTE = re.compile(
    rf"\[\d{{1,3}}(?:(?:, ?|[–-])\d{{1,3}}){{0,5}}\]|⁽?{NOTES}(?:[,–-]{NOTES}){{0,5}}⁾?|\*{{1,3}}(?= )"
)
PICTURE = re.compile(f"[{FACES}]+")
INNER = frozenset("'’ʼ-‑")  # what may stand inside a word
WEB = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+%-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,8}")
ITEM = re.compile(rf"(?<![^\s«“„(№])(\d{{1,3}})\.\s?(?=[«“„\"(]?(?:{CAPITAL}|{LOWER}))")
FIRST_ITEM = re.compile(r"(?:^|[\n:]\s?)1\.\s?[^\W\d]", re.MULTILINE)
SECOND_ITEM = re.compile(r"(?<![:–—-]\s)(?<!\S)(?:2|II|ІІ)\.\s?[^\W\d]")


@dataclass(frozen=True)
class Page:
    """A text as the rules see it, with what is known of the whole of it."""

    text: str

    @cached_property
    def pairs(self) -> Pairs:
        """The quote marks and brackets that belong together."""
        return find_pairs(self.text)

    @cached_property
    def addresses(self) -> list[Span]:
        """Where web and mail addresses stand, without the punctuation that closes the sentence."""
        found = []
        for match in WEB.finditer(self.text):
            end = match.end()
            while self.text[end - 1] in ".,;:!?…»”\"')]}":
                end -= 1
            found.append((match.start(), end))
        return found

    @cached_property
    def items(self) -> dict[int, int]:
        """Where each number first stands before an item of a list."""
        found: dict[int, int] = {}
        for match in ITEM.finditer(self.text):
            found.setdefault(int(match[1]), match.start())
        return found

    @cached_property
    def has_list(self) -> bool:
        """Tell a text in which a list begins, with its line or behind a colon."""
        return FIRST_ITEM.search(self.text) is not None

    @cached_property
    def second(self) -> int:
        """Where the last «2.» or «II.» stands that a colon or a dash does not lead to."""
        return max((match.start() for match in SECOND_ITEM.finditer(self.text)), default=-1)

    @cached_property
    def width(self) -> int:
        """The length of the longest line: that of the column, where lines were wrapped by a program."""
        return max(map(len, self.text.split("\n")))


@dataclass(frozen=True)
class Place:
    """The left sentence would be `text[:end]`, the right one `text[next:]`."""

    page: Page
    mark: str  # the run of . ! ? …, or a bullet, a line end or a space where there is none
    start: int  # of the mark
    end: int
    next: int
    line: int  # start of the line in which the left sentence ends
    bracket: Span | None  # the innermost pair that holds the mark
    quote: Span | None
    address: bool  # inside a web or mail address

    @property
    def text(self) -> str:
        """The whole text."""
        return self.page.text

    @cached_property
    def gap(self) -> str:
        """The white space between the two sides."""
        return self.text[self.end : self.next]

    @cached_property
    def closers(self) -> str:
        """Closing quote marks, brackets and the like after the mark."""
        return self.text[self.start + len(self.mark) : self.end] if self.has_mark else ""

    @property
    def has_mark(self) -> bool:
        """Tell a sentence-ending mark from the other places."""
        return self.mark[0] in ".!?…"

    @property
    def is_stop(self) -> bool:
        """Tell a single full stop from the other marks."""
        return self.mark == "."

    @property
    def is_ellipsis(self) -> bool:
        """Tell three dots from the other marks."""
        return "…" in self.mark or ".." in self.mark

    @cached_property
    def breaks(self) -> int:
        """How many line ends lie in the gap; a paragraph separator counts as two."""
        return self.gap.count("\n") + 2 * self.gap.count(PARAGRAPH_END)

    @cached_property
    def before(self) -> str:
        """The word to the left of the mark, with its dots and hyphens: «болды», «б.з.д», «Ж.-Ж», «2024»."""
        return self.text[self.before_start : _skip_blanks_back(self.text, self.start)]

    @cached_property
    def before_start(self) -> int:
        """Where that word starts."""
        return _word_start(self.text, _skip_blanks_back(self.text, self.start))

    @cached_property
    def previous(self) -> str:
        """The word before that one."""
        end = _skip_blanks_back(self.text, self.before_start)
        return self.text[_word_start(self.text, end) : end]

    @cached_property
    def abbreviation(self) -> str:
        """The word before the mark as the abbreviation lists have it: «1990ж» is «ж», «т. б» is «т.б»."""
        word = self.before.lstrip("0123456789-–,")
        start, steps = self.before_start, 0
        while len(self.before) == 1 and word.islower() and steps < 3:
            end = _skip_blanks_back(self.text, start)
            start = _word_start(self.text, end)
            piece = self.text[start:end]
            if not (1 < len(piece) < 5 and piece[-1] == "." and piece.islower()):
                break
            word, steps = piece + word, steps + 1
        return fold(word)

    @cached_property
    def counted(self) -> bool:
        """Tell whether a number stands before the word, or is glued to it."""
        return self.before[:1].isdecimal() or self.previous[-1:].isdecimal()

    @cached_property
    def left(self) -> str:
        """What stands to the left of `before`, as far as rules look, white space taken off."""
        return self.text[max(self.line, self.before_start - WINDOW) : self.before_start].rstrip()

    @cached_property
    def lead(self) -> str:
        """Quote marks, dashes, brackets and the like between the gap and the first word."""
        return self.text[self.next : self.after_start]

    @cached_property
    def after_start(self) -> int:
        """Where the first word to the right starts."""
        text, at = self.text, self.next
        limit = min(len(text), at + WINDOW)
        while at < limit and not text[at].isalnum() and text[at] not in "\n\u2029":
            at += 1
        return at

    @cached_property
    def after(self) -> str:
        """The first word to the right, empty where there is none in reach."""
        text, end = self.text, self.after_start
        limit = min(len(text), end + WINDOW)
        while end < limit and (text[end].isalnum() or text[end] in INNER):
            end += 1
        return text[self.after_start : end].rstrip("-'’")

    @cached_property
    def right(self) -> str:
        """What stands to the right from the gap on, as far as rules look."""
        return self.text[self.next : self.next + 2 * WINDOW]


def _skip_blanks_back(text: str, at: int) -> int:
    limit = max(0, at - WINDOW)
    while at > limit and text[at - 1] in BLANKS:
        at -= 1
    return at


def _word_start(text: str, end: int) -> int:
    limit = max(0, end - WINDOW)
    at = end
    while at > limit and (text[at - 1].isalnum() or text[at - 1] in INNER or text[at - 1] == "."):
        at -= 1
    while at < end and not text[at].isalnum():
        at += 1
    return at


def find_places(text: str) -> Iterator[Place]:
    """Yield every place in order; the time taken grows with the length of the text and no faster."""
    page = Page(text)
    brackets, quotes, addresses = Cover(page.pairs.brackets), Cover(page.pairs.quotes), Cover(page.addresses)
    line, done = 0, 0
    for match in MARK.finditer(text):
        start, mark = match.start(), match[0]
        if start < done:
            continue
        end, done = _edges(page, mark, start)
        if end > 0 and done < len(text):
            held = brackets.at(start), quotes.at(start), addresses.at(start) is not None
            yield Place(page, mark, start, end, done, line, *held)
        if (newline := text.rfind("\n", end, done)) >= 0:
            line = newline + 1


def _edges(page: Page, mark: str, start: int) -> Span:
    """Return where the left sentence ends and the right one starts."""
    text = page.text
    if mark[0] in ".!?…":
        end = _skip_closers(page, start + len(mark))
        return end, _skip_blanks(text, end)
    end = start
    while end > 0 and text[end - 1] in BLANKS:
        end -= 1
    return end, start if mark[0] not in BLANKS else _skip_blanks(text, start)


def _skip_closers(page: Page, at: int) -> int:
    """Step over what belongs to the sentence after its mark: closing marks, footnote numbers, a smiley."""
    text, closers = page.text, page.pairs.closers
    while at < len(text):
        char = text[at]
        spaced = at + 1 if char == " " else at
        after = text[spaced : spaced + 1]
        apart = char != " " or after in "»)" or text[spaced + 1 : spaced + 2] in ("", " ", "\n")
        if char in "'’" and not text[at + 1 : at + 2].isalnum():
            at += 1
        elif spaced in closers and apart:
            at = spaced + 1
        elif (found := FOOTNOTE.match(text, at)) or (found := PICTURE.match(text, spaced)):
            at = found.end()
        else:
            break
    return at


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in BLANKS:
        at += 1
    return at


class Cover:
    """Answers, for rising offsets, which of many nested spans is the innermost one that holds the offset."""

    def __init__(self, spans: list[Span]) -> None:
        self.coming = spans[::-1]
        self.open: list[Span] = []

    def at(self, offset: int) -> Span | None:
        """Return the innermost span around `offset`, which may not be lower than in the call before."""
        while self.coming and self.coming[-1][0] <= offset:
            self.open.append(self.coming.pop())
            while self.open and self.open[-1][1] <= offset:
                self.open.pop()
        while self.open and self.open[-1][1] <= offset:
            self.open.pop()
        return self.open[-1] if self.open else None
