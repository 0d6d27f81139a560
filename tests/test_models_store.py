"""What is installed is listed, found, verified, removed and chosen; a half-made model is never seen."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from pipeline.errors import LicenceError, ModelError, UsageError
from pipeline.models.catalogue import Catalogue, ModelCard, ModelFile
from pipeline.models.choose import best_installed, named
from pipeline.models.hashes import digest_of, files_in, git_blob_of, main, record_files, sha256_of
from pipeline.models.manifest import Manifest, read_manifest
from pipeline.models.store import Store, open_store
from pipeline.models.verify import Fault, verify

DRAFT = ModelCard(
    name="draft",
    engine="ct2",
    family="draft",
    repository=None,
    revision="1",
    files=(ModelFile("model.bin"),),
    licence="CC-BY-4.0",
    commercial=True,
    languages={},
    parameters=1,
    input_limit=510,
    draft=True,
    bundled=True,
)
BIG = replace(
    DRAFT, name="big", repository="owner/big", commercial=False, bundled=False, preference=50, draft=False
)
FREE = replace(BIG, name="free", commercial=True, preference=10, licence="Apache-2.0")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    cards = {card.name: card for card in (DRAFT, BIG, FREE)}
    return Catalogue(tmp_path / "models.yaml", cards, None, {}, {})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "package" / "draft").mkdir(parents=True)
    (tmp_path / "package" / "draft" / "model.bin").write_bytes(b"draft")
    return Store(tmp_path / "store", tmp_path / "package")


def manifest(card: ModelCard) -> Manifest:
    return Manifest(card, "directory", (), (), None, "int8", "program 1", "2024-01-01T00:00:00+00:00")


def put(store: Store, card: ModelCard, data: bytes = b"weights") -> None:
    with store.locked(), store.staging() as staging:
        model = staging / "model"
        (model / "deep").mkdir(parents=True)
        (model / "model.bin").write_bytes(data)
        (model / "deep" / "words.txt").write_bytes(b"words")
        store.commit(model, manifest(card))


def test_a_bundled_model_is_always_installed(store: Store, catalogue: Catalogue) -> None:
    assert [model.name for model in store.installed(catalogue)] == ["draft"]
    assert store.find(catalogue, "draft").path.name == "draft"
    assert store.find(catalogue, "draft").sha256 == digest_of(
        record_files(store.bundled / "draft", ["model.bin"])
    )


def test_installed_models_are_listed_the_most_preferred_first(store: Store, catalogue: Catalogue) -> None:
    put(store, FREE)
    put(store, BIG)
    assert [model.name for model in store.installed(catalogue)] == ["big", "free", "draft"]
    assert store.find(catalogue, "big").size == len(b"weights") + len(b"words")


def test_an_installed_model_can_be_read_by_every_user(store: Store) -> None:
    with store.locked(), store.staging() as staging:
        (staging / "model").mkdir(mode=0o700)
        (staging / "model" / "model.bin").touch(mode=0o600)
        folder = store.commit(staging / "model", manifest(BIG)).path
    assert folder.stat().st_mode & 0o777 == 0o755
    assert (folder / "model.bin").stat().st_mode & 0o777 == 0o644


def test_a_model_that_is_not_installed_is_refused_with_the_commands_that_install_it(
    store: Store, catalogue: Catalogue
) -> None:
    with pytest.raises(ModelError) as caught:
        store.find(catalogue, "big")
    assert "pipeline models pull big" in caught.value.hint
    assert "pipeline models add" in caught.value.hint


def test_a_model_interrupted_while_it_was_made_leaves_nothing(store: Store, catalogue: Catalogue) -> None:
    with pytest.raises(KeyboardInterrupt), store.staging() as staging:
        (staging / "model.bin").write_bytes(b"half")
        raise KeyboardInterrupt
    assert list(store.root.iterdir()) == []
    assert [model.name for model in store.installed(catalogue)] == ["draft"]


def test_what_a_killed_command_left_is_swept_by_the_next(store: Store) -> None:
    (store.root / ".staging-old").mkdir(parents=True)
    (store.root / ".removed-old").mkdir()
    with store.locked():
        assert [path.name for path in store.root.iterdir()] == [".lock"]


def test_two_commands_cannot_change_the_store_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.models.store.LOCK_TIMEOUT_S", 0.05)
    with store.locked(), pytest.raises(ModelError, match="another process"), store.locked():
        pass
    with store.locked():
        assert store.root.is_dir()


def test_an_installed_model_is_not_overwritten(store: Store) -> None:
    put(store, BIG)
    with pytest.raises(ModelError, match="installed already"):
        put(store, BIG, b"others")
    assert (store.root / "big" / "model.bin").read_bytes() == b"weights"


def test_removing_frees_the_space_and_only_what_is_in_the_store_can_be_removed(
    store: Store, catalogue: Catalogue
) -> None:
    put(store, BIG)
    (store.root / ".downloads" / "big").mkdir(parents=True)
    assert store.remove("big") > len(b"weights")
    assert not (store.root / "big").exists()
    assert not (store.root / ".downloads" / "big").exists()
    with pytest.raises(UsageError):
        store.remove("draft")
    assert (store.bundled / "draft" / "model.bin").is_file()
    assert [model.name for model in store.installed(catalogue)] == ["draft"]


def test_what_an_interrupted_download_left_can_be_removed_without_the_model(store: Store) -> None:
    part = store.root / ".downloads" / "big" / "model.bin.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"half")
    assert store.remove("big") == len(b"half")
    assert not part.parent.exists()
    with pytest.raises(UsageError):
        store.remove("../.downloads")


def test_a_model_that_two_commands_remove_is_gone_and_the_second_says_so(store: Store) -> None:
    put(store, BIG)
    outcomes: list[int | UsageError] = []

    def remove() -> None:
        try:
            outcomes.append(store.remove("big"))
        except UsageError as error:
            outcomes.append(error)

    commands = [Thread(target=remove) for _ in range(2)]
    with store.locked():
        for command in commands:
            command.start()
    for command in commands:
        command.join()
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["UsageError", "int"]


def test_of_a_model_linked_into_the_store_the_link_is_removed_and_the_model_stays(
    store: Store, catalogue: Catalogue, tmp_path: Path
) -> None:
    put(store, BIG)
    (store.root / "big").rename(tmp_path / "elsewhere")
    (store.root / "big").symlink_to(tmp_path / "elsewhere")
    assert verify(store.find(catalogue, "big")) == []
    assert store.remove("big") == 0
    assert [path.name for path in store.root.iterdir()] == [".lock"]
    assert (tmp_path / "elsewhere" / "model.bin").is_file()


@pytest.mark.parametrize("name", ["../outside", "big/../../outside", "", ".", "./big"])
def test_a_path_is_no_name_of_a_model(name: str, store: Store, catalogue: Catalogue, tmp_path: Path) -> None:
    put(store, FREE)
    put(store, BIG)
    (store.root / "free").rename(tmp_path / "outside")
    with pytest.raises(UsageError, match="is not in"):
        store.remove(name)
    with pytest.raises(ModelError, match="no model is named"):
        store.find(catalogue, name)
    assert (tmp_path / "outside" / "model.bin").is_file()


@pytest.mark.parametrize("is_link", [False, True])
def test_what_is_in_the_place_of_a_model_is_named_and_left_alone(is_link: bool, store: Store) -> None:
    store.root.mkdir()
    place = store.root / "big"
    if is_link:
        place.symlink_to("nowhere")
    else:
        place.mkdir()
    with pytest.raises(ModelError, match="is in the way") as caught:
        put(store, BIG)
    assert caught.value.path == place
    assert "move it" in caught.value.hint
    assert sorted(path.name for path in store.root.iterdir()) == [".lock", "big"]


def test_a_disk_that_refuses_is_named_with_what_to_do(store: Store) -> None:
    with pytest.raises(ModelError, match="No space") as full, store.locked():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(store.root / ".staging-1" / "model.bin"))
    assert full.value.path == store.root
    assert "make room" in full.value.hint
    (store.root.parent / "file").write_bytes(b"")
    with (
        pytest.raises(ModelError, match="is a file"),
        Store(store.root.parent / "file", store.bundled).locked(),
    ):
        pass
    with pytest.raises(ModelError, match="too long"):
        store.has("x" * 300)


@contextmanager
def closed_to_others(folder: Path) -> Iterator[None]:
    """Be somebody who may not look into a folder."""
    user, mode = os.geteuid(), folder.stat().st_mode
    folder.chmod(0)
    try:
        if user == 0:  # whom nothing is closed to
            os.seteuid(65534)
        yield
    finally:
        os.seteuid(user)
        folder.chmod(mode)


def test_a_store_that_may_not_be_read_is_named(store: Store, catalogue: Catalogue) -> None:
    put(store, BIG)
    with closed_to_others(store.root), pytest.raises(ModelError, match="denied") as caught:
        store.installed(catalogue)
    assert "PIPELINE_MODELS" in caught.value.hint


def test_a_file_that_the_disk_cannot_read_is_a_fault(store: Store, catalogue: Catalogue) -> None:
    put(store, BIG, b"")
    unreadable = store.root / "big" / "model.bin"
    unreadable.unlink()
    unreadable.symlink_to("/proc/self/mem")  # nothing is mapped at its beginning: an input/output error
    assert verify(store.find(catalogue, "big")) == [Fault("model.bin", "cannot be read")]


def test_a_sound_model_has_no_faults(store: Store, catalogue: Catalogue) -> None:
    put(store, BIG)
    assert verify(store.find(catalogue, "big")) == []
    assert verify(store.find(catalogue, "draft")) == []


def test_every_kind_of_damage_is_found(store: Store, catalogue: Catalogue) -> None:
    put(store, BIG)
    folder = store.root / "big"
    (folder / "extra").write_bytes(b"")
    (folder / "model.bin").write_bytes(b"weightz")
    assert verify(store.find(catalogue, "big")) == [
        Fault("model.bin", "sha256 differs"),
        Fault("extra", "not in the manifest"),
    ]
    (folder / "model.bin").write_bytes(b"longer weights")
    (folder / "deep" / "words.txt").unlink()
    assert [fault.problem for fault in verify(store.find(catalogue, "big"))] == [
        "missing",
        "size differs",
        "not in the manifest",
    ]


def test_a_damaged_bundled_model_is_found(store: Store, catalogue: Catalogue) -> None:
    wrong = replace(DRAFT, files=(ModelFile("model.bin", "0" * 64),))
    catalogue = replace(catalogue, models={"draft": wrong})
    assert verify(store.find(catalogue, "draft")) == [Fault("model.bin", "sha256 differs")]
    (store.bundled / "draft" / "model.bin").unlink()
    with pytest.raises(ModelError, match="is missing"):
        verify(store.find(catalogue, "draft"))


@pytest.mark.parametrize(("old", "new"), [(b'"card"', b'"car"'), (b"directory", b"dir\xe1ctory")])
def test_a_broken_manifest_says_what_to_do(
    old: bytes, new: bytes, store: Store, catalogue: Catalogue
) -> None:
    put(store, BIG)
    path = store.root / "big" / "manifest.json"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))
    with pytest.raises(ModelError, match="the manifest is broken") as caught:
        store.installed(catalogue)
    assert "remove" in caught.value.hint


def test_settings_that_name_no_models_are_told_so(store: Store, catalogue: Catalogue) -> None:
    with pytest.raises(ModelError, match="no installed model") as error:
        best_installed(store, replace(catalogue, models={}), "research")
    assert "names none" in error.value.hint


def test_a_file_in_the_place_of_the_store_is_named_and_no_empty_store(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    (tmp_path / "models").touch()
    store = Store(tmp_path / "models", tmp_path / "package")
    with pytest.raises(ModelError, match="is a file, no folder of models"):
        best_installed(store, catalogue, "research")
    with pytest.raises(ModelError, match="is a file, no folder of models"):
        store.find(catalogue, "big")


def test_the_manifest_is_read_back_as_it_was_written(store: Store, catalogue: Catalogue) -> None:
    put(store, BIG)
    written = store.find(catalogue, "big").manifest
    assert written is not None
    assert read_manifest(store.root / "big") == written
    assert {file.name for file in written.files} == {"deep/words.txt", "model.bin"}


def test_the_catalogue_of_today_tells_the_licence_and_the_manifest_what_was_installed(
    store: Store, catalogue: Catalogue
) -> None:
    put(store, replace(BIG, revision="a" * 40, licence="unknown"))
    card = store.find(catalogue, "big").card
    assert (card.licence, card.revision) == ("CC-BY-4.0", "a" * 40)


def test_the_best_installed_model_is_always_the_same_one(store: Store, catalogue: Catalogue) -> None:
    assert best_installed(store, catalogue, "research").name == "draft"
    put(store, FREE)
    put(store, BIG)
    put(store, replace(BIG, name="also-big", repository="owner/other"))
    assert best_installed(store, catalogue, "research").name == "also-big"
    assert best_installed(store, catalogue, "commercial").name == "free"


def test_a_non_commercial_model_is_refused_for_commercial_use_with_the_others_named(
    store: Store, catalogue: Catalogue
) -> None:
    with pytest.raises(LicenceError):  # nobody is told to install it first
        named(store, catalogue, "big", "commercial")
    put(store, BIG)
    assert named(store, catalogue, "big", "research").name == "big"
    with pytest.raises(LicenceError) as caught:
        named(store, catalogue, "big", "commercial")
    assert caught.value.exit_code == 3
    assert "draft, free" in caught.value.hint


def test_a_model_without_a_stated_licence_is_said_to_have_none(store: Store, catalogue: Catalogue) -> None:
    put(store, replace(BIG, name="own", licence="not stated"))
    with pytest.raises(LicenceError, match="no licence is stated for own") as caught:
        named(store, catalogue, "own", "commercial")
    assert "an entry in models.yaml" in caught.value.hint


def test_without_a_model_for_the_use_the_ones_to_install_are_named(
    store: Store, catalogue: Catalogue
) -> None:
    catalogue = replace(catalogue, models={"big": BIG, "free": FREE})
    put(store, BIG)
    with pytest.raises(ModelError, match="commercial") as caught:
        best_installed(store, catalogue, "commercial")
    assert caught.value.hint == "install one: free"


def test_the_store_is_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPELINE_MODELS", str(tmp_path / "here"))
    assert open_store().root == tmp_path / "here"
    assert open_store(tmp_path / "there").root == tmp_path / "there"
    monkeypatch.delenv("PIPELINE_MODELS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert open_store().root.is_relative_to(tmp_path / "data") or open_store().root.name == "models"


def test_hashes_are_those_of_sha256sum_and_git(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").write_bytes(b"hello\n")
    (tmp_path / ".hidden").write_bytes(b"")
    assert sha256_of(tmp_path / "a") == "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
    assert git_blob_of(tmp_path / "a") == "ce013625030ba8dba906f756967f9e9ca394464a"
    assert files_in(tmp_path) == ["a"]
    assert main([str(tmp_path)]) == 0
    assert "- name: a" in capsys.readouterr().out
    assert main([]) == 2
