"""What a training starts from: the sentence encoder, a checkpoint, or a shipped translator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pipeline.models.binary import read_contents
from training.e5 import E5, UNK
from training.model import Draft, Shape, load_encoder
from training.pieces import special_tokens
from training.work import Work

Array = NDArray[Any]
DTYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""CTranslate2's numbers for its types of tensors (ctranslate2/specs/model_spec.py)."""
SHIPPED_LAYERS = (("norm1", "self_attention/layer_norm"), ("qkv", "self_attention/linear_0"),
                  ("out", "self_attention/linear_1"))
ENCODER_LAYER = (*SHIPPED_LAYERS, ("ffn1", "ffn/linear_0"), ("ffn2", "ffn/linear_1"),
                 ("norm2", "ffn/layer_norm"))
DECODER_LAYER = (*SHIPPED_LAYERS, ("norm2", "attention/layer_norm"), ("query", "attention/linear_0"),
                 ("key_value", "attention/linear_1"), ("cross_out", "attention/linear_2"),
                 ("norm3", "ffn/layer_norm"), ("ffn1", "ffn/linear_0"), ("ffn2", "ffn/linear_1"))


def new_model(shape: Shape, weights: E5, work: Work) -> Draft:
    """Return a model that starts from the sentence encoder, its target embeddings too."""
    model = Draft(shape)
    load_encoder(model.encoder, weights, work.ids("source"))
    _set_target_embeddings(model, torch.from_numpy(weights.embeddings(work.ids("target"))))
    return model


def _set_target_embeddings(model: Draft, table: Tensor) -> None:
    """Set the last rows, centred and scaled to what a decoder's embedding should start at."""
    with torch.no_grad():
        table = table - table.mean(0)
        model.embedding.weight[-len(table):] = table * (model.shape.width**-0.5 / table.std())


def load_model(path: Path, average: bool = True) -> Draft:
    """Load the model of a checkpoint (or its running average), or a shipped translator's folder."""
    if path.is_dir():
        return read_translator(path)
    state = torch.load(path, map_location="cpu")
    model = Draft(Shape(**state["shape"]))
    values: dict[str, Tensor] = state["average"] if average else state["model"]
    model.load_state_dict({name: value.float() for name, value in values.items()})
    return model


def widen_model(model: Draft, decoder_layers: int) -> Draft:
    """Return a copy with more decoder layers; the new ones add nothing at first."""
    grown = Draft(Shape(**{**model.shape.as_dict(), "decoder_layers": decoder_layers}))
    for layer in list(grown.layers)[model.shape.decoder_layers:]:
        for name in ("out", "cross_out", "ffn2"):
            linear = getattr(layer, name)
            torch.nn.init.zeros_(linear.weight)
            torch.nn.init.zeros_(linear.bias)
    grown.load_state_dict({**grown.state_dict(), **model.state_dict()})
    return grown


def retarget(model: Draft, work: Work) -> Draft:
    """Return a copy that writes the pieces of `work`, their embeddings started from the encoder's."""
    rows = {piece: row for row, piece in enumerate(work.ids("source"), len(special_tokens([])))}
    ids = work.ids("target")
    count = len(special_tokens(work.languages)) + len(ids)
    shape = Shape(**{**model.shape.as_dict(), "target_pieces": count})
    turned = Draft(shape)
    kept = {name: value for name, value in model.state_dict().items() if name != "embedding.weight"}
    turned.load_state_dict({**turned.state_dict(), **kept})
    known = [rows.get(piece, UNK) for piece in ids]
    _set_target_embeddings(turned, model.encoder.words.weight.detach()[known])
    return turned


def read_translator(folder: Path) -> Draft:
    """Return the model of a translator that `release` wrote; int8 weights become floating point again."""
    tensors = _read_tensors(folder / "model.bin")
    state = {"encoder.words.weight": _weight(tensors, "encoder/embeddings_0"),
             "encoder.places.weight": tensors["encoder/position_encodings/encodings"],
             "embedding.weight": _weight(tensors, "decoder/embeddings")}
    state |= _module("encoder.norm", tensors, "encoder/layernorm_embedding")
    state |= _module("norm", tensors, "decoder/layer_norm")
    depths = {}
    for side, prefix, parts in (("encoder", "encoder.layers", ENCODER_LAYER),
                                ("decoder", "layers", DECODER_LAYER)):
        depths[side] = len({name.split("/")[1] for name in tensors if name.startswith(f"{side}/layer_")
                            and name.split("/")[1] != "layer_norm"})
        for number in range(depths[side]):
            for ours, theirs in parts:
                state |= _module(f"{prefix}.{number}.{ours}", tensors, f"{side}/layer_{number}/{theirs}")
    model = Draft(Shape(
        source_pieces=len(state["encoder.words.weight"]), target_pieces=len(state["embedding.weight"]),
        encoder_layers=depths["encoder"], decoder_layers=depths["decoder"],
        decoder_feed_forward=len(state["layers.0.ffn1.bias"])))
    model.load_state_dict(
        {name: torch.from_numpy(np.array(value, np.float32)) for name, value in state.items()})
    return model


def _module(ours: str, tensors: dict[str, Array], theirs: str) -> dict[str, Array]:
    """Return weight and bias of a layer norm or a linear layer."""
    if f"{theirs}/gamma" in tensors:
        return {f"{ours}.weight": tensors[f"{theirs}/gamma"], f"{ours}.bias": tensors[f"{theirs}/beta"]}
    return {f"{ours}.weight": _weight(tensors, theirs), f"{ours}.bias": tensors[f"{theirs}/bias"]}


def _weight(tensors: dict[str, Array], name: str) -> Array:
    weight = tensors[f"{name}/weight"]
    if weight.dtype != np.int8:
        return weight
    scaled: Array = weight.astype(np.float32) / tensors[f"{name}/weight_scale"].reshape(-1, 1)
    return scaled


def _read_tensors(path: Path) -> dict[str, Array]:
    """Return the tensors of a CTranslate2 model by name, those that go by another name under both."""
    data = path.read_bytes()
    contents = read_contents(data)
    found = {variable.name: np.frombuffer(data[variable.values:variable.end], DTYPES[variable.kind])
             .reshape(variable.shape) for variable in contents.variables}
    return found | {alias: found[name] for alias, name in contents.aliases.items()}
