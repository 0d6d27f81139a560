"""models.yaml, the one place where a model is named, read strictly: an unknown key is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Literal, cast, get_args

import yaml

from pipeline.errors import ModelError, SettingsError, name_known
from pipeline.models.section import Section

Engine = Literal["ct2", "transformers"]
Family = Literal["draft", "nllb", "madlad", "encoder"]
Pair = Literal["kk-ru", "kk-en"]

CATALOGUE = "models.yaml"
SHA256 = re.compile(r"[0-9a-f]{64}")
COMMIT = re.compile(r"[0-9a-f]{40}")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
NOT_STATED = "not stated"
"""The licence of a model of one's own, which models.yaml does not know."""

NOT_KEYS = frozenset({"name", "quality_source"})
"""Fields of a card that are no keys of its own: the name is the key above, the source stands in `quality`."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model; `sha256` and `size` (bytes) are None where they are not known for certain."""

    name: str
    sha256: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is known of one model before it is installed.

    `quality` is chrF++ by pair ("kk-ru", "kk-en") and `quality_source` says where the figures come from.
    `input_limit` counts source pieces without markers. `revision` is a 40-digit commit, a version of our own,
    or None where no commit is pinned: then whoever pulls it must name one.
    """

    name: str
    engine: Engine
    family: Family
    repository: str | None
    revision: str | None
    files: tuple[ModelFile, ...]
    licence: str
    commercial: bool
    languages: dict[str, str]
    parameters: int
    input_limit: int
    quality: dict[str, float] = field(default_factory=dict)
    quality_source: str = ""
    draft: bool = False
    bundled: bool = False
    preference: int = 0

    @property
    def pinned(self) -> bool:
        """Say whether the hub repository is pinned to one commit."""
        return self.revision is not None and COMMIT.fullmatch(self.revision) is not None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of models.yaml; `lines` gives the line of each `settings` key ("batch.tokens" for nested ones)."""

    path: Path
    models: dict[str, ModelCard]
    encoder: ModelCard | None
    settings: dict[str, object]
    lines: dict[str, int]

    def card(self, name: str) -> ModelCard:
        """Return the card of `name`; raise ModelError, naming the known ones, when there is none."""
        if name in self.models:
            return self.models[name]
        if self.encoder is not None and name == self.encoder.name:
            return self.encoder
        raise ModelError(f"no model is named {name!r}", hint=name_known(name, self.models))


def shipped_catalogue() -> Path:
    """Return the program's own models.yaml."""
    package = Path(__file__).parent.parent
    shipped = package / CATALOGUE
    return shipped if shipped.is_file() else package.parent / CATALOGUE


def load_catalogue(path: Path) -> Catalogue:
    """Read `path`; raise SettingsError with file, line and known names on anything that does not belong.

    A file of settings alone leaves the models to the program's own.
    """
    try:
        return _load(path)
    except RecursionError as error:  # nested in earnest, or through an alias of what is around it
        raise SettingsError("is nested too deep", hint="leave out what is in itself", path=path) from error


def _load(path: Path) -> Catalogue:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        hint = "set PIPELINE_CONFIG to a models.yaml, or unset it"
        raise SettingsError(f"cannot be read: {error.strerror}", hint=hint, path=path) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"is not UTF-8: {error}", hint="save it as UTF-8", path=path) from error
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise SettingsError(f"is not YAML: {error}", path=path) from error
    if root is None:
        raise SettingsError("is empty", hint="write `settings:` and below it what a run shall do", path=path)
    top = Section(path, "models.yaml", root)
    top.only(("models", "encoder", "settings"), hint="what a run does stands under `settings`")
    settings = None if top.is_empty("settings") else top.section("settings")
    said = {} if settings is None else settings.plain()
    lines = {} if settings is None else settings.lines()
    if "models" not in top.keys and path != shipped_catalogue():
        return replace(_load(shipped_catalogue()), path=path, settings=said, lines=lines)
    models, encoder = top.child("models"), top.section("encoder")
    return Catalogue(
        path=path,
        models={name: _read_card(name, models.child(name)) for name in models.keys},
        encoder=None if encoder is None else _read_card("encoder", encoder),
        settings=said,
        lines=lines,
    )


def _read_card(name: str, section: Section) -> ModelCard:
    if not NAME.fullmatch(name):
        raise section.error(f"{name!r} cannot name a model", hint="use letters, digits, dots and hyphens")
    section.only(tuple(field.name for field in fields(ModelCard) if field.name not in NOT_KEYS))
    quality, source = _read_quality(section.section("quality"))
    card = ModelCard(
        name=name,
        engine=cast(Engine, section.choice("engine", get_args(Engine))),
        family=cast(Family, section.choice("family", get_args(Family))),
        repository=section.optional("repository", str),
        revision=section.optional("revision", str),
        files=tuple(_read_file(item) for item in section.items("files")),
        licence=section.value("licence", str),
        commercial=section.value("commercial", bool),
        languages=section.texts("languages"),
        parameters=section.value("parameters", int),
        input_limit=section.value("input_limit", int),
        quality=quality,
        quality_source=source,
        draft=section.optional("draft", bool) or False,
        bundled=section.optional("bundled", bool) or False,
        preference=section.optional("preference", int) or 0,
    )
    if card.repository is None and not card.bundled:
        raise section.error(f"model {name} is neither bundled nor has it a `repository`")
    return card


def _read_file(section: Section) -> ModelFile:
    section.only(("name", "sha256", "size"))
    file = ModelFile(
        name=section.value("name", str),
        sha256=section.optional("sha256", str),
        size=section.optional("size", int),
    )
    if file.sha256 is not None and not SHA256.fullmatch(file.sha256):
        raise section.error(f"`sha256` of {file.name} must be 64 lower-case hexadecimal digits")
    parts = Path(file.name).parts
    if not parts or Path(file.name).is_absolute() or ".." in parts:
        raise section.error(f"{file.name!r} must be a name inside the model's directory")
    return file


def _read_quality(section: Section | None) -> tuple[dict[str, float], str]:
    if section is None:
        return {}, ""
    section.only(("source", *get_args(Pair)))
    pairs = {pair: section.number(pair) for pair in get_args(Pair) if pair in section.keys}
    return pairs, section.value("source", str)
