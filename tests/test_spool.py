from __future__ import annotations

from pathlib import Path

import pytest

import pipeline.run.spool
from pipeline.run.spool import Spool
from pipeline.write import Entry


def entries(count: int) -> list[Entry]:
    return [
        Entry(
            f"a{i}",
            {"kk": "Тақырып\nекі", "ru": "х"},
            {"kk": "Түйін"},
            ("күні",),
            i,
            (1, 2),
            "",
            corrected=f"{i}",
        )
        for i in range(count)
    ]


@pytest.mark.parametrize("room", [10, 10**6], ids=["on disk", "in memory"])
def test_entries_come_back_in_order_and_as_often_as_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr(pipeline.run.spool, "MAX_BYTES", room)
    with Spool(entries(20), tmp_path) as spool:
        assert [list(spool.read()) for _ in range(3)] == [entries(20)] * 3
        one, other = spool.read(), spool.read()
        assert [(next(one), next(other)) for _ in range(5)] == [(e, e) for e in entries(5)]


def test_no_entries_are_no_entries(tmp_path: Path) -> None:
    with Spool([], tmp_path) as spool:
        assert list(spool.read()) == []
