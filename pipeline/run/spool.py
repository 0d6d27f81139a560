"""What the press digest needs of the articles, read once from their digests and gone through many times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType

import msgspec

from pipeline.errors import WriteError
from pipeline.write import Entry

MAX_BYTES = 16_000_000  # in memory, some five thousand articles; more of them lie in a temporary file


class Spool:
    """Entries in order; reading them again costs a hundredth of reading their digests."""

    def __init__(self, entries: Iterable[Entry], output: Path) -> None:
        self._file = SpooledTemporaryFile(max_size=MAX_BYTES)  # noqa: SIM115 (closed by `__exit__`)
        try:
            self._file.writelines(msgspec.json.encode(entry) + b"\n" for entry in entries)
        except OSError as error:
            self._file.close()
            what = f"no room for a temporary file: {error.strerror or error}"
            raise WriteError(what, path=output, hint="free some space, or set TMPDIR") from error

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def read(self) -> Iterator[Entry]:
        """Yield the entries; several may be read side by side."""
        place = 0
        while True:
            self._file.seek(place)
            line = self._file.readline()
            if not line:
                return
            place += len(line)
            yield msgspec.json.decode(line, type=Entry)
