"""How answers in words stand to each other, and which of them are one position."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.pairs.types import Claims, Judgement
from rag.joining import joined
from rag.multinomial import load_multinomial, store_multinomial
from rag.positions import find_positions
from rag.questions.question import understand
from rag.relation import FEATURES, Relation, Told, measure_relations, relate, relation_of
from tests.fakes import WordJudge
from tests.rag_evidence import independent, say, words

WHO = understand("Who raised the alarm?")
TOMAS = words("a", "Tomas saw it first.", "Tomas", 0.9)
EDDA = words("b", "Edda rang the bell.", "Edda")
SMITH = words("c", "The smith's son it was.", "The smith's son", 0.7)


class Reading:
    """A judge of which is known what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Claims] = []

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """A quarter contradicts where the first is asked about the second, three quarters the other way round."""
        self.asked += claims
        return [Judgement(0.1, 0.25 if claim.first.startswith("Tomas") else 0.75, 0.0) for claim in claims]


def test_both_ways_are_asked_of_sentences_and_of_words() -> None:
    """The features are logits of the means of both ways; where no words are marked, the sentence stands for them."""
    judge = Reading()
    (measured,) = measure_relations([(WHO, Told("Tomas saw it first.", "Tomas"), Told("Edda did.", ""))], judge)
    row = dict(zip(FEATURES, measured, strict=True))

    assert [(claim.first, claim.second) for claim in judge.asked] == [
        ("Tomas saw it first.", "Edda did."), ("Edda did.", "Tomas saw it first."),
        ("Tomas saw it first.", "Edda did."), ("Edda did.", "Tomas"),
    ]  # fmt: skip
    assert row["sentences_contradict"] == pytest.approx(0.0)  # the mean of a quarter and three quarters
    assert row["sentences_agree"] == pytest.approx(np.log(0.1 / 0.9))
    assert (row["unmarked"], row["shared"]) == (1.0, 0.0)
    assert (row["person"], row["place"], row["cause"]) == (1.0, 0.0, 0.0)


def test_shared_words_are_measured_against_the_shorter_answer() -> None:
    """Two words of three are shared with an answer of two: all of it."""
    told = (Told("It was Tomas Reyle, the watchman.", "Tomas Reyle, the watchman"), Told("Tomas Reyle.", "Tomas Reyle"))
    (measured,) = measure_relations([(understand("Why was it late?"), *told)], WordJudge())
    row = dict(zip(FEATURES, measured, strict=True))

    assert (row["shared"], row["cause"], row["unmarked"]) == (1.0, 1.0, 0.0)


def test_answers_that_contradict_each_other_exclude_each_other() -> None:
    """The fitted weights follow a judge that is sure; without a word in common or against it they are beside."""
    related = relate(WHO, [TOMAS, EDDA, SMITH], WordJudge(("tomas", "edda")))

    assert relation_of(related, EDDA, TOMAS).exclude > 0.6 > relation_of(related, TOMAS, EDDA).same
    assert relation_of(related, EDDA, TOMAS) == relation_of(related, TOMAS, EDDA)
    assert relation_of(related, TOMAS, say("d", "Nobody did.")) == Relation(0.0, 0.0)


@pytest.mark.parametrize("question", ["How many people died?", "Was the door closed?"])
def test_figures_and_sides_are_not_compared_as_words(question: str) -> None:
    """Arithmetic compares the one, and sides the other: the judge is not asked."""
    judge = Reading()

    assert relate(understand(question), [TOMAS, EDDA], judge) == {}
    assert relate(WHO, [TOMAS], judge) == {}
    assert judge.asked == []


def test_answers_that_say_the_same_in_other_words_are_one_position() -> None:
    """Tomas is the smith's son: two sources against one, and the surer one speaks for them."""
    groups = find_positions(WHO, [TOMAS, EDDA, SMITH], independent)
    related = {
        frozenset((("a", 0), ("c", 0))): Relation(0.8, 0.1),
        frozenset((("a", 0), ("b", 0))): Relation(0.1, 0.8),
        frozenset((("b", 0), ("c", 0))): Relation(0.69, 0.1),
    }

    made = joined(groups, related, independent)

    assert [[item.words for item in group.evidence] for group in made] == [["Tomas", "The smith's son"], ["Edda"]]
    assert made[0].origins == 2
    assert made[0].probability == pytest.approx(1 - 0.1 * 0.3)
    assert joined(groups, {}, independent) == groups


def test_a_position_is_joined_by_what_says_the_same_as_all_of_it() -> None:
    """Where the third says the same as the first but not as the second, the three are not one."""
    groups = find_positions(WHO, [TOMAS, EDDA, SMITH], independent)
    related = {
        frozenset((("a", 0), ("b", 0))): Relation(0.9, 0.0),
        frozenset((("a", 0), ("c", 0))): Relation(0.9, 0.0),
        frozenset((("b", 0), ("c", 0))): Relation(0.0, 0.9),
    }

    assert [len(group.evidence) for group in joined(groups, related, independent)] == [2, 1]


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    """With one feature x and weights 0 and ln 3, the second class has 3 ** x times the odds of the first."""
    path = tmp_path / "weights.json"
    store_multinomial(path, ("x",), np.array([0.0, 0.0]), np.array([[0.0], [np.log(3)]]))

    found = load_multinomial(path, ("x",)).probabilities(np.array([[0.0], [1.0]]))

    assert found == pytest.approx(np.array([[0.5, 0.5], [0.25, 0.75]]), abs=1e-4)
    with pytest.raises(ValueError, match=r"weights\.json was fitted for other features"):
        load_multinomial(path, ("y",))
