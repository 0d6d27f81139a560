"""Install a model that is already on disk: a transformers or CTranslate2 folder, or a packed archive."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import ModelError, UsageError
from pipeline.models.catalogue import NAME, NOT_STATED, Catalogue, Family, ModelCard
from pipeline.models.checkpoint import CONFIG, weight_files
from pipeline.models.convert import MODEL, VOCABULARIES, check_tokens
from pipeline.models.hashes import sha256_of
from pipeline.models.install import (
    InstallOptions,
    Source,
    codes_of,
    family_of,
    install,
    new_manifest,
)
from pipeline.models.manifest import Check, SourceFile
from pipeline.models.pack import unpack
from pipeline.models.store import Installed, Store
from pipeline.models.vocabulary import TOKENIZER, check_codes, read_vocabulary

LANGUAGES: dict[Family, dict[str, str]] = {
    "nllb": {"kk": "kaz_Cyrl", "ru": "rus_Cyrl", "en": "eng_Latn"},
    "madlad": {"kk": "kk", "ru": "<2ru>", "en": "<2en>"},
}
INPUT_LIMIT = 510
OWN_PREFERENCE = 1
"""A model of one's own is taken before the draft, which has 0, and after those of the catalogue."""

COPIED = (MODEL, CONFIG, TOKENIZER, *VOCABULARIES, *(name.replace(".json", ".txt") for name in VOCABULARIES))


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How to add; `name` is needed where the folder's own name does not tell which model it is."""

    install: InstallOptions = field(default_factory=InstallOptions)
    name: str | None = None


def add(path: Path, catalogue: Catalogue, store: Store, options: AddOptions | None = None) -> Installed:
    """Install the model at `path`; raise ModelError when it is none or damaged, UsageError without a name."""
    options = options or AddOptions()
    if path.is_file():
        return _add_archive(path, catalogue, store, options)
    if not path.is_dir():
        raise UsageError(
            "there is no such file or folder", hint="give a model's folder or archive", path=path
        )
    converted = (path / MODEL).is_file()
    if converted:
        _refuse_to_convert(path, options.install)
    name = guess_name(path, catalogue) if options.name is None else options.name
    if name is None:
        hint = f"--name NAME, one of {', '.join(_nameable(catalogue))}, or a name of your own"
        raise UsageError("which model is this?", hint=hint, path=path)
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot name a model", hint="use letters, digits, dots and hyphens")
    _refuse_bundled(name, catalogue)
    card = catalogue.models.get(name) or _own_card(name, "nllb" if converted else family_of(path))
    with store.locked():
        store.demand_free(name)
        if converted:
            return _add_converted(path, card, store)
        files = tuple(_compared(path, name_, card) for name_ in _names(path))
        return install(store, Source(path, _unpinned(card, files), "directory", files), options.install)


def _refuse_bundled(name: str, catalogue: Catalogue) -> None:
    if name in catalogue.models and catalogue.models[name].bundled:
        raise UsageError(f"{name} comes with the program", hint="give the model another name")


def _refuse_to_convert(path: Path, options: InstallOptions) -> None:
    """Raise UsageError where a model that is converted already is to become another one."""
    usual = InstallOptions()
    if (options.engine, options.quantization) != (usual.engine, usual.quantization):
        hint = "leave --engine and --quantization out, or add the checkpoint that it was made from"
        raise UsageError("is converted already, and stays as it is", hint=hint, path=path)


def guess_name(path: Path, catalogue: Catalogue) -> str | None:
    """Return the model whose name is part of the path, as in a hub cache; the longest where several are."""
    parts = [part.lower() for part in path.absolute().parts]
    found = [name for name in _nameable(catalogue) if any(name.lower() in part for part in parts)]
    return max(found, key=len, default=None)


def _nameable(catalogue: Catalogue) -> list[str]:
    return [card.name for card in catalogue.models.values() if not card.bundled]


def _own_card(name: str, family: Family) -> ModelCard:
    return ModelCard(
        name=name,
        engine="ct2",
        family=family,
        repository=None,
        revision=None,
        files=(),
        licence=NOT_STATED,
        commercial=False,
        languages=LANGUAGES[family],
        parameters=0,
        input_limit=INPUT_LIMIT,
        preference=OWN_PREFERENCE,
    )


def _names(folder: Path) -> Iterator[str]:
    yield from (CONFIG, TOKENIZER)
    yield from (path.name for path in weight_files(folder))


def _compared(folder: Path, name: str, card: ModelCard) -> SourceFile:
    """Hash one file and compare it with the catalogue, where that knows its checksum."""
    path = folder / name
    if not path.is_file():
        raise ModelError(f"there is no {name}", hint="copy the whole folder of the model", path=folder)
    sha256 = sha256_of(path)
    expected = next((file.sha256 for file in card.files if file.name == name), None)
    if expected is not None and expected != sha256:
        hint = "copy it again; a model that you changed yourself needs a name of its own: --name NAME"
        raise ModelError(
            f"is not the one published with {card.name}: its sha256 is {sha256}", hint=hint, path=path
        )
    check: Check = "none" if expected is None else "catalogue"
    return SourceFile(name, sha256, path.stat().st_size, check)


def _unpinned(card: ModelCard, files: tuple[SourceFile, ...]) -> ModelCard:
    """Return the card with the pinned commit only where the weights were proven to be of it."""
    weights = [file for file in files if file.name not in (CONFIG, TOKENIZER)]
    proven = all(file.checked == "catalogue" for file in weights)
    return card if proven else replace(card, revision=None)


def _add_converted(path: Path, card: ModelCard, store: Store) -> Installed:
    """Copy a CTranslate2 model after its tokens were compared with tokenizer.json; it cannot be trimmed."""
    vocabulary = read_vocabulary(path)
    check_codes(vocabulary, codes_of(card), path)
    check_tokens(path, vocabulary.pieces)
    quantization = _quantization(path)
    with store.staging() as staging:
        model = staging / "model"
        model.mkdir()
        for name in COPIED:
            if (path / name).is_file():
                shutil.copyfile(path / name, model / name)
        source = Source(path, replace(card, revision=None), "directory", ())
        manifest = new_manifest(source, InstallOptions(), None)
        return store.commit(model, replace(manifest, quantization=quantization))


def _quantization(path: Path) -> str:
    """Load a CTranslate2 model, which proves that it is one, and return the type of its weights."""
    import ctranslate2

    try:
        return str(ctranslate2.Translator(str(path), device="cpu").compute_type)
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            f"cannot be loaded: {error}", hint="copy the whole folder again", path=path
        ) from error


def _add_archive(path: Path, catalogue: Catalogue, store: Store, options: AddOptions) -> Installed:
    _refuse_to_convert(path, options.install)
    with store.locked(), store.staging() as staging:
        model = staging / "model"
        model.mkdir()
        manifest = unpack(path, model)
        if options.name not in (None, manifest.card.name):
            what = f"holds the model {manifest.card.name}, not {options.name}"
            raise UsageError(what, hint="leave --name out: a packed model keeps its name", path=path)
        _refuse_bundled(manifest.card.name, catalogue)
        store.demand_free(manifest.card.name)
        return store.commit(model, replace(manifest, origin="archive"))
