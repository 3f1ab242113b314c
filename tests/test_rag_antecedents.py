"""Whom and what a follow-up points back to: owners, office holders, places, and whoever asked for money."""

import pytest

from rag.followups.followup import Turn, standalone

FLIGHTS = "How many flights did Maren Tollick make?"
MAYOR = "Who is Lord Mayor of Halverton?"
AWARD = "How much did the High Court award Corvane?"
OWNED = "Who owned the Aldora?"
DIED = "How many soldiers died in the attack on Camp Orsha?"
DOSE = "What was the highest dose that an employee received at Orrin?"


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        # whose sister, deputy, subsidiary
        (FLIGHTS, "And her sister?", "How many flights did Maren Tollick’s sister make?"),
        ("Was Anna Berg arrested?", "And her brother?", "Was Anna Berg’s brother arrested?"),
        ("Where did Ola Dahl live in 1950?", "And his wife?", "Where did Ola Dahl’s wife live in 1950?"),
        ("How old is the mayor of Orsa?", "what about his deputy?", "How old is the mayor of Orsa’s deputy?"),
        ("How many people does Acme employ?", "And its subsidiary?", "How many people does Acme’s subsidiary employ?"),
        ("Who designed the Eiffel Tower?", "And its lifts?", "Who designed the Eiffel Tower’s lifts?"),
        (FLIGHTS, "And her sisters?", "How many flights did Maren Tollick’s sisters make?"),
        (FLIGHTS, "And her jumps?", "How many jumps did Maren Tollick make?"),
        ("How many passengers were aboard the ferry Ranvik?", "And its crew?",
         "How many crew were aboard the ferry Ranvik?"),
        ("What is the area of Oslo?", "And its population?", "What is the population of Oslo?"),
        ("How many people died in the collapse of the Orlo dam?", "And its cost?",
         "What was the cost of the collapse of the Orlo dam?"),
        # who denies what was answered
        (OWNED, "Who denies that?", OWNED),
        (OWNED, "Which sources dispute this?", OWNED),
        (OWNED, "And who has confirmed it?", OWNED),
        (DIED, "Who contests that number?", DIED),
        (DIED, "Who rejected the claim?", DIED),
        ("Was the door closed?", "Who denies that?", "Who denies that the door was closed?"),
        # it: who asked for what was given, the place where something was measured, one thing
        (AWARD, "how much had it asked for?", "how much had Corvane asked for?"),
        (AWARD, "When was it founded?", "When was the High Court founded?"),
        ("How much did the city pay the builder?", "How much had it demanded?", "How much had the builder demanded?"),
        ("How much did the Moscow concert hall cost?", "Who built it?", "Who built the Moscow concert hall?"),
        (DOSE, "Is it safe now?", "Is Orrin safe now?"),
        (DOSE, "When was it measured?", "When was the highest dose measured?"),
        ("What was the highest dose?", "Is it safe now?", "Is it safe now?"),
        ("What was the concentration of arsenic in the river?", "Has it been cleaned?", "Has the river been cleaned?"),
        ("Are the mushrooms safe to eat?", "Is it safe now?", "Is it safe now?"),
        ("Who drowned in the floods?", "What caused it?", "What caused the floods?"),
        ("What is the news from Orsa?", "Is it true?", "What is the news from Orsa?"),
        # when, of somebody who is not named
        (MAYOR, "Since when?", "Since when has the Lord Mayor of Halverton been Lord Mayor?"),
        ("Who is the head of the union?", "For how long?", "For how long has the head of the union been head?"),
        ("Who was to blame for the fire?", "When did it happen?", "When did the fire happen?"),
        ("Who was killed in the raid on the mill?", "Where?", "Where did the raid on the mill happen?"),
        ("Who was arrested in Orsa?", "When?", "Who was arrested in Orsa: when?"),
    ],
)  # fmt: skip
def test_what_is_pointed_at_is_found(before: str, question: str, whole: str) -> None:
    assert standalone(question, [Turn(before)]) == whole


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        (MAYOR, "Since when?", "Since when has Ingrid Pell been Lord Mayor of Halverton?"),
        (MAYOR, "Where was she born?", "Where was Ingrid Pell born?"),
        ("Who was arrested in Orsa?", "When?", "When was Ingrid Pell arrested in Orsa?"),
        ("Who leads the Heath Movement?", "Since when?", "Since when does Ingrid Pell lead the Heath Movement?"),
        ("Who leads the Heath Movement?", "And before her?", "Who leads the Heath Movement before Ingrid Pell?"),
        ("Who teaches the choir?", "Where?", "Where does Ingrid Pell teach the choir?"),
    ],
)
def test_whom_the_answer_names_is_asked_about(before: str, question: str, whole: str) -> None:
    assert standalone(question, [Turn(before, "Ingrid Pell. [1]\nCourier: “She is.” [1]")]) == whole
