"""How each family of models is fed: a text to tokens and back, and the marks around them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Protocol

from pipeline.alphabet import KAZAKH_ALONE
from pipeline.document import TARGETS, Target
from pipeline.errors import ModelError, TranslateError
from pipeline.translate.protocol import Request

KAZAKH_LETTER = re.compile(f"[{KAZAKH_ALONE}]", re.IGNORECASE)
CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
NOT_INTO_KAZAKH = "the model does not translate into Kazakh"


class Tokenizer(Protocol):
    """How one family of models is fed."""

    def encode(self, text: str) -> list[str]:
        """Return the source tokens, without markers."""
        ...

    def wrap(self, tokens: list[str], target: Target) -> list[str]:
        """Add the markers that the model wants around the source tokens."""
        ...

    def prefix(self, target: Target) -> list[str]:
        """Return the target tokens that decoding is made to start with."""
        ...

    def encode_target(self, text: str) -> list[str]:
        """Return the tokens of a text in a target language."""
        ...

    def turned_round(self, request: Request, text: str) -> tuple[list[str], list[str], int]:
        """Return the tokens of a translation as a source, of its Kazakh as the target, and markers before it.

        Raises TranslateError where the model does not translate into Kazakh.
        """
        ...

    def decode(self, tokens: list[str]) -> str:
        """Return the text of target tokens, prefix and end mark already taken off."""
        ...

    def barred(self, target: Target) -> list[list[str]]:
        """Return the tokens that may not be generated: those of an alphabet the target does not use."""
        ...


class DraftTokenizer:
    """The bundled model's: SentencePiece on both sides, `<ru>` or `<en>` as prefix."""

    def __init__(self, folder: Path) -> None:
        import sentencepiece

        self._source = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        self._target = sentencepiece.SentencePieceProcessor(model_file=str(folder / "target.spm"))
        vocabulary = json.loads((folder / "target_vocabulary.json").read_text(encoding="utf-8"))
        # A small model mixes alphabets within a word. Latin stays open to Russian, for names and links.
        self._barred: dict[Target, list[list[str]]] = {
            "ru": [[piece] for piece in vocabulary if KAZAKH_LETTER.search(piece)],
            "en": [[piece] for piece in vocabulary if CYRILLIC_LETTER.search(piece)],
        }

    def encode(self, text: str) -> list[str]:
        """Return SentencePiece pieces; an ellipsis is shown as three dots, as in training."""
        pieces: list[str] = self._source.encode(text.replace("…", "..."), out_type=str)
        return pieces

    def wrap(self, tokens: list[str], target: Target) -> list[str]:
        """Wrap as `<s>` … `</s>`."""
        return ["<s>", *tokens, "</s>"]

    def prefix(self, target: Target) -> list[str]:
        """Return the language mark."""
        return [f"<{target}>"]

    def encode_target(self, text: str) -> list[str]:
        """Return SentencePiece pieces of the target side."""
        pieces: list[str] = self._target.encode(text, out_type=str)
        return pieces

    def turned_round(self, request: Request, text: str) -> tuple[list[str], list[str], int]:
        """Raise TranslateError."""
        raise TranslateError(NOT_INTO_KAZAKH)

    def decode(self, tokens: list[str]) -> str:
        """Join pieces."""
        return "".join(tokens).replace("▁", " ").strip()

    def barred(self, target: Target) -> list[list[str]]:
        """Return the Cyrillic pieces for English, those with Kazakh letters for Russian."""
        return self._barred[target]


class NllbTokenizer:
    """NLLB's: the source language code first, the target's code as prefix (tokenizer.json)."""

    def __init__(self, folder: Path, codes: dict[str, str]) -> None:
        from tokenizers import Tokenizer as FastTokenizer

        path = folder / "tokenizer.json"
        try:
            self._tokenizer = FastTokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises Exception itself
            hint = "`pipeline models verify` tells whether it is damaged; then install the model again"
            raise ModelError(f"cannot be read: {error}", path=path, hint=hint) from error
        self._tokenizer.encode_special_tokens = True  # "</s>" or "eng_Latn" in an article is text, no marker
        self._codes = codes
        for code in self._marks():
            if self._tokenizer.token_to_id(code) is None:
                raise ModelError(f"tokenizer.json has no {code}", path=folder, hint="install the model again")

    def _marks(self) -> list[str]:
        return list(self._codes.values())

    def encode(self, text: str) -> list[str]:
        """Return BPE pieces without language code and end mark."""
        tokens: list[str] = self._tokenizer.encode(text, add_special_tokens=False).tokens
        return tokens

    def wrap(self, tokens: list[str], target: Target) -> list[str]:
        """Wrap as `kaz_Cyrl` … `</s>`."""
        return [self._codes["kk"], *tokens, "</s>"]

    def prefix(self, target: Target) -> list[str]:
        """Return the target's language code."""
        return [self._codes[target]]

    def encode_target(self, text: str) -> list[str]:
        """Return BPE pieces: one vocabulary serves all languages."""
        return self.encode(text)

    def turned_round(self, request: Request, text: str) -> tuple[list[str], list[str], int]:
        """Return both with the codes of their languages."""
        source = [self._codes[request.target], *self.encode(text), "</s>"]
        return source, [self._codes["kk"], *self.encode(request.text)], 1

    def decode(self, tokens: list[str]) -> str:
        """Return the text of the pieces."""
        ids = [self._tokenizer.token_to_id(token) for token in tokens]
        text: str = self._tokenizer.decode([i for i in ids if i is not None], skip_special_tokens=True)
        return text.strip()

    def barred(self, target: Target) -> list[list[str]]:
        """Bar nothing: NLLB keeps its alphabets apart by itself."""
        return []


class MadladTokenizer(NllbTokenizer):
    """MADLAD-400's: the target's mark `<2ru>` or `<2en>` before the source, no prefix."""

    def _marks(self) -> list[str]:
        return [self._codes[target] for target in TARGETS]

    def wrap(self, tokens: list[str], target: Target) -> list[str]:
        """Wrap as `<2ru>` … `</s>`."""
        return [self._codes[target], *tokens, "</s>"]

    def prefix(self, target: Target) -> list[str]:
        """Return nothing: the source says which language is wanted."""
        return []

    def turned_round(self, request: Request, text: str) -> tuple[list[str], list[str], int]:
        """Raise TranslateError: models.yaml names no mark for Kazakh."""
        raise TranslateError(NOT_INTO_KAZAKH)
