"""The command, end to end, on the bundled model: mostly forked warm, and as it is installed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from pipeline.codec import decode_digest
from pipeline.document import Failure
from tests.conftest import ROOT, Cli

pytestmark = pytest.mark.slow

ARTICLE = (
    "Ауылда жаңа мектеп ашылды\n"
    "Бүгін Ақтөбе облысында 300 орындық мектеп ашылды. Оның құрылысына 2,1 млрд теңге бөлінді.\n"
    "«Бұл – балаларға үлкен сыйлық», – деді мектеп директоры Айгүл Оспанова.\n"
)


def digests(output: Path) -> list[Path]:
    return [path for path in output.glob("*.json") if path.name != "run.json"]


@pytest.fixture(scope="module")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("sample")
    command = Path(sys.executable).parent / "pipeline"
    done = subprocess.run(
        [str(command), "run", str(ROOT / "inputs"), "-o", str(folder / "out"), "--model", "draft"],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        timeout=300,
    )
    return folder / "out", done


def test_the_sample_articles_run_through(sample_run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = sample_run
    assert done.returncode == 0, done.stderr
    articles = [p for p in (ROOT / "inputs").iterdir() if p.suffix in (".txt", ".md")]
    assert done.stdout.splitlines()[-1] == f"{len(articles)} written, 0 failed, 0 unchanged"
    for path in done.stdout.splitlines()[:-1]:
        assert Path(path).stat().st_size > 0


def test_every_sentence_of_the_samples_is_translated_or_marked(
    sample_run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    output, _ = sample_run
    for path in digests(output):
        digest = decode_digest(path.read_bytes())
        ids = [s.id for s in digest.segments]
        for language in ("ru", "en"):
            translations = digest.edition(language).translations
            assert [t.segment for t in translations] == ids
            assert all(t.text.strip() or t.findings for t in translations)


def test_every_output_says_that_it_is_a_draft(
    sample_run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    output, _ = sample_run
    for path in output.glob("*.md"):
        assert "**Draft.**" in path.read_text(encoding="utf-8")
    for path in digests(output):
        assert json.loads(path.read_bytes())["provenance"]["draft"] is True


def test_segment_prints_one_sentence_a_line_from_standard_input(installed_cli: Cli) -> None:
    done = installed_cli("segment", "-", stdin=ARTICLE)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "Ауылда жаңа мектеп ашылды",
        "Бүгін Ақтөбе облысында 300 орындық мектеп ашылды.",
        "Оның құрылысына 2,1 млрд теңге бөлінді.",
        "«Бұл – балаларға үлкен сыйлық», – деді мектеп директоры Айгүл Оспанова.",
    ]


def test_segment_prints_offsets_as_json(cli: Cli) -> None:
    rows = [json.loads(line) for line in cli("segment", "-", "--json", stdin=ARTICLE).stdout.splitlines()]
    assert [row["id"] for row in rows] == [1, 2, 3, 4]
    assert rows[2]["start"] == len("Бүгін Ақтөбе облысында 300 орындық мектеп ашылды. ")


def test_translate_prints_one_line_for_each_line_empty_ones_too(cli: Cli) -> None:
    lines = ["Әкім келді.", "", "2024", "   ", "Сәлем", "жиын өтті " * 150, "!!!"]
    done = cli("translate", "-t", "ru", "--lines", "-", stdin="\n".join(lines) + "\n")
    assert done.returncode == 0, done.stderr
    out = done.stdout.split("\n")[:-1]
    assert len(out) == len(lines)
    assert (out[1], out[2], out[3], out[6]) == ("", "2024", "", "!!!")
    assert all(out[i].strip() for i in (0, 4, 5))


def test_translate_separates_targets_by_tabs_in_the_order_asked(cli: Cli) -> None:
    done = cli("translate", "-t", "en", "-t", "ru", "--lines", "-", stdin="Мектеп ашылды.\n")
    english, russian = done.stdout.rstrip("\n").split("\t")
    assert english.isascii() and not russian.isascii()


def test_summarize_prints_a_paragraph_a_language(cli: Cli) -> None:
    done = cli("summarize", "-", "-t", "kk", "-t", "en", "--sentences", "1", stdin=ARTICLE)
    assert done.returncode == 0, done.stderr
    kazakh, english = done.stdout.rstrip("\n").split("\n")
    assert kazakh in ARTICLE and english.isascii()


def test_models_list_names_licence_and_quality(cli: Cli) -> None:
    done = cli("models", "list")
    assert done.returncode == 0
    assert (
        "nllb-200-distilled-600M" in done.stdout and "CC-BY-NC-4.0" in done.stdout and "40.1" in done.stdout
    )


def test_a_run_reads_standard_input(installed_cli: Cli, tmp_path: Path) -> None:
    done = installed_cli("run", "-", "-q", stdin=ARTICLE)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "outputs/stdin.json").exists()


def test_a_dry_run_writes_nothing(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = cli("run", "a.txt", "--dry-run")
    assert done.stdout.splitlines()[-1] == "1 to translate, 0 failed, 0 unchanged"
    assert not (tmp_path / "outputs").exists()


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["run", ""], {}),
        (["run", "a.txt", "-o", ""], {}),
        (["run", "a.txt"], {"PIPELINE_OUTPUT": ""}),
        (["segment", ""], {}),
        (["check", ""], {}),
        (["apply", "", "-o", "x"], {}),
        (["memory", "export", ""], {}),
        (["serve", "--inbox", ""], {}),
    ],
)
def test_an_empty_path_is_not_taken_for_the_folder_that_one_is_in(
    cli: Cli, tmp_path: Path, arguments: list[str], environment: dict[str, str]
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = cli(*arguments, env=environment)
    assert (done.returncode, "the path is empty" in done.stderr) == (2, True), done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name != "models"] == ["a.txt"]


@pytest.mark.parametrize(
    "command",
    [
        ["segment"],
        ["translate"],
        ["check"],
        ["apply"],
        ["evaluate"],
        ["memory", "import"],
        ["glossary", "check"],
        ["export", "xliff", "--to", "ru"],
    ],
)
def test_a_file_that_is_not_there_is_a_mistake_in_the_command(cli: Cli, command: list[str]) -> None:
    done = cli(*command, "nope")
    assert done.returncode == 2, done.stderr
    assert "nope" in done.stderr and "Errno" not in done.stderr


@pytest.mark.parametrize("flag", ["--timeout", "--sentences", "--workers", "--threads"])
def test_a_number_out_of_bounds_is_named_with_its_flag(cli: Cli, tmp_path: Path, flag: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = cli("run", "a.txt", flag, "-1")
    assert done.returncode == 3
    assert done.stderr.startswith(f"error: {flag}: `") and "or more, not -1" in done.stderr


def test_a_card_that_is_not_there_is_said_to_be_missing(cli: Cli, tmp_path: Path) -> None:
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("there is a card")
    (tmp_path / "a.txt").write_text(ARTICLE)
    cache = {"PIPELINE_CACHE": str(tmp_path / "cache")}
    done = cli("translate", "a.txt", "--device", "cuda", env=cache)
    assert (done.returncode, "no CUDA card" in done.stderr, "--device cpu" in done.stderr) == (4, True, True)


def test_a_misspelt_variable_is_pointed_out_by_commands_without_a_model(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = cli("segment", "a.txt", env={"PIPELINE_LIMIT": "article_mb=1"})
    assert done.returncode == 0 and "did you mean PIPELINE_LIMITS?" in done.stderr


def test_a_dry_run_says_what_a_retry_would_do(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "outputs").mkdir()
    failure = Failure("a.txt", "read", "holds no text", "")
    (tmp_path / "outputs/failures.jsonl").write_bytes(msgspec.json.encode(failure))
    (tmp_path / "b.txt").write_text(ARTICLE)
    done = cli("run", "a.txt", "b.txt", "--dry-run", "--retry-failed")
    assert done.stdout.splitlines()[1:] == [
        "translate\ta.txt\toutputs/a.json",
        "not done\tb.txt\toutputs/b.json",
        "1 to translate, 0 failed, 0 unchanged, 1 not done",
    ]


def test_the_report_is_json_on_request(installed_cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text("")
    done = installed_cli("run", "a.txt", "b.txt", "--json")
    report = json.loads(done.stdout)
    assert (report["articles"], report["sentences"], len(report["failed"])) == (1, 4, 1)
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "env", "code", "words"),
    [
        (["run"], {}, 2, "no paths"),
        (["run", "missing.txt"], {}, 2, "missing.txt: no such file"),
        (["run", "--nonsense"], {}, 2, "No such option"),
        (["run", ".", "--quality", "great"], {}, 3, "known: balanced, best, fast"),
        (["run", "."], {"PIPELINE_SENTENCES": "x"}, 3, "PIPELINE_SENTENCES"),
        (["run", "."], {"PIPELINE_CONFIG": "nowhere.yaml"}, 3, "nowhere.yaml"),
        (["run", ".", "--model", "nllb-200-distilled-600M"], {}, 4, "pipeline models pull"),
        (["run", ".", "--model", "nllb"], {}, 4, "no model is named 'nllb'"),
        (["segment", "."], {}, 2, "is a folder"),
        (["segment", "empty.txt"], {}, 1, "empty.txt: is empty"),
        (["segment", "a" * 300], {}, 1, "File name too long"),
        (["glossary", "init", "a" * 300], {}, 1, "File name too long"),
    ],
)
def test_faults_have_their_exit_code_and_say_what_to_do(
    cli: Cli, tmp_path: Path, arguments: list[str], env: dict[str, str], code: int, words: str
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = cli(*arguments, env=env)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device stands for a full disk here")
def test_what_is_printed_into_a_full_disk_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    command = [str(Path(sys.executable).with_name("pipeline")), "segment", str(tmp_path / "a.txt")]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, "error: No space left on device")
    assert "→" in done.stderr


WITHOUT = """
import os, sys

class Without:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == os.environ["WITHOUT"]:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Without())
"""


@pytest.mark.parametrize(
    ("module", "remedy"),
    [("pymorphy3", "pymorphy3<3,>=2"), ("spellchecker", "pyspellchecker<1,>=0.8"), ("yaml", "pyyaml>=6")],
)
def test_a_missing_package_is_named_with_what_installs_it(
    installed_cli: Cli, tmp_path: Path, module: str, remedy: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT)
    (tmp_path / "a.txt").write_text("Мектеп ашылды.")
    done = installed_cli("run", "a.txt", env={"PYTHONPATH": str(tmp_path), "WITHOUT": module})
    package = remedy.partition("<")[0].partition(">")[0]
    told = f'error: the package {package} is not installed\n  → pip install "{remedy}"\n'
    assert (done.returncode, done.stderr[-len(told) :]) == (3, told)
    assert not (tmp_path / "outputs/failures.jsonl").exists()


def test_help_does_not_load_what_it_does_not_need(cli: Cli) -> None:
    heavy = ("torch", "transformers", "ctranslate2", "numpy", "rich", "yaml")
    code = f"import sys, pipeline.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_check_prints_findings_and_strict_leaves_with_five(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    cli("run", "a.txt", "-q")
    path = tmp_path / "outputs/a.json"
    digest = json.loads(path.read_bytes())
    digest["editions"][2]["translations"][2]["text"] = "It cost 2.1 million tenge."
    path.write_text(json.dumps(digest))
    damaged = cli("check", path)
    assert "magnitude differs" in damaged.stdout and "is not as it was written" in damaged.stderr
    assert cli("check", path, "--write").returncode == 2
    del digest["seal"]
    path.write_text(json.dumps(digest))
    done = cli("check", path, "--strict", "--write")
    assert done.returncode == 5
    assert "magnitude differs" in done.stdout
    assert "magnitude differs" in path.with_suffix(".md").read_text(encoding="utf-8")
    assert cli("check", tmp_path / "a.txt").returncode == 1
