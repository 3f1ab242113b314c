"""Questions that name only what is gauged: what they may ask for is a guess."""

import pytest

from rag.questions.question import understand


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What was the pH of the river?", "measure"),
        ("What pH did the soil have?", "measure"),
        ("What concentration of lead was measured in the well?", "measure"),
        ("What levels of nitrate were found?", "measure"),
        ("What reading did the foreman note?", "measure"),
        ("What was the activity of the source?", "measure"),
        ("What was the release in terabecquerels?", "measure"),
        ("What was the delay in minutes?", "duration"),
        ("At what level of the scale was the event rated?", "measure"),
        ("What INES level was it?", "measure"),
        ("What category was the storm?", "measure"),
        ("How radioactive was the milk?", "measure"),
        ("How quickly was the alarm raised?", "duration"),
        ("By what factor was the limit exceeded?", "count"),
        ("What is the half-life of caesium-137?", "duration"),
        ("What is the strength of the garrison?", "count"),
        ("What is the incidence of measles in Orlo?", "count"),
        ("What is the annual cap on catches?", "measure"),
        ("What were the oil exports of Chad in 2020?", "measure"),
        # keywords
        ("pH of the lake", "measure"),
        ("nitrate level in the Orlo wells", "measure"),
        ("Peak concentration at Stavholm", "measure"),
        ("dose rate at the fence", "measure"),
        ("oil imports 2022", "measure"),
        ("annual cod quota", "measure"),
    ],
)
def test_a_gauge_may_ask_for_a_figure(question: str, kind: str) -> None:
    read = understand(question)

    assert (read.asks, read.kinds[:1], read.guessed) == ("value", (kind,), True)


@pytest.mark.parametrize(
    "question",
    [
        "What level crossing was hit?",
        "What was the pressure on the bishop?",
        "What are the main exports of Chad?",
        "What exports were banned?",
        "Which imports does the cap cover?",
        "What activities were banned?",
        "What is the catch?",
        "What is the content of the treaty?",
        "What is known about the level of the lake?",
        "What caused the high levels of lead?",
        "How powerful is the bishop?",
        "What did they say about exports?",
        "the history of the cod quota and what followed",
    ],
)
def test_what_is_told_about_a_gauge_is_no_figure(question: str) -> None:
    assert understand(question).asks == "statement"


@pytest.mark.parametrize("question", ["What EF rating was it given?", "What Beaufort force was the storm?"])
def test_a_direct_question_with_a_name_stays(question: str) -> None:
    """It is no indirect one like 'what the storm was called'."""
    assert understand(question).text == question
