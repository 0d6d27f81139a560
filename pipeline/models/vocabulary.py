"""The vocabulary of a checkpoint as its tokenizer.json states it: checked, and cut down consistently."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from pipeline.errors import ModelError

TOKENIZER = "tokenizer.json"
END = "</s>"
FULL_PIECES = 256_204
PUBLISHED_IDS = {END: 2, "eng_Latn": 256_047, "kaz_Cyrl": 256_089, "rus_Cyrl": 256_147}
"""Ids of NLLB-200's full vocabulary, from the published tokenizer (facebook/nllb-200-distilled-600M)."""

Json = dict[str, Any]
Ids = int | list[int]
ID_KEYS = (
    *("bos_token_id", "pad_token_id", "eos_token_id", "decoder_start_token_id"),
    *("forced_bos_token_id", "forced_eos_token_id", "suppress_tokens", "begin_suppress_tokens"),
)
LISTED = ("eos_token_id", "forced_eos_token_id", "suppress_tokens", "begin_suppress_tokens")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A parsed tokenizer.json and its pieces, `pieces[id]`, added tokens included."""

    tokenizer: Json
    pieces: tuple[str, ...]

    @property
    def specials(self) -> frozenset[str]:
        """Return the added tokens that are no language codes: <s>, <pad>, </s>, <unk>, <mask>."""
        contents = (token["content"] for token in self.tokenizer["added_tokens"])
        return frozenset(content for content in contents if content.startswith("<"))

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the pieces, one a line, in order of id."""
        return hashlib.sha256("\n".join(self.pieces).encode()).hexdigest()


def read_vocabulary(directory: Path) -> Vocabulary:
    """Read tokenizer.json; raise ModelError without one: other formats lose the language codes."""
    path = directory / TOKENIZER
    try:
        tokenizer = cast(Json, json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        hint = "copy it from the model's repository; sentencepiece.bpe.model alone has no language codes"
        raise ModelError(f"there is no {TOKENIZER}", hint=hint, path=directory) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"cannot be read as JSON: {error}", hint="copy it again", path=path) from error
    return parse_vocabulary(tokenizer, path)


def parse_vocabulary(tokenizer: Json, path: Path | None = None) -> Vocabulary:
    """Order the pieces by id; raise ModelError unless the ids run from 0 without a gap."""
    try:
        by_id = {index: piece for piece, index in _pieces_with_ids(tokenizer["model"]["vocab"])}
        by_id.update((token["id"], token["content"]) for token in tokenizer.get("added_tokens", []))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ModelError("does not list a vocabulary", hint="copy the file again", path=path) from error
    if sorted(by_id) != list(range(len(by_id))):
        raise ModelError("the ids of its pieces have gaps", hint="copy the file again", path=path)
    return Vocabulary(tokenizer, tuple(by_id[index] for index in range(len(by_id))))


def _pieces_with_ids(vocab: Mapping[str, int] | list[list[Any]]) -> Iterable[tuple[str, int]]:
    if isinstance(vocab, Mapping):
        return vocab.items()
    return ((piece, index) for index, (piece, _) in enumerate(vocab))  # a unigram model lists piece and score


def check_codes(vocabulary: Vocabulary, codes: Collection[str], path: Path) -> None:
    """Raise ModelError when a language code or the end mark is no piece, or not at its published id."""
    ids = {piece: index for index, piece in enumerate(vocabulary.pieces)}
    unknown = vocabulary.tokenizer["model"].get("unk_token")
    missing = [code for code in (*codes, END) if code not in ids or code == unknown]
    if missing:
        hint = f"take the {TOKENIZER} of the model's own repository"
        raise ModelError(f"{', '.join(missing)} would be read as <unk>", hint=hint, path=path / TOKENIZER)
    if len(ids) < FULL_PIECES:
        return
    for piece in (*codes, END):
        published = PUBLISHED_IDS.get(piece)
        if published is not None and ids[piece] != published:
            message = f"{piece} has id {ids[piece]}, published is {published}"
            raise ModelError(message, hint="this is not the vocabulary of NLLB-200", path=path / TOKENIZER)


def ids_in(config: Json, vocabulary: Vocabulary, path: Path) -> dict[str, Ids]:
    """Return the ids that a config names under its keys; raise ModelError where one is no piece's."""
    found: dict[str, Ids] = {key: config[key] for key in ID_KEYS if config.get(key) is not None}
    for key, ids in found.items():
        is_right = key in LISTED or not isinstance(ids, list)
        if not is_right or not all(type(i) is int and 0 <= i < len(vocabulary.pieces) for i in flat(ids)):
            message = (
                f"`{key}` is {ids!r}, and the ids of {TOKENIZER} go from 0 to {len(vocabulary.pieces) - 1}"
            )
            raise ModelError(message, hint="copy both files from the model's own repository", path=path)
    return found


def flat(ids: Ids) -> list[int]:
    """Return the ids under one key of a config as a list."""
    return ids if isinstance(ids, list) else [ids]


def cut(vocabulary: Vocabulary, wanted: Collection[str], template: tuple[str, str]) -> tuple[Json, list[int]]:
    """Return a tokenizer.json of the wanted pieces and their old ids, ascending; a new id is the place there.

    What byte-pair encoding builds a wanted piece from is kept too, so a text whose pieces are all wanted is
    split exactly as before: the merges that led to its pieces are all there, in the same order, and any merge
    that is gone was not used. `template` is (source language code, end mark), which frame a source text.
    """
    model = vocabulary.tokenizer["model"]
    kind = model.get("type", "nameless")
    if kind != "BPE":
        raise ModelError(f"a {kind} vocabulary cannot be trimmed", hint="install it with --no-trim")
    merges = _merges(model)
    kept = _with_parts(wanted, {pair: rank for rank, pair in enumerate(merges)})
    old_ids = [index for index, piece in enumerate(vocabulary.pieces) if piece in kept]
    new_ids = {vocabulary.pieces[index]: place for place, index in enumerate(old_ids)}
    listed = isinstance(model["merges"][0], list) if merges else False
    remaining = [(a, b) for a, b in merges if a in new_ids and b in new_ids and a + b in new_ids]
    added = [
        {**token, "id": new_ids[token["content"]]}
        for token in vocabulary.tokenizer["added_tokens"]
        if token["content"] in new_ids
    ]
    result = {
        **vocabulary.tokenizer,
        "added_tokens": sorted(added, key=lambda token: token["id"]),
        "post_processor": _framing(new_ids, template),
        "model": {
            **model,
            "vocab": {piece: new_ids[piece] for piece in model["vocab"] if piece in new_ids},
            "merges": [list(pair) if listed else " ".join(pair) for pair in remaining],
        },
    }
    return result, old_ids


def _merges(model: Json) -> list[tuple[str, str]]:
    try:
        pairs = [merge.split(" ") if isinstance(merge, str) else merge for merge in model["merges"]]
        return [(str(first), str(second)) for first, second in pairs]
    except (KeyError, TypeError, ValueError) as error:
        message = f"{TOKENIZER} does not list the merges of its pieces"
        raise ModelError(message, hint="copy it from the model's own repository") from error


def _with_parts(wanted: Collection[str], ranks: Mapping[tuple[str, str], int]) -> set[str]:
    """Add what each piece is merged from on the way from single characters."""
    kept = set(wanted)
    for piece in wanted:
        parts = list(piece)
        while len(parts) > 1:
            pairs = enumerate(pairwise(parts))
            rank, place = min((ranks.get(pair, len(ranks)), index) for index, pair in pairs)
            if rank == len(ranks):
                break  # an added token, or a piece that encoding can never reach
            parts[place : place + 2] = [parts[place] + parts[place + 1]]
            kept.add(parts[place])
        else:
            kept.update(piece)
    return kept


def _framing(ids: Mapping[str, int], template: tuple[str, str]) -> Json:
    special = {name: {"id": name, "ids": [ids[name]], "tokens": [name]} for name in template}

    def frame(*sequences: str) -> list[Json]:
        inner = [{"Sequence": {"id": name, "type_id": 0}} for name in sequences]
        first, last = ({"SpecialToken": {"id": name, "type_id": 0}} for name in template)
        return [first, *inner, last]

    return {
        "type": "TemplateProcessing",
        "single": frame("A"),
        "pair": frame("A", "B"),
        "special_tokens": special,
    }
