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
        # a scale without a unit
        ("The fire service put the pH of the sludge at 13.", "measure", 13, "pH"),
        ("The spring has a pH of about 2.5.", "measure", 2.5, "pH"),
        ("The soil (pH: 8.1) is poor.", "measure", 8.1, "pH"),
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
        ("It runs 5 hours/day.", "duration", 18_000, "s"),
        # radiation, in the units of today and of before
        ("The air held 48 µBq/m³.", "measure", 48e-6, "becquerel / meter ** 3"),
        ("The air held 48 microbecquerels per cubic metre.", "measure", 48e-6, "becquerel / meter ** 3"),
        ("The flask held 5 curies of iodine.", "measure", 1.85e11, "becquerel"),
        ("Radon reached 4 pCi/l.", "measure", 148, "becquerel / meter ** 3"),
        ("The nurse got 30 millirem.", "measure", 3e-4, "sievert"),
        ("The skin took 20 rad.", "measure", 0.2, "gray"),
        ("The roof gave 12 mR/h.", "measure", 12e-3 * 2.58e-4 / 3600, "coulomb / kilogram / second"),
        # what is measured named between a unit and what it goes by
        ("The eggs held 12 pg TEQ per gram.", "measure", 12e-12, "kilogram / kilogram"),
        ("The eggs held 4.4 pg WHO-TEQ/g.", "measure", 4.4e-12, "kilogram / kilogram"),
        ("It emits 40 g CO2e per km.", "measure", 4e-5, "kilogram / meter"),
        # areas and volumes in short
        ("The flat has 40 sq m.", "measure", 40, "meter ** 2"),
        ("The flat has 40 sqm.", "measure", 40, "meter ** 2"),
        ("The stall has 100 sq. ft.", "measure", 9.290304, "meter ** 2"),
        ("The park covers 4 kilometres squared.", "measure", 4e6, "meter ** 2"),
        ("The tank holds 30 metres cubed.", "measure", 30, "meter ** 3"),
        ("The skip holds 5 cu m.", "measure", 5, "meter ** 3"),
        # powers of ten
        ("The leak came to 1.4E+5 Bq.", "measure", 140_000, "becquerel"),
        ("The leak came to 2e-3 Bq.", "measure", 0.002, "becquerel"),
        # rough amounts of a unit
        ("The repair cost millions of dollars.", "money", 1e6, "USD"),
        ("Several hundred million dollars went on it.", "money", 2e8, "USD"),
        ("The slide moved thousands of tonnes of rock.", "measure", 1e6, "kilogram"),
        ("It took dozens of hours.", "duration", 86_400, "s"),
        ("Hundreds of foot soldiers came.", "count", 200, ""),
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


@pytest.mark.parametrize(
    ("sentence", "low", "high", "unit", "shown"),
    [
        ("It holds 3.1 ± 0.2 million cubic metres.", 2.9e6, 3.3e6, "meter ** 3", "3.1 ± 0.2 million cubic metres"),
        ("The pots were fired at 1090 ± 15 °C.", 1075, 1105, "degree_Celsius", "1090 ± 15 °C"),
        ("The rift is 8 ± 2 km wide.", 6000, 10_000, "meter", "8 ± 2 km"),
        ("The berg weighs (1.1 ± 0.2) × 10^6 t.", 0.9e9, 1.3e9, "kilogram", "(1.1 ± 0.2) × 10^6 t"),
        ("The oven is at 20 ± 3 °F.", -75 / 9, -5, "degree_Celsius", "20 ± 3 °F"),
        ("The inn is 8 km, give or take 500 m, off.", 7500, 8500, "meter", "8 km, give or take 500 m"),
        ("It cost $4 ± 1 million.", 3e6, 5e6, "USD", "$4 ± 1 million"),
        ("It cost $5 million plus or minus 10%.", 4.5e6, 5.5e6, "USD", "$5 million plus or minus 10%"),
        ("Support was 41 per cent +/- 3 per cent.", 38, 44, "", "41 per cent +/- 3 per cent"),
        ("The margin of error is plus or minus 5 per cent.", 5, 5, "", "5 per cent"),
        ("The bead holds 3 × 10⁻³ g.", 3e-6, 3e-6, "kilogram", "3 × 10⁻³ g"),
    ],
)
def test_tolerances_and_powers_of_ten(sentence: str, low: float, high: float, unit: str, shown: str) -> None:
    value = only(sentence)

    assert [value.low, value.high] == pytest.approx([low, high])
    assert (value.unit, render(value)) == (unit, shown)


def test_a_unit_that_is_not_known_is_shown_and_compared_with_itself_alone() -> None:
    assert render(only("The lens gives 40 kX.")) == "40 kX"
    assert render(only("He took 40 mg/tablet.")) == "40 mg/tablet"
    assert comparable(only("5,000 IU/l"), only("6,000 IU/L"))
    assert not comparable(only("40 kX"), only("40 µX"))
    assert not comparable(only("40 mg/tablet"), only("40 mg"))


def test_a_count_by_the_square_kilometre_however_that_is_written() -> None:
    assert comparable(only("1,500 people per square kilometre"), only("1,600 people/km2"))
    assert not comparable(only("1,500 people/km2"), only("1,600 people"))


@pytest.mark.parametrize(
    ("sentence", "low", "high", "unit"),
    [
        ("The bay warmed by 3.6 °F.", 2, 2, "kelvin"),
        ("The cellar is 9 °F colder than the yard.", 5, 5, "kelvin"),
        ("Nights grew milder, a rise of 2 to 3 °C.", 2, 3, "kelvin"),
        ("Oslo lay 5 degrees Fahrenheit above normal.", 25 / 9, 25 / 9, "kelvin"),
        ("The oven rose to 104 °F.", 40, 40, "degree_Celsius"),
        ("Crops were hit by 104°F heat.", 40, 40, "degree_Celsius"),
    ],
)
def test_a_difference_of_temperatures_has_no_zero(sentence: str, low: float, high: float, unit: str) -> None:
    value = only(sentence)

    assert [value.low, value.high] == pytest.approx([low, high])
    assert value.unit == unit


def test_a_difference_is_shown_as_written_and_compared_with_any_other() -> None:
    assert render(only("warmed by 3.6 °F")) == "3.6°F"
    assert compatible(only("warmed by 3.6 °F"), only("warmed by 2 °C"))
    assert not compatible(only("warmed by 3.6 °F"), only("warmed by 4 °C"))


def test_of_two_temperatures_in_two_scales_both_were_rounded() -> None:
    assert compatible(only("565 °C"), only("1,050 °F"))  # 565.6 °C; half steps of 0.5 and 0.28
    assert not compatible(only("565 °C"), only("1,060 °F"))


@pytest.mark.parametrize(
    "text",
    [
        "a quake of M6.1", "the M 6.1 shock", "Mw 6.1", "a magnitude-6.1 quake", "a 6.1-magnitude quake",
        "a magnitude of about 6.1", "it measured 6.1 on the Richter scale", "6.1 on the moment magnitude scale",
        "the magnitude was 6.1",
    ],
)  # fmt: skip
def test_the_magnitude_of_a_quake(text: str) -> None:
    value = only(text)

    assert (value.kind, value.unit, value.low) == ("measure", "magnitude", 6.1)


def test_a_road_is_no_quake() -> None:
    assert find_values("Take the M6 or the M25.") == ()


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Of the 25,000 euros promised they had received 15,000.", ["25,000 euros", "15,000 euros"]),
        ("Of its $2 million the school has spent 900,000 so far.", ["$2 million", "$900,000"]),
        ("Of the 25,000 euros promised, 15,000 people saw nothing.", ["25,000 euros", "15,000 people"]),
        ("It raised 25,000 euros and drew 15,000.", ["25,000 euros", "15,000"]),
    ],
)
def test_a_part_of_a_sum_has_its_currency(sentence: str, shown: list[str]) -> None:
    assert [render(value) for value in find_values(sentence)] == shown


def test_the_figures_of_a_ph_are_told_from_what_stands_beside_them() -> None:
    """Either end of a change is one; wells, years and what another clause gives are not."""
    found = find_values("The pH fell from 12.1 in 2021 to 9.3 in two wells; 7.6 was usual.")

    assert [(value.kind, value.unit, value.low) for value in found if value.kind != "date"] == [
        ("measure", "pH", 12.1),
        ("measure", "pH", 9.3),
        ("count", "", 2),
        ("count", "", 7.6),
    ]
    assert not comparable(only("It had a pH of 9."), only("It was a quake of magnitude 9."))
