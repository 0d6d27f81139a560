"""Translation units as TMX 1.4, as OmegaT and other tools read it: one unit a pair of languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from pipeline.document import TranslationUnit

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DATE = "%Y%m%dT%H%M%SZ"
DATE_LENGTH = 16  # where %Y is no longer than the year has digits, zeros are put before it


def tmx(units: Iterable[TranslationUnit], program: str, version: str, now: datetime) -> Iterator[str]:
    """Yield a TMX file, unit by unit."""
    facts = {
        "creationtool": program,
        "creationtoolversion": version,
        "segtype": "sentence",
        "o-tmf": program,
        "adminlang": "en",
        "srclang": "kk",
        "datatype": "plaintext",
        "creationdate": now.astimezone(UTC).strftime(DATE),
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    yield f"  <header{_attributes(facts)}/>\n  <body>\n"
    for unit in units:
        yield _unit(unit)
    yield "  </body>\n</tmx>\n"


def _unit(unit: TranslationUnit) -> str:
    moment = datetime.fromisoformat(unit.changed).strftime(DATE).zfill(DATE_LENGTH) if unit.changed else ""
    who = {"changedate": moment, "changeid": unit.author}
    prop = f'      <prop type="x-document">{_text(unit.document)}</prop>\n' if unit.document else ""
    variants = _variant("kk", unit.source, {}) + _variant(unit.language, unit.text, who)
    return f"    <tu>\n{prop}{variants}    </tu>\n"


def _variant(language: str, text: str, facts: dict[str, str]) -> str:
    attributes = _attributes({"xml:lang": language, **facts})
    return f"      <tuv{attributes}><seg>{_text(text)}</seg></tuv>\n"


def _attributes(facts: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(NOT_XML.sub('', value))}" for name, value in facts.items() if value)


def _text(text: str) -> str:
    return escape(NOT_XML.sub("", text))
