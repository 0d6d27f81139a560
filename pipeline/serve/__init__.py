"""The same run behind HTTP, for a CMS and for editors who share one machine."""

from __future__ import annotations

from pipeline.serve.app import make_app
from pipeline.serve.guard import Service

__all__ = ["Service", "make_app"]
