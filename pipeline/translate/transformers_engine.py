"""The reference engine: an NLLB checkpoint run by PyTorch and transformers, slow and plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.deadline import check
from pipeline.document import Hypothesis, Target
from pipeline.errors import ModelError, TranslateError
from pipeline.models.catalogue import ModelCard
from pipeline.translate.protocol import Decoding, Request, length_class, target_limit

if TYPE_CHECKING:
    from torch import Tensor

END = "</s>"
PREFIX_TOKENS = 2  # the decoder starts with the end mark and the language code
TARGET_LIMIT = 1022  # rows of the position table, less those two
BATCH_TOKENS = 2048


class TransformersTranslator:
    """A loaded NLLB checkpoint; see Translator. Scores are the model's own, before any penalty."""

    def __init__(self, model: Any, tokenizer: Any, card: ModelCard) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._tokenizer.encode_special_tokens = True  # "</s>" in an article is text, not the end mark
        self._ids = {language: tokenizer.token_to_id(code) for language, code in card.languages.items()}
        self._end = tokenizer.token_to_id(END)
        self._pad = model.config.pad_token_id
        self._unknown = tokenizer.token_to_id("<unk>")
        self._input_limit = card.input_limit

    @property
    def input_limit(self) -> int:
        """Return how many source tokens the model can read, markers not counted."""
        return self._input_limit

    @property
    def workers(self) -> int:
        """Return one: PyTorch spreads a batch over the cores itself."""
        return 1

    def count_tokens(self, text: str) -> int:
        """Return how many source tokens `text` has."""
        return len(self._encode(text))

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        """Translate in batches of like length and one target each; answers keep the order of the requests."""
        sources = [self._encode(request.text) for request in requests]
        longest = max(map(len, sources), default=0)
        if longest > self._input_limit:
            message = f"a text of {longest} tokens is over the model's limit of {self._input_limit}"
            raise TranslateError(message)
        answers: dict[int, list[Hypothesis]] = {}
        kinds = [(request.target, len(ids)) for request, ids in zip(requests, sources, strict=True)]
        for places in _batches(kinds):
            target = requests[places[0]].target
            try:
                found = self._generate([sources[place] for place in places], target, decoding)
            except (RuntimeError, ValueError) as error:
                raise TranslateError(f"the engine failed: {error}") from error
            answers.update(zip(places, found, strict=True))
        return [answers[place] for place in range(len(requests))]

    def back_scores(self, requests: Sequence[Request], texts: Sequence[str]) -> list[float]:
        """Return how likely the Kazakh is, given its translation; see Reversible."""
        import torch

        pairs = [
            ([self._ids[r.target], *self._encode(text), self._end], self._encode(r.text))
            for r, text in zip(requests, texts, strict=True)
        ]
        scores: list[float] = []
        with torch.inference_mode():
            for source, kazakh in pairs:
                if max(len(source) - PREFIX_TOKENS, len(kazakh)) > self._input_limit:
                    message = f"a text is over the model's limit of {self._input_limit} tokens"
                    raise TranslateError(message)
                inputs = torch.tensor([source], device=self._model.device)
                wanted = [self._end, self._ids["kk"], *kazakh, self._end]
                given = torch.tensor([wanted], device=self._model.device)
                scores += self._scores(inputs, torch.ones_like(inputs), given, 1)
                check()
        return scores

    def _encode(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def _generate(
        self, sources: list[list[int]], target: Target, decoding: Decoding
    ) -> list[list[Hypothesis]]:
        import torch
        from transformers import GenerationConfig, LogitsProcessorList

        rows = [[self._ids["kk"], *ids, self._end] for ids in sources]
        width = max(map(len, rows))
        padded = [[*row, *[self._pad] * (width - len(row))] for row in rows]
        inputs = torch.tensor(padded, device=self._model.device)
        limit = target_limit(max(map(len, sources)))
        # Built anew, since a checkpoint's own configuration brings a length limit of 200.
        config = GenerationConfig(
            num_beams=decoding.beam_size,
            num_return_sequences=min(decoding.hypotheses, decoding.beam_size),
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            max_new_tokens=min(limit, TARGET_LIMIT),  # the language code is one of them, as in CTranslate2
            forced_bos_token_id=self._ids[target],
            decoder_start_token_id=self._end,
            eos_token_id=self._end,
            pad_token_id=self._pad,
            do_sample=False,
            length_penalty=1.0,
            suppress_tokens=[self._unknown],  # it would lose a piece of text in silence
        )
        mask = inputs.ne(self._pad).long()
        penalties = LogitsProcessorList([_repetition_penalty(decoding.repetition_penalty)])
        with torch.inference_mode():
            found = self._model.generate(
                inputs, attention_mask=mask, generation_config=config, logits_processor=penalties
            )
            count = min(decoding.hypotheses, decoding.beam_size)
            scores = self._scores(inputs, mask, found, count)
        hypotheses = [self._hypothesis(ids, score) for ids, score in zip(found.tolist(), scores, strict=True)]
        return [hypotheses[start : start + count] for start in range(0, len(hypotheses), count)]

    def _scores(self, inputs: Tensor, mask: Tensor, found: Tensor, count: int) -> list[float]:
        """Return the mean log-probability of each output's tokens after the code, the end mark included."""
        logits = self._model(
            input_ids=inputs.repeat_interleave(count, 0),
            attention_mask=mask.repeat_interleave(count, 0),
            decoder_input_ids=found[:, :-1],
        ).logits.float()
        tokens = found[:, 1:]
        chosen = logits.log_softmax(-1).gather(-1, tokens.unsqueeze(-1)).squeeze(-1)
        counted = tokens.ne(self._pad)
        counted[:, : PREFIX_TOKENS - 1] = False
        means = (chosen * counted).sum(1) / counted.sum(1).clamp(min=1)
        return [float(value) for value in means]

    def _hypothesis(self, ids: list[int], score: float) -> Hypothesis:
        body = ids[PREFIX_TOKENS:]
        ended = self._end in body
        if ended:
            body = body[: body.index(self._end)]
        text: str = self._tokenizer.decode(body, skip_special_tokens=True)
        return Hypothesis(text.strip(), score, truncated=not ended)


def load_transformers(folder: Path, card: ModelCard, *, device: str = "auto") -> TransformersTranslator:
    """Load a checkpoint installed with the engine transformers; raise ModelError when that fails."""
    import torch
    from tokenizers import Tokenizer
    from transformers import M2M100ForConditionalGeneration
    from transformers.utils import logging

    if card.family != "nllb":
        hint = "install it again with the engine ct2"
        raise ModelError(f"the engine transformers runs NLLB models, {card.name} is {card.family}", hint=hint)
    logging.disable_progress_bar()
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        model = M2M100ForConditionalGeneration.from_pretrained(folder, local_files_only=True)
        model = model.to(device).eval()
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # tokenizers raises Exception itself
        hint = f"run `pipeline models verify {card.name}`"
        raise ModelError(
            f"the model {card.name} cannot be loaded: {error}", path=folder, hint=hint
        ) from error
    return TransformersTranslator(model, tokenizer, card)


def _batches(requests: Sequence[tuple[Target, int]]) -> Iterator[list[int]]:
    """Yield the places of requests of one target and length class, padded to BATCH_TOKENS at most."""
    batch: list[int] = []
    for place in sorted(range(len(requests)), key=lambda place: requests[place]):
        target, length = requests[place]
        full = (len(batch) + 1) * (length + PREFIX_TOKENS) > BATCH_TOKENS
        first = requests[batch[0]] if batch else (target, length)
        if full or (first[0], length_class(first[1])) != (target, length_class(length)):
            if batch:
                yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _repetition_penalty(penalty: float) -> Any:
    """Return a processor that makes tokens that are there already less likely, as CTranslate2 does.

    transformers' own counts the end mark with which the decoder starts, so that sentences end late.
    """
    import torch
    from transformers import LogitsProcessor

    class RepetitionPenalty(LogitsProcessor):  # type: ignore[misc]
        def __call__(self, input_ids: Tensor, scores: Tensor) -> Tensor:
            check()
            generated = input_ids[:, 1:]
            values = scores.gather(1, generated)
            return scores.scatter(1, generated, torch.where(values < 0, values * penalty, values / penalty))

    return RepetitionPenalty()
