"""The documentation speaks of commands, options, files and settings that exist."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest

from pipeline.cli import main
from pipeline.config import Settings, load_catalogue
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
GROUPS = "|".join(name for name, command in main.commands.items() if isinstance(command, click.Group))
COMMAND = re.compile(rf"\bpipeline ((?:(?:{GROUPS}) )?[a-z]+)\b([^`\n]*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")


def commands() -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, command in main.commands.items():
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}": sub for inner, sub in command.commands.items()}
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_in_code_exist(page: Path) -> None:
    known = commands()
    text = page.read_text(encoding="utf-8")
    spans = re.findall(r"`([^`\n]+)`", text) + [
        line for block in re.findall(r"```.*?```", text, re.DOTALL) for line in block.splitlines()
    ]
    for span in spans:
        for name, rest in COMMAND.findall(span):
            if name.split()[0] not in known:
                continue  # prose: "the pipeline reads"
            assert name in known, f"{page.name}: pipeline {name}"
            options = {o for parameter in known[name].params for o in parameter.opts}
            unknown = set(OPTION.findall(rest.split("#")[0].split("|")[0])) - options - {"--help"}
            assert not unknown, f"{page.name}: pipeline {name} has no {unknown}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_setting_stands_in_the_shipped_models_yaml() -> None:
    settings = {field.name for field in fields(Settings)} - {"remote"}  # which follows from `output`
    assert set(load_catalogue(ROOT / "models.yaml").settings) == settings


def test_the_extra_for_pages_asks_for_all_that_they_need_where_pip_misses_the_extra_of_lxml() -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        requirement.partition(">")[0] for requirement in stated["project"]["optional-dependencies"]["html"]
    }
    assert wanted == {"trafilatura", "lxml", "lxml_html_clean"}


def test_the_project_names_no_path_of_a_machine() -> None:
    for path in [
        *PAGES,
        *ROOT.glob("pipeline/**/*.py"),
        *ROOT.glob("training/**/*.md"),
        ROOT / "Makefile",
        ROOT / "models.yaml",
    ]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/work/|\.\./shared|/root/|/home/\w", text), path
