"""The stand-in for the installed command answers as that does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import warm
from tests.warm import WarmCommand


def test_a_command_that_takes_too_long_leaves_no_answer_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm, "TIMEOUT_S", 0.01)
    with WarmCommand() as command:
        monkeypatch.undo()
        with pytest.raises(TimeoutError):
            command.call(["no-such-command"], b"", tmp_path, {})
        assert command.call(["--version"], b"", tmp_path, {}).returncode == 0
