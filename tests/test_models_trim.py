"""Trimming a vocabulary changes nothing but the pieces that are gone: proven at NLLB's full vocabulary."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from pipeline.errors import ModelError
from pipeline.models.checkpoint import count_parameters, read_tensors, weight_files
from pipeline.models.letters import (
    ALPHABETS,
    LEAST,
    RUN,
    START,
    covering,
    keeps,
    letter_runs,
    shipped_words,
    usual_parts,
    words_of,
)
from pipeline.models.letters import (
    main as letters_main,
)
from pipeline.models.trim import fallback, trim, wanted_pieces
from pipeline.models.trim import main as trim_main
from pipeline.models.vocabulary import (
    FULL_PIECES,
    PUBLISHED_IDS,
    check_codes,
    cut,
    parse_vocabulary,
    read_vocabulary,
)
from tests import nllb

WORDS = sorted(set(words_of(text for row in nllb.sentences() for text in row)))


@pytest.fixture(scope="module")
def trimmed_full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trimmed")
    trim(nllb.full(), folder, nllb.CODES, WORDS)
    return folder


@pytest.fixture(scope="module")
def models(trimmed_full: Path) -> Iterator[tuple[Any, Any, list[int]]]:
    """The full model, the trimmed one, and the old ids of the pieces that stayed."""
    from transformers import M2M100ForConditionalGeneration

    full = M2M100ForConditionalGeneration.from_pretrained(nllb.full()).eval()
    small = M2M100ForConditionalGeneration.from_pretrained(trimmed_full).eval()
    old = {piece: index for index, piece in enumerate(read_vocabulary(nllb.full()).pieces)}
    with nllb.one_thread():
        yield full, small, [old[piece] for piece in read_vocabulary(trimmed_full).pieces]


def code_id(tokenizer: Tokenizer, code: str) -> int:
    index = tokenizer.token_to_id(code)
    assert index is not None
    return int(index)


@pytest.mark.parametrize(
    ("piece", "kept"),
    [
        ("▁облыс", True),
        ("облыс", True),
        ("▁блыс", False),  # no word starts so
        ("лыста", True),
        ("▁Облыс", True),
        ("▁мектебі", False),  # a word that was never seen: split more finely
        ("▁школ", True),
        ("▁school", True),
        ("chool", True),
        ("shool", False),
        ("▁ђуро", False),
        ("▁à", True),  # a single character
        ("à", True),
        ("▁été", False),
        ("水", True),
        ("水木", False),
        ("▁2024", True),
        ("▁«", True),
        ("...", True),
        ("▁xyz", False),  # however short
        ("▁обл", True),
        ("бл", True),
        ("▁бл", False),
        ("▁т.б.", True),  # single letters
        ("▁", True),
    ],
)
def test_a_piece_stays_when_its_letters_follow_each_other_in_our_words(piece: str, kept: bool) -> None:
    assert keeps(piece, letter_runs(["^облыста", "^школа", "^school"])) is kept


def test_words_that_cover_others_allow_the_same_runs() -> None:
    chosen = covering(WORDS)
    assert letter_runs(chosen) == letter_runs(WORDS)
    assert len(chosen) < len(WORDS)


def test_the_shipped_words_are_sorted_small_letters_and_each_adds_a_run() -> None:
    words = shipped_words()
    assert len(words) > 40_000
    assert covering(words) == sorted(words)
    assert all(word == word.lower() and ALPHABETS.issuperset(word.removeprefix(START)) for word in words)


def test_a_run_counts_where_it_stands_often_enough_and_what_it_holds_with_it() -> None:
    words = [*["^облыста"] * LEAST, *["^облыстың"] * (LEAST - 1), "^зат"]
    runs = letter_runs(covering(usual_parts(words)))
    assert {"^облыс", "лыста", "облыст", "^", "з", "зат"} & runs == {"^облыс", "лыста", "облыст", "^"}
    assert not any("ың" in run for run in runs)


@given(st.lists(st.text("абв", min_size=1, max_size=9).map(START.__add__), max_size=40))
def test_the_parts_hold_every_usual_run_and_no_other(words: list[str]) -> None:
    lengths = range(1, RUN + 1)
    times = Counter(
        run for word in words for run in {word[i : i + n] for n in lengths for i in range(len(word) - n + 1)}
    )
    usual = {run for run, count in times.items() if count >= LEAST}
    assert letter_runs(covering(usual_parts(words))) == usual


def test_the_words_are_printed_from_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = "Облыста\tШкола, школа\tÉtude 2024 a1b\n"
    (tmp_path / "a.tsv").write_text(line * LEAST, encoding="utf-8")
    assert letters_main([str(tmp_path / "a.tsv")]) == 0
    assert capsys.readouterr().out.split() == ["^облыста", "^школа"]


def test_the_full_vocabulary_has_the_published_ids() -> None:
    vocabulary = read_vocabulary(nllb.full())
    assert len(vocabulary.pieces) == FULL_PIECES
    assert {piece: vocabulary.pieces.index(piece) for piece in PUBLISHED_IDS} == PUBLISHED_IDS
    check_codes(vocabulary, nllb.CODES.values(), nllb.full())


def test_what_must_stay_stays_and_foreign_codes_go(trimmed_full: Path) -> None:
    pieces = read_vocabulary(trimmed_full).pieces
    before = read_vocabulary(nllb.full()).pieces
    assert pieces[:4] == ("<s>", "<pad>", "</s>", "<unk>")
    assert {"kaz_Cyrl", "rus_Cyrl", "eng_Latn", "<mask>"} <= set(pieces)
    assert not {"fra_Latn", "ace_Arab", "zul_Latn"} & set(pieces)
    assert {piece for piece in before if len(piece) == 1} <= set(pieces)
    assert len(pieces) < 15_000


def test_the_kept_pieces_are_the_same_every_time(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        trim(nllb.trained(), folder, nllb.CODES, reversed(WORDS) if folder == first else WORDS)
    names = sorted(path.name for path in first.iterdir())
    assert names == [
        "config.json",
        "generation_config.json",
        "model.safetensors",
        "tokenizer.json",
        "tokenizer_config.json",
    ]
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_transformers_reads_the_trimmed_folder_with_the_same_ids(trimmed_full: Path) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(trimmed_full)
    pieces = read_vocabulary(trimmed_full).pieces
    assert len(tokenizer) == len(pieces)
    assert tokenizer.convert_ids_to_tokens(list(range(len(pieces)))) == list(pieces)
    assert tokenizer("Облыста жаңа мектеп ашылды.").tokens()[0] == "kaz_Cyrl"


def test_logits_over_the_kept_pieces_are_the_same_to_a_ten_thousandth(
    models: tuple[Any, Any, list[int]], trimmed_full: Path
) -> None:
    import torch

    full, small, old_ids = models
    before, after = (Tokenizer.from_file(str(f / "tokenizer.json")) for f in (nllb.full(), trimmed_full))
    compared = 0
    for kk, ru, _ in nllb.sentences():
        outputs = []
        for model, tokenizer in ((full, before), (small, after)):
            source = [
                tokenizer.token_to_id("kaz_Cyrl"),
                *tokenizer.encode(kk, add_special_tokens=False).ids,
                2,
            ]
            target = [
                2,
                tokenizer.token_to_id("rus_Cyrl"),
                *tokenizer.encode(ru, add_special_tokens=False).ids,
            ]
            with torch.inference_mode():
                logits = model(
                    input_ids=torch.tensor([source]), decoder_input_ids=torch.tensor([target])
                ).logits[0]
            outputs.append(logits)
        kept = outputs[0][:, old_ids]
        assert kept.shape == outputs[1].shape
        assert kept.dtype == torch.float32
        assert (kept - outputs[1]).abs().max().item() <= 1e-4
        assert kept.std().item() > 0.1  # not all alike, or the comparison would prove nothing
        compared += kept.numel()
    assert compared > 100_000


def test_greedy_output_is_the_same_when_the_full_model_may_not_choose_a_removed_piece(
    models: tuple[Any, Any, list[int]], trimmed_full: Path
) -> None:
    import torch

    full, small, old_ids = models
    after = Tokenizer.from_file(str(trimmed_full / "tokenizer.json"))
    removed = sorted(set(range(full.config.vocab_size)) - set(old_ids))
    new_ids = {old: new for new, old in enumerate(old_ids)}
    different = 0
    for kk, _, _ in nllb.sentences():
        ids = [code_id(after, "kaz_Cyrl"), *after.encode(kk, add_special_tokens=False).ids, 2]
        options: dict[str, Any] = {"max_new_tokens": 24, "do_sample": False, "num_beams": 1}
        with torch.inference_mode():
            found = small.generate(
                torch.tensor([ids]), forced_bos_token_id=after.token_to_id("rus_Cyrl"), **options
            )
            source = torch.tensor([[old_ids[index] for index in ids]])
            code = {"forced_bos_token_id": PUBLISHED_IDS["rus_Cyrl"]}
            held = full.generate(source, **code, suppress_tokens=removed, **options)
            free = full.generate(source, **code, **options)
        assert [new_ids[index] for index in held[0].tolist()] == found[0].tolist()
        different += held[0].tolist() != free[0].tolist()
    assert different  # somewhere the full model wanted a removed piece: holding it back was needed


def test_a_text_whose_pieces_all_stay_is_split_as_before_and_nothing_new_is_unknown(
    trimmed_full: Path,
) -> None:
    before, after = (Tokenizer.from_file(str(f / "tokenizer.json")) for f in (nllb.full(), trimmed_full))
    texts = [text for row in nllb.sentences() for text in row]
    for text in texts:
        assert after.encode(text).tokens[1:] == before.encode(text).tokens[1:], text
    found = fallback(before, after, [*texts, "Zażółć gęślą jaźń 水木 ქართული ☃"])
    assert found.unknown == found.unknown_before > 0
    assert 0 < found.share < 0.5


FULL_PARTS = "абвгдежзиклмнопрстуab cdehlnorst.,«»–5"


@settings(max_examples=200)
@given(
    text=st.text(alphabet=FULL_PARTS + "ңқөүäß水", max_size=40),
    dropped=st.sets(st.integers(min_value=4, max_value=400), max_size=150),
)
def test_whatever_is_dropped_a_text_whose_pieces_stay_is_split_as_before(
    text: str, dropped: set[int]
) -> None:
    vocabulary = read_vocabulary(nllb.trained())
    wanted = {
        piece for index, piece in enumerate(vocabulary.pieces) if index not in dropped or len(piece) == 1
    }
    tokenizer, old_ids = cut(vocabulary, wanted, ("kaz_Cyrl", "</s>"))
    before = Tokenizer.from_file(str(nllb.trained() / "tokenizer.json"))
    after = Tokenizer.from_str(json.dumps(tokenizer))
    kept = {vocabulary.pieces[index] for index in old_ids}
    assert wanted <= kept
    old = before.encode(text, add_special_tokens=False).tokens
    new = after.encode(text, add_special_tokens=False).tokens
    if set(old) <= kept:
        assert new == old
    assert new.count("<unk>") == old.count("<unk>")
    assert "".join(new) == "".join(old)
    assert after.decode(after.encode(text).ids) == before.decode(before.encode(text).ids)


def test_merges_written_as_pairs_are_cut_as_well(tmp_path: Path) -> None:
    pieces, charsmap = nllb.trained_pieces([text for row in nllb.sentences() for text in row], 300)
    nllb.write_tokenizer(tmp_path, pieces, charsmap, as_text=False)
    vocabulary = read_vocabulary(tmp_path)
    tokenizer, _ = cut(
        vocabulary,
        wanted_pieces(vocabulary, WORDS) | vocabulary.specials | set(nllb.CODES.values()),
        ("kaz_Cyrl", "</s>"),
    )
    assert all(isinstance(merge, list) for merge in tokenizer["model"]["merges"])
    assert Tokenizer.from_str(json.dumps(tokenizer)).encode("Ертең").tokens[0] == "kaz_Cyrl"


def test_ids_in_lists_are_renumbered_and_their_pieces_stay(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    shutil.copytree(nllb.trained(), source)
    target.mkdir()
    old = read_vocabulary(source).pieces
    foreign = old.index("fra_Latn")
    for name in ("config.json", "generation_config.json"):
        config = json.loads((source / name).read_text(encoding="utf-8"))
        (source / name).write_text(json.dumps(config | {"eos_token_id": [2, foreign]}), encoding="utf-8")
    trim(source, target, nllb.CODES, WORDS)
    new = read_vocabulary(target).pieces
    for name in ("config.json", "generation_config.json"):
        ids = json.loads((target / name).read_text(encoding="utf-8"))["eos_token_id"]
        assert [new[index] for index in ids] == ["</s>", "fra_Latn"]


def test_a_unigram_vocabulary_is_not_trimmed() -> None:
    vocabulary = parse_vocabulary({"model": {"type": "Unigram", "vocab": [["<unk>", 0.0], ["a", -1.0]]}})
    assert vocabulary.pieces == ("<unk>", "a")
    with pytest.raises(ModelError, match="Unigram"):
        cut(vocabulary, {"a"}, ("a", "a"))


@pytest.mark.parametrize("layout", ["bin", "sharded bin", "sharded safetensors"])
def test_weights_in_every_layout_are_cut_alike(tmp_path: Path, layout: str) -> None:
    source, target, expected = tmp_path / "source", tmp_path / "target", tmp_path / "expected"
    for folder in (source, target, expected):
        folder.mkdir()
    for name in ("config.json", "tokenizer.json"):
        (source / name).write_bytes((nllb.trained() / name).read_bytes())
    _write_weights(source, layout)
    trim(nllb.trained(), expected, nllb.CODES, WORDS)
    trim(source, target, nllb.CODES, WORDS)
    assert (target / "model.safetensors").read_bytes() == (expected / "model.safetensors").read_bytes()
    assert count_parameters(source) == count_parameters(nllb.trained())


def _write_weights(folder: Path, layout: str) -> None:
    """Write the trained weights as the hub has them: embeddings under all their names, and sine tables."""
    import torch
    from safetensors.torch import save_file

    tensors = {name: read() for name, read in read_tensors(nllb.trained()).items()}
    shared = tensors["model.shared.weight"]
    for name in ("lm_head.weight", "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"):
        tensors[name] = shared.clone()
    tensors["model.encoder.embed_positions.weights"] = torch.zeros(10, shared.shape[1])
    if layout == "bin":
        torch.save(tensors, folder / "pytorch_model.bin")
        return
    suffix = "bin" if layout == "sharded bin" else "safetensors"
    stem = "pytorch_model" if suffix == "bin" else "model"
    where = {}
    for part in range(2):
        name = f"{stem}-0000{part + 1}-of-00002.{suffix}"
        chosen = {
            key: value for index, (key, value) in enumerate(sorted(tensors.items())) if index % 2 == part
        }
        where.update(dict.fromkeys(chosen, name))
        if suffix == "bin":
            torch.save(chosen, folder / name)
        else:
            save_file(chosen, folder / name)
    (folder / f"{stem}.{suffix}.index.json").write_text(json.dumps({"weight_map": where}))


def test_a_missing_or_damaged_shard_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no weights"):
        weight_files(tmp_path)
    (tmp_path / "model.safetensors.index.json").write_text('{"weight_map": {"a": "model-1.safetensors"}}')
    with pytest.raises(ModelError, match=r"model-1\.safetensors is missing"):
        weight_files(tmp_path)
    (tmp_path / "model-1.safetensors").write_bytes(b"nothing of the kind")
    with pytest.raises(ModelError, match="cannot be read"):
        read_tensors(tmp_path)
    (tmp_path / "model-1.safetensors").unlink()
    (tmp_path / "model.safetensors.index.json").unlink()
    (tmp_path / "pytorch_model.bin").write_bytes(b"nothing of the kind")
    with pytest.raises(ModelError, match="cannot be read"):
        read_tensors(tmp_path)


def test_a_pickle_that_would_run_code_is_refused(tmp_path: Path) -> None:
    import pickle

    class Bomb:
        def __reduce__(self) -> tuple[Any, tuple[str]]:
            return Path.touch, (tmp_path / "ran",)  # type: ignore[return-value]

    (tmp_path / "pytorch_model.bin").write_bytes(pickle.dumps({"a": Bomb()}, protocol=2))
    with pytest.raises(ModelError, match="cannot be read"):
        read_tensors(tmp_path)
    assert not (tmp_path / "ran").exists()


def test_the_share_of_text_that_falls_back_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kk.txt").write_text("Ертең күн суытады.\n", encoding="utf-8")
    assert trim_main([str(nllb.trained() / "tokenizer.json"), str(tmp_path / "kk.txt")]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("pieces kept: ")
    assert second.endswith("<unk> 0, before 0")
    assert trim_main([]) == 2
