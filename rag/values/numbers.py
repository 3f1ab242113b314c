"""Numbers in digits and in words. Every reader takes lower-case text and a position, and looks forward."""

import re
from dataclasses import replace

from rag.values.scales import SCALE_AFTER, SCALES, Number, and_a_half, to_power
from rag.values.spelled import read_spelled

_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_INDIAN = r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
_SPACED = r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9]|,[0-9]{3})(?:[.,][0-9]+)?"
_APOSTROPHE = r"[0-9]{1,3}(?:['’][0-9]{3})+"
_CONTINENTAL = r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}\.[0-9]{3},[0-9]{1,2}"
# '2,5 million' and '3,5 %' are decimals; '2,5' alone is as likely a list.
_COMMA_DECIMAL = r"[0-9]{1,3},[0-9]{1,2}(?=\s?(?:%|million|billion|trillion|thousand|mn?\b|bn\b|k[mg]\b|°|per ?cent))"
_PLAIN = r"[0-9]{1,18}(?:[.·][0-9]{1,12})?"
_NUMERAL = re.compile(
    rf"(?:{_INDIAN}|{_GROUPED}|{_CONTINENTAL}|{_SPACED}|{_APOSTROPHE}|{_COMMA_DECIMAL}|{_PLAIN})(?![0-9])"
)
_SEPARATORS = re.compile(r"[\s,'’]")
_FRACTION_SIGNS = {
    "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅛": 1 / 8, "⅜": 3 / 8,
    "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
_FRACTION = re.compile(r"[ -]?([½¼¾⅓⅔⅕⅛⅜⅝⅞])|[ -]([1-7])/([2-8])(?![0-9/])")
_BARE_FRACTION = re.compile(r"([½¼¾⅓⅔⅕⅛⅜⅝⅞])|([1-7])/([2-8])(?![0-9/])")
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12}
_SHORT_AFTER = re.compile(r"(?: (?=bn|mn|mln|tn))?(k|mn?|mln|bn|t[rn]n?)\b")


def read_number(low: str, pos: int, *, join_and: bool = True) -> Number | None:
    """Read a number that begins at `pos`, or None.

    `join_and` False keeps 'between one hundred and two' two numbers.
    """
    if low[pos : pos + 1].isalpha():
        return read_spelled(low, pos, join_and)
    number = _read_digits(low, pos)
    return _scaled(low, to_power(low, number)) if number else None


def _read_digits(low: str, pos: int) -> Number | None:
    bare = _BARE_FRACTION.match(low, pos)
    if bare:
        fraction = _fraction(bare)
        return Number(fraction, fraction, 0.01, bare.end()) if fraction else None
    match = _NUMERAL.match(low, pos)
    if match is None:
        return None
    value, step = _value_of(match.group())
    return _with_fraction(low, Number(value, value, step, match.end()))


def _value_of(written: str) -> tuple[float, float]:
    plain = _SEPARATORS.sub(",", written).replace("·", ".")
    whole, decimals = _split_decimals(plain)
    digits = "".join(c for c in whole if c.isdigit())
    return float(f"{digits}.{decimals or 0}"), 10.0 ** -len(decimals)


def _split_decimals(plain: str) -> tuple[str, str]:
    """Tell the decimal mark from group marks: the last mark, unless it occurs twice or heads three digits."""
    mark = max(plain.rfind("."), plain.rfind(","))
    if mark < 0:
        return plain, ""
    tail = plain[mark + 1 :]
    groups = plain.count(plain[mark]) > 1 or (plain[mark] == "," and len(tail) == 3)
    return (plain, "") if groups else (plain[:mark], tail)


def _fraction(match: re.Match[str]) -> float:
    sign, top, bottom = match.groups()
    if sign:
        return _FRACTION_SIGNS[sign]
    return int(top) / int(bottom) if int(top) < int(bottom) else 0.0


def _with_fraction(low: str, number: Number) -> Number:
    match = _FRACTION.match(low, number.end) if number.step == 1 else None
    fraction = _fraction(match) if match else 0.0
    if match and fraction:
        value = number.low + fraction
        return replace(number, low=value, high=value, step=0.25, end=match.end())
    return and_a_half(low, number)


def _scaled(low: str, number: Number) -> Number:
    match = SCALE_AFTER.match(low, number.end)
    if match:
        return number.times(SCALES[match.group(1)] * SCALES.get(match.group(2) or "", 1.0), match.end())
    match = _SHORT_AFTER.match(low, number.end)
    # 'm' is left to the caller: metres, minutes or millions.
    if match and match.group(1) in _SHORT_SCALES and match.group(1) != "m":
        return number.times(_SHORT_SCALES[match.group(1)], match.end())
    return number
