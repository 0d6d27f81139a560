"""Encodings: told by content, never guessed in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read import Input, read_article
from pipeline.read.encoding import decode

KAZAKH = (
    "Ауылда жаңа мектеп ашылды\n"
    "Бүгін Түркістан облысында 300 орындық мектеп ашылды. «Бұл – үлкен сыйлық», – деді Әсел Өтегенова.\n"
    "Оған республикалық бюджеттен қаржы бөлінген.\n"
)
RUSSIAN = (
    "В селе открылась новая школа\n"
    "Сегодня в области открылась школа на триста мест, – об этом «Жетысу» сообщили в акимате.\n"
)
PLAIN_RUSSIAN = "В селе открылась новая школа, об этом сообщили в акимате области.\n"
UKRAINIAN = (
    "Сьогодні в місті відкрили нову школу. Її будували три роки, і мешканці дуже чекали на це свято. "
    "Діти отримали подарунки, а вчителі – нові кабінети. Є й спортивний зал, і їдальня, і бібліотека. "
    "Мер подякував усім, хто допомагав, і побажав школярам успіхів у навчанні."
)


def read(raw: bytes) -> Document:
    return read_article(Input("a", Path("a.txt")), raw)


def test_utf_8_needs_no_note() -> None:
    assert "encoding" not in read(KAZAKH.encode()).metadata
    assert "encoding" not in read(b"\xef\xbb\xbf" + KAZAKH.encode()).metadata


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        (b"\xff\xfe" + KAZAKH.encode("utf-16-le"), "UTF-16LE"),
        (b"\xfe\xff" + KAZAKH.encode("utf-16-be"), "UTF-16BE"),
        (b"\xff\xfe\0\0" + KAZAKH.encode("utf-32-le"), "UTF-32LE"),
        (KAZAKH.encode("utf-16-le"), "UTF-16LE (assumed)"),
        (KAZAKH.encode("utf-16-be"), "UTF-16BE (assumed)"),
        (KAZAKH.encode("kz1048"), "KZ-1048 (assumed)"),
    ],
)
def test_every_encoding_gives_the_same_article_and_a_note(raw: bytes, note: str) -> None:
    document = read(raw)
    assert document.blocks == read(KAZAKH.encode()).blocks
    assert document.metadata == {"encoding": note}


def test_windows_1251_without_kazakh_letters_stays_windows_1251() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "a").encoding == "windows-1251 (assumed)"
    assert decode(RUSSIAN.encode("cp1251"), "a").text == RUSSIAN


def test_ukrainian_letters_are_not_taken_for_kazakh_ones() -> None:
    assert decode(UKRAINIAN.encode("cp1251"), "a").text == UKRAINIAN


def test_one_kazakh_letter_in_a_short_line_is_enough() -> None:
    assert decode("Қазақстан".encode("kz1048"), "a").text == "Қазақстан"


@pytest.mark.parametrize(
    "raw",
    [
        KAZAKH.encode().replace("ж".encode(), b"\xd0", 1),
        KAZAKH.encode()[:-2] + b"\xd0\n",
        KAZAKH.encode().replace("қ".encode(), b"\x9b\xd2"),
        PLAIN_RUSSIAN.encode("koi8-r"),
        PLAIN_RUSSIAN.encode("cp866"),
        PLAIN_RUSSIAN.lower().encode("koi8-r"),
        PLAIN_RUSSIAN.encode("mac-cyrillic"),
        PLAIN_RUSSIAN.lower().encode("mac-cyrillic"),
        b"\x81\x98\x9d plain words \xff",
    ],
)
def test_what_is_in_no_known_encoding_is_refused_with_the_place(raw: bytes) -> None:
    with pytest.raises(ReadError, match=r"not valid UTF-8: byte 0x.. at offset") as error:
        decode(raw, "a.txt")
    assert "UTF-8" in error.value.hint


def test_a_declared_encoding_is_followed_where_the_bytes_are_not_utf_8() -> None:
    assert decode(PLAIN_RUSSIAN.encode("koi8-r"), "a", "KOI8-R").text == PLAIN_RUSSIAN
    assert decode(KAZAKH.encode(), "a", "koi8-r").text == KAZAKH
    assert decode(KAZAKH.encode("kz1048"), "a", "windows-1251").text == KAZAKH


def test_half_a_character_at_the_end_of_utf_16_is_refused() -> None:
    with pytest.raises(ReadError, match=r"begins as UTF-16LE but is not valid from offset \d+ on"):
        decode(b"\xff\xfe" + KAZAKH.encode("utf-16-le")[:-1], "a")


WORDS = st.lists(
    st.text(alphabet="аәбвгғдежзийкқлмнңоөпрстуұүфхһшыіэюя", min_size=2, max_size=9), min_size=4, max_size=60
)


@given(WORDS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "kz1048"]))
def test_kazakh_text_comes_back_from_every_encoding(words: list[str], codec: str) -> None:
    text = " ".join(words).capitalize() + "."
    assume(sum(letter in "аәеиоөуұүыіэюя" for letter in text.lower()) > 0.3 * len(text))
    assume("іі" not in text)  # after а these are the bytes of one character of UTF-8
    assume(len(text) < 200 or (set(text) & set("қңәһ") and "ы" in text))
    assert decode(text.encode(codec), "a").text == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_read_error(raw: bytes) -> None:
    try:
        assert decode(raw, "a").text
    except ReadError as error:
        assert error.hint


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "kz1048"])
def test_marks_that_word_and_dos_left_in_text_do_not_make_it_binary(codec: str) -> None:
    text = KAZAKH.replace(" ", "\x1f ", 3).replace("\n", "\x07\x0b\x0c\n", 2) + "\x13 PAGE \x14\x1a"
    assert any("Түркістан" in block.text for block in read(text.encode(codec)).blocks)


def test_a_line_break_of_word_and_a_page_break_end_a_line() -> None:
    document = read("Мектеп кеше ашылды.\vБала көп.\fСу тартылды.".encode())
    assert [block.text for block in document.blocks] == ["Мектеп кеше ашылды.", "Бала көп.", "Су тартылды."]


@pytest.mark.parametrize("lost", ["?", "\ufffd"])
def test_an_article_whose_letters_a_code_page_lost_is_refused(lost: str) -> None:
    text = "Бүгін қала орталығында жаңа мектеп ашылды. Оған 1,2 млрд теңге жұмсалды. Балалар да қуанышты."
    table = str.maketrans(dict.fromkeys("әғқңөұүһ", lost))
    with pytest.raises(ReadError, match=r"has lost letters in \d+ words \(Б.гін, "):
        read(text.translate(table).encode())


def test_questions_without_a_blank_behind_them_are_no_lost_letters() -> None:
    text = "Неге олай?деп сұрадым. Ол: «Қалай?айтсаңшы», – деді. Бүгін қала орталығында жаңа мектеп ашылды."
    assert "?деп" in read(text.encode()).blocks[0].text
