"""A figure as written, and the scale words that multiply it."""

import re
from dataclasses import dataclass, replace

SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "lakhs": 1e5, "million": 1e6, "crore": 1e7,
    "crores": 1e7, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
PART_OF = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75}
_AND_A_HALF = re.compile(r"[ -]and[ -]a[ -](half|quarter)\b|[ -]and[ -](three[ -]quarters)\b")
SCALE_AFTER = re.compile(
    r"[ \u00a0-]?(dozen|hundred|thousand|lakhs?|million|crores?|billion|trillion)\b(?: (crores?)\b)?"
)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_POWER = re.compile(
    r"(?:e(?P<exponent>[-+−]?[0-9]{1,2})(?![0-9a-z])"  # '1.4E+5'
    r"|\s?[×x·*]\s?10(?:\^|\*\*)?(?P<power>(?<=[\^*])[-−]?[0-9]{1,2}|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as written: `low == high` unless it is a vague plural such as 'dozens'."""

    low: float
    high: float
    step: float  # size of the last significant step: '1.5 million' 100,000; '149' 1; 'two thousand' 1,000
    end: int
    scale: float = 1.0  # the multiplier written after it
    spelled: bool = False
    vague: bool = False

    def times(self, factor: float, end: int) -> "Number":
        """Return the number multiplied by a scale that ends at `end`."""
        return replace(
            self, low=self.low * factor, high=self.high * factor, step=self.step * factor, end=end,
            scale=self.scale * factor,
        )  # fmt: skip


def and_a_half(low: str, number: Number) -> Number:
    """Add the half of 'two and a half' where it follows `number`."""
    match = _AND_A_HALF.match(low, number.end)
    if match is None or number.step != 1:
        return number
    value = number.low + PART_OF[(match.group(1) or match.group(2)).replace("-", " ")]
    return replace(number, low=value, high=value, step=0.5, end=match.end())


def to_power(low: str, number: Number) -> Number:
    """Multiply `number` by the power of ten of '3 × 10^6', '3 × 10⁶' or '3e6' where one follows it."""
    match = _POWER.match(low, number.end)
    if match is None:
        return number
    power = int((match["exponent"] or match["power"]).translate(_SUPERSCRIPT))
    return number.times(10.0**power, match.end())
