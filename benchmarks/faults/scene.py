"""The newsroom that is broken: articles, the state before a run, and what an unbroken run makes of both."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

COMMAND = Path(sys.executable).parent / "pipeline"
LONGEST_S = 300.0
ARTICLES = 5
EDITED, CORRECTED = "a1", "a2"  # their JSON alone holds an edit, the note of a correction
SUBJECTS = ("мектеп", "аурухана", "кітапхана", "көпір", "стадион")
TEXT = (
    "Ауданда жаңа {subject} ашылды\n"
    "Бүгін ауданда жаңа {subject} пайдалануға берілді. Оның құрылысына {sum},5 млрд теңге бөлінді.\n"
    "Жұмысты {builders} құрылысшы бір жылда аяқтады.\n"
)
TIMES = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+\d\d:\d\d|(?<=\xe2\x80\x94 )\d{4}-\d\d-\d\d")
SEALS = re.compile(
    rb'"(?:md|html|json)": "[0-9a-f]{64}"|<!-- sha256 [0-9a-f]{64} -->|<!-- written: [^>]*-->'
    rb'|"memory": "[^"]*"'  # which state of the translation memory was asked, the same whatever it says
)
STATE = ("out", "cache", "data")
OF_THE_RUN = ("failed", "to_check", "model")  # of run.json; the rest is timing, or counts what this run did


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder of articles and what is there before the run: nothing, or the work of yesterday."""

    name: str
    articles: Path
    before: Path  # holds `out` and `cache`
    expected: Path
    seconds: float


def environment(work: Path) -> dict[str, str]:
    """Return the variables for a run in `work`: small windows, so that there are many moments."""
    (work / "tmp").mkdir(exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "PIPELINE_CACHE": str(work / "cache"),
        "PIPELINE_MODELS": str(work / "models"),
        "PIPELINE_WINDOW": "2",
        "PIPELINE_THREADS": "1",
        "PIPELINE_SUMMARY": "lead",
        "TMPDIR": str(work / "tmp"),
        "XDG_DATA_HOME": str(work / "data"),  # the translation memory
    }


def start(work: Path, *arguments: str, file_limit: int | None = None) -> subprocess.Popen[bytes]:
    """Start the installed command in `work`; `file_limit`: bytes that a file may have."""
    command = [str(COMMAND), *arguments]
    if file_limit is not None:
        command = ["prlimit", f"--fsize={file_limit}:unlimited", *command]
    return subprocess.Popen(
        command,
        cwd=work,
        env=environment(work),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=_hear_interrupts,
    )


def _hear_interrupts() -> None:
    """Undo what a shell does to a job in the background: Ctrl-C is ignored there, and by its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def finish(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for a run; return its exit code and what it said."""
    try:
        _, said = process.communicate(timeout=LONGEST_S)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        raise
    return process.returncode, said.decode()


def run(work: Path) -> tuple[int, str]:
    """Run the batch in `work` undisturbed."""
    return finish(start(work, "run", "in", "-o", "out"))


def make_scenes(folder: Path) -> list[Scene]:
    """Make the two scenes: the first run over a folder, and a later one after an edit and a correction."""
    first, later = folder / "first", folder / "later"
    write_articles(first / "in")
    write_articles(later / "in", corrected=True)
    return [_scene(first, None), _scene(later, first)]


def _scene(folder: Path, yesterday: Path | None) -> Scene:
    before = folder / "before"
    for name in STATE:
        if yesterday is not None:
            shutil.copytree(yesterday / "after" / name, before / name)
        else:
            (before / name).mkdir(parents=True)
    if yesterday is not None:
        _edit(before)
    work = folder / "unbroken"
    stage(folder / "in", before, work)
    began = time.monotonic()
    status, said = run(work)
    seconds = time.monotonic() - began
    if status != 1:
        raise SystemExit(f"the unbroken run ended with {status}: {said}")
    for name in STATE:
        (work / name).mkdir(exist_ok=True)
        shutil.copytree(work / name, folder / "after" / name)
    return Scene(folder.name, folder / "in", before, folder / "after/out", seconds)


def stage(articles: Path, before: Path, work: Path) -> None:
    """Lay out a place to run in."""
    shutil.copytree(articles, work / "in")
    for name in STATE:
        shutil.copytree(before / name, work / name, dirs_exist_ok=True)


def write_articles(folder: Path, *, corrected: bool = False) -> None:
    """Write the articles and a file that is none, so that there is a failure to be reported each time."""
    folder.mkdir(parents=True)
    for number, subject in enumerate(SUBJECTS[:ARTICLES]):
        text = TEXT.format(subject=subject, sum=number + 2, builders=100 + number)
        if corrected and f"a{number}" == CORRECTED:
            text = text.replace("бір жылда", "екі жылда")
        (folder / f"a{number}.txt").write_text(text, encoding="utf-8")
    if corrected:
        (folder / "new.txt").write_text(TEXT.format(subject="зауыт", sum=9, builders=77), encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"%PDF-1.4")


def _edit(work: Path) -> None:
    """Let a person change a sentence, through `apply`."""
    digest = json.loads((work / f"out/{EDITED}.json").read_bytes())
    before = digest["editions"][1]["translations"][1]["text"]
    edit = {"segment": 2, "language": "ru", "before": before, "text": "Сегодня больница открылась."}
    edits = {"document": EDITED, "sha256": digest["document"]["sha256"], "edits": [edit]}
    (work / "x.edits.json").write_text(json.dumps(edits, ensure_ascii=False), encoding="utf-8")
    status, said = finish(start(work, "apply", "x.edits.json", "-o", "out"))
    if status:
        raise SystemExit(f"apply ended with {status}: {said}")


def comparable(path: Path) -> bytes:
    """Return the contents of an output without times and the checksums over them."""
    data = path.read_bytes()
    if path.name == "run.json":
        facts = json.loads(data)
        kept = {name: facts[name] for name in OF_THE_RUN} | {"n": facts["articles"] + facts["unchanged"]}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()
    return SEALS.sub(b"", TIMES.sub(b"", data))
