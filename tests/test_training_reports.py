"""Claims reported, denied and left open, for the judge to learn from."""

from collections import Counter

from training.pairs import Pair
from training.reports import reported_pairs
from training.yes_no import as_embedded, negation

CLAIMS = [
    Pair(f"In {year} the town of Osk had a mayor.", f"The town of Osk was led by a mayor in {year}.", "agree")
    for year in range(1600, 2000)
]


def test_a_claim_is_negated_at_its_verb() -> None:
    assert negation("The stern door was closed.") == "The stern door was not closed."
    assert negation("Henry Ford founded the firm in 1903.") == "Henry Ford did not found the firm in 1903."
    assert negation("Rain, mostly.") is None


def test_a_claim_stands_after_that_in_lower_case_unless_it_starts_with_a_name() -> None:
    assert as_embedded("The door was closed.") == "the door was closed"
    assert as_embedded("Henry Ford founded it.") == "Henry Ford founded it"
    assert as_embedded("In 1903 it was founded.") is None


def test_reports_answer_the_question_the_claim_was_turned_into() -> None:
    made = list(reported_pairs(CLAIMS, 0, 200))

    assert len(made) == 200
    assert {pair.question[:40] for pair in made} == {"Was the town of Osk led by a mayor in 1" + d for d in "6789"}
    assert {pair.second for pair in made} == {"Yes.", "No."}


def test_denied_negated_and_confirmed_claims_have_sides_and_open_ones_none() -> None:
    made = {pair.first: (pair.second, pair.verdict) for pair in reported_pairs(CLAIMS, 0, 400)}

    def sides(words: str) -> Counter[str]:
        said = {
            ("Yes.", "agree"): "yes",
            ("No.", "contradict"): "yes",
            ("Yes.", "contradict"): "no",
            ("No.", "agree"): "no",
        }
        return Counter(said.get(verdict, "none") for text, verdict in made.items() if words in text)

    assert set(sides("denies that")) == {"no"}
    assert set(sides("was not led")) == {"no"}
    assert set(sides("confirmed that")) == {"yes"}
    assert set(sides("whether")) == {"none"}


def test_what_is_not_agreed_on_is_not_reported() -> None:
    assert not list(reported_pairs([Pair("It rained.", "The door was open.", "neither")], 0, 5))


def test_a_report_on_another_claim_about_the_same_leaves_the_question_open() -> None:
    told = ("wrote the libretto in 1902", "has directed eleven films in Paris", "married the painter Karl Moser")
    claims = [Pair("evidence", f"Anna Berg {words}.", "agree") for words in told] * 60

    made = list(reported_pairs(claims, 1, 150))
    others = [pair for pair in made if "libretto" in pair.question and ("films" in pair.first or "Moser" in pair.first)]

    assert len(others) > 3
    assert {pair.verdict for pair in others} == {"neither"}
