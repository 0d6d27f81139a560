"""What may be said of a name that is not rendered as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.check.naming.mentions import Mention
from pipeline.document import Severity

What = Literal["missing", "changed", "invented"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One name that is not rendered as it should be.

    `spelling` where the two are alike but not the same, `initials` where only those before or behind differ.
    """

    what: What
    severity: Severity
    source: Mention | None
    target: Mention | None
    spelling: bool = False
    initials: bool = False
