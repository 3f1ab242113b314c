"""A figure a text states, normalised so that two of them can be compared by arithmetic."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "money", "percent", "measure", "duration", "date", "time", "ordinal", "rate"]
Bound = Literal["exact", "at_least", "at_most", "range"]
Change = Literal["", "from", "to"]
Role = Literal["", "dead", "hurt", "missing", "survived"]

YEARLESS = "yearless"  # unit of a date without a year: `low` and `high` are days of the leap year 4
WEEKDAY = "weekday"  # unit of a day of some week: `low` and `high` are 0, Monday, to 6
MONTHDAY = "monthday"  # unit of a day of some month: 1 to 31
PARTIAL = frozenset({YEARLESS, WEEKDAY, MONTHDAY})  # units of dates that recur
HALF_DAY = "12h"  # unit of a clock time that does not say whether it is before or after noon


@dataclass(frozen=True, slots=True)
class Value:
    """What the words `text` say: a closed interval [low, high] in the base unit of its kind.

    Base units: count, items; money, units of currency; percent, points; measure, the unit named in `unit`;
    duration, seconds; time, minutes after midnight; date, proleptic Gregorian ordinals of the first and the
    last day covered; ordinal, the rank; rate, times a day.
    """

    kind: Kind
    low: float  # -inf where open
    high: float  # inf where open
    # 'meter', 'degree_Celsius'; 'USD', 'crown'; 's'; YEARLESS, WEEKDAY or MONTHDAY;
    # HALF_DAY or a time zone, 'UTC+3', 'EDT', 'Moscow time'; '/10' for marks;
    # 'points' for percentage points; 'per day' and the like for rates; '' otherwise
    unit: str
    noun: str  # singular head noun of a count or an ordinal, '' where none is stated
    approximate: bool
    bound: Bound
    precision: float  # size of the last significant step as written, in the base unit; for a date its length
    start: int  # span in the text given, code points: bounding words, figure, unit or noun
    end: int
    text: str  # text[start:end]
    change: Change = ""  # 'from' marks the earlier, 'to' the later of two figures ("grew from X to Y")
    role: Role = ""  # what happened to the people counted, where the words around the figure say
    label: str = ""  # noun or unit words as written, for display
