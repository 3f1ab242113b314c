"""Figures that answer another question: of a part, of the opposite event, of another time."""

from dataclasses import replace

import pytest

from rag.asked import figures_asked
from rag.opposed_events import is_of_opposed_event
from rag.other_questions import answering
from rag.portions import is_portion
from rag.positions import find_positions
from rag.questions.question import understand
from rag.values.find import find_values
from tests.rag_evidence import independent, say, words

STOLEN = "How much was stolen from the exchange?"
DEAD = "How many people died in the Orlo flood?"


def portions(question: str, text: str) -> list[str]:
    """The figures that tell of a part of what is asked."""
    asked = understand(question)
    return [value.text for value in figures_asked(asked, text, find_values(text)) if is_portion(asked, text, value)]


def opposed(question: str, text: str) -> list[str]:
    """The dates of the opposite of what is asked."""
    return [value.text for value in find_values(text) if is_of_opposed_event(understand(question), text, value)]


@pytest.mark.parametrize(
    ("question", "text", "parts"),
    [
        (STOLEN, "Of the assets stolen, 31 million dollars have been recovered.", ["31 million dollars"]),
        (STOLEN, "Of the assets stolen, the police have recovered 31 million dollars.", ["31 million dollars"]),
        (STOLEN, "31 million dollars of the assets that were stolen have been frozen.", ["31 million dollars"]),
        (STOLEN, "Of the 148 million dollars stolen, 31 million dollars were recovered.", ["31 million dollars"]),
        ("How much did the hackers steal?", "Of what was stolen, 9 million euros were found.", ["9 million euros"]),
        (DEAD, "Of the dead, 12 were children.", ["12"]),
        (DEAD, "Twelve of the dead were children who had lived nearby.", ["Twelve"]),
        (DEAD, "12 of the dead came from Lisk.", ["12"]),
        (DEAD, "12 of the passengers who died were children.", ["12"]),
        ("How many were injured?", "Six of the injured had severe burns.", ["Six"]),
        ("How many paintings were stolen?", "12 of the stolen paintings came back.", ["12"]),
        ("How many jobs were lost?", "Of the jobs lost, 400 were in Sarn.", ["400"]),
        ("How much oil was spilled?", "About 40 tonnes of the oil spilled have been pumped up.", ["About 40 tonnes"]),
    ],
)
def test_a_part_of_what_is_asked_is_no_answer(question: str, text: str, parts: list[str]) -> None:
    assert portions(question, text) == parts


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (STOLEN, "Of the money in the exchange, 31 million dollars was stolen."),
        ("How much of the stolen money was recovered?", "Of the money stolen, 31 million dollars was recovered."),
        ("How much stolen money did police get back?", "Of the money stolen, 31 million dollars was recovered."),
        (DEAD, "Of the passengers, 12 died."),
        (DEAD, "12 of the passengers died in hospital."),
        (DEAD, "Of the people in the hall, 144 lost their lives."),
        ("How many soldiers died in the flood?", "12 of those killed in the flood were soldiers."),
        ("How many jobs were lost in Sarn?", "Of the jobs lost, 400 were in Sarn."),
        ("How many seats did the party win?", "Of the 120 seats, the party won 44."),
        (DEAD, "12 of the passengers died and were buried at sea."),
        (DEAD, "12 of the passengers died in a boat which they had built."),
        ("How many passengers were killed?", "12 of the passengers were killed in a boat that was towed."),
        ("How many people belong to the network?", "Six of these belonged to men who were pirates."),
        ("How big is Orlo's fleet?", "Of the fleet six aircraft are left."),
        (
            "How much money does the ring make?",
            "At least 340 million dollars of the ring's money passed through a bank.",
        ),
    ],
)
def test_a_part_of_which_is_said_what_is_asked_is_one(question: str, text: str) -> None:
    assert portions(question, text) == []


@pytest.mark.parametrize(
    ("question", "text", "dates"),
    [
        ("When was Open Door launched?", "Open Door was closed in November 2023.", ["November 2023"]),
        ("When was Open Door launched?", "In November 2023, the programme was closed.", ["November 2023"]),
        ("When did Corvane arrive?", "Corvane left the camp on the left bank in July 2024.", ["July 2024"]),
        ("When did the baths open?", "The baths opened in 1906 and closed in 1998.", ["1998"]),
        ("When did the baths close?", "The baths opened in 1906 and closed in 1998.", ["1906"]),
        ("When was she born?", "She died in Lisk in 1911.", ["1911"]),
        ("When did she die?", "Maren Tollich, born in 1835, was a climber.", ["1835"]),
        ("When was the ban lifted?", "The ban was imposed in March 2001.", ["March 2001"]),
        ("When did the war end?", "The war began in 1701.", ["1701"]),
        ("At what time did the fire break out?", "The fire broke out at 3 am and was put out at 7 am.", ["7 am"]),
        ("When was Krone arrested?", "Krone was released in May 2015.", ["May 2015"]),
    ],
)
def test_a_date_of_the_opposite_event_is_no_answer(question: str, text: str, dates: list[str]) -> None:
    assert opposed(question, text) == dates


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When does the exhibition end?", "The exhibition opens on 3 May 2024 to run until 5 June 2024."),
        ("When does the exhibition close?", "The exhibition is open until 5 June 2024."),
        ("When did he arrive in Sarn?", "He walked along the left bank on 4 May 1810."),
        ("When did the school open?", "The school, close to the harbour, dates from 1906."),
        ("When did the strike begin?", "They walked out at the end of May 1987."),
        ("When was Ola Ferrand appointed minister?", "Ferrand took over when Krone resigned in May 2021."),
        ("When did the ship that left Oslo arrive in Bergen?", "It left Oslo on 3 May 1920."),
        ("When was the painting stolen?", "It was found missing on 3 May 2001."),
        ("When was the house sold?", "He bought the house in 1950."),
        ("When was she born?", "Maren Tollich (born Ostby, 3 February 1831; died near Grell)."),
    ],
)
def test_other_dates_may_be_the_answer(question: str, text: str) -> None:
    assert [date for date in opposed(question, text) if date != "3 May 2024"] == []


def test_what_answers_another_question_makes_no_position() -> None:
    """The whole is the answer, though the part stands in the surer sentence."""
    part = say("a", "Of the assets stolen, 31 million dollars have been recovered.", "31 million", 0.9)
    whole = say("b", "The thieves took 148 million dollars.", "148 million", 0.6)

    groups = find_positions(understand(STOLEN), [part, whole], independent)

    assert [group.value.text for group in groups if group.value] == ["148 million dollars"]


def test_a_figure_in_words_is_of_the_time_asked_for() -> None:
    """Where its sentence gives it another; a year that is part of what happened is no time of a figure."""
    asked = understand("Missile tests by Zerath in 2022?")
    later = words("a", "There were 17 tests in 2023.", "17", 0.9)
    timely = words("b", "Zerath tested eleven in 2022.", "eleven")
    beside = words("c", "There were six in 2022 and 17 in 2023.", "17")
    told = words("d", "Zerath began in 2019 with a test from a barge.", "in 2019 with a test from a barge")

    assert answering(asked, [later, timely, beside, told]) == [timely, told]
    assert answering(replace(asked, asks="yes_no"), [later]) == [later]
