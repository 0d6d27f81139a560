"""Word documents: what an editor sees, in order; what is hostile is refused."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read import Input, read_article
from pipeline.read.docx import MATH
from tests.word import W, docx, packed, paragraph

NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
FIRST = paragraph("Бүгін ауылда мектеп ашылды.")


def read(raw: bytes, name: str = "a.docx") -> Document:
    return read_article(Input("a", Path(name)), raw)


def texts(raw: bytes) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(raw).blocks]


@pytest.mark.parametrize(
    ("level", "override", "numbers"),
    [
        ('<w:start w:val="5"/>', "", ["5.", "6."]),
        ('<w:start w:val="1"/>', '<w:startOverride w:val="3"/>', ["3.", "4."]),
        ("", '<w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="decimal"/></w:lvl>', ["7.", "8."]),
    ],
)
def test_a_list_that_begins_with_another_number_keeps_it(
    level: str, override: str, numbers: list[str]
) -> None:
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">{level}'
        '<w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        f'<w:lvlOverride w:ilvl="0">{override}</w:lvlOverride></w:num></w:numbering>'
    )
    body = FIRST + paragraph("Мектеп салу.", NUMBERED) + paragraph("Жол жөндеу.", NUMBERED)
    items = [text for kind, text in texts(docx(body, numbering=numbering)) if kind == "item"]
    assert [text.split()[0] for text in items] == numbers


@pytest.mark.parametrize(
    ("override", "marks"),
    [
        ("", ["1.", "2.", "3.", "4."]),
        ('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>', ["1.", "2.", "1.", "2."]),
    ],
)
def test_lists_that_share_an_abstract_list_count_on_where_none_begins_anew(
    override: str, marks: list[str]
) -> None:
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="4"><w:abstractNumId w:val="7"/>{override}</w:num></w:numbering>'
    )
    other = NUMBERED.replace('numId w:val="3"', 'numId w:val="4"')
    entries = [("Мектеп салу.", NUMBERED), ("Жол жөндеу.", NUMBERED), ("Су тарту.", other)]
    body = FIRST + "".join(paragraph(*entry) for entry in entries[:2]) + FIRST
    body += paragraph(*entries[2]) + FIRST + paragraph("Газ тарту.", other)
    items = [text for kind, text in texts(docx(body, numbering=numbering)) if kind == "item"]
    assert [text.split()[0] for text in items] == marks


@pytest.mark.parametrize(
    ("form", "marks"),
    [
        ("lowerLetter", ["a)", "b)"]),
        ("upperRoman", ["I)", "II)"]),
        ("russianLower", ["а)", "б)"]),
        ("bullet", ["Мектеп", "Жол"]),
    ],
)
def test_entries_that_are_counted_in_letters_keep_them(form: str, marks: list[str]) -> None:
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">'
        f'<w:numFmt w:val="{form}"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        "</w:num></w:numbering>"
    )
    body = FIRST + paragraph("Мектеп салу.", NUMBERED) + paragraph("Жол жөндеу.", NUMBERED)
    items = [text for kind, text in texts(docx(body, numbering=numbering)) if kind == "item"]
    assert [text.split()[0] for text in items] == marks


def test_headings_lists_and_tables_keep_their_order_and_kind() -> None:
    cell = "<w:tc>{}</w:tc>".format
    body = (
        paragraph("Ауылда жаңа мектеп ашылды", '<w:pStyle w:val="a1"/>')
        + FIRST
        + paragraph("Құрылыс", '<w:pStyle w:val="a2"/>')
        + paragraph("алдымен жоба", NUMBERED)
        + paragraph("кейін құрылыс", NUMBERED)
        + paragraph("спорт залы", '<w:pStyle w:val="a3"/>')
        + f"<w:tbl><w:tr>{cell(paragraph('Сынып'))}{cell(paragraph('Оқушы'))}</w:tr></w:tbl>"
        + paragraph("Сабақ ертең басталады.")
        + paragraph("Айнұр ОРАЗ")
    )
    assert texts(docx(body)) == [
        ("headline", "Ауылда жаңа мектеп ашылды"),
        ("lead", "Бүгін ауылда мектеп ашылды."),
        ("subheading", "Құрылыс"),
        ("item", "1. алдымен жоба"),
        ("item", "2. кейін құрылыс"),
        ("item", "спорт залы"),
        ("row", "Сынып | Оқушы"),
        ("paragraph", "Сабақ ертең басталады."),
        ("byline", "Айнұр ОРАЗ"),
    ]


def test_a_short_first_line_without_a_style_is_the_headline() -> None:
    assert texts(docx(paragraph("Мектеп ашылды") + FIRST))[0] == ("headline", "Мектеп ашылды")


def test_a_table_inside_a_table_is_read_once() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('ішкі')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('сыртқы')}{inner}</w:tc></w:tr></w:tbl>"
    assert texts(docx(FIRST + outer))[1:] == [("item", "сыртқы ішкі")]


def test_inserted_text_is_read_deleted_and_hidden_text_is_not() -> None:
    body = (
        "<w:p><w:r><w:t>Бүгін </w:t></w:r><w:ins><w:r><w:t>жаңа </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>ескі </w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>жасырын </w:t></w:r>"
        "<w:r><w:t>мектеп ашылды.</w:t></w:r></w:p>"
    )
    assert texts(docx(body)) == [("paragraph", "Бүгін жаңа мектеп ашылды.")]


def test_breaks_tabs_and_special_hyphens_are_characters() -> None:
    run = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t>"
    body = f"<w:p><w:r>{run}</w:r></w:p>"
    assert texts(docx(body)) == [("paragraph", "a b\u2011c\nd")]


def test_a_text_box_is_read_once_though_word_writes_it_twice() -> None:
    box = f"<w:txbxContent>{paragraph('Қоршаудағы сөз осында.')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>Негізгі мәтін осында.</w:t></w:r><w:r>{both}</w:r></w:p>"
    assert [text for _, text in texts(docx(body))] == ["Негізгі мәтін осында.", "Қоршаудағы сөз осында."]


def test_footnotes_come_last() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{paragraph("x")}</w:footnote>'
        f"<w:footnote>{paragraph('Ескертпе осында тұр.')}</w:footnote></w:footnotes>"
    )
    assert texts(docx(FIRST, footnotes=notes))[-1] == ("paragraph", "Ескертпе осында тұр.")


def test_endnotes_are_read_like_footnotes() -> None:
    notes = (
        f'<w:endnotes xmlns:w="{W}"><w:endnote>{paragraph("Ескертпе осында тұр.")}</w:endnote></w:endnotes>'
    )
    assert texts(docx(FIRST, endnotes=notes))[-1] == ("paragraph", "Ескертпе осында тұр.")


def test_a_formula_is_read_as_a_line_that_keeps_its_parts_apart() -> None:
    run = "<m:r><m:t>{}</m:t></m:r>".format
    fraction = f"<m:f><m:num>{run('1+2')}</m:num><m:den>{run('3')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{run('м')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>"
    formula = f'<m:oMath xmlns:m="{MATH[1:-1]}">{fraction}{power}</m:oMath>'
    body = f"{FIRST}<w:p><w:r><w:t>Ауданы </w:t></w:r>{formula}<w:r><w:t> болды.</w:t></w:r></w:p>"
    assert texts(docx(body))[-1][1] == "Ауданы (1+2)/3м^2 болды."


def test_who_saved_the_file_is_not_taken_for_the_author() -> None:
    assert read(docx(FIRST)).metadata == {
        "document_author": "Айгүл",
        "document_modified": "2025-02-18T05:00:00Z",
    }


def test_a_word_document_is_told_by_its_content() -> None:
    assert read(docx(FIRST), "a.txt").blocks == read(docx(FIRST)).blocks


BOMB = '<!DOCTYPE w [<!ENTITY a "ааааааааа"><!ENTITY b "&a;&a;&a;&a;">]>'
DEEP = "<w:sdt>" * 300 + "</w:sdt>" * 300


def test_a_damaged_word_file_is_called_one_and_saved_again_in_word() -> None:
    with pytest.raises(ReadError, match="is a damaged or unusual Word file") as error:
        read(b"PK\x03\x04" + docx(FIRST)[4:100])
    assert error.value.hint == "save it again in Word"


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (packed({"[Content_Types].xml": "<a/>", "word/x.xml": ""}), "holds no word/document.xml"),
        (docx("<w:p>"), "not well-formed XML"),
        (docx(DEEP), "nested deeper than 200"),
        (docx(FIRST, footnotes=f"{BOMB}<w>&b;</w>"), "declares an entity"),
        (
            docx(FIRST, footnotes='<!DOCTYPE w SYSTEM "file:///etc/passwd"><w>&x;</w>'),
            "entity|outside the file",
        ),
        (docx("<w:p/>"), "holds no text"),
        (docx(FIRST)[:-30], "damaged"),
        (packed({"xl/workbook.xml": "<a/>"}), "is an Excel workbook"),
        (packed({"mimetype": "x", "content.xml": "<a/>"}), "is an OpenDocument file"),
        (packed({"[Content_Types].xml": "", "word/document.xml": "<a>" + "а" * 2_000_000 + "</a>"}), "bomb"),
        (packed({"[Content_Types].xml": "", "word/../../x": "a"}), "leads outside it"),
        (packed({"/etc/x.txt": "a"}), "leads outside it"),
        (packed({"..\\x.txt": "a"}), "leads outside it"),
    ],
)
def test_what_is_damaged_or_hostile_is_refused_with_the_reason(raw: bytes, complaint: str) -> None:
    with pytest.raises(ReadError, match=complaint) as error:
        read(raw)
    assert error.value.hint
    assert "a.docx" in str(error.value)


def test_too_many_members_are_refused() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.txt", "")
    with pytest.raises(ReadError, match="more than 10000 files"):
        read(buffer.getvalue())


@given(st.integers(0, 1500), st.integers(1, 255))
def test_a_flipped_byte_never_gives_another_error_than_ours(place: int, change: int) -> None:
    raw = bytearray(docx(FIRST))
    raw[place % len(raw)] ^= change
    try:
        assert read(bytes(raw)).blocks
    except ReadError as error:
        assert error.hint
