"""One settings object from models.yaml, the environment and the flags; the later wins."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from platformdirs import user_cache_path

from pipeline.address import Place, Url, at_home, place_of
from pipeline.document import TARGETS, Language, Target
from pipeline.errors import SettingsError, UsageError, name_known
from pipeline.limits import Limits, read_limits, with_limits
from pipeline.models.catalogue import CATALOGUE, Catalogue, load_catalogue, shipped_catalogue
from pipeline.models.store import APPLICATION

Quality = Literal["fast", "balanced", "best"]
SummaryMethod = Literal["central", "lead"]
Use = Literal["research", "commercial"]
Device = Literal["auto", "cpu", "cuda"]
Engine = Literal["local", "ray"]
Format = Literal["md", "html", "ninjs", "newsml", "docx", "rss"]
LogFormat = Literal["text", "json"]
LogLevel = Literal["error", "warning", "info", "debug"]

LEAST = {"sentences": 1, "window": 1, "settle_s": 1} | dict.fromkeys(
    ("words", "threads", "cache_mb", "timeout_s", "workers"), 0
)
# More ends the process in the engine's threads, or in the system's clock.
MOST = {"threads": 1024, "timeout_s": 31_536_000, "settle_s": 86_400}
FLAGS = {"timeout_s": "--timeout", "settle_s": "--settle", "limits": "--limit"}  # named otherwise
PREFIX = "PIPELINE_"
CACHE = "PIPELINE_CACHE"
NOT_SETTINGS = frozenset({"MODELS", "CONFIG", "CACHE"})  # they say where things are


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run can be told.

    `model` is a name from models.yaml or `auto`, the best one installed. `sentences` and `words` bound the
    summary (`words` 0: no bound; counted on the Kazakh side). `threads` 0 takes what the machine allows.
    `window` articles are on their way at once; `cache_mb` bounds the translation cache, 0 does without.
    `timeout_s` bounds each step of an article (reading, translating, summarising), 0 does not. `settle_s` is
    how long a file must stand still before `watch` takes it. `metrics` names the file for Prometheus, if any,
    `templates` the folder of the newsroom's own forms, `glossary` its file of terms. `memory` is the file of
    the translation memory, `auto` the user's own, `none` none. `engine` is where articles are worked on: in
    this process, or spread by ray over `workers` processes (0: one for each core of the cluster).
    `messages` is the language of what the checks say. `back_score` has each translation scored the other way,
    by a model that can write Kazakh. Where `output` was given as an address, `remote` is that, and `output`
    what this machine holds of it.
    """

    model: str = "auto"
    use: Use = "research"
    quality: Quality = "balanced"
    targets: tuple[Target, ...] = TARGETS
    messages: Language = "en"
    summary: SummaryMethod = "central"
    sentences: int = 3
    words: int = 0
    output: Path = Path("outputs")
    formats: tuple[Format, ...] = ("md", "html")
    device: Device = "auto"
    threads: int = 0
    window: int = 16
    cache_mb: int = 500
    timeout_s: int = 1800
    settle_s: int = 3
    log_format: LogFormat = "text"
    log_level: LogLevel = "info"
    metrics: str = ""
    memory: str = "auto"
    templates: str = ""
    engine: Engine = "local"
    workers: int = 0
    limits: Limits = field(default_factory=Limits)
    glossary: str = ""
    back_score: bool = False
    remote: Url | None = None  # no setting of its own

    def __post_init__(self) -> None:
        for name in LEAST:
            _refuse_beyond(name, getattr(self, name))
        if not self.targets:
            raise SettingsError("`targets` is empty", hint=f"known: {', '.join(TARGETS)}")

    def address(self, path: Path | None = None) -> str:
        """Return where the outputs go, or one of them: the address where there is one, else the path."""
        if self.remote is None or (path is not None and path.parent != self.output):
            return str(self.output if path is None else path)
        return str(self.remote) if path is None else self.remote.child(path.name)


def cache_folder() -> Path:
    """Return where the program keeps what it can make anew: PIPELINE_CACHE, else the user's cache."""
    chosen = os.environ.get(CACHE)
    return at_home(chosen) if chosen else user_cache_path(APPLICATION, appauthor=False)


def spool_of(place: Place) -> Path:
    """Return the folder for copies of what lies in an object store, of runs that write to `place`."""
    what = place.full.rstrip("/") if isinstance(place, Url) else str(place.resolve())
    return cache_folder() / "remote" / hashlib.sha256(what.encode()).hexdigest()[:24]


def find_catalogue() -> Path:
    """Return the models.yaml in force: PIPELINE_CONFIG, else a local one, else the program's."""
    if chosen := os.environ.get("PIPELINE_CONFIG"):
        return at_home(chosen)
    local = Path(CATALOGUE)
    if local.is_dir():
        raise SettingsError(
            "is a folder", path=local, hint="it is taken for the settings: give it another name"
        )
    if local.is_file():
        return local
    return shipped_catalogue()


def load_settings(
    catalogue: Catalogue, flags: Mapping[str, object | None], environment: Mapping[str, str] | None = None
) -> Settings:
    """Merge the file's `settings`, PIPELINE_* variables and flags (None: not given) into Settings.

    Raises SettingsError on an unknown key of the file, or a value of the wrong type anywhere; it names where.
    """
    environment = os.environ if environment is None else environment
    kinds = {name: kind for name, kind in get_type_hints(Settings).items() if name != "remote"}
    values: dict[str, Any] = {"limits": Limits()}

    def take(name: str, value: object, where: str) -> None:
        if name == "limits":  # each source moves those that it names
            values[name] = with_limits(values[name], read_limits(value, where), where)
        elif name == "output" and isinstance(value, str | Path | Url):
            values.update(_output(value, where))
        else:
            values[name] = _convert(name, value, kinds[name], where)

    for name, value in catalogue.settings.items():
        where = f"{catalogue.path}:{catalogue.lines[name]}"
        if name not in kinds:
            raise SettingsError(f"unknown setting `{name}`", path=where, hint=name_known(name, kinds))
        take(name, value, where)
    for name in kinds:
        variable = PREFIX + name.upper()
        if variable in environment:
            take(name, environment[variable], variable)
    for name, value in flags.items():
        if value is not None:
            take(name, value, FLAGS.get(name, f"--{name.replace('_', '-')}"))
    return Settings(**values)


def misspelt_variables(environment: Mapping[str, str] | None = None) -> list[str]:
    """Return a line for each PIPELINE_* variable that is no setting but close to one."""
    environment = os.environ if environment is None else environment
    known = {field.name.upper() for field in fields(Settings)} | NOT_SETTINGS
    strange = [name.removeprefix(PREFIX) for name in sorted(environment) if name.startswith(PREFIX)]
    close = {name: get_close_matches(name, known, n=1, cutoff=0.75) for name in strange if name not in known}
    return [
        f"{PREFIX}{name} is not a setting; did you mean {PREFIX}{near[0]}?"
        for name, near in close.items()
        if near
    ]


def _output(value: str | Place, where: str) -> dict[str, Any]:
    if value == "":  # it would be the folder that one is in
        raise UsageError("the path is empty", path=where, hint=f"name a folder, or take {where} away")
    place = value if isinstance(value, Url) else place_of(value)
    if isinstance(place, Url):
        return {"output": spool_of(place) / "out", "remote": place}
    return {"output": at_home(place), "remote": None}


def _convert(name: str, value: object, kind: Any, where: str) -> object:
    if isinstance(kind, UnionType):
        kind = get_args(kind)[0]
    if get_origin(kind) is Literal:
        return _choice(name, value, get_args(kind), where)
    if get_origin(kind) is tuple:
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            raise SettingsError(f"`{name}` must be a list, not {value!r}", path=where)
        choices = get_args(get_args(kind)[0])
        return tuple(dict.fromkeys(_choice(name, str(p).strip(), choices, where) for p in parts))
    if kind is int:
        return _whole(name, value, where)
    if kind is bool and isinstance(value, str):
        return _choice(name, value.lower(), ("true", "false"), where) == "true"
    if isinstance(value, kind):
        return value
    raise SettingsError(f"`{name}` must be {kind.__name__}, not {value!r}", path=where)


def _refuse_beyond(name: str, value: int, where: str | None = None) -> None:
    """Raise SettingsError where a number is less or more than a setting may be."""
    if value < LEAST.get(name, value):
        raise SettingsError(f"`{name}` must be {LEAST[name]} or more, not {value}", path=where)
    if value > MOST.get(name, value):
        raise SettingsError(f"`{name}` must be {MOST[name]} or less, not {value}", path=where)


def _choice(name: str, value: object, choices: tuple[str, ...], where: str) -> str:
    if isinstance(value, str) and value in choices:
        return value
    raise SettingsError(f"`{name}` cannot be {value!r}", path=where, hint=name_known(str(value), choices))


def _whole(name: str, value: object, where: str) -> int:
    try:
        if isinstance(value, str | int) and not isinstance(value, bool):
            number = int(value)
            _refuse_beyond(name, number, where)
            return number
    except ValueError:
        pass
    raise SettingsError(f"`{name}` must be a whole number, not {value!r}", path=where)


__all__ = ["Settings", "find_catalogue", "load_catalogue", "load_settings", "misspelt_variables"]
