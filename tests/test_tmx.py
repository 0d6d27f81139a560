"""TMX: what we write other tools read, what they write we read, and what is unsafe or broken is refused."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translate.storage.tmx import tmxfile

from pipeline.document import TranslationUnit
from pipeline.errors import ReadError
from pipeline.read.tmx import read_tmx
from pipeline.run.exchange import export_tmx, import_tmx
from pipeline.run.memory import TranslationMemory, normal

UNITS = [
    TranslationUnit("«A & B» <бірлестігі> 5 < 6 деді.", "en", 'He said "A & B" <union>.', "a", "desk"),
    TranslationUnit("Мектеп үлкен.", "ru", "Школа\u00a0большая.", "a", "desk", "2026-03-01T07:30:00+00:00"),
]
ILLEGAL = r"[\x00-\x1f\ufffe\uffff]"  # in XML
OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US"
    datatype="plaintext" segtype="sentence" srclang="KK-KZ"/>
  <body>
    <tu>
      <tuv lang="KK-KZ">
        <seg>Мектеп <bpt i="0" x="0">&lt;b0&gt;</bpt>үлкен<ept i="0">&lt;/b0&gt;</ept>.</seg>
      </tuv>
      <tuv lang="RU-RU" changeid="desk" changedate="20260301T073000Z">
        <seg>Школа <ph>{1}</ph>большая.</seg>
      </tuv>
    </tu>
    <tu><tuv lang="DE"><seg>Schule</seg></tuv><tuv lang="RU"><seg>Школа</seg></tuv></tu>
    <tu>
      <tuv lang="kaz"><seg>Су.</seg></tuv>
      <tuv lang="en_GB"><seg>Water.</seg></tuv><tuv lang="rus"><seg/></tuv>
    </tu>
  </body>
</tmx>
"""


@pytest.fixture
def memory(tmp_path: Path) -> TranslationMemory:
    return TranslationMemory(tmp_path / "memory.sqlite")


def test_translate_toolkit_reads_what_is_exported(tmp_path: Path, memory: TranslationMemory) -> None:
    memory.put(UNITS)
    assert export_tmx(memory, tmp_path / "kept.tmx") == 2
    parsed = tmxfile.parsefile(str(tmp_path / "kept.tmx"))  # type: ignore[no-untyped-call]
    assert {(u.source, u.target) for u in parsed.units} == {(u.source, u.text) for u in UNITS}
    assert parsed.translate("Мектеп үлкен.") == "Школа\u00a0большая."


def test_what_translate_toolkit_writes_is_imported(tmp_path: Path, memory: TranslationMemory) -> None:
    written = tmxfile(sourcelanguage="kk", targetlanguage="en")
    written.addtranslation("Мектеп үлкен.", "kk", "The school is big.", "en")
    (tmp_path / "theirs.tmx").write_bytes(bytes(written))
    import_tmx(tmp_path / "theirs.tmx", memory)
    assert [(u.source, u.language, u.text) for u in memory.units()] == [
        ("Мектеп үлкен.", "en", "The school is big.")
    ]


def test_the_export_has_the_shape_that_tmx_1_4_asks_for(tmp_path: Path, memory: TranslationMemory) -> None:
    memory.put(UNITS)
    export_tmx(memory, tmp_path / "kept.tmx")
    root = ElementTree.fromstring((tmp_path / "kept.tmx").read_bytes())
    header = root.find("header")
    assert root.get("version") == "1.4" and header is not None
    required = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert required <= set(header.keys())
    assert (header.get("srclang"), header.get("segtype")) == ("kk", "sentence")
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for unit in root.iter("tu"):
        assert [child.tag for child in unit] == ["prop", "tuv", "tuv"]
        assert next(v.get(xml_lang) for v in unit.iter("tuv")) == "kk"
        assert all([child.tag for child in variant] == ["seg"] for variant in unit.iter("tuv"))
    dates = [v.get("changedate") for v in root.iter("tuv") if v.get("changedate")]
    assert dates == ["20260301T073000Z"]


def test_a_date_of_the_year_one_keeps_its_four_digits(tmp_path: Path, memory: TranslationMemory) -> None:
    memory.put([TranslationUnit("Су.", "ru", "Вода.", changed="0001-01-01T00:00:00+00:00")])
    export_tmx(memory, tmp_path / "a.tmx")
    assert 'changedate="00010101T000000Z"' in (tmp_path / "a.tmx").read_text(encoding="utf-8")
    (found,) = [unit for units in read_tmx(tmp_path / "a.tmx") for unit in units]
    assert found.changed == "0001-01-01T00:00:00+00:00"


def test_a_memory_of_omegat_is_read_without_its_codes(tmp_path: Path) -> None:
    (tmp_path / "omegat.tmx").write_text(OMEGAT.replace("UTF-8", "UTF-16"), encoding="utf-16")
    first, second, third = read_tmx(tmp_path / "omegat.tmx")
    assert first == (
        TranslationUnit(
            "Мектеп үлкен.", "ru", "Школа большая.", author="desk", changed="2026-03-01T07:30:00+00:00"
        ),
    )
    assert second == ()
    assert third == (TranslationUnit("Су.", "en", "Water."),)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(min_size=1), st.text(min_size=1), min_size=1, max_size=5))
def test_a_memory_comes_back_from_its_export_as_it_was(tmp_path: Path, texts: dict[str, str]) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    memory, other = TranslationMemory(tmp_path / "one.sqlite"), TranslationMemory(tmp_path / "other.sqlite")
    legal = {re.sub(ILLEGAL, "", s): re.sub(ILLEGAL, "", t) for s, t in texts.items()}
    memory.put([TranslationUnit(f"{source} х", "ru", text) for source, text in legal.items()])
    export_tmx(memory, tmp_path / "kept.tmx")
    import_tmx(tmp_path / "kept.tmx", other)
    assert [(u.source, u.text) for u in other.units()] == [
        (u.source, u.text.strip()) for u in memory.units() if u.text.strip()
    ]
    memory.close()
    other.close()


BOMB = (
    '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<tmx><body>&b;</body></tmx>"
)
LEAK = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx><body>&a;</body></tmx>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BOMB, "declares an entity"),
        (LEAK, "declares an entity"),
        ("<tmx><body>" + "<x>" * 300, "nested deeper"),
        ("<tmx><body><tu>" + "<x/>" * 500_001, "more than 500000 elements"),
        ("<tmx><body><tu><tuv>" + "x" * 1_000_001, "more than 1000000 characters"),
        ("<tmx><body><tu></body></tmx>", "not well-formed XML: mismatched tag in line 1"),
        ("<html><body/></html>", "no TMX"),
        ("", "not well-formed XML: no element found"),
        ("Мектеп үлкен.", "not well-formed XML"),
        ('<?xml version="1.0" encoding="bogus"?><tmx/>', "an encoding that is not read: unknown encoding"),
        ('<?xml version="1.0" encoding="shift_jis"?><tmx/>', "an encoding that is not read: multi-byte"),
    ],
)
def test_what_is_no_safe_tmx_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "bad.tmx").write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=message) as error:
        list(read_tmx(tmp_path / "bad.tmx"))
    assert str(error.value.path).endswith("bad.tmx") and error.value.hint


def test_of_a_file_that_breaks_off_nothing_is_taken_in(tmp_path: Path, memory: TranslationMemory) -> None:
    memory.put(UNITS[:1])
    whole = OMEGAT.replace("</tmx>", "")
    (tmp_path / "cut.tmx").write_text(whole, encoding="utf-8")
    with pytest.raises(ReadError, match="not well-formed"):
        import_tmx(tmp_path / "cut.tmx", memory)
    assert list(memory.units()) == [UNITS[0]]


def test_one_sentence_is_one_however_its_blanks_and_accents_are_written() -> None:
    assert normal(" Мектеп \n үлкен\u2028жаңа и\u0306 ") == "Мектеп үлкен жаңа й"
