"""Count how the draft writes the names that the gazetteer lists: right, wrong and marked, wrong in silence.

    python -m benchmarks.listed                       # cities, firms, persons
    python -m benchmarks.listed lake river --show     # with what was wrong in silence

Each name stands in one plain sentence by its kind. A translation by another right name counts as wrong, so
that a few of those wrong in silence are right («Әмір Темір»: Amir Temir for Tamerlane).
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from pipeline.check.naming.gazetteer import Entry, load_gazetteer
from pipeline.check.naming.words import read_words
from pipeline.config import Settings, load_catalogue
from pipeline.document import TARGETS, Segment, Target
from pipeline.run.editions import translate_segments
from pipeline.run.progress import Silence
from pipeline.run.tools import open_tools

FRAMES = {
    "city": "{} қаласында жаңа мектеп ашылды.",
    "company": "«{}» компаниясы биыл үш жаңа жоба бастады.",
    "person": "{} кеше халық алдында сөз сөйледі.",
    "international": "{} жаңа баяндама жариялады.",
    "country": "{} туралы жаңа кітап шықты.",
    "region": "{} туралы жаңа кітап шықты.",
    "district": "{} туралы жаңа кітап шықты.",
    "settlement": "{} туралы жаңа кітап шықты.",
    "place": "{} туралы жаңа кітап шықты.",
    "river": "{} өзені тасып жатыр.",
    "lake": "{} көлі тартылып барады.",
    "mountain": "{} тауында қар көп.",
}
FATES = ("right", "marked", "silent")


def main() -> None:
    """Translate the sentences, count and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="*", default=["city", "company", "person"])
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    tools = open_tools(Settings(model="draft", quality="balanced"), load_catalogue(Path("models.yaml")))
    numbered = list(enumerate(load_gazetteer().entries))
    entries = [(n, e) for n, e in numbered if e.kind in arguments.kinds and all(map(e.forms.get, TARGETS))]
    texts = [FRAMES[entry.kind].format(entry.forms["kk"][0]) for _, entry in entries]
    segments = [Segment(number, 0, 0, len(text), text) for number, text in enumerate(texts, 1)]
    done = translate_segments(tools.translator, segments, tools.settings, Silence())
    counts: Counter[tuple[Target, str, str]] = Counter()
    for place, (number, entry) in enumerate(entries):
        for target in TARGETS:
            translation = done[place, target]
            is_marked = any(finding.severity != "info" for finding in translation.findings)
            fate = "right" if _names(translation.text, target, number) else FATES[1 + (not is_marked)]
            counts[target, entry.kind, fate] += 1
            if arguments.show and fate == "silent":
                print(_line(entry, target, translation.text))
    for target in TARGETS:
        for kind in arguments.kinds:
            print(target, kind, *(f"{fate} {counts[target, kind, fate]}" for fate in FATES))


def _names(text: str, target: Target, number: int) -> bool:
    found = load_gazetteer().find(read_words(text, target).words, target)
    return any(number in match.entries for match in found)


def _line(entry: Entry, target: Target, text: str) -> str:
    return f"{target}\t{entry.forms['kk'][0]}\t{entry.forms[target][0]}\t{text}"


if __name__ == "__main__":
    main()
