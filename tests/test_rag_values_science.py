"""Quantities as scientists, engineers and reporters write them: units by units, tolerances, temperatures, factors."""

import pytest

from rag.values.compare import comparable, compatible
from rag.values.find import find_values
from rag.values.render import render
from rag.values.types import Value

YEAR = 31_557_600


def only(text: str) -> Value:
    (value,) = find_values(text)
    return value


@pytest.mark.parametrize(
    ("sentence", "kind", "low", "unit"),
    [
        ("The water held 1.3 mg/l of cadmium.", "measure", 1.3e-3, "kilogram / meter ** 3"),
        ("Radon in the cellar reached 1.2 kBq/m³.", "measure", 1200, "becquerel / meter ** 3"),
        ("The cells store 0.21 kWh per kilogram.", "measure", 756_000, "joule / kilogram"),
        ("The bolt bears 100 kN.", "measure", 1e5, "newton"),
        ("The boat made 10 kn.", "measure", 10 * 1852 / 3600, "meter / second"),
        ("The laser shines at 532 nm.", "measure", 532e-9, "meter"),
        ("The wreck lies 12 nm off the coast.", "measure", 22_224, "meter"),
        ("Gusts at the airfield touched 35 kt.", "measure", 35 * 1852 / 3600, "meter / second"),
        ("The plant gave off 15 kt of methane.", "measure", 15e6, "kilogram"),
        ("The farm turns out 5 MW.", "measure", 5e6, "watt"),
        ("The pointer gives out 5 mW.", "measure", 5e-3, "watt"),
        ("The file takes up 500 MB.", "measure", 5e8, "byte"),
        ("Air holds 421 parts per million.", "measure", 421e-6, "part"),
        ("The lake holds 3.2 km3.", "measure", 3.2e9, "meter ** 3"),
        ("The tyre is at 3 bar.", "measure", 3e5, "pascal"),
        ("The magnet is kept at 4 K.", "measure", -269.15, "degree_Celsius"),
        # another word that ends in a digit
        ("It sends out 70,000 tonnes of CO2.", "measure", 7e7, "kilogram"),
        ("The inn lies 30 km from the M25.", "measure", 30_000, "meter"),
        # what a measure goes by
        ("It sends out 70,000 tonnes of CO2 a year.", "measure", 7e7 / YEAR, "kilogram / second"),
        ("The front crept on at 12 m an hour.", "measure", 12 / 3600, "meter / second"),
        ("The weir passes 250 m3/s.", "measure", 250, "meter ** 3 / second"),
        ("The pump lifts 40,000 litres per second.", "measure", 40, "meter ** 3 / second"),
        ("The land sinks 3 mm a year.", "measure", 0.003 / YEAR, "meter / second"),
        ("Wheat gave 3.2 tonnes a hectare.", "measure", 0.32, "kilogram / meter ** 2"),
        ("The van burns 8 litres per 100 km.", "measure", 8e-8, "meter ** 3 / meter"),
        ("He lifted 90 kg a second time.", "measure", 90, "kilogram"),
        ("The ward eats 50 grams per patient.", "measure", 0.05, "kilogram per patient"),
        # capitals and words that are no units
        ("The firm keeps 40 BMW cars.", "count", 40, ""),
        ("The hotel has 12 bar stools.", "count", 12, ""),
        ("She taught 8 GP trainees.", "count", 8, ""),
    ],
)
def test_the_unit_of_a_figure(sentence: str, kind: str, low: float, unit: str) -> None:
    value = only(sentence)

    assert (value.kind, value.unit) == (kind, unit)
    assert value.low == pytest.approx(low)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("0.9 mg/l", "900 µg/l"),
        ("1.2 kBq/m3", "1,200 Bq/m³"),
        ("230 volts", "0.23 kV"),
        ("210 Wh/kg", "0.21 kWh per kilogram"),
        ("12 m an hour", "12 metres per hour"),
        ("3.2 tonnes a hectare", "3,200 kg/ha"),
    ],
)
def test_one_quantity_in_two_units(a: str, b: str) -> None:
    assert comparable(only(a), only(b))
    assert compatible(only(a), only(b))


@pytest.mark.parametrize(("a", "b"), [("900 Bq/m3", "1.2 kBq/m3"), ("5 mW", "5 MW")])
def test_two_quantities_in_two_units(a: str, b: str) -> None:
    assert comparable(only(a), only(b))
    assert not compatible(only(a), only(b))


@pytest.mark.parametrize(("a", "b"), [("250 m3/s", "250 m3"), ("100 kN", "100 kn"), ("20 mSv", "20 mSv a year")])
def test_quantities_of_two_sorts(a: str, b: str) -> None:
    assert not comparable(only(a), only(b))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("900 μg/L", "900 μg/L"),
        ("70,000 tonnes of CO2 a year", "70,000 tonnes of CO2 a year"),
        ("a ship 12 nm off the coast", "12 nautical miles"),
        ("250 m3/s", "250 m3/s"),
    ],
)
def test_display(text: str, shown: str) -> None:
    assert render(only(text)) == shown
