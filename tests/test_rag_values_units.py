"""Every conversion factor against pint."""

import pint
import pytest

from rag.values.find import find_values
from rag.values.unit_table import SYMBOLS
from rag.values.units import UNITS, figure_of, read_unit

# pint writes these names in another way
_PINT_NAMES = {
    "c": "degC", "f": "degF", "°c": "degC", "ºc": "degC", "°f": "degF", "ºf": "degF", "°": "degree",
    "t": "metric_ton", "m2": "m**2", "m²": "m**2", "km2": "km**2", "km²": "km**2", "m3": "m**3",
    "m³": "m**3", "nm": "nautical_mile", "kn": "knot", "knot": "knot", "l": "liter", "h": "hour",
    "mw": "MW", "kw": "kW", "gw": "GW", "mb": "millibar", "gb": "GB", "tb": "TB", "hpa": "hPa",
    "mhz": "MHz", "ghz": "GHz", "hz": "Hz", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh",
    "kmh": "km/h", "kms": "km", "kgs": "kg", "yd": "yard", "decade": "decayear", "barrel": "oil_bbl",
    "mn": "minute", "mins": "minute", "min": "minute", "sec": "second", "secs": "second", "hr": "hour",
    "hrs": "hour", "yr": "year", "yrs": "year", "inch": "inch", "stone": "stone", "ton": "short_ton",
    "kilo": "kg", "gramme": "gram", "kilogramme": "kilogram", "degree c": "degC", "degree celsius": "degC",
    "degree centigrade": "degC", "celsius": "degC", "degree f": "degF", "degree fahrenheit": "degF",
    "fahrenheit": "degF", "sq m": "m**2", "sq km": "km**2", "sq ft": "ft**2", "sq mi": "mi**2",
    "long ton": "long_ton", "short ton": "short_ton", "metric ton": "metric_ton",
    "light year": "light_year", "light-year": "light_year", "nautical mile": "nautical_mile",
    "ms": "millisecond", "tonne": "metric_ton",
    "astronomical unit": "astronomical_unit", "mcg": "microgram", "kiloton": "kilotonne", "megaton": "megatonne",
    "gigaton": "gigatonne", "part per million": "ppm",
    "hp": "horsepower", "bhp": "horsepower", "s2": "s**2", "s²": "s**2", "db": "decibel", "kts": "knot", "foot": "foot",
    "square inch": "inch**2", "cubic inch": "inch**3", "cubic foot": "foot**3", "lux": "lux", "fathom": "fathom",
    "psi": "psi", "atm": "atm", "bar": "bar", "mph": "mph", "mmhg": "mmHg", "mm hg": "mmHg",
    "rad": "rads", "millirad": "millirads", "kilorad": "kilorads",
}  # fmt: skip
_BASES = {"s": "second", "degree_Celsius": "degC", "part": ""}
_REGISTRY: pint.UnitRegistry[float] = pint.UnitRegistry()


def pint_name(name: str) -> str:
    if name in _PINT_NAMES:
        return _PINT_NAMES[name]
    name = name.replace(" per ", "/").replace(" an ", "/")
    for word, power in (("square ", 2), ("cubic ", 3), ("sq ", 2), ("cu ", 3)):
        if name.startswith(word):
            return f"{name.removeprefix(word)}**{power}"
    name = name.replace("-", " ").replace("gramme", "gram").replace("newton metre", "newton*metre")
    return name.replace(" hour", "*hour") if "watt" in name or "amp" in name else name


def singulars() -> list[str]:
    own = ("magnitude", "calibre", "caliber")
    return [name for name in UNITS if (name not in own and name + "s" in UNITS) or name in _PINT_NAMES]


@pytest.mark.parametrize("name", [n for n in singulars() if n in UNITS])
def test_factor_and_offset_are_those_of_pint(name: str) -> None:
    unit = UNITS[name]

    for figure in (1.0, 100.0):
        expected = _REGISTRY.Quantity(figure, pint_name(name)).to(_BASES.get(unit.base, unit.base)).magnitude
        assert figure * unit.factor + unit.offset == pytest.approx(expected, rel=5e-6)  # pint has the survey acre


@pytest.mark.parametrize(
    "symbol", [s for s in SYMBOLS if s not in ("Mw", "K", "KB", "Nm", "kNm", "mR", "µR")]
)  # names of our own
def test_a_symbol_is_that_of_pint(symbol: str) -> None:
    unit = SYMBOLS[symbol]

    expected = _REGISTRY.Quantity(1.0, symbol).to(_BASES.get(unit.base, unit.base)).magnitude
    assert unit.factor == pytest.approx(expected, rel=5e-6)


def test_most_units_are_checked() -> None:
    checked = {(UNITS[name].base, UNITS[name].factor) for name in singulars() if name in UNITS}
    checked |= {(unit.base, unit.factor) for unit in SYMBOLS.values()}
    every = {(unit.base, unit.factor) for unit in UNITS.values()}

    assert len(every - checked) <= 8, sorted(every - checked)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("5 km", "meter"), ("5km", "meter"), ("5 miles an hour", "meter / second"), ("5-year", "s"),
        ("5 degrees celsius", "degree_Celsius"), ("5 degrees north", "degree"), ("5c", "degree_Celsius"),
        ("5 tonnes of", "kilogram"), ("5 days", "s"), ("5 long tons", "kilogram"),
    ],
)  # fmt: skip
def test_longest_unit_counts(text: str, base: str) -> None:
    unit = read_unit(text, 1)

    assert unit is not None
    assert unit.base == base


@pytest.mark.parametrize("text", ["5 c", "5 in the", "5 people", "5", "5 and"])
def test_what_is_no_unit(text: str) -> None:
    assert read_unit(text, 1) is None


@pytest.mark.parametrize(
    ("text", "counted"),
    [("Two Mi-17 helicopters burned.", "helicopter"), ("They sold five Pa-28 aircraft.", "aircraft"), ("5 Mi", "")],
)
def test_the_name_of_a_model_is_no_unit(text: str, counted: str) -> None:
    """A distance in capitals still is one."""
    assert [value.noun for value in find_values(text)] == [counted]


def test_back_to_the_figure_as_written() -> None:
    assert figure_of(4023.36, "miles") == pytest.approx(2.5)
    assert figure_of(40, "degrees Fahrenheit") == pytest.approx(104)
