"""MADLAD-400, the model for commercial use, is converted as its checkpoint says and not as T5 usually is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ctranslate2
import pytest

from pipeline.models.add import AddOptions, add
from pipeline.models.catalogue import Catalogue
from pipeline.models.checkpoint import count_parameters, read_tensors
from pipeline.models.convert import convert
from pipeline.models.store import Store
from pipeline.models.vocabulary import read_vocabulary
from pipeline.translate.load import load_translator
from pipeline.translate.protocol import Decoding, Request
from tests import madlad, nllb

TEXTS = ("ертең күн", "осы бір әңгіме", "ол келді")


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    with nllb.one_thread():
        yield


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return madlad.write(tmp_path_factory.mktemp("madlad"))


@pytest.fixture(scope="module")
def reference(checkpoint: Path) -> Any:
    """A T5 with the tensors of the checkpoint put in place by hand."""
    import torch
    from transformers import T5Config, T5ForConditionalGeneration

    tensors = {name: read() for name, read in read_tensors(checkpoint).items()}
    model = T5ForConditionalGeneration(T5Config(**json.loads((checkpoint / "config.json").read_text())))
    model.lm_head.weight = torch.nn.Parameter(tensors["lm_head.weight"])
    tensors["shared.weight"] = tensors["encoder.embed_tokens.weight"] = tensors["decoder.embed_tokens.weight"]
    model.load_state_dict(tensors)
    model.config.tie_word_embeddings = model.config.scale_decoder_outputs = False
    assert model.lm_head.weight is not model.shared.weight
    return model.eval()


def test_the_probabilities_are_those_of_the_checkpoint_put_together_by_hand(
    checkpoint: Path, reference: Any, tmp_path: Path
) -> None:
    import torch
    from tokenizers import Tokenizer

    convert(checkpoint, tmp_path / "model", "float32")
    model = ctranslate2.Translator(str(tmp_path / "model"), device="cpu", intra_threads=1)
    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    for text in TEXTS:
        for code in ("<2ru>", "<2en>"):
            source = [code, *tokenizer.encode(text, add_special_tokens=False).tokens, "</s>"]
            target = tokenizer.encode("новое слово", add_special_tokens=False).tokens
            found = model.score_batch([source], [target])[0].log_probs
            ids = [tokenizer.token_to_id(token) for token in [*target, "</s>"]]
            with torch.inference_mode():
                logits = reference(
                    input_ids=torch.tensor([[tokenizer.token_to_id(token) for token in source]]),
                    decoder_input_ids=torch.tensor([[0, *ids[:-1]]]),
                ).logits[0]
            expected = logits.log_softmax(-1)[range(len(ids)), ids]
            assert found == pytest.approx(expected.tolist(), abs=1e-3)
            assert expected.std() > 0.5  # spread out, or a wrong scale would not show


def test_madlad_is_installed_with_its_whole_vocabulary_and_loads(checkpoint: Path, tmp_path: Path) -> None:
    card = nllb.card(
        "tiny-madlad", family="madlad", languages=madlad.CODES, parameters=count_parameters(checkpoint)
    )
    catalogue = Catalogue(tmp_path / "models.yaml", {card.name: card}, None, {}, {})
    store = Store(tmp_path / "store", tmp_path / "package")
    installed = add(checkpoint, catalogue, store, AddOptions(name=card.name))
    assert installed.manifest is not None
    assert installed.manifest.trimmed is None
    assert read_vocabulary(installed.path).pieces[3:5] == ("<2ru>", "<2en>")
    engine = load_translator(installed, device="cpu", threads=1)
    answers = engine.translate([Request(text, "ru") for text in TEXTS], Decoding(repetition_penalty=1.0))
    assert [len(answer) for answer in answers] == [1, 1, 1]
