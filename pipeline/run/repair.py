"""Put a doubtful translation right before it is flagged: search wider, block loops, split, mend by rule."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.check import BY_MODEL, Faults, Pair, check_against, check_pair, count_faults
from pipeline.check.agreement import repair_agreement
from pipeline.check.bounds import repair_bounds
from pipeline.check.comparison import repair_comparison
from pipeline.check.direction import repair_direction
from pipeline.check.exchanged import repair_votes
from pipeline.check.figures.documents import repair_document_numbers
from pipeline.check.figures.phones import repair_phones
from pipeline.check.links import drop_debris, repair_links
from pipeline.check.loops import repair_loops
from pipeline.check.misread import repair_misread
from pipeline.check.names import fix_names, repair_latin
from pipeline.check.naming.alone import repair_alone
from pipeline.check.naming.capitals import calmed
from pipeline.check.naming.coded import with_codes
from pipeline.check.naming.find import begun_small, names_in_capitals
from pipeline.check.naming.lowered import repair_lowered
from pipeline.check.naming.opening import Known
from pipeline.check.naming.patronymics import repair_patronymics
from pipeline.check.naming.persons import repair_persons
from pipeline.check.naming.placed import with_places
from pipeline.check.naming.reworded import reworded
from pipeline.check.numbers import repair_numbers
from pipeline.check.quotes import repair_quotes
from pipeline.check.shares import repair_shares
from pipeline.check.stray_capitals import repair_capitals
from pipeline.config import Quality
from pipeline.document import Finding, Form, Hypothesis, Segment, Target, Translation
from pipeline.terminology import Glossary
from pipeline.translate.cells import as_cell
from pipeline.translate.clauses import halves
from pipeline.translate.normalize import Prepared, finish, prepare
from pipeline.translate.protocol import GREEDY, Balancing, Decoding, Request, Translator
from pipeline.translate.schedule import join_hypotheses
from pipeline.translate.shown.places import written_out

DOUBTFUL_SCORE = -0.9  # mean log-probability per token; below it greedy search is worth a second look
N_BEST = Decoding(beam_size=4, hypotheses=4)  # the other three cost nothing once the beam is searched
MORE = Decoding(beam_size=8, hypotheses=8)  # where none of four says what the glossary wants
NO_REPEATS = Decoding(beam_size=4, no_repeat_ngram=3)
Key = tuple[int, Target]
Rule = Callable[[str, str, Target], str | None]
RULES: tuple[tuple[str, Rule], ...] = (
    ("links", repair_links),  # first: a piece torn off an address reads as a number
    ("numbers", drop_debris),
    ("numbers", repair_phones),
    ("numbers", repair_document_numbers),
    ("numbers", repair_numbers),
    ("names", fix_names),
    ("names", repair_latin),
    ("quotes", repair_quotes),
    ("loops", repair_loops),
)  # with the check whose findings each mends
TRIFLES: tuple[Rule, ...] = (
    repair_patronymics,
    repair_persons,
    repair_alone,
    repair_lowered,
    repair_misread,
    repair_shares,
    repair_direction,
    repair_bounds,
    repair_comparison,
    repair_agreement,
    repair_capitals,
    repair_votes,
)


@dataclass(frozen=True, slots=True)
class Job:
    """One segment to be put into one target language."""

    segment: Segment
    target: Target
    prepared: Prepared
    glossary: Glossary | None = None
    form: Form = "sentence"  # or "cell"; a row is put cell by cell
    _made: dict[str, str] = field(init=False, default_factory=dict, compare=False, repr=False)  # texts

    @property
    def request(self) -> Request:
        """Return what the engine is asked."""
        return Request(self.prepared.text, self.target)

    @property
    def source(self) -> str:
        """Return what the rules look at: the segment without words in capitals."""
        return calmed(self.segment.text)

    def pair(self, text: str, hypothesis: Hypothesis) -> Pair:
        """Return what the checks look at."""
        segment = self.segment
        said = (hypothesis.truncated, hypothesis.score, self.glossary, self.form, BY_MODEL)
        return Pair(segment.id, segment.text, text, self.target, *said)

    def text(self, hypothesis: Hypothesis) -> str:
        """Return the text that a hypothesis makes, its misreadings, endings and articles put right.

        Not left to the rules that mend the chosen one: another would be chosen for such a trifle.
        """
        text = self._made.get(hypothesis.text)
        if text is None:
            text = finish(self.prepared, hypothesis.text, self.target)
            for rule in TRIFLES:
                text = rule(self.source, text, self.target) or text
            text = as_cell(self.segment.text, text) if self.form == "cell" else text
            self._made[hypothesis.text] = text
        return text

    def translation(self, hypothesis: Hypothesis, attempts: int) -> Translation:
        """Return the checked translation that a hypothesis makes."""
        text = self.text(hypothesis)
        return self._translation(text, hypothesis, attempts, check_pair(self.pair(text, hypothesis)))

    def better(self, text: str, hypothesis: Hypothesis, attempts: int, limit: Faults) -> Translation | None:
        """Return the checked translation of a text with fewer faults than `limit`, None where it has more."""
        findings = check_against(self.pair(text, hypothesis), limit)
        return None if findings is None else self._translation(text, hypothesis, attempts, findings)

    def _translation(
        self, text: str, hypothesis: Hypothesis, attempts: int, findings: tuple[Finding, ...]
    ) -> Translation:
        score = round(hypothesis.score, 4)
        return Translation(self.segment.id, text, score, hypothesis.truncated, attempts, findings=findings)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of the engine: hypotheses for each request; with `beginnings`, one for each of them."""

    requests: tuple[Request, ...]
    decoding: Decoding
    beginnings: tuple[str, ...] = ()


Answers = list[list[Hypothesis]]  # a list for each request
Course = Generator[Wish, Answers, Translation]  # of one job, from what it wants of the engine to its end


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to decode again, and the translations it may help.

    `is_safe`: its first hypothesis is as good as the one at hand where both have the same faults; any other
    remedy must remove faults to be taken, one that goes by clauses errors.
    """

    helps: Callable[[Translation], bool]
    decoding: Decoding
    by_clauses: bool = False
    is_safe: bool = False

    def requests(self, job: Job) -> tuple[Request, ...]:
        """Return what the engine is asked: the sentence, or its two halves where it has any."""
        if not self.by_clauses:
            return (job.request,)
        return tuple(Request(half, job.target) for half in halves(job.prepared.text) or ())

    def hypotheses(
        self, requests: Sequence[Request], answers: Sequence[list[Hypothesis]]
    ) -> list[Hypothesis]:
        """Return hypotheses for the whole sentence."""
        if not self.by_clauses:
            return answers[0]
        first, *others = (answer[0] for answer in answers)
        target = requests[0].target
        # each half came back with the capital of a sentence
        seamless = [replace(other, text=begun_small(other.text, target)) for other in others]
        ended = requests[0].text.rstrip('»”"’) ').endswith((".", "!", "?", "…", ":"))
        return [join_hypotheses(requests, [first, *(others if ended else seamless)])]

    def best(self, job: Job, present: Translation, hypotheses: Iterable[Hypothesis]) -> Translation:
        """Return the translation with the fewest faults, by what the remedy may change."""
        errors, warnings = limit = faults(present)
        if self.is_safe:
            limit = (errors, warnings + 1)
        elif self.by_clauses:
            limit = (errors, 0)  # clauses read worse than a whole sentence
        return fewest_faults(job, hypotheses, present.attempts + 1, limit) or present


def prepared(text: str, *, known: Known | None = None, without_latin: bool = False) -> Prepared:
    """Return Kazakh text as a model is to see it, with capitals in names and codes for abbreviations.

    `known` are the people whom the article names so.
    """
    shown, names = reworded(written_out(calmed(text)), known)
    shown, codes = with_places(*with_codes(shown))
    return replace(prepare(shown, names_in_capitals, without_latin=without_latin), codes=names + codes)


def is_doubtful(translation: Translation) -> bool:
    """Tell whether a greedy translation deserves a beam: a low score or a finding."""
    return translation.score < DOUBTFUL_SCORE or any(faults(translation))


def loops(translation: Translation) -> bool:
    """Tell whether a translation repeats itself; n-gram blocking would harm any other."""
    return any(finding.check == "loops" for finding in translation.findings)


def misses_term(translation: Translation) -> bool:
    """Tell whether a term is not called as the glossary wants."""
    return any(finding.check == "glossary" for finding in translation.findings)


def has_error(translation: Translation) -> bool:
    """Tell whether a check is sure that something is wrong."""
    return faults(translation)[0] > 0


REMEDIES: dict[Quality, tuple[Remedy, ...]] = {
    "fast": (),
    "balanced": (
        Remedy(is_doubtful, N_BEST, is_safe=True),
        Remedy(loops, NO_REPEATS),
        Remedy(misses_term, MORE),
        Remedy(has_error, N_BEST, by_clauses=True),
    ),
    "best": (
        Remedy(loops, NO_REPEATS),
        Remedy(misses_term, MORE),
        Remedy(has_error, N_BEST, by_clauses=True),
    ),
}


def first_search(translator: Translator, quality: Quality) -> Decoding:
    """Return the search with which every sentence begins."""
    if quality == "best":
        return N_BEST
    return translator.balanced if quality == "balanced" and isinstance(translator, Balancing) else GREEDY


def course(job: Job, quality: Quality, first: Decoding) -> Course:
    """Decode a sentence, and again by each remedy that may help; return what has the fewest faults."""
    (answer,) = yield Wish((job.request,), first)
    done = choose(job, answer)
    # What a beam has left a wider one leaves too: of 1,800 sentences it cleared two, for a seventh of
    # the time.
    for remedy in REMEDIES["best" if quality == "balanced" and first.beam_size > 1 else quality]:
        if remedy.by_clauses:  # they read worse than a whole sentence that a rule puts right
            done = by_rules(job, done)
        requests = remedy.requests(job) if remedy.helps(done) else ()
        if requests:
            answers = yield Wish(requests, remedy.decoding)
            best = remedy.best(job, done, remedy.hypotheses(requests, answers))
            done = replace(best, attempts=done.attempts + 1)
    return by_rules(job, done)


def choose(job: Job, hypotheses: list[Hypothesis]) -> Translation:
    """Return the hypothesis with the fewest faults; the engine's own order decides between equals."""
    first = job.translation(hypotheses[0], 1)
    return fewest_faults(job, hypotheses[1:], 1, faults(first)) or first


def fewest_faults(
    job: Job, hypotheses: Iterable[Hypothesis], attempts: int, limit: Faults
) -> Translation | None:
    """Return the first with the fewest faults of those that have fewer than `limit`; None where none has.

    What has too many is not checked to the end; those after one without faults are not made.
    """
    best = None
    for hypothesis in hypotheses:
        if not any(limit):
            break
        better = job.better(job.text(hypothesis), hypothesis, attempts, limit)
        if better is not None:
            best, limit = better, faults(better)
    return best


def faults(translation: Translation) -> Faults:
    """Return the number of errors and of warnings."""
    return count_faults(translation.findings)


def by_rules(job: Job, translation: Translation) -> Translation:
    """Put right by rule what a rule can, where that leaves fewer findings."""
    for check, rule in RULES:
        if not any(finding.check == check for finding in translation.findings):
            continue
        text = rule(job.source, translation.text, job.target)
        if text is not None:
            hypothesis = Hypothesis(text, translation.score, translation.truncated)
            errors, warnings = faults(translation)
            mended = job.better(text, hypothesis, translation.attempts, (errors, warnings + 1))
            if mended is not None:
                translation = min((translation, mended), key=lambda t: (faults(t), len(t.findings)))
    return translation
