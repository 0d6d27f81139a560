"""The faults: a run killed, stopped or starved of disk at a random moment; a written file broken."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults.scene import CORRECTED, EDITED, Scene, finish, start

SIGNALS = {"kill": signal.SIGKILL, "terminate": signal.SIGTERM, "interrupt": signal.SIGINT}
DISK = ("full output", "full cache", "file limit")
KINDS = (*SIGNALS, *DISK, "break")
POLL_S = 0.0005
ROOM = 400_000  # bytes that a file system holds at most before it is full
LEAST_FILE = 500
HEARD = (130, -signal.SIGINT, 0, 1)  # Python itself answers before the command has begun and after its end
HEARD_S = 2.0  # after Ctrl-C nothing more may be written; what a busy machine may need is allowed for
SPARED = {f"{name}.json" for name in (EDITED, CORRECTED)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run that was harmed."""

    what: str
    status: int
    said: str
    seconds_to_stop: float = 0.0


def harm(kind: str, scene: Scene, work: Path, rng: random.Random) -> Outcome:
    """Run the batch in `work` and do it this harm; leave the disk as large as before."""
    if kind in SIGNALS:
        return _interrupted(kind, scene, work, rng)
    if kind == "file limit":
        limit = rng.randint(LEAST_FILE, 60_000)
        status, said = finish(start(work, "run", "in", "-o", "out", file_limit=limit))
        return Outcome(f"no file over {limit} bytes", status, said)
    if kind in DISK:
        return _starved(work, work / kind.removeprefix("full ").replace("output", "out"), rng)
    ended = _interrupted(rng.choice(list(SIGNALS)), scene, work, rng) if rng.random() < 0.5 else None
    before = ended or Outcome("", *finish(start(work, "run", "in", "-o", "out")))
    return Outcome(f"{before.what}, then {break_a_file(work, rng)}", before.status, before.said)


def _interrupted(kind: str, scene: Scene, work: Path, rng: random.Random) -> Outcome:
    """Send a signal after a random time, or at a random change in the output folder."""
    process = start(work, "run", "in", "-o", "out")
    began = time.monotonic()
    if rng.random() < 0.5:
        moment = rng.uniform(0.0, scene.seconds)
        what = f"{kind} after {moment:.2f} s"
        while time.monotonic() - began < moment and process.poll() is None:
            time.sleep(POLL_S)
    else:
        change = rng.randint(1, 70)
        what = f"{kind} at change {change} of the output folder"
        _wait_for_change(work / "out", change, process)
    at, clock = time.monotonic(), time.time()
    process.send_signal(SIGNALS[kind])
    status, said = finish(process)
    stopped = time.monotonic() - at
    if kind == "interrupt" and status not in HEARD:
        raise AssertionError(f"Ctrl-C ended with {status}: {said}")
    if kind == "interrupt" and status >= 0 and _last_written(work / "out") > clock + HEARD_S:
        raise AssertionError(f"Ctrl-C was not heard: {said}")
    return Outcome(what, status, said, stopped if kind == "interrupt" and status in HEARD[:2] else 0.0)


def _last_written(folder: Path) -> float:
    return max((path.stat().st_mtime for path in folder.iterdir()), default=0.0)


def _wait_for_change(folder: Path, change: int, process: subprocess.Popen[bytes]) -> None:
    seen = -1
    last: object = None
    while process.poll() is None:
        now = sorted((entry.name, entry.inode()) for entry in os.scandir(folder))
        if now != last:
            seen, last = seen + 1, now
            if seen >= change:
                return
        time.sleep(POLL_S)


def _starved(work: Path, folder: Path, rng: random.Random) -> Outcome:
    """Run with `folder` on a small file system, then take what it holds back onto the large one."""
    held = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    size = sum(map(len, held.values())) + 8192 * (len(held) + 2) + rng.randint(4096, ROOM)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        _lay(folder, held)
        status, said = finish(start(work, "run", "in", "-o", "out"))
        left = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    finally:
        subprocess.run(["umount", folder], check=True)
    for path in held.keys() - left.keys():
        (folder / path).unlink()
    _lay(folder, left)
    return Outcome(f"{folder.name} on {size} bytes", status, said)


def _lay(folder: Path, files: dict[Path, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def can_mount(folder: Path) -> bool:
    """Tell whether this user may mount a small file system."""
    folder.mkdir(exist_ok=True)
    tried = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True)
    if tried.returncode == 0:
        subprocess.run(["umount", folder], check=True)
    return tried.returncode == 0


def break_a_file(work: Path, rng: random.Random) -> str:
    """Break one file of the output or the cache; spare what nothing could make again."""
    files = [
        path
        for folder in ("out", "cache")
        for path in sorted((work / folder).rglob("*"))
        if path.is_file() and path.name not in SPARED and path.suffix != ".lock"
    ]
    if not files:
        return "nothing to break"
    path = rng.choice(files)
    data = bytearray(path.read_bytes())
    way = rng.choice(["cut", "empty", "gone", "zeros", "bit", "tail"])
    if way == "bit" and path.suffix == ".md":
        way = "cut"  # a Markdown that says something else counts as edited: it waits to be applied
    at = rng.randrange(len(data)) if data else 0
    if way == "gone":
        path.unlink()
        return f"{path.name} gone"
    if way == "cut":
        del data[at:]
    elif way == "empty":
        data.clear()
    elif way == "zeros":
        data[at : at + 4096] = bytes(len(data[at : at + 4096]))
    elif way == "bit" and data:
        data[at] ^= 1 << rng.randrange(8)
    elif way == "tail":
        data += rng.randbytes(rng.randint(1, 5000))
    path.write_bytes(data)
    return f"{path.name} broken ({way} at {at})"
