"""Make an installed model out of a checkpoint: check, trim, convert, move into the store in one step."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.document import TARGETS
from pipeline.errors import ModelError
from pipeline.models.catalogue import Engine, Family, ModelCard
from pipeline.models.checkpoint import CONFIG, count_parameters, read_config, weight_files
from pipeline.models.convert import Quantization, convert
from pipeline.models.manifest import Manifest, Origin, SourceFile, Trimming
from pipeline.models.store import APPLICATION, Installed, Store, program_version
from pipeline.models.trim import GENERATION_CONFIG, trim
from pipeline.models.vocabulary import TOKENIZER, check_codes, read_vocabulary
from pipeline.models.written import write_map, written_pieces

FAMILIES: dict[str, Family] = {"m2m_100": "nllb", "t5": "madlad"}
"""The family of a checkpoint by the `model_type` of its config.json."""

PARAMETER_TOLERANCE = 0.02

Progress = Callable[[str, int, int], None]
"""Called with a step (a file name, "trim", "convert"), how much is done and how much there is to do."""


def silent(step: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class InstallOptions:
    """How to install; with the engine transformers PyTorch weights are kept, `quantization` is ignored."""

    trim: bool = True
    quantization: Quantization = "int8"
    engine: Engine = "ct2"
    progress: Progress = silent


@dataclass(frozen=True, slots=True)
class Source:
    """A checkpoint to install: its files, the card it answers to, and where it came from."""

    folder: Path
    card: ModelCard
    origin: Origin
    files: tuple[SourceFile, ...]


def install(store: Store, source: Source, options: InstallOptions) -> Installed:
    """Install a checkpoint in transformers layout; the store must be locked. Leaves nothing on an error."""
    check_checkpoint(source.folder, source.card)
    with store.staging() as staging:
        checkpoint, trimming = source.folder, None
        if options.trim and source.card.family == "nllb":
            options.progress("trim", 0, 1)
            checkpoint = staging / "trimmed"
            checkpoint.mkdir()
            trimming = trim(source.folder, checkpoint, source.card.languages)
            options.progress("trim", 1, 1)
        model = staging / "model"
        if options.engine == "ct2":
            options.progress("convert", 0, 1)
            convert(checkpoint, model, options.quantization)
            if trimming is not None:
                written = written_pieces(read_vocabulary(model), [source.card.languages[t] for t in TARGETS])
                write_map(model, written)
                trimming = replace(trimming, written=len(written))
            options.progress("convert", 1, 1)
        else:
            model = checkpoint if trimming is not None else _copy_checkpoint(checkpoint, model)
        return store.commit(model, new_manifest(source, options, trimming))


def new_manifest(source: Source, options: InstallOptions, trimming: Trimming | None) -> Manifest:
    """Return the manifest of a model about to be committed, which fills in the files."""
    return Manifest(
        card=replace(source.card, engine=options.engine, bundled=False),
        origin=source.origin,
        source=source.files,
        files=(),
        trimmed=trimming,
        quantization=options.quantization if options.engine == "ct2" else "none",
        program=f"{APPLICATION} {program_version()}",
        installed=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def check_checkpoint(folder: Path, card: ModelCard) -> None:
    """Raise ModelError unless the folder holds the model that the card describes, with its language codes."""
    family = family_of(folder)
    if family != card.family:
        message = f"config.json describes a model of the family {family}, {card.name} is {card.family}"
        raise ModelError(message, hint="give it the name of another model, or one of its own", path=folder)
    check_codes(read_vocabulary(folder), codes_of(card), folder)
    found = count_parameters(folder)
    if card.parameters and abs(found - card.parameters) > PARAMETER_TOLERANCE * card.parameters:
        message = f"has {found:,} parameters, {card.name} has {card.parameters:,}"
        raise ModelError(message, hint="give it the name of another model, or one of its own", path=folder)


def codes_of(card: ModelCard) -> list[str]:
    """Return the pieces that stand for languages: MADLAD marks the target language alone."""
    return [code for language, code in card.languages.items() if card.family == "nllb" or language != "kk"]


def family_of(folder: Path) -> Family:
    """Return the family of a checkpoint; raise ModelError for one that this program cannot use."""
    kind = str(read_config(folder).get("model_type"))
    if kind not in FAMILIES:
        hint = "NLLB-200 and M2M100 checkpoints, and MADLAD-400, can be installed"
        raise ModelError(f"a model of type {kind!r} cannot translate here", hint=hint, path=folder)
    return FAMILIES[kind]


def _copy_checkpoint(source: Path, target: Path) -> Path:
    target.mkdir()
    named = (source / name for name in (CONFIG, GENERATION_CONFIG, TOKENIZER))
    index = source.glob("*.index.json")
    for path in (*named, *index, *weight_files(source)):
        if path.is_file():
            shutil.copyfile(path, target / path.name)
    return target
