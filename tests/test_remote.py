"""Inputs and outputs in an object store: the outputs of a local run, whatever breaks on the way."""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import pipeline.remote.lease
from benchmarks.faults.scene import comparable
from pipeline.address import Url, place_of
from pipeline.cli.apply import apply
from pipeline.codec import decode_digest
from pipeline.config import spool_of
from pipeline.errors import LockedError, PipelineError, SettingsError, StorageError, UsageError
from pipeline.remote.lease import LASTS_S, NAME, held
from pipeline.remote.store import ObjectStore, open_store
from pipeline.run.batch import run_batch, work_through
from pipeline.run.bench import Bench
from pipeline.run.lock import sole_writer
from pipeline.run.plan import Redo, plan
from pipeline.run.report import Report
from pipeline.run.watch import watch
from tests.conftest import ROOT, Cli, MakeTools
from tests.fakes import FakeTranslator
from tests.objects import BUCKET, Fault, Objects
from tests.test_run import ARTICLE, Told, write_articles

ORIGIN = re.compile(rb'"origin": "[0-9a-f]*"(?=\n)')  # which an address needs not
OTHER = ARTICLE.replace("мектеп", "емхана")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:botocore", "ignore::ResourceWarning")


def breaking(method: str, name: str) -> Fault:
    """Return a fault of the requests for some names: the connection ends in the middle."""

    def fault(environ: dict[str, Any]) -> bool:
        is_it: bool = environ["REQUEST_METHOD"] == method and environ["PATH_INFO"].endswith(name)
        if is_it and method == "PUT":
            environ["wsgi.input"].read(100)
        return is_it

    return fault


@pytest.fixture(scope="module")
def server() -> Iterator[Objects]:
    """Start an S3 server, with s3fs that finds it and gives up early."""
    import s3fs

    with pytest.MonkeyPatch.context() as patch:
        objects = Objects()
        for name, value in objects.environment.items():
            patch.setenv(name, value)
        patch.setattr(s3fs.S3FileSystem, "retries", 2)
        yield objects
        objects.stop()
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def objects(server: Objects) -> Iterator[Objects]:
    """Return a server with an empty bucket."""
    import fsspec

    files = fsspec.filesystem("s3", use_listings_cache=False)
    files.mkdir(BUCKET)
    yield server
    server.fault = None
    files.rm(BUCKET, recursive=True)


class Desk:
    """A store as a newsroom sees it, and runs over it."""

    def __init__(self, root: str, make_tools: MakeTools) -> None:
        import fsspec

        self.root = root
        self._files, self._path = fsspec.url_to_fs(root, use_listings_cache=False)
        self._make_tools = make_tools

    def put(self, **articles: str) -> None:
        for name, text in articles.items():
            self.write(f"in/{name}.txt", text.encode())

    def write(self, name: str, data: bytes) -> None:
        self._files.pipe_file(f"{self._path}/{name}", data)

    def read(self, name: str) -> bytes:
        data: bytes = self._files.cat_file(f"{self._path}/{name}")
        return data

    def remove(self, name: str) -> None:
        self._files.rm_file(f"{self._path}/{name}")

    def clear(self) -> None:
        self._files.rm("/press", recursive=True)

    def names(self, folder: str = "out") -> list[str]:
        start = f"{self._path}/{folder}/"
        return sorted(path.removeprefix(start) for path in self._files.find(start))

    def outputs(self) -> dict[str, bytes]:
        return {name: self.read(f"out/{name}") for name in self.names() if name != "run.json"}

    def run(self, *paths: str, told: Told | None = None, redo: Redo = "changed", **settings: Any) -> Report:
        remote = Url(f"{self.root}/out")
        settings = {"output": spool_of(remote) / "out", "remote": remote, **settings}
        tools = self._make_tools(settings.pop("translator", None), **settings)
        places = [place_of(path) for path in paths or (f"{self.root}/in",)]
        return run_batch(places, tools, told or Told(), redo)


@pytest.fixture
def desk(make_tools: MakeTools) -> Iterator[Desk]:
    """Return a desk over the store that fsspec itself brings."""
    desk = Desk("memory://press/desk", make_tools)
    yield desk
    desk.clear()


@pytest.fixture
def bucket(objects: Objects, make_tools: MakeTools) -> Desk:
    """Return a desk over a store that speaks S3."""
    return Desk(f"s3://{BUCKET}/desk", make_tools)


@pytest.fixture(params=["desk", "bucket"])
def either(request: pytest.FixtureRequest) -> Desk:
    """Return one and then the other."""
    found: Desk = request.getfixturevalue(request.param)
    return found


def another_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIPELINE_CACHE", str(tmp_path / "another-machine"))


def alike(folder: Path, address: str) -> dict[str, bytes]:
    """Return files without times, seals and the place of the articles."""
    place = f"{address}/in/".encode()
    found = {path.name: comparable(path).replace(place, b"in/") for path in folder.iterdir()}
    return {name: ORIGIN.sub(b"", data) for name, data in found.items()}


def test_outputs_are_those_of_a_run_over_local_files(
    tmp_path: Path, either: Desk, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(tmp_path / "in", a=ARTICLE, b=OTHER)
    monkeypatch.chdir(tmp_path)
    here = run_batch([Path("in")], make_tools(), Told())
    either.put(a=ARTICLE, b=OTHER)
    there = either.run()
    assert there.line == here.line == "2 written, 0 failed, 0 unchanged"
    (tmp_path / "copy").mkdir()
    for name in either.names():
        (tmp_path / "copy" / name).write_bytes(either.read(f"out/{name}"))
    assert alike(tmp_path / "copy", either.root) == alike(tmp_path / "out", either.root)
    assert decode_digest(either.read("out/a.json")).document.path == f"{either.root}/in/a.txt"
    assert f"{either.root}/out/a.json" in json.loads(either.read("out/run.json"))["written"]


def test_only_what_changed_is_done_again_on_this_machine_and_on_another(
    tmp_path: Path, either: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    either.put(a=ARTICLE, b=OTHER)
    either.run()
    before = either.outputs()
    assert either.run().line == "0 written, 0 failed, 2 unchanged"
    another_machine(monkeypatch, tmp_path)
    assert either.run().line == "0 written, 0 failed, 2 unchanged"
    assert {name for name, data in either.outputs().items() if data != before[name]} <= {
        "digest.html",
        "digest.md",
    }
    either.put(a=ARTICLE + "Тағы бір сөйлем бар.\n")
    engine = FakeTranslator()
    report = either.run(translator=engine, quality="fast")
    assert report.line == "2 written, 0 failed, 0 unchanged"
    either.put(a=ARTICLE + "Тағы бір сөйлем бар.\nСоңғы сөйлем осы.\n")
    engine = FakeTranslator()
    report = either.run(translator=engine, quality="fast")
    assert (report.line, report.corrected) == ("1 written, 0 failed, 1 unchanged", 1)
    assert {request.text for batch in engine.batches for request in batch} == {"Соңғы сөйлем осы."}


def test_a_run_that_has_nothing_to_do_fetches_nothing(bucket: Desk, objects: Objects) -> None:
    bucket.put(a=ARTICLE)
    bucket.run()
    objects.requests.clear()
    bucket.run()
    fetched = [
        line
        for line in objects.requests
        if line.startswith("GET") and line.endswith((".txt", ".json", ".md"))
    ]
    assert not fetched and set(objects.puts()) == {"digest.html", "digest.md", "run.json"}


def test_what_changed_or_went_in_the_store_is_made_anew(either: Desk) -> None:
    either.put(a=ARTICLE, b=OTHER)
    either.run()
    whole = either.outputs()
    either.write("out/a.json", whole["a.json"][:500])
    either.remove("out/b.html")
    told = Told()
    assert either.run(told=told).line == "2 written, 0 failed, 0 unchanged"
    assert either.read("out/a.json.bak") == whole["a.json"][:500]
    (warning,) = told.warnings
    assert warning == f"a.json was not as it was written; it is kept as {either.root}/out/a.json.bak"
    assert {"a.json", "b.html"} <= set(either.names())


def test_a_page_edited_in_the_store_is_kept(desk: Desk) -> None:
    desk.put(a=ARTICLE)
    desk.run()
    page = desk.read("out/a.md").replace(b"300", b"301", 1)
    desk.write("out/a.md", page)
    desk.put(a=OTHER)
    desk.run()
    assert desk.read("out/a.edited.md") == page and "a.md" in desk.names()


def test_a_format_no_longer_wanted_goes_from_the_store(desk: Desk) -> None:
    desk.put(a=ARTICLE)
    desk.run()
    desk.run(formats=("md",), redo="all")
    assert desk.names() == ["a.json", "a.md", "digest.md", "run.json"]


def test_local_articles_can_be_published_and_stored_ones_written_here(tmp_path: Path, desk: Desk) -> None:
    folder = write_articles(tmp_path / "in", a=ARTICLE)
    desk.put(b=OTHER)
    report = desk.run(str(folder), f"{desk.root}/in", f"{desk.root}/in/b.txt")
    assert report.line == "2 written, 0 failed, 0 unchanged" and {"a.json", "b.json"} <= set(desk.names())
    report = desk.run(remote=None, output=tmp_path / "out")
    assert report.line == "1 written, 0 failed, 0 unchanged" and (tmp_path / "out/b.html").exists()


def test_outputs_below_the_articles_are_not_read_as_articles(desk: Desk) -> None:
    desk.put(a=ARTICLE)
    desk.run(desk.root)
    assert desk.run(desk.root).line == "0 written, 0 failed, 1 unchanged"


def test_no_article_is_overwritten_by_outputs(desk: Desk) -> None:
    desk.write("out/a.md", ARTICLE.encode())
    (failure,) = desk.run(f"{desk.root}/out").failures
    assert "over an input" in failure.error and desk.read("out/a.md") == ARTICLE.encode()


def test_edits_are_applied_to_what_is_published(desk: Desk, tmp_path: Path) -> None:
    desk.put(a=ARTICLE)
    desk.run()
    digest = decode_digest(desk.read("out/a.json"))
    before = digest.editions[1].translations[1].text
    edit = {"segment": 2, "language": "ru", "before": before, "text": "Сегодня открылась школа на 300 мест."}
    edits = {"document": "a", "sha256": digest.document.sha256, "edits": [edit]}
    (tmp_path / "a.edits.json").write_text(json.dumps(edits), encoding="utf-8")
    done = CliRunner().invoke(apply, [str(tmp_path / "a.edits.json"), "-o", f"{desk.root}/out"])
    assert done.exit_code == 0 and "a: 1 edited" in done.output, done
    edited = decode_digest(desk.read("out/a.json")).editions[1].translations[1]
    assert (edited.text, edited.origin) == (edit["text"], "person") and NAME not in desk.names()
    assert "на 300 мест" in desk.read("out/a.md").decode()
    assert desk.run(redo="all").articles == 1
    assert decode_digest(desk.read("out/a.json")).editions[1].translations[1] == edited


def test_a_watched_folder_is_published(desk: Desk, make_tools: MakeTools, tmp_path: Path) -> None:
    remote = Url(f"{desk.root}/out")
    tools = make_tools(output=spool_of(remote) / "out", remote=remote, settle_s=1)
    rounds = watch([write_articles(tmp_path / "in", a=ARTICLE)], tools, lambda: nullcontext(Told()), print)
    assert next(rounds).line == "1 written, 0 failed, 0 unchanged"
    assert {"a.json", "digest.html", "run.json"} <= set(desk.names())


def test_names_of_objects_lead_nowhere_and_may_be_strange(desk: Desk, tmp_path: Path) -> None:
    desk.write("in/[a]*?.txt", ARTICLE.encode())
    desk.write("in/x/../../e.txt", OTHER.encode())
    desk.write("in/.hidden.txt", OTHER.encode())
    report = desk.run()
    assert report.articles == 1 and not report.failures
    kept = {path.resolve() for path in tmp_path.rglob("*.txt")}
    assert all((tmp_path / "cache/remote") in path.parents for path in kept)


def test_files_of_several_articles_are_read(desk: Desk) -> None:
    lines = [
        json.dumps({"id": f"n{i}", "title": "Тақырып", "text": text})
        for i, text in enumerate((ARTICLE, OTHER))
    ]
    desk.write("in/feed.jsonl", "\n".join(lines).encode())
    assert desk.run().articles == 2
    assert {"feed-n0.json", "feed-n1.json"} <= set(desk.names())
    assert desk.run().line == "0 written, 0 failed, 2 unchanged"


def test_an_object_that_cannot_be_fetched_fails_alone_and_keeps_its_outputs(
    bucket: Desk, objects: Objects
) -> None:
    bucket.put(a=ARTICLE, b=OTHER)
    bucket.run()
    old = bucket.read("out/a.json")
    bucket.put(a=ARTICLE + "Жаңа сөйлем бар.\n", b=OTHER + "Жаңа сөйлем бар.\n")
    objects.fault = breaking("GET", "in/a.txt")
    report = bucket.run()
    objects.fault = None
    assert report.line == "1 written, 1 failed, 0 unchanged"
    assert [(failure.path, failure.stage) for failure in report.failures] == [
        (f"{bucket.root}/in/a.txt", "read")
    ]
    assert bucket.read("out/a.json") == old and "емхана" in bucket.read("out/digest.md").decode()
    assert bucket.run().line == "1 written, 0 failed, 1 unchanged"
    assert "failures.jsonl" not in bucket.names()


@pytest.mark.parametrize("name", ["out/a.md", "out/a.html", "out/a.json"])
def test_an_upload_that_breaks_fails_its_article_and_the_next_run_goes_on(
    bucket: Desk, objects: Objects, name: str
) -> None:
    bucket.put(a=ARTICLE, b=OTHER)
    bucket.run()
    old = bucket.outputs()
    bucket.put(a=ARTICLE + "Жаңа сөйлем бар.\n")
    objects.fault = breaking("PUT", name)
    report = bucket.run()
    objects.fault = None
    assert report.line == "0 written, 1 failed, 1 unchanged"
    assert [failure.stage for failure in report.failures] == ["write"] and "run again" in report.failures[
        0
    ].hint
    assert bucket.read("out/a.json") == old["a.json"] and bucket.read(name) == old[Path(name).name]
    assert "failures.jsonl" in bucket.names()
    assert bucket.run().line == "1 written, 0 failed, 1 unchanged"
    assert "Жаңа сөйлем бар." in bucket.read("out/a.json").decode()
    assert not [name for name in bucket.names() if ".bak" in name]


def test_an_object_that_is_not_as_it_was_sent_is_noticed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec

    kind = type(fsspec.url_to_fs(desk.root)[0])
    whole = kind.pipe_file

    def halved(self: Any, path: str, value: bytes, **options: Any) -> Any:
        return whole(self, path, value[: len(value) // 2] if path.endswith("a.html") else value, **options)

    desk.put(a=ARTICLE, b=OTHER)
    monkeypatch.setattr(kind, "pipe_file", halved)
    report = desk.run()
    monkeypatch.setattr(kind, "pipe_file", whole)
    assert (
        report.line == "1 written, 1 failed, 0 unchanged" and "not as it was sent" in report.failures[0].error
    )
    assert "a.json" not in desk.names()
    assert desk.run().line == "1 written, 0 failed, 1 unchanged"


def test_a_store_that_can_no_longer_be_reached_ends_the_run(bucket: Desk, objects: Objects) -> None:
    bucket.put(**{f"a{i}": ARTICLE.replace("300", str(300 + i)) for i in range(6)})
    objects.fault = breaking("PUT", ".md")
    with pytest.raises(StorageError, match="cannot be reached") as error:
        bucket.run(window=1)
    objects.fault = None
    assert error.value.exit_code == 1 and NAME not in bucket.names()
    assert bucket.run().line == "6 written, 0 failed, 0 unchanged"


def test_a_run_on_another_machine_is_told_to_wait(
    tmp_path: Path, either: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    either.put(a=ARTICLE)

    class Second(FakeTranslator):
        fault: PipelineError | None = None

        def count_tokens(self, text: str) -> int:
            if self.fault is None:
                with monkeypatch.context() as moved:
                    another_machine(moved, tmp_path)
                    with pytest.raises(LockedError) as error:
                        either.run()
                self.fault = error.value
            return super().count_tokens(text)

    engine = Second()
    assert either.run(translator=engine).line == "1 written, 0 failed, 0 unchanged"
    assert engine.fault is not None and engine.fault.exit_code == 2
    assert "another run is writing here (process" in engine.fault.message and "ends at" in engine.fault.hint
    assert NAME not in either.names()


def left_behind(desk: Desk, owner: str, age_s: float) -> None:
    """Leave a lock as a run does that was killed."""
    holder = {
        "owner": owner,
        "token": "t",
        "host": "h",
        "process": 1,
        "since": "s",
        "renewed": time.time() - age_s,
    }
    desk.write(f"out/{NAME}", json.dumps(holder).encode())


def test_the_lock_of_a_dead_run_goes_at_once_here_and_after_a_while_elsewhere(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.remote.lease, "SETTLED_S", 0.0)
    desk.put(a=ARTICLE)
    desk.run()
    owner = (spool_of(Url(f"{desk.root}/out")) / "owner").read_text()
    left_behind(desk, owner, age_s=1)
    assert desk.run().unchanged == 1
    left_behind(desk, "another", age_s=LASTS_S - 60)
    with pytest.raises(LockedError):
        desk.run()
    left_behind(desk, "another", age_s=LASTS_S + 1)
    assert desk.run().unchanged == 1


def test_taking_a_lock_reads_it_once_before_and_once_after(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put(a=ARTICLE)
    asked: list[str] = []
    find = ObjectStore.find

    def counted(store: ObjectStore, name: str) -> bytes | None:
        asked.append(name)
        return find(store, name)

    monkeypatch.setattr(ObjectStore, "find", counted)
    with held(open_store(Url(f"{desk.root}/out")), "mine"):
        assert asked == [NAME, NAME]


def test_a_run_whose_lock_was_taken_publishes_nothing_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.remote.lease, "RENEWED_S", 0.01)
    desk.put(a=ARTICLE)

    class Usurped(FakeTranslator):
        def count_tokens(self, text: str) -> int:
            if desk.names() and b'"another"' not in desk.read(f"out/{NAME}"):
                left_behind(desk, "another", age_s=0)
                time.sleep(0.3)
            return super().count_tokens(text)

    with pytest.raises(LockedError, match="another run may be writing"):
        desk.run(translator=Usurped())
    assert desk.names() == [NAME]


def test_a_dry_run_and_a_local_lock_leave_the_store_alone(desk: Desk, make_tools: MakeTools) -> None:
    desk.put(a=ARTICLE)
    remote = Url(f"{desk.root}/out")
    tools = make_tools(output=spool_of(remote) / "out", remote=remote)
    assert plan([place_of(f"{desk.root}/in")], tools).current == {"a": False} and not desk.names()
    with sole_writer(tools.settings.output), pytest.raises(LockedError, match="another run") as error:
        desk.run()
    assert error.value.path == f"{desk.root}/out" and not desk.names()


@pytest.mark.parametrize(
    ("address", "kind", "what"),
    [
        ("memory://nowhere/in", UsageError, "no such file, folder or bucket"),
        ("sxtp://host/in", UsageError, "not known"),
        ("gcs://bucket/in", SettingsError, "needs a package"),
    ],
)
def test_an_address_that_is_none_is_said_with_what_to_do(
    tmp_path: Path, make_tools: MakeTools, address: str, kind: type[PipelineError], what: str
) -> None:
    with pytest.raises(kind, match=what) as error:
        run_batch([place_of(address)], make_tools(), Told())
    assert error.value.hint and str(error.value.path) == address


def test_without_credentials_access_is_refused(
    objects: Objects, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    import s3fs

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(SettingsError, match="access is refused") as error:
        run_batch([place_of(f"s3://{BUCKET}/in")], make_tools(), Told())
    assert "credentials for s3://" in error.value.hint
    s3fs.S3FileSystem.clear_instance_cache()


def test_an_address_that_cannot_be_reached_fails_and_the_others_go_on(
    tmp_path: Path, objects: Objects, make_tools: MakeTools
) -> None:
    objects.fault = lambda environ: True
    gone, here = place_of(f"s3://{BUCKET}/in"), write_articles(tmp_path / "in", a=ARTICLE)
    assert run_batch([gone, here], make_tools(), Told()).line == "1 written, 1 failed, 0 unchanged"
    with pytest.raises(StorageError, match="cannot be reached"):
        run_batch([gone], make_tools(), Told())


def test_a_web_server_that_lists_its_files_is_read_but_not_written(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    folder = write_articles(tmp_path / "in", a=ARTICLE, b=OTHER)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}"
        report = run_batch([place_of(f"{root}/"), place_of(f"{root}/a.txt?key=secret")], make_tools(), Told())
        with pytest.raises(UsageError, match="takes no outputs"):
            run_batch([folder], make_tools(remote=Url(root)), Told())
        server.shutdown()
    assert report.line == "2 written, 0 failed, 0 unchanged"
    assert b"secret" not in b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())


def test_passwords_and_signatures_are_not_shown() -> None:
    assert str(Url("ftp://desk:secret@host/in")) == "ftp://desk@host/in"
    assert str(Url("https://host/a.txt?X-Amz-Signature=secret")) == "https://host/a.txt"
    assert (
        str(Url("abfs://box@account.dfs.core.windows.net/in")) == "abfs://box@account.dfs.core.windows.net/in"
    )
    assert str(Url("https://desk:secret@word@host/in?at=a:b@c")) == "https://desk@host/in"
    assert str(Url("s3://bucket/a:b@c.txt")) == "s3://bucket/a:b@c.txt"


def test_the_address_of_a_file_is_its_path_with_the_signs_that_were_escaped() -> None:
    assert place_of("file:///srv/in") == place_of("file://localhost/srv/in") == Path("/srv/in")
    assert place_of("file:///srv/%D0%B0%20b/100%.txt") == Path("/srv/а b/100%.txt")
    assert place_of("local:///srv/a%20b") == Path("/srv/a%20b")


def command(tmp_path: Path, objects: Objects, name: str) -> subprocess.Popen[str]:
    """Start the installed command over the bucket, its outputs in a folder of that name."""
    program = [str(Path(sys.executable).parent / "pipeline"), "run", f"s3://{BUCKET}/in"]
    own = {"PIPELINE_CACHE": f"{tmp_path}/{name}", "PIPELINE_WINDOW": "1", "PIPELINE_SUMMARY": "lead"}
    environment = {"PATH": os.environ["PATH"], "XDG_DATA_HOME": str(tmp_path), **objects.environment, **own}
    return subprocess.Popen(
        [*program, "-o", f"s3://{BUCKET}/{name}", "--quality", "fast"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


@dataclass
class Strike:
    """Ends a process when it puts its n-th object, which is then lost or arrives all the same."""

    objects: Objects
    number: int
    how: signal.Signals
    is_lost: bool
    process: subprocess.Popen[str] | None = None

    def __call__(self, environ: dict[str, Any]) -> bool:
        """Strike."""
        is_now = environ["REQUEST_METHOD"] == "PUT" and len(self.objects.puts()) == self.number
        if is_now and self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.how)
        return is_now and self.is_lost


@pytest.mark.slow
def test_the_installed_command_broken_off_at_an_upload_goes_on_to_the_end_of_an_unbroken_run(
    tmp_path: Path, objects: Objects, make_tools: MakeTools
) -> None:
    bucket = Desk(f"s3://{BUCKET}", make_tools)
    bucket.put(a=ARTICLE, b=OTHER)
    code, out, err = finished(command(tmp_path, objects, "whole"))
    assert code == 0 and "2 written, 0 failed" in out and f"s3://{BUCKET}/whole/a.json" in out, err
    whole = published(bucket, "whole", tmp_path)
    for number, how, is_lost in (
        (2, signal.SIGKILL, False),
        (6, signal.SIGINT, True),
        (8, signal.SIGKILL, True),
    ):
        name = f"broken{number}"
        strike = Strike(objects, len(objects.puts()) + number, how, is_lost)
        objects.fault = strike
        strike.process = command(tmp_path, objects, name)
        code, out, err = finished(strike.process)
        assert code == (130 if how == signal.SIGINT else -how), (out, err)
        objects.fault = None
        code, out, err = finished(command(tmp_path, objects, name))
        assert code == 0 and published(bucket, name, tmp_path) == whole, (number, err)


def published(bucket: Desk, name: str, tmp_path: Path) -> dict[str, bytes]:
    """Return what a run published, comparable."""
    folder = tmp_path / "copies" / name
    folder.mkdir(parents=True)
    for file in bucket.names(name):
        if file != "run.json":
            (folder / file).write_bytes(bucket.read(f"{name}/{file}"))
    return alike(folder, bucket.root)


@pytest.mark.slow
def test_the_installed_command_says_what_is_wrong_with_an_address(
    installed_cli: Cli, objects: Objects
) -> None:
    for arguments, code, what in (
        (("run", "gcs://bucket/in"), 3, "install gcsfs"),
        (("run", f"s3://{BUCKET}/none"), 2, "no such file, folder or bucket"),
        (("watch", f"s3://{BUCKET}/in"), 2, "pipeline run"),
    ):
        done = installed_cli(*arguments, env=objects.environment)
        assert done.returncode == code and what in done.stderr, done.stderr


def test_a_worker_on_another_machine_fetches_does_and_publishes_its_window(
    desk: Desk, make_tools: MakeTools
) -> None:
    desk.put(a=ARTICLE, b=OTHER)
    desk.run(f"{desk.root}/in/a.txt")
    written = desk.read("out/a.json")
    desk.write("out/b.json.bak", b"kept")
    desk.write("out/b.json", b"damaged")
    desk.write("out/b.html", b"<p>damaged too</p>")
    remote = Url(f"{desk.root}/out")
    tools = make_tools(output=spool_of(remote) / "out", remote=remote)
    planned = plan([place_of(f"{desk.root}/in")], tools)
    for source in planned.inputs:
        source.path.unlink()
    bench = replace(Bench.of(tools.settings, planned), owner="another machine")
    assert "b.json.bak" in bench.asides and "b.json" not in bench.asides
    report = work_through(planned.inputs, tools, Told(), "changed", bench)
    assert report.articles == 2 and report.written[-1] == tools.settings.output / "b.json"
    assert desk.read("out/a.json") == written, "found to be current"
    assert desk.read("out/b.json.bak") == b"kept" and desk.read("out/b.json.bak2") == b"damaged"
    assert desk.read("out/b.html.bak") == b"<p>damaged too</p>"
    assert decode_digest(desk.read("out/b.json")).document.path == f"{desk.root}/in/b.txt"


@pytest.mark.slow
def test_workers_of_a_cluster_publish_what_one_process_does(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.cluster", "inputs/futbol_final.txt", "--count", "20", "--s3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "20 written" in done.stdout.split("ray:")[1] and "one killed: True" in done.stdout
