"""A model is pulled from a hub at one commit, resumed, checked and installed whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ModelError, SettingsError
from pipeline.models.catalogue import Catalogue, ModelCard, ModelFile
from pipeline.models.install import InstallOptions
from pipeline.models.pull import PullOptions, pull
from pipeline.models.store import Store
from pipeline.models.verify import verify
from tests import nllb
from tests.hub import Hub, running

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "fedcba9876543210fedcba9876543210fedcba98"
NAMES = ("config.json", "generation_config.json", "tokenizer.json", "model.safetensors")
WEIGHTS = "model.safetensors"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {name: (nllb.trained() / name).read_bytes() for name in NAMES}


@pytest.fixture
def hub(files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with running(Hub({"owner/tiny-nllb": {COMMIT: dict(files)}})) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        monkeypatch.setattr("time.sleep", lambda _: None)  # the pauses between tries
        monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 10_000)  # as the files are small
        yield hub


@pytest.fixture
def card(files: dict[str, bytes]) -> ModelCard:
    known = (ModelFile(name, hashlib.sha256(files[name]).hexdigest(), len(files[name])) for name in NAMES[2:])
    return nllb.card(files=(*known, ModelFile("config.json"), ModelFile("generation_config.json")))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", tmp_path / "package")


def catalogue(card: ModelCard) -> Catalogue:
    return Catalogue(Path("models.yaml"), {card.name: card}, None, {}, {})


def refusal(card: ModelCard, store: Store, options: PullOptions | None = None) -> ModelError:
    with pytest.raises(ModelError) as caught:
        pull(card.name, catalogue(card), store, options)
    assert not store.has(card.name)
    assert not list(store.root.glob(".staging-*"))
    return caught.value


def test_a_pulled_model_is_installed_trimmed_and_sound(hub: Hub, card: ModelCard, store: Store) -> None:
    installed = pull("tiny-nllb", catalogue(card), store)
    assert verify(installed) == []
    assert {path.name for path in installed.path.iterdir()} == {
        "config.json",
        "manifest.json",
        "model.bin",
        "shared_vocabulary.json",
        "tokenizer.json",
        "vmap.txt",
    }
    manifest = store.find(catalogue(card), "tiny-nllb").manifest
    assert manifest is not None
    assert (manifest.origin, manifest.quantization, manifest.card.revision) == ("hub", "int8", COMMIT)
    assert manifest.trimmed is not None
    assert manifest.trimmed.kept < manifest.trimmed.of == 624
    assert {(file.name, file.checked) for file in manifest.source} == {
        ("model.safetensors", "catalogue"),
        ("tokenizer.json", "catalogue"),
        ("config.json", "hub"),
        ("generation_config.json", "hub"),
    }
    assert not (store.root / ".downloads" / "tiny-nllb").exists()


def test_trimming_can_be_declined_and_pytorch_weights_kept(hub: Hub, card: ModelCard, store: Store) -> None:
    options = PullOptions(InstallOptions(trim=False, engine="transformers"))
    installed = pull("tiny-nllb", catalogue(card), store, options)
    assert installed.card.engine == "transformers"
    assert installed.manifest is not None
    assert installed.manifest.trimmed is None
    assert (installed.path / WEIGHTS).read_bytes() == (nllb.trained() / WEIGHTS).read_bytes()
    assert store.find(catalogue(card), "tiny-nllb").card.engine == "transformers"


def test_a_model_of_the_same_commit_is_not_pulled_again(hub: Hub, card: ModelCard, store: Store) -> None:
    first = pull("tiny-nllb", catalogue(card), store)
    asked = len(hub.requests)
    assert pull("tiny-nllb", catalogue(card), store).manifest == first.manifest
    assert len(hub.requests) == asked
    with pytest.raises(ModelError, match="is installed at"):
        pull("tiny-nllb", catalogue(card), store, PullOptions(revision=OTHER))


def test_a_model_that_another_command_has_pulled_meanwhile_is_not_pulled_again(
    hub: Hub, card: ModelCard, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull("tiny-nllb", catalogue(card), store)
    asked = len(hub.requests)
    known = iter((False, True, True))  # not there before the lock is had
    monkeypatch.setattr(Store, "has", lambda store, name: next(known))
    assert pull("tiny-nllb", catalogue(card), store).name == "tiny-nllb"
    assert len(hub.requests) == asked


def test_the_progress_of_every_file_ends_at_its_size(
    hub: Hub, card: ModelCard, store: Store, files: dict[str, bytes]
) -> None:
    seen: dict[str, tuple[int, int]] = {}
    options = PullOptions(
        InstallOptions(progress=lambda step, done, total: seen.update({step: (done, total)}))
    )
    pull("tiny-nllb", catalogue(card), store, options)
    assert {name: seen[name] for name in NAMES} == {name: (len(files[name]),) * 2 for name in NAMES}
    assert seen["trim"] == seen["convert"] == (1, 1)


def test_a_broken_connection_is_taken_up_where_it_broke(hub: Hub, card: ModelCard, store: Store) -> None:
    hub.break_after, hub.breaks = 100_000, 3
    pull("tiny-nllb", catalogue(card), store)
    spans = [span for name in (WEIGHTS, "tokenizer.json") for span in hub.downloads(name)]
    assert spans.count("") == 2
    assert len(spans) == 5
    assert all(int(span[6:-1]) > 0 for span in spans if span)


def test_an_interrupted_command_is_taken_up_by_the_next(hub: Hub, card: ModelCard, store: Store) -> None:
    hub.break_after, hub.breaks = 0, 1000
    first = replace(card, files=(ModelFile(WEIGHTS),))
    (store.root / ".downloads" / "tiny-nllb").mkdir(parents=True)
    assert "cannot be reached" in refusal(first, store).message
    part = next((store.root / ".downloads" / "tiny-nllb").glob("*.part"))
    part.write_bytes((nllb.trained() / WEIGHTS).read_bytes()[:700_000])
    hub.breaks = 0
    hub.requests.clear()
    pull("tiny-nllb", catalogue(card), store)
    assert hub.downloads(WEIGHTS) == ["bytes=700000-"]


def test_files_that_came_whole_are_not_downloaded_again(
    hub: Hub, card: ModelCard, store: Store, files: dict[str, bytes]
) -> None:
    hub.served["config.json"] = bytes(len(files["config.json"]))
    assert "config.json is not the file" in refusal(card, store).message
    hub.served.clear()
    hub.requests.clear()
    pull("tiny-nllb", catalogue(card), store)
    assert hub.downloads(WEIGHTS) == hub.downloads("tokenizer.json") == []
    assert hub.downloads("/config.json") == [""]


def test_a_part_longer_than_the_file_is_thrown_away(hub: Hub, card: ModelCard, store: Store) -> None:
    folder = store.root / ".downloads" / "tiny-nllb"
    folder.mkdir(parents=True)
    digest = next(file.sha256 for file in card.files if file.name == WEIGHTS) or ""
    (folder / f"{WEIGHTS}.{digest[:16]}.part").write_bytes(bytes(2_000_000))
    pull("tiny-nllb", catalogue(card), store)
    assert hub.downloads(WEIGHTS) == [""]


@pytest.mark.parametrize("name", [WEIGHTS, "config.json"])
def test_a_file_that_is_not_the_announced_one_is_refused_and_deleted(
    name: str, hub: Hub, card: ModelCard, store: Store, files: dict[str, bytes]
) -> None:
    hub.served[name] = bytes([files[name][0] ^ 1]) + files[name][1:]
    error = refusal(card, store)
    assert f"{name} is not the file it should be" in error.message
    assert not (store.root / ".downloads" / "tiny-nllb" / name).exists()
    hub.served.clear()
    assert pull("tiny-nllb", catalogue(card), store).name == "tiny-nllb"


def test_a_file_that_the_hub_changed_is_refused_by_its_pinned_checksum(
    hub: Hub, card: ModelCard, store: Store
) -> None:
    wrong = tuple(replace(file, sha256="0" * 64) if file.name == WEIGHTS else file for file in card.files)
    assert f"expected {'0' * 64}" in refusal(replace(card, files=wrong), store).message


def test_a_file_of_another_size_is_refused_before_it_is_downloaded(
    hub: Hub, card: ModelCard, store: Store
) -> None:
    wrong = tuple(replace(file, size=5) if file.name == WEIGHTS else file for file in card.files)
    assert "5 in models.yaml" in refusal(replace(card, files=wrong), store).message
    assert hub.downloads(WEIGHTS) == []


def test_another_commit_is_checked_against_the_hub_alone_and_recorded(
    hub: Hub, card: ModelCard, store: Store, files: dict[str, bytes]
) -> None:
    hub.repositories["owner/tiny-nllb"][OTHER] = dict(files)
    hub.branches["main"] = OTHER
    wrong = tuple(ModelFile(file.name, "0" * 64) for file in card.files)
    installed = pull("tiny-nllb", catalogue(replace(card, files=wrong)), store, PullOptions(revision="main"))
    assert installed.card.revision == OTHER
    assert installed.manifest is not None
    assert {file.checked for file in installed.manifest.source} == {"hub"}


def test_without_a_pinned_commit_one_must_be_named(hub: Hub, card: ModelCard, store: Store) -> None:
    with pytest.raises(SettingsError) as caught:
        pull("tiny-nllb", catalogue(replace(card, revision=None)), store)
    assert "--revision" in caught.value.hint
    assert hub.requests == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"repository": "owner/none"}, "owner/none is not on the hub or not public"),
        ({"revision": OTHER}, "owner/tiny-nllb has no such commit"),
        ({"files": (ModelFile("none.bin"),)}, "owner/tiny-nllb has no file none.bin"),
    ],
)
def test_what_the_hub_does_not_have_is_named(
    change: dict[str, object], message: str, hub: Hub, card: ModelCard, store: Store
) -> None:
    error = refusal(replace(card, **change), store)  # type: ignore[arg-type]
    assert error.message == message
    assert "models.yaml" in error.hint


def test_a_hub_out_of_order_is_said_to_be_unreachable(hub: Hub, card: ModelCard, store: Store) -> None:
    hub.refuse = 500
    assert "cannot be reached" in refusal(card, store).message


def test_without_a_network_one_line_says_what_to_do(
    card: ModelCard, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")  # nothing listens there
    error = refusal(card, store)
    assert error.exit_code == 4
    assert "\n" not in error.message
    assert "the hub cannot be reached" in error.message
    assert "pipeline models add PATH" in error.hint


def test_too_little_room_is_seen_before_anything_is_downloaded(
    hub: Hub, card: ModelCard, store: Store
) -> None:
    card = replace(card, parameters=276_000)
    needed = sum(map(len, hub.repositories["owner/tiny-nllb"][COMMIT].values())) + 5 * card.parameters
    error = refusal(card, store, PullOptions(free=lambda _: needed - 1))
    assert "GB of room" in error.message
    assert "PIPELINE_MODELS" in error.hint
    assert hub.downloads(WEIGHTS) == []
    assert pull("tiny-nllb", catalogue(card), store, PullOptions(free=lambda _: needed)).name == "tiny-nllb"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte, where this process may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("a file system can only be mounted by root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_fills_up_is_reported_and_what_came_is_kept(
    hub: Hub, card: ModelCard, store: Store, small_disk: Path
) -> None:
    store = replace(store, root=small_disk / "store")
    error = refusal(card, store, PullOptions(free=lambda _: 1 << 40))
    assert "the disk filled up" in error.message
    assert isinstance(error.__cause__, OSError)
    assert error.__cause__.errno == errno.ENOSPC
    assert list((store.root / ".downloads" / "tiny-nllb").glob("*.part"))


def test_a_model_of_another_kind_or_size_is_refused_after_the_download(
    hub: Hub, card: ModelCard, store: Store
) -> None:
    assert "family nllb" in refusal(replace(card, family="madlad"), store).message
    assert "parameters" in refusal(replace(card, parameters=10_000_000), store).message


def test_a_bundled_model_cannot_be_pulled(card: ModelCard, store: Store) -> None:
    bundled = replace(card, bundled=True, repository=None)
    with pytest.raises(ModelError, match="comes with the program"):
        pull("tiny-nllb", catalogue(bundled), store)
