"""The models that `benchmarks.engines` runs, of the exact shape of NLLB-200 600M, and what they translate."""

from __future__ import annotations

import json
import random
from itertools import cycle, islice
from pathlib import Path

from pipeline.document import TARGETS
from pipeline.models.written import MAP, write_map
from tests import nllb
from tests.nllb import CODES, HEAD

KEPT_PIECES = 63_568
"""What trimming keeps of XLM-R's 250,002 pieces (docs/models.md), the nearest public vocabulary."""
WRITTEN_PIECES = 49_448
"""And those of them that may be written."""
SOURCE_PIECES = 20_000
"""The pieces that sources are drawn from."""


def read_sources(sentences: Path, count: int, work: Path) -> list[list[str]]:
    """Return for each of `count` sentences as many random kept pieces as the bundled tokenizer gives it.

    More sentences than the file has are as long as these are, from the first on.
    """
    import sentencepiece

    model = Path(__file__).parent.parent / "pipeline/models/draft/source.spm"
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(model))
    lines = sentences.read_text(encoding="utf-8").splitlines()
    sizes = [len(tokens) for tokens in tokenizer.encode(lines)]
    kept = json.loads((work / "kept.json").read_text(encoding="utf-8"))
    rng = random.Random(7)
    return [rng.choices(kept, k=size) for size in islice(cycle(sizes), count)]


def prepare(work: Path) -> None:
    """Write the checkpoint, its conversion and its trimmed conversion, unless they are there."""
    import torch

    from pipeline.models.convert import convert

    if (work / "trimmed" / MAP).exists():
        return
    checkpoint = work / "checkpoint"
    checkpoint.mkdir(parents=True, exist_ok=True)
    pieces, charsmap = nllb.trained_pieces([text for row in nllb.sentences() for text in row], 420)
    ids = nllb.write_tokenizer(checkpoint, nllb.filled(pieces, nllb.FULL_BASE_PIECES - len(HEAD)), charsmap)
    torch.manual_seed(7)
    nllb.new_model(ids, nllb.Shape(width=1024, layers=12, heads=16)).save_pretrained(checkpoint)
    convert(checkpoint, work / "converted", "int8")
    kept = _cut(checkpoint, work)
    convert(work / "cut", work / "trimmed", "int8")
    write_map(work / "trimmed", [*(CODES[target] for target in TARGETS), *kept[:WRITTEN_PIECES]])


def _cut(checkpoint: Path, work: Path) -> list[str]:
    """Trim to KEPT_PIECES by the program's own trimming, the pieces chosen by their order; return these."""
    from pipeline.models import trim
    from pipeline.models.vocabulary import read_vocabulary

    vocabulary = read_vocabulary(checkpoint)
    plain = [p for p in vocabulary.pieces[len(HEAD) :] if not p.endswith(("_Cyrl", "_Latn")) and " " not in p]
    wanted = set(plain[: KEPT_PIECES - 20])
    (work / "cut").mkdir()
    trim.trim_to(checkpoint, work / "cut", CODES, wanted)
    left = set(read_vocabulary(work / "cut").pieces)
    kept = [piece for piece in plain if piece in left and piece.strip() == piece and piece.isprintable()]
    (work / "kept.json").write_text(json.dumps(kept[:SOURCE_PIECES]), encoding="utf-8")
    return kept
