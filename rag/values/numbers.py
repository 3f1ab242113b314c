"""Numbers in digits and in words. Every reader takes lower-case text and a position, and looks only forward."""

import re
from dataclasses import dataclass, replace

_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_INDIAN = r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
_SPACED = r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9]|,[0-9]{3})(?:[.,][0-9]+)?"
_APOSTROPHE = r"[0-9]{1,3}(?:['’][0-9]{3})+"
_CONTINENTAL = r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}\.[0-9]{3},[0-9]{1,2}"
# '2,5 million' and '3,5 %' are decimals; '2,5' alone is as likely a list.
_COMMA_DECIMAL = r"[0-9]{1,3},[0-9]{1,2}(?=\s?(?:%|million|billion|trillion|thousand|mn?\b|bn\b|k[mg]\b|°))"
_PLAIN = r"[0-9]{1,18}(?:[.·][0-9]{1,12})?"
_NUMERAL = re.compile(
    rf"(?:{_INDIAN}|{_GROUPED}|{_CONTINENTAL}|{_SPACED}|{_APOSTROPHE}|{_COMMA_DECIMAL}|{_PLAIN})(?![0-9])"
)
_SEPARATORS = re.compile(r"[\s,'’]")
_FRACTION_SIGNS = {
    "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8,
    "⅞": 7 / 8,
}  # fmt: skip
_FRACTION = re.compile(r"[ -]?([½¼¾⅓⅔⅕⅛⅜⅝⅞])|[ -]([1-7])/([2-8])(?![0-9/])")
_BARE_FRACTION = re.compile(r"([½¼¾⅓⅔⅕⅛⅜⅝⅞])|([1-7])/([2-8])(?![0-9/])")

_SMALL = {
    name: value
    for value, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    name: 10 * value
    for value, name in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "lakhs": 1e5, "million": 1e6, "crore": 1e7,
    "crores": 1e7, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12}
_VAGUE = {  # plural scales: two of them up to just under the next scale that has a name of its own
    "tens": (20.0, 99.0), "dozens": (24.0, 99.0), "scores": (40.0, 199.0), "hundreds": (200.0, 999.0), "thousands": (1e3, 99_999.0),
    "tens of thousands": (2e4, 99_999.0), "hundreds of thousands": (2e5, 999_999.0), "millions": (1e6, 999e6),
    "tens of millions": (2e7, 99e6), "hundreds of millions": (2e8, 999e6), "billions": (1e9, 999e9),
}  # fmt: skip
_VAGUE_WORD = re.compile(
    r"(tens of thousands|hundreds of thousands|tens of millions|hundreds of millions|dozens|scores|hundreds"
    r"|thousands|millions|billions|tens(?= of))\b"
)
_SEVERAL = re.compile(r"(?:a few|several|a couple of|many) (dozen|hundred|thousand|million|billion)\b")
_PART_OF = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75, "three-quarters": 0.75, "third": 1 / 3}
_PART = re.compile(
    r"(?:an? )?(half|quarter|three[ -]quarters) (?:of )?(?:an? )(dozen|hundred|thousand|million|billion|trillion)\b"
)
_WORD = re.compile(r"[ \u00a0-]?([a-z]+)")
_AND = re.compile(r",? and (?=[a-z])")
_AND_A_HALF = re.compile(r"[ -]and[ -]a[ -](half|quarter)\b|[ -]and[ -](three[ -]quarters)\b")
_SCALE_AFTER = re.compile(
    r"[ \u00a0-]?(dozen|hundred|thousand|lakhs?|million|crores?|billion|trillion)\b(?: (crores?)\b)?"
)
_SHORT_AFTER = re.compile(r"(?: (?=bn|mn|mln|tn))?(k|mn?|mln|bn|t[rn]n?)\b")

NUMBER_WORDS = frozenset(
    {
        *_SMALL,
        *_TENS,
        *_SCALES,
        "half",
        "several",
        "tens",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "millions",
    }
    | {"billions", "quarter"}
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


def read_number(low: str, pos: int, *, join_and: bool = True) -> Number | None:
    """Read a number that begins at `pos`, or None.

    `join_and` False keeps 'between one hundred and two' two numbers.
    """
    if low[pos : pos + 1].isalpha():
        return _read_part(low, pos) or _read_vague(low, pos) or _read_words(low, pos, join_and)
    number = _read_digits(low, pos)
    return _scaled(low, number) if number else None


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
    return _and_a_half(low, number)


def _and_a_half(low: str, number: Number) -> Number:
    match = _AND_A_HALF.match(low, number.end)
    if match is None or number.step != 1:
        return number
    value = number.low + _PART_OF[(match.group(1) or match.group(2)).replace("-", " ")]
    return replace(number, low=value, high=value, step=0.5, end=match.end())


def _scaled(low: str, number: Number) -> Number:
    match = _SCALE_AFTER.match(low, number.end)
    if match:
        return number.times(_SCALES[match.group(1)] * _SCALES.get(match.group(2) or "", 1.0), match.end())
    match = _SHORT_AFTER.match(low, number.end)
    # 'm' is left to the caller: metres, minutes or millions.
    if match and match.group(1) in _SHORT_SCALES and match.group(1) != "m":
        return number.times(_SHORT_SCALES[match.group(1)], match.end())
    return number


def _read_part(low: str, pos: int) -> Number | None:
    match = _PART.match(low, pos)
    if match is None:
        return None
    scale = _SCALES[match.group(2)]
    value = _PART_OF[match.group(1).replace("-", " ")] * scale
    return Number(value, value, max(scale / 10, 1.0), match.end(), scale, spelled=True)


def _read_vague(low: str, pos: int) -> Number | None:
    match = _VAGUE_WORD.match(low, pos)
    if match:
        least, most = _VAGUE[match.group(1)]
        return Number(least, most, 1.0, match.end(), spelled=True, vague=True)
    match = _SEVERAL.match(low, pos)
    if match is None:
        return None
    scale = _SCALES[match.group(1)]
    return Number(2 * scale, 9 * scale, scale, match.end(), scale, spelled=True, vague=True)


@dataclass(slots=True)
class _Sum:
    """A number in words, read so far."""

    total: float = 0.0
    part: float = 0.0  # below the last scale
    step: float = 1.0
    ceiling: float = float("inf")  # the next scale must be smaller
    room: float = float("inf")  # the next plain word must be smaller
    end: int = 0
    article: bool = False  # 'a' stands before it

    def add(self, word: str) -> bool:
        """Take one more word; False where the grammar of English numbers does not allow it here."""
        if word in _SCALES:
            return self._scale(_SCALES[word])
        value = _SMALL.get(word, _TENS.get(word))
        if value is None or value >= self.room or (value == 0 and self.end):
            return False
        self.part += value
        self.step = 1.0
        self.room = 10.0 if word in _TENS else 0.0
        return True

    def _scale(self, scale: float) -> bool:
        if not self.part and not (self.article and not self.total):
            return False
        if scale <= 100 and self.part < 100:
            self.part, self.room = (self.part or 1.0) * scale, 100.0
            self.step = 1.0 if scale == 12 else scale
        elif 100 < scale < self.ceiling:
            self.step = scale * (100.0 if self.part and self.part % 100 == 0 else 1.0)
            self.total += (self.part or 1.0) * scale
            self.part, self.ceiling, self.room = 0.0, scale, 1000.0
        else:
            return False
        return True


def _read_words(low: str, pos: int, join_and: bool) -> Number | None:
    sums = _Sum()
    match = _WORD.match(low, pos)
    word = match.group(1) if match else ""
    if match and word in ("a", "an"):
        match = _WORD.match(low, match.end())
        if match is None or match.group(1) not in _SCALES:
            return None
        sums.article = True
    while match and sums.add(match.group(1)) and not _inside_word(low, match.end()):
        sums.end = match.end()
        match = _next_word(low, sums, join_and)
    return _spoken(low, sums) if sums.end else None


def _inside_word(low: str, end: int) -> bool:
    return low[end : end + 1] in ("'", "’", "_") or low[end : end + 1].isdigit()


def _next_word(low: str, sums: _Sum, join_and: bool) -> re.Match[str] | None:
    conjunction = _AND.match(low, sums.end)
    if conjunction is None:
        return _WORD.match(low, sums.end)
    word = _WORD.match(low, conjunction.end())
    if not join_and or sums.step == 1 or word is None or word.group(1) in _SCALES:
        return None
    after = _SCALE_AFTER.match(low, word.end())
    # 'two hundred and fifty thousand' joins; 'a hundred and two hundred' are two numbers.
    scale = _SCALES[after.group(1)] if after else 0.0
    return None if scale >= sums.ceiling or scale == sums.step else word


def _spoken(low: str, sums: _Sum) -> Number:
    value = sums.total + sums.part
    number = Number(value, value, sums.step, sums.end, spelled=True)
    number = _and_a_half(low, number)
    return _scaled_again(low, number)


def _scaled_again(low: str, number: Number) -> Number:
    """Apply the scale after 'two and a half' or 'a hundred'."""
    match = _SCALE_AFTER.match(low, number.end)
    if match is None or number.step == 1:
        return number
    scaled = number.times(_SCALES[match.group(1)], match.end())
    return replace(scaled, step=scaled.step / 5 if number.step < 1 else scaled.step)
