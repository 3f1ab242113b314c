"""What is left of a bound where its clause denies it. A sentence in, the two ends of its figure out."""

import math

import pytest

from rag.values.find import find_values
from rag.values.render import render

INF = math.inf


@pytest.mark.parametrize(
    ("sentence", "ends", "shown"),
    [
        ("No employee received a dose above 3 sieverts.", (-INF, 3), "up to 3 sieverts"),
        ("Nobody got more than 3 sieverts.", (-INF, 3), "up to 3 sieverts"),
        ("None of the 40 boats was longer than 12 metres.", (-INF, 12), "up to 12 metres"),
        ("At no time did the river rise above 4 metres.", (-INF, 4), "up to 4 metres"),
        ("The river rose no higher than 4 metres.", (-INF, 4), "up to 4 metres"),
        ("Neither choir had more than 60 singers.", (-INF, 60), "up to 60 singers"),
        ("The boiler ran all winter without exceeding 90 °C.", (-INF, 90), "up to 90°C"),
        ("It crossed the pass without ever rising above 3,100 metres.", (-INF, 3100), "up to 3,100 metres"),
        ("Not a single house stood more than 3 metres above the water.", (-INF, 3), "up to 3 metres"),
        ("The party no longer had more than 600 members.", (-INF, 600), "up to 600 members"),
        ("The repair did not exceed 5,000 crowns.", (-INF, 5000), "up to 5,000 crowns"),
        ("The repair is not expected to cost more than 5,000 crowns.", (-INF, 5000), "up to 5,000 crowns"),
        ("The repair is unlikely to cost more than 5,000 crowns.", (-INF, 5000), "up to 5,000 crowns"),
        ("The prize is not to exceed 5,000 crowns.", (-INF, 5000), "up to 5,000 crowns"),
        ("The bridge mustn’t carry more than 40 people.", (-INF, 40), "up to 40 people"),
        ("There is no room for more than 40 guests.", (-INF, 40), "up to 40 guests"),
        ("No ship carried fewer than 40 guns.", (40, INF), "at least 40 guns"),
        ("The herd did not fall below 300 animals.", (300, INF), "at least 300 animals"),
        ("The hall never held as many as 200 people.", (-INF, 200), "up to 200 people"),
    ],
)
def test_a_denied_bound_is_the_other_one(sentence: str, ends: tuple[float, float], shown: str) -> None:
    value = find_values(sentence)[-1]

    assert (value.low, value.high) == ends
    assert render(value) == shown


@pytest.mark.parametrize(
    "sentence",
    [
        "No fewer than 30 miners died.",
        "No one doubts that more than 30 miners died.",
        "No doubt more than 30 miners died.",
        "Nobody knew, but more than 30 miners died.",
        "No warning was given and over 30 miners died.",
        "There is no trace of more than 30 miners.",
        "No plan to send home more than 30 miners exists.",
        "No aid has reached more than 30 miners.",
        "Nothing was heard of them in more than 30 villages.",
        "They did not find the more than 30 miners.",
        "The office did not answer more than 30 letters.",
        "Not only more than 30 miners came.",
    ],
)
def test_a_denial_of_something_else_leaves_a_bound(sentence: str) -> None:
    (value,) = find_values(sentence)

    assert (value.low, value.high) == (30, INF)


@pytest.mark.parametrize(
    ("sentence", "ends", "shown"),
    [
        ("The soil held >100 Bq/kg.", (100, INF), "more than 100 Bq/kg"),
        ("The soil held ≥ 100 Bq/kg.", (100, INF), "at least 100 Bq/kg"),
        ("Of lead the spring had <5 kg.", (-INF, 5), "less than 5 kg"),
        ("Of lead the spring had <= 5 kg.", (-INF, 5), "up to 5 kg"),
        ("Of lead the spring had ≤5 kg.", (-INF, 5), "up to 5 kg"),
        ("> 12 people came, he wrote.", (12, 12), "12 people"),  # a quoted line
        ("<p>12 people came, he wrote.", (12, 12), "12 people"),
        ("Output -> 12 tonnes.", (12_000, 12_000), "12 tonnes"),
    ],
)
def test_signs_bound_a_figure(sentence: str, ends: tuple[float, float], shown: str) -> None:
    (value,) = find_values(sentence)

    assert (value.low, value.high) == ends
    assert render(value) == shown
