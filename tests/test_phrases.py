"""What the pages say beside the texts of articles: three languages, the forms that numbers ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run.batch import run_batch
from pipeline.run.progress import Silence
from pipeline.write.phrases import LABELS, contents, counted_ru, full_text, label, to_check
from tests.conftest import MakeTools
from tests.test_run import ARTICLE, write_articles


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 статья"),
        (2, "2 статьи"),
        (4, "4 статьи"),
        (5, "5 статей"),
        (11, "11 статей"),
        (12, "12 статей"),
        (21, "21 статья"),
        (111, "111 статей"),
        (0, "0 статей"),
    ],
)
def test_a_russian_noun_has_the_form_that_its_number_asks_for(number: int, said: str) -> None:
    assert counted_ru(number, "статья", "статьи", "статей") == said


def test_numbers_of_sentences_are_said_in_three_languages() -> None:
    assert to_check(2) == "Тексеру керек: 2 сөйлем · Проверить: 2 предложения · To check: 2 sentences"
    assert full_text(1) == "Толық мәтін, 1 сөйлем · Полный текст, 1 предложение · Full text, 1 sentence"
    assert contents(1, 13, 0, 0) == (
        "1 мақала, 13 сөйлем; тексеру керек: 0 · 1 статья, 13 предложений; проверить: 0 · "
        "1 article, 13 sentences; 0 to check."
    )
    assert "; 2 повтора, названы при статье" in contents(5, 13, 0, 2)
    assert contents(1, 13, 1, 0).endswith("in the sentence before the mark.")


def test_keys_of_the_metadata_are_words_in_three_languages() -> None:
    assert all(name.count(" · ") == 2 and "_" not in name for name in LABELS.values())
    assert (label("left_out").endswith("Left out"), label("own_key"), label("_")) == (True, "own key", "_")


def test_pages_speak_three_languages_and_have_no_empty_line_of_facts(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(
        tmp_path / "in", a=ARTICLE, b=f"---\nleft_out: суреттер\n---\n{ARTICLE}Соңы осы.", c=""
    )
    run_batch([source], make_tools(), Silence())
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.[hm]*")}
    assert not any('class="facts"></p>' in page for page in pages.values())
    assert "- Мәтінге кірмеді · Не вошло в текст · Left out: суреттер" in pages["b.md"]
    assert "Мәтінге кірмеді · Не вошло в текст · Left out: суреттер" in pages["b.html"]
    for said in ("Тексеру керек: ", "Дайджестке кірмеді · Не вошло в дайджест"):
        assert said in pages["digest.md"] and said in pages["digest.html"]
    assert "[Толық мәтін, 4 сөйлем · Полный текст, 4 предложения · Full text" in pages["digest.md"]
    assert "Сохранить правки" in pages["a.html"] and "следующее сомнение" in pages["a.html"]
