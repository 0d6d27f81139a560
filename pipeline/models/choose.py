"""Which installed model translates: the most preferred one that its licence allows for the intended use."""

from __future__ import annotations

from typing import Literal

from pipeline.errors import LicenceError, ModelError
from pipeline.models.catalogue import NOT_STATED, Catalogue, ModelCard
from pipeline.models.store import Installed, Store

Use = Literal["research", "commercial"]


def allowed(card: ModelCard, use: Use) -> bool:
    """Say whether the licence of a model permits the use."""
    return use == "research" or card.commercial


def best_installed(store: Store, catalogue: Catalogue, use: Use) -> Installed:
    """Return the installed model with the highest preference, by name where two are equal."""
    models = [model for model in store.installed(catalogue) if allowed(model.card, use)]
    if not models:
        names = ", ".join(_names_allowed(catalogue, use))
        hint = (
            f"install one: {names}"
            if names
            else f"{catalogue.path} names none: add one, or take `models` out"
        )
        raise ModelError(f"no installed model may be used for {use} work", hint=hint)
    return models[0]


def named(store: Store, catalogue: Catalogue, name: str, use: Use) -> Installed:
    """Return the installed model `name`; raise LicenceError, naming others, when the use is forbidden."""
    card = store.find(catalogue, name).card if store.has(name) else catalogue.card(name)
    if not allowed(card, use):  # before anybody is told to install it
        others = ", ".join(_names_allowed(catalogue, use))
        hint = f"models allowed: {others}; or set `use: research` if that is what it is"
        what = f"{name} is under {card.licence}, which forbids {use} use"
        if card.licence == NOT_STATED:
            what = f"no licence is stated for {name}, so that {use} use is refused"
            hint += "; or give it an entry in models.yaml that states one"
        raise LicenceError(what, hint=hint)
    return store.find(catalogue, name)


def _names_allowed(catalogue: Catalogue, use: Use) -> list[str]:
    return [card.name for card in catalogue.models.values() if allowed(card, use)]
