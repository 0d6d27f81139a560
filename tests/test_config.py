from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import find_catalogue, load_catalogue, load_settings, misspelt_variables
from pipeline.errors import SettingsError
from pipeline.run.terms import open_glossary
from pipeline.write import load_templates
from tests.conftest import ROOT


def catalogue(tmp_path: Path, settings: str) -> Path:
    text = (ROOT / "models.yaml").read_text(encoding="utf-8")
    start, end = text.index("settings:"), text.index("models:\n")
    path = tmp_path / "models.yaml"
    path.write_text(f"{text[:start]}settings: {settings}\n{text[end:]}", encoding="utf-8")
    return path


def test_flag_wins_over_variable_and_variable_over_file(tmp_path: Path) -> None:
    loaded = load_catalogue(catalogue(tmp_path, "{sentences: 2, words: 50, quality: best}"))
    settings = load_settings(loaded, {"sentences": 9}, {"PIPELINE_SENTENCES": "5", "PIPELINE_WORDS": "70"})
    assert (settings.sentences, settings.words, settings.quality) == (9, 70, "best")


def test_a_switch_is_turned_by_true_and_false_alone(tmp_path: Path) -> None:
    loaded = load_catalogue(catalogue(tmp_path, "{back_score: true}"))
    assert load_settings(loaded, {}, {}).back_score
    assert not load_settings(loaded, {}, {"PIPELINE_BACK_SCORE": "False"}).back_score
    assert load_settings(loaded, {"back_score": True}, {"PIPELINE_BACK_SCORE": "false"}).back_score
    with pytest.raises(SettingsError, match="`back_score` cannot be 'ja'"):
        load_settings(loaded, {}, {"PIPELINE_BACK_SCORE": "ja"})


def test_a_file_of_settings_alone_leaves_the_models_to_the_programs_own(tmp_path: Path) -> None:
    path = tmp_path / "models.yaml"
    path.write_text("settings:\n  quality: best\n", encoding="utf-8")
    loaded, own = load_catalogue(path), load_catalogue(ROOT / "models.yaml")
    assert (loaded.models, loaded.encoder) == (own.models, own.encoder)
    assert load_settings(loaded, {}, {}).quality == "best"


def test_settings_that_are_all_comments_are_none(tmp_path: Path) -> None:
    path = tmp_path / "models.yaml"
    path.write_text("settings:\n  # quality: best\n", encoding="utf-8")
    assert load_settings(load_catalogue(path), {}, {}).quality == "balanced"
    path.write_text("settings: best\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="`settings` must be a mapping"):
        load_catalogue(path)


def test_a_folder_in_the_place_of_the_settings_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "models.yaml").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match=r"models\.yaml: is a folder"):
        find_catalogue()


def test_a_number_out_of_bounds_is_named_with_where_it_stands(tmp_path: Path) -> None:
    loaded = load_catalogue(ROOT / "models.yaml")
    with pytest.raises(SettingsError, match="PIPELINE_WINDOW: `window` must be 1 or more, not 0"):
        load_settings(loaded, {}, {"PIPELINE_WINDOW": "0"})
    with pytest.raises(SettingsError, match="--threads: `threads` must be 1024 or less, not 5000"):
        load_settings(loaded, {"threads": 5000}, {})


def test_a_setting_outside_its_section_is_told_where_it_belongs(tmp_path: Path) -> None:
    path = tmp_path / "models.yaml"
    path.write_text("quality: best\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"models\.yaml:1: unknown key `quality`") as error:
        load_catalogue(path)
    assert "under `settings`" in error.value.hint


def test_an_unknown_setting_is_named_with_its_line_and_the_known_ones(tmp_path: Path) -> None:
    loaded = load_catalogue(catalogue(tmp_path, "\n  quality: fast\n  sentenses: 2"))
    with pytest.raises(SettingsError, match=r"models\.yaml:\d+: unknown setting `sentenses`") as error:
        load_settings(loaded, {}, {})
    assert "did you mean 'sentences'?" in error.value.hint


@pytest.mark.parametrize(
    "settings",
    [
        "{sentences: many}",
        "{sentences: true}",
        "{targets: 3}",
        "{quality: great}",
        "{sentences: 0}",
        "{timeout_s: 1000000000000}",
        "{threads: 100000}",
    ],
)
def test_a_value_of_the_wrong_type_or_range_is_refused(tmp_path: Path, settings: str) -> None:
    with pytest.raises(SettingsError):
        load_settings(load_catalogue(catalogue(tmp_path, settings)), {}, {})


@pytest.mark.parametrize("value", ["²", "--5", "", "1e3"])
def test_a_number_that_is_none_is_refused_in_a_variable(value: str) -> None:
    with pytest.raises(SettingsError, match="PIPELINE_THREADS"):
        load_settings(load_catalogue(ROOT / "models.yaml"), {}, {"PIPELINE_THREADS": value})


def test_targets_may_be_listed_with_commas() -> None:
    assert load_settings(load_catalogue(ROOT / "models.yaml"), {"targets": "en,ru,en"}, {}).targets == (
        "en",
        "ru",
    )


def test_a_tilde_is_the_users_own_folder_in_every_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    loaded = load_catalogue(ROOT / "models.yaml")
    assert load_settings(loaded, {"output": "~/digests"}, {}).output == tmp_path / "digests"
    assert load_settings(loaded, {}, {"PIPELINE_OUTPUT": "~/digests"}).output == tmp_path / "digests"
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/article.md").write_text("# {{ digest.document.title }}", encoding="utf-8")
    assert load_templates("~/forms").folder == tmp_path / "forms"


def test_a_name_that_begins_with_a_tilde_of_nobody_stays_a_name() -> None:
    with pytest.raises(SettingsError, match="cannot be opened"):
        open_glossary("~$terms.tsv")


def test_a_misspelt_variable_is_pointed_out_and_a_foreign_one_is_not() -> None:
    lines = misspelt_variables(
        {"PIPELINE_QUALTY": "fast", "PIPELINE_WORKSPACE": "/x", "PIPELINE_QUALITY": "fast"}
    )
    assert lines == ["PIPELINE_QUALTY is not a setting; did you mean PIPELINE_QUALITY?"]


def test_the_shipped_catalogue_says_what_the_bundled_files_are() -> None:
    from pipeline.models.store import open_store
    from pipeline.models.verify import verify

    loaded = load_catalogue(ROOT / "models.yaml")
    draft = open_store(Path("/nonexistent")).find(loaded, "draft")
    assert verify(draft) == []
    assert all(file.sha256 for file in draft.card.files)
