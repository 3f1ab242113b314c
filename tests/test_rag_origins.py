"""Independent origins."""

from rag.origins import origins

REPORT = (
    "The dam at Orlo gave way shortly before dawn on Tuesday, sending water through four villages. Officials said "
    "31 people had died and that 12 were missing. Rescue workers reached the last village on foot in the evening."
)


def test_a_syndicated_text_counts_once() -> None:
    """Another publisher's copy with a byline is the same voice."""
    assert origins({"a": REPORT, "b": REPORT + " (Northern Echo)"}) == {"a": "a", "b": "a"}


def test_a_copy_with_another_figure_is_not_a_copy() -> None:
    """Two texts alike in all but a figure state different things."""
    assert origins({"a": REPORT, "b": REPORT.replace("31", "37")}) == {"a": "a", "b": "b"}


def test_independent_reports_count_each() -> None:
    """Reports of one event in other words are independent; order does not matter."""
    other = "Thirty-one people died when water from the broken Orlo dam swept through four villages on Tuesday."

    assert origins({"a": REPORT, "b": other, "c": REPORT}) == {"a": "a", "b": "b", "c": "a"}
