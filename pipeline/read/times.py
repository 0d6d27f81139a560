"""Read the times that feeds and content systems write, and give them back as ISO 8601."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

from pipeline.errors import ReadError

EMBARGO_NAMES = ("embargo", "эмбарго")  # what their keys begin with: embargoed, embargo_until …
ZONE_HINT = "write it as 2025-02-18T09:00:00+05:00, with the time zone"


def iso_time(value: str) -> str:
    """Return an ISO or RFC 822 time as ISO 8601; what is neither comes back as it stands."""
    value = value.strip()
    try:
        datetime.fromisoformat(value)
    except ValueError:
        try:
            return parsedate_to_datetime(value).isoformat()
        except (ValueError, OverflowError, TypeError):  # the second at a zone of more than a day or so
            pass
    return value


def is_embargo(key: str) -> bool:
    """Tell whether a key, however it is written, names an embargo."""
    return key.strip().casefold().startswith(EMBARGO_NAMES)


def with_embargo(metadata: dict[str, str], path: str) -> dict[str, str]:
    """Return the metadata with an embargo under the one key `embargoed`, as an ISO time with its zone.

    Raises ReadError where an embargo is empty, is no time or has no zone: an article must not go out early on
    a guess. A reader gives the key only where the source has it.
    """
    found = {key: value for key, value in metadata.items() if is_embargo(key)}
    if not found:
        return metadata
    kept = {key: value for key, value in metadata.items() if key not in found}
    times = [_embargo(value, path) for value in found.values()]
    return kept | {"embargoed": max(times, key=datetime.fromisoformat)}


def _embargo(value: str, path: str) -> str:
    if not value.strip():
        what = "is under an embargo without an end (it is empty)"
        raise ReadError(what, path=path, hint="write its time, or take the key out")
    try:
        time = datetime.fromisoformat(iso_time(value))
    except ValueError as error:
        what = f"is under an embargo that is no time ({value!r})"
        raise ReadError(what, path=path, hint=ZONE_HINT) from error
    if time.tzinfo is None:
        raise ReadError(f"is under an embargo without a time zone ({value!r})", path=path, hint=ZONE_HINT)
    return time.isoformat()
