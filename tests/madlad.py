"""Build a small checkpoint in the layout of MADLAD-400: an untied T5 with the decoder's embeddings only."""

from __future__ import annotations

import json
from pathlib import Path

MARKS = ("<unk>", "<s>", "</s>", "<2ru>", "<2en>")
CODES = {"kk": "kk", "ru": "<2ru>", "en": "<2en>"}
LETTERS = "▁абвгғдежзийкқлмнңоөпрстуұүфыіәabcdefghilmnoprstuvwy."
UNUSED_ROWS = 3


def write(folder: Path) -> Path:
    """Write a checkpoint with random weights; the projection is of another scale than the embeddings."""
    import torch
    from safetensors.torch import save_file
    from transformers import T5Config, T5ForConditionalGeneration

    pieces = [*MARKS, *LETTERS]
    folder.mkdir(parents=True, exist_ok=True)
    _write_tokenizer(folder, pieces)
    torch.manual_seed(11)
    config = T5Config(
        vocab_size=len(pieces) + UNUSED_ROWS,
        d_model=32,
        d_kv=8,
        d_ff=64,
        num_layers=2,
        num_decoder_layers=2,
        num_heads=4,
        feed_forward_proj="gated-gelu",
        decoder_start_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        dropout_rate=0.0,
    )
    model = T5ForConditionalGeneration(config)
    tensors = {
        name: torch.randn_like(value) * (0.3 if value.dim() > 1 else 0.1) + (value.dim() == 1)
        for name, value in model.state_dict().items()
        if name not in ("shared.weight", "encoder.embed_tokens.weight")
    }
    tensors["lm_head.weight"] = torch.randn_like(tensors["decoder.embed_tokens.weight"]) * 2
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    written = {**config.to_dict(), "tie_word_embeddings": False, "architectures": [type(model).__name__]}
    (folder / "config.json").write_text(json.dumps(written))
    return folder


def _write_tokenizer(folder: Path, pieces: list[str]) -> None:
    space = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": index, "content": mark, **plain} for index, mark in enumerate(MARKS)],
        "normalizer": None,
        "pre_tokenizer": space,
        "post_processor": None,
        "decoder": space,
        "model": {
            "type": "Unigram",
            "unk_id": 0,
            "vocab": [[piece, -1.0 - index / 10] for index, piece in enumerate(pieces)],
            "byte_fallback": False,
        },
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
