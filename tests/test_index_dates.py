import pytest

from index.dates import first_and_last_day


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("1900-02", ("1900-02-01", "1900-02-28")),
        ("0000-02", ("0000-02-01", "0000-02-29")),
        ("2024-03-22", ("2024-03-22", "2024-03-22")),
        ("2024-03-22T20:00:00+03:00", ("2024-03-22", "2024-03-22")),
        ("2024-13", None),
        ("2024-00", None),
        ("24", None),
        ("22 March 2024", None),
        ("2024-3-22", None),
        ("٢٠٢٤", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_covers_the_days_it_may_stand_for(date: str | None, days: tuple[str, str] | None) -> None:
    assert first_and_last_day(date) == days
