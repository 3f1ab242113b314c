"""Follow-ups that only name another time, over questions that name one, or none."""

import pytest

from rag.followups.followup import Turn, standalone

OWNER = "Who owns the Kestrel Line?"
TESTS = "How many missiles did Zerath test in 2022?"
SINCE = "How many strikes have been called since 2019?"
BEFORE = "How many wolves were shot in Orsa before 2019?"
ATTACK = "How many people died in the March 2024 attack on the hall?"


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        (OWNER, "And before 2024?", "Who owns the Kestrel Line before 2024?"),
        (OWNER, "Before 2024?", "Who owns the Kestrel Line before 2024?"),
        (OWNER, "What about after May 2021?", "Who owns the Kestrel Line after May 2021?"),
        (OWNER, "And until January 2024?", "Who owns the Kestrel Line until January 2024?"),
        (OWNER, "And between 2019 and 2021?", "Who owns the Kestrel Line between 2019 and 2021?"),
        (OWNER, "2015?", "Who owns the Kestrel Line in 2015?"),
        (TESTS, "and before 2020?", "How many missiles did Zerath test before 2020?"),
        (TESTS, "and around 2010?", "How many missiles did Zerath test around 2010?"),
        (TESTS, "and by the end of 2021?", "How many missiles did Zerath test by the end of 2021?"),
        (TESTS, "and prior to 2010?", "How many missiles did Zerath test prior to 2010?"),
        (TESTS, "and in May?", "How many missiles did Zerath test in May 2022?"),
        (TESTS, "and on 4 May 2021?", "How many missiles did Zerath test on 4 May 2021?"),
        (TESTS, "May 2021?", "How many missiles did Zerath test in May 2021?"),
        (SINCE, "and in 2020?", "How many strikes have been called in 2020?"),
        (SINCE, "2020?", "How many strikes have been called since 2020?"),
        (BEFORE, "And after 2019?", "How many wolves were shot in Orsa after 2019?"),
        (BEFORE, "And after that?", "How many wolves were shot in Orsa after 2019?"),
        (BEFORE, "And in 2020?", "How many wolves were shot in Orsa in 2020?"),
        (BEFORE, "2015?", "How many wolves were shot in Orsa before 2015?"),
        (ATTACK, "And the 2022 attack?", "How many people died in the 2022 attack on the hall?"),
        (ATTACK, "And before 2020?", "And before 2020?"),
        ("Who was behind the May 2021 raid on the mill?", "How many died?",
         "How many died in the May 2021 raid on the mill?"),
    ],
)  # fmt: skip
def test_another_time_is_asked_of_the_same(before: str, question: str, whole: str) -> None:
    assert standalone(question, [Turn(before)]) == whole
