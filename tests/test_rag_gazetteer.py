"""Which names can tell one place, by where atlases put them."""

import math

import pytest

from rag.gazetteer import can_be_one, kilometres


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Moscow", "Krasnogorsk", True),  # a satellite 20 km away
        ("Kabul", "Afghanistan", True),
        ("Afghanistan", "Afghanistan", True),
        ("Kiev", "Kyiv", True),  # two spellings
        ("Paris", "Lyon", False),  # 390 km apart
        ("Kabul", "Iran", False),
        ("Paris", "Paris", True),  # in Texas or not
        ("Pakistan", "Iran", False),
        ("Karsun Vale", "Paris", None),
        ("Paris", "Karsun Vale", None),
    ],
)
def test_near_places_and_a_city_and_its_country_can_be_one(one: str, other: str, expected: bool | None) -> None:
    assert can_be_one(one, other) is expected
    assert can_be_one(other, one) is expected


def test_distances_are_those_of_a_sphere() -> None:
    """A quarter of the way round from the pole to the equator, and one degree along it."""
    pole, equator = (math.pi / 2, 0.0), (0.0, 1.0)

    assert kilometres(pole, equator) == pytest.approx(10_007.5, abs=0.1)
    assert kilometres((0.0, 0.0), (0.0, math.radians(1))) == pytest.approx(111.19, abs=0.01)
