"""What the reader is trained on: every example's passage answers its question at the span given, or does not."""

import csv
import io
import json
import random
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.word_vectors import WordVectors
from training.questions import Example, Examples, Neighbours, qed_examples, scifact_examples
from training.squad import Asked, Paragraph
from training.texts import sentences_of
from training.unanswerable import Disturber, names_in, words_in

_PEOPLE = ("Roe", "Lund", "Holm", "Dahl", "Berg", "Vik")
_TOWNS = ("Orlo", "Brage", "Sunde", "Tarn", "Elvik", "Moss", "Harn", "Quill")


def _paragraph(number: int) -> Paragraph:
    """A paragraph of eleven sentences, two of which answer a question; no figure or name is in another one."""
    town, mayor, dead, year = _TOWNS[number % 8], f"Ada {_PEOPLE[number // 8]}{number}", 300 + number, 1802 + number
    sentences = (
        f"{town} lies on a river that rises in the hills.",
        f"Part {number} of the town was always poor.",
        f"The flood of {year} killed {dead} people there.",
        "Boats were found in the fields for weeks.",
        f"The mayor at the time was {mayor} of the east bank.",
        "A wall now stands between water and streets.",
        "It is nine feet tall and was paid for by the port.",
        "Every spring the school walks along it with flags.",
        "Those who can still remember it are asked to speak.",
        "Then all of them eat bread and fish at the quay.",
        "Nobody who lives in the valley has ever missed it.",
    )
    asked = (
        Asked(f"How many people did the flood of {year} kill in {town}?", (str(dead), "many")),
        Asked(f"Who was mayor of {town} in {year}?", (mayor,)),
        Asked(f"Who built the wall of {town} after {year}?", ()),
    )
    return Paragraph(town, " ".join(sentences), asked)


PARAGRAPHS = [_paragraph(number) for number in range(48)]
ANSWERS = {asked.question: asked.answers[0] for p in PARAGRAPHS for asked in p.asked if asked.answers}
SENTENCES = {p.text[start:end] for p in PARAGRAPHS for start, end in sentences_of(p.text)}


@pytest.fixture(scope="module")
def drawn() -> list[Example]:
    """Ten draws of all questions."""
    return [example for seed in range(10) for example in Examples(PARAGRAPHS, seed).draw(1000)]


def vectors() -> WordVectors:
    """Words whose cosines with "bridge" are their first coordinates."""
    cosines = {"bridge": 1.0, "viaduct": 0.8, "gate": 0.5, "tunnel": 0.4, "ferry": 0.3, "cargo": 0.1}
    rows = np.array([(c, (1 - c * c) ** 0.5) for c in cosines.values()], dtype=np.float32)
    return WordVectors(rows, {word: row for row, word in enumerate(cosines)})


def disturbed(
    question: str, passage: str = "", names: Sequence[str] = (), words: Sequence[str] = ()
) -> set[str | None]:
    """Everything a question is changed to, over many seeds."""
    return {Disturber(vectors(), random.Random(seed)).disturb(question, passage, names, words) for seed in range(400)}


def test_an_answered_example_marks_the_answer(drawn: list[Example]) -> None:
    """The span of an unchanged question is its first answer, and no other example has one."""
    marked = [(e.question, e.passage[e.span[0] : e.span[1]]) for e in drawn if e.span]

    assert len(set(marked)) > 90
    assert set(marked) <= set(ANSWERS.items())


def test_a_passage_for_no_answer_does_not_hold_it(drawn: list[Example]) -> None:
    """Where the question is as it was asked, the passage lacks the answer; one in four is of another article."""
    unanswered = [e for e in drawn if not e.span and e.question in ANSWERS]
    strange = [e.title not in e.question for e in unanswered if e.title]

    assert [e for e in unanswered if ANSWERS[e.question] in e.passage] == []
    assert 0.15 < sum(strange) / len(strange) < 0.35


def test_a_paragraph_that_answers_as_well_does_not_stand_in() -> None:
    """Of two neighbours the one that holds the answer, in whatever case, is passed over."""
    asked = Asked("Who opened the dam at Orlo?", ("The mayor",))
    texts = ("The mayor opened the dam.", "At Orlo the mayor opened it.", "The dam at Orlo is old.")
    paragraphs = [Paragraph("Orlo", text, (asked,) if number == 0 else ()) for number, text in enumerate(texts)]
    drawn = [example for seed in range(80) for example in Examples(paragraphs, seed).draw(1)]

    assert {e.passage for e in drawn if not e.span and e.question == asked.question} == {texts[2]}


def test_a_changed_question_comes_with_the_passage_that_answered_it() -> None:
    """Of one paragraph nothing can stand in: what has no answer is changed, or its sentence is gone."""
    paragraph = PARAGRAPHS[0]
    drawn = [example for seed in range(100) for example in Examples([paragraph], seed).draw(10)]
    changed = [e for e in drawn if e.question not in ANSWERS]
    gone = [e for e in drawn if e.question in ANSWERS and not e.span]

    assert len(changed) > 20
    assert all(not e.span and ("300" in e.passage or "Ada Roe0" in e.passage) for e in changed)
    assert len(gone) > 5
    assert {e.passage for e in gone} == {
        " ".join(text for text in _texts(paragraph) if answer not in text) for answer in ("300", "Ada Roe0")
    }


def _texts(paragraph: Paragraph) -> list[str]:
    return [paragraph.text[start:end] for start, end in sentences_of(paragraph.text)]


def test_passages_are_whole_sentences_of_bounded_length(drawn: list[Example]) -> None:
    """At most 460 characters, some much shorter; what a paragraph says beside the answer may have 100 more."""
    lengths = [len(e.passage) for e in drawn if e.span or e.question not in ANSWERS]

    assert {e.passage[start:end] for e in drawn for start, end in sentences_of(e.passage)} <= SENTENCES
    assert 400 < max(lengths) <= 460 < len(PARAGRAPHS[0].text)
    assert min(lengths) < 120
    assert max(len(e.passage) for e in drawn) <= 560


def test_examples_are_mixed(drawn: list[Example]) -> None:
    """About 54 in 100 are answered (more, as an impossible way is left out), half come with a title."""
    answered = sum(e.span is not None for e in drawn) / len(drawn)
    changed = sum(e.question not in ANSWERS for e in drawn) / len(drawn)

    assert 0.5 < answered < 0.62
    assert 0.13 < changed < 0.24
    assert 0.44 < sum(bool(e.title) for e in drawn) / len(drawn) < 0.56
    assert {e.title for e in drawn} == {"", *_TOWNS}


def test_a_title_is_that_of_the_passage(drawn: list[Example]) -> None:
    """Also where the question is about another article."""
    numbered = [(e.title, re.search(r"Part (\d+) of", e.passage)) for e in drawn if e.title]
    named = [(title, PARAGRAPHS[int(part[1])].title) for title, part in numbered if part]

    assert len(named) > 100
    assert [pair for pair in named if pair[0] != pair[1]] == []


def test_each_question_is_drawn_once_and_only_if_it_has_an_answer() -> None:
    """One seed always draws the same, another something else, up to the number asked for."""
    once = list(Examples(PARAGRAPHS, 3).draw(1000))
    asked = [e.question for e in once if e.question in ANSWERS]

    assert len(asked) == len(set(asked))
    assert 80 < len(once) <= 96
    assert not [e for e in once if "built the wall" in e.question]
    assert once == list(Examples(PARAGRAPHS, 3).draw(1000))
    assert once != list(Examples(PARAGRAPHS, 4).draw(1000))
    assert 5 <= len(list(Examples(PARAGRAPHS, 3).draw(10))) <= 10


def test_an_answer_is_no_part_of_a_word() -> None:
    """In "1970 ... 7 people" and "party ... art" only the second is the answer."""
    text = "In 1970 a party of 71 met and 7 people sang. Their art was that of 7,000 cartoons."
    asked = (Asked("How many sang?", ("7",)), Asked("What was like cartoons?", ("art",)))
    drawn = [e for seed in range(60) for e in Examples([Paragraph("Orlo", text, asked)], seed).draw(2) if e.span]

    assert {e.passage[e.span[0] :].split()[0] for e in drawn if e.span} == {"7", "art"}


def test_neighbours_share_most_words() -> None:
    """BM25: rare words count more, forms of one word are one, signs are none; as many as asked for, best first."""
    neighbours = Neighbours(
        ["The dam broke.", "The dam at Orlo held.", "Ships sailed.", "A dam, a dam at Orlo flooded."]
    )

    assert neighbours.of('Did "dams" break: (broke)?', "", 1) == [0]
    assert set(neighbours.of("flooding at Orlo", "", 9)) == {1, 3}
    assert neighbours.of("flooding at Orlo", "", 1) == [3]
    assert neighbours.of("a ship +-^~", "Orlo flood", 9)[0] == 3
    assert neighbours.of("nothing", "", 5) == []


def test_a_question_gets_another_name() -> None:
    """One from the article that the question does not hold, not even in part."""
    question = "Who led the siege of Orlo Bay?"

    assert disturbed(question, names=["Brage", "Orlo", "Bay", "Ada Roe"]) == {
        "Who led the siege of Brage?",
        "Who led the siege of Ada Roe?",
    }
    assert disturbed(question, names=["Orlo"]) == {None}


def test_a_question_gets_another_number() -> None:
    """A year moves by up to 20 years, another figure by its size."""
    by = (-20, -10, -3, -2, -1, 1, 2, 4, 10, 15)
    figures = {f"Why did she get {n} boats?" for n in (210, 255, 285, 312, 336, 375, 450)}
    denied = {"Why did not she get 300 boats?", "Why never she get 300 boats?"}

    assert disturbed("Who ruled Orlo in 1964?") == {f"Who ruled Orlo in {1964 + years}?" for years in by}
    assert disturbed("Why did she get 300 boats?") == figures | denied


def test_a_question_gets_its_opposite() -> None:
    """First becomes last and last first; both at once never."""
    assert disturbed("Which boat came first?") == {"Which boat came last?"}
    assert disturbed("Which first boat came last?") == {"Which last boat came last?", "Which first boat came first?"}


def test_a_question_gets_a_word_of_the_same_kind() -> None:
    """Neither alike nor unlike (cosines of 0.25 to 0.6), nor in the passage; one that ends alike is preferred."""
    words = ["viaduct", "gate", "tunnel", "ferry", "cargo", "unheard"]

    assert disturbed("Who met at a bridge?", words=words) == {"Who met at a gate?"}
    assert disturbed("Who met at a bridge?", "The Gates.", words=words) == {
        f"Who met at a {w}?" for w in ("tunnel", "ferry")
    }
    assert disturbed("Who met at a bridge?", words=["viaduct", "cargo", "unheard"]) == {None}


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("In 1964, who came to Orlo?", r"In \d{4}, who"),
        ("Who ate at the Feast of Orlo?", "Feast|None"),
        ("Who runs the Twin Harbour?", "Twin|None"),
        ("What is not allowed here?", "is not (?!not)"),
        ("Who can't come?", "can't|None"),
    ],
)
def test_a_changed_question_is_still_a_question(question: str, kept: str) -> None:
    """A number goes without the comma after it, a word as a whole, and nothing is denied twice."""
    assert [made for made in disturbed(question) if not re.search(kept, str(made))] == []


def test_names_and_words_of_a_question() -> None:
    """Names are capitalised within it, words say something and have four letters or more."""
    question = "Where did Ada Roe, queen of the Isle of Orlo, meet Ben in 1964 with her well-known friends?"

    assert names_in(question) == ["Ada Roe", "Isle of Orlo", "Ben"]
    assert words_in(question) == ["queen", "meet", "friends"]


def _scifact(data: Path, abstracts: dict[str, str], claims: list[tuple[str, str, str, str]]) -> None:
    """The set's archive; a claim: its text, the abstract of its evidence, the sentences there, those it cites."""
    tables: dict[str, list[tuple[str, ...]]] = {
        "corpus_train.csv": [
            ("doc_id", "title", "abstract"),
            *((n, f"Title {n}", text) for n, text in abstracts.items()),
        ],
        "claims_train.csv": [("claim", "evidence_doc_id", "evidence_sentences", "cited_doc_ids"), *claims],
    }
    (data / "scifact").mkdir()
    with zipfile.ZipFile(data / "scifact" / "scifact.zip", "w") as archive:
        for name, rows in tables.items():
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            archive.writestr(name, text.getvalue())


def test_scifact_marks_the_sentence_that_bears_on_a_claim(tmp_path: Path) -> None:
    """With up to two sentences before it and one after; an abstract the claim does not cite has no answer."""
    first = "['Salt water rose.'\n 'Cells were counted.'\n 'Cells shrank in salt water.'\n 'Why is unknown.']"
    other = "['Cells in salt water did nothing.'\n 'Nothing at all.']"
    _scifact(tmp_path, {"11": first, "22": other}, [("Salt water shrinks cells.", "11", "[2]", "[11]")])
    examples = {e for seed in range(20) for e in scifact_examples(tmp_path, seed)}
    marked = {e.passage[e.span[0] : e.span[1]] for e in examples if e.span}
    passages = {e.passage for e in examples if e.span}

    assert marked == {"Cells shrank in salt water."}
    assert passages == {
        f"{before}Cells shrank in salt water. Why is unknown."
        for before in ("", "Cells were counted. ", "Salt water rose. Cells were counted. ")
    }
    assert {(e.question, e.title) for e in examples} == {("Salt water shrinks cells.", f"Title {n}") for n in (11, 22)}
    assert {e.title for e in examples if not e.span} == {"Title 22"}


@pytest.mark.parametrize("before", ['"Roe\'s water rose."\n ', "'Water rose.' ", "'It\\'s \"wet\".'\n "])
def test_scifact_counts_every_sentence(tmp_path: Path, before: str) -> None:
    """The sentence numbered 1 is the second, whatever quotation marks the first is written in."""
    _scifact(
        tmp_path, {"11": f"[{before}'Cells shrank.'\n 'Why is unknown.']"}, [("Cells shrink.", "11", "[1]", "[11]")]
    )
    (example,) = scifact_examples(tmp_path, 0)

    assert example.span
    assert example.passage[example.span[0] : example.span[1]] == "Cells shrank."
    assert "\\" not in example.passage


def test_qed_keeps_questions_as_typed(tmp_path: Path) -> None:
    """The first answer is marked; a paragraph is cut at 900 characters, and left out if that cuts the answer."""
    far = f"{'x' * 890} Wilhelm of Orlo"
    rows = [("who won", "It went to Ada Roe .", 11, 18), ("who else", far, 891, 906), ("who left", "No one .", 2, 3)]
    (tmp_path / "qed").mkdir()
    (tmp_path / "qed" / "qed-dev.jsonlines").write_text(
        "".join(
            json.dumps({"title_text": "Orlo", "question_text": question, "paragraph_text": text,
                        "original_nq_answers": [[{"start": start, "end": end}], [{"start": 0, "end": 1}]]}) + "\n"
            for question, text, start, end in rows
        ),
        encoding="utf-8",
    )  # fmt: skip

    assert list(qed_examples(tmp_path)) == [Example("who won", "Orlo", "It went to Ada Roe .", (11, 18))]
