"""Every unit by the words and symbols it is written with, and what one of each is in base units.

The factors are the international definitions (SI; the 1959 yard and pound; the litre and nautical mile of the
SI brochure); tests check every one against pint, whose own start-up would cost each question 0.3 s.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rag.values.vocabulary import words

SECOND = "s"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit word: value in base units = factor * figure + offset."""

    base: str
    factor: float
    offset: float = 0.0
    singular: bool = False  # a full word in the singular
    label: str = ""  # as written
    end: int = 0


_PREFIXES = {
    "p": ("pico", 1e-12), "n": ("nano", 1e-9), "µ": ("micro", 1e-6), "m": ("milli", 1e-3),
    "c": ("centi", 1e-2), "d": ("deci", 1e-1),
    "h": ("hecto", 1e2), "k": ("kilo", 1e3), "M": ("mega", 1e6), "G": ("giga", 1e9), "T": ("tera", 1e12),
    "P": ("peta", 1e15),
}  # fmt: skip
# Base unit, size of one, symbol, words, and the prefixes in use, of which the first counts in lower case: 'mpa' is MPa.
_SI: tuple[tuple[str, float, str, str, str], ...] = (
    ("meter", 1, "m", "metre, meter", "kcmµn"),
    ("kilogram", 1e-3, "g", "gram, gramme", "kmµnp"),
    ("kilogram", 1e3, "t", "tonne", "kMG"),
    ("kilogram", 1e3, "", "ton", "kMG"),  # of explosive or carbon, by the tonne
    ("meter ** 3", 1e-3, "l", "litre, liter", "mcdhµ"),
    ("meter ** 3", 1e-3, "L", "", "mcdµ"),
    ("watt", 1, "W", "watt", "kMGTmµ"),
    ("volt * ampere", 1, "VA", "", "kM"),
    ("joule", 3600, "Wh", "watt hour, watt-hour", "kMGT"),
    ("joule", 1, "J", "joule", "kMGTP"),
    ("joule", 1.602176634e-19, "eV", "electronvolt", "kMGT"),
    ("volt", 1, "V", "volt", "kmMµ"),
    ("ampere", 1, "A", "amp, ampere", "mkµ"),
    ("coulomb", 3600, "Ah", "amp hour, amp-hour", "m"),
    ("ohm", 1, "Ω", "ohm", "kM"),
    ("pascal", 1, "Pa", "pascal", "MkGh"),
    ("pascal", 1e5, "bar", "", "m"),
    ("hertz", 1, "Hz", "hertz", "MkGT"),
    ("newton", 1, "N", "newton", "kM"),
    ("newton * meter", 1, "Nm", "newton metre, newton-metre", "k"),
    ("byte", 1, "B", "byte", "kMGTP"),
    ("byte", 0.125, "bit", "bit", "kMG"),
    ("byte / second", 0.125, "bps", "", "kMG"),
    ("sievert", 1, "Sv", "sievert", "mµn"),
    ("sievert", 0.01, "rem", "rem", "mµ"),
    ("gray", 1, "Gy", "gray", "mµnk"),
    ("gray", 0.01, "", "rad", "mk"),
    ("becquerel", 1, "Bq", "becquerel", "kMGTPmµn"),
    ("becquerel", 3.7e10, "Ci", "curie", "mµnpkM"),
    ("coulomb / kilogram", 2.58e-4, "R", "roentgen, röntgen", "mµ"),
    ("tesla", 1, "T", "tesla", "mµn"),
    ("mole", 1, "mol", "mole", "mµnp"),
    (SECOND, 1, "s", "second", "mµn"),
    ("siemens", 1, "S", "siemens", "mµ"),  # after 'ms'
)
# Too short to tell from a word or from another unit, or a word of another meaning, unless a prefix stands before it.
_PREFIXED_ONLY = words("m g t l A N B R S T bit s ton gray mole bar")
_ROWS: tuple[tuple[str, float, str], ...] = (
    ("meter", 1, "m"),
    ("meter", 1e3, "kms"),
    ("meter", 0.0254, "inch, in"),
    ("meter", 0.3048, "ft, foot"),
    ("meter", 0.9144, "yd, yard"),
    ("meter", 1.8288, "fathom"),
    ("meter", 1609.344, "mi, mile"),
    ("meter", 1852, "nm, nmi, nautical mile"),
    ("meter", 149_597_870_700, "astronomical unit"),
    ("meter", 9_460_730_472_580_800, "light year, light-year"),
    ("kilogram", 1e-9, "mcg"),
    ("kilogram", 1e-3, "g"),
    ("kilogram", 1, "kgs, kilo"),
    ("kilogram", 1e3, "t, metric ton"),
    ("kilogram", 907.18474, "ton, short ton"),
    ("kilogram", 1016.0469088, "long ton"),
    ("kilogram", 0.45359237, "lb, lbs, pound"),
    ("kilogram", 0.028349523125, "oz, ounce"),
    ("kilogram", 6.35029318, "stone"),
    ("meter ** 2", 1e4, "ha, hectare"),
    ("meter ** 2", 4046.8564224, "acre"),
    ("meter ** 3", 1e-6, "cc"),
    ("meter ** 3", 1e-3, "l"),
    ("meter ** 3", 0.003785411784, "gallon"),
    ("meter ** 3", 0.158987294928, "barrel"),
    ("meter / second", 1000 / 3600, "kmh, kph"),
    ("meter / second", 0.44704, "mph"),
    ("meter / second", 1852 / 3600, "kn, kts, knot"),
    ("second ** 2", 1, "s2, s²"),
    ("watt", 745.6998715822702, "hp, bhp, horsepower"),
    ("joule", 4184, "kcal, kilocalorie"),
    ("pascal", 1e5, "bar"),
    ("pascal", 100, "mb, millibar"),
    ("pascal", 101_325, "atm"),
    ("pascal", 133.322387415, "mmhg, mm hg"),
    ("pascal", 6894.757293168361, "psi"),
    ("lux", 1, "lux"),
    ("lumen", 1, "lumen"),
    ("decibel", 1, "db, dba, decibel"),
    ("part", 1e-6, "ppm, part per million"),
    ("part", 1e-9, "ppb, part per billion"),
    ("part", 1e-12, "part per trillion"),
    ("calibre", 1, "calibre, caliber"),
    ("degree", 1, "°, degree"),
    ("magnitude", 1, "magnitude"),
    (SECOND, 1, "sec, secs"),
    (SECOND, 60, "min, mins, minute"),
    (SECOND, 3600, "h, hr, hrs, hour"),
    (SECOND, 86_400, "day"),
    (SECOND, 604_800, "week"),
    (SECOND, 1_209_600, "fortnight"),
    (SECOND, 2_629_800, "month"),
    (SECOND, 31_557_600, "yr, yrs, year"),  # Julian, as in pint; a month is a twelfth of it
    (SECOND, 315_576_000, "decade"),
    (SECOND, 3_155_760_000, "century"),
    (SECOND, 31_557_600_000, "millennium"),
)
_POWERS = ((2, "²", ("square", "sq")), (3, "³", ("cubic", "cu")))
_LENGTHS = (
    (1e-6, "µm, micrometre, micrometer"), (1e-3, "mm, millimetre, millimeter"), (1e-2, "cm, centimetre, centimeter"),
    (1.0, "m, metre, meter"), (1e3, "km, kilometre, kilometer"), (0.0254, "in, inch"), (0.3048, "ft, foot"),
    (0.9144, "yd, yard"), (1609.344, "mi, mile"),
)  # fmt: skip
_TEMPERATURES = (
    (1.0, 0.0, "c, °c, ºc, degree c, degree celsius, degree centigrade, celsius"),
    (5 / 9, -160 / 9, "f, °f, ºf, degree f, degree fahrenheit, fahrenheit"),
    (1.0, -273.15, "kelvin"),
)
_PLURALS = {
    "ton": "tons",
    "day": "days",
    "inch": "inches",
    "foot": "feet",
    "century": "centuries",
    "millennium": "millennia",
    "stone": "stone",
    "hertz": "hertz",
    "part": "parts",
    "amp": "amps",
    "lux": "lux",
    "horsepower": "horsepower",
    "rem": "rems",
    "rad": "rads",
    "siemens": "siemens",
}
_SAME_PLURAL = words("foot stone hertz kelvin magnitude kilo degree horsepower calibre caliber")
_AS_IN_THE_PLURAL = ("rem", "rad", "roentgen", "röntgen", "tesla", "siemens")  # '30 millirem'

# Symbols of two letters that are still themselves in lower case; 'pa', 'ma' and 'mt' are words or names.
_SAFE_IN_LOWER_CASE = words("km cm mm kg mg ml cl dl hl kw mw gw kv mv kj mj gj gb tb hz db ms")


def _spellings(names: str) -> list[str]:
    forms = []
    for name in names.split(", "):
        head, per, tail = name.partition(" per ")
        *front, last = head.split(" ")
        plural = _PLURALS.get(last, last + "s" if len(last) > 3 and not last.endswith("s") else last)
        forms += [name, " ".join([*front, plural]) + per + tail]
        if front and last in ("c", "f", "celsius", "centigrade", "fahrenheit"):
            forms.append(f"degrees {last}")
    return forms


def _has_plural(form: str, names: str) -> bool:
    head = form.partition(" per ")[0].split(" ")[-1]
    same = head in _SAME_PLURAL or head.endswith(_AS_IN_THE_PLURAL)
    return form in names.split(", ") and len(head) > 3 and not same


def _sizes(base_symbol: str, prefixes: str) -> Iterator[tuple[str, str, float]]:
    """Yield the symbol and the word of each prefix with its factor; none of them where the unit stands alone."""
    if base_symbol not in _PREFIXED_ONLY:
        yield "", "", 1.0
    for prefix in prefixes:
        yield prefix, *_PREFIXES[prefix]


def _symbols() -> dict[str, Unit]:
    table = {
        prefix + symbol: Unit(base, size * factor)
        for base, size, symbol, _, prefixes in _SI
        if symbol
        for prefix, _, factor in _sizes(symbol, prefixes)
    }
    more = {"KB": Unit("byte", 1e3), "Mw": Unit("magnitude", 1.0), "K": Unit("degree_Celsius", 1.0, -273.15)}
    return {symbol: unit for symbol, unit in (table | more).items() if symbol not in ("nm", "kt")}  # told by context


def _rows() -> Iterator[tuple[str, float, str]]:
    yield from _ROWS
    for base, size, symbol, names, prefixes in _SI:
        for name in filter(None, names.split(", ")):
            for _, word, factor in _sizes(name if name in _PREFIXED_ONLY else "", prefixes):
                yield base, size * factor, word + name
        if symbol == "l":
            yield base, size, names
    for factor, names in _LENGTHS:
        for power, sign, leads in _POWERS:
            forms = [f"{lead} {name}" for lead in leads for name in names.split(", ")]
            symbol = names.partition(", ")[0]
            yield f"meter ** {power}", factor**power, ", ".join([*forms, f"{symbol}{power}", f"{symbol}{sign}"])


def _table() -> dict[str, Unit]:
    table = {
        form: Unit(base, factor, singular=_has_plural(form, names))
        for base, factor, names in _rows()
        for form in _spellings(names)
    }
    for factor, offset, names in _TEMPERATURES:
        table |= {form: Unit("degree_Celsius", factor, offset) for form in _spellings(names)}
    for symbol, unit in SYMBOLS.items():
        low = symbol.lower()
        if len(low) > 2 or low in _SAFE_IN_LOWER_CASE:
            table.setdefault(low, unit)
    return table


SYMBOLS = _symbols()  # as the SI writes them: 'mW' is no 'MW'
UNITS = _table()  # in lower case
