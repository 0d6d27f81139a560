"""Build small checkpoints in the true layout of NLLB-200: M2M100 weights, BPE with 202 language codes."""

from __future__ import annotations

import atexit
import io
import json
import random
import shutil
import tempfile
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.models.catalogue import ModelCard

if TYPE_CHECKING:
    from transformers import M2M100ForConditionalGeneration

SENTENCES = Path(__file__).with_name("nllb_sentences.tsv")
CODES = {"kk": "kaz_Cyrl", "ru": "rus_Cyrl", "en": "eng_Latn"}
HEAD = ("<s>", "<pad>", "</s>", "<unk>")
FULL_BASE_PIECES = 256_001  # ids 0 to 256,000; then 202 codes, <mask>, and two rows that stand for nothing
PADDING_ROWS = 2

FOREIGN_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "aāăąbcčdeēęfgģhiīįjklłmnņńoóöøprsšśtuūųvwxyzžź",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяўћђљњџ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "가나다라마바사아자차카타파하고노도로모보소오조초코토포호",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a model; everything else is as in NLLB-200."""

    width: int = 32
    layers: int = 2
    heads: int = 4
    positions: int = 1024


def sentences() -> list[tuple[str, str, str]]:
    """Return the Kazakh, Russian and English sentences to overfit on."""
    rows = (line.split("\t") for line in SENTENCES.read_text(encoding="utf-8").splitlines())
    return [(kk, ru, en) for kk, ru, en in rows]


def language_codes() -> list[str]:
    """Return NLLB's 202 language codes in their order."""
    from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES

    return list(FAIRSEQ_LANGUAGE_CODES)


def trained_pieces(texts: Sequence[str], size: int) -> tuple[list[str], str]:
    """Train SentencePiece BPE; return its pieces in order and its normalisation table in base 64."""
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=written,
        model_type="bpe",
        vocab_size=size,
        character_coverage=1.0,
        normalization_rule_name="nmt_nfkc",
        hard_vocab_limit=False,
        minloglevel=2,
    )
    model = sentencepiece_model_pb2.ModelProto.FromString(written.getvalue())
    pieces = [piece.piece for piece in model.pieces if piece.type == piece.NORMAL]
    return pieces, b64encode(model.normalizer_spec.precompiled_charsmap).decode()


def filled(pieces: Sequence[str], total: int) -> list[str]:
    """Add single characters and invented foreign pieces, each built by one merge, until there are `total`."""
    chance = random.Random(20)
    characters = [*"".join(FOREIGN_ALPHABETS), *map(chr, range(0x4E00, 0x6200))]
    found = dict.fromkeys([*pieces, *(char for char in characters if char not in set(pieces))])
    grown = [[*alphabet, "▁"] for alphabet in FOREIGN_ALPHABETS]
    while len(found) < total:
        alphabet = chance.randrange(len(grown))
        piece = chance.choice(grown[alphabet]) + chance.choice(FOREIGN_ALPHABETS[alphabet])
        if piece not in found and len(piece) < 12:
            found[piece] = None
            grown[alphabet].append(piece)
    return list(found)


def merges_of(pieces: Sequence[str]) -> Iterator[list[str]]:
    """Yield the merges by which SentencePiece would build the pieces, the first piece first."""
    known = set(pieces)
    for piece in pieces:
        for place in range(1, len(piece)):
            if piece[:place] in known and piece[place:] in known:
                yield [piece[:place], piece[place:]]


def write_tokenizer(folder: Path, pieces: Sequence[str], charsmap: str, *, as_text: bool = True) -> int:
    """Write tokenizer.json as the hub has it for NLLB; return the number of ids."""
    base = [*HEAD, *pieces]
    codes = language_codes()
    added = [(index, piece, False) for index, piece in enumerate(HEAD)]
    added += [(len(base) + index, code, False) for index, code in enumerate(codes)]
    added.append((len(base) + len(codes), "<mask>", True))
    merges: list[Any] = list(merges_of(pieces))
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_added(*token) for token in added],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Precompiled", "precompiled_charsmap": charsmap},
                {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
            ],
        },
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": _post_processor(len(base) + codes.index("eng_Latn")),
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": "<unk>",
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": True,
            "byte_fallback": False,
            "vocab": {piece: index for index, piece in enumerate(base)},
            "merges": [" ".join(merge) for merge in merges] if as_text else merges,
        },
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    config = {"tokenizer_class": "NllbTokenizer", "additional_special_tokens": codes, "src_lang": "eng_Latn"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    return len(base) + len(codes) + 1


def _added(index: int, content: str, lstrip: bool) -> dict[str, Any]:
    flags = {"single_word": False, "lstrip": lstrip, "rstrip": False, "normalized": lstrip, "special": True}
    return {"id": index, "content": content, **flags}


def _post_processor(english: int) -> dict[str, Any]:
    marks = {"eng_Latn": english, "</s>": 2}
    code, end = ({"SpecialToken": {"id": mark, "type_id": 0}} for mark in marks)
    first, second = ({"Sequence": {"id": name, "type_id": 0}} for name in ("A", "B"))
    special = {mark: {"id": mark, "ids": [index], "tokens": [mark]} for mark, index in marks.items()}
    return {
        "type": "TemplateProcessing",
        "single": [code, first, end],
        "pair": [code, first, second, end],
        "special_tokens": special,
    }


def new_model(ids: int, shape: Shape, *, spread: float = 0.02) -> M2M100ForConditionalGeneration:
    """Return a model with random weights of standard deviation `spread`, NLLB's settings otherwise."""
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    torch.manual_seed(7)
    config = M2M100Config(
        vocab_size=ids + PADDING_ROWS,
        d_model=shape.width,
        encoder_layers=shape.layers,
        decoder_layers=shape.layers,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=4 * shape.width,
        decoder_ffn_dim=4 * shape.width,
        max_position_embeddings=shape.positions,
        scale_embedding=True,
        dropout=0.0,
        attention_dropout=0.0,
        encoder_layerdrop=0.0,
        decoder_layerdrop=0.0,
        init_std=spread,
    )
    model: M2M100ForConditionalGeneration = M2M100ForConditionalGeneration(config).eval()
    return model


def write_small(folder: Path, *, train: bool = False, shape: Shape | None = None) -> Path:
    """Write a checkpoint with a few hundred pieces, overfitted on the sentences when `train`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = sentences()
    pieces, charsmap = trained_pieces([text for row in rows for text in row], 420)
    ids = write_tokenizer(folder, pieces, charsmap)
    model = new_model(ids, shape or Shape(width=64), spread=0.05)
    if train:
        overfit(model, folder, rows)
    model.save_pretrained(folder)
    return folder


@cache
def trained() -> Path:
    """Return the folder of an overfitted checkpoint, made once; it must not be changed."""
    return write_small(_passing_folder(), train=True)


@cache
def full() -> Path:
    """Return the folder of a checkpoint with all 256,206 rows, made once; it must not be changed."""
    return write_full(_passing_folder())


def _passing_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="nllb-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def card(name: str = "tiny-nllb", **changes: Any) -> ModelCard:
    """Return the card of a checkpoint made here."""
    values: dict[str, Any] = {
        "name": name,
        "engine": "ct2",
        "family": "nllb",
        "repository": f"owner/{name}",
        "revision": "0123456789abcdef0123456789abcdef01234567",
        "files": (),
        "licence": "CC-BY-NC-4.0",
        "commercial": False,
        "languages": CODES,
        "parameters": 0,
        "input_limit": 60,
    }
    return ModelCard(**{**values, **changes})


def write_full(folder: Path) -> Path:
    """Write a narrow checkpoint with all 256,206 rows, its ids as published."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces, charsmap = trained_pieces([text for row in sentences() for text in row], 420)
    ids = write_tokenizer(folder, filled(pieces, FULL_BASE_PIECES - len(HEAD)), charsmap)
    model = new_model(ids, Shape(width=16, layers=1, heads=2), spread=0.3)
    model.save_pretrained(folder)
    return folder


def overfit(model: M2M100ForConditionalGeneration, folder: Path, rows: list[tuple[str, str, str]]) -> None:
    """Train until the model knows the sentences by heart."""
    import torch
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pairs = [(kk, text, CODES[code]) for kk, ru, en in rows for text, code in ((ru, "ru"), (en, "en"))]
    source = _padded([_framed(tokenizer, CODES["kk"], kk) for kk, _, _ in pairs], 1)
    labels = _padded([_framed(tokenizer, code, text) for _, text, code in pairs], -100)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    model.train()
    with one_thread():
        for _ in range(150):
            loss = model(input_ids=source, attention_mask=source.ne(1).long(), labels=labels).loss
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    model.eval()


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep PyTorch on one thread: with so small a model two only wait for each other."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _framed(tokenizer: Any, code: str, text: str) -> list[int]:
    ids: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
    return [tokenizer.token_to_id(code), *ids, 2]


def _padded(rows: list[list[int]], value: int) -> Any:
    import torch

    width = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows])
