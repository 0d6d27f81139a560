"""Cross entropy of a tied output projection, without keeping the logits of the whole batch."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

CHUNK_ROWS = 256
"""Rows whose logits stay in the cache of a small CPU; large batches on a GPU take more at once."""


class _ProjectedCrossEntropy(torch.autograd.Function):
    """Computes loss and gradients chunk by chunk in the forward pass (they are linear in the loss)."""

    @staticmethod
    def forward(ctx: Any, states: Tensor, table: Tensor, gold: Tensor, smoothing: float) -> Tensor:
        low = torch.bfloat16 if torch.is_autocast_enabled(states.device.type) else torch.float32
        x, weights = states.detach().to(low), table.detach().to(low)
        count, pieces = len(gold), len(weights)
        rows = CHUNK_ROWS if states.device.type == "cpu" else 8192
        loss = torch.zeros((), device=states.device)
        grad_states = torch.empty_like(x)
        grad_table = torch.zeros_like(weights, dtype=torch.float32)
        for start in range(0, count, rows):
            part, target = x[start:start + rows], gold[start:start + rows, None]
            logits = (part @ weights.T).float()
            mean = logits.mean(1)
            chosen = logits.gather(1, target).squeeze(1)
            peak = logits.amax(1, keepdim=True)
            probabilities = logits.sub_(peak).exp_()
            total = probabilities.sum(1, keepdim=True)
            log_total = total.log().add_(peak).squeeze(1)
            loss += (log_total - (1 - smoothing) * chosen - smoothing * mean).sum()
            probabilities.div_(total).sub_(smoothing / pieces)
            probabilities.scatter_add_(1, target, probabilities.new_full((len(target), 1), smoothing - 1))
            grad = probabilities.to(low)
            grad_states[start:start + rows] = grad @ weights
            grad_table += grad.T @ part
        ctx.save_for_backward(grad_states, grad_table)
        ctx.count = count
        return loss / count

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None, None]:
        grad_states, grad_table = ctx.saved_tensors
        scale = grads[0] / ctx.count
        return grad_states.float() * scale, grad_table * scale, None, None


def projected_cross_entropy(states: Tensor, table: Tensor, gold: Tensor, smoothing: float) -> Tensor:
    """Return the mean label-smoothed cross entropy of `states @ table.T` against `gold`.

    Shapes: states (n, width), table (pieces, width), gold (n,). Under autocast the products are
    made in bfloat16; sums and the softmax stay in float32.
    """
    apply: Any = _ProjectedCrossEntropy.apply  # untyped in torch
    loss: Tensor = apply(states, table, gold, smoothing)
    return loss
