"""A wording that no candidate has: the answer is begun anew with it, and the model goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.check.inflect import forms
from pipeline.config import Settings, find_catalogue, load_catalogue
from pipeline.document import Hypothesis, Segment, Translation
from pipeline.models.choose import named
from pipeline.models.store import open_store
from pipeline.read.glossary import read_glossary
from pipeline.run.editions import translate_segments
from pipeline.run.progress import Silence
from pipeline.terminology import Glossary
from pipeline.translate.load import load_translator
from pipeline.translate.protocol import GREEDY, Decoding, Guidable, Request
from tests.fakes import FakeTranslator

SOURCE = "Бүгін Азаматтық форумға қонақтар келді."
WRONG = "Сегодня на Гражданский съезд приехали гости."


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    path = tmp_path / "g.tsv"
    path.write_text(
        "kk\tru\tru_forbidden\nАзаматтық форум\tГражданский форум\tГражданский съезд\n", encoding="utf-8"
    )
    return read_glossary(path)


@dataclass
class Completing(FakeTranslator):
    """Goes on from each beginning; `scores` says what it thinks of the answers, by their text."""

    scores: dict[str, float] = field(default_factory=dict)
    usual: float = -0.6
    asked: list[str] = field(default_factory=list)

    def complete(self, request: Request, beginnings: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """Answer with each beginning and the same end."""
        self.asked += beginnings
        texts = [f"{beginning} приехали гости." for beginning in beginnings]
        return [Hypothesis(text, self.scores.get(text, self.usual)) for text in texts]


def translation(engine: FakeTranslator, glossary: Glossary, source: str = SOURCE) -> Translation:
    settings = Settings(targets=("ru",), memory="none")
    return translate_segments(engine, [Segment(1, 0, 0, len(source), source)], settings, Silence(), glossary)[
        0, "ru"
    ]


def test_the_forbidden_words_are_replaced_and_the_model_chooses_the_case(glossary: Glossary) -> None:
    right = "Сегодня на Гражданском форуме приехали гости."
    engine = Completing(lambda request: WRONG, scores={right: -0.4})
    found = translation(engine, glossary)
    assert (found.text, found.findings) == (right, ())
    assert len(engine.asked) == 5 and all(text.startswith("Сегодня на Граждан") for text in engine.asked)


def test_a_term_that_begins_the_sentence_begins_the_answer(glossary: Glossary) -> None:
    engine = Completing(lambda request: "Собрание открылось.")
    found = translation(engine, glossary, "Азаматтық форум ашылды.")
    assert found.text == "Гражданский форум приехали гости."
    assert engine.asked == ["Гражданский форум"]


def test_a_term_with_an_ending_at_the_beginning_is_no_subject(glossary: Glossary) -> None:
    engine = Completing(lambda request: "Собрание открылось.")
    translation(engine, glossary, "Азаматтық форумнан хабар келді.")
    assert engine.asked == []


def test_of_a_term_whose_place_is_not_known_no_answer_is_forced(glossary: Glossary) -> None:
    engine = Completing(lambda request: "Сегодня на встречу приехали гости.")
    found = translation(engine, glossary)
    assert engine.asked == []
    assert "glossary" in [f.check for f in found.findings]


def test_an_answer_that_the_model_thinks_nonsense_is_not_taken(glossary: Glossary) -> None:
    engine = Completing(lambda request: WRONG, usual=-3.0)
    found = translation(engine, glossary)
    assert (found.text, [f.check for f in found.findings]) == (WRONG, ["glossary"])


def test_an_engine_that_cannot_be_guided_keeps_its_best_answer(glossary: Glossary) -> None:
    assert translation(FakeTranslator(lambda request: WRONG), glossary).text == WRONG


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("Гражданский форум", ("Гражданского форума", "Гражданским форумом", "Гражданском форуме")),
        ("Министерство финансов", ("Министерства финансов", "Министерством финансов")),
        ("государственный советник", ("государственного советника", "государственному советнику")),
        ("рынок", ("рынка", "рынком")),
        ("МВД", ("МВД",)),
    ],
)
def test_a_russian_wording_is_put_into_its_cases(wording: str, expected: tuple[str, ...]) -> None:
    found = forms(wording, "ru")
    assert found[0] == wording and set(expected) <= set(found)


def test_no_case_mixes_animate_and_inanimate() -> None:
    assert "Гражданского форум" not in forms("Гражданский форум", "ru")


def test_an_english_wording_has_one_form() -> None:
    assert forms("Civil Forum", "en") == ("Civil Forum",)


@pytest.mark.slow
def test_the_bundled_model_goes_on_from_a_beginning_and_scores_the_whole() -> None:
    catalogue = load_catalogue(find_catalogue())
    engine = load_translator(named(open_store(), catalogue, "draft", "research"), device="cpu", threads=1)
    assert isinstance(engine, Guidable)
    request = Request("Қала әкімдігі жаңа мектеп салады.", "ru")
    begun = engine.complete(request, ["Акимат города", "Мэрия города"], GREEDY)
    assert [h.text.startswith(b) for h, b in zip(begun, ["Акимат города", "Мэрия города"], strict=True)] == [
        True,
        True,
    ]
    (own,) = engine.translate([request], GREEDY)[0]
    (again,) = engine.complete(request, [own.text], GREEDY)
    assert again.text.startswith(own.text)
    assert max(h.score for h in begun) <= 0
