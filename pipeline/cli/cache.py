"""The commands of the translation cache."""

from __future__ import annotations

import click


@click.group()
def cache() -> None:
    """See or empty the store of translations made before."""


@cache.command("stats")
def cache_stats() -> None:
    """Print how many translations are kept, how large they are and where."""
    from pipeline.console import print_cache
    from pipeline.run.cache import open_cache

    print_cache(open_cache(0).stats())


@cache.command("clear")
def cache_clear() -> None:
    """Forget all translations kept."""
    from pipeline.console import print_cache
    from pipeline.run.cache import open_cache

    print_cache(open_cache(0).clear(), cleared=True)
