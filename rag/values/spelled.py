"""Numbers in words: 'forty-one', 'two and a half million', 'half a million', 'dozens'."""

import re
from dataclasses import dataclass, replace

from rag.values.scales import PART_OF, SCALE_AFTER, SCALES, Number, and_a_half
from rag.values.vocabulary import ordered

SMALL = {
    name: value
    for value, name in enumerate(
        ordered(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
}
UP_TO_TWELVE = {name: value for name, value in SMALL.items() if 0 < value <= 12}
SMALL |= {"nought": 0, "naught": 0}
TENS = {
    name: 10 * value
    for value, name in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_VAGUE = {  # plural scales: two of them up to just under the next scale that has a name of its own
    "tens": (20.0, 99.0), "dozens": (24.0, 99.0), "scores": (40.0, 199.0), "hundreds": (200.0, 999.0),
    "thousands": (1e3, 99_999.0), "tens of thousands": (2e4, 99_999.0),
    "hundreds of thousands": (2e5, 999_999.0), "millions": (1e6, 999e6), "tens of millions": (2e7, 99e6),
    "hundreds of millions": (2e8, 999e6), "billions": (1e9, 999e9),
}  # fmt: skip
_VAGUE_WORD = re.compile(
    r"(tens of thousands|hundreds of thousands|tens of millions|hundreds of millions|dozens|scores|hundreds"
    r"|thousands|millions|billions|tens(?= of))\b"
)
_SEVERAL = re.compile(
    r"(?:a few|several|a couple of|many) (dozen|hundred|thousand|million|billion)(?: (thousand|million|billion))?\b"
)
_PART = re.compile(
    r"(?:an? )?(half|quarter|three[ -]quarters) (?:of )?(?:an? )(dozen|hundred|thousand|million|billion"
    r"|trillion)\b"
)
_WORD = re.compile(r"[ \u00a0-]?([a-z]+)")
_AND = re.compile(r",? and (?=[a-z])")
# 'the hundred and fifty-five who came home', but not 'by the hundred'
_THE = re.compile(r"(?<!by )\b(?:the|these|those|its|our|their|her|his|my|your)(?: first| last| next| other)? $")
_POINT = re.compile(r" point((?: (?:" + "|".join(name for name, value in SMALL.items() if value < 10) + r")\b)+)")
NUMBER_WORDS = frozenset(
    {
        *SMALL,
        *TENS,
        *SCALES,
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


def read_spelled(low: str, pos: int, join_and: bool) -> Number | None:
    """Read a number in words that begins at `pos`, or None."""
    return _read_part(low, pos) or _read_vague(low, pos) or _read_words(low, pos, join_and)


def _read_part(low: str, pos: int) -> Number | None:
    match = _PART.match(low, pos)
    if match is None:
        return None
    scale = SCALES[match.group(2)]
    value = PART_OF[match.group(1).replace("-", " ")] * scale
    return Number(value, value, max(scale / 10, 1.0), match.end(), scale, spelled=True)


def _read_vague(low: str, pos: int) -> Number | None:
    match = _VAGUE_WORD.match(low, pos)
    if match:
        least, most = _VAGUE[match.group(1)]
        return Number(least, most, 1.0, match.end(), spelled=True, vague=True)
    match = _SEVERAL.match(low, pos)
    if match is None:
        return None
    scale = SCALES[match.group(1)] * SCALES.get(match.group(2) or "", 1.0)
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
        if word in SCALES:
            return self._scale(SCALES[word])
        value = SMALL.get(word, TENS.get(word))
        if value is None or value >= self.room or (value == 0 and self.end):
            return False
        self.part += value
        self.step = 1.0
        self.room = 10.0 if word in TENS else 0.0
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
        if match is None or match.group(1) not in SCALES:
            return None
        sums.article = True
    elif word in SCALES:  # 'the hundred and fifty-five', a number as well known as 'a hundred'
        sums.article = bool(_THE.search(low, max(0, pos - 20), pos))
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
    if not join_and or sums.step == 1 or word is None or word.group(1) in SCALES:
        return None
    after = SCALE_AFTER.match(low, word.end())
    # 'two hundred and fifty thousand' joins; 'a hundred and two hundred' are two numbers.
    scale = SCALES[after.group(1)] if after else 0.0
    return None if scale >= sums.ceiling or scale == sums.step else word


def _spoken(low: str, sums: _Sum) -> Number:
    value = sums.total + sums.part
    number = Number(value, value, sums.step, sums.end, spelled=True)
    number = _with_decimals(low, and_a_half(low, number))
    return _scaled_again(low, number)


def _with_decimals(low: str, number: Number) -> Number:
    """Add the decimals of 'eleven point three'."""
    match = _POINT.match(low, number.end) if number.step == 1 else None
    if match is None:
        return number
    digits = "".join(str(SMALL[word]) for word in match[1].split())
    value = float(f"{number.low:.0f}.{digits}")
    return replace(number, low=value, high=value, step=10.0 ** -len(digits), end=match.end())


def _scaled_again(low: str, number: Number) -> Number:
    """Apply the scale after 'two and a half' or 'a hundred'."""
    match = SCALE_AFTER.match(low, number.end)
    if match is None or number.step == 1:
        return number
    scaled = number.times(SCALES[match.group(1)], match.end())
    halved = number.step == 0.5  # 'two and a half million' is as exact as 2.5 million
    return replace(scaled, step=scaled.step / 5 if halved else scaled.step)
