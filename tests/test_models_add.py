"""A model on disk is installed as a pulled one is, and a packed model arrives on another machine unharmed."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ModelError, UsageError
from pipeline.models.add import AddOptions, add, guess_name
from pipeline.models.catalogue import Catalogue, ModelFile, load_catalogue
from pipeline.models.convert import convert
from pipeline.models.install import InstallOptions
from pipeline.models.pack import pack
from pipeline.models.store import Installed, Store
from pipeline.models.verify import verify
from pipeline.models.written import MAP
from pipeline.translate.load import load_translator
from pipeline.translate.protocol import Decoding, Request
from tests import nllb
from tests.conftest import ROOT

NAME = "tiny-nllb"
NAMED = AddOptions(name=NAME)


@pytest.fixture
def catalogue() -> Catalogue:
    weights = (nllb.trained() / "model.safetensors").read_bytes()
    card = nllb.card(files=(ModelFile("model.safetensors", hashlib.sha256(weights).hexdigest()),))
    draft = replace(card, name="draft", bundled=True)
    return Catalogue(Path("models.yaml"), {NAME: card, "draft": draft}, None, {}, {})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", tmp_path / "package")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ct2") / "model"
    convert(nllb.trained(), folder, "int8")
    return folder


def speaks(installed: Installed) -> bool:
    """Say whether a model loads by its card and translates a sentence it knows by heart."""
    kk, ru, en = nllb.sentences()[0]
    engine = load_translator(installed, device="cpu", threads=1)
    answers = engine.translate([Request(kk, "ru"), Request(kk, "en")], Decoding(repetition_penalty=1.0))
    return [answer[0].text for answer in answers] == [ru, en]


def nothing_left(store: Store) -> bool:
    return not store.root.exists() or [path.name for path in store.root.iterdir()] in ([], [".lock"])


def test_a_checkpoint_from_disk_is_installed_and_speaks(catalogue: Catalogue, store: Store) -> None:
    installed = add(nllb.trained(), catalogue, store, NAMED)
    assert verify(installed) == []
    assert installed.manifest is not None
    assert installed.manifest.origin == "directory"
    assert (
        installed.card.revision == catalogue.models[NAME].revision
    )  # the weights were those of the catalogue
    assert {file.name: file.checked for file in installed.manifest.source} == {
        "config.json": "none",
        "tokenizer.json": "none",
        "model.safetensors": "catalogue",
    }
    assert installed.manifest.trimmed is not None
    assert installed.manifest.trimmed.written is not None
    assert 0 < installed.manifest.trimmed.written < installed.manifest.trimmed.kept
    assert MAP in {file.name for file in installed.manifest.files}
    assert speaks(installed)


def test_the_reference_engine_can_be_installed_from_disk(catalogue: Catalogue, store: Store) -> None:
    options = replace(NAMED, install=InstallOptions(engine="transformers"))
    installed = add(nllb.trained(), catalogue, store, options)
    assert installed.manifest is not None
    assert installed.manifest.quantization == "none"
    assert installed.manifest.trimmed is not None
    assert speaks(store.find(catalogue, NAME))


def test_half_precision_and_the_whole_vocabulary_can_be_asked_for(catalogue: Catalogue, store: Store) -> None:
    options = replace(NAMED, install=InstallOptions(trim=False, quantization="float16"))
    installed = add(nllb.trained(), catalogue, store, options)
    assert installed.manifest is not None
    assert installed.manifest.quantization == "float16"
    assert speaks(installed)


def test_a_converted_model_is_copied_and_says_its_quantization(
    catalogue: Catalogue, store: Store, converted: Path
) -> None:
    installed = add(converted, catalogue, store, NAMED)
    assert installed.manifest is not None
    assert installed.manifest.quantization.startswith("int8")
    assert installed.manifest.trimmed is None
    assert installed.card.revision is None  # nothing proves which commit it was made from
    assert speaks(installed)


def test_a_converted_model_without_tokenizer_json_is_refused(
    catalogue: Catalogue, store: Store, converted: Path, tmp_path: Path
) -> None:
    shutil.copytree(converted, tmp_path / "model")
    (tmp_path / "model" / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"no tokenizer\.json"):
        add(tmp_path / "model", catalogue, store, NAMED)
    assert nothing_left(store)


def test_a_converted_model_with_damaged_weights_is_refused(
    catalogue: Catalogue, store: Store, converted: Path, tmp_path: Path
) -> None:
    shutil.copytree(converted, tmp_path / "model")
    (tmp_path / "model" / "model.bin").write_bytes(b"broken")
    with pytest.raises(ModelError, match="cannot be loaded"):
        add(tmp_path / "model", catalogue, store, NAMED)
    assert nothing_left(store)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("hub/models--owner--tiny-nllb/snapshots/0123", NAME),
        ("Tiny-NLLB-copy", NAME),
        ("somewhere/else", None),
        ("draft", None),
    ],
)
def test_the_name_is_read_off_the_path(path: str, name: str | None, catalogue: Catalogue) -> None:
    assert guess_name(Path("/models") / path, catalogue) == name


def test_the_longest_name_in_the_path_wins(catalogue: Catalogue) -> None:
    longer = replace(catalogue.models[NAME], name="tiny-nllb-2")
    catalogue = replace(catalogue, models={**catalogue.models, "tiny-nllb-2": longer})
    assert guess_name(Path("/models/tiny-nllb-2"), catalogue) == "tiny-nllb-2"


def test_without_a_name_the_known_ones_are_offered(catalogue: Catalogue, store: Store) -> None:
    with pytest.raises(UsageError) as caught:
        add(nllb.trained(), catalogue, store)
    assert NAME in caught.value.hint
    assert "draft" not in caught.value.hint


@pytest.mark.parametrize("name", ["draft", "../x", ".hidden", ""])
def test_a_name_that_cannot_be_is_refused(name: str, catalogue: Catalogue, store: Store) -> None:
    with pytest.raises(UsageError):
        add(nllb.trained(), catalogue, store, AddOptions(name=name))
    assert nothing_left(store)


def test_a_model_of_ones_own_gets_a_card_and_may_not_be_used_commercially(
    catalogue: Catalogue, store: Store
) -> None:
    installed = add(nllb.trained(), catalogue, store, AddOptions(name="our-nllb"))
    found = store.find(catalogue, "our-nllb").card
    assert found == installed.card
    assert (found.family, found.commercial, found.licence, found.revision) == (
        "nllb",
        False,
        "not stated",
        None,
    )
    published = load_catalogue(ROOT / "models.yaml").models.values()
    assert 0 < found.preference < min(card.preference for card in published if not card.bundled)


def test_changed_weights_may_not_pass_under_a_published_name(
    catalogue: Catalogue, store: Store, tmp_path: Path
) -> None:
    shutil.copytree(nllb.trained(), tmp_path / "changed")
    with (tmp_path / "changed" / "model.safetensors").open("ab") as stream:
        stream.write(b" ")
    with pytest.raises(ModelError, match="not the one published") as caught:
        add(tmp_path / "changed", catalogue, store, NAMED)
    assert "--name" in caught.value.hint
    assert nothing_left(store)


def test_a_model_of_another_size_may_not_pass_under_a_published_name(store: Store) -> None:
    card = nllb.card(parameters=615_073_792)
    with pytest.raises(ModelError, match="has 615,073,792"):
        add(nllb.trained(), Catalogue(Path("m"), {NAME: card}, None, {}, {}), store, NAMED)


def shard_index(folder: Path, text: str) -> None:
    (folder / "model.safetensors").unlink()
    (folder / "model.safetensors.index.json").write_text(text)


def changed(folder: Path, name: str, change: Callable[[Any], object]) -> None:
    content = json.loads((folder / name).read_text(encoding="utf-8"))
    change(content)
    (folder / name).write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        (
            "config.json",
            lambda c: c.update(pad_token_id=-1),
            r"config\.json: `pad_token_id` is -1, and the ids",
        ),
        ("config.json", lambda c: c.update(pad_token_id=[1]), r"`pad_token_id` is \[1\]"),
        ("config.json", lambda c: c.update(eos_token_id=[2, 10**6]), r"`eos_token_id` is \[2, 1000000\]"),
        ("config.json", lambda c: c.update(dropout="x"), "cannot be converted"),
        ("tokenizer.json", lambda c: c["model"].pop("merges"), "does not list the merges"),
        ("tokenizer.json", lambda c: c["model"].update(merges=["a b c"]), "does not list the merges"),
        ("tokenizer.json", lambda c: c["model"].pop("type"), "a nameless vocabulary cannot be trimmed"),
    ],
)
def test_a_checkpoint_with_a_wrong_value_is_refused(
    name: str,
    change: Callable[[Any], object],
    message: str,
    catalogue: Catalogue,
    store: Store,
    tmp_path: Path,
) -> None:
    shutil.copytree(nllb.trained(), tmp_path / "copy")
    changed(tmp_path / "copy", name, change)
    with pytest.raises(ModelError) as caught:
        add(tmp_path / "copy", catalogue, store, NAMED)
    assert re.search(message, str(caught.value)) and caught.value.hint
    assert nothing_left(store)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / "config.json").unlink(), r"no config\.json"),
        (lambda folder: (folder / "config.json").write_text("[]"), "does not describe a model"),
        (lambda folder: (folder / "config.json").write_text('{"model_type": "bert"}'), "type 'bert'"),
        (lambda folder: (folder / "model.safetensors").unlink(), "no weights"),
        (lambda folder: (folder / "tokenizer.json").unlink(), r"no tokenizer\.json"),
        (lambda folder: (folder / "tokenizer.json").write_text("{}"), "does not list a vocabulary"),
        (lambda folder: (folder / "tokenizer.json").write_text("[]"), "does not list a vocabulary"),
        (lambda folder: shard_index(folder, "{"), "cannot be read"),
        (lambda folder: shard_index(folder, "{}"), "does not say where the weights are"),
    ],
)
def test_what_is_not_a_whole_checkpoint_is_refused(
    damage: Callable[[Path], object], message: str, catalogue: Catalogue, store: Store, tmp_path: Path
) -> None:
    shutil.copytree(nllb.trained(), tmp_path / "copy")
    damage(tmp_path / "copy")
    with pytest.raises(ModelError, match=message):
        add(tmp_path / "copy", catalogue, store, NAMED)
    assert nothing_left(store)


def test_a_path_that_is_not_there_is_refused(catalogue: Catalogue, store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        add(tmp_path / "none", catalogue, store, NAMED)


def test_an_installed_model_is_not_added_twice(catalogue: Catalogue, store: Store) -> None:
    add(nllb.trained(), catalogue, store, NAMED)
    with pytest.raises(ModelError, match="installed already"):
        add(nllb.trained(), catalogue, store, NAMED)


def test_a_checkpoint_in_the_place_of_the_model_is_seen_before_any_work(
    catalogue: Catalogue, store: Store
) -> None:
    place = store.root / NAME
    shutil.copytree(nllb.trained(), place)
    steps: list[str] = []
    options = AddOptions(InstallOptions(progress=lambda step, *_: steps.append(step)), NAME)
    with pytest.raises(ModelError, match="is in the way"):
        add(place, catalogue, store, options)
    assert steps == []
    assert (place / "model.safetensors").is_file()


def test_an_installed_model_whose_tokenizer_is_damaged_is_named(catalogue: Catalogue, store: Store) -> None:
    installed = add(nllb.trained(), catalogue, store, NAMED)
    (installed.path / "tokenizer.json").write_text('{"model"')
    with pytest.raises(ModelError, match="cannot be read") as caught:
        load_translator(installed, device="cpu", threads=1)
    assert caught.value.path == installed.path / "tokenizer.json"


def test_a_disk_that_fills_up_is_named_whatever_was_being_written(tmp_path: Path) -> None:
    for kibibytes in (1, 100, 500, 900):  # as far as tokenizer, trimmed weights, converted weights, copies
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(nllb.trained()), str(tmp_path), str(kibibytes << 10)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "ModelError" in done.stdout and "large" in done.stdout, (kibibytes, done)
        assert nothing_left(Store(tmp_path, tmp_path))


LIMITED = """
import resource, sys
from pathlib import Path
from typing import Any
from pipeline.errors import ModelError
from pipeline.models.add import AddOptions, add
from pipeline.models.catalogue import Catalogue
from pipeline.models.store import Store
source, root, limit = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
try:
    catalogue = Catalogue(Path("models.yaml"), {}, None, {}, {})
    add(Path(source), catalogue, Store(Path(root), Path(root)), AddOptions(name="own"))
except ModelError as error:
    print("ModelError", error)
"""


def test_a_packed_model_is_the_same_on_another_machine(
    catalogue: Catalogue, store: Store, tmp_path: Path
) -> None:
    installed = add(nllb.trained(), catalogue, store, NAMED)
    report = pack(installed, tmp_path / "model.tar")
    assert report.size == (tmp_path / "model.tar").stat().st_size
    other = Store(tmp_path / "other", tmp_path / "package")
    arrived = add(report.path, catalogue, other)
    assert verify(arrived) == []
    assert arrived.sha256 == installed.sha256
    assert installed.manifest is not None
    assert arrived.manifest == replace(installed.manifest, origin="archive")
    assert speaks(arrived)
    assert pack(arrived, tmp_path / "again.tar").size == report.size


def test_packing_twice_makes_the_same_archive(catalogue: Catalogue, store: Store, tmp_path: Path) -> None:
    installed = add(nllb.trained(), catalogue, store, NAMED)
    assert pack(installed, tmp_path / "a.tar").sha256 == pack(installed, tmp_path / "b.tar").sha256
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["a.tar", "b.tar"]
    with pytest.raises(UsageError, match="a file of this name"):
        pack(installed, tmp_path / "a.tar")


def test_a_damaged_or_bundled_model_is_not_packed(catalogue: Catalogue, store: Store, tmp_path: Path) -> None:
    installed = add(nllb.trained(), catalogue, store, NAMED)
    (installed.path / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer\.json: size differs"):
        pack(installed, tmp_path / "a.tar")
    with pytest.raises(UsageError, match="comes with the program"):
        pack(store.find(catalogue, "draft"), tmp_path / "a.tar")
    assert not (tmp_path / "a.tar").exists()


@pytest.fixture
def archive(catalogue: Catalogue, store: Store, tmp_path: Path) -> dict[str, bytes]:
    """The members of a packed model by name, the manifest first."""
    report = pack(add(nllb.trained(), catalogue, store, NAMED), tmp_path / "good.tar")
    store.remove(NAME)
    with tarfile.open(report.path) as opened:
        return {member.name: (opened.extractfile(member) or io.BytesIO()).read() for member in opened}


def written(path: Path, members: dict[str, bytes], kind: bytes = tarfile.REGTYPE) -> Path:
    with tarfile.open(path, "w") as opened:
        for index, (name, data) in enumerate(members.items()):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            if index == len(members) - 1 and kind != tarfile.REGTYPE:
                member.type, member.linkname, member.size, data = kind, "/etc/passwd", 0, b""
            opened.addfile(member, io.BytesIO(data))
    return path


@pytest.mark.parametrize("where", ["../escaped", "/escaped", "tiny-nllb/../../escaped"])
def test_an_archive_cannot_write_outside_the_store(
    where: str, archive: dict[str, bytes], catalogue: Catalogue, store: Store, tmp_path: Path
) -> None:
    evil = written(tmp_path / "evil.tar", {**archive, where: b"evil"})
    with pytest.raises(ModelError, match="does not belong"):
        add(evil, catalogue, store)
    manifest = json.loads(archive["tiny-nllb/manifest.json"])
    manifest["files"][0]["name"] = where
    named = {"tiny-nllb/manifest.json": json.dumps(manifest).encode(), where: b"evil"}
    with pytest.raises(ModelError):
        add(written(tmp_path / "named.tar", named), catalogue, store)
    manifest["card"]["name"] = "../escaped"
    with pytest.raises(ModelError, match="cannot name a model"):
        add(
            written(tmp_path / "card.tar", {"x/manifest.json": json.dumps(manifest).encode()}),
            catalogue,
            store,
        )
    assert not list(tmp_path.rglob("escaped"))
    assert not Path("/escaped").exists()
    assert nothing_left(store)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE])
def test_a_link_or_device_in_an_archive_is_refused(
    kind: bytes, archive: dict[str, bytes], catalogue: Catalogue, store: Store, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match="does not belong"):
        add(written(tmp_path / "evil.tar", archive, kind), catalogue, store)
    assert nothing_left(store)


def test_a_damaged_archive_is_refused(
    archive: dict[str, bytes], catalogue: Catalogue, store: Store, tmp_path: Path
) -> None:
    data = (tmp_path / "good.tar").read_bytes()
    weights = archive["tiny-nllb/model.bin"]
    cases = {
        "checksum differs": {**archive, "tiny-nllb/model.bin": bytes([weights[0] ^ 1]) + weights[1:]},
        "is missing": {name: value for name, value in archive.items() if not name.endswith("model.bin")},
        "does not belong": {**archive, "tiny-nllb/model.bin": weights + b"more than the manifest says"},
        "manifest does not come first": dict(reversed(archive.items())),
        "manifest is broken": {**archive, "tiny-nllb/manifest.json": b"{}"},
        "manifest is broken: 'utf-8'": {
            **archive,
            "tiny-nllb/manifest.json": archive["tiny-nllb/manifest.json"].replace(
                b"directory", b"dir\xe1ctory"
            ),
        },
    }
    for message, members in cases.items():
        with pytest.raises(ModelError, match=message):
            add(written(tmp_path / "bad.tar", members), catalogue, store)
    for number, broken in enumerate((data[: len(data) // 2], b"no archive at all", b"")):
        path = tmp_path / f"broken{number}.tar"
        path.write_bytes(broken)
        with pytest.raises(ModelError):
            add(path, catalogue, store)
    assert nothing_left(store)


def test_no_bit_of_a_packed_manifest_can_turn_unnoticed(
    archive: dict[str, bytes], catalogue: Catalogue, store: Store, tmp_path: Path
) -> None:
    good, manifest = (tmp_path / "good.tar").read_bytes(), archive["tiny-nllb/manifest.json"]
    start = good.index(manifest)
    for place in range(start, start + len(manifest), 7):
        bad = tmp_path / "bad.tar"
        bad.write_bytes(good[:place] + bytes([good[place] ^ 1 << place % 8]) + good[place + 1 :])
        with pytest.raises(ModelError, match="the manifest is damaged: its checksum differs"):
            add(bad, catalogue, store)
    assert nothing_left(store)


def test_an_archive_without_a_checksum_of_its_manifest_is_taken(
    archive: dict[str, bytes], catalogue: Catalogue, store: Store, tmp_path: Path
) -> None:
    assert verify(add(written(tmp_path / "old.tar", archive), catalogue, store)) == []


def test_what_an_archive_or_converted_folder_cannot_be_made_into_is_refused_and_not_passed_over(
    archive: dict[str, bytes], catalogue: Catalogue, store: Store, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="holds the model tiny-nllb, not other"):
        add(tmp_path / "good.tar", catalogue, store, AddOptions(name="other"))
    folder = tmp_path / "converted"
    folder.mkdir()
    (folder / "model.bin").touch()
    for options in (InstallOptions(quantization="float32"), InstallOptions(engine="transformers")):
        for path in (tmp_path / "good.tar", folder):
            with pytest.raises(UsageError, match="is converted already"):
                add(path, catalogue, store, AddOptions(options, NAME))
    assert nothing_left(store)


def test_a_place_that_an_archive_cannot_be_written_to_is_named(
    catalogue: Catalogue, store: Store, tmp_path: Path
) -> None:
    installed = add(nllb.trained(), catalogue, store, NAMED)
    (tmp_path / "file").touch()
    with pytest.raises(ModelError, match="cannot be written: Not a directory"):
        pack(installed, tmp_path / "file" / "model.tar")


def test_an_archive_may_not_take_the_name_of_a_bundled_model(
    archive: dict[str, bytes], catalogue: Catalogue, store: Store, tmp_path: Path
) -> None:
    manifest = json.loads(archive["tiny-nllb/manifest.json"])
    manifest["card"]["name"] = "draft"
    members = {
        name.replace("tiny-nllb", "draft"): json.dumps(manifest).encode() if "manifest" in name else data
        for name, data in archive.items()
    }
    with pytest.raises(UsageError, match="comes with the program"):
        add(written(tmp_path / "draft.tar", members), catalogue, store)
    assert nothing_left(store)
