"""One run of the training: its plan, how far it is, and the steps that move the model."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.func import functional_call

from training.batches import Batch, Pairs
from training.e5 import PAD
from training.loss import projected_cross_entropy, sampled_cross_entropy
from training.model import Draft

EMA_STEPS = 4
"""The running average is brought up to date every so many steps."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbers of one run; stored in each checkpoint."""

    minutes: float
    rate: float = 1e-3
    encoder_rate: float = 3e-4
    warmup_steps: int = 100
    hold: float = 0.2
    """The share of the time at the full rate; after it the rate falls in a straight line."""
    floor: float = 0.03
    smoothing: float = 0.1
    negatives: int = 0
    """Target pieces drawn into the softmax beside a batch's own; 0: all."""
    dropout: float = 0.0
    """In the decoder. None while the model still underfits the text: it only slows the learning then."""
    encoder_dropout: float = 0.0
    consistency: float = 0.0
    """What two passes of a batch with dropout are held together by (R-Drop); 0: one pass."""
    frozen_layers: int = 6
    """Encoder layers that stay as they are, beside the embeddings."""
    weight_decay: float = 0.01
    second_beta: float = 0.995
    """Adam's memory of squared gradients: long, since the batches are small."""
    batch_tokens: int = 3000
    average_steps: int = 400
    checkpoint_minutes: float = 10.0
    seed: int = 1


@dataclass(slots=True)
class Progress:
    """How far a run has come."""

    step: int = 0
    seconds: float = 0.0
    target_tokens: int = 0


def learning_rate(plan: Plan, progress: Progress) -> float:
    """Return the factor on both rates: warm-up by steps, then held, then falling with the time."""
    share = min(1.0, progress.seconds / (plan.minutes * 60))
    fall = 1.0 if share <= plan.hold else (1.0 - share) / (1.0 - plan.hold)
    return min(1.0, (progress.step + 1) / plan.warmup_steps) * max(plan.floor, fall)


class Trainer:
    """A model in training with its optimizer and running average.

    On a GPU the network itself is in bfloat16 and the optimizer keeps its parameters in float32: fewer and
    smaller steps to start than with autocast, which casts each parameter for each batch.
    """

    def __init__(self, model: Draft, plan: Plan, device: torch.device, half: bool | None = None) -> None:
        self.plan, self.device = plan, device
        self.half = device.type == "cuda" if half is None else half
        self.progress = Progress()
        self.model = model.to(device)
        model.encoder.freeze(plan.frozen_layers)
        learnt = {name: p for name, p in model.named_parameters() if p.requires_grad}
        self.values: dict[str, Tensor] = dict(learnt)
        if self.half:
            self.values = {name: p.detach().clone().requires_grad_() for name, p in learnt.items()}
            self.model.to(torch.bfloat16)
        self.learnt = learnt
        self.average = {name: p.detach().clone() for name, p in self.values.items()}
        encoder = [p for name, p in self.values.items() if name.startswith("encoder.")]
        decoder = [p for name, p in self.values.items() if not name.startswith("encoder.")]
        groups = [{"params": decoder, "peak": plan.rate}, {"params": encoder, "peak": plan.encoder_rate}]
        self.optimizer = torch.optim.AdamW(
            groups, lr=plan.rate, betas=(0.9, plan.second_beta), weight_decay=plan.weight_decay, fused=True)

    def step(self, batch: Batch) -> Tensor:
        """Make one update; return the loss a target piece."""
        batch = batch.to(self.device)
        loss = self._loss(batch)
        self.model.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        if self.half:
            self._copy_gradients()
        torch.nn.utils.clip_grad_norm_(self.values.values(), 1.0)
        factor = learning_rate(self.plan, self.progress)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        self.optimizer.step()
        if self.half:
            self._copy_values()
        self.progress.step += 1
        self.progress.target_tokens += batch.count
        if self.progress.step % EMA_STEPS == 0:
            self._update_average()
        return loss.detach()

    def _loss(self, batch: Batch) -> Tensor:
        plan = self.plan
        with self._precision():
            inputs = [part.repeat(2 if plan.consistency else 1, 1) for part in _inputs(batch)]
            states = self._states(batch, self.model(*inputs, plan.dropout, plan.encoder_dropout))
            table = self.model.embedding.weight
            if plan.negatives:
                return sampled_cross_entropy(states, table, batch.gold, plan.smoothing, plan.negatives)
            return projected_cross_entropy(states, table, batch.gold, plan.smoothing, plan.consistency)

    def _precision(self) -> AbstractContextManager[Any]:
        return nullcontext() if self.half else torch.autocast(self.device.type, torch.bfloat16)

    def _states(self, batch: Batch, states: Tensor) -> Tensor:
        """Return the decoder's states (passes, n, width) where a piece is to be learnt: the code is given."""
        passes = states[:, 1:].reshape(len(states) // len(batch.source), -1, states.shape[2])
        return passes.index_select(1, batch.places)

    @torch.no_grad()
    def dev_loss(self, pairs: Pairs) -> float:
        """Return the plain cross entropy a target piece of the running average on held-out pairs."""
        self.model.eval()
        average = {name: value.to(self.learnt[name].dtype) for name, value in self.average.items()}
        total, count = 0.0, 0
        for numbers in pairs.one_pass(np.random.default_rng(0), self.plan.batch_tokens):
            batch = pairs.batch(numbers).to(self.device)
            with self._precision():
                states = self._states(batch, functional_call(self.model, average, _inputs(batch)))
                loss = projected_cross_entropy(states, average["embedding.weight"], batch.gold, 0.0)
            total += float(loss) * batch.count
            count += batch.count
        self.model.train()
        return total / count

    @torch.no_grad()
    def _copy_gradients(self) -> None:
        for value in self.values.values():
            if value.grad is None:
                value.grad = torch.zeros_like(value)
        grads = [value.grad for value in self.values.values() if value.grad is not None]
        torch._foreach_copy_(grads, [p.grad for p in self.learnt.values() if p.grad is not None])

    @torch.no_grad()
    def _copy_values(self) -> None:
        torch._foreach_copy_(list(self.learnt.values()), list(self.values.values()))

    @torch.no_grad()
    def _update_average(self) -> None:
        keep = max(0.0, 1 - EMA_STEPS / min(self.plan.average_steps, self.progress.step))
        torch._foreach_lerp_(list(self.average.values()), list(self.values.values()), 1 - keep)

    def save(self, path: Path) -> None:
        """Write everything that going on needs, whole or not at all."""
        partial = path.with_suffix(".partial")
        model = {**self.model.state_dict(), **{name: p.detach() for name, p in self.values.items()}}
        torch.save({"shape": self.model.shape.as_dict(), "plan": asdict(self.plan),
                    "progress": asdict(self.progress), "model": model,
                    "average": {**model, **self.average}, "optimizer": self.optimizer.state_dict()}, partial)
        partial.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint of the same plan."""
        state = torch.load(path, map_location=self.device)
        self.model.load_state_dict(state["model"])
        with torch.no_grad():
            for name, value in self.values.items():
                value.copy_(state["model"][name])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average = {name: state["average"][name] for name in self.average}
        self.progress = Progress(**state["progress"])


def _inputs(batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Return what the network reads: source, where it has pieces, and the target but for its last piece."""
    return batch.source, batch.source != PAD, batch.target[:, :-1]
