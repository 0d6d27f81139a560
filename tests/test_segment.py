"""The segmenter: golden cases, invariants, hostile and odd input, the blocks of a document."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.cells import cells_of, row_block
from pipeline.document import Block, BlockKind, Document, Span
from pipeline.segment import explain_text, segment_document, segment_text
from pipeline.segment.rules import RULES
from pipeline.segment.view import INVISIBLE, is_blank

GOLDEN = Path(__file__).parent / "golden" / "segments.txt"
SIGNS = str.maketrans({"⏎": "\n", "⇥": "\t", "␣": "\u00a0", "¬": "\u00ad"})

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
PUNCTUATION = ".,!?…:;–—-()[]«»“”„\"'’№%/•"
BLANKS = " \t\n\r\u00a0\u2009\u2028\u2029\ufeff"
INVISIBLES = "\u00ad\u0301\u200b\u200d\u200e\u200f\u202b\u2066\ufe0f"

letters = st.sampled_from(KAZAKH + KAZAKH.upper())
texts = st.text(
    st.sampled_from(KAZAKH + KAZAKH.upper() + PUNCTUATION * 3 + BLANKS * 3 + INVISIBLES + "0123456789iA")
)
WORDS = "болды келді деді мектеп Ол Бұл Асқар ҚР Қ А.С т.б ж қ млн проф 1 14 2024 2.1 ІІ egov.kz – • … ! ?"
words = st.sampled_from(WORDS.split())
ends = st.sampled_from(["", " ", ". ", ".", "! ", "? ", "… ", "... ", ", ", "?! "])
plain_texts = st.lists(st.tuples(words, ends), max_size=12).map(
    lambda pairs: "".join(w + e for w, e in pairs)
)


def cases() -> list[tuple[str, str, list[str]]]:
    """Read the golden table: the rule, the text, its sentences."""
    found = []
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            rule, written = line.split("\t")
            marked = written.translate(SIGNS)
            sentences = [part.strip() for part in marked.split("|")]
            found.append((rule, marked.replace(" | ", " ").replace("|", ""), sentences))
    return found


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in segment_text(text)]


def assert_sound(text: str, spans: list[Span]) -> None:
    """Spans are ordered and apart, begin and end with a sign, and leave nothing but white space out."""
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert all(map(is_blank, text[position:start]))
        assert not is_blank(text[start]) and not is_blank(text[end - 1])
        position = end
    assert all(map(is_blank, text[position:]))


# --- golden cases


@pytest.mark.parametrize(("rule", "text", "expected"), cases())
def test_a_golden_case_gives_its_sentences(rule: str, text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(("rule", "text", "expected"), cases())
def test_the_rule_named_by_a_golden_case_decides_in_it(rule: str, text: str, expected: list[str]) -> None:
    assert rule in {name for _, name, _ in explain_text(text)}


def test_every_rule_has_golden_cases() -> None:
    counts = Counter(rule for rule, _, _ in cases())
    assert {rule.__name__ for rule in RULES} == set(counts)
    assert min(counts.values()) >= 2 and len(cases()) >= 150


def test_no_golden_case_is_written_twice() -> None:
    assert not [text for text, count in Counter(text for _, text, _ in cases()).items() if count > 1]


# --- invariants


@given(texts)
@example("\u00ad")
@example("А.\u00ad \u00adБ")
@example("А. \u0301Б")
@example("\ufeffА.\ufeffБ")
@example("а.\u200b\u00a0\u200bБол.")
def test_the_text_can_be_rebuilt_from_its_spans(text: str) -> None:
    spans = segment_text(text)
    assert_sound(text, spans)
    pieces, position = [], 0
    for start, end in spans:
        pieces += [text[position:start], text[start:end]]
        position = end
    assert "".join([*pieces, text[position:]]) == text


@given(st.text())
def test_any_unicode_text_is_covered(text: str) -> None:
    assert_sound(text, segment_text(text))


@given(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=1))
def test_a_text_of_one_sign_is_one_segment(text: str) -> None:
    assert segment_text(text) == [(0, 1)]


@given(st.text(st.sampled_from(BLANKS)))
def test_white_space_has_no_segments(text: str) -> None:
    assert segment_text(text) == []


@given(st.text(st.sampled_from(PUNCTUATION), min_size=1))
def test_punctuation_without_words_is_one_segment(text: str) -> None:
    assert segment_text(text) == [(0, len(text))]


@given(plain_texts)
def test_a_segment_of_a_text_without_quotes_or_line_breaks_is_one_segment_by_itself(text: str) -> None:
    for sentence in sentences(text):
        assert sentences(sentence) == [sentence]


@given(plain_texts, st.lists(st.integers(0, 200), max_size=8), st.sampled_from(INVISIBLES))
def test_invisible_characters_change_no_boundary(text: str, places: list[int], sign: str) -> None:
    with_signs = text
    for place in places:
        with_signs = with_signs[:place] + sign + with_signs[place:] if text else text
    visible = [INVISIBLE.sub("", sentence).strip() for sentence in sentences(with_signs)]
    assert [sentence for sentence in visible if sentence] == sentences(text)


@given(plain_texts)
def test_the_kind_of_space_changes_no_boundary(text: str) -> None:
    assert (
        segment_text(text)
        == segment_text(text.replace(" ", "\u00a0"))
        == segment_text(text.replace(" ", "\t"))
    )


@given(
    st.lists(
        st.sampled_from(["Су тасыды.", "Жол ашық па?", "Ол келді!", "Бәрі бітті…"]), min_size=1, max_size=9
    )
)
def test_sentences_joined_with_spaces_come_apart_again(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@given(letters, st.sampled_from(["Жұбанов", "Әуезов", "Ілияс", "Һашимов"]))
def test_initials_do_not_end_a_sentence(letter: str, surname: str) -> None:
    for text in (
        f"Форум {letter.upper()}.{surname} атында өтті.",
        f"Форум {letter.upper()}. {surname} атында өтті.",
    ):
        assert sentences(text) == [text]


# --- size


HOSTILE = {
    "full stops": ".",
    "spaced full stops": ". ",
    "spaces": " ",
    "line ends": " \n",
    "opening quotes": "«",
    "closing quotes": "»",
    "straight quotes": '"',
    "brackets inside brackets": "([",
    "closed before opened": ")(",
    "stops and quotes": ".» ",
    "initials": "А.",
    "spaced initials": "А. ",
    "one endless word": "а",
    "numbers": "1.",
    "lists in one line": "1. Сөз 2. Сөз ",
    "labels": "Жыл – 5 ж. Ат: А. ",
    "counts": "– 5 км. 12 үй ",
    "questions and figures": "? 17. Ол ",
    "addresses": "a@b.",
    "links": "https://",
    "bullets": "• ",
    "unclosed quotes": "«Сөз. ",
    "accents": "а\u0301",
    "soft hyphens": "\u00ad",
    "capitals": " болды Ол",
    "footnotes": ".[1]",
    "short lines": "Сөз.\n",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_takes_no_more_than_twice_the_steps(unit: str) -> None:
    segment_text(unit)  # word lists are read once
    short, long = unit * 600, unit * 1200
    assert count_steps(long) < 2.3 * count_steps(short) + 500


def count_steps(text: str) -> int:
    """Count the lines of Python run while `text` is segmented."""
    steps = 0

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        segment_text(text)
    finally:
        sys.settrace(before)
    return steps


def test_a_line_of_a_million_characters_is_segmented() -> None:
    text = "Ауылда жаңа мектеп ашылды, оған Қ.Жұбанов т.б. келді. " * 19_000
    spans = segment_text(text)
    assert len(text) > 1_000_000 and len(spans) == 19_000
    assert_sound(text, spans)


@pytest.mark.parametrize(
    "text", ["." * 100_000, "«" * 100_000 + "А. Ол" + "»" * 50_000, "(Сөз. " * 50_000, '"а' * 100_000]
)
def test_hostile_text_is_covered(text: str) -> None:
    assert_sound(text, segment_text(text))


# --- what a sceptic would try


@pytest.mark.parametrize("text", ["", " ", "\n", "\u00a0\ufeff\u2028\u2029", "\r\n\t"])
def test_empty_and_blank_texts_have_no_segments(text: str) -> None:
    assert segment_text(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ол келді.\r\nСол күні кетті.\r\n", ["Ол келді.", "Сол күні кетті."]),
        ("Ол келді.\r\n\r\nкетті", ["Ол келді.", "кетті"]),
        ("Ол келді.\u2028Сол күні кетті.", ["Ол келді.", "Сол күні кетті."]),
        ("бірінші\u2029екінші", ["бірінші", "екінші"]),
        ("Ол келді.\x0cСол күні кетті.", ["Ол келді.", "Сол күні кетті."]),
        ("\ufeffОл келді. Кетті.", ["Ол келді.", "Кетті."]),
    ],
)
def test_line_ends_of_every_system_are_line_ends(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Жеңіс! 👩‍👩‍👧‍👦 Отбасы келді.", ["Жеңіс!", "👩‍👩‍👧‍👦 Отбасы келді."]),
        ("Рақмет! 👏🏽 Көрермен риза.", ["Рақмет! 👏🏽", "Көрермен риза."]),
        ("Рақмет! ❤️ Көрермен риза.", ["Рақмет! ❤️", "Көрермен риза."]),
        ("😀", ["😀"]),
        ("😀. Ол күлді.", ["😀.", "Ол күлді."]),
        ("𐰴𐰔𐰴. Ол жазу.", ["𐰴𐰔𐰴.", "Ол жазу."]),
    ],
)
def test_signs_beyond_the_basic_plane_keep_their_offsets(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_direction_marks_stay_with_a_segment() -> None:
    text = "\u202bОл келді.\u202c \u200fБәрі бітті.\u200e"
    assert sentences(text) == ["\u202bОл келді.\u202c", "\u200fБәрі бітті.\u200e"]


def test_letters_with_combining_marks_are_letters() -> None:
    text = "Сои\u0306лем бітті. И\u0306ә, бітті. И\u0306. Омаров келді."
    assert sentences(text) == ["Сои\u0306лем бітті.", "И\u0306ә, бітті.", "И\u0306. Омаров келді."]


def test_half_a_surrogate_pair_is_a_sign_like_any_other() -> None:
    assert sentences("Сөз \ud83d. Ол бітті.") == ["Сөз \ud83d.", "Ол бітті."]


def test_other_scripts_end_their_sentences_too() -> None:
    text = "Ол «London is the capital» деді. Then he left. Потом ушёл. Αθήνα είναι εδώ. Қайтты."
    assert sentences(text) == re.split(r"(?<=\.) ", text)


def test_latin_look_alikes_do_not_hide_an_abbreviation() -> None:
    assert sentences("Мектеп, аурухана т.c.c. нысан көп. Құны 8 млн. АҚШ доллары, 1990 ж. Aқтөбеде.") == [
        "Мектеп, аурухана т.c.c. нысан көп.",
        "Құны 8 млн. АҚШ доллары, 1990 ж. Aқтөбеде.",
    ]


def test_a_soft_hyphen_inside_an_abbreviation_does_not_hide_it() -> None:
    text = "Құны 8 мл\u00adн. АҚШ доллары."
    assert sentences(text) == [text]


def test_wrapped_lines_are_one_sentence_and_broken_lines_are_not() -> None:
    wrapped = (
        "Облыстағы су тасқынынан зардап шеккен\nАқтөбе қаласының тұрғындарына көмек\nберілді. Оны қор бөлді."
    )
    assert len(segment_text(wrapped)) == 2
    assert sentences("Ақтөбеге көмек берілді\nОблыстағы тасқыннан зардап шеккен қалаға қор көмек берді.") == [
        "Ақтөбеге көмек берілді",
        "Облыстағы тасқыннан зардап шеккен қалаға қор көмек берді.",
    ]


def test_quote_marks_are_never_lost_at_a_boundary() -> None:
    text = "Ол: «Су тасыды. Жол жабылды. Көпір бұзылды», – деді. “Бәрі аман.” ”Қорқыныш жоқ”."
    parts = sentences(text)
    assert "".join(parts).count("«") == "".join(parts).count("»") == 1
    assert all(not part.startswith(("»", ",")) for part in parts) and len(parts) == 5


# --- documents


def document(*blocks: tuple[BlockKind, str]) -> Document:
    return Document("id", "a.txt", tuple(Block(kind, text) for kind, text in blocks), "0" * 64)


ARTICLE = document(
    ("headline", "Қобдада «Таза бұлақ» акциясы өтті"),
    ("lead", "Ауданда бұлақтарды тазарту науқаны аяқталды, оған жүзден астам тұрғын қатысты."),
    ("paragraph", "Шараны аудан әкімі бастады. М.Өтемісұлы атындағы мектеп оқушылары да көмектесті."),
    ("paragraph", "«Бұлақ – ауылдың көзі. Оны сақтау – бәрімізге ортақ іс», – деді Айгүл Сәрсенова."),
    (
        "paragraph",
        "Жұмысқа 2,4 млн теңге жұмсалды. 2023 ж. 12 мамырда басталған іс т.б. ауылдарда жалғасады.",
    ),
    ("subheading", "Келесі қадам қандай?"),
    ("paragraph", "Енді көпір жөнделеді."),
    ("byline", "Б.САҒЫНТАЙ."),
)


def test_the_segments_of_a_document_point_into_its_blocks() -> None:
    segments = segment_document(ARTICLE)
    assert [segment.id for segment in segments] == list(range(1, len(segments) + 1))
    assert all(ARTICLE.blocks[s.block].text[s.start : s.end] == s.text for s in segments)
    assert all(a.block < b.block or a.end <= b.start for a, b in pairwise(segments))
    for index, block in enumerate(ARTICLE.blocks):
        assert_sound(block.text, [(s.start, s.end) for s in segments if s.block == index])


def test_an_article_gives_headline_sentences_and_byline() -> None:
    texts = [segment.text for segment in segment_document(ARTICLE)]
    assert len(texts) == 11
    assert texts[0] == ARTICLE.blocks[0].text
    assert texts[4:6] == [
        "«Бұлақ – ауылдың көзі.",
        "Оны сақтау – бәрімізге ортақ іс», – деді Айгүл Сәрсенова.",
    ]
    assert texts[-1] == "Б.САҒЫНТАЙ."


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("headline", "Ақтөбеде форум өтті"),
        ("headline", "Ақтөбеде форум\nҚазақстан халқы үшін өтті"),
        ("headline", "Дауыл. Өрт. Су"),
        ("headline", "Қалада мектеп ашылды Ол жаңа ауданда"),
        ("subheading", "Неге? Себебі не"),
        ("byline", "А.ІЛИЯС."),
        ("byline", "Мәтін: Асқар Қалиев. Сурет: Болат Омаров."),
        ("byline", "Асқар ҚАЛИЕВ. Ақтөбе облысы."),
    ],
)
def test_a_heading_or_byline_is_one_segment(kind: BlockKind, text: str) -> None:
    assert [segment.text for segment in segment_document(document((kind, text)))] == [text]


def test_a_headline_of_two_sentences_is_two_segments() -> None:
    segments = segment_document(document(("headline", "«Су неге тасыды? Кім жауап береді?»")))
    assert [segment.text for segment in segments] == ["«Су неге тасыды?", "Кім жауап береді?»"]


@pytest.mark.parametrize(
    "text",
    [
        "Ақтөбе | 12 | 34,5",
        "Жоба бітті ме? | Иә. 2024 ж. 5 мамыр. Ол ашылды. | № 245",
        "Күні\nУақыты | 14. 03. 2024\n18:30 | • А. Б. Асан",
        "Бірінші сөйлем. Екінші сөйлем! | ",
        " | | Үшінші. Төртінші? ",
    ],
)
def test_a_row_of_a_table_is_one_segment_whatever_its_cells_hold(text: str) -> None:
    (segment,) = segment_document(document(("row", text)))
    assert (segment.text, text[segment.start : segment.end]) == (text.strip(), segment.text)


@given(st.lists(texts, min_size=2, max_size=6))
def test_any_cells_are_one_segment_with_nothing_but_blanks_around_it(cells: list[str]) -> None:
    text = " | ".join(cells)
    (segment,) = segment_document(document(("row", text)))
    assert_sound(text, [(segment.start, segment.end)])
    assert len(cells_of(segment.text)) == len(cells)


def test_a_frame_of_one_cell_is_split_into_its_sentences() -> None:
    block = row_block(["Ол келді. Біз көрдік."])
    assert [s.text for s in segment_document(document((block.kind, block.text)))] == [
        "Ол келді.",
        "Біз көрдік.",
    ]


def test_a_bar_in_running_text_makes_no_row() -> None:
    segments = segment_document(document(("paragraph", "Есеп | жауап бар. Ол дұрыс.")))
    assert [segment.text for segment in segments] == ["Есеп | жауап бар.", "Ол дұрыс."]


def test_ids_run_on_through_blocks_without_text() -> None:
    segments = segment_document(
        document(("lead", ""), ("paragraph", "Ол келді. Кетті."), ("item", " \u00a0"), ("item", "Бітті"))
    )
    assert [(segment.id, segment.block, segment.text) for segment in segments] == [
        (1, 1, "Ол келді."),
        (2, 1, "Кетті."),
        (3, 3, "Бітті"),
    ]


def test_a_document_without_blocks_has_no_segments() -> None:
    assert segment_document(document()) == ()


# --- the page and the benchmark


def test_the_page_on_segmentation_lists_the_rules_in_their_order() -> None:
    page = (Path(__file__).parent.parent / "docs" / "segmentation.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == [rule.__name__ for rule in RULES]


def test_the_examples_on_the_page_give_what_they_say() -> None:
    page = (Path(__file__).parent.parent / "docs" / "segmentation.md").read_text(encoding="utf-8")
    examples = re.findall(r'^(\w+)\("(.+)"\)\n# (.+)$', page, re.MULTILINE)
    calls = {"segment_text": segment_text, "explain_text": explain_text}
    assert (
        [repr(calls[name](text)) for name, text, _ in examples] == [shown for _, _, shown in examples] != []
    )


def test_the_benchmark_scores_and_lists_errors(tmp_path: Path) -> None:
    gold = tmp_path / "own.txt"
    gold.write_text("Ол келді.\nЖиын өтті\nТарады.\n\nСу тасыды. Көпір ашылды.\nБітті.\n", encoding="utf-8")
    script = Path(__file__).parent.parent / "benchmarks" / "segmentation.py"
    command = [sys.executable, str(script), str(gold), "--errors"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    ours = next(line for line in done.stdout.splitlines() if line.startswith("| this segmenter"))
    assert "own.txt: 5 sentences, 2 groups, 3 boundaries" in done.stdout
    assert "| 0.6667 | 0.6667 | 0.6667 |" in ours  # two of three found, one invented
    assert [line[:1] for line in done.stdout.splitlines() if "⏐" in line] == ["-", "+"]
