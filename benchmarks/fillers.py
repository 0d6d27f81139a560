"""Learn which words the bundled model writes where it does not know the right one.

    python -m benchmarks.fillers FILE.tsv … [-o pipeline/data/fillers.tsv]

FILEs hold kk, ru, en that the model has not learnt from (other columns may stand before): new lines of our
own text before it is trained on them. They are translated at quality `fast`. A word is kept where nothing in
the source is known to stand for it in LEAST lines and more, a person has written it, or another form of it,
in hardly any of them, and on the whole it is RATIO times as frequent as with people. First every other line
is learnt from and the others are looked at, then all are learnt from.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_table
from pipeline.check.coverage import side
from pipeline.check.fillers import unanswered
from pipeline.check.lexicon import stem
from pipeline.config import Settings, load_catalogue
from pipeline.document import TARGETS, Segment, Target
from pipeline.run.editions import translate_segments
from pipeline.run.progress import Silence
from pipeline.run.repair import Key
from pipeline.run.tools import Tools, open_tools

LEAST = 10  # lines
MOST_RIGHT = 0.06  # of them
RATIO = 4
COLUMNS = len(TARGETS) + 1
HEADER = (
    "# Words that the bundled model writes where it does not know the right one, by benchmarks/fillers.py.\n"
    "# Columns: language, words.\n"
)


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a person's translation and of the model's; those nothing stands for, and if right."""

    person: frozenset[str]
    model: frozenset[str]
    unanswered: dict[str, bool]


def main() -> None:
    """Translate, learn, say how right it is, and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, default=Path("pipeline/data/fillers.tsv"))
    arguments = parser.parse_args()
    rows = [
        line.split("\t")[-COLUMNS:]
        for path in arguments.files
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    tools = open_tools(Settings(model="draft", quality="fast"), load_catalogue(Path("models.yaml")))
    hypotheses = translate(tools, [row[0] for row in rows])
    written = []
    for column, language in enumerate(TARGETS, 1):
        lines = [
            compare((row[0], row[column]), hypotheses[place, language], language)
            for place, row in enumerate(rows)
        ]
        report(language, learn(lines[::2]), lines[1::2])
        written.append(f"{language}\t{' '.join(sorted(learn(lines)))}")
    write_table(arguments.output, HEADER, written)


def translate(tools: Tools, sources: Sequence[str]) -> dict[Key, str]:
    """Return the translations of the sources by place and language."""
    segments = [Segment(number, 0, 0, len(text), text) for number, text in enumerate(sources)]
    done = translate_segments(tools.translator, segments, tools.settings, Silence())
    return {key: translation.text for key, translation in done.items()}


def compare(pair: tuple[str, str], hypothesis: str, language: Target) -> Line:
    """Return what is to be counted of one line: its source and reference, and the model's translation."""
    source, reference = pair
    person = frozenset(words(reference, language))
    stems = {stem(word) for word in person}
    found = {word: stem(word) in stems for word, _ in unanswered(source, hypothesis, language)}
    return Line(person, frozenset(words(hypothesis, language)), found)


def words(text: str, language: Target) -> Iterator[str]:
    """Yield the words of a text as the lexicon sees them, small."""
    for start, end in side(text, language).spans:
        yield text[start:end].lower()


def learn(lines: Sequence[Line]) -> set[str]:
    """Return the words that the model writes for others."""
    person = Counter(word for line in lines for word in line.person)
    model = Counter(word for line in lines for word in line.model)
    there = Counter(word for line in lines for word in line.unanswered)
    right = Counter(word for line in lines for word, is_right in line.unanswered.items() if is_right)
    return {
        word
        for word, count in there.items()
        if count >= LEAST
        and right[word] <= MOST_RIGHT * count
        and model[word] >= RATIO * max(1, person[word])
    }


def report(language: Target, found: set[str], lines: Sequence[Line]) -> None:
    """Print how many other lines have one of the words, and how often no person has written it."""
    marked = [[right for word, right in line.unanswered.items() if word in found] for line in lines]
    total = sum(map(len, marked))
    share = sum(map(bool, marked)) / len(lines)
    wrong = 1 - sum(map(sum, marked)) / max(1, total)
    print(
        f"{language}: {len(found)} words in {share:.1%} of {len(lines)} others, {wrong:.1%} of {total} wrong"
    )


if __name__ == "__main__":
    main()
