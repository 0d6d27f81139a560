"""Write the CTranslate2 models: the translator, the sentence encoder and the lower encoder layers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from ctranslate2.specs import common_spec, transformer_spec

from training import e5
from training.e5 import E5
from training.model import DecoderLayer, Draft, EncoderLayer, Shape, load_upper_layers


def encoder_spec(weights: E5, ids: list[int], layers: int, trained: Draft | None = None) -> Any:
    """Return a CTranslate2 encoder of the first `layers` layers over the kept pieces.

    Layers that `trained` holds replace the sentence encoder's own.
    """
    spec = transformer_spec.TransformerEncoderSpec(
        layers, e5.HEADS, pre_norm=False, activation=common_spec.Activation.GELU, layernorm_embedding=True)
    spec.scale_embeddings = False
    spec.embeddings[0].weight = weights.embeddings([e5.BOS, e5.PAD, e5.EOS, e5.UNK, *ids])
    spec.position_encodings.encodings = weights.positions()
    gamma, beta = (weights.tensor(f"emb.ln.{x}", e5.WIDTH) for x in "wb")
    _norm(spec.layernorm_embedding, gamma, beta)
    original = Draft(Shape(target_pieces=1, lower_layers=0, encoder_layers=layers, decoder_layers=0))
    load_upper_layers(original, weights)
    sources = list(original.upper)
    if trained is not None:
        sources[trained.shape.lower_layers:] = list(trained.upper)
    for target, layer in zip(spec.layer, sources, strict=True):
        assert isinstance(layer, EncoderLayer)
        _linear(target.self_attention.linear[0], layer.qkv)
        _linear(target.self_attention.linear[1], layer.out)
        _module_norm(target.self_attention.layer_norm, layer.norm1)
        _linear(target.ffn.linear_0, layer.ffn1)
        _linear(target.ffn.linear_1, layer.ffn2)
        _module_norm(target.ffn.layer_norm, layer.norm2)
    return spec


def decoder_spec(model: Draft) -> Any:
    """Return the CTranslate2 decoder."""
    spec = transformer_spec.TransformerDecoderSpec(
        model.shape.decoder_layers, model.shape.decoder_heads, pre_norm=True,
        activation=common_spec.Activation.RELU)
    spec.scale_embeddings = True
    spec.start_from_zero_embedding = False
    table = _array(model.embedding.weight)
    spec.embeddings.weight = table
    spec.projection.weight = table
    spec.position_encodings.encodings = _array(model.positions)
    _module_norm(spec.layer_norm, model.norm)
    for target, layer in zip(spec.layer, model.layers, strict=True):
        assert isinstance(layer, DecoderLayer)
        _module_norm(target.self_attention.layer_norm, layer.norm1)
        _linear(target.self_attention.linear[0], layer.qkv)
        _linear(target.self_attention.linear[1], layer.out)
        _module_norm(target.attention.layer_norm, layer.norm2)
        _linear(target.attention.linear[0], layer.query)
        _linear(target.attention.linear[1], layer.key_value)
        _linear(target.attention.linear[2], layer.cross_out)
        _module_norm(target.ffn.layer_norm, layer.norm3)
        _linear(target.ffn.linear_0, layer.ffn1)
        _linear(target.ffn.linear_1, layer.ffn2)
    return spec


def save_translator(encoder: Any, model: Draft, tokens: tuple[list[str], list[str]], folder: Path) -> None:
    """Write encoder and decoder as an int8 translator; `tokens` are the two vocabularies."""
    spec = transformer_spec.TransformerSpec(encoder, decoder_spec(model))
    spec.register_source_vocabulary(tokens[0])
    spec.register_target_vocabulary(tokens[1])
    spec.config.decoder_start_token = "<s>"
    spec.config.add_source_bos = spec.config.add_source_eos = False
    _save(spec, folder)


def save_encoder(encoder: Any, tokens: list[str], folder: Path) -> None:
    """Write an int8 encoder that gives the last hidden states."""
    spec = transformer_spec.TransformerEncoderModelSpec(encoder)
    spec.register_vocabulary(tokens)
    _save(spec, folder)


def _save(spec: Any, folder: Path) -> None:
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    for path in folder.glob("*vocabulary.json"):  # as UTF-8 and without indentation: half the size
        tokens = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(tokens, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _array(tensor: torch.Tensor) -> np.ndarray[Any, np.dtype[np.float32]]:
    return tensor.detach().float().cpu().numpy()


def _linear(target: Any, layer: torch.nn.Linear) -> None:
    target.weight, target.bias = _array(layer.weight), _array(layer.bias)


def _norm(target: Any, gamma: Any, beta: Any) -> None:
    target.gamma, target.beta = gamma, beta


def _module_norm(target: Any, layer: torch.nn.LayerNorm) -> None:
    _norm(target, _array(layer.weight), _array(layer.bias))
