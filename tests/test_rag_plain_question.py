"""The plain question that a negative one, a tag, or one in a wrapping asks."""

import pytest

from rag.polarity import WORDING, wording
from rag.questions.plain_question import affirmative, asks_for_the_negative, plain
from rag.questions.question import understand


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Wasn't the mine evacuated?", "Was the mine evacuated?"),
        ("Wasn’t there a tremor?", "Was there a tremor?"),
        ("didnt the bank close in May", "did the bank close in May"),
        ("Can't the dam hold?", "Can the dam hold?"),
        ("But won't fares rise?", "But will fares rise?"),
        ("According to the board, hasn't the bridge reopened?", "According to the board, has the bridge reopened?"),
        ("Is it not true that the actor fell?", "Is it true that the actor fell?"),
        ("Was the vaccine recalled or not?", "Was the vaccine recalled?"),
    ],
)
def test_a_negative_question_asks_what_the_positive_one_does(asked: str, meant: str) -> None:
    assert plain(asked) == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("40 people died, right?", "Is it true that 40 people died?"),
        ("The mine was evacuated, wasn't it?", "Is it true that the mine was evacuated?"),
        ("The orchestra went on strike didn't they?", "Is it true that the orchestra went on strike?"),
        ("They never paid, did they?", "Is it true that they never paid?"),
        ("I read that 40 died, is that right?", "Is it true that 40 died?"),
        ("I've read somewhere that the bank closed. Is that true?", "Is it true that the bank closed?"),
        ("They say that the vaccine caused strokes. Is it true?", "Is it true that the vaccine caused strokes?"),
        ("The ministry said that 40 died, right?", "Is it true that the ministry said that 40 died?"),
        ("Did the car turn left, right?", "Did the car turn left?"),
        ("Did 40 people die? Is that so?", "Did 40 people die?"),
        ("Is it really true that the singer cannot read?", "Is it true that the singer cannot read?"),
        ("Is the claim that 60 people died true?", "Is it true that 60 people died?"),
        ("Do you know whether the school was closed?", "Is it true that the school was closed?"),
        ("True or false: the comet was visible", "Is it true that the comet was visible?"),
    ],
)
def test_a_statement_held_out_for_approval_is_asked_about(asked: str, meant: str) -> None:
    assert plain(asked) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "Was the mine evacuated?",
        "Was there no tremor?",
        "Did it not only flood but burn?",
        "Did they say that it was not safe?",
        "Were some of the workers not paid?",
        "Had the signal not failed, would the train have stopped?",
        "Was there an order not to put up the tree?",
        "Is the rumour true?",
        "Is it right to prescribe solvarine?",
        "Why wasn't the mine evacuated?",
        "Which firms paid, didn't complain and left?",
        "You know how many died, right?",
        "How many people died? Is that right?",
        "Can you tell me how many died?",
        "Was the door left or right?",
    ],
)
def test_other_questions_stay_as_they_are(asked: str) -> None:
    assert plain(asked) == asked


@pytest.mark.parametrize("asked", ["Wasn't the mine evacuated?", "The mine was evacuated, right?"])
def test_how_it_is_asked_turns_no_side_round(asked: str) -> None:
    question, plainly = understand(asked), understand("Was the mine evacuated?")
    told = "The mine was evacuated in good order."

    assert (question.asks, question.terms) == ("yes_no", plainly.terms)
    assert wording(question, told) == wording(plainly, told)
    assert dict(zip(WORDING, wording(question, told), strict=True))["affirmed"] == 1


@pytest.mark.parametrize(
    ("asked", "negative"),
    [
        ("Was there no tremor?", True),
        ("Was nobody hurt?", True),
        ("Is it true that they never paid?", True),
        ("Is it false that 60 people died?", True),
        ("Is it a myth that the tower leans?", True),
        ("Is it wrong that people smoke?", False),
        ("Was the mine evacuated?", False),
        ("Did the mayor say that nobody was hurt?", False),
        ("Did no more than ten people die?", False),
        ("Is the mayor guilty or not guilty?", False),
        ("Is it known whether or not the seal broke?", False),
        ("Did the pump never run, or not for long?", True),
    ],
)
def test_a_question_that_asks_for_the_negative_is_known(asked: str, negative: bool) -> None:
    assert asks_for_the_negative(asked) == negative


@pytest.mark.parametrize(
    ("asked", "positive"),
    [
        ("Was there no tremor?", "Was there any tremor?"),
        ("Was nobody hurt?", "Was anybody hurt?"),
        ("Did no one warn the skiers?", "Did anybody warn the skiers?"),
        ("Is it true that they never paid?", "Is it true that they ever paid?"),
        ("Were none of the paintings found?", "Were any of the paintings found?"),
        ("Was nothing stolen?", "Was anything stolen?"),
        ("Is it false that 60 people died?", "Is it true that 60 people died?"),
        ("Did they work for nothing?", None),
        ("Is the road no longer open?", None),
        ("Was the judge not asked?", None),
        ("Was anybody hurt?", None),
    ],
)
def test_the_positive_of_a_question_for_the_negative(asked: str, positive: str | None) -> None:
    assert affirmative(asked) == positive


@pytest.mark.parametrize("hung_on", [", no" * 480, ", right" * 400, " - didn't they, is that so" * 60])
def test_any_number_of_tags_hang_on_a_question(hung_on: str) -> None:
    assert plain(f"Did they pay{hung_on}?") == "Did they pay?"


@pytest.mark.parametrize("run", ["-", ".", "?", "!?", " - "])
def test_a_run_of_marks_is_read_once(run: str) -> None:
    """Read from each of its marks it would take minutes."""
    question = f"How many died in the {run * 40_000} fire?"
    assert plain(question) == question
