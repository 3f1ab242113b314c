"""Figures in a row, of which the last alone may have a unit."""

import pytest

from rag.values.find import find_values


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("The alarm was raised at 22.38, seven minutes after the outbreak.", ["", "s"]),
        ("The ferry left at 6.40, two hours late.", ["", "s"]),
        ("They served terms of 3, 5 years and two years.", ["s", "s", "s"]),
        ("The shafts are 22, 24 and 25 m deep.", ["", "meter", "meter"]),
        ("They got 32 and 36 years.", ["s", "s"]),
    ],
)
def test_a_figure_has_the_unit_of_the_next_in_a_list_alone(sentence: str, units: list[str]) -> None:
    """What follows a time of day behind a comma is no other figure of the same kind."""
    assert [value.unit for value in find_values(sentence)] == units
