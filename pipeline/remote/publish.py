"""Keep a folder and what was published of it alike: first take in what is there, then put what changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.remote.fetch import AT_ONCE
from pipeline.remote.index import Index
from pipeline.remote.store import ObjectStore
from pipeline.write import ARTICLE, BATCH, article_suffixes, write_atomically

ENDINGS = {suffix.rpartition(".")[2] for suffix in article_suffixes(list(ARTICLE))}
OURS = re.compile(rf"[^/\\\0]*\.(?:{'|'.join(sorted(ENDINGS | {*BATCH, 'json', 'jsonl'}))}|bak\d*)")
MAX_NAME_BYTES = 240


class Publisher:
    """The folder that a run writes to, and the objects that stand for its files."""

    def __init__(self, store: ObjectStore, folder: Path, check: Callable[[], None] | None = None) -> None:
        self.store = store
        self._folder = folder
        self._index = Index(folder)
        self._check = check  # raises where this run may not publish any more
        self._pool = ThreadPoolExecutor(AT_ONCE)

    def close(self) -> None:
        """Let go of the files that are open."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._index.close()

    def take_in(self) -> None:
        """Make the folder hold what is published, and nothing else: what was not published is not done."""
        listed = {each.name: each.stamp for each in self.store.list_below(deep=False) if _is_ours(each.name)}
        for name in self.names() - listed.keys():
            (self._folder / name).unlink()
        for name in self._index.names() - listed.keys():
            self._index.forget(name)
        self._bring({name: stamp for name, stamp in listed.items() if not self._index.is_of(name, stamp)})

    def take_in_some(self, names: Iterable[str]) -> None:
        """Fetch the files of these names that are published."""
        self._bring(dict.fromkeys(names, ""))

    def names(self) -> set[str]:
        """Return the names of the files in the folder."""
        return {path.name for path in self._folder.iterdir() if not path.name.startswith(".")}

    def give_out(self, *steps: Sequence[str]) -> None:
        """Put the files that changed and remove those that are gone, step by step."""
        for names in steps:
            if self._check is not None:
                self._check()
            changed = [name for name in dict.fromkeys(names) if not self._index.is_untouched(name)]
            present = [name for name in changed if (self._folder / name).is_file()]
            for name, stamp in zip(present, self._pool.map(self._put, present), strict=True):
                self._index.note(name, stamp)
            for name in changed:
                if name not in present and self._index.knows(name):
                    self.store.remove(name)
                    self._index.forget(name)

    def _put(self, name: str) -> str:
        return self.store.put(name, (self._folder / name).read_bytes())

    def _bring(self, stamps: dict[str, str]) -> None:
        def fetch(name: str) -> bool:
            data = self.store.find(name)
            if data is not None:
                write_atomically(self._folder / name, data)
            return data is not None

        for name, is_there in zip(stamps, self._pool.map(fetch, stamps), strict=True):
            if is_there:
                self._index.note(name, stamps[name])
            else:
                (self._folder / name).unlink(missing_ok=True)
                self._index.forget(name)


def _is_ours(name: str) -> bool:
    return OURS.fullmatch(name) is not None and len(name.encode()) <= MAX_NAME_BYTES
