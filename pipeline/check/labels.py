"""The label at the head of a paragraph: who speaks («Ж.:», «Сұрақ:») or what follows stays said."""

from __future__ import annotations

import re

from pipeline.check.coverage import evidence_in
from pipeline.check.naming.lists import is_listed, label_in
from pipeline.check.naming.vocabulary import pronouns
from pipeline.check.pair import Pair
from pipeline.check.sentences import has_end
from pipeline.document import Finding, Target

NAME = "labels"
TABLE = "labels.tsv"  # those always kept, with their translations where these are always the same
HEAD = re.compile(r"\s*(?:[–—-]\s+)?(?P<label>[^\W\d_][^:«»“”\"(),;!?\d]{0,40}?)\s?:(?=\s+(?P<next>\S))")
INITIALS = re.compile(r"[^\W\d_]\.\s?(?:[^\W\d_]\.)?|[^\W\d_]")
MOST_WORDS = 3
FEWEST_WORDS = 2  # of a sentence behind a label
QUOTES = frozenset("«“\"„")  # «Ол: «Мен келдім», – деді» has a speaker for a label
THERE = re.compile(r"[^:]{1,90}:(?!\d)")  # a translation's label may be longer


def check_labels(pair: Pair) -> list[Finding]:
    """Report a label that is lost: a known one or initials, or any that nothing else there answers."""
    head = HEAD.match(pair.source)
    if head is None or len(head["label"].split()) > MOST_WORDS or THERE.match(pair.target):
        return []
    label, span = head["label"], head.span("label")
    is_known = is_listed(label, TABLE) or INITIALS.fullmatch(label)
    is_answered = any(value < 0 for value in evidence_in(pair, span, "kk"))
    if not is_known and (is_answered or head["next"] in QUOTES or label.lower() in pronouns()):
        return []
    return [pair.finding(NAME, "warning", f"the label “{label}:” is lost", span)]


def labelled(text: str, target: Target) -> tuple[str, int] | None:
    """Return the label of a labelled sentence in the target language, and where the sentence begins.

    None where the table has no translation, or what follows is no sentence but an address or a price.
    """
    head = HEAD.match(text)
    if head is None or head.start("label") or not has_end(text):
        return None
    begin = head.start("next")
    label = label_in(head["label"], target, TABLE)
    return None if label is None or len(text[begin:].split()) < FEWEST_WORDS else (label, begin)
