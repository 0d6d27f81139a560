"""Cut the vocabulary of an NLLB checkpoint to Kazakh, Russian and English: embeddings and tokenizer together.

`python -m pipeline.models.trim TOKENIZER_JSON FILE…` prints how much of running text is split more finely.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ModelError
from pipeline.models.checkpoint import CONFIG, SHARED, is_computed, read_config, read_tensors
from pipeline.models.letters import keeps, letter_runs, shipped_words
from pipeline.models.manifest import Trimming
from pipeline.models.vocabulary import (
    END,
    TOKENIZER,
    Ids,
    Vocabulary,
    cut,
    flat,
    ids_in,
    parse_vocabulary,
    read_vocabulary,
)

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

GENERATION_CONFIG = "generation_config.json"


@dataclass(frozen=True, slots=True)
class Fallback:
    """Running pieces of a text, and those of them that trimming splits more finely or loses."""

    pieces: int
    removed: int
    unknown: int
    unknown_before: int

    @property
    def share(self) -> float:
        """Return the share of running pieces that were removed."""
        return self.removed / self.pieces if self.pieces else 0.0


def wanted_pieces(vocabulary: Vocabulary, words: Iterable[str]) -> set[str]:
    """Choose the plain pieces to keep: those the words make plausible."""
    added = {token["content"] for token in vocabulary.tokenizer["added_tokens"]}
    runs = letter_runs(words)
    return {piece for piece in vocabulary.pieces if piece not in added and keeps(piece, runs)}


def trim(
    source: Path, target: Path, languages: Mapping[str, str], words: Iterable[str] | None = None
) -> Trimming:
    """Write the checkpoint in `source`, trimmed, to the empty folder `target`, in transformers layout.

    `languages` gives the model's code of kk, ru and en; `words` are those whose pieces stay (default: ours).
    """
    pieces = wanted_pieces(read_vocabulary(source), shipped_words() if words is None else words)
    return trim_to(source, target, languages, pieces)


def trim_to(source: Path, target: Path, languages: Mapping[str, str], pieces: Collection[str]) -> Trimming:
    """Write the checkpoint in `source` with these pieces, the special ones and the languages' codes only."""
    vocabulary = read_vocabulary(source)
    configs = {CONFIG: read_config(source)}
    if (source / GENERATION_CONFIG).is_file():
        configs[GENERATION_CONFIG] = read_config(source, GENERATION_CONFIG)
    named = {name: ids_in(config, vocabulary, source / name) for name, config in configs.items()}
    marks = {vocabulary.pieces[i] for found in named.values() for ids in found.values() for i in flat(ids)}
    wanted = set(pieces) | vocabulary.specials | set(languages.values()) | marks
    tokenizer, old_ids = cut(vocabulary, wanted, (languages["kk"], END))
    _write_json(target / TOKENIZER, tokenizer)
    _write_json(target / "tokenizer_config.json", TOKENIZER_CONFIG)
    for name, config in configs.items():
        _write_json(target / name, _renumbered(config, named[name], old_ids))
    _cut_tensors(source, target / "model.safetensors", old_ids)
    return Trimming(len(old_ids), len(vocabulary.pieces), parse_vocabulary(tokenizer).sha256)


TOKENIZER_CONFIG = {
    # The class that takes tokenizer.json as it is: NllbTokenizer would add all 202 language codes again.
    "tokenizer_class": "PreTrainedTokenizerFast",
    "bos_token": "<s>",
    "eos_token": END,
    "pad_token": "<pad>",
    "unk_token": "<unk>",
    "clean_up_tokenization_spaces": False,
}


def _renumbered(config: dict[str, Any], named: Mapping[str, Ids], old_ids: list[int]) -> dict[str, Any]:
    new_ids = {old: new for new, old in enumerate(old_ids)}
    changed: dict[str, Any] = {
        name: [new_ids[i] for i in ids] if isinstance(ids, list) else new_ids[ids]
        for name, ids in named.items()
    }
    if "vocab_size" in config:
        changed["vocab_size"] = len(old_ids)
    return {**config, **changed}


def _cut_tensors(source: Path, target: Path, old_ids: list[int]) -> None:
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import save_file

    rows = torch.tensor(old_ids)
    tied = read_config(source).get("tie_word_embeddings", True)
    tensors: dict[str, Tensor] = {}
    for name, read in read_tensors(source).items():
        if is_computed(name) or (tied and name in SHARED):
            continue
        tensors[name] = read()[rows].contiguous() if name in SHARED else read().contiguous()
    if tied:
        tensors[SHARED[0]] = _shared_matrix(source)[rows].contiguous()
    try:
        save_file(tensors, target, metadata={"format": "pt"})
    except SafetensorError as error:
        hint = "make room, or set PIPELINE_MODELS to another disk"
        raise ModelError(f"cannot be written: {error}", hint=hint, path=target) from error


def _shared_matrix(source: Path) -> Tensor:
    tensors = read_tensors(source)
    for name in SHARED:
        if name in tensors:
            return tensors[name]()
    raise ModelError(
        "the weights have no embeddings", hint="only NLLB and M2M100 models can be trimmed", path=source
    )


def fallback(full: Tokenizer, trimmed: Tokenizer, texts: Iterable[str]) -> Fallback:
    """Count the pieces of running text that are gone after trimming, and unknown pieces after and before."""
    kept = frozenset(trimmed.get_vocab())
    unknown = "<unk>"
    pieces = removed = lost = lost_before = 0
    for text in texts:
        before = full.encode(text, add_special_tokens=False).tokens
        after = trimmed.encode(text, add_special_tokens=False).tokens
        pieces += len(before)
        removed += sum(piece not in kept for piece in before)
        lost_before += before.count(unknown)
        lost += after.count(unknown)
    return Fallback(pieces, removed, lost, lost_before)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Print the pieces kept of a tokenizer.json and, for each text, the share that is split more finely."""
    from tokenizers import Tokenizer

    if len(arguments) < 2:
        print("usage: python -m pipeline.models.trim TOKENIZER_JSON FILE…", file=sys.stderr)
        return 2
    path = Path(arguments[0])
    vocabulary = parse_vocabulary(json.loads(path.read_text(encoding="utf-8")), path)
    codes = [code for code in ("kaz_Cyrl", "rus_Cyrl", "eng_Latn") if code in vocabulary.pieces]
    wanted = wanted_pieces(vocabulary, shipped_words()) | vocabulary.specials | set(codes)
    tokenizer, old_ids = cut(vocabulary, wanted, (codes[0], END))
    full, trimmed = Tokenizer.from_file(str(path)), Tokenizer.from_str(json.dumps(tokenizer))
    print(f"pieces kept: {len(old_ids)} of {len(vocabulary.pieces)}")
    for name in arguments[1:]:
        found = fallback(full, trimmed, Path(name).read_text(encoding="utf-8").splitlines())
        unknown = f"<unk> {found.unknown}, before {found.unknown_before}"
        print(f"{name}: {found.share:.2%} of {found.pieces} pieces; {unknown}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
