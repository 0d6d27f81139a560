"""Object stores: inputs copied from them, outputs published to them, one run at a time."""

from __future__ import annotations

from pipeline.remote.fetch import Fetched, fetch, sweep
from pipeline.remote.index import Index
from pipeline.remote.lease import held
from pipeline.remote.publish import Publisher
from pipeline.remote.store import ObjectStore, open_store

__all__ = ["Fetched", "Index", "ObjectStore", "Publisher", "fetch", "held", "open_store", "sweep"]
