"""Run the checks again over a digest that was written, edited perhaps, and put the findings right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.check import Pair, check_pair
from pipeline.check.glossary import CHECK as TERMS
from pipeline.codec import decode_digest, encode
from pipeline.document import Digest, Edition, Finding, Translation, all_findings
from pipeline.errors import ReadError, UsageError
from pipeline.messages import language_of_messages, said_in
from pipeline.run.estimate import judged, with_fillers
from pipeline.run.lock import sole_writer
from pipeline.run.spellings import marked
from pipeline.run.terms import is_in_part, rechecked
from pipeline.summarize import compose
from pipeline.terminology import Glossary
from pipeline.write import ARTICLE, BUILT_IN, Templates, article_files, article_suffixes, write_atomically
from pipeline.write.record import is_edited
from pipeline.write.seal import has_seal, is_whole_digest, seal_digest

ANEW = "`pipeline run` keeps it as .bak and makes it anew; edits go into its page or its Markdown"
SUMMARY = "summary"  # the check of what is not a pair of texts


def load_digest(path: Path) -> Digest:
    """Read a digest; raise ReadError, naming the place, when the file is none."""
    try:
        return decode_digest(path.read_bytes())
    except OSError as error:
        what = f"cannot be opened: {error.strerror}"
        raise ReadError(what, path=path, hint="give a digest's .json") from error
    except ReadError as error:
        raise ReadError(error.message, path=path, hint=error.hint) from error


def load_whole(path: Path) -> Digest:
    """Read a digest that is to be written again; raise UsageError where it is not as it was written.

    One without a seal is of an earlier version.
    """
    digest = load_digest(path)
    if not is_as_written(path):
        what = "is not as it was written: it was damaged, or changed by hand"
        raise UsageError(what, path=path, hint=ANEW)
    return digest


def is_as_written(path: Path) -> bool:
    """Tell whether the file of a digest has the bytes that its seal is of, or has no seal."""
    data = path.read_bytes()
    return is_whole_digest(data) or not has_seal(data)


def read_digest(path: Path) -> Digest | None:
    """Return the digest written at `path`; None where there is none, or one that this program cannot read."""
    try:
        return load_digest(path)
    except ReadError:
        return None


def recheck(digest: Digest, glossary: Glossary | None = None) -> Digest:
    """Return the digest with the findings that the checks make of its texts as they stand now.

    Without a `glossary` what was found of the terms of one before stays.
    """
    looked_at = [_summary_held(_rechecked(digest, edition, glossary)) for edition in digest.editions]
    editions = tuple(said_in(language_of_messages(digest.provenance.options), looked_at))
    terms = rechecked(digest.provenance.glossary, glossary, [segment.text for segment in digest.segments])
    provenance = replace(digest.provenance, glossary=terms)
    return replace(digest, editions=editions, findings=all_findings(editions), provenance=provenance)


def said_of_terms(digest: Digest, glossary: Glossary | None) -> str:
    """Return what is to be said of the terms of a digest that was checked again, if anything."""
    state = digest.provenance.glossary
    if glossary is not None and is_in_part(state):
        return "was made with another glossary, or none: the next run makes it anew"
    if glossary is None and state.partition(":")[2]:
        return "was made with a glossary: its terms were not looked for again; give it as --glossary"
    return ""


def _rechecked(digest: Digest, edition: Edition, glossary: Glossary | None) -> Edition:
    target = edition.language
    if target == "kk":
        return edition
    both = zip(digest.segments, edition.translations, strict=True)
    found = [(segment, t) for segment, t in both if t.origin != "source"]
    pairs = [Pair.of(segment, target, t, digest.document.form(segment), glossary) for segment, t in found]

    def look(pair: Pair, t: Translation) -> Translation:
        if t.origin == "rule" and pair.form != "row":
            return t
        terms = () if glossary is not None else (f for f in t.findings if f.check == TERMS)
        t = replace(t, findings=(*check_pair(pair), *terms))
        is_draft = digest.provenance.draft
        return judged(with_fillers(pair, t) if is_draft else t, target, is_draft)

    looked_at = marked(pairs, [look(pair, t) for pair, (_, t) in zip(pairs, found, strict=True)])
    by_segment = {t.segment: t for t in looked_at}
    return replace(edition, translations=tuple(by_segment.get(t.segment, t) for t in edition.translations))


def _summary_held(edition: Edition) -> Edition:
    """Report the sentences of the summary that do not say what those say on which they rest."""
    wrong = {
        said.segments[0]
        for said in edition.summary.sentences
        if len(said.segments) == 1 and compose(edition, said.segments).text != said.text
    }

    def held(t: Translation) -> Translation:
        findings = tuple(finding for finding in t.findings if finding.check != SUMMARY)
        if t.segment in wrong:
            message = "the summary says something else than this sentence"
            findings += (Finding(SUMMARY, "error", edition.language, t.segment, message),)
        return replace(t, findings=findings)

    return replace(edition, translations=tuple(map(held, edition.translations)))


def _with_summaries(digest: Digest) -> Digest:
    """Return the digest with summaries that say what the sentences say on which they rest."""
    chosen = [[i for said in edition.summary.sentences for i in said.segments] for edition in digest.editions]
    pairs = zip(digest.editions, chosen, strict=True)
    return replace(digest, editions=tuple(replace(e, summary=compose(e, ids)) for e, ids in pairs))


def recheck_file(
    path: Path, templates: Templates = BUILT_IN, glossary: Glossary | None = None, *, write: bool
) -> Digest:
    """Check the digest at `path` again; with `write`, put the new findings into it and its pages.

    What is written has summaries that follow its sentences. Raises UsageError, and writes nothing, where the
    digest is not as it was written.
    """
    if not write:
        return recheck(load_digest(path), glossary)
    with sole_writer(path.parent):  # from the reading on, or an edit applied meanwhile would be lost
        digest = recheck(_with_summaries(load_whole(path)), glossary)
        write_digest(path, digest, templates)
    return digest


def write_digest(
    path: Path, digest: Digest, templates: Templates = BUILT_IN, applied: Path | None = None
) -> None:
    """Write a changed digest over the one at `path`, and over those of its pages that are there.

    Raises UsageError where the Markdown there was edited by hand, unless that is what is `applied`.
    """
    refuse_edited(path, applied)
    present = [
        kind
        for kind in ARTICLE
        if any(path.with_name(f"{path.stem}.{suffix}").exists() for suffix in article_suffixes([kind]))
    ]
    pages = {
        suffix: content
        for suffix, content in article_files(digest, present, templates)
        if path.with_name(f"{path.stem}.{suffix}").exists()
    }
    # The JSON goes first: a person's edit that is in nothing but the Markdown must not be lost with that.
    write_atomically(path, seal_digest(encode(digest), pages))
    for suffix, content in pages.items():
        write_atomically(path.with_name(f"{path.stem}.{suffix}"), content)


def refuse_edited(path: Path, applied: Path | None = None) -> None:
    """Raise UsageError where the Markdown of a digest was edited by hand, unless it is what is `applied`."""
    page = path.with_suffix(".md")
    if is_edited(page) and (applied is None or applied.resolve() != page.resolve()):
        hint = f"apply it first: pipeline apply {page}; or move it away"
        raise UsageError("was edited by hand and would be overwritten", path=page, hint=hint)
