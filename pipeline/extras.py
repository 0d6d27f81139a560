"""The optional packages: what needs one that is not installed says so, and how to install it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

from pipeline.errors import SettingsError


def refuse_without(extra: str, what: str, packages: Mapping[str, str], path: str | None = None) -> None:
    """Raise SettingsError where one of `packages`, by the module it brings, is missing.

    `what` begins the message, which the names of the missing packages end.
    """
    missing = [package for module, package in packages.items() if find_spec(module) is None]
    if missing:
        hint = f'pip install "kazakh-press-pipeline[{extra}]"'
        raise SettingsError(f"{what} {', '.join(missing)}", path=path, hint=hint)
