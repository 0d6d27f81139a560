"""Learn what the check of names goes by: which words have a capital, and what a missing one means.

    python -m benchmarks.names training/corpus training/kaznerd --kazakh FILE --news TSV [--lists]

Logistic regression over the words with a capital that nothing on the other side answers: those of clean pairs
against those that came when a name was left out, exchanged or added. Each text is judged by the lexicon
that was learnt from the others, so that two are needed. The last is the freest, by which the levels are set.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.checks import inject
from benchmarks.corpus import Row as Line
from benchmarks.corpus import make_parser, read_texts, write_table
from benchmarks.injections import Row
from benchmarks.lexicon import learn
from benchmarks.logistic import fit_logistic, tabulate
from pipeline.check.lexicon import Lexicon, lexicon, stem
from pipeline.check.naming.mentions import read_names
from pipeline.check.naming.stems import cuts
from pipeline.check.naming.verdicts import weigh
from pipeline.check.naming.vocabulary import is_common, is_family_name, is_given_name
from pipeline.check.naming.weighing import FATES, Fate
from pipeline.check.naming.words import Text, Word, read_words
from pipeline.document import TARGETS, Language, Target
from pipeline.wordlists import listed

LEAST_COUNT, LEAST_SHARE = 3, 0.7  # of a stem, to be one that has a capital wherever it stands
SHORTEST_WORD = 3
LEAST_SMALL, MOST_CAPITAL = 2, 0.1  # of a word, to be no name: times without a capital, share with one
LANGUAGES: tuple[Language, ...] = ("kk", *TARGETS)
FALSE_ALARMS = 0.02  # of clean pairs of the freest text at most
RECALL: dict[Fate, float] = {"missing": 0.97, "invented": 0.95}  # of unanswered names there: enough
WIDTH = 112  # of a line of words
KINDS = ("name_dropped", "name_swapped", "name_invented")
ALONE: dict[Fate, str] = {"missing": "name_dropped", "invented": "name_invented"}
SEED = 3
NEVER = -99.0  # log-odds where everything is answered
PENALTY = 30.0  # on squared standard weights: signs that are rare in our text should not weigh much
Signs = dict[str, float]
STEMS_HEADER = (
    "# Stems of words that our texts write with a capital wherever they stand; by benchmarks/names.py.\n"
    "# Columns: language, stems.\n"
)
SMALL_HEADER = (
    "# Stems of Kazakh words that our texts write without a capital and whose counterparts by the lexicon\n"
    "# have one inside a sentence; by benchmarks/names.py. Columns: target language, stems.\n"
)
WORDS_HEADER = (
    "# Kazakh words that are no names even where they have a capital: those that our own texts write small.\n"
    "# One form of each stem; endings are understood. Made longer by benchmarks/names.py as the texts grow.\n"
)
HEADER = (
    "# Weights of the check of names, fitted by benchmarks/names.py: log-odds that a word with a capital to\n"
    "# which nothing answers was lost (missing) or added (invented). Columns: language, fate, sign, weight.\n"
)


@dataclass(frozen=True, slots=True)
class Examples:
    """Unanswered words of clean pairs, by pair, and those that an error brought about, by kind of error."""

    clean: list[list[Signs]]
    spoilt: list[tuple[str, list[Signs]]]


def main() -> None:
    """Learn, say how well it went, and write."""
    parser = make_parser(__doc__, Path("pipeline/data"))
    parser.add_argument("--lines", type=int, default=1200, help="of each text")
    parser.add_argument("--free-lines", type=int, default=2000, help="of the last")
    parser.add_argument("--lists", action="store_true", help="only those of words that are no names")
    arguments = parser.parse_args()
    texts = read_texts(arguments)
    rows = [row for text in texts for row in text]
    small = [f"{language}\t{' '.join(small_stems(rows, language))}" for language in TARGETS]
    write_table(arguments.output / "names_small.tsv", SMALL_HEADER, small)
    words = sorted({*listed("names_words_kk.txt"), *common_words(rows)})
    write_table(arguments.output / "names_words_kk.txt", WORDS_HEADER, textwrap.wrap(" ".join(words), WIDTH))
    if arguments.lists:
        return
    stems = [f"{language}\t{' '.join(capital_stems(rows, language))}" for language in LANGUAGES]
    write_table(arguments.output / "names_stems.tsv", STEMS_HEADER, stems)
    limits = [*[arguments.lines] * (len(texts) - 1), arguments.free_lines]
    lines = [line for language in TARGETS for line in _fit(texts, language, limits)]
    write_table(arguments.output / "names_weights.tsv", HEADER, lines)


def capital_stems(rows: Sequence[Line], language: Language) -> list[str]:
    """Return the stems of the words that nearly always have a capital in the middle of a sentence."""
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for row in rows:
        for word in words_inside(read_words(row[LANGUAGES.index(language)], language)):
            seen[stem(word.key)] += 1
            capital[stem(word.key)] += word.capital
    return _nearly_always(capital, seen)


def _nearly_always(capital: Counter[str], seen: Counter[str]) -> list[str]:
    return sorted(s for s, n in seen.items() if n >= LEAST_COUNT and capital[s] >= LEAST_SHARE * n)


def words_inside(text: Text) -> list[Word]:
    """Return the words whose capital says something: neither the first ones nor any in a line of capitals."""
    if text.title_case or text.shouting:
        return []
    return [
        word
        for word in text.words
        if not (word.opening or word.shouted or word.initial) and len(word.text) >= SHORTEST_WORD
    ]


def small_stems(rows: Sequence[Line], language: Target) -> list[str]:
    """Return the stems of Kazakh words without a capital whose counterparts nearly always have one."""
    known = lexicon(language).source
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for row in rows:
        there: dict[str, bool] = {}
        for word in words_inside(read_words(row[LANGUAGES.index(language)], language)):
            there[stem(word.key)] = word.capital or there.get(stem(word.key), False)
        for own in {stem(word.key) for word in words_inside(read_words(row[0], "kk")) if not word.capital}:
            found = [there[other] for other in (known[own].others if own in known else ()) if other in there]
            if found:
                seen[own] += 1
                capital[own] += any(found)
    return _nearly_always(capital, seen)


def common_words(rows: Sequence[Line]) -> list[str]:
    """Return Kazakh words that are written small and not known to be, the shortest form of each stem."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for row in rows:
        for word in words_inside(read_words(row[0], "kk")):
            (capital if word.capital else small)[word.key] += 1
    new = [
        form
        for form, n in small.items()
        if n >= LEAST_SMALL
        and capital[form] <= MOST_CAPITAL * n
        and not (is_common(form, "kk") or is_given_name(form, "kk") or is_family_name(form, "kk"))
    ]
    found: set[str] = set()
    for form in sorted(new, key=lambda form: (len(form), form)):
        if not any(form[:end] in found for end in cuts(form, "kk")):
            found.add(form)
    return sorted(found)


def _fit(texts: Sequence[Sequence[Line]], language: Target, limits: Sequence[int]) -> Iterator[str]:
    """Yield the weights; each text is judged by the lexicon of the others, as unknown names will be."""
    column = LANGUAGES.index(language)
    found: list[dict[Fate, Examples]] = []
    for text, limit in zip(texts, limits, strict=True):
        others = [row for other in texts if other is not text for row in other]
        table = learn([(row[0], row[column]) for row in others])
        pairs = [Row(row[0], row[column], "", None) for row in text[:limit]]
        found.append({fate: Examples([], []) for fate in FATES})
        _collect(pairs, language, table, found[-1])
    for fate in FATES:
        yield from weights([examples[fate] for examples in found], language, fate)


def _collect(pairs: list[Row], language: Target, table: Lexicon, found: dict[Fate, Examples]) -> None:
    clean: dict[tuple[str, str], dict[Fate, dict[str, Signs]]] = {}
    for row in pairs:
        signs = unanswered(row.source, row.target, language, table)
        clean[row.source, row.target] = signs
        for fate in FATES:
            found[fate].clean.append(list(signs[fate].values()))
    for kind in KINDS:
        for row, spoilt in inject(pairs, language, kind, SEED):
            before = clean[row.source, row.target]
            after = unanswered(spoilt.source, spoilt.target, language, table)
            for fate in FATES:
                new = [signs for word, signs in after[fate].items() if word not in before[fate]]
                if new:
                    found[fate].spoilt.append((kind, new))


def unanswered(source: str, target: str, language: Target, table: Lexicon) -> dict[Fate, dict[str, Signs]]:
    """Return what is known of each word with a capital that nothing on the other side answers."""
    _, balance = weigh(read_names(source, "kk"), read_names(target, language), language, table)
    found: dict[Fate, dict[str, Signs]] = {}
    for fate in FATES:
        side = balance.sides[fate]
        words = side.reading.text.words
        found[fate] = {words[one.mention.first].text: balance.signs(one, fate) for one in side.lost}
    return found


def weights(texts: Sequence[Examples], language: Target, fate: Fate) -> Iterator[str]:
    """Yield the weights by the examples of all texts, and the level by those of the last."""
    clean = [signs for text in texts for pair in text.clean for signs in pair]
    spoilt = [signs for text in texts for _, pair in text.spoilt for signs in pair]
    names, values = tabulate([*clean, *spoilt])
    learnt, bias = fit_logistic(values, np.array([0.0] * len(clean) + [1.0] * len(spoilt)), PENALTY)
    silent, alone = (
        np.array(
            [
                max((float(learnt @ [signs[n] for n in names]) + bias for signs in pair), default=NEVER)
                for pair in pairs
            ]
        )
        for pairs in (texts[-1].clean, [pair for kind, pair in texts[-1].spoilt if kind == ALONE[fate]])
    )
    level = float(np.quantile(silent, 1 - FALSE_ALARMS, method="higher"))
    level = max(level, float(np.quantile(alone, 1 - RECALL[fate], method="lower")))
    rates = (silent >= level).mean(), (alone >= level).mean()
    print(f"{language} {fate}: warn from {level:.2f}, {rates[0]:.2%} of clean pairs, recall {rates[1]:.3f}")
    for name, weight in zip(names, learnt, strict=True):
        yield f"{language}\t{fate}\t{name}\t{weight:.4f}"
    yield f"{language}\t{fate}\tbias\t{bias:.4f}"
    yield f"{language}\t{fate}\twarn from\t{level:.4f}"


if __name__ == "__main__":
    main()
