import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.embed import load_embedder
from index.local_models import UnknownModel
from index.openvino_embed import NAME, BadWeights, OpenVinoEmbedder, bundled_model
from index.sentence_transformer_embed import SentenceTransformerEmbedder
from index.types import Embedder, Vectors
from tests.fakes import HashEmbedder

ROOT = Path(__file__).parent.parent
TEXTS = [
    "",
    "a",
    "How many people were killed in the attack?",
    "149 people were killed, the investigators said on Friday, and more than 600 were injured.",
    "The ferry left Tallinn in the evening. " * 6,
    "word " * 3000,
    "Ünïcödé — 12,5 % of £3m; 中文字; naïve “quotes”",
    "x" * 900,
    "half a \ud800 character",
]
SUBJECTS = [
    ("How many people died when the ferry sank?", "The sinking of the ship cost 852 lives."),
    ("When was the company founded?", "The firm was established in 2015 by two engineers."),
    ("What does the bridge cost?", "Building the crossing will take 1.2 billion euros."),
]


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model of a few kilobytes with random weights."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    fast_tokenizer: Any = PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    tokenizer = fast_tokenizer(
        tokenizer_file=str(bundled_model() / "tokenizer.json"), pad_token="[PAD]", unk_token="[UNK]"
    )
    tokenizer.save_pretrained(folder)
    config = BertConfig(
        vocab_size=30522, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(folder)
    modules = [Transformer(str(folder), max_seq_length=64), Pooling(16), Normalize()]
    model = SentenceTransformer(modules=modules, device="cpu")
    saved = tmp_path_factory.mktemp("models") / "tiny"
    model.save(str(saved))
    return saved


@pytest.fixture(scope="module")
def default() -> Embedder:
    return load_embedder(None, Path("unused"))


@pytest.fixture(
    params=[
        "fake",
        pytest.param("default", marks=pytest.mark.slow),
        pytest.param("tiny", marks=pytest.mark.slow),
    ]
)
def embedder(request: pytest.FixtureRequest, tmp_path: Path) -> Embedder:
    if request.param == "fake":
        return HashEmbedder()
    if request.param == "default":
        default: Embedder = request.getfixturevalue("default")
        return default
    return SentenceTransformerEmbedder(str(request.getfixturevalue("tiny_model")), tmp_path)


def test_vectors_are_unit_float32_in_the_order_of_the_texts(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(TEXTS)

    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), len(embedder.embed_query("a")))
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    for text, vector in zip(TEXTS, vectors, strict=True):
        alone = embedder.embed_query(text)
        assert alone.dtype == np.float32
        assert float(alone @ vector) == pytest.approx(1.0, abs=2e-3)


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, len(embedder.embed_query("a")))


def test_many_threads_get_what_one_gets(embedder: Embedder) -> None:
    expected = {text: embedder.embed_query(text) for text in TEXTS}

    with ThreadPoolExecutor(6) as pool:
        singles = list(pool.map(embedder.embed_query, TEXTS * 4))
        batches = list(pool.map(embedder.embed_passages, [TEXTS[2:5]] * 6))

    for text, vector in zip(TEXTS * 4, singles, strict=True):
        assert float(vector @ expected[text]) == pytest.approx(1.0, abs=2e-3)
    for batch in batches:
        for text, vector in zip(TEXTS[2:5], batch, strict=True):
            assert float(vector @ expected[text]) == pytest.approx(1.0, abs=2e-3)


@pytest.mark.slow
def test_the_default_model_is_sentence_transformers_own(default: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(str(bundled_model()), device="cpu", local_files_only=True)
    texts = TEXTS[:-1] + [f"Sentence {number}. " + "It rained on the city. " * number for number in range(40)]
    expected: Vectors = reference.encode(texts, normalize_embeddings=True)

    cosines = np.sum(default.embed_passages(texts) * expected, axis=1)

    assert cosines.min() > 0.999
    assert default.name == NAME


@pytest.mark.slow
def test_the_default_model_knows_what_means_the_same(default: Embedder) -> None:
    passages = default.embed_passages([passage for _, passage in SUBJECTS])

    for place, (question, _) in enumerate(SUBJECTS):
        assert int(np.argmax(passages @ default.embed_query(question))) == place


def test_weights_that_are_not_the_official_ones_are_refused(tmp_path: Path) -> None:
    for path in bundled_model().glob("*.json"):
        shutil.copy(path, tmp_path)
    weights = bytearray((bundled_model() / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (tmp_path / "model.safetensors").write_bytes(weights)

    with pytest.raises(BadWeights, match=f"SHA-256 is {hashlib.sha256(weights).hexdigest()}.*pip install"):
        OpenVinoEmbedder(tmp_path)
    (tmp_path / "model.safetensors").unlink()
    with pytest.raises(BadWeights, match="cannot be read"):
        OpenVinoEmbedder(tmp_path)


@pytest.mark.slow
def test_another_model_gives_its_own_vectors(tiny_model: Path, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    embedder = load_embedder(str(tiny_model), tmp_path)
    expected: Any = SentenceTransformer(str(tiny_model), device="cpu").encode(TEXTS[:4], normalize_embeddings=True)

    assert embedder.embed_passages(TEXTS[:4]) == pytest.approx(expected, abs=1e-5)
    assert embedder.embed_query(TEXTS[2]) == pytest.approx(expected[2], abs=1e-5)


@pytest.mark.slow
def test_a_folder_is_named_by_what_is_in_it(tiny_model: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere" / "tiny"
    shutil.copytree(tiny_model, moved)
    before = load_embedder(str(tiny_model), tmp_path).name
    assert load_embedder(str(moved), tmp_path).name == before
    assert before.startswith("tiny@")

    config = moved / "sentence_bert_config.json"
    config.write_text(config.read_text() + "\n")
    assert load_embedder(str(moved), tmp_path).name != before


@pytest.mark.slow
def test_a_model_kept_as_pickle_is_refused(tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pickled"
    shutil.copytree(tiny_model, folder)
    (weights,) = folder.rglob("model.safetensors")
    weights.rename(weights.with_name("pytorch_model.bin"))

    with pytest.raises(UnknownModel, match="safetensors"):
        load_embedder(str(folder), tmp_path)


@pytest.mark.slow
def test_a_model_that_is_not_here_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(UnknownModel, match="'nobody/no-such-model' cannot be loaded"):
        load_embedder("nobody/no-such-model", tmp_path)


_PRIVATE = """
import socket, sys
from pathlib import Path

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        print(event, arguments, flush=True)
        raise SystemExit("reached for the network")

sys.addaudithook(refuse)
from corpus.types import Document
from index.embed import load_embedder
from index.store import Index

home = Path(sys.argv[1])
with Index.open(home, load_embedder(None, home / "cache")) as index:
    index.add("default", [Document("a.txt", "The ferry sank at night.")])
    assert index.search("When did the ship go down?", "default")[0].text == "The ferry sank at night."
heavy = {"torch", "transformers", "sentence_transformers", "onnxruntime"} & set(sys.modules)
print("imported:", sorted(heavy))
"""


@pytest.mark.slow
def test_nothing_leaves_the_data_folder_or_the_machine(tmp_path: Path) -> None:
    outside = {name: tmp_path / name for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    for folder in outside.values():
        folder.mkdir()
    working = tmp_path / "working"
    working.mkdir()
    environment = {name: str(folder) for name, folder in outside.items()}
    environment |= {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}

    done = subprocess.run(
        [sys.executable, "-c", _PRIVATE, str(tmp_path / "data")],
        cwd=working,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "imported: []\n"), done.stderr
    for folder in (*outside.values(), working):
        assert list(folder.rglob("*")) == []
    assert (tmp_path / "data" / "counterpoint.sqlite3").is_file()
