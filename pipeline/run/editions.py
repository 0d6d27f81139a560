"""Put segments into the target languages and check them, in as few model calls as possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import partial

from pipeline.cells import BAR
from pipeline.config import Settings
from pipeline.document import Edition, Form, Segment, Target, Translation
from pipeline.run.desk import Desk
from pipeline.run.pieces import in_pieces
from pipeline.run.progress import Progress
from pipeline.run.repair import Job, Key, prepared
from pipeline.terminology import Glossary
from pipeline.translate.protocol import Translator


def translate_segments(
    translator: Translator,
    segments: Sequence[Segment],
    settings: Settings,
    progress: Progress,
    glossary: Glossary | None = None,
) -> dict[Key, Translation]:
    """Return the translation of each segment (by its place in `segments`) into each target.

    One with bars between blanks is the row of a table: a model loses them and joins what they part.
    """
    done: dict[Key, Translation] = {}
    with closing(Desk(translator, settings.quality, progress)) as desk:
        for place, segment in enumerate(segments):
            seen = prepared(segment.text)
            for target in settings.targets:
                then = partial(done.__setitem__, (place, target))
                form: Form = "row" if BAR.search(segment.text) else "sentence"
                pieces = in_pieces(segment, target, form, glossary)
                if pieces is not None:
                    pieces.put(desk, 0, then)
                else:
                    desk.put(Job(segment, target, seen, glossary), 0, then)
        while not desk.is_idle:
            desk.advance()
    return done


def editions(
    segments: Sequence[Segment], translations: Iterable[dict[Target, Translation]], targets: Sequence[Target]
) -> list[Edition]:
    """Return the three editions of one article; the Kazakh one is the identity."""
    by_segment = list(translations)
    source = tuple(Translation(s.id, s.text, origin="source") for s in segments)
    return [Edition("kk", source)] + [Edition(t, tuple(texts[t] for texts in by_segment)) for t in targets]
