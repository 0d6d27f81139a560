"""Cross entropy of a tied output projection, without keeping the logits of the whole batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

CPU_ROWS, GPU_ROWS = 256, 8192
"""Rows whose logits are made at once: those that stay in the cache of a small CPU; many on a GPU."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Piece ids (n,) of which the first `count` are to be learnt; the others only fill up the shape."""

    pieces: Tensor
    count: int


@dataclass(frozen=True, slots=True)
class _Terms:
    """What the loss is made of beside its tensors."""

    count: int
    smoothing: float
    consistency: float


def _divergence(logs: Tensor) -> tuple[Tensor, Tensor]:
    """Return the symmetric divergence (n,) of two passes' log probabilities (2, n, pieces), and its gradient.

    Half of KL(first, second) + KL(second, first); the gradient is by the logits of both.
    """
    difference = logs[0] - logs[1]
    probabilities = logs.exp()
    toward = (probabilities[0] * difference).sum(1, keepdim=True)
    back = -(probabilities[1] * difference).sum(1, keepdim=True)
    moved = probabilities[0] - probabilities[1]
    pull = torch.stack((probabilities[0] * (difference - toward) + moved,
                        probabilities[1] * (-difference - back) - moved))
    apart: Tensor = (toward + back).squeeze(1)
    return apart / 2, pull / 2


class _ProjectedCrossEntropy(torch.autograd.Function):
    """Computes loss and gradients chunk by chunk in the forward pass (they are linear in the loss)."""

    @staticmethod
    def forward(ctx: Any, states: Tensor, table: Tensor, gold: Tensor, log_weights: Tensor,
                terms: _Terms) -> Tensor:
        low = torch.bfloat16 if torch.is_autocast_enabled(states.device.type) else states.dtype
        x, weights = states.detach().to(low), table.detach().to(low)
        rows = CPU_ROWS if states.device.type == "cpu" else GPU_ROWS
        smoothing, uniform = terms.smoothing, log_weights.exp() / log_weights.exp().sum()
        loss = torch.zeros((), device=states.device)
        grad_states = torch.empty_like(x)
        grad_table = torch.zeros_like(weights, dtype=torch.float32)
        for start in range(0, len(gold), rows):
            part = x[:, start:start + rows]
            target = gold[start:start + rows].expand(len(part), -1)[..., None]
            logits = (part @ weights.T).float()
            wanted = (1 - smoothing) * logits.gather(2, target).squeeze(2) + smoothing * (logits @ uniform)
            logits += log_weights
            total = logits.logsumexp(2, keepdim=True)
            learnt = (torch.arange(start, start + part.shape[1], device=gold.device) < terms.count).float()
            loss += ((total.squeeze(2) - wanted) * learnt).sum()
            logits -= total
            if len(part) == 2 and terms.consistency:
                apart, pull = _divergence(logits)
                loss += terms.consistency * (apart * learnt).sum()
                grad = logits.exp_().add_(pull, alpha=terms.consistency)
            else:
                grad = logits.exp_()
            grad.sub_(smoothing * uniform)
            grad.scatter_add_(2, target, grad.new_full(target.shape, smoothing - 1))
            grad = (grad * learnt[:, None]).to(low)
            grad_states[:, start:start + rows] = grad @ weights
            grad_table += grad.flatten(0, 1).T @ part.flatten(0, 1)
        ctx.save_for_backward(grad_states, grad_table)
        ctx.count, ctx.types = terms.count * len(x), (states.dtype, table.dtype)
        return loss / (terms.count * len(x))

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None, None, None]:
        grad_states, grad_table = ctx.saved_tensors
        scale = grads[0] / ctx.count
        of_states, of_table = (grad_states * scale).to(ctx.types[0]), (grad_table * scale).to(ctx.types[1])
        return of_states, of_table, None, None, None


def projected_cross_entropy(states: Tensor, table: Tensor, gold: Gold, smoothing: float,
                            consistency: float = 0.0, log_weights: Tensor | None = None) -> Tensor:
    """Return the mean label-smoothed cross entropy of `states @ table.T` against the gold pieces.

    Shapes: states (passes, n, width) or (n, width), table (pieces, width), log_weights (pieces,): how many
    pieces a row stands for. Of two passes with dropout, `consistency` times the divergence of their
    distributions is added to the sum of their losses (R-Drop: Liang et al. 2021). Under autocast the products
    are made in bfloat16; the softmax stays in float32.
    """
    if log_weights is None:
        log_weights = torch.zeros(len(table), device=table.device)
    states = states.view(-1, *states.shape[-2:])
    apply: Any = _ProjectedCrossEntropy.apply  # untyped in torch
    terms = _Terms(gold.count, smoothing, consistency)
    loss: Tensor = apply(states, table, gold.pieces, log_weights, terms)
    return loss


def sampled_cross_entropy(states: Tensor, table: Tensor, gold: Gold, smoothing: float,
                          negatives: int) -> Tensor:
    """Return the cross entropy over the batch's own pieces and `negatives` drawn ones.

    Each drawn piece stands for its share of those left out, so that the sum of the softmax is met in the
    mean (importance sampling: Bengio & Senécal 2008).
    """
    own, place = torch.unique(gold.pieces, return_inverse=True)
    absent = torch.ones(len(table), dtype=torch.bool, device=table.device)
    absent[own] = False
    others = absent.nonzero().squeeze(1)
    drawn = others[torch.randperm(len(others), device=table.device)[:negatives]]
    log_weights = torch.zeros(len(own) + len(drawn), device=table.device)
    log_weights[len(own):] = torch.tensor(len(others) / max(1, len(drawn))).log()
    kept = table[torch.cat([own, drawn])]
    return projected_cross_entropy(states, kept, Gold(place, gold.count), smoothing, log_weights=log_weights)
