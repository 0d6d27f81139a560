from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Block, Document, Edition, Segment, Translation
from pipeline.models.embed import SentenceEncoder
from pipeline.summarize import Budget, Candidate, CentralSummarizer, LeadSummarizer, candidates, compose
from pipeline.summarize.compose import close_quotes
from pipeline.summarize.extractive import centrality, leans, opened
from tests.conftest import ROOT

SENTENCES = [
    "Қалада жаңа ауруханa құрылысы басталды, оған 12 млрд теңге бөлінді.",
    "Аурухана 300 төсек-орынға есептелген және екі жылда салынады.",
    "Ол туралы кеше баспасөз мәслихатында айтылды.",
    "Құрылысқа 400 жұмысшы мен 60 техника тартылды.",
    "Аурухана құрылысы қалада басталып, 12 млрд теңге бөлінді.",
    "Жиын соңында қонақтарға шай берілді.",
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    bundled = ROOT / "pipeline/models"
    return SentenceEncoder(bundled / "encoder", bundled / "draft" / "source.spm", threads=1)


def listed(sentences: list[str]) -> list[Candidate]:
    return [
        Candidate(i, text, "lead" if i == 1 else "paragraph", True) for i, text in enumerate(sentences, 1)
    ]


def test_sentences_of_one_meaning_in_three_languages_lie_close(encoder: SentenceEncoder) -> None:
    kk, ru, en, other = encoder.encode(
        [
            "Қалада жаңа мектеп ашылды.",
            "В городе открылась новая школа.",
            "A new school opened in the city.",
            "Курс доллара упал.",
        ]
    )
    assert min(kk @ ru, kk @ en) > kk @ other + 0.03


def test_vectors_do_not_depend_on_their_batch(encoder: SentenceEncoder) -> None:
    alone = encoder.encode([SENTENCES[0]])[0]
    together = encoder.encode(SENTENCES)[0]
    assert float(alone @ together) > 0.995


def test_the_summary_holds_the_lead_and_not_the_same_thing_twice(encoder: SentenceEncoder) -> None:
    chosen = CentralSummarizer(encoder.encode).choose(
        "Қалада аурухана салынады", listed(SENTENCES), Budget(2)
    )
    assert 1 in chosen
    assert not {1, 5} <= set(chosen)


def test_the_last_entry_of_a_list_stands_in_no_summary_although_it_has_a_stop() -> None:
    texts = [
        "Орталықта бөлімшелер болады:",
        "1. химиотерапия бөлімшесі, 40 төсек;",
        "2. балалар бөлімшесі, 25 төсек.",
    ]
    sentence = "Орталық келесі жылы ашылады."
    blocks = tuple(Block("paragraph", text) for text in [*texts, sentence])
    segments = [Segment(n, n - 1, 0, len(b.text), b.text) for n, b in enumerate(blocks, 1)]
    among = candidates(Document("a", "a.txt", blocks, ""), segments, frozenset())
    assert [candidate.text for candidate in among] == [sentence]


@pytest.mark.parametrize(
    "note",
    [
        "¹ Сыздық Р. Сөз құдіреті. – Алматы, 2005.",
        "[1] Марғұлан Ә. Ежелгі жыр. – Алматы.",
        "* Автордың сұхбаты бойынша.",
    ],
)
def test_no_footnote_or_source_stands_in_a_summary(note: str) -> None:
    sentence = "Бұл сөз жиырмасыншы ғасырда ғана қолданысқа енді."
    blocks = tuple(Block("paragraph", text) for text in (note, sentence))
    segments = [Segment(n, n - 1, 0, len(b.text), b.text) for n, b in enumerate(blocks, 1)]
    among = candidates(Document("a", "a.txt", blocks, ""), segments, frozenset())
    assert [candidate.text for candidate in among] == [sentence]


@pytest.mark.parametrize(
    "aside",
    [
        "Аурухана құрылысы туралы қалада +7 701 555-12-34 нөміріне жазыңыз.",
        "Мекенжайы: қаладағы жаңа аурухана, Ерубаев к-сі, 38.",
        "Аурухана құрылысы туралы қалада hospital@press.kz поштасына жазыңыз.",
        "2. Аурухана құрылысына қалада жаңа ереже белгіленсін.",
    ],
)
def test_contacts_and_entries_of_a_list_give_way_to_sentences(encoder: SentenceEncoder, aside: str) -> None:
    sentences = [SENTENCES[1], aside, SENTENCES[3], SENTENCES[5]]
    chosen = CentralSummarizer(encoder.encode).choose(
        "Қалада аурухана салынады", listed(sentences), Budget(2)
    )
    assert 2 not in chosen


def test_no_row_of_a_table_stands_in_a_summary() -> None:
    blocks = [Block("row", f"Бұл ауылда мектеп ашылды. | {n} 000 оқушы келді.") for n in range(3)]
    sentence = "Кестені Ұлттық бюро кеше ұсынды."
    document = Document("a", "a.txt", (*blocks, Block("paragraph", sentence)), "")
    segments = [Segment(n, n - 1, 0, len(b.text), b.text) for n, b in enumerate(document.blocks, 1)]
    assert [c.text for c in candidates(document, segments, frozenset())] == [sentence]


def test_a_dash_does_not_make_a_line_long_enough_for_a_summary() -> None:
    blocks = [Block("paragraph", "Салмағы – 38,4 г."), Block("paragraph", "Биыл 18 көпір жөнделді.")]
    segments = [Segment(n, n - 1, 0, len(b.text), b.text) for n, b in enumerate(blocks, 1)]
    among = candidates(Document("a", "a.txt", tuple(blocks), ""), segments, frozenset())
    assert [candidate.text for candidate in among] == ["Биыл 18 көпір жөнделді."]


def test_a_sentence_that_leans_on_another_is_avoided(encoder: SentenceEncoder) -> None:
    chosen = CentralSummarizer(encoder.encode).choose("Аурухана", listed(SENTENCES), Budget(3))
    assert 3 not in chosen


@pytest.mark.parametrize(
    "text",
    [
        "Ол келді.",
        "Оның айтуынша, жаңбыр жауады.",
        "«Бұл – жеңіс», – деді ол.",
        "Сонымен қатар, мектеп ашылды.",
        "Екіншіден, теңге әлсіреді.",
        "Салыстыру үшін: былтыр бұл көрсеткіш 5% еді.",
    ],
)
def test_pronouns_and_connectives_lean(text: str) -> None:
    assert leans(text)


def test_a_summary_does_not_open_with_a_sentence_that_leans() -> None:
    texts = ["Екіншіден, теңге әлсіреді.", "Үкімет бағаны бекітті.", "Банк мөлшерлемені көтерді."]
    ranked = [Candidate(n, text, "paragraph", True) for n, text in enumerate(texts, 1)]
    assert opened(ranked, Budget(2)) == (2, 3)
    assert opened(ranked[:2], Budget(2)) == (1, 2)  # nothing else is left
    assert opened(ranked[:1], Budget(2)) == (1,)


@pytest.mark.parametrize("text", ["Олжас келді.", "Бұланды ауданында өрт шықты.", "Әкім келді."])
def test_names_that_begin_like_pronouns_do_not_lean(text: str) -> None:
    assert not leans(text)


@given(st.integers(1, 9), st.integers(0, 60), st.lists(st.integers(4, 40), min_size=1, max_size=12))
def test_a_summary_keeps_its_budget_and_its_order(sentences: int, words: int, lengths: list[int]) -> None:
    among = [Candidate(i, " ".join(["сөз"] * n), "paragraph", True) for i, n in enumerate(lengths, 1)]
    chosen = LeadSummarizer().choose("", among, Budget(sentences, words))
    assert 1 <= len(chosen) <= sentences
    assert list(chosen) == sorted(chosen)
    assert len(chosen) == 1 or not words or sum(lengths[i - 1] for i in chosen) <= words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Бірінші сөйлем.", "«Бірінші сөйлем.»"),
        ("соңғы сөйлем», – деді ол.", "«соңғы сөйлем», – деді ол."),
        ("«Ертіс» жеңді.", "«Ертіс» жеңді."),
    ],
)
def test_a_sentence_taken_from_a_quotation_gets_the_mark_it_lost(text: str, expected: str) -> None:
    assert close_quotes(text, "kk") == expected


def test_rows_times_captions_and_bare_lines_are_not_chosen_where_there_are_sentences() -> None:
    told = ["Көрмеге 14 елден 120 компания қатысады.", "«Біз бұған ұзақ дайындалдық», – деді ол."]
    asides = [
        *("14:35, 12 наурыз 2025 жыл", "Аудан | Гектар | Өнім, ц/га", "10:00 – көрменің ашылу салтанаты;"),
        *("Суретте: көрме қонақтары аулада.", "#ЖасылҚала #Алматы2025 #көрме #жаңалық"),
    ]
    texts = [asides[0], told[0], *asides[1:], told[1]]
    blocks = tuple(Block("paragraph", text) for text in texts)
    segments = [Segment(i, i - 1, 0, len(text), text) for i, text in enumerate(texts, 1)]
    document = Document("a", "a.txt", blocks, "")
    assert [c.text for c in candidates(document, segments, frozenset())] == told
    bare = [s for s in segments if s.text in asides]
    assert candidates(document, bare, frozenset()), "an article of nothing else has a summary too"


def test_every_edition_cites_the_same_segments() -> None:
    chosen = (1, 3)
    for language in ("kk", "ru", "en"):
        edition = Edition(language, tuple(Translation(i, f"{language} {i}") for i in (1, 2, 3)))
        assert [s.segments for s in compose(edition, chosen).sentences] == [(1,), (3,)]


def likely(count: int, width: int) -> Any:
    """Return vectors of length 1 that lie close together, as those of one article do."""
    chance = np.random.default_rng(count)
    vectors = chance.normal(size=width) + 0.6 * chance.normal(size=(count, width))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("count", [2, 3, 60, 2100])
def test_centrality_in_rows_is_that_of_the_whole_matrix(count: int) -> None:
    vectors = likely(count, 32)
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, 0.0)
    ties = np.maximum(cosines - cosines.sum() / (count * (count - 1)), 0.0) + 1e-6
    np.fill_diagonal(ties, 0.0)
    steps = ties / ties.sum(axis=1, keepdims=True)
    rank = np.full(count, 1.0 / count)
    for _ in range(50):
        rank = 0.15 / count + 0.85 * rank @ steps
    assert np.abs(centrality(vectors) - rank * count).max() < 1e-4


def test_a_book_is_summarised_in_memory_that_grows_with_its_sentences_alone() -> None:
    count = 4000
    vectors = likely(count + 1, 8)
    sentences = [Candidate(i, f"Бүгін {i} мектеп ашылды.", "paragraph", True) for i in range(count)]
    tracemalloc.start()
    try:
        chosen = CentralSummarizer(lambda _: vectors).choose("Мектеп", sentences, Budget(3))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(chosen) == 3
    assert peak < count**2 * 4 / 2  # half of what one matrix of all pairs takes


@pytest.mark.parametrize(
    "notice",
    [
        "Материалды көшіріп басқан жағдайда сілтеме жасау міндетті.",
        "Сайт материалдарын пайдаланған кезде гиперсілтеме көрсетілуі тиіс.",
        "Ред.: мақала авторының пікірі редакция көзқарасын білдірмейді.",
        "Телефон: 8 (7172) 55-10-20, жұмыс күндері хабарласыңыз.",
        "Біздің Telegram арнамызға жазылыңыз, жаңалықтан қалмаңыз.",
        "© «Егемен Қазақстан» газеті, барлық құқық қорғалған.",
    ],
)
def test_a_notice_of_the_site_is_no_candidate_for_a_summary(notice: str) -> None:
    document, segments = text_of([SENTENCES[0], SENTENCES[1], notice])
    assert [c.id for c in candidates(document, segments, frozenset())] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Редакция жаңа байқау жариялап, жеңімпаздарды марапаттады.",
        "Министр жаңа заңға сілтеме жасап, түсініктеме берді.",
        "Авторлық құқық туралы заңға өзгеріс енгізілді.",
        "Телефон алаяқтары бір жылда екі мың адамды алдады.",
    ],
)
def test_news_of_editors_links_and_telephones_is_one(text: str) -> None:
    document, segments = text_of([SENTENCES[0], text])
    assert [c.id for c in candidates(document, segments, frozenset())] == [1, 2]


def text_of(sentences: list[str]) -> tuple[Document, tuple[Segment, ...]]:
    blocks = tuple(Block("paragraph", sentence) for sentence in sentences)
    segments = tuple(Segment(i, i - 1, 0, len(text), text) for i, text in enumerate(sentences, 1))
    return Document("a", "a.txt", blocks, "0" * 64), segments
