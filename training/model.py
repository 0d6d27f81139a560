"""The draft translator in PyTorch: the sentence encoder's first layers and a decoder."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training import e5


@dataclass(frozen=True, slots=True)
class Shape:
    """What fixes the size of every tensor; stored in each checkpoint."""

    source_pieces: int
    target_pieces: int
    encoder_layers: int = 9
    decoder_layers: int = 3
    decoder_heads: int = 6
    decoder_feed_forward: int = 1024
    width: int = e5.WIDTH
    encoder_heads: int = e5.HEADS
    encoder_feed_forward: int = e5.FEED_FORWARD
    positions: int = e5.POSITIONS

    def as_dict(self) -> dict[str, int]:
        """Return the fields for a checkpoint."""
        return asdict(self)


def _split(x: Tensor, heads: int) -> Tensor:
    batch, length, width = x.shape
    return x.view(batch, length, heads, width // heads).transpose(1, 2)


def _attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor | None) -> Tensor:
    """Return attention; `bias` is added to the scores: 0 where a position may be looked at, -inf elsewhere.

    None: only what came before may be looked at. On a CPU plain products are several times faster than
    the fused kernel's backward.
    """
    if q.is_cuda:
        return functional.scaled_dot_product_attention(q, k, v, bias, is_causal=bias is None)
    if bias is None:
        bias = torch.full((q.shape[2], k.shape[2]), -torch.inf, dtype=q.dtype).triu(1)
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + bias
    return functional.softmax(scores, -1).to(v.dtype) @ v


def drop(x: Tensor, dropout: float, training: bool) -> Tensor:
    """Drop features; on a CPU for all positions of a sentence alike (Gal & Ghahramani 2016): cheaper."""
    if not training or dropout == 0.0:
        return x
    if x.is_cuda:
        return functional.dropout(x, dropout)
    kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= dropout
    return x * (kept.to(x.dtype) / (1.0 - dropout))


def _join(x: Tensor) -> Tensor:
    return x.transpose(1, 2).flatten(2)


def _bias(mask: Tensor, dtype: torch.dtype) -> Tensor:
    """Return 0 where `mask` (batch, length) is True and -inf elsewhere, to be added to scores."""
    zeros = torch.zeros(mask.shape, device=mask.device, dtype=dtype)
    return zeros.masked_fill_(~mask, -torch.inf)[:, None, None]


class EncoderLayer(nn.Module):
    """One post-norm layer of the sentence encoder (XLM-R)."""

    def __init__(self, width: int, heads: int, feed_forward: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width)
        self.ffn1 = nn.Linear(width, feed_forward)
        self.ffn2 = nn.Linear(feed_forward, width)
        self.norm2 = nn.LayerNorm(width)

    def forward(self, x: Tensor, bias: Tensor, dropout: float) -> Tensor:
        """Map states (batch, length, width); `bias` is added to the scores."""
        q, k, v = (_split(part, self.heads) for part in self.qkv(x).chunk(3, -1))
        mixed = _attend(q, k, v, bias)
        x = self.norm1(x + drop(self.out(_join(mixed)), dropout, self.training))
        hidden = functional.gelu(self.ffn1(x))
        normed: Tensor = self.norm2(x + drop(self.ffn2(hidden), dropout, self.training))
        return normed


class DecoderLayer(nn.Module):
    """One pre-norm decoder layer."""

    def __init__(self, width: int, heads: int, feed_forward: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.cross_out = nn.Linear(width, width)
        self.norm3 = nn.LayerNorm(width)
        self.ffn1 = nn.Linear(width, feed_forward)
        self.ffn2 = nn.Linear(feed_forward, width)

    def forward(self, x: Tensor, memory: Tensor, bias: Tensor, dropout: float) -> Tensor:
        """Map states (batch, length, width); `bias` is added to the scores of `memory`."""
        q, k, v = (_split(part, self.heads) for part in self.qkv(self.norm1(x)).chunk(3, -1))
        mixed = _attend(q, k, v, None)
        x = x + drop(self.out(_join(mixed)), dropout, self.training)
        q = _split(self.query(self.norm2(x)), self.heads)
        k, v = (_split(part, self.heads) for part in self.key_value(memory).chunk(2, -1))
        mixed = _attend(q, k, v, bias)
        x = x + drop(self.cross_out(_join(mixed)), dropout, self.training)
        hidden = drop(functional.relu(self.ffn1(self.norm3(x))), dropout, self.training)
        return x + drop(self.ffn2(hidden), dropout, self.training)


def sinusoids(positions: int, width: int) -> Tensor:
    """Return the sinusoidal position table, sines at even and cosines at odd columns."""
    angle = torch.arange(positions)[:, None] * torch.exp(torch.arange(0, width, 2) * -(math.log(1e4) / width))
    table = torch.zeros(positions, width)
    table[:, 0::2], table[:, 1::2] = torch.sin(angle), torch.cos(angle)
    return table


class Encoder(nn.Module):
    """The embeddings and first layers of the sentence encoder."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.source_pieces, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width)
        self.layers = nn.ModuleList(
            EncoderLayer(shape.width, shape.encoder_heads, shape.encoder_feed_forward)
            for _ in range(shape.encoder_layers))

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and the first `layers` layers as they are."""
        for part in (self.words, self.places, self.norm, *list(self.layers)[:layers]):
            part.requires_grad_(False)

    def forward(self, source: Tensor, mask: Tensor, dropout: float = 0.0) -> Tensor:
        """Return the states (batch, length, width) of ids (batch, length); `mask` is True at pieces."""
        x: Tensor = self.norm(self.words(source) + self.places.weight[: source.shape[1]])
        bias = _bias(mask, self.words.weight.dtype)
        for layer in self.layers:
            rate = dropout if layer.qkv.weight.requires_grad else 0.0  # type: ignore[union-attr]
            x = layer(x, bias, rate)
        return x


class Draft(nn.Module):
    """Encoder and decoder; the output projection is tied to the target embedding."""

    positions: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.embedding = nn.Embedding(shape.target_pieces, shape.width)
        nn.init.normal_(self.embedding.weight, 0, shape.width**-0.5)
        self.register_buffer("positions", sinusoids(shape.positions, shape.width), persistent=False)
        self.layers = nn.ModuleList(
            DecoderLayer(shape.width, shape.decoder_heads, shape.decoder_feed_forward)
            for _ in range(shape.decoder_layers))
        self.norm = nn.LayerNorm(shape.width)

    def forward(self, source: Tensor, mask: Tensor, target: Tensor, dropout: float = 0.0,
                encoder_dropout: float = 0.0) -> Tensor:
        """Return the decoder's output states (batch, target length, width) under teacher forcing."""
        return self.decode(self.encoder(source, mask, encoder_dropout), mask, target, dropout)

    def decode(self, memory: Tensor, mask: Tensor, target: Tensor, dropout: float = 0.0) -> Tensor:
        """Return the decoder's output states (batch, target length, width) for a prefix of ids."""
        length = target.shape[1]
        x = self.embedding(target) * self.shape.width**0.5 + self.positions[:length]
        x = drop(x, dropout, self.training)
        bias = _bias(mask, self.embedding.weight.dtype)
        for layer in self.layers:
            x = layer(x, memory, bias, dropout)
        normed: Tensor = self.norm(x)
        return normed


def load_encoder(encoder: Encoder, weights: e5.E5, ids: list[int]) -> None:
    """Set the encoder to the sentence encoder's own weights; `ids` are the kept pieces."""
    width, inner = encoder.words.weight.shape[1], weights.tensors["l0.fi.b"].size
    norm = {f"norm.{ours}": weights.tensor(f"emb.ln.{theirs}", width)
            for ours, theirs in (("weight", "w"), ("bias", "b"))}
    state = {"words.weight": weights.embeddings([e5.BOS, e5.PAD, e5.EOS, e5.UNK, *ids]),
             "places.weight": weights.positions(), **norm}
    for number in range(len(encoder.layers)):
        name, ours = f"l{number}.", f"layers.{number}."
        state[ours + "qkv.weight"] = np.concatenate(
            [weights.tensor(f"{name}{x}.w", width, width) for x in "qkv"])
        state[ours + "qkv.bias"] = np.concatenate([weights.tensor(f"{name}{x}.b", width) for x in "qkv"])
        for part, theirs, shape in (
            ("out", "ao", (width, width)), ("ffn1", "fi", (inner, width)), ("ffn2", "fo", (width, inner)),
            ("norm1", "aln", (width,)), ("norm2", "oln", (width,)),
        ):
            state[f"{ours}{part}.weight"] = weights.tensor(f"{name}{theirs}.w", *shape)
            state[f"{ours}{part}.bias"] = weights.tensor(f"{name}{theirs}.b", shape[0])
    encoder.load_state_dict({key: torch.from_numpy(value) for key, value in state.items()})
