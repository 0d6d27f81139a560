"""The recipe on a tiny scale: a random encoder, a few pairs, seconds of training, then CTranslate2."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from sacrebleu.metrics.chrf import CHRF
from torch.nn import functional

pytest.importorskip("sacrebleu")

from training import e5
from training.back_translate import kazakh_text, translate
from training.batches import Pairs, endless_batches
from training.distil import distil, has_fillers, nearest, worth_it
from training.e5 import E5, PAD
from training.encode import Cutting, dev_rows, encode_pairs, with_distilled
from training.leak import TestSets
from training.loss import Gold, projected_cross_entropy, sampled_cross_entropy
from training.model import Draft, Shape
from training.pieces import CONTROLS, alphabet, choose_pieces
from training.prepare import build_tokenizers, pieces_of_model, write_pairs
from training.release import average_models, write_sentence_encoder, write_translator
from training.score import Translator, embed
from training.sources import Pair, line_key, read_pairs, read_rows, read_sources
from training.start import load_model, new_model, retarget, widen_model
from training.train import train
from training.trainer import Plan, Progress, Trainer, learning_rate
from training.work import Work, read_text, write_text

WORDS = [
    "▁Бала",
    "▁кітап",
    "▁оқыды",
    "▁Жаңбыр",
    "▁жауды",
    "▁Ребёнок",
    "▁читал",
    "▁книгу",
    "▁The",
    "▁child",
    "▁read",
    "▁book",
    "▁It",
    "▁rained",
    "▁Шёл",
    "▁дождь",
    "12",
    "2024",
]
PAIRS = [
    Pair("Бала кітап оқыды.", "ru", "Ребёнок читал книгу.", 2),
    Pair("Жаңбыр жауды.", "ru", "Шёл дождь.", 2),
    Pair("Бала кітап оқыды.", "en", "The child read 12 book.", 2),
    Pair("Жаңбыр жауды.", "en", "It rained.", 2),
]
LAYERS = 2
SHAPE = {"encoder_layers": LAYERS, "decoder_layers": 1, "decoder_feed_forward": 64}


@pytest.fixture(scope="module")
def weights() -> E5:
    """A random encoder of two layers in the sentence encoder's format."""
    rng = np.random.default_rng(0)
    pieces = [*CONTROLS, "▁", *sorted(alphabet()), *WORDS]
    width, inner = e5.WIDTH, e5.FEED_FORWARD
    shapes = {"emb.word": len(pieces) * width, "emb.pos": e5.POSITIONS * width, "emb.type": 2 * width}
    for layer in range(LAYERS):
        shapes |= {f"l{layer}.{name}.w": width * width for name in ("q", "k", "v", "ao")}
        shapes |= {f"l{layer}.{name}.w": width * inner for name in ("fi", "fo")}
        shapes |= {f"l{layer}.{name}.b": width for name in ("q", "k", "v", "ao", "fo")}
        shapes[f"l{layer}.fi.b"] = inner
    tensors = {name: rng.normal(0, 0.05, size).astype(np.float32) for name, size in shapes.items()}
    for norm in ("emb.ln", *(f"l{layer}.{name}" for layer in range(LAYERS) for name in ("aln", "oln"))):
        tensors[norm + ".w"], tensors[norm + ".b"] = np.ones(width, np.float32), np.zeros(width, np.float32)
    scores = np.array([-10.0 if i < len(pieces) - len(WORDS) else -1.0 for i in range(len(pieces))])
    return E5(pieces, scores.astype(np.float32), tensors)


@pytest.fixture(scope="module")
def work(weights: E5, tmp_path_factory: pytest.TempPathFactory) -> Work:
    """A work folder with tokenizers and pairs."""
    return made_work(tmp_path_factory.mktemp("work"), weights, PAIRS, ["ru", "en"])


def made_work(folder: Path, weights: E5, pairs: list[Pair], languages: list[str]) -> Work:
    work = Work(folder)
    work.tokenizers.mkdir(exist_ok=True)
    (work.tokenizers / "languages.json").write_text(json.dumps(languages))
    build_tokenizers(work, weights, pairs, [])
    write_pairs(work, pairs)
    encode_pairs(work, list(read_text(work.text)), work.arrays, Cutting(2))
    return work


def tiny_model(work: Work, weights: E5) -> Draft:
    sizes = [len(work.vocabulary(side, weights.pieces)) for side in ("source", "target")]
    return new_model(Shape(*sizes, **SHAPE), weights, work)


@pytest.fixture(scope="module")
def run(work: Work, weights: E5) -> Iterator[Path]:
    """A run of 360 steps and a second more, with its checkpoint and log."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    folder = work.folder / "run"
    folder.mkdir()
    encode_pairs(work, list(read_text(work.text)), work.dev_arrays, Cutting())
    plan = Plan(minutes=0.02, rate=1e-3, warmup_steps=10, batch_tokens=100, average_steps=8, frozen_layers=1)
    trainer = Trainer(tiny_model(work, weights), plan, torch.device("cpu"))
    trainer.model.train()
    for _, batch in itertools.islice(endless_batches(work.arrays, 1, plan.batch_tokens), 360):
        trainer.step(batch)
    train(trainer, work, folder)
    yield folder
    torch.set_num_threads(threads)


def test_a_tiny_model_learns_its_pairs_and_translates_them_through_ctranslate2(
    work: Work, run: Path, weights: E5, tmp_path: Path
) -> None:
    write_translator(work, weights.pieces, load_model(run / "last.pt", average=True), tmp_path)
    draft = Translator(tmp_path, threads=1)
    sources = [pair.source for pair in PAIRS[:2]]
    assert draft.translate(sources, "ru", beam_size=2) == [pair.target for pair in PAIRS[:2]]
    assert draft.translate(sources, "en", beam_size=2) == [pair.target for pair in PAIRS[2:]]


def test_training_goes_on_from_a_checkpoint_where_it_stopped(work: Work, run: Path, weights: E5) -> None:
    plan = Plan(minutes=1, frozen_layers=1)
    trainer = Trainer(load_model(run / "last.pt", average=False), plan, torch.device("cpu"))
    trainer.resume(run / "last.pt")
    assert trainer.progress.step > 300
    assert trainer.progress.seconds >= 1.2
    assert trainer.optimizer.state_dict()["state"]


def test_new_decoder_layers_change_nothing_at_first(run: Path) -> None:
    model = load_model(run / "last.pt", average=False).eval()
    grown = widen_model(model, 3).eval()
    source, target = torch.tensor([[0, 5, 6, 2], [0, 9, 2, PAD]]), torch.tensor([[0, 4, 7], [0, 5, 9]])
    mask = source != PAD
    assert torch.allclose(model(source, mask, target), grown(source, mask, target), atol=1e-5)


def test_the_average_of_one_model_with_itself_is_that_model(run: Path) -> None:
    models = [load_model(run / "last.pt", average=True) for _ in range(3)]
    before = models[0].embedding.weight.clone()
    assert torch.allclose(average_models(models).embedding.weight, before, atol=1e-7)


def test_the_sentence_encoder_gives_unit_vectors(work: Work, weights: E5, tmp_path: Path) -> None:
    write_sentence_encoder(work, weights, tmp_path, LAYERS)
    vectors = embed(tmp_path, work.tokenizers / "source.spm", ["Бала кітап оқыды.", "Жаңбыр жауды."])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_piece_of_two_digits_enters_a_vocabulary(weights: E5) -> None:
    ids = choose_pieces(weights, Counter({"12": 99, "2024": 99, "▁book": 1}), size=400)
    chosen = {weights.pieces[i] for i in ids}
    assert "▁book" in chosen
    assert chosen.isdisjoint({"12", "2024"})
    assert set("0123456789қң") <= chosen


def test_the_chunked_loss_and_its_gradients_equal_torchs_own() -> None:
    torch.manual_seed(0)
    states, table = torch.randn(700, 16, requires_grad=True), torch.randn(50, 16, requires_grad=True)
    gold = torch.randint(0, 50, (700,))
    ours = projected_cross_entropy(states, table, Gold(gold, len(gold)), 0.1)
    torchs = functional.cross_entropy(states @ table.T, gold, label_smoothing=0.1)
    assert torch.allclose(ours, torchs, atol=1e-4)
    for a, b in zip(
        torch.autograd.grad(ours, [states, table]), torch.autograd.grad(torchs, [states, table]), strict=True
    ):
        assert torch.allclose(a, b, atol=1e-5)


def test_two_passes_are_held_together_by_their_divergence() -> None:
    torch.manual_seed(0)
    states, table = torch.randn(2, 300, 16, requires_grad=True), torch.randn(50, 16, requires_grad=True)
    gold = torch.randint(0, 50, (300,))
    ours = projected_cross_entropy(states, table, Gold(gold, 280), 0.1, consistency=3.0)
    logs = (states[:, :280] @ table.T).log_softmax(-1)
    apart = [functional.kl_div(a, b, log_target=True, reduction="sum") for a, b in (logs, logs.flip(0))]
    plain = functional.cross_entropy(logs.flatten(0, 1), gold[:280].repeat(2), label_smoothing=0.1)
    torchs = plain + 3.0 * sum(apart) / 2 / (2 * 280)
    assert torch.allclose(ours, torchs, atol=1e-4)
    for a, b in zip(
        torch.autograd.grad(ours, [states, table]), torch.autograd.grad(torchs, [states, table]), strict=True
    ):
        assert torch.allclose(a, b, atol=1e-5)


def test_rows_that_only_fill_up_a_shape_teach_nothing() -> None:
    torch.manual_seed(0)
    states, table = torch.randn(9, 16, requires_grad=True), torch.randn(50, 16, requires_grad=True)
    gold = torch.randint(0, 50, (9,))
    filled = projected_cross_entropy(states, table, Gold(gold, 5), 0.1)
    alone = projected_cross_entropy(states[:5], table, Gold(gold[:5], 5), 0.1)
    assert torch.allclose(filled, alone)
    for a, b in zip(
        torch.autograd.grad(filled, [states, table]), torch.autograd.grad(alone, [states, table]), strict=True
    ):
        assert torch.allclose(a, b, atol=1e-6)


def test_the_sampled_loss_meets_the_full_one_in_the_mean_and_exactly_when_all_are_drawn() -> None:
    torch.manual_seed(0)
    states, table = torch.randn(64, 16), torch.randn(400, 16) * 0.3
    gold = Gold(torch.randint(0, 40, (64,)), 64)
    full = projected_cross_entropy(states, table, gold, 0.1)
    assert torch.allclose(sampled_cross_entropy(states, table, gold, 0.1, 400), full, atol=1e-5)
    drawn = torch.stack([sampled_cross_entropy(states, table, gold, 0.1, 100) for _ in range(200)])
    assert drawn.std() > 0
    assert abs(drawn.mean() - full) < 0.01


def test_the_rate_warms_up_holds_and_falls() -> None:
    plan = Plan(minutes=10, warmup_steps=100, hold=0.3, floor=0.05)
    assert learning_rate(plan, Progress(step=9)) == pytest.approx(0.1)
    assert learning_rate(plan, Progress(step=500, seconds=100)) == 1
    assert learning_rate(plan, Progress(step=500, seconds=390)) == pytest.approx(0.5)
    assert learning_rate(plan, Progress(step=500, seconds=600)) == 0.05


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("Үкімет жаңа заң жобасын қабылдады!", "", ""), "exact test lines"),
        (("Кеше Үкімет жаңа заң жобасын қарап, қабылдады", "", ""), None),
        (("Кеше Үкімет жаңа заң жобасын қабылдады", "", ""), "near test lines"),
        (("", "", "The government adopted a new bill yesterday"), "near test lines"),
        (("Үкімет жиналысы өтті", "", ""), None),
    ],
)
def test_lines_of_a_test_set_are_found_exact_or_nearly_so(
    cells: tuple[str, str, str], found: str | None
) -> None:
    tests = TestSets(["Үкімет жаңа заң жобасын қабылдады.", "The government adopted a new bill."])
    assert tests.kind_of_leak(cells) == found


def test_pairs_are_read_once_with_their_weights_and_without_test_lines(tmp_path: Path) -> None:
    (tmp_path / "articles_x.tsv").write_text(
        "a1\tБала кітап оқыды.\tРебёнок читал книгу.\tThe child read.\n" * 2
        + "a1\tЖаңбыр қатты жауды деді.\tШёл дождь, сказал он.\tIt rained, he said.\n",
        encoding="utf-8",
    )
    (tmp_path / "sources.yaml").write_text(
        "- {files: '*.tsv', licence: CC0-1.0, about: x, weight: 0.5, directions: [kk-ru]}", encoding="utf-8"
    )
    pairs, report = read_pairs(
        read_sources(tmp_path / "sources.yaml"), [tmp_path], TestSets(["Жаңбыр қатты жауды деді"])
    )
    assert pairs == [Pair("Бала кітап оқыды.", "ru", "Ребёнок читал книгу.", 0.5)]
    assert "1 exact test lines" in report[0]


def test_the_running_average_fits_held_out_pairs_better_after_training(
    work: Work, run: Path, weights: E5
) -> None:
    losses = [json.loads(line).get("dev_loss") for line in (run / "log.jsonl").read_text().splitlines()]
    untrained = Trainer(tiny_model(work, weights), Plan(minutes=1, batch_tokens=100), torch.device("cpu"))
    assert [loss for loss in losses if loss][-1] < untrained.dev_loss(Pairs(work.dev_arrays)) - 1


def test_a_network_in_bfloat16_learns_as_one_in_autocast_does(work: Work, weights: E5) -> None:
    plan = Plan(minutes=1, rate=2e-3, warmup_steps=10, batch_tokens=100, average_steps=8, frozen_layers=1)
    batches = [batch for _, batch in itertools.islice(endless_batches(work.arrays, 1, plan.batch_tokens), 60)]
    losses = []
    for half in (False, True):
        torch.manual_seed(0)
        trainer = Trainer(tiny_model(work, weights), plan, torch.device("cpu"), half)
        trainer.model.train()
        losses.append(torch.stack([trainer.step(batch) for batch in batches])[-20:].mean().item())
    assert losses[1] == pytest.approx(losses[0], rel=0.1)
    assert trainer.average["embedding.weight"].dtype == torch.float32


def test_a_step_with_two_passes_learns(work: Work, weights: E5) -> None:
    plan = Plan(minutes=1, batch_tokens=100, dropout=0.1, consistency=2.0, rate=3e-3, warmup_steps=1)
    trainer = Trainer(tiny_model(work, weights), plan, torch.device("cpu"), half=True)
    pairs = Pairs(work.arrays)
    batch = pairs.batch(pairs.one_pass(np.random.default_rng(0), plan.batch_tokens)[0])
    losses = [float(trainer.step(batch)) for _ in range(12)]
    assert losses[-1] < losses[0] - 1


def test_frozen_layers_stay_as_they_were(work: Work, run: Path, weights: E5) -> None:
    before, after = tiny_model(work, weights).state_dict(), load_model(run / "last.pt").state_dict()
    same = {name for name, value in before.items() if torch.equal(value, after[name])}
    assert {"encoder.words.weight", "encoder.layers.0.qkv.weight"} <= same
    assert "encoder.layers.1.qkv.weight" not in same


def test_training_goes_on_from_a_shipped_translator(
    work: Work, run: Path, weights: E5, tmp_path: Path
) -> None:
    model = load_model(run / "last.pt")
    write_translator(work, weights.pieces, model, tmp_path)
    shipped = load_model(tmp_path)
    for name, value in model.state_dict().items():
        assert torch.allclose(value, shipped.state_dict()[name], atol=value.abs().max().item() / 120), name
    assert pieces_of_model(weights, tmp_path, "target") == work.ids("target")


def test_a_model_into_kazakh_starts_from_the_encoder_and_writes_kazakh_pieces(
    work: Work, run: Path, weights: E5, tmp_path: Path
) -> None:
    pairs = [Pair(pair.target, "kk", pair.source, 1) for pair in PAIRS]
    (tmp_path / "tokenizer").mkdir()
    (tmp_path / "tokenizer" / "source_ids.json").write_text(json.dumps(work.ids("source")))
    reverse = made_work(tmp_path, weights, pairs, ["kk"])
    model = retarget(load_model(run / "last.pt"), reverse)
    plan = Plan(minutes=1, rate=2e-3, warmup_steps=10, batch_tokens=100, average_steps=8, frozen_layers=1)
    trainer = Trainer(model, plan, torch.device("cpu"))
    model.train()
    for _, batch in itertools.islice(endless_batches(reverse.arrays, 1, plan.batch_tokens), 300):
        trainer.step(batch)
    assert translate(model.eval(), reverse, ["Шёл дождь.", "The child read 12 book."]) == [
        "Жаңбыр жауды.",
        "Бала кітап оқыды.",
    ]


def test_a_back_translation_has_kazakh_quotes_and_no_loops() -> None:
    assert kazakh_text('Ол "жоқ" деді.') == "Ол «жоқ» деді."
    assert kazakh_text("бар, бар, бар еді") == ""


def test_a_synthetic_source_carries_its_mark(work: Work, tmp_path: Path, weights: E5) -> None:
    encode_pairs(work, [("ru", 1.0, True, "Жаңбыр жауды.", "Шёл дождь.")], tmp_path / "x.npz", Cutting())
    pairs = Pairs(tmp_path / "x.npz")
    (numbers,) = pairs.one_pass(np.random.default_rng(0), 100)
    assert pairs.batch(numbers).source[0, :2].tolist() == [e5.BOS, e5.UNK]


def test_translations_kept_apart_meet_their_kazakh_lines_by_key(tmp_path: Path) -> None:
    path = tmp_path / "kaznerd_a.tsv"
    path.write_text(
        f"{line_key('Бала келді.')}\tРебёнок пришёл.\tThe child came.\nnokey\tа\tb\n", encoding="utf-8"
    )
    rows = list(read_rows(path, {line_key("Бала келді."): "Бала келді."}))
    assert rows == [("Бала келді.", "Ребёнок пришёл.", "The child came."), ("", "а", "b")]


def test_directions_are_turned_round_for_a_model_into_kazakh(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(
        "- {files: a, licence: x, about: x, weight: 1, directions: [kk-ru, ru-en]}\n"
        "- {files: b, licence: x, about: x, weight: 1, directions: [kk-ru], synthetic: true}\n",
        encoding="utf-8",
    )
    assert [source.directions for source in read_sources(path, ["kk"])] == [(("ru", "kk"),)]
    forward = [source.directions for source in read_sources(path)]
    assert forward == [(("kk", "ru"), ("ru", "en")), (("kk", "ru"),)]


def test_held_out_pairs_are_read_in_every_direction(tmp_path: Path) -> None:
    path = tmp_path / "set.tsv"
    path.write_text("1\tБала\tРебёнок\tA child\n", encoding="utf-8")
    assert [row[3:] for row in dev_rows(path, ["ru", "en"])] == [("Бала", "Ребёнок"), ("Бала", "A child")]
    assert [row[3:] for row in dev_rows(path, ["kk"])] == [("Ребёнок", "Бала"), ("A child", "Бала")]


def test_of_the_models_own_translations_the_nearest_to_the_persons_is_learnt_from(
    work: Work, run: Path, weights: E5, tmp_path: Path
) -> None:
    write_translator(work, weights.pieces, load_model(run / "last.pt", average=True), tmp_path)
    metric = CHRF(word_order=2)
    rows = [row for row in read_text(work.text) if worth_it(row, 0.5)]
    assert rows
    spoilt = [(language, weight, made, source, "###") for language, weight, made, source, _ in rows]
    found = list(distil(Translator(tmp_path), [*rows, *spoilt], metric))
    assert [row[:4] for row in found] == [row[:4] for row in rows]  # none is near the spoilt ones
    assert nearest(["Ит үреді", "Ит ұзақ үреді", "Мысық"], "Ит ұзақ үрді", metric)[0] == "Ит ұзақ үреді"


def test_what_the_model_writes_for_words_it_does_not_know_is_not_learnt_from() -> None:
    assert has_fillers("en", "He bought a bottle of Strank.", "He bought a bottle of vodka.")
    assert not has_fillers("en", "The stroke was mild.", "It was a mild stroke.")
    assert not has_fillers("ru", "Он купил водку.", "Он купил бутылку водки.")


def test_a_pair_shares_its_weight_with_the_models_own_translation(tmp_path: Path) -> None:
    snow = [("ru", 1.0, False, "Қар", "Снег"), ("en", 1.0, False, "Қар", "Snow")]
    rows = [*snow, ("ru", 0.5, False, "Ит", "Пёс")]
    distilled = [("en", 1.0, False, "Қар", "Snow"), ("ru", 0.5, False, "Ит", "Собака")]
    write_text(tmp_path / "own.tsv.xz", distilled)
    joined = with_distilled(rows, read_text(tmp_path / "own.tsv.xz"), 0.75)
    assert joined == [*snow, ("ru", 0.125, False, "Ит", "Пёс"), ("ru", 0.375, False, "Ит", "Собака")]
