"""Which figures of several documents are labelled as of one quantity."""

from corpus.types import Document
from training.natural import Answer, Asked
from training.quantity import answered, figures_in

FIRE = Document("a.txt", "The fire in Harth killed nine people. It hurt 14 people in all.")
ALSO = Document("b.txt", "Eleven people died in the Harth fire. Some 14 houses burned down there.")
DIED = Answer("a.txt", "nine people", ("nine",)), Answer("b.txt", "Eleven people", ("Eleven people",))
HURT = (Answer("a.txt", "14 people", ("14 people",)),)
ASKED = Asked("fire", [FIRE, ALSO], [("How many died?", DIED), ("How many were hurt?", HURT), ("Who saw it?", ())])


def labels(document: Document) -> dict[str, frozenset[int]]:
    return {figure.value.text: answered(document, figure, ASKED) for figure in figures_in(document)}


def test_a_figure_answers_the_questions_whose_answer_it_is() -> None:
    assert labels(FIRE) == {"nine people": {0}, "14 people": {1}}
    assert labels(ALSO) == {"Eleven people": {0}, "Some 14 houses": frozenset()}
