"""The review page: whatever an article says stands there as text; in a real browser too, if there is one."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.run.batch import run_batch
from pipeline.run.progress import Silence
from pipeline.write.html import figures_apart
from tests.conftest import MakeTools
from tests.test_run import write_articles

HOSTILE = (
    '<script>document.title="broken"</script> деген тақырып\n'
    'Сөйлем "><img src=x onerror=document.title="broken"> осында. '
    '<a href="javascript:alert(1)">сілтеме</a> бар.\n'
    "Бағытты бұзу \u202eабвг\u202c және {{ 7*7 }} мен </style></script><b>қалың</b> осында 2,1 млрд теңге.\n"
)
CHROMIUM = shutil.which("chromium")


class Elements(HTMLParser):
    """Collects the elements of a page and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def page(tmp_path: Path, make_tools: MakeTools) -> Path:
    run_batch([write_articles(tmp_path / "in", a=HOSTILE)], make_tools(), Silence())
    return tmp_path / "out/a.html"


def test_a_hostile_article_adds_no_element_to_the_page(page: Path) -> None:
    elements = Elements()
    elements.feed(page.read_text(encoding="utf-8"))
    tags = [tag for tag, _ in elements.found]
    assert (tags.count("script"), tags.count("style"), tags.count("img"), tags.count("b")) == (1, 1, 0, 0)
    assert not any(
        key.startswith("on") or str(value).startswith("javascript:")
        for _, a in elements.found
        for key, value in a.items()
    )


def test_the_page_says_how_many_words_there_are(tmp_path: Path, make_tools: MakeTools) -> None:
    run_batch([write_articles(tmp_path / "in", a="Алматы")], make_tools(), Silence())
    assert "Words: kk 1, ru 1, en 1" in (tmp_path / "out/a.html").read_text(encoding="utf-8")


def test_only_the_page_s_own_script_and_style_may_act_and_nothing_is_loaded(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy and policy[1].startswith("default-src &#39;none&#39;")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


def test_direction_overrides_do_not_reach_the_page(page: Path) -> None:
    assert "\u202e" not in page.read_text(encoding="utf-8")


def test_each_sentence_has_its_three_columns_with_their_language(page: Path) -> None:
    elements = Elements()
    elements.feed(page.read_text(encoding="utf-8"))
    cells = [
        a["lang"] for tag, a in elements.found if tag == "div" and str(a.get("class")).startswith("cell")
    ]
    assert cells == ["kk", "ru", "en"] * (len(cells) // 3)


@pytest.mark.parametrize(
    ("kazakh", "russian", "english"),
    [
        ("2,1 млрд", "2,1 млрд", "2.1 billion"),
        ("10 000 адам", "10\u00a0000 человек", "10,000 people"),
        ("18:30", "18:30", "18:30"),
    ],
)
def test_one_figure_has_one_value_in_every_language(kazakh: str, russian: str, english: str) -> None:
    values = [{part.value for part in figures_apart(text)} - {""} for text in (kazakh, russian, english)]
    assert values[0] == values[1] == values[2] and len(values[0]) == 1


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
def test_in_a_browser_no_column_of_a_wide_table_is_cut_off(tmp_path: Path, make_tools: MakeTools) -> None:
    rows = [" | ".join(["Команда"] * 8)] + [" | ".join("25" for _ in range(8))] * 3
    run_batch([write_articles(tmp_path / "in", a="\n".join(["Кесте", *rows]))], make_tools(), Silence())
    page = (tmp_path / "out/a.html").read_text(encoding="utf-8")
    measure = "[...document.querySelectorAll('.tables > div')].map(d => d.scrollWidth - d.clientWidth)"
    page = re.sub(r"<meta http-equiv=.Content-Security-Policy.*?>", "", page)
    (tmp_path / "wide.html").write_text(
        f"{page}<script>document.title = {measure}</script>", encoding="utf-8"
    )
    flags = f"--headless --no-sandbox --disable-gpu --no-first-run --user-data-dir={tmp_path / 'profile'}"
    command = [str(CHROMIUM), *flags.split(), "--window-size=1280,900", "--dump-dom"]
    done = subprocess.run(
        [*command, (tmp_path / "wide.html").as_uri()], capture_output=True, text=True, timeout=90, check=True
    )
    title = re.search(r"<title>(.*?)</title>", done.stdout)
    assert title and title[1] == "0,0,0"


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
def test_in_a_browser_hostile_text_is_inert_and_the_page_s_own_script_runs(
    page: Path, tmp_path: Path
) -> None:
    flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    quiet = f"--disable-component-update --disable-sync --user-data-dir={tmp_path / 'profile'} --dump-dom"
    command = [str(CHROMIUM), *flags.split(), *quiet.split(), page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
    title = re.search(r"<title>(.*?)</title>", done.stdout)
    assert title and "broken" not in title[1].split("&lt;")[0]
    assert 'contenteditable="plaintext-only"' in done.stdout


def test_an_article_without_a_headline_is_titled_by_its_first_sentence(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    text = "Бүгін ауылда мектеп ашылды. Оған 300 бала барады.\nМектеп үлкен.\n"
    run_batch([write_articles(tmp_path / "in", b=text)], make_tools(), Silence())
    digest = (tmp_path / "out/digest.md").read_text(encoding="utf-8")
    assert "Бугин ауылда мектеп ашылды." in digest.split("Contents")[1].split("##")[0]
