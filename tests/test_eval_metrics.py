"""Every figure against numbers worked by hand, and the flags against scikit-learn."""

import random
from dataclasses import replace

import pytest
from sklearn.metrics import f1_score, precision_score, recall_score

from eval.cases import Case, Expected
from eval.faults import faults
from eval.figures import figures
from eval.judged import flagged
from eval.metrics import MEASURES, tallies
from eval.types import Failure, Figure, Outcome, Scored, Tally
from rag.types import Answer
from tests.eval_answers import (
    FAILURE,
    NOT_FOUND,
    answer,
    case,
    citation,
    disagreement,
    expected,
    outcome,
    shown,
)

TOLL = case(
    "value",
    expected("38", "guard.md"),
    expected("41/forty-one", "wire.md"),
    expected("44", "late.md"),
    also=("update",),
)
ALONE = case("none", expected("41/forty-one", "wire.md"))
UNANSWERABLE = case()
GUARD, WIRE, LATE = (
    citation(1, "guard.md", "38 dead"),
    citation(2, "wire.md", "Forty-one died"),
    citation(3, "late.md", "44"),
)
TWO_OF_THREE = answer(
    "Sources differ: 38 or forty-one.",
    GUARD,
    WIRE,
    disagreements=(disagreement(shown("38 people", 1), shown("41 people", 2)),),
)
MERGED = answer(
    "38 or 44.",
    GUARD,
    WIRE,
    LATE,
    disagreements=(disagreement(shown("38", 1, 2), shown("44", 3), kind="stance"),),
)


def measured(*outcomes: Outcome) -> dict[str, Figure]:
    scored = [Scored(item, tallies(item), ()) for item in outcomes]
    return {figure.name: figure for figure in figures(scored)}


def value(name: str, *outcomes: Outcome) -> tuple[float | None, int]:
    """A figure to six digits, and its n."""
    figure = measured(*outcomes)[name]
    return None if figure.value is None else round(figure.value, 6), figure.n


def test_a_disagreement_partly_shown() -> None:
    assert tallies(outcome(TOLL, TWO_OF_THREE)) == {
        "quote_exactness": Tally(2, 2),
        "flag_precision": Tally(1, 1),
        "flag_recall": Tally(1, 1),
        "flag_f1": Tally(1, 1),
        "value_found": Tally(1, 1),
        "kind_accuracy": Tally(1, 1),
        "position_recall": Tally(2, 3),
        "position_precision": Tally(2, 2),
        "merged_positions": Tally(0, 2),
        "answer_accuracy": Tally(1, 1),
        "answer_contains": Tally(1, 1),
        "exact_match": Tally(0, 1),
        "token_f1": Tally(2 * 1 / (5 + 1), 1),  # "38" of "sources differ 38 or fortyone"
        "all_positions_named": Tally(0, 1),
        "citation_recall": Tally(2, 3),
        "citation_precision": Tally(2, 2),
        "quote_recall": Tally(0, 3),
        "abstained_wrong": Tally(0, 1),
        "failures": Tally(0, 1),
    }


def test_a_position_beside_the_expected_ones_lowers_precision() -> None:
    other = citation(4, "other.md", "nothing")
    shown_thrice = disagreement(shown("38 people", 1), shown("41 people", 2), shown("nothing", 4))
    got = replace(TWO_OF_THREE, citations=(GUARD, WIRE, other), disagreements=(shown_thrice,))

    assert tallies(outcome(TOLL, got))["position_precision"] == Tally(2, 3)


def test_a_quote_is_found_where_a_citation_touches_it() -> None:
    asked = case("none", expected("41", "wire.md", "the toll rose to 41"))
    text = "Late on Sunday the toll rose to 41, they said."
    inside = citation(1, "wire.md", "rose to 41", text.index("rose"))
    beside = citation(1, "wire.md", "they said", text.index("they"))

    found = [
        tallies(Outcome(asked, answer("41", cited), 1.0, {"wire.md": text}))["quote_recall"]
        for cited in (inside, beside)
    ]

    assert found == [Tally(1, 1), Tally(0, 1)]


def test_two_positions_shown_as_one() -> None:
    scores = tallies(outcome(TOLL, MERGED))

    assert scores["merged_positions"] == Tally(1, 2)
    assert scores["position_recall"] == Tally(3, 3)
    assert scores["kind_accuracy"] == Tally(0, 1)


def test_a_kind_in_also_is_right() -> None:
    shown_update = replace(TWO_OF_THREE.disagreements[0], kind="update")

    assert tallies(outcome(TOLL, replace(TWO_OF_THREE, disagreements=(shown_update,))))["kind_accuracy"].hits == 1


def test_the_kind_is_that_of_the_disagreement_with_most_expected_positions() -> None:
    other = citation(4, "other.md", "nothing")
    beside = disagreement(shown("44", 3), shown("y", 4), kind="stance")
    both = replace(
        TWO_OF_THREE,
        citations=(GUARD, WIRE, LATE, other),
        disagreements=(beside, *TWO_OF_THREE.disagreements),
    )

    assert tallies(outcome(TOLL, both))["kind_accuracy"] == Tally(1, 1)


def test_a_right_answer_to_a_question_without_disagreement() -> None:
    got = answer("41 people died.", WIRE, citation(3, "other.md", "nothing"))

    assert tallies(outcome(ALONE, got)) == {
        "quote_exactness": Tally(2, 2),
        "false_flags": Tally(0, 1),
        "answer_accuracy": Tally(1, 1),
        "answer_contains": Tally(1, 1),
        "exact_match": Tally(0, 1),
        "token_f1": Tally(0.5, 1),  # one of three words, and all of one
        "citation_recall": Tally(1, 1),
        "citation_precision": Tally(1, 2),
        "quote_recall": Tally(0, 1),
        "abstained_wrong": Tally(0, 1),
        "failures": Tally(0, 1),
    }


def test_an_answer_only_in_a_cited_quote_is_right() -> None:
    spoken = answer("The toll is known.", citation(1, "wire.md", "rose to 41"))

    assert value("answer_accuracy", outcome(ALONE, spoken)) == (1.0, 1)


def test_not_found_scores_nothing_where_there_is_an_answer() -> None:
    assert tallies(outcome(TOLL, NOT_FOUND)) == {
        "flag_recall": Tally(0, 1),
        "flag_f1": Tally(0, 0.5),
        "value_found": Tally(0, 1),
        "position_recall": Tally(0, 3),
        "answer_accuracy": Tally(0, 1),
        "answer_contains": Tally(0, 1),
        "exact_match": Tally(0, 1),
        "token_f1": Tally(0, 1),
        "all_positions_named": Tally(0, 1),
        "citation_recall": Tally(0, 3),
        "citation_precision": Tally(0, 1),
        "quote_recall": Tally(0, 3),
        "abstained_wrong": Tally(1, 1),
        "failures": Tally(0, 1),
    }


def test_not_found_is_right_where_nothing_answers() -> None:
    assert tallies(outcome(UNANSWERABLE, NOT_FOUND)) == {
        "false_flags": Tally(0, 1),
        "exact_match": Tally(1, 1),
        "token_f1": Tally(1, 1),
        "abstained_right": Tally(1, 1),
        "failures": Tally(0, 1),
    }


def test_an_unanswerable_question_answered_with_a_flag() -> None:
    scores = tallies(outcome(UNANSWERABLE, TWO_OF_THREE))

    assert scores["abstained_right"] == Tally(0, 1)
    assert scores["false_flags"] == Tally(1, 1)
    assert scores["flag_precision"] == Tally(0, 1)


@pytest.mark.parametrize("asked", [TOLL, ALONE, UNANSWERABLE, case("scope", *TOLL.positions)])
def test_a_failure_takes_the_worst_score_everywhere(asked: Case) -> None:
    better = {measure.name: measure.better for measure in MEASURES}
    scores = tallies(outcome(asked, FAILURE))
    answered = tallies(outcome(asked, TWO_OF_THREE))

    assert answered.keys() - {"merged_positions", "flag_precision"} <= scores.keys()
    for name, tally in scores.items():
        assert tally.hits == (tally.of if better[name] == "lower" else 0), name


def test_scope_may_be_flagged_or_not() -> None:
    scope = case("scope", *TOLL.positions)
    about_flags = {"flag_precision", "flag_recall", "flag_f1", "value_found", "false_flags", "kind_accuracy"}
    about_positions = {"position_recall", "merged_positions"}

    for got in (TWO_OF_THREE, NOT_FOUND):
        assert not tallies(outcome(scope, got)).keys() & (about_flags | about_positions)
    assert faults(outcome(scope, TWO_OF_THREE)) == ()


def test_a_quote_that_is_not_at_its_offsets_is_inexact() -> None:
    texts = {"wire.md": "So forty-one died here", "guard.md": "38 dead"}
    quotes = [
        citation(1, "guard.md", "38 dead"),  # exact
        citation(2, "wire.md", "forty-one died", start=3),  # exact
        citation(3, "wire.md", "forty-one died", start=4),  # shifted
        citation(4, "wire.md", "Forty-one died", start=3),  # other case
        citation(5, "nowhere.md", "38 dead"),  # no such document
        citation(6, "wire.md", ""),  # quotes nothing
    ]

    got = Outcome(ALONE, answer("41", *quotes), 1.0, texts)
    assert value("quote_exactness", got) == (0.333333, 6)


def test_the_right_figure_from_the_wrong_document_is_not_a_position() -> None:
    elsewhere = replace(GUARD, document="elsewhere.md", document_id="elsewhere.md")
    got = replace(TWO_OF_THREE, citations=(elsewhere, WIRE))

    assert tallies(outcome(TOLL, got))["position_recall"] == Tally(1, 3)
    assert tallies(outcome(TOLL, got))["citation_precision"] == Tally(1, 2)
    assert tallies(outcome(TOLL, got))["citation_recall"] == Tally(1, 3)


def test_figures_are_sums_over_sums() -> None:
    outcomes = (
        outcome(TOLL, TWO_OF_THREE),  # a hit, 2 of 3 positions
        outcome(TOLL, NOT_FOUND),  # a miss, 0 of 3
        outcome(ALONE, TWO_OF_THREE),  # a false flag
        outcome(UNANSWERABLE, NOT_FOUND),
        outcome(ALONE, FAILURE),  # counts as a false flag
    )

    assert value("flag_precision", *outcomes) == (0.333333, 3)
    assert value("flag_recall", *outcomes) == (0.5, 2)
    assert value("flag_f1", *outcomes) == (0.4, 4)  # 2 * 1/3 * 1/2 / (1/3 + 1/2)
    assert value("false_flags", *outcomes) == (0.666667, 3)
    assert value("position_recall", *outcomes) == (0.333333, 6)
    assert value("answer_accuracy", *outcomes) == (0.5, 4)
    assert value("abstained_wrong", *outcomes) == (0.5, 4)
    assert value("failures", *outcomes) == (0.2, 5)


def random_outcome(chance: random.Random) -> Outcome:
    kind: Expected = chance.choice(["none", "value", "stance", "update"])
    asked = ALONE if kind == "none" else case(kind, *TOLL.positions)
    possible: list[Answer | Failure] = [TWO_OF_THREE, answer("41", WIRE), NOT_FOUND, FAILURE]
    return outcome(asked, chance.choice(possible))


def test_flags_agree_with_scikit_learn() -> None:
    chance = random.Random(5)
    outcomes = [random_outcome(chance) for _ in range(300)]
    truth = [item.case.disagreement != "none" for item in outcomes]
    said = [
        bool(item.answer.disagreements) if item.answer else not expects
        for item, expects in zip(outcomes, truth, strict=True)
    ]

    found = measured(*outcomes)

    assert [flagged(item) for item in outcomes] == said
    assert found["flag_precision"].value == pytest.approx(precision_score(truth, said))
    assert found["flag_recall"].value == pytest.approx(recall_score(truth, said))
    assert found["flag_f1"].value == pytest.approx(f1_score(truth, said))
    assert found["false_flags"].value == pytest.approx(1 - recall_score(truth, said, pos_label=False))


def test_an_interval_holds_its_figure_and_narrows_with_more_cases() -> None:
    few = [outcome(ALONE, answer("41", WIRE)), outcome(ALONE, NOT_FOUND)] * 5
    narrow, wide = measured(*few * 20)["answer_accuracy"], measured(*few)["answer_accuracy"]

    assert wide.low is not None
    assert wide.high is not None
    assert narrow.low is not None
    assert narrow.high is not None
    assert wide.low < narrow.low < 0.5 < narrow.high < wide.high
    # normal approximation for n = 200: 0.5 +- 1.96 * sqrt(0.25 / 200)
    assert narrow.low == pytest.approx(0.5 - 0.0693, abs=0.01)
    assert narrow.high == pytest.approx(0.5 + 0.0693, abs=0.01)


def test_latency_percentiles_count_failures_too() -> None:
    found = measured(*(outcome(ALONE, FAILURE, float(ms)) for ms in range(1, 102)))

    assert [found[f"latency_p{percent}"].value for percent in (50, 95, 99)] == [51, 96, 100]
    assert found["latency_p50"].n == 101


def test_a_figure_that_nothing_enters_has_no_value() -> None:
    figure = measured(outcome(UNANSWERABLE, NOT_FOUND))["position_recall"]

    assert (figure.value, figure.low, figure.high, figure.n) == (None, None, None, 0)


@pytest.mark.parametrize(
    ("asked", "got", "said"),
    [
        (TOLL, TWO_OF_THREE, ("not shown: 44",)),
        (TOLL, MERGED, ("two positions shown as one", "not shown as value")),
        (TOLL, NOT_FOUND, ("not answered", "not flagged")),
        (ALONE, TWO_OF_THREE, ("flagged, though the sources agree",)),
        (ALONE, answer("Ten.", citation(1, "wire.md", "ten")), ("holds none of the answers",)),
        (UNANSWERABLE, answer("41.", WIRE), ("answered, though nothing answers it",)),
        (ALONE, FAILURE, ("RuntimeError: broke",)),
        (ALONE, answer("41.", WIRE), ()),
        (UNANSWERABLE, NOT_FOUND, ()),
    ],
)
def test_what_is_wrong_is_said(asked: Case, got: Answer | Failure, said: tuple[str, ...]) -> None:
    assert faults(outcome(asked, got)) == said
