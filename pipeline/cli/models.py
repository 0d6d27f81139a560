"""`pipeline models …`: what is known, what is installed, and how a model gets here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import File, together
from pipeline.errors import EXIT_MODEL, UsageError

if TYPE_CHECKING:
    from pipeline.models.catalogue import Catalogue
    from pipeline.models.store import Installed, Store


@click.group()
def models() -> None:
    """List, install, check and remove translation models."""


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_models(as_json: bool) -> None:
    """List the models of models.yaml: installed or not, licence, size, published quality."""
    from pipeline.console import print_models

    print_models(*_open(), as_json=as_json)


@models.command()
@click.argument("name")
def show(name: str) -> None:
    """Print all that is known of one model, as JSON."""
    import msgspec

    catalogue, store = _open()
    found = {model.name: model for model in store.installed(catalogue)}.get(name)
    card = found.card if found else catalogue.card(name)
    facts: dict[str, Any] = {"card": card, "installed": str(found.path) if found else None}
    if found:
        facts.update(size=found.size, sha256=found.sha256, manifest=found.manifest)
    click.echo(msgspec.json.format(msgspec.json.encode(facts), indent=2).decode())


# Of `pull` and `add`.
install_options = together(
    click.option(
        "--engine",
        type=click.Choice(["ct2", "transformers"]),
        default="ct2",
        show_default=True,
        help="What it is to run on: CTranslate2, or PyTorch, the slow reference.",
    ),
    click.option(
        "--quantization",
        type=click.Choice(["int8", "float16", "float32"]),
        default="int8",
        show_default=True,
        help="How exact the weights are that ct2 keeps.",
    ),
    click.option("--no-trim", is_flag=True, help="Keep the whole vocabulary instead of kk, ru and en."),
)


@models.command()
@click.argument("name")
@click.option("--revision", metavar="COMMIT", help="A commit other than the pinned one.")
@install_options
def pull(name: str, revision: str | None, **options: Any) -> None:
    """Download a model, check, cut and convert it.

    No other command uses the network, unless inputs or outputs are addresses (s3://…).
    """
    from pipeline.console import installing
    from pipeline.models.pull import PullOptions
    from pipeline.models.pull import pull as pull_model

    catalogue, store = _open()
    with installing() as progress:
        found = pull_model(
            name, catalogue, store, PullOptions(_install_options(progress, **options), revision)
        )
    _say_installed(found)


@models.command()
@click.argument("path", type=File(path_type=Path))
@click.option("--name", help="The model of models.yaml that it is, or a name of its own.")
@install_options
def add(path: Path, name: str | None, **options: Any) -> None:
    """Install a model from disk: a transformers or CTranslate2 folder, or an archive made by `pack`."""
    from pipeline.console import installing
    from pipeline.models.add import AddOptions
    from pipeline.models.add import add as add_model

    catalogue, store = _open()
    with installing() as progress:
        found = add_model(path, catalogue, store, AddOptions(_install_options(progress, **options), name))
    _say_installed(found)


@models.command()
@click.argument("name")
@click.argument("file", type=File(path_type=Path))
def pack(name: str, file: Path) -> None:
    """Make one verified archive of an installed model, to carry to a machine without a network."""
    from pipeline.models.pack import pack as pack_model

    catalogue, store = _open()
    report = pack_model(store.find(catalogue, name), file)
    click.echo(f"{report.path}: {report.size / 1e6:.0f} MB, sha256 {report.sha256}")


@models.command()
@click.argument("names", nargs=-1)
def verify(names: tuple[str, ...]) -> int:
    """Hash every file of the installed models (or those named) again."""
    from pipeline.models.verify import verify as verify_model

    catalogue, store = _open()
    chosen = [store.find(catalogue, name) for name in names] or store.installed(catalogue)
    broken = 0
    for model in chosen:
        faults = verify_model(model)
        broken += bool(faults)
        for fault in faults:
            click.echo(f"{model.name}: {fault.file}: {fault.problem}", err=True)
        if not faults:
            click.echo(f"{model.name}: sound")
    if broken:
        click.echo("remove and install again: pipeline models remove NAME", err=True)
    return EXIT_MODEL if broken else 0


@models.command()
@click.argument("name")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def remove(name: str, yes: bool) -> None:
    """Delete an installed model, or what an interrupted `pull` has downloaded of one."""
    catalogue, store = _open()
    if name in catalogue.models and catalogue.models[name].bundled:
        raise UsageError(f"{name} is part of the program", hint="uninstall the program to remove it")
    store.demand(name)
    if not yes:
        click.confirm(f"delete {name} from {store.root}?", abort=True, err=True)
    click.echo(f"{name}: {store.remove(name) / 1e6:.0f} MB freed")


def _open() -> tuple[Catalogue, Store]:
    from pipeline.config import find_catalogue, load_catalogue
    from pipeline.models.store import open_store

    return load_catalogue(find_catalogue()), open_store()


def _install_options(progress: Any, *, no_trim: bool, quantization: Any, engine: Any) -> Any:
    from pipeline.models.install import InstallOptions

    return InstallOptions(trim=not no_trim, quantization=quantization, engine=engine, progress=progress)


def _say_installed(model: Installed) -> None:
    trimmed = model.manifest.trimmed if model.manifest else None
    cut = f", vocabulary cut from {trimmed.of:,} to {trimmed.kept:,} pieces" if trimmed else ""
    cut += f", {trimmed.written:,} of them to be written" if trimmed and trimmed.written else ""
    click.echo(f"{model.name}: installed, {model.size / 1e6:.0f} MB{cut}")
    click.echo(
        f"licence {model.card.licence}; `pipeline run` takes the best model that `use` allows", err=True
    )
