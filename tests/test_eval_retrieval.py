"""How well a ranking does, against hand-worked numbers and scikit-learn."""

import math

import numpy as np
import pytest
from sklearn.metrics import ndcg_score

from eval.cases import Case, Evidence, ExpectedPosition
from eval.retrieval import document_score, evidence_in, passage_score
from eval.types import Found, Outcome, Ranked


def asked(*quotes: tuple[str, str], documents: dict[str, int] | None = None) -> Case:
    evidence = tuple(Evidence(document, quote) for document, quote in quotes)
    positions = (ExpectedPosition(("x",), evidence),) if evidence else ()
    return Case("c", "What?", True, "none", positions, documents=documents or {})


def ranked(case: Case, *passages: tuple[str, str]) -> Outcome:
    found = [Found(document, f"{document}#{n}", text) for n, (document, text) in enumerate(passages)]
    places = tuple(Ranked(one.document, one.passage_id, evidence_in(one, case)) for one in found)
    return Outcome(case, None, 1.0, ranked=places)


def test_a_document_ranks_where_its_best_passage_does() -> None:
    outcome = ranked(asked(("b.md", "quote")), ("a.md", "…"), ("a.md", "…"), ("b.md", "…"), ("b.md", "quote"))

    assert document_score(outcome, "rr") == 1 / 2
    assert document_score(outcome, "ndcg_10") == pytest.approx(1 / math.log2(3))


def test_a_passage_is_right_where_it_holds_the_quote() -> None:
    outcome = ranked(asked(("b.md", "quote")), ("a.md", "a quote"), ("b.md", "…"), ("b.md", "the quote is here"))

    assert passage_score(outcome, "rr") == 1 / 3


def test_recall_counts_each_quote_once() -> None:
    case = asked(("a.md", "one"), ("a.md", "two"))
    outcome = ranked(case, ("a.md", "one"), ("a.md", "one again"))

    assert passage_score(outcome, "recall_5") == 1 / 2


def test_a_search_that_found_nothing_scores_nothing() -> None:
    assert document_score(ranked(asked(("a.md", "q"))), "ndcg_10") == 0.0


def test_what_was_not_searched_has_no_score() -> None:
    assert document_score(Outcome(asked(("a.md", "q")), None, 1.0), "rr") is None


def test_graded_documents_agree_with_scikit_learn() -> None:
    grades = {"a": 3, "b": 1, "c": 2}
    order = ["x", "c", "y", "a", "b", "z"]
    outcome = ranked(asked(documents=grades), *((name, "…") for name in order))

    truth = np.array([[grades.get(name, 0) for name in order]])
    said = np.array([[len(order) - place for place in range(len(order))]])

    # linear gains there; ir_measures' nDCG has them too
    assert document_score(outcome, "ndcg_10") == pytest.approx(ndcg_score(truth, said, k=10))
