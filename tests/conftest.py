from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from pipeline.config import Settings, load_catalogue
from pipeline.models.catalogue import Catalogue
from pipeline.run.tools import Tools, open_tools
from pipeline.translate.protocol import Translator
from tests.fakes import FakeTranslator
from tests.warm import TIMEOUT_S, WarmCommand

ROOT = Path(__file__).parent.parent
Cli = Callable[..., "subprocess.CompletedProcess[str]"]
MakeTools = Callable[..., Tools]

# On Intel processors CTranslate2 multiplies by MKL, whose last digits hang on the size of the batch.
os.environ.setdefault("CT2_USE_MKL", "0")

hypothesis_settings.register_profile("untimed", deadline=None)  # a busy machine refutes nothing
hypothesis_settings.load_profile("untimed")


@cache
def catalogue_of_the_program() -> Catalogue:
    """Read models.yaml once for all tests."""
    return load_catalogue(ROOT / "models.yaml")


@pytest.fixture
def make_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeTools:
    """Return a maker of tools that write below `tmp_path` and use a stand-in engine."""
    monkeypatch.setenv("PIPELINE_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("PIPELINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PIPELINE_MEMORY", str(tmp_path / "memory.sqlite"))

    memory = str(tmp_path / "memory.sqlite")

    def make(translator: Translator | None = None, **settings: object) -> Tools:
        plain = Settings(output=tmp_path / "out", summary="lead", cache_mb=0, memory=memory)
        chosen = replace(plain, **settings)  # type: ignore[arg-type]
        tools = open_tools(chosen, catalogue_of_the_program())
        vars(tools)["translator"] = translator or FakeTranslator()
        return tools

    return make


@pytest.fixture(scope="session")
def warm_command() -> Iterator[WarmCommand]:
    """Return a process that has the program loaded; begun by the first test that asks for it."""
    with WarmCommand() as command:
        yield command


@pytest.fixture
def cli(tmp_path: Path, warm_command: WarmCommand) -> Cli:
    """Return a caller of the command, run in a process of its own, an empty folder and an empty model store.

    The process is forked from one that has the program loaded. `installed_cli` starts it as a shell does.
    """

    def call(
        *arguments: object, stdin: str | bytes = "", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        return warm_command.call([*map(str, arguments)], data, tmp_path, surroundings(tmp_path, env))

    return call


@pytest.fixture
def installed_cli(tmp_path: Path) -> Cli:
    """Return a caller of the installed command, run as `cli` runs it, but begun anew each time."""
    command = Path(sys.executable).parent / "pipeline"

    def call(
        *arguments: object, stdin: str | bytes = "", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [str(command), *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=tmp_path,
            env=surroundings(tmp_path, env),
            timeout=TIMEOUT_S,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return call


def surroundings(folder: Path, more: dict[str, str] | None) -> dict[str, str]:
    """Return the environment of a command that keeps everything in `folder`."""
    return {
        "PATH": "/usr/bin:/bin",
        "PIPELINE_MODELS": str(folder / "models"),
        "PIPELINE_MEMORY": str(folder / "memory.sqlite"),
        "PYTHONUTF8": "1",
        **(more or {}),
    }
