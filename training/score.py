"""Score a draft translator on a test set, and the sentence encoder on finding translations."""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
import sacrebleu
import sentencepiece
from numpy.typing import NDArray

from training.sources import read_set
from training.text import source_text, target_text

LANGUAGES = ("ru", "en")
MAX_SOURCE_PIECES = 250


@dataclass(frozen=True, slots=True)
class Score:
    """chrF++ and BLEU of one direction, and how fast it was translated."""

    language: str
    chrf: float
    bleu: float
    sentences_per_s: float

    def __str__(self) -> str:
        speed = f"{self.sentences_per_s:.1f} sentences/s"
        return f"kk-{self.language} chrF++ {self.chrf:.2f} BLEU {self.bleu:.2f} {speed}"


class Translator:
    """The translator of a folder, loaded."""

    def __init__(self, folder: Path, threads: int = 2, length_penalty: float = 1.0) -> None:
        self.length_penalty = length_penalty
        self.source = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        self.target = sentencepiece.SentencePieceProcessor(model_file=str(folder / "target.spm"))
        self.translator = ctranslate2.Translator(str(folder), device="cpu", intra_threads=threads)

    def translate(self, texts: list[str], language: str, beam_size: int) -> list[str]:
        """Translate whole Kazakh sentences into `ru` or `en`, in their order."""
        return [found[0] for found in self.hypotheses(texts, [language] * len(texts), beam_size, 1)]

    def hypotheses(
            self, texts: list[str], languages: list[str], beam_size: int, count: int) -> list[list[str]]:
        """Return the `count` best translations of each sentence into its language, best first."""
        pieces = [self.source.encode(source_text(text), out_type=str)[:MAX_SOURCE_PIECES] for text in texts]
        results = self.translator.translate_batch(
            [["<s>", *p, "</s>"] for p in pieces], target_prefix=[[f"<{code}>"] for code in languages],
            beam_size=beam_size, num_hypotheses=count, repetition_penalty=1.1 if beam_size == 1 else 1.0,
            length_penalty=self.length_penalty, max_batch_size=1024, batch_type="tokens")
        return [[self.target.decode(tokens[1:]) for tokens in result.hypotheses] for result in results]


def subset(rows: list[tuple[str, str, str]], limit: int) -> list[tuple[str, str, str]]:
    """Return `limit` rows spread evenly over the set, always the same ones."""
    return [rows[i * len(rows) // limit] for i in range(limit)] if 0 < limit < len(rows) else rows


def score(translator: Translator, rows: list[tuple[str, str, str]], beam_size: int) -> list[Score]:
    """Translate the Kazakh column into each language and compare."""
    scores = []
    for column, language in enumerate(LANGUAGES, 1):
        started = time.perf_counter()
        hypotheses = [target_text(h)
                      for h in translator.translate([row[0] for row in rows], language, beam_size)]
        elapsed = time.perf_counter() - started
        references = [[target_text(row[column]) for row in rows]]
        scores.append(Score(
            language, sacrebleu.corpus_chrf(hypotheses, references, word_order=2).score,
            sacrebleu.corpus_bleu(hypotheses, references).score, len(rows) / elapsed))
    return scores


def embed(folder: Path, source: Path, texts: list[str]) -> NDArray[np.float32]:
    """Return the unit vectors (texts, width): means of the encoder's last states over all tokens."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(source))
    encoder = ctranslate2.Encoder(str(folder), device="cpu", intra_threads=2)
    vectors = []
    for text in texts:
        tokens = ["<s>", *pieces.encode("query: " + source_text(text), out_type=str), "</s>"]
        vectors.append(np.array(encoder.forward_batch([tokens]).last_hidden_state)[0].mean(0))
    stacked = np.stack(vectors).astype(np.float32)
    unit: NDArray[np.float32] = stacked / np.linalg.norm(stacked, axis=1, keepdims=True)
    return unit


def retrieval(folder: Path, source: Path, rows: list[tuple[str, str, str]]) -> dict[str, float]:
    """Return how often a Kazakh sentence is nearest to its own translation among all of them."""
    kazakh, *others = (embed(folder, source, [row[i] for row in rows]) for i in range(3))
    return {language: float(((kazakh @ other.T).argmax(1) == np.arange(len(rows))).mean())
            for language, other in zip(LANGUAGES, others, strict=True)}


def main() -> None:
    """Print the scores of one model on one set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("set", type=Path, help="TSV: [id,] kk, ru, en")
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--length-penalty", type=float, default=1.0)
    parser.add_argument("--limit", type=int, default=0, help="that many lines, spread evenly")
    parser.add_argument("--encoder", type=Path, help="also test this sentence encoder on 300 lines")
    options = parser.parse_args()
    rows = read_set(options.set)
    translator = Translator(options.model, length_penalty=options.length_penalty)
    for result in score(translator, subset(rows, options.limit), options.beam_size):
        print(result)
    if options.encoder:
        print(retrieval(options.encoder, options.model / "source.spm", rows[:300]))


if __name__ == "__main__":
    main()
