"""The packages that the program uses: what needs one that is not installed says so, and how to install it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.util import find_spec

from pipeline.errors import SettingsError

DISTRIBUTION = "kazakh-press-pipeline"
# Where a package is called otherwise than the module it brings.
PACKAGES = {
    "google": "protobuf",
    "markdown_it": "markdown-it-py",
    "spellchecker": "pyspellchecker",
    "yaml": "pyyaml",
}
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?\s*(?P<versions>[^;\s]*)")


def refuse_without(extra: str, what: str, packages: Mapping[str, str], path: str | None = None) -> None:
    """Raise SettingsError where one of `packages`, by the module it brings, is missing.

    `what` begins the message, which the names of the missing packages end.
    """
    missing = [package for module, package in packages.items() if find_spec(module) is None]
    if missing:
        hint = f'pip install "{DISTRIBUTION}[{extra}]"'
        raise SettingsError(f"{what} {', '.join(missing)}", path=path, hint=hint)


def broken_package(error: BaseException) -> SettingsError | None:
    """Return what is told of a package that is missing or cannot be loaded; None of any other error."""
    module = (error.name or "").partition(".")[0] if isinstance(error, ImportError) else ""
    if module in ("", "pipeline"):
        return None
    package = PACKAGES.get(module, module)
    hint = f'pip install "{package}{_versions().get(_plain(package), "")}"'
    if isinstance(error, ModuleNotFoundError):
        return SettingsError(f"the package {package} is not installed", hint=hint)
    hint = hint.replace("install", "install --force-reinstall", 1)
    return SettingsError(f"the package {package} cannot be loaded: {error}", hint=hint)


def _versions() -> dict[str, str]:
    """Return which versions of each package the program is made for."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        stated = requires(DISTRIBUTION) or []
    except PackageNotFoundError:  # run from a folder that was never installed
        return {}
    found = filter(None, map(REQUIREMENT.match, stated))
    return {_plain(match["name"]): match["versions"] for match in found}


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()
