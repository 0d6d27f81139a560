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


class _ProjectedCrossEntropy(torch.autograd.Function):
    """Computes loss and gradients chunk by chunk in the forward pass (they are linear in the loss)."""

    @staticmethod
    def forward(ctx: Any, states: Tensor, table: Tensor, gold: Tensor, log_weights: Tensor,
                smoothing: float, count: int) -> Tensor:
        low = torch.bfloat16 if torch.is_autocast_enabled(states.device.type) else states.dtype
        x, weights = states.detach().to(low), table.detach().to(low)
        rows = CPU_ROWS if states.device.type == "cpu" else GPU_ROWS
        uniform = log_weights.exp() / log_weights.exp().sum()
        loss = torch.zeros((), device=states.device)
        grad_states = torch.empty_like(x)
        grad_table = torch.zeros_like(weights, dtype=torch.float32)
        for start in range(0, len(gold), rows):
            part, target = x[start:start + rows], gold[start:start + rows, None]
            logits = (part @ weights.T).float()
            wanted = (1 - smoothing) * logits.gather(1, target).squeeze(1) + smoothing * (logits @ uniform)
            logits += log_weights
            peak = logits.amax(1, keepdim=True)
            probabilities = logits.sub_(peak).exp_()
            total = probabilities.sum(1, keepdim=True)
            learnt = (torch.arange(start, start + len(part), device=gold.device) < count).float()
            loss += ((total.log().add_(peak).squeeze(1) - wanted) * learnt).sum()
            probabilities.div_(total).sub_(smoothing * uniform)
            probabilities.scatter_add_(1, target, probabilities.new_full((len(target), 1), smoothing - 1))
            grad = (probabilities * learnt[:, None]).to(low)
            grad_states[start:start + rows] = grad @ weights
            grad_table += grad.T @ part
        ctx.save_for_backward(grad_states, grad_table)
        ctx.count, ctx.types = count, (states.dtype, table.dtype)
        return loss / count

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None, None, None, None]:
        grad_states, grad_table = ctx.saved_tensors
        scale = grads[0] / ctx.count
        of_states, of_table = (grad_states * scale).to(ctx.types[0]), (grad_table * scale).to(ctx.types[1])
        return of_states, of_table, None, None, None, None


def projected_cross_entropy(states: Tensor, table: Tensor, gold: Gold, smoothing: float,
                            log_weights: Tensor | None = None) -> Tensor:
    """Return the mean label-smoothed cross entropy of `states @ table.T` against the gold pieces.

    Shapes: states (n, width), table (pieces, width), log_weights (pieces,): how many pieces a row stands
    for. Under autocast the products are made in bfloat16; the softmax stays in float32.
    """
    if log_weights is None:
        log_weights = torch.zeros(len(table), device=table.device)
    apply: Any = _ProjectedCrossEntropy.apply  # untyped in torch
    loss: Tensor = apply(states, table, gold.pieces, log_weights, smoothing, gold.count)
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
    return projected_cross_entropy(states, kept, Gold(place, gold.count), smoothing, log_weights)
