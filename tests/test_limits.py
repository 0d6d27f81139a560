"""What an input may measure: each limit refuses, says its name, and can be moved."""

from __future__ import annotations

import json
import random
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from pipeline.config import load_catalogue, load_settings
from pipeline.errors import ReadError, SettingsError
from pipeline.limits import MOST, Limits
from pipeline.read import find_inputs, read_article
from tests.conftest import ROOT, Cli
from tests.test_config import catalogue
from tests.test_read_html import PAGE
from tests.word import docx, packed, paragraph

SENTENCE = "Бүгін ауылда жаңа мектеп ашылды."
PAD = "а" * 600_000  # 1.1 MiB
NOISE = "".join(random.Random(7).choices("0123456789abcdef", k=1_100_000))  # packs to a half


def nested(start: str, inside: str, end: str, count: int) -> str:
    return start * count + inside + end * count


def nested_page(count: int) -> str:
    before, article, after = re.split(r"(<article>.*</article>)", PAGE, flags=re.DOTALL)
    return before + nested("<div>", article, "</div>", count) + after


def rss(description: str) -> str:
    return f"<rss><channel><item><description>{description}</description></item></channel></rss>"


def lines(count: int) -> str:
    return "\n".join(json.dumps({"id": number, "text": SENTENCE}) for number in range(count))


# By limit: a file, its content, a value that is too low and one that suffices.
CASES: dict[str, tuple[str, str | bytes, int, int]] = {
    "article_mb": ("a.json", json.dumps({"text": SENTENCE, "x": PAD}, ensure_ascii=False), 1, 2),
    "line_mb": ("a.jsonl", json.dumps({"text": SENTENCE, "x": PAD}, ensure_ascii=False), 1, 2),
    "articles": ("a.jsonl", lines(3), 2, 3),
    "zip_files": ("a.zip", packed({f"{i}.txt": SENTENCE for i in range(3)}), 2, 3),
    "zip_mb": ("a.zip", packed({"a.txt": SENTENCE, "b.dat": NOISE}), 1, 2),
    "zip_ratio": ("a.zip", packed({"a.txt": SENTENCE, "b.dat": "а" * 100_000}), 100, 2000),
    "xml_depth": ("a.rss", rss(nested("<b>", SENTENCE, "</b>", 20)), 23, 24),
    "xml_elements": ("a.rss", rss(SENTENCE + "<b/>" * 20), 23, 24),
    "html_depth": ("a.html", nested_page(40), 40, 60),
    "markdown_depth": ("a.md", f"{SENTENCE}\n\n{'- ' * 8}{SENTENCE}\n", 7, 8),
    "word_chars": ("a.txt", f"{SENTENCE} {'сөз' * 10}", 29, 30),
    "front_matter_kb": ("a.txt", f"---\ntitle: {'Тақырып ' * 150}\n---\n{SENTENCE}\n", 1, 2),
}


def read_all(path: Path, limits: Limits) -> int:
    """Read every article of a file; return how many there are."""
    found, failures = find_inputs([path], limits)
    assert not failures
    return len([read_article(source) for source in found])


def test_there_is_a_case_for_every_limit() -> None:
    assert set(CASES) == {field.name for field in fields(Limits)}


@pytest.mark.parametrize("name", CASES)
def test_an_input_over_a_limit_is_refused_by_its_name_and_read_when_it_is_moved(
    tmp_path: Path, name: str
) -> None:
    file, content, low, high = CASES[name]
    path = tmp_path / file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ReadError) as error:
        read_all(path, replace(Limits(), **{name: low}))
    assert f"--limit {name}=" in error.value.hint and f"now {low}" in error.value.hint
    assert str(error.value.path).startswith(str(path))
    assert read_all(path, replace(Limits(), **{name: high})) >= 1


def deep_document(depth: int) -> bytes:
    """A Word document with text in content controls in one another, `depth` elements in all."""
    controls = (depth - 5) // 2  # two elements each, beside document, body, p, r and t
    return docx(nested("<w:sdt><w:sdtContent>", paragraph(SENTENCE), "</w:sdtContent></w:sdt>", controls))


@pytest.mark.parametrize(
    ("name", "file", "content"),
    [
        ("xml_depth", "a.docx", deep_document(MOST["xml_depth"])),
        ("xml_depth", "a.rss", rss(nested("<b>", SENTENCE, "</b>", MOST["xml_depth"] - 4))),
        ("markdown_depth", "a.md", nested("- ", SENTENCE, "", MOST["markdown_depth"])),
        ("html_depth", "a.html", nested_page(235)),
    ],
    ids=["docx", "rss", "markdown", "html"],
)
def test_what_a_depth_may_be_moved_to_is_still_read_whole(
    tmp_path: Path, name: str, file: str, content: str | bytes
) -> None:
    path = tmp_path / file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (source,), _ = find_inputs([path], replace(Limits(), **{name: MOST[name]}))
    text = "\n".join(block.text for block in read_article(source).blocks)
    assert ("Сабақ 1 наурызда басталады." if file == "a.html" else SENTENCE) in text


def test_flag_variable_and_file_each_move_the_limits_that_they_name(tmp_path: Path) -> None:
    loaded = load_catalogue(catalogue(tmp_path, "{limits: {zip_mb: 7, xml_depth: 50, articles: 5}}"))
    environment = {"PIPELINE_LIMITS": "xml_depth=60, zip_files=8"}
    limits = load_settings(loaded, {"limits": ("zip_files=9", "line_mb=3")}, environment).limits
    assert limits == Limits(zip_mb=7, xml_depth=60, articles=5, zip_files=9, line_mb=3)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("article_bm=3", r"unknown limit `article_bm`.*did you mean 'article_mb'"),
        ("article_mb=0", "must be a whole number of 1 or more"),
        ("article_mb=many", "not 'many'"),
        ("article_mb", "has no value"),
        ("html_depth=300", "from 1 to 250"),
    ],
)
def test_a_limit_that_is_none_is_refused(given: str, words: str) -> None:
    loaded = load_catalogue(ROOT / "models.yaml")
    for flags, environment in (({"limits": (given,)}, {}), ({}, {"PIPELINE_LIMITS": given})):
        with pytest.raises(SettingsError) as error:
            load_settings(loaded, flags, environment)
        assert error.value.path == ("--limit" if flags else "PIPELINE_LIMITS")
        assert re.search(words, str(error.value), re.DOTALL)


def test_the_shipped_limits_are_those_of_the_code() -> None:
    assert load_settings(load_catalogue(ROOT / "models.yaml"), {}, {}).limits == Limits()


def test_the_documented_limits_are_those_of_the_code() -> None:
    page = (ROOT / "docs/inputs.md").read_text(encoding="utf-8")
    for field in fields(Limits):
        (value,) = re.findall(rf"^\| `{field.name}` \| ([\d,]+)", page, re.MULTILINE)
        assert int(value.replace(",", "")) == field.default


@pytest.mark.slow
@pytest.mark.parametrize("command", [("segment",), ("run", "-o", "out")])
def test_the_installed_command_reads_what_its_flag_allows(
    installed_cli: Cli, tmp_path: Path, command: tuple[str, ...]
) -> None:
    file, content, _, _ = CASES["word_chars"]
    assert isinstance(content, str)
    (tmp_path / file).write_text(content, encoding="utf-8")
    refused = installed_cli(*command, file, "--limit", "word_chars=29")
    assert refused.returncode == 1 and "--limit word_chars=N (now 29)" in refused.stderr
    assert installed_cli(*command, file, "--limit", "word_chars=30").returncode == 0
