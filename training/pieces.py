"""Choose the pieces of the source and target vocabularies and write them as SentencePiece models."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable

import sentencepiece
from sentencepiece import sentencepiece_model_pb2

from training.e5 import E5

CONTROLS = ["<s>", "<pad>", "</s>", "<unk>"]
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
PUNCTUATION = ".,:;!?-–—()[]{}/\\|\"'`«»“”„’‘…%‰№$€£₸₽¥&*+=<>@#^_~°§±×•·²³"

_TWO_DIGITS = re.compile(r"\d\d")
_SPACE = "▁"


def digitwise_tokenizer(e5: E5) -> sentencepiece.SentencePieceProcessor:
    """Return the full XLM-R tokenizer without the pieces of two digits or more."""
    ids = [i for i in range(4, len(e5.pieces)) if allowed(e5.pieces[i])]
    return sentencepiece.SentencePieceProcessor(model_proto=model_bytes(e5, ids, []))


def allowed(piece: str) -> bool:
    """Tell whether a piece may enter a vocabulary: figures are read digit by digit."""
    return not _TWO_DIGITS.search(piece)


def alphabet() -> set[str]:
    """Return every character that both vocabularies must be able to write."""
    letters = KAZAKH + LATIN
    return set(letters + letters.upper() + DIGITS + PUNCTUATION)


def count_pieces(tokenizer: sentencepiece.SentencePieceProcessor,
                 texts: Iterable[tuple[str, float]]) -> Counter[str]:
    """Count the pieces of weighted texts."""
    counts: Counter[str] = Counter()
    for text, weight in texts:
        for piece in tokenizer.encode(text, out_type=str):
            counts[piece] += weight  # type: ignore[assignment]  # typeshed counts in whole numbers
    return counts


def choose_pieces(e5: E5, counts: Counter[str], size: int) -> list[int]:
    """Return the ids of at most `size` pieces: the alphabet first, then by falling count."""
    ids = {piece: i for i, piece in reversed(list(enumerate(e5.pieces))) if i > 3 and allowed(piece)}
    kept = {ids[c] for c in alphabet() if c in ids}
    kept |= {ids[_SPACE + c] for c in alphabet() if _SPACE + c in ids} | {ids[_SPACE]}
    for piece, _ in counts.most_common():
        if len(kept) >= size - len(CONTROLS):
            break
        if piece in ids:
            kept.add(ids[piece])
    return sorted(kept)


def special_tokens(languages: list[str]) -> list[str]:
    """Return the tokens before the pieces: the control tokens, then a code for each target language."""
    return CONTROLS + [f"<{language}>" for language in languages]


def model_bytes(e5: E5, ids: list[int], languages: list[str]) -> bytes:
    """Return a SentencePiece unigram model of the chosen pieces, with XLM-R's scores.

    A model of a target side knows its language codes and leaves the text's characters as they are.
    """
    proto = _empty_model("identity" if languages else "nmt_nfkc")
    kinds = sentencepiece_model_pb2.ModelProto.SentencePiece
    entries = [(token, 0.0, kinds.UNKNOWN if token == "<unk>" else kinds.CONTROL) for token in CONTROLS]
    entries += [(token, 0.0, kinds.USER_DEFINED) for token in special_tokens(languages)[len(CONTROLS):]]
    entries += [(e5.pieces[i], float(e5.scores[i]), kinds.NORMAL) for i in ids]
    for piece, score, kind in entries:
        entry = proto.pieces.add()
        entry.piece, entry.score, entry.type = piece, score, kind
    proto.trainer_spec.vocab_size = len(entries)
    data: bytes = proto.SerializeToString()
    return data


def _empty_model(rule: str) -> sentencepiece_model_pb2.ModelProto:
    """Return a model without pieces that carries SentencePiece's own table for a normalisation rule."""
    buffer = io.BytesIO()
    seed = iter([f"word text {i} сөз мәтін" for i in range(200)])
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=seed, model_writer=buffer, vocab_size=40, model_type="unigram",
        normalization_rule_name=rule, hard_vocab_limit=False,
        bos_id=0, pad_id=1, eos_id=2, unk_id=3, minloglevel=2)
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(buffer.getvalue())
    del proto.pieces[:]
    return proto
