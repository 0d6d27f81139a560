"""Words aligned across languages by the states of the bundled encoder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check import alignment
from pipeline.check.alignment import LAYERS, align
from pipeline.document import Span
from pipeline.errors import ModelError
from pipeline.models.embed import PieceEncoder, SentenceEncoder
from pipeline.models.layers import cut, first_layers
from pipeline.models.store import open_store

SOURCE = "Қасым-Жомарт Тоқаев Астанада Германия канцлерімен кездесті."
TARGET = "Касым-Жомарт Токаев встретился в Астане с канцлером ФРГ."
ENGLISH = "Kassym-Jomart Tokayev met the German Chancellor in Astana."
texts = st.text(alphabet="аәқңөұүһіАҚыяbcAB 019.,«»…–\u00a0\n№😀e\u0301", max_size=40)
BUNDLED = open_store().bundled
TOKENIZER = BUNDLED / "draft" / "source.spm"


def place(text: str, word: str) -> Span:
    return text.index(word), text.index(word) + len(word)


@pytest.mark.parametrize(
    ("target", "kazakh", "other"),
    [
        (TARGET, "Германия", "ФРГ"),
        (TARGET, "Астанада", "Астане"),
        (TARGET, "кездесті", "встретился"),
        (ENGLISH, "Германия", "German"),
        (ENGLISH, "кездесті", "met"),
    ],
)
def test_a_word_is_aligned_with_what_stands_for_it(target: str, kazakh: str, other: str) -> None:
    there, back = align(SOURCE, target)
    answer = there.answer(place(SOURCE, kazakh))
    assert answer.span == place(target, other)
    assert answer.mutual > 0.5
    assert back.answer(place(target, other)).span == place(SOURCE, kazakh)


def test_a_name_that_was_left_out_is_preferred_by_nothing() -> None:
    there, _ = align(SOURCE, "Касым-Жомарт Токаев встретился в Астане с канцлером.")
    assert there.answer(place(SOURCE, "Германия")).mutual < 0.4


@settings(max_examples=40)
@given(texts, texts)
def test_whatever_the_texts_are_words_are_aligned_within_them(one: str, other: str) -> None:
    for aligned, text, against in zip(align(one, other), (one, other), (other, one), strict=True):
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in aligned.spans)
        assert all(0 <= start < end <= len(against) for start, end in aligned.others)
        if aligned.others:
            assert len(aligned.spans) == len(aligned.best) == len(aligned.mutual)
            assert ((aligned.mutual >= 0) & (aligned.mutual <= 1.001)).all()


def test_a_text_longer_than_the_encoder_reads_is_aligned_as_far_as_it_reads() -> None:
    there, _ = align("Қала " * 2000, "Город " * 2000)
    assert 300 < len(there.spans) <= 510


def test_an_encoder_of_all_layers_is_the_encoder_itself() -> None:
    pieces = PieceEncoder(BUNDLED / "encoder", TOKENIZER, 12).encode(["query: " + SOURCE])[0]
    whole = SentenceEncoder(BUNDLED / "encoder", TOKENIZER, threads=1).encode([SOURCE])[0]
    mean = pieces.states.mean(axis=0)
    assert whole @ mean / np.linalg.norm(mean) > 0.99  # the markers at both ends are left out here


def test_pieces_are_the_same_whatever_they_are_encoded_with() -> None:
    encoder = PieceEncoder(BUNDLED / "encoder", TOKENIZER, LAYERS)
    many = [SOURCE, "", ENGLISH * 12, TARGET, "Қала", ENGLISH]
    for text, found in zip(many, encoder.encode(many), strict=True):
        (alone,) = encoder.encode([text])
        assert found.spans == alone.spans
        assert np.allclose(found.states, alone.states, atol=1e-5)


def test_no_more_words_are_remembered_than_a_bound_however_long_the_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alignment, "WORDS", 50)
    memory = alignment._Memory(PieceEncoder(BUNDLED / "encoder", TOKENIZER, LAYERS))
    for text in (SOURCE, TARGET, "Қала " * 40, "Город " * 60, ENGLISH):
        assert list(memory.words([text])) == [text]
        assert sum(len(spans) for spans, _ in memory._known.values()) <= 50
    assert list(memory._known) == [ENGLISH]


def test_the_first_layers_are_a_smaller_model_of_the_same_words() -> None:
    model = (BUNDLED / "encoder" / "model.bin").read_bytes()
    assert cut(model, 12) == model
    assert len(cut(model, LAYERS)) < len(model) * 0.9


def test_a_damaged_encoder_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    for name in ("config.json", "vocabulary.json", "model.bin"):
        (tmp_path / name).write_bytes(b"\x09\x00\x00\x00damaged")
    with pytest.raises(ModelError) as caught:
        first_layers(tmp_path, LAYERS)
    assert caught.value.path == tmp_path
    assert caught.value.hint


def test_threads_that_come_first_together_load_one_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    loads, together = [], Barrier(2)

    class Counted(PieceEncoder):
        def __init__(self, folder: Path, tokenizer: Path, layers: int) -> None:
            loads.append(folder)
            super().__init__(folder, tokenizer, layers)

    def ask(text: str) -> None:
        together.wait()
        alignment.encode([text])

    monkeypatch.setattr(alignment, "PieceEncoder", Counted)
    alignment._loaded.cache_clear()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ask, ["Мектеп ашылды.", "Открыта школа."]))
    assert len(loads) == 1
