"""The model goes round in circles: words or syllables repeated that the source does not repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.check.pair import Pair
from pipeline.document import Finding, Severity, Span, Target

NAME = "loops"
WORD = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|[^\W_]+(?:[-'’][^\W_]+)*")
SYLLABLES = re.compile(r"(?![\d.,]{4})(\S{2,12}?)\1{3,}")  # 6,000,000,000,000 is a figure
MARKS = re.compile(r"([^\w\s.])(?:\s*\1){3,}|(?<!\S)([–—])(?: \2){2,}")  # dots in a row are an ellipsis
LONGEST_UNIT = 12  # words in the unit that repeats
APART = 5  # words that are said again elsewhere in the sentence
PHRASE = 3  # words, where the source has no word twice: 1 sentence of people's in 10,000 has such
LONG = 4  # letters: two words of a phrase have so many
AND = ("и", "and")
STEM = 5  # letters by which a Kazakh word is the same with other endings
ECHOED = re.compile(r"\b(?P<said>[^\W\d_]{5,}) (?:и|and) (?P=said)\b", re.IGNORECASE)
ON_PURPOSE = re.compile(  # longer and longer, for years and years, again and again, searched and searched
    r"[^\W\d_]+(?:er|ed|лись|л[аи]?|[её]е|[оиья]ше|уя|ая|ше)$|(?:worse|again|month|week|year|mile|hour|thousand|million|twice|round|other|nothing|снова|опять"
    r"|вновь|месяц|тысяч|недел|больше|дальше|только|никто|други)",
    re.IGNORECASE,
)
DOUBLED = re.compile(r"\b([^\W\d_]{3})[^\W\d_]*-\1")  # қайта-қайта, мың-мыңдаған
ECHO_LETTERS = 4  # «да, да» is idiom; a longer word twice in a row, or one with a mere blank between, is not
PLAIN_ECHO = re.compile(
    r"(?<!brought )(?<!came )(?<!come )(?<!moved )(?<!went )(?<!goes )(?<!carried )"  # brought in in March
    r"(?!(?:had|her|is)\b)(?P<said>[^\W\d_]{1,3}) (?P<again>(?P=said))(?![\w'’-])",
    re.IGNORECASE,
)
THRICE, PLAIN_THRICE = 3, re.compile(r"[^\W\d_]+(?:,? [^\W\d_]+){2}")


def check_loops(pair: Pair) -> list[Finding]:
    """Report a stretch of the translation that repeats while the source does not."""
    source_words = _words(pair.source)
    spans = [span for _, span in _spans(pair.target)]
    words = _words(pair.target)
    limit = max(1, _longest_run(source_words))
    for start, unit, times in _runs(words):
        is_loop = _is_loop(words[start : start + unit], times) or _is_said_on(
            pair.target, spans, start, times
        )
        if unit == 1 < limit and times <= _most_said(source_words):
            continue  # work, work, work
        if times > limit and is_loop:
            if times == 2 and _is_taken_up(pair.target, spans, start, unit, source_words):
                continue
            if times == unit == 2 and words[start + 1] in AND:
                continue  # “again and again and”
            place = (spans[start][0], spans[start + unit * times - 1][1])
            severity: Severity = "error" if unit > 1 or times > 2 else "warning"
            said = pair.target[spans[start][0] : spans[start + unit - 1][1]]
            return [pair.finding(NAME, severity, f"“{said}” is said {times} times in a row", None, place)]
    syllables = SYLLABLES.search(pair.target)
    if syllables and not SYLLABLES.search(pair.source):
        message = f"“{syllables[1]}” is repeated within a word"
        return [pair.finding(NAME, "error", message, None, syllables.span())]
    marks = MARKS.search(pair.target)
    if marks and not MARKS.search(pair.source):
        return [pair.finding(NAME, "error", f"“{marks[1] or marks[2]}” is repeated", None, marks.span())]
    echo = ECHOED.search(pair.target)
    is_meant = ON_PURPOSE.match(echo["said"]) or DOUBLED.search(pair.source) if echo else False
    if echo and not is_meant and not _has_word_twice(source_words):
        return [pair.finding(NAME, "warning", f"“{echo.group()}” says a word twice", None, echo.span())]
    return _said_again(pair, words, spans, source_words)


def repair_loops(source: str, target: str, _language: Target) -> str | None:
    """Return the target with what it says again and again at once said once; None where it does not."""
    spans = [span for _, span in _spans(target)]
    words = _words(target)
    limit = max(1, _longest_run(_words(source)))
    for start, unit, times in _runs(words):
        first, last = spans[start + unit - 1][1], spans[start + unit * times - 1][1]
        is_plain = not re.search(r"[^\w\s]", target[first : spans[start + unit][0]])
        is_loop = _is_loop(words[start : start + unit], times) or _is_said_on(target, spans, start, times)
        if times > limit and is_plain and is_loop:
            return target[:first] + target[last:]
    return None


def _said_again(pair: Pair, words: list[str], spans: list[Span], source_words: list[str]) -> list[Finding]:
    again, length = _repeated(words, APART), APART
    if again is None and not _has_word_twice(source_words):
        again, length = _repeated(words, PHRASE), PHRASE
        if again is not None and sum(len(word) < LONG for word in words[again : again + PHRASE]) > 1:
            return []
    if again is None or _repeated(source_words, 2) is not None:
        return []
    place = (spans[again][0], spans[again + length - 1][1])
    return [pair.finding(NAME, "warning", f"“{pair.target[slice(*place)]}” is said twice", None, place)]


def _has_word_twice(words: list[str]) -> bool:
    stems = [word[:STEM] for word in words if len(word) >= LONG]
    return len(set(stems)) < len(stems)


def _is_taken_up(text: str, spans: list[Span], start: int, unit: int, source_words: list[str]) -> bool:
    """Tell whether words are said again behind a comma: “people, people of all ages”.

    Of several words that is so only where the source has a word twice.
    """
    between = text[spans[start + unit - 1][1] : spans[start + unit][0]].strip()
    return bool(between) and (unit == 1 or (unit == 2 and _has_word_twice(source_words)))


def _is_loop(unit: list[str], times: int) -> bool:
    return len(unit) > 1 or times > 3 or (len(unit[0]) >= ECHO_LETTERS and not unit[0].isdigit())


def _is_said_on(text: str, spans: list[Span], start: int, times: int) -> bool:
    """Tell a short word that stands twice or three times: «из из», «В В В», «это, это, это».

    A comma is no excuse for the third; «Йо Йо» is a name.
    """
    if times == THRICE and PLAIN_THRICE.fullmatch(text[spans[start][0] : spans[start + times - 1][1]]):
        return True
    match = PLAIN_ECHO.match(text, spans[start][0])
    return match is not None and text[match.start("again")].islower()


def _spans(text: str) -> Iterator[tuple[str, Span]]:
    for match in WORD.finditer(text):
        yield match.group().lower(), match.span()


def _words(text: str) -> list[str]:
    return [word for word, _ in _spans(text)]


def _runs(words: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield (start, unit, times) for each unit of words that stands twice or more in a row."""
    for unit in range(1, min(LONGEST_UNIT, len(words) // 2) + 1):
        matching = 0
        for index in range(unit, len(words) + 1):
            if index < len(words) and words[index] == words[index - unit]:
                matching += 1
                continue
            if matching >= unit:
                yield index - matching - unit, unit, matching // unit + 1
            matching = 0


def _longest_run(words: list[str]) -> int:
    return max((times for _, _, times in _runs(words)), default=1)


def _most_said(words: list[str]) -> int:
    """Return how often the word is said that is said most: «жұмыс, жұмыс және тағы да жұмыс»."""
    return max(Counter(word[:STEM] for word in words if len(word) >= LONG).values(), default=1)


def _repeated(words: list[str], length: int) -> int | None:
    """Return where `length` words begin that were said before without overlapping; None where none are."""
    first: dict[tuple[str, ...], int] = {}
    for start in range(len(words) - length + 1):
        gram = tuple(words[start : start + length])
        if start - first.setdefault(gram, start) >= length:
            return start
    return None
