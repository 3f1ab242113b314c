"""Whose date is which in a sentence, and which of its figures are of the time that a question names."""

import pytest

from corpus.types import Metadata
from index.types import Hit, StoredDocument
from rag.evidence import find_candidates
from rag.questions.question import understand
from rag.values.dated import dates_of, figures
from rag.values.render import render


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("Revenue rose to £612.3m (2022: £564.9m).", [[], ["2022"]]),
        ("Revenue rose to £612.3m from £564.9m in 2022.", [[], ["2022"]]),
        ("It employed 4,000 people (2021: 4,300; 2020: 4,500).", [[], ["2021"], ["2020"]]),
        ("Yields were 6.1 tonnes, versus 5.4 tonnes in 2019.", [[], ["2019"]]),
        ("In 2023 it lent 90 books, against 120 books in 2019.", [["2023"], ["2019"]]),
        ("The line carried 290,000 people in 2022 and 310,000 people in 2023.", [["2022"], ["2023"]]),
        ("By the end of 2022 it had sold 14 million credits.", [["September–December 2022"]]),
        ("It was 4.4 million tonnes, the poorest since 2007.", [[]]),
        # a date for each clause, wherever in it the date stands
        ("In 2022 there were 41 attacks and in 2023 there were 63 attacks.", [["2022"], ["2023"]]),
        ("Six missile tests were carried out in 2021 and eleven tests in 2022.", [["2021"], ["2022"]]),
        ("Six tests were carried out in 2021, eleven tests in 2022.", [["2021"], ["2022"]]),
        ("In 2021 the clinic treated 41 patients and 63 patients in 2022.", [["2021"], ["2022"]]),
        ("4 people were hurt in 2019 after a fire, and in 2021 6 people were.", [["2019"], ["2021"]]),
        ("In 1931 rainfall came to 410 mm; in 1932 it was only 220 mm.", [["1931"], ["1932"]]),
        ("In 2022 sales rose by 5% to £41m and in 2023 by 8% to £63m.", [["2022"], ["2022"], ["2023"], ["2023"]]),
        ("Founded in 1920 with 31 members, it had 400 members by 1990.", [["1920"], ["1990"]]),
        (
            "It fired 6 rockets in 2021 and 11 rockets in the first eight months of 2022.",
            [["2021"], ["January–August 2022"]],
        ),
        ("In 2021 the strike lasted 9 days and in 2022 it lasted 12 days.", [["2021"], ["2022"]]),
        ("The flood of 2019 claimed 31 lives and that of 2021 claimed 12 lives.", [["2019"], ["2021"]]),
        (
            "It sold 30 boats in 2021, with 2 losses, and 50 boats in 2022, with 9 losses.",
            [["2021"], ["2021"], ["2022"], ["2022"]],
        ),
        # one of them has no figure, or is when somebody said so
        ("Opened in 1920 and closed in 1990, the line carried 31 million passengers.", [["1920", "1990"]]),
        ("In its 2023 report the agency counted 41 attacks in 2022, up from 30 attacks.", [["2023", "2022"]] * 2),
        (
            "In May 2024 the ministry said 17 people had died and 40 people had been hurt in 2023.",
            [["May 2024", "2023"]] * 2,
        ),
        ("The bridge, built in 1920 and widened in 1960, is 90 metres long.", [["1920", "1960"]]),
        # of another figure, or of none
        ("It was 410,000 in August 2024, down from 480,000 a year earlier.", [["August 2024"], ["August 2023"], []]),
        ("Of 48 attacks made in 2018 none was solved, and the fall set in three years later.", [["2018"], ["2018"]]),
        # one date for all
        ("The quake killed 31 people and injured 12 in 2019.", [["2019"], ["2019"]]),
        ("The hall (90 metres long, built in 2019) seats 400 people.", [["2019"], ["2019"]]),
    ],
)
def test_which_dates_a_figure_has(sentence: str, dates: list[list[str]]) -> None:
    found = [value for value in figures(sentence) if value.kind != "date"]

    assert [[render(date) for date in dates_of(sentence, value)] for value in found] == dates


@pytest.mark.parametrize(
    ("question", "sentence", "shown"),
    [
        ("What was revenue in 2023?", "Revenue rose to £612.3m (2022: £564.9m).", ["£612.3 million"]),
        ("What was revenue in 2022?", "Revenue rose to £612.3m (2022: £564.9m).", ["£564.9 million"]),
        ("What was revenue in 2022?", "Revenue rose to £612.3m from £564.9m in 2022.", ["£564.9 million"]),
        ("How many people worked there in 2022?", "It had 4,000 people, down from 4,300 in 2021.", ["4,000 people"]),
        ("How many people worked there in 2022?", "It had 4,300 people in 2021 and 4,000 in 2022.", ["4,000"]),
        ("How many people died in 2022?", "The flood of 2019 killed 12 people and hurt 40.", []),
        ("How many people were killed on 6 July?", "On 6 July shelling killed 31 people.", ["31 people"]),
        ("How many people were killed on 6 July?", "The shelling of 6 July 2021 killed 31 people.", ["31 people"]),
        ("How many people were killed on 6 July?", "The shelling killed 31 people in 2021.", ["31 people"]),
        ("How many people were killed on 6 July?", "On 9 July a mine killed 12 people.", []),
        ("How many people were killed on 6 July?", "A mine killed 12 people on 9 July 2021.", []),
        ("How many people came in May?", "In June it drew 400 people.", []),
        ("How many missile tests were there in 2022?", "Six missile tests were held in 2021 and ten in 2022.", ["10"]),
        ("How many people died in 2022?", "12,000 people came from 50 countries in 2021.", []),
    ],
)
def test_only_figures_of_the_time_asked_for(question: str, sentence: str, shown: list[str]) -> None:
    document = StoredDocument("a", "a.md", "default", Metadata(), 1)
    hit = Hit("a#0", document, 0, len(sentence), sentence, None, 1.0, 0.5, None)

    found = find_candidates(understand(question), [hit])

    assert [render(candidate.value) for candidate in found if candidate.value] == shown


@pytest.mark.parametrize(
    ("title", "published", "sentence", "asked", "found"),
    [
        ("Annual Report 2024", "2025-03-01", "Profit was £53.4m.", "2023", False),
        ("Annual Report 2024", "2025-03-01", "Profit was £53.4m.", "2024", True),
        ("Annual Report 2024", "2024", "Profit was £53.4m.", "2023", False),
        ("Annual Report 2024", "2025-03-01", "Profit was £51.2m the previous year.", "2023", True),
        ("Annual Report 2024", "2025-03-01", "Profit in 2023 was £51.2m.", "2023", True),
        ("Annual Reports 2019 to 2024", "2025-03-01", "Profit was £53.4m.", "2023", True),
        ("The fire of 2024", "2025-03-01", "Profit was £53.4m.", "2023", True),
        ("Annual Report 2012", "2025-03-01", "Profit was £53.4m.", "2023", True),
    ],
)
def test_a_yearly_report_tells_of_its_year(title: str, published: str, sentence: str, asked: str, found: bool) -> None:
    document = StoredDocument("a", "a.md", "default", Metadata(title=title, published=published), 1)
    hit = Hit("a#0", document, 0, len(sentence), sentence, None, 1.0, 0.5, None)

    assert bool(find_candidates(understand(f"What was the profit in {asked}?"), [hit])) is found
