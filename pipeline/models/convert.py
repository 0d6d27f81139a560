"""Turn a checkpoint in transformers layout into a CTranslate2 model with its tokenizer beside it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import ModelError
from pipeline.models.checkpoint import CONFIG, read_config, read_tensors
from pipeline.models.vocabulary import TOKENIZER, Ids, Vocabulary, flat, ids_in, read_vocabulary

Quantization = Literal["int8", "float16", "float32"]

MODEL = "model.bin"
MARKS = ("bos", "eos", "pad")
T5_EMBEDDINGS = ("shared.weight", "decoder.embed_tokens.weight", "encoder.embed_tokens.weight")
VOCABULARIES = ("shared_vocabulary.json", "source_vocabulary.json", "target_vocabulary.json")


def convert(source: Path, target: Path, quantization: Quantization) -> None:
    """Write `source`, converted, to the empty folder `target`; raise ModelError when that cannot be done.

    The tokens of the new model are those of tokenizer.json in the order of their ids; this is checked, since
    the converter would otherwise take whatever order the tokenizer's class makes up.
    """
    from huggingface_hub.errors import StrictDataclassError

    vocabulary = read_vocabulary(source)
    config = read_config(source)
    ids_in(config, vocabulary, source / CONFIG)
    converter = _converter(source, config, vocabulary)
    try:
        converter.convert(str(target), quantization=quantization, force=True)
    except (
        *(ValueError, RuntimeError, OSError, LookupError, AttributeError),
        StrictDataclassError,  # a value of config.json is of the wrong type
    ) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk refuses; transformers raises OSError itself where a checkpoint is none
        hint = "only checkpoints of NLLB, M2M100 and MADLAD can be installed"
        raise ModelError(f"cannot be converted: {error}", hint=hint, path=source) from error
    shutil.copyfile(source / TOKENIZER, target / TOKENIZER)
    check_tokens(target, vocabulary.pieces, config.get("vocab_size"))


def check_tokens(directory: Path, pieces: tuple[str, ...], size: int | None = None) -> None:
    """Raise ModelError unless a converted model's tokens are `pieces`, then unused ones up to `size`."""
    tokens = read_tokens(directory)
    for index, (token, piece) in enumerate(zip(tokens, pieces, strict=False)):
        if token != piece:
            message = f"token {index} is {token!r} in the model, {piece!r} in {TOKENIZER}"
            raise ModelError(message, hint="the tokenizer belongs to another model", path=directory)
    if len(tokens) < len(pieces) or (size is not None and len(tokens) != max(size, len(pieces))):
        message = f"the model has {len(tokens)} tokens, {TOKENIZER} {len(pieces)}"
        raise ModelError(message, hint="the tokenizer belongs to another model", path=directory)


def read_tokens(directory: Path) -> list[str]:
    """Return the target tokens of a CTranslate2 model in order of id."""
    for name in (VOCABULARIES[0], VOCABULARIES[2]):
        path = directory / name
        if path.is_file():
            return [str(token) for token in json.loads(path.read_text(encoding="utf-8"))]
        text = path.with_suffix(".txt")
        if text.is_file():
            return text.read_text(encoding="utf-8").rstrip("\n").split("\n")
    raise ModelError("there is no vocabulary", hint=f"it needs {VOCABULARIES[0]}", path=directory)


def _converter(source: Path, config: dict[str, Any], vocabulary: Vocabulary) -> Any:
    import transformers
    from ctranslate2.converters import TransformersConverter

    transformers.utils.logging.disable_progress_bar()

    class Converter(TransformersConverter):  # type: ignore[misc]
        """The usual one, but the files are taken at their word where transformers has ideas of its own."""

        def load_tokenizer(self, tokenizer_class: Any, model_name_or_path: str, **options: Any) -> Any:
            # NllbTokenizer would rebuild tokenizer.json its own way, with all 202 language codes.
            marks = {f"{name}_token": _piece(vocabulary, config.get(f"{name}_token_id")) for name in MARKS}
            marks["unk_token"] = "<unk>"
            return transformers.PreTrainedTokenizerFast(tokenizer_file=str(source / TOKENIZER), **marks)

        def load_model(self, model_class: Any, model_name_or_path: str, **options: Any) -> Any:
            model = super().load_model(model_class, model_name_or_path, **options)
            if config.get("model_type") == "t5":
                _rewire(model, source, config)
            return model

    return Converter(str(source), low_cpu_mem_usage=True)


def _piece(vocabulary: Vocabulary, ids: Ids | None) -> str | None:
    """Return the piece of an id, of several the first."""
    return None if ids is None or ids == [] else vocabulary.pieces[flat(ids)[0]]


def _rewire(model: Any, source: Path, config: dict[str, Any]) -> None:
    """Give a T5 model the embeddings and the output projection that its checkpoint has.

    MADLAD stores its embeddings as the decoder's, and a projection of its own. transformers 5 takes every T5
    for tied: its earlier versions gave the encoder the projection's rows for embeddings (issue 48154 of
    transformers), and the converter would scale the logits as for a tied one.
    """
    import torch

    tensors = read_tensors(source)
    embeddings = next((name for name in T5_EMBEDDINGS if name in tensors), None)
    if embeddings is None:
        raise ModelError("the weights have no embeddings", hint="copy the whole folder", path=source)
    matrix = torch.nn.Parameter(tensors[embeddings]())
    for module in (model.shared, model.encoder.embed_tokens, model.decoder.embed_tokens):
        module.weight = matrix
    tied = config.get("tie_word_embeddings", True)
    model.lm_head.weight = matrix if tied else torch.nn.Parameter(tensors["lm_head.weight"]())
    model.config.tie_word_embeddings = tied
