"""A number with the unit, currency or percent sign written with it."""

import re
from dataclasses import dataclass, replace

from rag.values.money import change_after, currency_after
from rag.values.nouns import read_noun
from rag.values.numbers import read_number
from rag.values.scale_readings import is_difference, scale_of
from rag.values.scales import Number
from rag.values.types import Kind
from rag.values.units import SECOND, Unit, read_unit, read_unknown

_OF_UNITS = re.compile(r" of (?!pounds\b)")  # 'millions of dollars'; pounds may be money or weight
_PERCENT = re.compile(
    r"[ \u00a0-]?(?:(%|per[ -]?cent(?:age)?(?![a-z])|pct\b)([ -]points?\b)?|(percentage[ -]points?"
    r"|basis points?)\b)"
)
_IN_THE_DOLLAR = re.compile(r" (?:in|on|of|out of) (?:the|every|each) (?:dollar|euro|rand|pound|franc|crown|rouble)\b")
_MILLIONS = re.compile(r"\s?m\b")
_GLUED = re.compile(r"[\w^]|[-–][a-z](?![a-z])|/[a-z0-9]")
_AND_LESS = re.compile(r",? and |,? |-(?=[0-9])")
_FEET_INCHES = re.compile(r"[ -]?([0-9]{1,2})(?: ?in\b\.?| ?inch(?:es)?\b|\"|″|(?=[\s,.)]))")
_FEET = frozenset({"ft", "foot", "feet"})
_AND_A_HALF = re.compile(r" and a (half|quarter)\b")
_SPECIFIED = re.compile(
    r"([ \u00a0-](?:flying|flight|working|business|calendar|school|trading|teaching|training|waking|consecutive"
    r"|full|whole|extra|long|more))(?=[ -])"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of some kind: value in base units = factor * number + offset."""

    number: Number
    kind: Kind
    end: int
    unit: str = ""
    factor: float = 1.0
    offset: float = 0.0
    label: str = ""  # the unit as written
    more: float = 0.0  # base units of smaller parts: the 15 minutes of '2 hours 15 minutes'
    step: float = 0.0  # of the smallest part, in base units

    def base(self, number: float) -> float:
        """Return a number of this figure's unit in base units."""
        return number * self.factor + self.offset + self.more

    @property
    def precision(self) -> float:
        """The last significant step in base units."""
        return self.step or self.number.step * self.factor


def read_figure(text: str, low: str, pos: int, number: Number, currency: str) -> Figure | None:
    """Read what follows `number`, which stands at `pos`; None where the digits are part of a name ('3D')."""
    if number.vague and _OF_UNITS.match(low, number.end):
        figure = _read_figure(text, low, pos, replace(number, end=number.end + len(" of")), currency)
        if figure and figure.kind != "count" and not read_noun(low, figure.end):
            return figure
    return _read_figure(text, low, pos, number, currency)


def _read_figure(text: str, low: str, pos: int, number: Number, currency: str) -> Figure | None:
    number = _in_millions(text, low, number, currency)
    end = number.end
    if currency:
        return Figure(number, "money", end, currency, label="")
    percent = _PERCENT.match(low, end)
    if percent:
        return _percentage(number, percent)
    name, after = currency_after(text, low, end, number.scale > 1)
    if name:
        return Figure(number, "money", after, name, label=text[end:after].strip(" \u00a0-"))
    change = change_after(low, end)
    if change and not (number.spelled and number.low == 1):  # 'not one cent' is none
        unit, worth, after = change
        whole = _IN_THE_DOLLAR.match(low, after)
        if whole:  # '41 cents on the dollar' is a share
            return Figure(number, "percent", whole.end(), label="%")
        return Figure(number, "money", after, unit, worth, label=text[end:after].strip(" \u00a0-"))
    figure = _measured(text, low, number)
    if figure:
        return _as_difference(low, pos, figure)
    if scale := scale_of(text, low, pos, number):
        return Figure(number, "measure", end, scale)
    return None if _GLUED.match(low, end) else Figure(number, "count", end)


def _in_millions(text: str, low: str, number: Number, currency: str) -> Number:
    match = _MILLIONS.match(low, number.end) if number.scale == 1 and not number.spelled else None
    if match is None:
        return number
    capital = text[match.end() - 1] == "M"
    counted = match.end() - number.end == 1 and read_noun(low, match.end()) is not None
    return number.times(1e6, match.end()) if currency or capital or counted else number


def _percentage(number: Number, match: re.Match[str]) -> Figure:
    points = bool(match[2] or match[3])
    factor = 0.01 if match[3] and match[3].startswith("basis") else 1.0
    return Figure(number, "percent", match.end(), "points" if points else "", factor, label=match[0].strip(" -"))


def _measured(text: str, low: str, number: Number) -> Figure | None:
    unit = read_unit(low, number.end, text) or _sort_of_time(low, number.end) or read_unknown(low, number.end, text)
    if unit is None or not _is_unit(text, low, number, unit):
        return None
    kind: Kind = "duration" if unit.base == SECOND else "measure"
    written = low.endswith(unit.label, number.end, unit.end)
    label = text[unit.end - len(unit.label) : unit.end] if written else unit.label
    figure = Figure(number, kind, unit.end, unit.base, unit.factor, unit.offset, label)
    return figure if " / " in unit.base else _with_parts(text, low, figure)


def _as_difference(low: str, pos: int, figure: Figure) -> Figure:
    """Take the degrees by which something grew warmer as they are: where a scale begins is nothing to them."""
    if figure.unit != "degree_Celsius" or not is_difference(low, pos, figure.end):
        return figure
    return replace(figure, unit="kelvin", offset=0.0)


def _sort_of_time(low: str, pos: int) -> Unit | None:
    """Read a unit of time that another word specifies: flying hours, working days."""
    match = _SPECIFIED.match(low, pos)
    unit = read_unit(low, match.end(1)) if match else None
    return replace(unit, label=low[pos : unit.end].strip(" \u00a0-")) if unit and unit.base == SECOND else None


def _is_unit(text: str, low: str, number: Number, unit: Unit) -> bool:
    """Whether the unit word is one: in 'two second-half goals' and '5G' it is not."""
    if unit.label == "g" and text[unit.end - 1] == "G":
        return False
    return not unit.singular or abs(number.low) <= 1 or low[number.end : number.end + 1] == "-"


def _with_parts(text: str, low: str, figure: Figure) -> Figure:
    """Add smaller parts: '2 hours 15 minutes', '5 ft 10 in', 'an hour and a half'."""
    half = _AND_A_HALF.match(low, figure.end)
    if half and figure.number.step == 1:
        part = figure.factor * (0.5 if half[1] == "half" else 0.25)
        return replace(figure, end=half.end(), more=part, step=part)
    inches = _FEET_INCHES.match(low, figure.end) if figure.label.lower() in _FEET else None
    if inches:
        return replace(figure, end=inches.end(), more=int(inches[1]) * 0.0254, step=0.0254)
    joint = _AND_LESS.match(low, figure.end)
    number = read_number(low, joint.end()) if joint else None
    unit = read_unit(low, number.end, text) if number else None
    if number is None or unit is None or unit.base != figure.unit or unit.factor >= figure.factor:
        return figure
    more = figure.more + number.low * unit.factor
    longer = replace(figure, end=unit.end, more=more, step=number.step * unit.factor)
    return _with_parts(text, low, longer) if unit.base == SECOND else longer
