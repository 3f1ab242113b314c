"""What a document states, and whom and when each of its statements is of."""

from corpus.types import Metadata
from rag.survey.statements import Statement, find_statements, who


def stated(text: str, title: str = "") -> dict[str, Statement]:
    return {one.text: one for one in find_statements(text, Metadata(title=title or None), ())}


def test_a_statement_is_of_the_names_in_it_else_before_it_else_of_the_title() -> None:
    found = stated("The Halden Star sank at noon. Two people died in the water. It was a cold day then.", "Port Merrin")
    assert who(found["The Halden Star sank at noon."]) == {"halden", "star"}
    assert who(found["Two people died in the water."]) == {"halden", "star"}
    titled = stated("It was a cold day then.", "A night in Port Merrin")
    assert who(titled["It was a cold day then."]) == {"port", "merrin"}


def test_the_first_word_after_a_heading_is_no_name() -> None:
    found = stated(
        "# Velorin for the prevention of migraine\n\nHalf of them felt better. There were two deaths among them."
    )
    assert who(found["There were two deaths among them."]) == {"velorin"}


def test_a_day_or_a_month_is_nobody() -> None:
    found = stated("They gave up on Sunday in March. Two people had died by then.", "The fire at Lomvik")
    assert who(found["Two people had died by then."]) == {"lomvik"}
