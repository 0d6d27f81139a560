"""Begin an answer anew with the wording that the glossary wants, where no candidate has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.glossary import CHECK, terms_in
from pipeline.check.inflect import forms
from pipeline.document import Span, Translation
from pipeline.run.repair import N_BEST, Course, Job, Wish, faults
from pipeline.terminology import Term

WORSE = 0.3  # by how much the mean log-probability may fall: below it the answer is forced nonsense
WORDINGS = 2  # of those that will do, tried for one term


def guide(job: Job, done: Translation) -> Course:
    """Return `done`, or with its terms put right an answer that begins as it must, where it has fewer faults.

    The answer is kept up to the forbidden words, the wording takes their place in one case after the other,
    and the model goes on from there; where the bare term begins the sentence, it does so in the answer. The
    model's own score of the whole decides between the cases.
    """
    beginnings = tuple(dict.fromkeys(_beginnings(job, done)))
    if not beginnings:
        return done
    (answers,) = yield Wish((job.request,), N_BEST, beginnings)
    return _best(done, [job.translation(answer, done.attempts + 1) for answer in answers])


def _best(present: Translation, found: list[Translation]) -> Translation:
    """Return the translation with the fewest faults, of those that the model does not think nonsense."""
    sound = [t for t in found if t.score >= present.score - WORSE and faults(t) < faults(present)]
    best = min(sound, key=lambda t: (faults(t), -t.score), default=present)
    return replace(best, attempts=present.attempts + 1)


def _beginnings(job: Job, translation: Translation) -> Iterator[str]:
    if job.glossary is None or job.prepared.capitals or job.prepared.lead:
        return
    source = job.segment.text
    places = {found.span: job.glossary.terms[found.phrase.owner] for found in terms_in(job.glossary, source)}
    for finding in translation.findings:
        if finding.check != CHECK or finding.severity != "error" or finding.source_span not in places:
            continue
        term = places[finding.source_span]
        wordings = term.wordings[job.target].right[:WORDINGS]
        if finding.target_span is not None:
            kept = translation.text[: finding.target_span[0]]
            forms_of = [form for wording in wordings for form in forms(wording, job.target)]
            yield from (kept + (form if kept else _capital(form)) for form in forms_of)
        elif _begins(source, finding.source_span, term):
            yield from map(_capital, wordings)


def _begins(source: str, span: Span, term: Term) -> bool:
    """Tell whether the bare term begins a sentence: its subject as a rule, and then that of the answer."""
    found = source[slice(*span)].casefold()
    bare = found in {word.casefold() for word in term.kazakh} and source[span[1] : span[1] + 1] == " "
    return span[0] == 0 and bare


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
