"""Copies of one text: what is one, and that it speaks with one voice. Text in, origins and answers out."""

from dataclasses import replace

from rag.copies import one_voice
from rag.evidence import Evidence
from rag.origins import origins
from rag.positions import find_positions
from rag.questions.question import understand
from tests.rag_evidence import say

WIRE = (
    "The ferry Marrow ran aground off Selima late on Tuesday with 84 passengers on board. The coastguard said that 61 "
    "of them had been taken off by midnight. The master, who is 58, told the port office that the rudder failed.\n\n"
    "The line, which bought the ship in 2011 for £4.2 million, said that she had been inspected in March. Divers were "
    "to look at the hull in the morning, weather permitting, and the harbour would stay closed until they had."
)
HUNDREDTHS = WIRE + " Its brochure promises that 99.9% of sailings are on time."


def test_a_dateline_a_missing_paragraph_and_a_line_break_leave_a_copy_a_copy() -> None:
    dated, short = "SELIMA, 16 May - " + WIRE, WIRE.split("\n\n")[0]
    broken = WIRE.replace(" The master", "\n\nThe master")

    assert origins({"a": dated, "b": WIRE}) == {"a": "a", "b": "a"}
    assert origins({"a": WIRE, "b": short}) == {"a": "a", "b": "a"}
    assert origins({"a": broken, "b": WIRE}) == {"a": "a", "b": "a"}


def test_what_a_publisher_puts_around_a_text_leaves_a_copy_a_copy() -> None:
    """Each gives figures that the other lacks: the dates above, before and behind, and the paragraph that one cut."""
    short = WIRE.split("\n\n")[0]
    courier = f"The Courier\n30 August 2023\n\n{WIRE}"

    assert origins({"a": courier, "b": f"Coast Press\n31 August 2023\n\n{short}"}) == {"a": "a", "b": "a"}
    assert origins({"a": courier, "b": f"SELIMA, 29 August (Coast Press) - {short}"}) == {"a": "a", "b": "a"}
    assert origins({"a": courier, "b": f"{short}\n\n(Coast Press, 29 August)"}) == {"a": "a", "b": "a"}
    assert origins({"a": courier, "b": f"Ferry aground\n\nSELIMA, 29 August 2023 - {short}"}) == {"a": "a", "b": "a"}


def test_a_later_toll_under_another_date_is_no_copy() -> None:
    short = WIRE.split("\n\n")[0]

    assert origins({"a": f"30 May 2023\n\n{WIRE}", "b": f"31 May 2023\n\n{short.replace('61', '65')}"})["b"] == "b"


def test_a_changed_figure_makes_another_text_even_where_it_occurs_elsewhere_in_it() -> None:
    assert origins({"a": WIRE, "b": WIRE.replace("61", "65")}) == {"a": "a", "b": "b"}
    assert origins({"a": WIRE, "b": WIRE.replace("61", "84")}) == {"a": "a", "b": "b"}
    assert origins({"a": HUNDREDTHS, "b": HUNDREDTHS.replace("99.9", "99.5")}) == {"a": "a", "b": "b"}


def test_a_sentence_that_a_longer_text_quotes_makes_it_no_copy() -> None:
    quoted = "The master, who is 58, told the port office that the rudder failed."

    assert origins({"a": WIRE, "b": quoted}) == {"a": "a", "b": "b"}


def at(item: Evidence, start: int) -> Evidence:
    return replace(item, start=start)


def test_copies_answer_with_one_sentence() -> None:
    """The reprint's surest sentence is another one; it answers with the wire's, which it has under a dateline."""
    wire = (
        say("wire", "The rudder cost £90,000.", "90,000", 0.8),
        at(say("wire", "Repairs came to £60,000.", "60,000", 0.3), 50),
    )
    reprint = (
        say("paper", "SELIMA - The rudder cost £90,000.", "90,000", 0.5),
        at(say("paper", "Repairs came to £60,000.", "60,000", 0.7), 50),
    )
    copied = {"wire": "wire", "paper": "wire"}

    (group,) = find_positions(understand("How much did the repair cost?"), (*wire, *reprint), lambda _: copied)

    assert group.evidence == (wire[0], reprint[0])
    assert group.origins == 1


def test_a_copy_that_adds_a_sentence_of_its_own_is_heard_with_it() -> None:
    """An update repeats the first report beneath the new toll; where it only lacks the sentence, it says nothing."""
    report = say("a", "The flood killed 31 people.", "31", 0.8), at(say("a", "Some 12 died at Orlo.", "12", 0.3), 50)
    update = say("b", "The toll has risen to 37.", "37", 0.7)
    shorter = at(say("c", "Some 12 died at Orlo.", "12", 0.6), 50)

    heard = one_voice((report[0], update, shorter), (*report, update, shorter), {"a": "a", "b": "a", "c": "a"})

    assert heard == (report[0], update)
