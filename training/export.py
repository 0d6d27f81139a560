"""Write the CTranslate2 models: the translator and the sentence encoder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from ctranslate2.specs import common_spec, transformer_spec

from training import e5
from training.model import DecoderLayer, Draft, Encoder, EncoderLayer


def encoder_spec(encoder: Encoder) -> Any:
    """Return the CTranslate2 encoder."""
    spec = transformer_spec.TransformerEncoderSpec(
        len(encoder.layers), e5.HEADS, pre_norm=False, activation=common_spec.Activation.GELU,
        layernorm_embedding=True)
    spec.scale_embeddings = False
    spec.embeddings[0].weight = _array(encoder.words.weight)
    spec.position_encodings.encodings = _array(encoder.places.weight)
    _norm(spec.layernorm_embedding, encoder.norm)
    for target, layer in zip(spec.layer, encoder.layers, strict=True):
        assert isinstance(layer, EncoderLayer)
        _linear(target.self_attention.linear[0], layer.qkv)
        _linear(target.self_attention.linear[1], layer.out)
        _norm(target.self_attention.layer_norm, layer.norm1)
        _linear(target.ffn.linear_0, layer.ffn1)
        _linear(target.ffn.linear_1, layer.ffn2)
        _norm(target.ffn.layer_norm, layer.norm2)
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
    _norm(spec.layer_norm, model.norm)
    for target, layer in zip(spec.layer, model.layers, strict=True):
        assert isinstance(layer, DecoderLayer)
        _norm(target.self_attention.layer_norm, layer.norm1)
        _linear(target.self_attention.linear[0], layer.qkv)
        _linear(target.self_attention.linear[1], layer.out)
        _norm(target.attention.layer_norm, layer.norm2)
        _linear(target.attention.linear[0], layer.query)
        _linear(target.attention.linear[1], layer.key_value)
        _linear(target.attention.linear[2], layer.cross_out)
        _norm(target.ffn.layer_norm, layer.norm3)
        _linear(target.ffn.linear_0, layer.ffn1)
        _linear(target.ffn.linear_1, layer.ffn2)
    return spec


def save_translator(model: Draft, tokens: tuple[list[str], list[str]], folder: Path) -> None:
    """Write an int8 translator; `tokens` are the two vocabularies."""
    spec = transformer_spec.TransformerSpec(encoder_spec(model.encoder), decoder_spec(model))
    spec.register_source_vocabulary(tokens[0])
    spec.register_target_vocabulary(tokens[1])
    spec.config.decoder_start_token = "<s>"
    spec.config.add_source_bos = spec.config.add_source_eos = False
    _save(spec, folder)


def save_encoder(encoder: Encoder, tokens: list[str], folder: Path) -> None:
    """Write an int8 encoder that gives the last hidden states."""
    spec = transformer_spec.TransformerEncoderModelSpec(encoder_spec(encoder))
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
    return tensor.detach().float().cpu().numpy().copy()  # quantization works in place


def _linear(target: Any, layer: torch.nn.Linear) -> None:
    target.weight, target.bias = _array(layer.weight), _array(layer.bias)


def _norm(target: Any, layer: torch.nn.LayerNorm) -> None:
    target.gamma, target.beta = _array(layer.weight), _array(layer.bias)
