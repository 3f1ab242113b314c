"""Number words against a speller written the other way round, and digits against Python's own formatting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.values.numbers import read_number
from rag.values.vocabulary import ordered

_UNITS = ordered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = ordered("twenty thirty forty fifty sixty seventy eighty ninety")


def spell(n: int, joint: str) -> str:
    """Write n < 10**12 in English, `joint` between hundreds and tens."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= size:
            rest = f" {spell(n % size, joint)}" if n % size else ""
            return f"{spell(n // size, joint)} {name}{rest}"
    if n >= 100:
        return f"{_UNITS[n // 100]} hundred" + (f"{joint}{spell(n % 100, joint)}" if n % 100 else "")
    if n >= 20:
        return _TENS[n // 10 - 2] + (f"-{_UNITS[n % 10]}" if n % 10 else "")
    return _UNITS[n]


@given(st.integers(1, 10**12 - 1), st.sampled_from([" ", " and "]))
def test_every_number_in_words_is_read_whole(n: int, joint: str) -> None:
    words = spell(n, joint)

    number = read_number(words + " men", 0)

    assert number is not None
    assert (number.low, number.end) == (n, len(words))


@given(st.integers(1000, 10**12), st.sampled_from([",", " ", "\u00a0", "'", "."]))
def test_grouped_digits(n: int, mark: str) -> None:
    written = f"{n:,}".replace(",", mark)
    number = read_number(written, 0)

    assert number is not None
    # one dot before three digits is a decimal point in English: 1.500
    expected = n / 1000 if mark == "." and n < 10**6 else n
    assert (number.low, number.end) == (expected, len(written))


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("1.500.000,25", 1_500_000.25, 0.01),
        ("1,50,000", 150_000, 1),
        ("2.2 lakh crore", 2.2e12, 1e11),
        ("10k", 10_000, 1000),
        ("2bn", 2e9, 1e9),
        ("3½", 3.5, 0.25),
        ("3 1/2 ", 3.5, 0.25),
        ("two and a half million", 2_500_000, 100_000),
        ("half a million", 500_000, 100_000),
        ("three quarters of a million", 750_000, 100_000),
        ("a hundred thousand", 100_000, 100_000),
        ("two dozen", 24, 1),
        ("twelve hundred", 1200, 100),
    ],
)
def test_forms(text: str, value: float, step: float) -> None:
    number = read_number(text, 0)

    assert number is not None
    assert (number.low, number.step) == pytest.approx((value, step))


@pytest.mark.parametrize("text", ["a man", "million", "and", "an hour", "hundred", "x5", ""])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text, 0) is None


def test_between_keeps_two_numbers_apart() -> None:
    text = "one hundred and six"
    apart, joined = read_number(text, 0, join_and=False), read_number(text, 0)

    assert apart is not None
    assert joined is not None
    assert (apart.low, joined.low) == (100, 106)
