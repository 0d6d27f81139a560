"""A checkpoint in NLLB's layout becomes a CTranslate2 model that says the same as transformers does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ctranslate2
import pytest

from pipeline.document import Target
from pipeline.errors import ModelError, TranslateError
from pipeline.models.catalogue import ModelCard
from pipeline.models.convert import check_tokens, convert, read_tokens
from pipeline.models.letters import words_of
from pipeline.models.trim import trim
from pipeline.models.vocabulary import check_codes, read_vocabulary
from pipeline.models.written import MAP, may_be_written, write_map, written_pieces
from pipeline.translate.ct2 import Ct2Translator, Limits
from pipeline.translate.protocol import Decoding, Request, Translator
from pipeline.translate.tokenizers import NllbTokenizer
from pipeline.translate.transformers_engine import BATCH_TOKENS, TransformersTranslator, load_transformers
from tests import nllb

WORDS = sorted(set(words_of(text for row in nllb.sentences() for text in row)))
TARGETS: tuple[Target, ...] = ("ru", "en")
MARKS = {"<s>", "</s>", "<unk>"}  # which CTranslate2 adds to a map, as it does what targets begin with
PLAIN = Decoding(repetition_penalty=1.0)


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Small tensors are slower on two threads, and much slower while another process works."""
    with nllb.one_thread():
        yield


def ct2_engine(folder: Path, card: ModelCard) -> Ct2Translator:
    model = ctranslate2.Translator(str(folder), device="cpu", intra_threads=1)
    limits = Limits(card.input_limit, 1022, is_mapped=(folder / MAP).is_file())
    return Ct2Translator(model, NllbTokenizer(folder, card.languages), limits)


@pytest.fixture(scope="module")
def random_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint that babbles: its outputs are long, end nowhere, and differ at the slightest mistake."""
    return nllb.write_small(tmp_path_factory.mktemp("random"), shape=nllb.Shape(width=64))


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory, random_checkpoint: Path) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("converted")
    convert(nllb.trained(), folder / "trained", "float32")
    convert(random_checkpoint, folder / "random", "float32")
    return {"trained": folder / "trained", "random": folder / "random"}


def write_map_of(model: Path) -> set[str]:
    pieces = written_pieces(read_vocabulary(model), [nllb.CODES[target] for target in TARGETS])
    write_map(model, pieces)
    return set(pieces)


@pytest.mark.parametrize(
    ("piece", "may"),
    [
        ("▁школ", True),
        ("▁school", True),
        ("▁мектебі", False),  # і is no Russian letter
        ("ң", False),
        ("Ү", False),
        ("é", True),
        ("ў", True),
        ("π", True),
        ("\u0301", True),  # the stress in а́
        ("水", False),
        ("ა", False),
        ("▁2024", True),
        ("▁«", True),
        ("▁", True),
        ("\u3000", False),  # blanks part the pieces of the map
    ],
)
def test_a_piece_may_be_written_where_a_target_can_hold_its_letters(piece: str, may: bool) -> None:
    assert may_be_written(piece) is may


@pytest.mark.parametrize("begun", ["", "Қ", "С"])
@pytest.mark.parametrize(
    "options",
    [
        {"beam_size": 1},
        {"beam_size": 4, "num_hypotheses": 4},
        {"beam_size": 1, "no_repeat_ngram_size": 3},
        {"beam_size": 4, "repetition_penalty": 1.3},
    ],
    ids=["greedy", "beam 4", "no repeated trigram", "beam 4, penalty"],
)
def test_a_map_changes_nothing_but_that_no_other_piece_is_written(
    options: dict[str, Any], begun: str, tmp_path: Path, random_checkpoint: Path
) -> None:
    model = tmp_path / "model"
    convert(random_checkpoint, model, "float32")
    written = write_map_of(model) | MARKS | set(begun)
    others = [[token] for token in read_tokens(model) if token not in written]
    engine = ctranslate2.Translator(str(model), device="cpu", intra_threads=1)
    tokenizer = NllbTokenizer(model, nllb.CODES)
    sources = [tokenizer.wrap(tokenizer.encode(kk), "ru") for kk, _, _ in nllb.sentences()]
    prefixes = [[*tokenizer.prefix("ru"), *begun]] * len(sources)
    options = {"target_prefix": prefixes, "max_decoding_length": 30, "return_scores": True, **options}
    found = engine.translate_batch(sources, use_vmap=True, disable_unk=True, **options)
    held = engine.translate_batch(sources, suppress_sequences=others, disable_unk=True, **options)
    free = engine.translate_batch(sources, disable_unk=True, **options)
    assert [result.hypotheses for result in found] == [result.hypotheses for result in held]
    assert [result.scores for result in found] == [pytest.approx(result.scores, abs=1e-5) for result in held]
    assert all(better.scores[0] > plain.scores[0] for better, plain in zip(found, free, strict=True))
    answers = [tokens[len(prefixes[0]) :] for result in found for tokens in result.hypotheses]
    assert written.issuperset(token for answer in answers for token in answer)


def requests() -> list[Request]:
    """Sentences of different lengths in both languages, mixed, so that batches must put them in order."""
    kk = [row[0] for row in nllb.sentences()]
    texts = [*kk, f"{kk[0]} {kk[1]}", f"{kk[2]} {kk[3]} {kk[4]}"]
    return [
        Request(text, TARGETS[(index + shift) % 2]) for shift in range(2) for index, text in enumerate(texts)
    ]


@pytest.mark.parametrize("which", ["trained", "random"])
@pytest.mark.parametrize(
    "decoding",
    [
        PLAIN,
        Decoding(repetition_penalty=1.1),
        Decoding(repetition_penalty=6.0),
        Decoding(repetition_penalty=1.0, no_repeat_ngram=3),
        Decoding(repetition_penalty=1.0, beam_size=4),
    ],
    ids=["greedy", "penalty 1.1", "penalty 6", "no repeated trigram", "beam 4"],
)
def test_both_engines_say_the_same_word_for_word(
    which: str, decoding: Decoding, converted: dict[str, Path], random_checkpoint: Path
) -> None:
    source = nllb.trained() if which == "trained" else random_checkpoint
    reference = load_transformers(source, nllb.card(), device="cpu").translate(requests(), decoding)
    found = ct2_engine(converted[which], nllb.card()).translate(requests(), decoding)
    assert [h[0].text for h in found] == [h[0].text for h in reference]
    assert [h[0].truncated for h in found] == [h[0].truncated for h in reference]
    assert all(h[0].truncated for h in found) is (which == "random")


@pytest.mark.parametrize("beam_size", [1, 4])
def test_an_answer_is_the_same_whether_the_other_target_is_in_its_batch_or_not(
    beam_size: int, tmp_path: Path, random_checkpoint: Path
) -> None:
    convert(random_checkpoint, tmp_path / "model", "int8")
    engine = ct2_engine(tmp_path / "model", nllb.card())
    assert engine.mixes_targets
    decoding = Decoding(beam_size=beam_size, hypotheses=beam_size)
    mixed = dict(zip(requests(), engine.translate(requests(), decoding), strict=True))
    for target in TARGETS:
        apart = [request for request in requests() if request.target == target]
        assert engine.translate(apart, decoding) == [mixed[request] for request in apart]


@pytest.mark.parametrize("quantization", ["int8", "float32"])
@pytest.mark.parametrize("trimmed", [True, False], ids=["trimmed", "whole"])
def test_real_words_come_out_in_the_right_language_for_the_right_code(
    tmp_path: Path, quantization: Any, trimmed: bool
) -> None:
    source = nllb.trained()
    if trimmed:
        source = tmp_path / "trimmed"
        source.mkdir()
        trim(nllb.trained(), source, nllb.CODES, WORDS)
    convert(source, tmp_path / "model", quantization)
    if trimmed:
        write_map_of(tmp_path / "model")
    engine = ct2_engine(tmp_path / "model", nllb.card())
    rows = nllb.sentences()
    for target, column in (("ru", 1), ("en", 2)):
        answers = engine.translate([Request(row[0], target) for row in rows], PLAIN)  # type: ignore[arg-type]
        assert [answer[0].text for answer in answers] == [row[column] for row in rows]
        assert not any(answer[0].truncated for answer in answers)


def test_the_reference_engine_runs_a_trimmed_checkpoint(tmp_path: Path) -> None:
    trim(nllb.trained(), tmp_path, nllb.CODES, WORDS)
    engine = load_transformers(tmp_path, nllb.card(), device="cpu")
    row = nllb.sentences()[0]
    answers = engine.translate([Request(row[0], "ru"), Request(row[0], "en")], PLAIN)
    assert [answer[0].text for answer in answers] == [row[1], row[2]]


@pytest.fixture(scope="module")
def reference() -> TransformersTranslator:
    return load_transformers(nllb.trained(), nllb.card(), device="cpu")


def test_a_score_is_the_mean_log_probability_of_the_tokens_and_the_end_mark(
    reference: TransformersTranslator, converted: dict[str, Path]
) -> None:
    model = ctranslate2.Translator(str(converted["trained"]), device="cpu", intra_threads=1)
    tokenizer = NllbTokenizer(converted["trained"], nllb.CODES)
    for kk, ru, _ in nllb.sentences():
        source = ["kaz_Cyrl", *tokenizer.encode(kk), "</s>"]
        scored = model.score_batch([source], [["rus_Cyrl", *tokenizer.encode(ru)]])[0].log_probs[1:]
        score = reference.translate([Request(kk, "ru")], PLAIN)[0][0].score
        assert score == pytest.approx(sum(scored) / len(scored), abs=1e-4)
        assert score < 0


def test_the_kazakh_scores_the_same_given_its_translation_in_both_engines(
    reference: TransformersTranslator, converted: dict[str, Path]
) -> None:
    engine = ct2_engine(converted["trained"], nllb.card())
    rows = nllb.sentences() * 40  # several batches of uneven length
    asked = [Request(kk, TARGETS[index % 2]) for index, (kk, _, _) in enumerate(rows)]
    texts = [row[1 + index % 2] for index, row in enumerate(rows)]
    scores = engine.back_scores(asked, texts)
    few = slice(0, 2 * len(nllb.sentences()))
    assert scores[few] == pytest.approx(reference.back_scores(asked[few], texts[few]), abs=1e-4)
    assert scores[few.stop : 2 * few.stop] == pytest.approx(scores[few], abs=1e-4)
    assert all(score < 0 for score in scores)
    source = ["rus_Cyrl", *NllbTokenizer(converted["trained"], nllb.CODES).encode(texts[0]), "</s>"]
    target = ["kaz_Cyrl", *NllbTokenizer(converted["trained"], nllb.CODES).encode(asked[0].text)]
    model = ctranslate2.Translator(str(converted["trained"]), device="cpu", intra_threads=1)
    by_token = model.score_batch([source], [target])[0].log_probs[1:]
    assert scores[0] == pytest.approx(sum(by_token) / len(by_token), abs=1e-4)


def test_what_is_too_long_to_be_scored_the_other_way_is_refused(
    reference: TransformersTranslator, converted: dict[str, Path]
) -> None:
    text = "Ертең күн суытады. " * 30
    for engine in (reference, ct2_engine(converted["trained"], nllb.card())):
        for kazakh, russian in ((text, "Да."), ("Иә.", text)):
            with pytest.raises(TranslateError, match="over the model's limit of 60"):
                engine.back_scores([Request(kazakh, "ru")], [russian])


def test_several_hypotheses_come_best_first(reference: TransformersTranslator) -> None:
    decoding = Decoding(beam_size=4, hypotheses=3, repetition_penalty=1.0)
    answers = reference.translate(requests()[:3], decoding)
    assert [len(answer) for answer in answers] == [3, 3, 3]
    for answer in answers:
        assert answer[0].score == max(hypothesis.score for hypothesis in answer)
        assert len({hypothesis.text for hypothesis in answer}) == 3


def test_a_text_over_the_limit_is_refused_and_not_cut(reference: TransformersTranslator) -> None:
    text = "Ертең күн суытады. " * 30
    assert reference.count_tokens(text) > reference.input_limit
    with pytest.raises(TranslateError, match="over the model's limit of 60"):
        reference.translate([Request(text, "ru")], PLAIN)


def test_many_requests_are_answered_in_their_order(reference: TransformersTranslator) -> None:
    rows = nllb.sentences() * (BATCH_TOKENS // 50)
    asked = [Request(kk, TARGETS[index % 2]) for index, (kk, _, _) in enumerate(rows)]
    answers = [answer[0].text for answer in reference.translate(asked, PLAIN)]
    assert answers == [row[1 + index % 2] for index, row in enumerate(rows)]
    assert reference.translate([], PLAIN) == []


@pytest.mark.parametrize("mark", ["</s>", "<mask>", "eng_Latn", "<pad>"])
def test_a_marker_in_an_article_is_text_and_not_a_marker(
    mark: str, reference: TransformersTranslator, converted: dict[str, Path]
) -> None:
    engines: list[Translator] = [reference, ct2_engine(converted["trained"], nllb.card())]
    for engine in engines:
        assert engine.count_tokens(f"Ертең {mark} күн") > engine.count_tokens("Ертең күн") + 1


def test_the_limit_comes_from_the_source_and_what_was_stopped_by_it_says_so(
    reference: TransformersTranslator, monkeypatch: pytest.MonkeyPatch
) -> None:
    kk, ru, _ = nllb.sentences()[0]
    monkeypatch.setattr("pipeline.translate.transformers_engine.target_limit", lambda tokens: tokens * 3)
    whole = reference.translate([Request(kk, "ru")], PLAIN)[0][0]
    monkeypatch.setattr("pipeline.translate.transformers_engine.target_limit", lambda tokens: tokens)
    cut = reference.translate([Request(kk, "ru")], PLAIN)[0][0]
    assert (whole.text, whole.truncated) == (ru, False)
    assert cut.truncated
    assert ru.startswith(cut.text)
    assert reference.count_tokens(cut.text) == reference.count_tokens(kk) - 1  # the code is counted


def test_a_folder_that_is_no_model_cannot_be_loaded(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_transformers(tmp_path, nllb.card())
    with pytest.raises(ModelError, match="runs NLLB models"):
        load_transformers(nllb.trained(), nllb.card(family="madlad"))


def test_the_converted_tokens_are_those_of_the_tokenizer_and_two_unused_rows(
    converted: dict[str, Path],
) -> None:
    pieces = read_vocabulary(nllb.trained()).pieces
    assert read_tokens(converted["trained"]) == [*pieces, "madeupword0", "madeupword1"]
    assert read_vocabulary(converted["trained"]).pieces == pieces


def test_a_converted_model_with_the_tokens_of_another_is_refused(
    tmp_path: Path, converted: dict[str, Path]
) -> None:
    pieces = read_vocabulary(nllb.trained()).pieces
    with pytest.raises(ModelError, match="token 5 is"):
        check_tokens(converted["trained"], (*pieces[:5], "x", *pieces[6:]))
    with pytest.raises(ModelError, match="tokens"):
        check_tokens(converted["trained"], (*pieces, *(f"madeupword{index}" for index in range(3))))
    with pytest.raises(ModelError, match="no vocabulary"):
        read_tokens(tmp_path)
    (tmp_path / "shared_vocabulary.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    check_tokens(tmp_path, pieces)


def copy_of_trained(folder: Path) -> Path:
    target = folder / "copy"
    shutil.copytree(nllb.trained(), target)
    return target


def test_a_checkpoint_without_tokenizer_json_is_refused(tmp_path: Path) -> None:
    folder = copy_of_trained(tmp_path)
    (folder / "tokenizer.json").rename(folder / "sentencepiece.bpe.model")
    with pytest.raises(ModelError, match=r"no tokenizer\.json") as caught:
        convert(folder, tmp_path / "out", "int8")
    assert "language codes" in caught.value.hint


def rewrite(folder: Path, change: Any) -> None:
    path = folder / "tokenizer.json"
    tokenizer = json.loads(path.read_text(encoding="utf-8"))
    change(tokenizer)
    path.write_text(json.dumps(tokenizer), encoding="utf-8")


def test_a_tokenizer_without_the_language_codes_is_refused(tmp_path: Path) -> None:
    folder = copy_of_trained(tmp_path)
    rewrite(folder, lambda tokenizer: tokenizer.update(added_tokens=tokenizer["added_tokens"][:4]))
    with pytest.raises(ModelError, match="kaz_Cyrl, rus_Cyrl, eng_Latn would be read as <unk>"):
        check_codes(read_vocabulary(folder), nllb.CODES.values(), folder)


def test_a_full_vocabulary_with_shifted_ids_is_refused(tmp_path: Path) -> None:
    shutil.copy(nllb.full() / "tokenizer.json", tmp_path)

    def shift(tokenizer: Any) -> None:
        tokens = {token["content"]: token for token in tokenizer["added_tokens"]}
        first, second = tokens["kaz_Cyrl"], tokens["kbp_Latn"]
        first["id"], second["id"] = second["id"], first["id"]

    rewrite(tmp_path, shift)
    with pytest.raises(ModelError, match="kaz_Cyrl has id 256090, published is 256089"):
        check_codes(read_vocabulary(tmp_path), nllb.CODES.values(), tmp_path)


def test_a_tokenizer_that_is_damaged_or_has_gaps_is_refused(tmp_path: Path) -> None:
    folder = copy_of_trained(tmp_path)
    rewrite(folder, lambda tokenizer: tokenizer["added_tokens"][-1].update(id=99_999))
    with pytest.raises(ModelError, match="gaps"):
        read_vocabulary(folder)
    (folder / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read as JSON"):
        read_vocabulary(folder)


def test_what_cannot_be_converted_says_so(tmp_path: Path) -> None:
    folder = copy_of_trained(tmp_path)
    (folder / "config.json").write_text('{"model_type": "vit"}')
    with pytest.raises(ModelError, match="cannot be converted"):
        convert(folder, tmp_path / "out", "int8")
