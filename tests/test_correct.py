"""A corrected article: only what changed is translated again, and the outputs say what that was."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import TARGETS, Block, Digest, Document, Edition, Provenance, Segment, Translation
from pipeline.models.convert import convert
from pipeline.run.batch import run_batch
from pipeline.run.correct import corrections
from pipeline.run.plan import Redo
from pipeline.run.progress import Silence
from pipeline.run.recheck import read_digest
from pipeline.run.report import Report
from pipeline.translate.protocol import Translator
from pipeline.translate.transformers_engine import load_transformers
from tests import nllb
from tests.conftest import Cli, MakeTools
from tests.fakes import FakeTranslator, spell
from tests.test_models_convert import ct2_engine

SENTENCES = (
    "Ауылда жаңа мектеп ашылды",
    "Бүгін ауылда 300 орындық мектеп ашылды.",
    "Оған 2,1 млрд теңге бөлінді.",
    "Мектепте спорт залы да бар.",
    "Оқу жылы қыркүйекте басталады.",
    "Салтанатқа облыс әкімі қатысты.",
)
SEATS = SENTENCES[1].replace("300", "350")
NEW = "Кітапхана кейін ашылады."


def unsteady() -> FakeTranslator:
    """An engine that never says the same twice: what it is asked again shows."""
    number = itertools.count()
    return FakeTranslator(lambda request: f"{spell(request).rstrip('.')} «{'абвгд'[next(number) % 5]}».")


def publish(folder: Path, sentences: tuple[str, ...], front: str = "") -> Path:
    """Write the article: a headline, then a sentence a paragraph."""
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in/a.txt").write_text(front + "\n".join(sentences) + "\n", encoding="utf-8")
    return folder / "in"


def done(tmp_path: Path) -> Digest:
    digest = read_digest(tmp_path / "out/a.json")
    assert digest is not None
    return digest


def rows(digest: Digest) -> dict[str, dict[str, Any]]:
    """Return by Kazakh sentence all that the JSON says of its translations, ids aside."""
    editions = json.loads(
        json.dumps([{"l": e.language, "t": e.translations} for e in digest.editions], default=_plain)
    )
    found: dict[str, dict[str, Any]] = {segment.text: {} for segment in digest.segments}
    for edition in editions:
        for segment, translation in zip(digest.segments, edition["t"], strict=True):
            found[segment.text][edition["l"]] = _without_id(translation)
    return found


def _plain(value: object) -> object:
    import msgspec

    return msgspec.to_builtins(value)


def _without_id(translation: dict[str, Any]) -> dict[str, Any]:
    findings = [{**finding, "segment": 0} for finding in translation["findings"]]
    return {**translation, "segment": 0, "findings": findings}


def correct(
    tmp_path: Path,
    make_tools: MakeTools,
    *versions: tuple[str, ...],
    engine: Translator | None = None,
    redo: Redo = "changed",
    **options: object,
) -> Report:
    """Run over each version of the article in turn; return the last report."""
    options = {"quality": "fast", **options}
    for version in versions:
        source = publish(tmp_path, version)
        report = run_batch([source], make_tools(engine or FakeTranslator(), **options), Silence(), redo)
        assert not report.failures
    return report


@pytest.mark.parametrize("cache_mb", [0, 10])
def test_only_the_changed_sentences_reach_the_engine_and_the_rest_stays_byte_for_byte(
    tmp_path: Path, make_tools: MakeTools, cache_mb: int
) -> None:
    correct(tmp_path, make_tools, SENTENCES, engine=unsteady(), cache_mb=cache_mb)
    before, engine = rows(done(tmp_path)), unsteady()
    corrected = (SENTENCES[0], SEATS, SENTENCES[2], NEW, *SENTENCES[4:])
    report = correct(tmp_path, make_tools, corrected, engine=engine, cache_mb=cache_mb)
    assert {request.text for batch in engine.batches for request in batch} == {SEATS, NEW}
    after = rows(done(tmp_path))
    kept = [text for text in SENTENCES if text in after]
    assert len(kept) == 4 and {text: after[text] for text in kept} == {text: before[text] for text in kept}
    assert report.kept == 8


def test_what_an_article_newly_tells_of_a_name_has_its_sentences_made_again(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    name = "Арманның анасы келді."
    correct(tmp_path, make_tools, (*SENTENCES, name), cache_mb=10)
    engine = FakeTranslator()
    tells = "Арман Серікұлы Алматыда тұрады."
    report = correct(tmp_path, make_tools, (*SENTENCES, tells, name), engine=engine, cache_mb=10)
    assert "Тимурдың анасы келді." in {request.text for batch in engine.batches for request in batch}
    assert report.kept == 2 * len(SENTENCES)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Translator]:
    """Both engines on one checkpoint that knows a handful of sentences."""
    folder = tmp_path_factory.mktemp("engines") / "ct2"
    convert(nllb.trained(), folder, "int8")
    return {
        "ct2": ct2_engine(folder, nllb.card()),
        "transformers": load_transformers(nllb.trained(), nllb.card(), device="cpu"),
    }


@pytest.mark.parametrize("name", ["ct2", "transformers"])
def test_each_engine_leaves_the_unchanged_sentences_as_they_were(
    tmp_path: Path, make_tools: MakeTools, engines: dict[str, Translator], name: str
) -> None:
    known = tuple(row[0] for row in nllb.sentences())
    with nllb.one_thread():
        correct(tmp_path, make_tools, known[:-1], engine=engines[name])
        before = rows(done(tmp_path))
        report = correct(tmp_path, make_tools, known, engine=engines[name])
    after = rows(done(tmp_path))
    assert {text: after[text] for text in known[:-1]} == before
    assert report.kept == 2 * len(known[:-1])


def test_another_engine_does_all_of_it_again_and_still_says_what_was_corrected(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    correct(tmp_path, make_tools, SENTENCES)
    source = publish(tmp_path, (*SENTENCES, NEW))
    engine = FakeTranslator()
    tools = make_tools(engine, quality="fast")
    card = replace(tools.model.card, engine="transformers")
    other = replace(tools, model=replace(tools.model, card=card))
    vars(other)["translator"] = engine
    report = run_batch([source], other, Silence())
    asked = {request.text for batch in engine.batches for request in batch}
    assert report.kept == 0 and asked == {*SENTENCES, NEW}
    assert [change.kind for change in done(tmp_path).corrections[0].changes] == ["added"]


def test_force_translates_every_sentence_again(tmp_path: Path, make_tools: MakeTools) -> None:
    correct(tmp_path, make_tools, SENTENCES)
    engine = FakeTranslator()
    correct(tmp_path, make_tools, (*SENTENCES, NEW), engine=engine, redo="all")
    assert {request.text for batch in engine.batches for request in batch} == {*SENTENCES, NEW}


def test_the_outputs_say_which_sentences_were_replaced_added_and_removed(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    corrected = (SENTENCES[0], SEATS, NEW, *SENTENCES[2:5])
    correct(tmp_path, make_tools, SENTENCES, corrected)
    (correction,) = done(tmp_path).corrections
    changes = {(c.kind, c.segment): c.before.get("kk") for c in correction.changes}
    assert changes == {("replaced", 2): SENTENCES[1], ("added", 3): None, ("removed", None): SENTENCES[5]}
    assert all(set(c.before) in ({"kk", *TARGETS}, set()) for c in correction.changes)
    page = (tmp_path / "out/a.md").read_text(encoding="utf-8")
    assert "1 sentence replaced, 1 added, 1 removed: [2](#s2), [3](#s3)" in page
    assert f"[2](#s2) replaced; it was: kk «{SENTENCES[1]}» · ru «" in page
    assert f"- removed; it was: kk «{SENTENCES[5]}»" in page
    assert '<a id="s2"></a>2 **↻** |' in page and '<a id="s4"></a>4 |' in page
    html = (tmp_path / "out/a.html").read_text(encoding="utf-8")
    assert html.count(' corrected" id="s') == 2 and SENTENCES[5] in html and SENTENCES[1] in html
    for kind in ("md", "html"):
        digest = (tmp_path / f"out/digest.{kind}").read_text(encoding="utf-8")
        assert "1 sentence replaced, 1 added, 1 removed" in digest


def test_the_mark_stays_when_nothing_or_only_an_option_changes(tmp_path: Path, make_tools: MakeTools) -> None:
    corrected = (SENTENCES[0], SEATS, *SENTENCES[2:])
    correct(tmp_path, make_tools, SENTENCES, corrected)
    first = done(tmp_path).corrections
    correct(tmp_path, make_tools, corrected, quality="best")
    correct(tmp_path, make_tools, corrected, redo="all")
    assert done(tmp_path).corrections == first and len(first) == 1


def test_a_second_correction_stands_after_the_first_whose_sentences_get_their_new_numbers(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    first = (SENTENCES[0], SEATS, *SENTENCES[2:])
    correct(tmp_path, make_tools, SENTENCES, first, (SENTENCES[0], NEW, *first[1:5]))
    one, two = done(tmp_path).corrections
    assert [(c.kind, c.segment) for c in one.changes] == [("replaced", 3)]
    assert [(c.kind, c.segment) for c in two.changes] == [("added", 2), ("removed", None)]
    assert "Earlier:" in (tmp_path / "out/a.md").read_text(encoding="utf-8")


def test_a_paragraph_in_another_place_is_moved_not_removed_and_added(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    correct(tmp_path, make_tools, SENTENCES, (*SENTENCES[:2], *SENTENCES[3:], SENTENCES[2]))
    (correction,) = done(tmp_path).corrections
    assert [(c.kind, c.segment) for c in correction.changes] == [("moved", 6)]


def test_another_text_in_the_same_file_is_no_correction(tmp_path: Path, make_tools: MakeTools) -> None:
    other = ("Қазақстан құрамасы жеңді", "Футболдан ұлттық құрама кездесуде басым түсті.")
    correct(tmp_path, make_tools, SENTENCES, other)
    assert done(tmp_path).corrections == ()


def test_blanks_and_encoding_are_no_correction_but_a_new_date_is(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    correct(tmp_path, make_tools, SENTENCES)
    source = publish(tmp_path, SENTENCES)
    (source / "a.txt").write_text("\n\n".join(SENTENCES) + "\n\n", encoding="utf-16")
    run_batch([source], make_tools(), Silence())
    assert done(tmp_path).document.metadata["encoding"] and done(tmp_path).corrections == ()
    publish(tmp_path, SENTENCES, "---\ndate: 2026-11-26\n---\n")
    run_batch([source], make_tools(), Silence())
    (correction,) = done(tmp_path).corrections
    assert (correction.changes, correction.metadata) == ((), ("date",))
    assert "date changed" in (tmp_path / "out/digest.md").read_text(encoding="utf-8")


def written(texts: list[str], sha256: str) -> Digest:
    """Return a digest whose segments say `texts`."""
    blocks = tuple(Block("paragraph", text) for text in texts)
    segments = tuple(Segment(i + 1, i, 0, len(text), text) for i, text in enumerate(texts))
    kazakh = Edition("kk", tuple(Translation(s.id, s.text, origin="source") for s in segments))
    provenance = Provenance("", "", "", "", "", "", True, {}, "", "", "")
    return Digest(Document("a", "a.txt", blocks, sha256), segments, (kazakh,), (), provenance)


SAMPLES = st.sampled_from([*SENTENCES, SEATS, NEW])


@settings(max_examples=300)
@given(st.lists(SAMPLES, min_size=1, max_size=9), st.data())
def test_whatever_is_corrected_every_sentence_is_accounted_for_once(
    before: list[str], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(before)) if data.draw(st.booleans()) else before
    kept = [text for text in shuffled if data.draw(st.booleans())]
    after = [*kept, *data.draw(st.lists(SAMPLES, max_size=4)), before[0]]
    new = written(after, "new")
    found = corrections(written(before, "old"), new.document, new.segments, "now")
    changes = found[0].changes if found else ()
    texts = {segment.id: segment.text for segment in new.segments}
    for change in changes:
        if change.segment is not None and change.kind != "moved":
            del texts[change.segment]
    gone = [change.before["kk"] for change in changes if change.before]
    assert sorted([*texts.values(), *gone]) == sorted(before)


@pytest.mark.slow
def test_the_installed_command_corrects_one_sentence_and_keeps_the_rest(
    installed_cli: Cli, tmp_path: Path
) -> None:
    publish(tmp_path, SENTENCES)
    assert installed_cli("run", "in", "-o", "out", "--no-cache").returncode == 0
    before = rows(done(tmp_path))
    publish(tmp_path, (SENTENCES[0], SEATS, *SENTENCES[2:]))
    assert installed_cli("run", "in", "-o", "out", "--no-cache").returncode == 0
    after = rows(done(tmp_path))
    kept = [text for text in SENTENCES if text != SENTENCES[1]]
    assert {text: after[text] for text in kept} == {text: before[text] for text in kept}
    assert "Corrected**" in (tmp_path / "out/a.md").read_text(encoding="utf-8")
