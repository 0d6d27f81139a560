"""Generated figures, Kazakh endings, and the checker of our own text."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from training.check_corpus import file_problems
from training.figures import figure_rows, fill_frame, read_lists, read_table
from training.fillings import agree, fillers
from training.kazakh import decline, decline_figure, last_word_read
from training.leak import TestSets
from training.listed import SENTENCES, listed_names, listed_rows


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("теңге", "теңгенің теңгеге теңгені теңгеде теңгеден теңгемен"),
        ("доллар", "доллардың долларға долларды долларда доллардан доллармен"),
        ("рубль", "рубльдің рубльге рубльді рубльде рубльден рубльмен"),
        ("кітап", "кітаптың кітапқа кітапты кітапта кітаптан кітаппен"),
        ("Нұрланов", "Нұрлановтың Нұрлановқа Нұрлановты Нұрлановта Нұрлановтан Нұрлановпен"),
        ("Мәскеу", "Мәскеудің Мәскеуге Мәскеуді Мәскеуде Мәскеуден Мәскеумен"),
        ("қазан", "қазанның қазанға қазанды қазанда қазаннан қазанмен"),
        ("Тараз", "Тараздың Таразға Таразды Таразда Тараздан Таразбен"),
        ("минут", "минуттың минутқа минутты минутта минуттан минутпен"),
    ],
)
def test_kazakh_endings_follow_harmony_and_assimilation(word: str, forms: str) -> None:
    assert [decline(word, case) for case in ("gen", "dat", "acc", "loc", "abl", "ins")] == forms.split()


@pytest.mark.parametrize(
    ("number", "dative"),
    [
        (245, "245-ке"),
        (30, "30-ға"),
        (6, "6-ға"),
        (10, "10-ға"),
        (300, "300-ге"),
        (5000, "5000-ға"),
        (0, "0-ге"),
    ],
)
def test_a_figure_takes_the_ending_of_the_word_it_is_read_with(number: int, dative: str) -> None:
    assert decline_figure(str(number), last_word_read(number), "dat") == dative


@pytest.mark.parametrize(
    ("number", "case", "form"),
    [
        ("1", "nom", "день"),
        ("3", "nom", "дня"),
        ("5", "nom", "дней"),
        ("11", "nom", "дней"),
        ("112", "nom", "дней"),
        ("21", "gen", "дня"),
        ("3", "gen", "дней"),
        ("15,6", "nom", "дня"),
        ("10 002", "nom", "дня"),
    ],
)
def test_a_russian_noun_agrees_with_its_numeral(number: str, case: str, form: str) -> None:
    assert agree(number, ("день", "дня", "дней"), case) == form


def test_every_frame_fills_in_all_three_languages_with_the_same_figures() -> None:
    months = {row[3] for row in read_table("months")}
    for kk, ru, en in figure_rows(600, seed=7):
        assert not re.search(r"[{}]", kk + ru + en)
        assert kk[0] in "–" or kk[0].isupper() or kk[0].isdigit() or kk[0] == "№"
        digits_kk, digits_ru = re.sub(r"\D", "", kk), re.sub(r"\D", "", ru)
        assert sorted(digits_kk.replace("0", "")) == sorted(digits_ru.replace("0", "")), (kk, ru)
        if any(month in en for month in months):
            assert re.search(r"\d", en)


def test_each_listed_name_stands_in_sentences_of_its_own_in_all_three_languages() -> None:
    rows = list(listed_rows(seed=1))
    assert rows == list(listed_rows(seed=1))
    assert not any(re.search(r"[{}]|қаласы қала", side) for row in rows for side in row)
    for names in listed_names().values():
        for name in random.Random(1).sample(names, 5):
            around = [row for row in rows if all(name[i][1:] in row[i] for i in range(3))]
            assert len(around) >= SENTENCES, name


def test_the_same_seed_makes_the_same_sentences() -> None:
    assert list(figure_rows(50, seed=3)) == list(figure_rows(50, seed=3))
    assert list(figure_rows(50, seed=3)) != list(figure_rows(50, seed=4))


def test_the_two_fillings_of_one_kind_differ() -> None:
    kinds, frame = fillers(read_lists()), ["{place:abl} {place#2:dat}", "{place}", "{place} {place#2}"]
    for seed in range(40):
        first, second = fill_frame(frame, kinds, random.Random(seed))[2].split()[:2]
        assert first != second


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Бала келді\tРебёнок пришёл", "not three filled columns"),
        ("Бала келді\tРебёнок прiшёл и сел\tThe child came", "Kazakh letter і in Russian"),
        ("Бала үйге келді\tРебёнок пришёл домой\tThe child сame home", "Cyrillic letter с in English"),
        ("Кеше 15 адам келді\tВчера пришли люди\t15 people came yesterday", "figures not in Russian: 15"),
        ("Кеше 7 мың 420 адам келді\tВчера пришли 7420 человек\t7,420 people came yesterday", ""),
        ("Кеше 90 мың адам келді\tВчера пришли 90 тысяч человек\t90,000 people came yesterday", ""),
        (
            "Тест жолы осында жазылған\tСтрока теста записана тут\tThe line is written here",
            "exact test lines",
        ),
    ],
)
def test_the_checker_names_what_is_wrong_with_a_line(line: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(line.replace("прiшёл", "прішёл") + "\n", encoding="utf-8")
    problems = [problem.what for problem in file_problems(path, {}, TestSets(["Тест жолы осында жазылған."]))]
    assert problems[:1] == ([what] if what else [])


def test_a_kazakh_line_that_occurs_twice_is_named_with_its_first_place(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("Бала кеше үйге келді.\tРебёнок вчера пришёл.\tThe child came yesterday.\n" * 2, "utf-8")
    assert [p.what for p in file_problems(path, {}, TestSets([]))] == ["same Kazakh as x.tsv:1"]
