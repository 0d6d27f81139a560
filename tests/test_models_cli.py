"""The model store through the command, on a small checkpoint in NLLB's true layout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest

from pipeline.models.add import AddOptions, add
from pipeline.models.catalogue import load_catalogue
from pipeline.models.install import InstallOptions
from pipeline.models.store import open_store
from tests import nllb
from tests.conftest import ROOT, Cli

pytestmark = pytest.mark.slow


def test_an_nllb_checkpoint_is_added_used_by_default_packed_and_added_again(cli: Cli, tmp_path: Path) -> None:
    kazakh, russian, english = nllb.sentences()[0]
    added = cli("models", "add", nllb.trained(), "--name", "tiny")
    assert added.returncode == 0, added.stderr
    assert "vocabulary cut from" in added.stdout

    lines = cli("translate", "-t", "ru", "-t", "en", "--lines", "-", "--model", "tiny", stdin=f"{kazakh}\n")
    assert lines.stdout.rstrip("\n").split("\t") == [russian, english], lines.stderr

    (tmp_path / "a.txt").write_text(f"{kazakh}\n", encoding="utf-8")
    assert cli("run", "a.txt", "-q", "--model", "tiny").returncode == 0
    provenance = json.loads((tmp_path / "outputs/a.json").read_bytes())["provenance"]
    assert (provenance["model"], provenance["draft"]) == ("tiny", False)

    assert cli("models", "pack", "tiny", "tiny.tar").returncode == 0
    assert cli("models", "remove", "tiny", "--yes").returncode == 0
    gone = cli("models", "remove", "tiny")
    assert (gone.returncode, "tiny is not in" in gone.stderr, "delete" in gone.stderr) == (2, True, False)
    assert "tiny" not in cli("models", "list").stdout
    assert cli("models", "add", "tiny.tar").returncode == 0
    assert "tiny: sound" in cli("models", "verify").stdout


@pytest.mark.parametrize("engine", ["ct2", "transformers"])
def test_a_translation_is_scored_the_other_way_where_that_is_asked(
    cli: Cli, tmp_path: Path, engine: Literal["ct2", "transformers"]
) -> None:
    options = AddOptions(InstallOptions(engine=engine), name="tiny")
    add(nllb.trained(), load_catalogue(ROOT / "models.yaml"), open_store(tmp_path / "models"), options)
    article = "".join(f"{kk}\n\n" for kk, _, _ in nllb.sentences()[:3])
    (tmp_path / "a.txt").write_text(article, encoding="utf-8")

    def scores(*flags: str) -> list[float | None]:
        done = cli("run", "a.txt", "-q", "--model", "tiny", *flags)
        assert done.returncode == 0, done.stderr
        editions = json.loads((tmp_path / "outputs/a.json").read_bytes())["editions"]
        targets = [edition for edition in editions if edition["language"] != "kk"]
        return [translation["back_score"] for edition in targets for translation in edition["translations"]]

    assert set(scores()) == {None}
    found = scores("--back-score")
    assert len(found) == 6 and all(score is not None and score < 0 for score in found)
    assert scores("--back-score", "--sentences", "1") == found  # kept from the digest before
    assert set(scores()) == {None}


def test_the_draft_cannot_score_the_other_way(cli: Cli) -> None:
    done = cli("run", "inputs", "--model", "draft", "--back-score")
    assert done.returncode == 3 and "draft does not translate into Kazakh" in done.stderr
    assert "NLLB" in done.stderr


def test_a_model_that_forbids_commercial_use_is_refused_with_the_alternatives(
    cli: Cli, tmp_path: Path
) -> None:
    store = open_store(tmp_path / "models")  # the command's; here torch is loaded already, most often
    add(nllb.trained(), load_catalogue(ROOT / "models.yaml"), store, AddOptions(name="tiny"))
    done = cli("translate", "-", "-t", "ru", "--model", "tiny", "--use", "commercial", stdin="Сәлем.\n")
    assert done.returncode == 3
    assert "commercial use is refused" in done.stderr and "madlad400-3b-mt" in done.stderr


def test_the_reference_engine_gives_the_same_words(cli: Cli) -> None:
    kazakh, russian, _ = nllb.sentences()[0]
    added = cli(
        "models", "add", nllb.trained(), "--name", "reference", "--engine", "transformers", "--no-trim"
    )
    assert added.returncode == 0, added.stderr
    done = cli("translate", "-t", "ru", "--lines", "-", "--model", "reference", stdin=f"{kazakh}\n")
    assert done.stdout.rstrip("\n") == russian, done.stderr


def test_a_pull_without_a_network_says_what_to_do(cli: Cli) -> None:
    done = cli("models", "pull", "nllb-200-distilled-600M", env={"HF_ENDPOINT": "http://127.0.0.1:9"})
    assert done.returncode == 4
    assert "pipeline models add PATH" in done.stderr and "Traceback" not in done.stderr
