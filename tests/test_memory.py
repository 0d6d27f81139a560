"""The translation memory: corrections are used again, suggestions only shown, just what changes is redone."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

import pipeline.run.current
from pipeline.document import Digest, Target, Translation, TranslationUnit
from pipeline.errors import SettingsError
from pipeline.run.batch import run_batch
from pipeline.run.edit import apply_edits
from pipeline.run.memory import TranslationMemory, open_memory
from pipeline.run.progress import Silence
from pipeline.run.recall import says_the_same
from pipeline.run.recheck import read_digest
from pipeline.run.report import Report
from tests.conftest import Cli, MakeTools
from tests.fakes import FakeTranslator
from tests.test_run import write_articles

SENTENCE = "Бүгін ауылда 300 орындық мектеп ашылды."
A = f"Ауылда жаңа мектеп ашылды\n{SENTENCE} Оған 2,1 млрд теңге бөлінді.\nМектеп үлкен.\n"
B = f"Астанадағы тағы бір жаңалық\nӘкім келді. {SENTENCE}\n"  # the very sentence
C = "Қарағанды кеншілері туралы\nШахтада өрт шықты. Ешкім зардап шеккен жоқ.\n"  # nothing in common
D = "Көршілес ауданнан хабар\nБүгін ауылда 320 орындық мектеп ашылды. Бәрі қуанды.\n"  # one like it
CORRECTION = "Сегодня в ауле открылась школа на 300 мест."


@pytest.fixture
def memory(tmp_path: Path) -> TranslationMemory:
    return TranslationMemory(tmp_path / "memory.sqlite")


@pytest.fixture
def output(tmp_path: Path, make_tools: MakeTools) -> Path:
    run_batch([write_articles(tmp_path / "in", a=A, b=B, c=C, d=D)], make_tools(), Silence())
    return tmp_path / "out"


def correct(output: Path, memory: TranslationMemory, text: str = CORRECTION, **facts: str) -> None:
    """Save an edit of the Russian of sentence 2 of article a as the review page does, and apply it."""
    digest = digest_of(output, "a")
    before = digest.edition("ru").translations[1].text
    edits = [{"segment": 2, "language": "ru", "before": before, "text": text}]
    content = {"document": "a", "sha256": digest.document.sha256, "edits": edits, **facts}
    path = output.parent / "a.edits.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    apply_edits(path, output, memory)


def digest_of(output: Path, name: str) -> Digest:
    digest = read_digest(output / f"{name}.json")
    assert digest is not None
    return digest


def of_sentence(output: Path, name: str, source: str, target: Target = "ru") -> Translation:
    digest = digest_of(output, name)
    (place,) = [i for i, s in enumerate(digest.segments) if s.text == source]
    return digest.edition(target).translations[place]


def again(tmp_path: Path, make_tools: MakeTools, **settings: object) -> Report:
    return run_batch([tmp_path / "in"], make_tools(**settings), Silence())


def test_a_correction_is_used_for_the_same_sentence_of_another_article_and_says_so(
    output: Path, tmp_path: Path, make_tools: MakeTools, memory: TranslationMemory
) -> None:
    correct(output, memory)
    report = again(tmp_path, make_tools)
    kept = of_sentence(output, "b", SENTENCE)
    assert (kept.text, kept.origin, kept.estimate) == (CORRECTION, "memory", None)
    assert report.origins["memory"] == 1
    page = (output / "b.md").read_text(encoding="utf-8")
    assert f"{CORRECTION} ≡" in page and "1 translation from memory" in page
    assert 'class="cell memory" lang="ru"' in (output / "b.html").read_text(encoding="utf-8")
    assert of_sentence(output, "b", SENTENCE, "en").origin == "machine"


def test_only_articles_that_would_read_otherwise_are_done_again(
    output: Path, tmp_path: Path, make_tools: MakeTools, memory: TranslationMemory
) -> None:
    correct(output, memory)
    before = {name: (output / f"{name}.json").read_bytes() for name in "abcd"}
    report = again(tmp_path, make_tools)
    changed = {name for name in before if (output / f"{name}.json").read_bytes() != before[name]}
    assert (report.line, changed) == ("2 written, 0 failed, 2 unchanged", {"b", "d"})
    assert again(tmp_path, make_tools).line == "0 written, 0 failed, 4 unchanged"


def test_one_who_runs_again_and_again_compares_a_digest_once_with_each_state_of_the_memory(
    output: Path,
    tmp_path: Path,
    make_tools: MakeTools,
    memory: TranslationMemory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def counted(digest: Digest, *facts: Any) -> bool:
        asked.append(digest.document.id)
        return says_the_same(digest, *facts)

    monkeypatch.setattr(pipeline.run.current, "says_the_same", counted)
    tools = make_tools()
    lines = []
    for text in (CORRECTION, "В ауле сегодня открыли школу на 300 мест."):
        correct(output, memory, text)
        lines += [run_batch([tmp_path / "in"], tools, Silence()).line for _ in range(3)]
    assert lines == ["2 written, 0 failed, 2 unchanged", *["0 written, 0 failed, 4 unchanged"] * 2] * 2
    # All four once each time; made anew by tools that knew an earlier state, two are compared with the later.
    assert sorted(asked) == sorted("abcd" + "abcd" + "bd")


def test_a_later_correction_takes_the_place_of_the_earlier(
    output: Path, tmp_path: Path, make_tools: MakeTools, memory: TranslationMemory
) -> None:
    correct(output, memory)
    again(tmp_path, make_tools)
    correct(output, memory, "В ауле сегодня открыли школу на 300 мест.")
    assert again(tmp_path, make_tools).line == "2 written, 0 failed, 2 unchanged"
    assert of_sentence(output, "b", SENTENCE).text == "В ауле сегодня открыли школу на 300 мест."
    (suggestion,) = of_sentence(output, "d", SENTENCE.replace("300", "320")).suggestions
    assert suggestion.text == "В ауле сегодня открыли школу на 300 мест."


@pytest.mark.parametrize("how", ["cleared", "none", "another file"])
def test_without_the_memory_just_what_came_from_it_is_done_again(
    output: Path, tmp_path: Path, make_tools: MakeTools, memory: TranslationMemory, how: str
) -> None:
    correct(output, memory)
    again(tmp_path, make_tools)
    chosen = {"none": "none", "another file": str(tmp_path / "other.sqlite")}.get(how, str(memory.path))
    if how == "cleared":
        memory.clear()
    assert again(tmp_path, make_tools, memory=chosen).line == "2 written, 0 failed, 2 unchanged"
    assert of_sentence(output, "b", SENTENCE).origin == "machine"
    assert of_sentence(output, "d", SENTENCE.replace("300", "320")).suggestions == ()
    assert of_sentence(output, "a", SENTENCE).text == CORRECTION, "what was edited in the article stays"


def test_a_similar_sentence_is_shown_and_never_used(
    output: Path, tmp_path: Path, make_tools: MakeTools, memory: TranslationMemory
) -> None:
    machine = of_sentence(output, "d", SENTENCE.replace("300", "320")).text
    correct(output, memory)
    again(tmp_path, make_tools)
    found = of_sentence(output, "d", SENTENCE.replace("300", "320"))
    assert (found.text, found.origin) == (machine, "machine")
    (suggestion,) = found.suggestions
    assert (suggestion.source, suggestion.text, suggestion.similarity) == (SENTENCE, CORRECTION, 97)
    page = (output / "d.html").read_text(encoding="utf-8")
    assert f'data-text="{CORRECTION}"' in page and "ru · 97 %" in page


def test_what_comes_from_memory_is_checked_like_any_translation(
    output: Path, tmp_path: Path, make_tools: MakeTools, memory: TranslationMemory
) -> None:
    correct(output, memory, "Сегодня в ауле открылась школа на 900 мест.")
    again(tmp_path, make_tools)
    assert [f.check for f in of_sentence(output, "b", SENTENCE).findings] == ["numbers"]


def test_a_suggestion_is_not_kept_in_the_cache(
    output: Path, tmp_path: Path, make_tools: MakeTools, memory: TranslationMemory
) -> None:
    correct(output, memory)
    again(tmp_path, make_tools, cache_mb=10)
    memory.clear()
    run_batch([tmp_path / "in"], make_tools(cache_mb=10), Silence(), "all")
    assert of_sentence(output, "d", SENTENCE.replace("300", "320")).suggestions == ()


def test_a_corrected_article_takes_from_the_memory_of_today_not_from_its_old_digest(
    output: Path, tmp_path: Path, make_tools: MakeTools, memory: TranslationMemory
) -> None:
    correct(output, memory)
    again(tmp_path, make_tools)
    memory.clear()
    write_articles(tmp_path / "in", b=f"{B}Соңғы сөйлем.\n", d=f"{D}Соңғы сөйлем.\n")
    again(tmp_path, make_tools)
    assert of_sentence(output, "b", SENTENCE).origin == "machine"
    assert of_sentence(output, "d", SENTENCE.replace("300", "320")).suggestions == ()


def test_a_run_that_finds_no_memory_makes_none(output: Path, tmp_path: Path) -> None:
    assert not (tmp_path / "memory.sqlite").exists()


def test_who_corrected_when_is_kept_as_far_as_the_edits_say(output: Path, memory: TranslationMemory) -> None:
    correct(output, memory, author="desk", saved="2026-03-01T12:30:00.250+05:00")
    (unit,) = memory.units()
    assert (unit.document, unit.author, unit.changed) == ("a", "desk", "2026-03-01T07:30:00+00:00")


def test_an_edit_saved_at_no_time_that_is_known_is_kept(output: Path, memory: TranslationMemory) -> None:
    correct(output, memory, saved="0001-01-01T00:00:00")
    assert [unit.changed for unit in memory.units()] == [""]


def test_a_byline_that_a_person_respelled_goes_before_the_rule(
    tmp_path: Path, make_tools: MakeTools, memory: TranslationMemory
) -> None:
    memory.put([TranslationUnit("Айгүл ОСПАНОВА", "en", "Aigul Ospanova")])
    article = "Ауылда жаңа мектеп ашылды\nМектеп үлкен болды.\nАйгүл ОСПАНОВА\n"
    source = write_articles(tmp_path / "in", e=article)
    run_batch([source], make_tools(), Silence())
    assert of_sentence(tmp_path / "out", "e", "Айгүл ОСПАНОВА", "en").text == "Aigul Ospanova"
    assert of_sentence(tmp_path / "out", "e", "Айгүл ОСПАНОВА", "ru").origin == "rule"


def test_an_older_unit_does_not_take_the_place_of_a_newer(memory: TranslationMemory) -> None:
    def unit(text: str, changed: str) -> TranslationUnit:
        return TranslationUnit("Мектеп үлкен.", "ru", text, changed=changed)

    memory.put([unit("Школа большая.", "2026-03-01T00:00:00+00:00")])
    stored = memory.put([unit("Школа велика.", "2025-03-01T00:00:00+00:00")])
    assert (stored.older, stored.changed) == (1, 0)
    stored = memory.put([unit("Школа — большая.", "")])
    assert (stored.changed, [u.text for u in memory.units()]) == (1, ["Школа — большая."])


def test_a_unit_that_is_there_already_changes_nothing(memory: TranslationMemory) -> None:
    unit = TranslationUnit("Мектеп үлкен.", "ru", "Школа большая.")
    memory.put([unit])
    state = memory.state()
    assert (memory.put([unit]).same, memory.state()) == (1, state)


def test_the_three_most_similar_are_suggested_from_a_memory_of_thousands(memory: TranslationMemory) -> None:
    sources = [f"Бүгін ауылда {i} орындық мектеп ашылды." for i in range(6000)]
    memory.put([TranslationUnit(text, "ru", f"Школа на {i} мест.") for i, text in enumerate(sources)])
    found = memory.similar(["Бүгін ауылда 5000 орындық мектеп ашылды!"])
    (near,) = found.values()
    assert [s.similarity for s in near] == sorted((s.similarity for s in near), reverse=True)
    assert len(near) == 3 and near[0].text == "Школа на 5000 мест."


def test_two_programs_can_share_a_memory(memory: TranslationMemory) -> None:
    other = TranslationMemory(memory.path)
    memory.put([TranslationUnit("Мектеп үлкен.", "ru", "Школа большая.")])
    other.put([TranslationUnit("Мектеп үлкен.", "en", "The school is big.")])
    assert memory.stats().units == other.stats().units == {"en": 1, "ru": 1}


def broken(path: Path) -> None:
    path.write_bytes(b"this is no database" * 100)


def of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE cookies (name)")
    database.close()


def of_a_newer_version(path: Path) -> None:
    TranslationMemory(path).put([TranslationUnit("Мектеп үлкен.", "ru", "Школа большая.")])
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()


@pytest.mark.parametrize("spoil", [broken, of_another_program, of_a_newer_version])
def test_a_memory_that_cannot_be_used_ends_the_run_before_anything_is_written(
    tmp_path: Path, make_tools: MakeTools, spoil: object
) -> None:
    assert callable(spoil)
    spoil(tmp_path / "memory.sqlite")
    before = (tmp_path / "memory.sqlite").read_bytes()
    with pytest.raises(SettingsError, match="cannot be used") as error:
        run_batch([write_articles(tmp_path / "in", a=A)], make_tools(), Silence())
    assert "--memory none" in error.value.hint
    assert not (tmp_path / "out/a.json").exists()
    assert (tmp_path / "memory.sqlite").read_bytes() == before


def test_the_setting_none_opens_no_memory() -> None:
    assert open_memory("none") is None


def test_the_engine_is_not_asked_what_the_memory_knows(
    output: Path, tmp_path: Path, make_tools: MakeTools, memory: TranslationMemory
) -> None:
    correct(output, memory)
    engine = FakeTranslator()
    run_batch([tmp_path / "in/b.txt"], make_tools(engine), Silence(), "all")
    asked = {(r.text, r.target) for batch in engine.batches for r in batch if "300" in r.text}
    assert {target for _, target in asked} == {"en"}


@pytest.mark.slow
def test_the_commands_of_the_memory(tmp_path: Path, cli: Cli) -> None:
    unit = TranslationUnit("Мектеп үлкен.", "ru", "Школа большая.")
    TranslationMemory(tmp_path / "memory.sqlite").put([unit])
    assert cli("memory", "stats").stdout.startswith("1 kept (ru 1)")
    assert cli("memory", "export", "kept.tmx").stdout == "1 written to kept.tmx\n"
    refused = cli("memory", "clear")
    assert refused.returncode == 2 and "1 sentence that people corrected would be lost" in refused.stderr
    assert cli("memory", "clear", "--yes").stdout.startswith("1 forgotten")
    taken = cli("memory", "import", "kept.tmx")
    assert taken.stdout.startswith("kept.tmx: 1 added, 0 changed"), taken.stderr
    missing = cli("run", "kept.tmx", "--memory", "slip.sqlite")
    assert "warning: there is no translation memory slip.sqlite yet" in missing.stderr


WORDS = "мектеп ауыл бүгін ашылды 300 орындық жаңа үлкен әкім келді теңге бөлінді Астана"
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=2, max_size=9).map(" ".join)


@settings(max_examples=60)
@given(st.lists(SENTENCES, min_size=1, max_size=30), SENTENCES)
def test_the_filters_before_the_comparison_lose_no_similar_sentence(kept: list[str], asked: str) -> None:
    with TemporaryDirectory() as folder:
        memory = TranslationMemory(Path(folder) / "memory.sqlite")
        memory.put([TranslationUnit(text, "ru", text) for text in kept])
        found = memory.similar([asked]).get((asked, "ru"), ())
        memory.close()
    ratios = sorted((int(fuzz.ratio(asked, text)) for text in set(kept) - {asked}), reverse=True)
    assert [s.similarity for s in found] == [ratio for ratio in ratios if ratio >= 85][:3]
