from __future__ import annotations

import os
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.address import way_to
from pipeline.document import Block, Document
from pipeline.errors import ReadError
from pipeline.limits import Limits
from pipeline.read import Input, find_inputs, left_out, read_article
from pipeline.read.layout import is_byline, plain_blocks
from pipeline.read.markdown import read_markdown
from pipeline.run.outputs import KINDS, PAGES
from tests.word import packed

ARTICLE = "Ауылда жаңа мектеп ашылды\nБүгін ауылда мектеп ашылды.\nОнда 300 бала оқиды.\nС.ӘБДІРАХМАНОВ.\n"


def markdown_blocks(text: str) -> list[Block]:
    return read_markdown(text, "a.md", Limits()).blocks


def read(data: str | bytes, name: str = "a.txt") -> Document:
    raw = data.encode() if isinstance(data, str) else data
    return read_article(Input("a", Path(name)), raw)


def kinds(document: Document) -> list[str]:
    return [block.kind for block in document.blocks]


def test_headline_lead_paragraph_and_byline_are_told_apart() -> None:
    assert kinds(read(ARTICLE)) == ["headline", "lead", "paragraph", "byline"]


def test_a_first_line_with_a_full_stop_is_no_headline() -> None:
    assert kinds(read("Бүгін мектеп ашылды.\nОнда 300 бала оқиды.")) == ["paragraph", "paragraph"]


def test_a_byte_order_mark_is_not_part_of_the_headline() -> None:
    assert read(b"\xef\xbb\xbf" + ARTICLE.encode()).title == "Ауылда жаңа мектеп ашылды"


def test_windows_line_ends_read_like_others() -> None:
    assert read(ARTICLE.replace("\n", "\r\n")).blocks == read(ARTICLE).blocks


def test_the_digest_of_the_file_is_that_of_its_bytes() -> None:
    import hashlib

    assert read(ARTICLE).sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()


def test_entries_of_a_list_are_not_lines_of_wrapped_text() -> None:
    text = (
        "Абай атындағы сыйлықтың лауреаттары анықталды\n\n"
        "Мемлекеттік комиссия биылғы сыйлық иегерлерін анықтады. Байқауға 17 өңірден 318 жұмыс түсті.\n\n"
        "Бас жүлде – Мағира Қожахметова («Ай астындағы ауыл» романы, 5 млн теңге)\n"
        "I орын – Дәулетбек Байтұрсынұлы («Қыр жыры»), Алматы\n"
        "III орын – Ольга Марк атындағы әдеби мектеп; Танагөз Толқынқызы; Батырхан Сәрсенхан\n"
        "Ынталандыру сыйлығы: 16 жасар Әлихан Дәркембай (Түркістан облысы, Сауран ауданы)\n"
    )
    assert [block.text.split()[0] for block in plain_blocks(text)] == [
        "Абай", "Мемлекеттік", "Бас", "I", "III", "Ынталандыру",
    ]  # fmt: skip


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Тақырып осында тұр\n\n"
        "Бүгін облыс орталығында өткен жиында әкім биылғы жылдың қорытындысын\n"
        "шығарып, алдағы жоспарларды таныстырды. Жиынға аудан әкімдері мен\n"
        "басқарма басшылары қатысты.\n\n"
        "Екінші абзацта да осындай ұзын жолдар бар, олар да редактордың енімен\n"
        "бөлінген, сондықтан оларды бір абзац деп оқу керек болады деп ойлаймыз\n"
        "және солай оқимыз.\n"
    )
    assert kinds(read(text)) == ["headline", "lead", "paragraph"]


def test_footnotes_of_markdown_have_the_marks_of_other_formats() -> None:
    text = "# Тақырып\n\nДеңгей 42 метрге көтерілді[^1].\n\n[^1]: Дерек: қор, 2024 ж.\n[^а-2]: Сонда.\n"
    blocks = read_markdown(text, "a.md", Limits()).blocks
    assert [block.text for block in blocks[1:]] == [
        "Деңгей 42 метрге көтерілді[1].",
        "[1] Дерек: қор, 2024 ж.",
        "[а-2] Сонда.",
    ]


def test_front_matter_is_kept_as_metadata() -> None:
    document = read("---\ntitle: Тақырып\ndate: 2025-02-18\ntags: [а, б]\n---\nМәтін осында.\n")
    assert document.metadata == {"title": "Тақырып", "date": "2025-02-18", "tags": "а, б"}


def test_a_title_in_the_front_matter_becomes_the_headline_of_a_text_without_one() -> None:
    document = read("---\ntitle: Жаңа мектеп\n---\nБүгін мектеп ашылды.\nОнда 300 бала оқиды.\n")
    assert (document.blocks[0].kind, document.blocks[0].text) == ("headline", "Жаңа мектеп")


def test_a_value_of_front_matter_may_hold_a_colon() -> None:
    front = "title: Жол апаты: төрт адам қаза тапты\nsource: «Керуен»: бірінші арна\nurl: https://a.kz/x"
    assert read(f"---\n{front}\n---\nБүгін жол апаты болды.\n").metadata == {
        "title": "Жол апаты: төрт адам қаза тапты",
        "source": "«Керуен»: бірінші арна",
        "url": "https://a.kz/x",
    }


def test_keys_of_front_matter_may_begin_with_capitals() -> None:
    document = read("---\nTitle: Жаңа мектеп\nDATE: 2025-02-18\nТақырып: б\n---\nБүгін мектеп ашылды.\n")
    assert document.metadata == {"title": "Жаңа мектеп", "date": "2025-02-18", "Тақырып": "б"}
    assert document.title == "Жаңа мектеп"


def test_a_stated_title_is_the_headline_though_the_first_line_looks_like_one() -> None:
    document = read("---\ntitle: Жаңа мектеп\n---\nБұл бірінші сөйлем емес пе?\nИә, солай екен.\n")
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("headline", "Жаңа мектеп"),
        ("lead", "Бұл бірінші сөйлем емес пе?"),
        ("paragraph", "Иә, солай екен."),
    ]
    document = read("---\ntitle: Жаңа мектеп\n---\nБүгінгі жаңалық\nБүгін ауылда мектеп ашылды.\n")
    assert kinds(document) == ["headline", "subheading", "lead"]


@pytest.mark.parametrize("title", ["Ауылда жаңа мектеп ашылды", "АУЫЛДА жаңа мектеп ашылды | Газет"])
def test_a_title_that_the_text_begins_with_is_there_once(title: str) -> None:
    assert read(f"---\ntitle: {title}\n---\n{ARTICLE}").blocks == read(ARTICLE).blocks


def test_front_matter_may_use_aliases_that_do_not_make_it_grow() -> None:
    assert read("---\nauthor: &a Әли\neditor: *a\n---\nМәтін осында.\n").metadata["editor"] == "Әли"
    grown = f"a: &a {'б' * 30_000}\nb: [{','.join(['*a'] * 4000)}]"
    with pytest.raises(ReadError, match=r"a\.txt.*front matter of over 64 kB"):
        read(f"---\n{grown}\n---\nМәтін осында.\n")


def test_front_matter_that_states_a_key_twice_differently_is_refused() -> None:
    assert read("---\ndate: 2025\ndate: 2025\n---\nМәтін осында.\n").metadata == {"date": "2025"}
    with pytest.raises(ReadError, match="states 'title' twice"):
        read("---\ntitle: Бір\ntitle: Екі\n---\nМәтін осында.\n")


def test_a_rule_at_the_top_is_not_front_matter() -> None:
    assert read("---\nМәтін осында тұр.\n---\nТағы мәтін.\n").metadata == {}


@pytest.mark.parametrize("front", ["a: [b: c", "title: {a: b}", "x: &a [*a, *a]"])
def test_front_matter_that_is_not_key_and_value_names_the_file(front: str) -> None:
    with pytest.raises(ReadError, match=r"a\.txt.*front matter"):
        read(f"---\n{front}\n---\nМәтін.\n")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\n", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"abc\x00def", "null byte at offset 3"),
        ("Сәлем\n".encode() + b"\xd0\n", "not valid UTF-8: byte 0xd0 at offset 11, line 2"),
        (b"12 345 !!!", "holds no text"),
        (b"Rar!\x1a\x07\x01\x00rest", "is a RAR archive"),
        (b"ID3\x03\x01\x02rest", "is an MP3 recording"),
        (packed({"a.txt": "Мектеп"})[4:], "zip archive or Word file whose beginning is damaged"),
        (bytes(range(1, 256)), "is binary"),
        ("Мектеп\x01ау\x02ыл\x03".encode(), r"is binary \(3 control characters\)"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(data: bytes, complaint: str) -> None:
    with pytest.raises(ReadError, match=complaint) as error:
        read(data, "x.txt")
    assert error.value.hint


def test_signs_that_front_matter_escapes_as_json_does_are_whole() -> None:
    front = '---\ntitle: "Жаңа \\ud83d\\ude00 мектеп \\ud83d"\n---\n'
    assert read(front + ARTICLE).metadata["title"] == "Жаңа 😀 мектеп \ufffd"


@pytest.mark.parametrize("sign", ["\u00ad", "\u2060", "\u200b", "\u200c", "\u200d", "\ufeff"])
def test_what_layouts_leave_unseen_in_words_is_not_read(sign: str) -> None:
    text = f"Ай{sign}гүл Сейіт{sign}қызы. 👨\u200d👩\u200d👧\n\n{sign}\n\nМектеп\ufeff ашылды."
    document = read(text.encode(), "a.txt")
    assert document.blocks[0].text == "Айгүл Сейітқызы. 👨\u200d👩\u200d👧"
    assert not any(block.text == sign for block in document.blocks if sign == "\u00ad")


def test_letters_in_two_parts_are_read_as_one() -> None:
    text = "Сайлауға Байқоңыр қаласы қатысты."
    assert read(unicodedata.normalize("NFD", text).encode(), "a.txt").blocks[0].text == text


def test_a_word_that_never_ends_is_refused_and_a_long_link_is_not() -> None:
    with pytest.raises(ReadError, match=r"a\.txt: has a word of 1001 characters"):
        read("Бүгін мектеп ашылды.\n" + "ә" * 1001)
    link = "https://x.kz/?a=" + "b" * 1500
    assert read(f"Бүгін мектеп ашылды.\nСілтеме: {link}\n{'_' * 1200}").blocks[1].text.endswith(link)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"a" * (10 * 2**20 + 1))
    with pytest.raises(ReadError, match="larger than 10 MiB"):
        read_article(Input("big", path))


def test_a_file_that_went_after_it_was_found_is_said_to_be_gone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Бүгін мектеп ашылды.", encoding="utf-8")
    (source,), _ = find_inputs([tmp_path])
    (tmp_path / "a.txt").unlink()
    with pytest.raises(ReadError, match="not there any more"):
        read_article(source)


def test_a_named_pipe_does_not_hang_the_reader(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="not a regular file"):
        read_article(Input("pipe", tmp_path / "pipe.txt"))


@pytest.mark.parametrize(
    "line",
    [
        "А.ІЛИЯС.",
        "С. ӘБДІРАХМАНОВ",
        "Айнұр ОРАЗ, Ақтөбе",
        "Қ.Сәтбаев",
        "Фото: Марат Оспанов",
        "Ж.-Ж. РУССО"[:2] + "РУССО",
    ],
)
def test_a_closing_name_is_a_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Форум аяқталды.",
        "Жиын өтті",
        "ҚР Президенті",
        "Астана қаласы",
        "ЖАРНАМА",
        "ҚҰТТЫҚТАЙМЫЗ",
        "І. Мақсаты",
        "Серік НЕГИМОВ, филология ғылымдарының докторы",
        "ҚАРАҒАНДЫ, облыс әкімдігінің баспасөз қызметі",
        "Айнұр ОРАЗ (облыс орталығынан)",
    ],
)
def test_a_short_sentence_is_no_byline(line: str) -> None:
    assert not is_byline(line)


def test_a_line_of_half_a_megabyte_is_judged_at_once() -> None:
    started = time.perf_counter()
    assert not is_byline("А-" * 250_000 + "!")
    assert time.perf_counter() - started < 1


def test_author_and_credit_under_the_time_are_bylines() -> None:
    text = (
        "Алматыда көрме басталды\n14:35, 12 наурыз 2025\nАйнұр ОРАЗБАЙ, Алматы\nФото: Болат Сейітов\n"
        "Көрмеге 14 елден 120 компания қатысады.\nОны облыс әкімінің орынбасары ашты.\n"
    )
    kinds = [(b.kind, b.text.split()[0]) for b in plain_blocks(text)]
    assert kinds[2:4] == [("byline", "Айнұр"), ("byline", "Фото:")]


def test_the_star_of_a_footnote_stays_and_stars_in_a_row_are_bullets() -> None:
    blocks = plain_blocks("Бірінші сөйлем*.\n* тыйым салынған ұйым\nСоңғы сөз.")
    assert blocks[1].text == "* тыйым салынған ұйым"
    blocks = plain_blocks("Кіріспе сөз осында.\n* бірінші\n* екінші\nСоңғы сөз.")
    assert [(b.kind, b.text) for b in blocks[1:3]] == [("item", "бірінші"), ("item", "екінші")]


def test_an_article_that_begins_with_a_list_has_no_lead() -> None:
    blocks = plain_blocks("Тақырып осында\n• бірінші\n• екінші\nСоңғы сөйлем осында тұр.")
    assert "lead" not in {block.kind for block in blocks}


def test_bullets_are_items_without_their_mark() -> None:
    blocks = plain_blocks("Кіріспе сөз осында.\n• бірінші тармақ\n• екінші тармақ\nСоңғы сөз.")
    assert [(b.kind, b.text) for b in blocks[1:3]] == [("item", "бірінші тармақ"), ("item", "екінші тармақ")]


def test_markdown_markup_does_not_reach_the_text() -> None:
    blocks = markdown_blocks(
        "# Тақырып\n\n**Маңызды** [сілтеме](https://x.kz) мәтін.\n\n"
        "1. бір\n2. екі\n\n| а | ә |\n|-|-|\n| 1 | 2 |\n"
    )
    assert [(b.kind, b.text) for b in blocks] == [
        ("headline", "Тақырып"),
        ("lead", "Маңызды сілтеме мәтін."),
        ("item", "1. бір"),
        ("item", "2. екі"),
        ("row", "а | ә"),
        ("row", "1 | 2"),
    ]


def test_only_the_first_line_of_a_numbered_entry_has_its_number() -> None:
    blocks = markdown_blocks(
        "1. бір\n\n   жалғасы\n\n2. екі\n   - ішкі\n   - тағы\n3. үш\n   1. үштің бірі\n"
    )
    assert [b.text for b in blocks] == [
        *("1. бір", "жалғасы", "2. екі", "ішкі", "тағы", "3. үш", "1. үштің бірі"),
    ]


def test_markdown_nested_deeper_than_its_parser_reads_is_refused() -> None:
    deep = "\n".join(f"{'  ' * level}- тармақ {level}" for level in range(40))
    assert len(markdown_blocks(deep)) == 40
    with pytest.raises(ReadError, match="nested deeper than 50"):
        markdown_blocks("> " * 120 + "мәтін")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("[Тілші]: Иә\n\n[Қонақ]: Жоқ", ["[Тілші]: Иә", "[Қонақ]: Жоқ"]),
        ("Мәтін[^1] осында.\n\n[^1]: Ескертпе", ["Мәтін[1] осында.", "[1] Ескертпе"]),
        ("Есеп 2*3*4 болды.", ["Есеп 2*3*4 болды."]),
        ("**сөз**дің *мәні* а*б*в.", ["сөздің мәні а*б*в."]),
        ("2024[1] жылы.\n\n[1]: https://x.kz/a", ["2024[1] жылы."]),
        ("Сөз осында.\n\n[1]: https://x.kz/a", ["Сөз осында.", "[1]: https://x.kz/a"]),
        ("Ол [күліп](қалжыңдап) айтты.", ["Ол [күліп](қалжыңдап) айтты."]),
        ("Бұл [мақала][1] жаңа.\n\n[1]: https://x.kz/a", ["Бұл мақала жаңа."]),
    ],
)
def test_no_word_of_markdown_is_taken_for_markup(text: str, kept: list[str]) -> None:
    assert [block.text for block in markdown_blocks(text)] == kept


def test_the_targets_of_markdown_links_are_metadata() -> None:
    text = 'Бұл [мақала][1], [сайт](https://x.kz/b "т") және <https://x.kz/c> бар.\n\n[1]: https://x.kz/a'
    assert read(text, "a.md").metadata == {"links": "https://x.kz/a https://x.kz/b"}


@given(st.text(alphabet="аәқһ 0123456789[]:*_!.\n", max_size=120))
def test_markdown_keeps_every_letter(text: str) -> None:
    kept = "".join(block.text for block in markdown_blocks(text))
    assert [kept.count(letter) for letter in "аәқһ"] == [text.count(letter) for letter in "аәқһ"]


PROSE = "Бүгін ауылда жаңа мектеп ашылды."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"![Мектеп ауласы](a.jpg) {PROSE}", ["Мектеп ауласы", PROSE]),
        (f"{PROSE}\n![Мектеп ауласы](a.jpg)", [PROSE, "Мектеп ауласы"]),
        (f"{PROSE}\n\n[![Мектеп ауласы](a.jpg)](https://a.kz)", [PROSE, "Мектеп ауласы"]),
        ("![Мектеп ауласы](a.jpg)\n*Мектеп ауласы. Фото: А. Ораз*", ["Мектеп ауласы. Фото: А. Ораз"]),
        (f"![Мектеп ауласы](a.jpg)\n\nМектеп ауласы.\n\n{PROSE}", ["Мектеп ауласы.", PROSE]),
        (f"![IMG_2034.jpg](a.jpg)\n\n{PROSE}", [PROSE]),
        (f"![IMG 2034](a.jpg)\n\n{PROSE} ![mektep aulasy](/m/mektep-aulasy.png)", [PROSE]),
        ("Қазақстан ![алтын](g.png) үш медаль алды.", ["Қазақстан алтын үш медаль алды."]),
        ("| Ел | Орын |\n|---|---|\n| ![Қазақстан](kz.png) | 3 |", ["Ел | Орын", "Қазақстан | 3"]),
    ],
    ids=["before", "behind", "link", "caption", "next", "file", "camera", "inside", "cell"],
)
def test_what_is_said_of_a_picture_in_markdown_is_text_of_its_own_or_goes(text: str, kept: list[str]) -> None:
    assert [block.text for block in markdown_blocks(text)] == kept


def test_a_picture_is_neither_headline_nor_lead() -> None:
    blocks = markdown_blocks(f"![Мектеп ауласы](a.jpg)\n\n# Мектеп ашылды\n\n![Сынып іші](b.jpg)\n\n{PROSE}")
    assert [(block.kind, block.text) for block in blocks] == [
        ("headline", "Мектеп ашылды"),
        ("paragraph", "Мектеп ауласы"),
        ("paragraph", "Сынып іші"),
        ("lead", PROSE),
    ]


def test_html_in_markdown_is_text() -> None:
    assert [b.text for b in markdown_blocks("# Т\n\n<script>alert(1)</script>\n")] == [
        "Т",
        "<script>alert(1)</script>",
    ]


TABLE = "Қала\tМектеп\tОрын саны\nАқтөбе\t№3\t300\nАлға\t\t1 200"


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (TABLE, ["Қала | Мектеп | Орын саны", "Ақтөбе | №3 | 300", "Алға |  | 1 200"]),
        ("Қала\t\t\tОрын\nАқтөбе\t\t300\nАлға\t1 200", ["Қала | Орын", "Ақтөбе | 300", "Алға | 1 200"]),
        ("\tҚаңтар\tАқпан\nАқтөбе\t3\t5", [" | Қаңтар | Ақпан", "Ақтөбе | 3 | 5"]),
        ("Ақтөбе\t300\t12", ["Ақтөбе | 300 | 12"]),
        ("| Қала | Саны |\n|---|---:|\n| Ақтөбе | 3 |\n| Алға ||", ["Қала | Саны", "Ақтөбе | 3", "Алға | "]),
        ("+---+---+\n|Қала|Саны|\n+---+---+\n|Алға|5|\n|Орал|7|", ["Қала | Саны", "Алға | 5", "Орал | 7"]),
        ("Қала | 2023 | 2024\nАқтөбе | 3 | 5", ["Қала | 2023 | 2024", "Ақтөбе | 3 | 5"]),
        ("Фото:\tАвтордан", []),
        ("\tШегінген жол.\n\tЕкінші жол.", []),
        ("1.\tБірінші тармақ\n2.\tЕкінші тармақ", []),
        ("•\tбірінші тармақ\n•\tекінші тармақ", []),
    ],
    ids=[
        "exact",
        "aligned",
        "empty first",
        "one line",
        "ends",
        "drawn",
        "bars",
        "one tab",
        "indents",
        "numbers",
        "bullets",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lines_with_tabs_are_rows_where_they_are_a_table(lines: str, rows: list[str], gap: str) -> None:
    blocks = plain_blocks(gap.join(["Кестеде орын саны берілген.", lines, "Мектептер күзде ашылады."]))
    assert [block.text for block in blocks if " | " in block.text] == rows
    assert all(block.kind == "row" for block in blocks if block.text in rows)
    assert (blocks[0].text, blocks[-1].text) == ("Кестеде орын саны берілген.", "Мектептер күзде ашылады.")


@pytest.mark.parametrize(
    "lines",
    [
        "Басты бет | Жаңалықтар | Спорт",
        "Мәтін: А. Б. | Сурет: Ә. В.\n12 наурыз | 13:00",
        "Бірінші топ | екінші | үшінші\nБасқа | жол",
        "Есеп |5| болды.\nЖауап |7| болды.",
    ],
    ids=["a menu", "a credit", "of another length", "no blanks"],
)
def test_bars_in_plain_text_make_no_rows_by_accident(lines: str) -> None:
    blocks = plain_blocks(f"Тақырып осы\n\nАуылда мектеп ашылды.\n\n{lines}\n\nМектеп күзде ашылады.")
    assert [block for block in blocks if block.kind == "row"] == []
    assert [line for block in blocks[2:-1] for line in block.text.split("\n")] == lines.split("\n")


def test_a_table_in_a_text_broken_to_a_width_is_not_glued_to_it() -> None:
    prose = "Биыл облыста үш мектеп ашылды, олардың бірі Ақтөбе\nқаласында, екіншісі Алға ауданында салынуда."
    blocks = plain_blocks(f"{prose}\n\n{prose}\n{TABLE}\n{prose}")
    assert [(block.kind, block.text.count("\n")) for block in blocks] == [
        ("paragraph", 1),
        ("paragraph", 1),
        *[("row", 0)] * 3,
        ("paragraph", 1),
    ]


@given(st.text(alphabet="аәбвгғқңөұүһі АБ.!?»«–-\n\t•*#_<>|[]()`0123456789", max_size=200))
def test_reading_plain_text_loses_nothing_but_blanks_and_bullets(text: str) -> None:
    kept = "".join("".join(block.text.split()) for block in plain_blocks(text))
    for character in "аәғқңөұүһі0123456789АБ.!?»«–":
        assert kept.count(character) == text.count(character)


def test_folders_are_read_recursively_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.md", ".hidden/d.txt", "e.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    inputs, failures = find_inputs([tmp_path])
    assert sorted(source.id for source in inputs) == ["a", "b-c"]
    assert failures == []


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    inputs, failures = find_inputs([tmp_path, tmp_path / "missing.txt"])
    assert inputs == []
    assert [(f.path, f.error) for f in failures] == [
        (str(tmp_path), "no articles in this folder"),
        (str(tmp_path / "missing.txt"), "no such file or folder"),
    ]


def test_a_path_that_cannot_be_looked_at_fails_alone(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text("x")
    inputs, failures = find_inputs([tmp_path / ("b" * 5000), good])
    assert [source.id for source in inputs] == ["a"]
    assert [failure.error for failure in failures] == ["cannot be opened: File name too long"]


def test_what_a_folder_holds_beside_articles_is_listed(tmp_path: Path) -> None:
    for name in ("a.txt", "d.rtf", "notes", ".hidden.rtf", "sub/g.doc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = [path.relative_to(tmp_path).as_posix() for path in left_out([tmp_path, tmp_path / "d.rtf"])]
    assert found == ["d.rtf", "gone.txt", "notes", "sub/g.doc"]


def test_the_cells_of_a_row_beyond_the_head_of_a_markdown_table_are_kept() -> None:
    head = "> | Қала | Саны |\n> |---|---|\n"
    rows = "> | Алматы | 5 | **өсті** \\| көп | иә |\n> | Астана |\n> Орал|3|азайды\\|\n\nМәтін осында."
    blocks = [block.text for block in markdown_blocks(head + rows)]
    assert blocks == [
        "Қала | Саны",
        "Алматы | 5 | өсті | көп | иә",
        "Астана | ",
        "Орал | 3 | азайды|",
        "Мәтін осында.",
    ]


def test_a_link_to_a_folder_is_listed_and_not_followed_unless_it_is_given_itself(tmp_path: Path) -> None:
    inputs, other = tmp_path / "in", tmp_path / "other"
    for folder in (inputs, other):
        folder.mkdir()
        (folder / "a.txt").write_text("x")
    (inputs / "linked").symlink_to(other)
    (inputs / "loop").symlink_to(inputs)
    assert [source.id for source in find_inputs([inputs])[0]] == ["a"]
    assert [path.name for path in left_out([inputs])] == ["linked", "loop"]
    assert [source.path for source in find_inputs([inputs / "linked"])[0]] == [inputs / "linked/a.txt"]


def test_inputs_of_one_stem_get_different_names(tmp_path: Path) -> None:
    for name in ("x.txt", "x.md", "y/x.txt", "z/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    in_folder, _ = find_inputs([tmp_path])
    outright, _ = find_inputs([tmp_path / "y/x.txt", tmp_path / "z/x.txt"])
    assert sorted(source.id for source in in_folder) == ["x", "x-md", "y-x", "z-x"]
    assert len({source.id.casefold() for source in outright}) == 2


def test_names_that_are_no_utf8_are_read_and_can_be_written_down(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xe0")
    folder.mkdir()
    for name in (b"\xef\xf0.txt", b"\xe0\xe1.txt"):
        (folder / os.fsdecode(name)).write_text(ARTICLE, encoding="utf-8")
    found, failures = find_inputs([folder])
    assert failures == []
    assert len({source.id.encode() for source in found}) == 2
    names = {read_article(source).path for source in found}
    assert names == {f"{tmp_path}/\\xe0/\\xef\\xf0.txt", f"{tmp_path}/\\xe0/\\xe0\\xe1.txt"}
    assert way_to(str(folder / "a.txt"), tmp_path)


def test_no_article_takes_the_name_of_the_press_digest(tmp_path: Path) -> None:
    (tmp_path / "digest.txt").write_text("x")
    (tmp_path / "Digest.md").write_text("x")
    inputs, _ = find_inputs([tmp_path])
    assert "digest" not in {source.id.casefold() for source in inputs}
    assert len({source.id.casefold() for source in inputs}) == 2


def test_no_article_takes_the_name_of_another_ones_edition_or_edits(tmp_path: Path) -> None:
    editions = [f"a.{suffix.rpartition('.')[0]}" for suffix in PAGES if "." in suffix]
    names = ["a", *editions, "a.edited2", "a.edits"]
    for name in names:
        (tmp_path / f"{name}.txt").write_text("x")
    ids = {source.id for source in find_inputs([tmp_path])[0]}
    files = {f"a.{kind}" for kind in KINDS} | {"a.edited2.md", "a.edits.json"}
    assert len(ids) == len(names)
    assert not files & {f"{name}.{kind}" for name in ids - {"a"} for kind in KINDS}


@pytest.mark.parametrize("name", ["con", "Aux", "NUL", "com1", "lpt9.2025", "prn.kk"])
def test_no_output_has_a_name_that_windows_keeps_for_a_device(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.txt").write_text("x")
    (tmp_path / f"{name.split('.')[0]}_.txt").write_text("x")
    (tmp_path / "console.txt").write_text("x")
    ids = [source.id for source in find_inputs([tmp_path])[0]]
    assert "console" in ids
    assert len({name.casefold() for name in ids}) == 3
    assert name.casefold().split(".")[0] not in {name.casefold().split(".")[0] for name in ids}


@given(st.lists(st.text(alphabet="aAäқ .-_/\\:*", min_size=1, max_size=8), max_size=6, unique=True))
def test_ids_are_unique_and_safe_file_names(names: list[str]) -> None:
    from pipeline.read.find import _name_all

    found: dict[Input, tuple[str, ...]] = {
        Input("", Path(f"/in/{i}/{name}x.txt")): (f"{name}x",) for i, name in enumerate(names)
    }
    ids = [source.id for source in _name_all(found)]
    assert len({name.casefold() for name in ids}) == len(names)
    assert all(name and not set(name) & set('/\\:*?"<>| ') and not name.startswith(".") for name in ids)


@pytest.mark.parametrize("cue", ["00:00:0{n},200 --> 00:00:0{n},900", "00:0{n}.200 --> 00:0{n}.900"])
def test_subtitles_are_refused_for_their_cues_cut_sentences(tmp_path: Path, cue: str) -> None:
    cues = [f"{n}\n{cue.format(n=n)}\nБүгін қалада жаңа автобус\nбағыты ашылды.\n" for n in (1, 2)]
    path = tmp_path / "film.srt"
    path.write_text("\n".join(cues), encoding="utf-8")
    with pytest.raises(ReadError, match="holds subtitles"):
        read_article(Input("film", path))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Айгүл Әбілова:** – Биыл қанша?", "Айгүл Әбілова: – Биыл қанша?"),
        ("**– Қазір қанша адам тұр?**", "– Қазір қанша адам тұр?"),
        ("Кезекте *300 адам* тұр, бұл __көп__ емес.", "Кезекте 300 адам тұр, бұл көп емес."),
        ("snake_case_name және 2*3*4", "snake_case_name және 2*3*4"),
        ("5 * 3 = 15 * 1", "5 * 3 = 15 * 1"),
    ],
)
def test_marks_of_emphasis_are_no_part_of_a_plain_text(text: str, plain: str) -> None:
    assert read(f"Бүгін ауылда мектеп ашылды.\n{text}\n").blocks[1].text == plain
