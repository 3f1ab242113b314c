"""Dates against dates worked by hand."""

from datetime import date, datetime

import pytest

from corpus.dates import iso_date


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2024-03-22", "2024-03-22"),
        ("2024-3-2", "2024-03-02"),
        ("2024-03", "2024-03"),
        ("2024/03/22", "2024-03-22"),
        (2024, "2024"),
        ("2024-03-22T23:15:00-11:00", "2024-03-22"),
        ("2024-03-22 20:15", "2024-03-22"),
        ("20240322", "2024-03-22"),
        ("20240322T201500Z", "2024-03-22"),
        (date(2024, 3, 22), "2024-03-22"),
        (datetime(2024, 3, 22, 20, 15), "2024-03-22"),
        ("22 March 2024", "2024-03-22"),
        ("22nd of March, 2024", "2024-03-22"),
        ("Friday, March 22, 2024 at 10:00", "2024-03-22"),
        ("Sept. 5, 2023", "2023-09-05"),
        ("29-Feb-2024", "2024-02-29"),
        ("March 2024", "2024-03"),
        ("Fri, 22 Mar 2024 20:15:00 +0300", "2024-03-22"),
        ("D:20240322101500+03'00'", "2024-03-22"),
        ("D:202403", "2024-03"),
        ("D:2024", "2024"),
        ("31/12/2023", "2023-12-31"),
        ("12.31.2023", "2023-12-31"),
        ("03/04/2024", "2024"),
        ("04/04/2024", "2024-04-04"),
    ],
)
def test_dates_keep_the_precision_they_have(raw: object, expected: str) -> None:
    assert iso_date(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "yesterday",
        "22 March",
        "March",
        "5",
        "2024-02-30",
        "2023-02-29",
        "2024-13",
        "31 April 2024",
        "40/13/2024",
        "1 Mar 24",
        "D:20241301",
        "around 2024",
        True,
        2024.5,
        ["2024"],
        {"year": 2024},
        "0000",
    ],
)
def test_what_is_no_date_is_not_guessed(raw: object) -> None:
    assert iso_date(raw) is None
