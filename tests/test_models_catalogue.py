"""models.yaml is read strictly, and what it says of the models hangs together."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ModelError, SettingsError, name_known
from pipeline.models.catalogue import COMMIT, load_catalogue
from tests.conftest import ROOT

CARD = """\
models:
  tiny:
    engine: ct2
    family: nllb
    repository: owner/tiny
    revision: 0123456789012345678901234567890123456789
    files:
      - name: config.json
        size: 12
    licence: CC-BY-NC-4.0
    commercial: false
    languages: {kk: kaz_Cyrl, ru: rus_Cyrl, en: eng_Latn}
    parameters: 100
    input_limit: 510
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "models.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load_catalogue(write(folder, text))
    return caught.value


def test_a_card_is_read_with_its_defaults(tmp_path: Path) -> None:
    card = load_catalogue(write(tmp_path, CARD)).models["tiny"]
    assert (card.name, card.family, card.preference, card.bundled, card.quality) == (
        "tiny",
        "nllb",
        0,
        False,
        {},
    )
    assert card.pinned
    assert [file.size for file in card.files] == [12]


@pytest.mark.parametrize(
    ("good", "bad", "line", "hint"),
    [
        ("    family: nllb", "    famly: nllb", 4, "did you mean 'family'"),
        ("    engine: ct2", "    engine: ct3", 3, "did you mean 'ct2'"),
        ("        size: 12", "        sise: 12", 9, "did you mean 'size'"),
        ("models:", "modells: {}\nmodels:", 1, "did you mean 'models'"),
    ],
)
def test_a_wrong_name_is_refused_with_its_line_and_the_known_names(
    tmp_path: Path, good: str, bad: str, line: int, hint: str
) -> None:
    error = refusal(tmp_path, CARD.replace(good, bad, 1))
    assert str(error.path) == f"{tmp_path / 'models.yaml'}:{line}"
    assert hint in error.hint


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("commercial: false", "commercial: maybe", "`commercial` must be true or false, not 'maybe'"),
        ("parameters: 100", "parameters: many", "`parameters` must be a whole number, not 'many'"),
        ("parameters: 100", "parameters: !mine 100", "cannot be read: could not determine a constructor"),
        ("licence: CC-BY-NC-4.0", "licence: 2026-13-01", "cannot be read: month must be in 1..12"),
        ("parameters: 100", "parameters: true", "`parameters` must be a whole number, not True"),
        ("licence: CC-BY-NC-4.0", "licence: 4", "`licence` must be text, not 4"),
        (
            "files:\n      - name: config.json\n        size: 12",
            "files: config.json",
            "`files` must be a list",
        ),
        ("size: 12", "sha256: ABC", "`sha256` of config.json must be 64 lower-case hexadecimal digits"),
        ("name: config.json", "name: ../config.json", "must be a name inside the model's directory"),
        ("repository: owner/tiny", "bundled: false", "neither bundled nor has it a `repository`"),
        ("  tiny:", "  .tiny:", "'.tiny' cannot name a model"),
        ("engine: ct2", "engine: ct2\n    engine: ct2", "`engine` stands twice in `tiny`"),
        ("    licence: CC-BY-NC-4.0\n", "", "`tiny` lacks `licence`"),
    ],
)
def test_a_wrong_value_is_refused(tmp_path: Path, good: str, bad: str, message: str) -> None:
    assert message in refusal(tmp_path, CARD.replace(good, bad, 1)).message


@pytest.mark.parametrize("text", ["", "[1, 2]", "models: [1]", "models:\n  - {", "quality: best"])
def test_what_is_no_catalogue_is_refused(tmp_path: Path, text: str) -> None:
    assert str(tmp_path) in str(refusal(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        f"models: {'[' * 3000}{']' * 3000}",
        f"models: {'{a: ' * 3000}{'}' * 3000}",
        "models: {}\nsettings: &a\n  b: *a",
    ],
)
def test_a_catalogue_nested_too_deep_is_refused(tmp_path: Path, text: str) -> None:
    assert "is nested too deep" in str(refusal(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read") as caught:
        load_catalogue(tmp_path / "none.yaml")
    assert "PIPELINE_CONFIG" in caught.value.hint


def test_settings_come_back_raw_with_their_lines(tmp_path: Path) -> None:
    catalogue = load_catalogue(
        write(tmp_path, "settings:\n  use: research\n  batch:\n    tokens: 4\n" + CARD)
    )
    assert catalogue.settings == {"use": "research", "batch": {"tokens": 4}}
    assert catalogue.lines == {"use": 2, "batch": 3, "batch.tokens": 4}


def test_an_unknown_model_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        load_catalogue(write(tmp_path, CARD)).card("tinny")
    assert caught.value.hint == "did you mean 'tiny'? known: tiny"
    assert name_known("zzz", ["b", "a"]) == "known: a, b"


def test_every_model_to_download_is_pinned_to_a_commit_and_has_a_tokenizer() -> None:
    cards = [card for card in load_catalogue(ROOT / "models.yaml").models.values() if not card.bundled]
    assert len(cards) >= 5
    for card in cards:
        assert card.revision is not None and COMMIT.fullmatch(card.revision), card.name
        assert {"tokenizer.json", "config.json"} <= {file.name for file in card.files}, card.name


def test_nllb_may_not_be_used_commercially_and_the_600m_model_is_preferred_once_installed() -> None:
    cards = load_catalogue(ROOT / "models.yaml").models
    assert {card.name for card in cards.values() if card.commercial} == {"draft", "madlad400-3b-mt"}
    assert all(card.licence == "CC-BY-NC-4.0" for card in cards.values() if card.family == "nllb")
    assert max(cards.values(), key=lambda card: card.preference).name == "nllb-200-distilled-600M"
