"""The sample corpus: readable, attributed, and in open disagreement about one figure."""

import re
from pathlib import Path

import corpus
from corpus.folder import find_files
from corpus.read import read
from corpus.split import split
from corpus.types import Document

SAMPLES = Path(corpus.__file__).parent / "samples"


def documents() -> list[Document]:
    return [document for name, path in find_files([SAMPLES]) for document in read(name, path.read_bytes())]


def test_every_sample_says_where_it_comes_from_and_is_short() -> None:
    found = documents()
    assert len(found) >= 8
    for document in found:
        assert document.metadata.title
        assert document.metadata.source
        assert 100 <= len(document.text.split()) <= 300
        assert split(document)


def test_three_tolls_of_one_attack_stand_in_different_documents() -> None:
    stated = re.compile(r"attack(?:ed)? (?:on )?the (?:Moscow|Crocus City) concert hall[^.]*?killed (\d+) people")
    tolls: dict[str, set[str]] = {}
    for document in documents():
        for toll in stated.findall(document.text):
            tolls.setdefault(toll, set()).add(document.name)
    assert {toll: len(names) for toll, names in tolls.items()} == {"149": 1, "144": 3, "115": 1}


def test_one_sample_is_a_copy_of_another() -> None:
    texts = [document.text for document in documents()]
    assert len(texts) - len(set(texts)) == 1
