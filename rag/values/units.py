"""Unit words, and what one of each is in base units.

The factors are the international definitions (SI; the 1959 yard and pound; the litre and nautical mile of the
SI brochure); tests check every one against pint, whose own start-up would cost each question 0.3 s.
"""

import re
from dataclasses import dataclass, replace

from rag.values.vocabulary import words

SECOND = "s"

_KMH = 1000 / 3600
_ROWS: tuple[tuple[str, float, str], ...] = (
    ("meter", 1e-3, "mm, millimetre, millimeter"),
    ("meter", 1e-2, "cm, centimetre, centimeter"),
    ("meter", 1, "m, metre, meter"),
    ("meter", 1e3, "km, kms, kilometre, kilometer"),
    ("meter", 0.0254, "inch, in"),
    ("meter", 0.3048, "ft, foot"),
    ("meter", 0.9144, "yd, yard"),
    ("meter", 1609.344, "mi, mile"),
    ("meter", 1852, "nm, nmi, nautical mile"),
    ("meter", 9_460_730_472_580_800, "light year, light-year"),
    ("kilogram", 1e-6, "mg, milligram"),
    ("kilogram", 1e-3, "g, gram, gramme"),
    ("kilogram", 1, "kg, kgs, kilo, kilogram, kilogramme"),
    ("kilogram", 1e3, "t, tonne, metric ton"),
    ("kilogram", 907.18474, "ton, short ton"),
    ("kilogram", 1016.0469088, "long ton"),
    ("kilogram", 0.45359237, "lb, lbs, pound"),
    ("kilogram", 0.028349523125, "oz, ounce"),
    ("kilogram", 6.35029318, "stone"),
    ("meter ** 2", 1, "m2, m², sq m, square metre, square meter"),
    ("meter ** 2", 1e6, "km2, km², sq km, square kilometre, square kilometer"),
    ("meter ** 2", 1e4, "ha, hectare"),
    ("meter ** 2", 4046.8564224, "acre"),
    ("meter ** 2", 0.09290304, "sq ft, square foot"),
    ("meter ** 2", 2589988.110336, "sq mi, square mile"),
    ("meter ** 3", 1e-6, "ml, millilitre, milliliter"),
    ("meter ** 3", 1e-3, "l, litre, liter"),
    ("meter ** 3", 1, "m3, m³, cubic metre, cubic meter"),
    ("meter ** 3", 1e9, "cubic kilometre, cubic kilometer"),
    ("meter ** 3", 0.028316846592, "cubic foot"),
    ("meter ** 3", 0.003785411784, "gallon"),
    ("meter ** 3", 0.158987294928, "barrel"),
    ("meter / second", _KMH, "km/h, kmh, kph, kilometre per hour, kilometer per hour, kilometre an hour"),
    ("meter / second", 0.44704, "mph, mile per hour, mile an hour"),
    ("meter / second", 1852 / 3600, "kn, knot"),
    ("meter / second", 1, "m/s, metre per second, meter per second"),
    ("watt", 1e3, "kw, kilowatt"),
    ("watt", 1e6, "mw, megawatt"),
    ("watt", 1e9, "gw, gigawatt"),
    ("joule", 3.6e6, "kwh, kilowatt hour, kilowatt-hour"),
    ("joule", 3.6e9, "mwh, megawatt hour, megawatt-hour"),
    ("joule", 3.6e12, "gwh, gigawatt hour, gigawatt-hour"),
    ("joule", 3.6e15, "twh, terawatt hour, terawatt-hour"),
    ("joule", 1, "joule"),
    ("joule", 4184, "kcal, kilocalorie"),
    ("pascal", 100, "hpa, mb, millibar, hectopascal"),
    ("hertz", 1, "hz, hertz"),
    ("hertz", 1e6, "mhz, megahertz"),
    ("hertz", 1e9, "ghz, gigahertz"),
    ("volt", 1, "volt"),
    ("byte", 1e6, "megabyte"),
    ("byte", 1e9, "gb, gigabyte"),
    ("byte", 1e12, "tb, terabyte"),
    ("degree", 1, "°, degree"),
    ("kelvin", 1, "kelvin"),
    ("magnitude", 1, "magnitude"),
    (SECOND, 1e-3, "ms, millisecond"),
    (SECOND, 1, "sec, secs, second"),
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
_CELSIUS = "c, °c, ºc, degree c, degree celsius, degree centigrade, celsius"
_FAHRENHEIT = "f, °f, ºf, degree f, degree fahrenheit, fahrenheit"
_PLURALS = {
    "ton": "tons",
    "day": "days",
    "inch": "inches",
    "foot": "feet",
    "century": "centuries",
    "millennium": "millennia",
    "stone": "stone",
    "hertz": "hertz",
}
_SAME_PLURAL = words("foot stone hertz kelvin magnitude kilo degree km/h")
_AFTER_LETTER = re.compile(r"[),;.]|$| (?:of|an?|per|each)\b")  # '121,000 t of grain'
_ATTACHED_ONLY = frozenset({"c", "f", "h", "t", "l"})  # '25c' is a temperature, '25 c' is not


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit word: value in base units = factor * figure + offset."""

    base: str
    factor: float
    offset: float = 0.0
    singular: bool = False  # a full word in the singular
    label: str = ""  # as written
    end: int = 0


def _spellings(names: str) -> list[str]:
    forms = []
    for name in names.split(", "):
        head, _, _ = name.partition(" per ") if " per " in name else name.partition(" an ")
        tail = name[len(head) :]
        *front, last = head.split(" ")
        plural = _PLURALS.get(last, last + "s" if len(last) > 3 and not last.endswith("s") else last)
        forms += [name, " ".join([*front, plural]) + tail]
        if front and last in ("c", "f", "celsius", "centigrade", "fahrenheit"):
            forms.append(f"degrees {last}")
    return forms


def _table() -> dict[str, Unit]:
    table = {
        form: Unit(base, factor, singular=_has_plural(form, names))
        for base, factor, names in _ROWS
        for form in _spellings(names)
    }
    table |= {form: Unit("degree_Celsius", 1.0) for form in _spellings(_CELSIUS)}
    table |= {form: Unit("degree_Celsius", 5 / 9, -160 / 9) for form in _spellings(_FAHRENHEIT)}
    return table


def _has_plural(form: str, names: str) -> bool:
    head = re.split(r" per | an ", form)[0]
    return form in names.split(", ") and len(head) > 3 and head not in _SAME_PLURAL


UNITS = _table()
_PHRASE = re.compile(r"[ \u00a0-]?((?:[a-zµ]+(?:/[a-z]+)?|[°º] ?[cf]?)[²³23]?)((?:[ -][a-z]+){0,3})")


def read_unit(low: str, pos: int) -> Unit | None:
    """Read the unit that follows a figure ending at `pos`; the longest match counts."""
    match = _PHRASE.match(low, pos)
    if match is None or low[match.end() : match.end() + 1].isdigit():
        return None
    first = match.group(1).replace("° ", "°")
    rest = re.findall(r"[ -][a-z]+", match.group(2))
    for count in range(len(rest), -1, -1):
        extra = "".join(rest[:count])
        found = UNITS.get(first + extra.replace("-", " ")) or UNITS.get(first + extra)
        end = match.end(1) + len(extra)
        if found and _stands_alone(low, pos, first + extra, end):
            return replace(found, label=low[match.start(1) : end], end=end)
    return None


def _stands_alone(low: str, pos: int, name: str, end: int) -> bool:
    if low[end : end + 1].isalnum():
        return False
    if name == "in":  # inches only where a preposition cannot be: '1.6 in (41 mm)'
        return low.startswith((" (", ")"), end)
    apart = low[pos : pos + 1] in (" ", "\u00a0", "-")
    return name not in _ATTACHED_ONLY or not apart or (name in ("t", "l") and bool(_AFTER_LETTER.match(low, end)))


def figure_of(value: float, label: str) -> float:
    """Return how many `label`s a value in base units is, for display; a working day is a day."""
    low = label.lower()
    unit = UNITS.get(low.replace("-", " ")) or UNITS.get(low) or UNITS.get(low.split(" ")[-1]) or Unit("", 1.0)
    return (value - unit.offset) / unit.factor
