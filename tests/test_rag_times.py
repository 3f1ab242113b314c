"""Which time a figure is of, where a question names one and the sources tell of several."""

import pytest

from corpus.types import Metadata
from index.types import Hit, StoredDocument
from rag.conflict import conflicting
from rag.disagree import describe, number_citations
from rag.evidence import find_candidates
from rag.positions import find_positions, read_sources
from rag.questions.question import understand
from rag.survey.compare import may_be_same
from rag.survey.statements import figures_of, find_statements
from rag.values.render import render
from tests.rag_evidence import independent, say


def shown(question: str, sentence: str, published: str | None = None) -> list[str]:
    """Return the figures of a sentence that may answer."""
    document = StoredDocument("a", "a.md", "default", Metadata(published=published), 1)
    hit = Hit("a#0", document, 0, len(sentence), sentence, None, 1.0, 0.5, None)
    found = find_candidates(understand(question), [hit])
    return [render(candidate.value) for candidate in found if candidate.value]


def _opposed(question: str, one: tuple[str, str], other: tuple[str, str]) -> int:
    """Return how many positions two sources hold against each other, each its sentence and the figure in it."""
    asked = understand(question)
    groups = find_positions(asked, [say("a", *one), say("b", *other)], independent)
    return len(conflicting(asked, groups, {}))


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("How old was she at her first ascent in 1852?", "In 1850, at the age of 19, she sailed.", ["1850"]),
        ("How old was she at her first ascent in 1852?", "In July 1852, aged 21, she rose.", ["July 1852", "21 years"]),
        ("How long did the strike of 1984 last?", "The strike of 1926 lasted nine days.", []),
        (
            "How late was the ferry on 6 July 2021?",
            "On 9 August 2021 the ferry was 40 minutes late.",
            ["9 August 2021"],
        ),
        ("How old was the church in 1900?", "The church was built in 1650.", ["1650"]),  # a date is its own time
        ("When did the ship sail in 1852?", "It had sailed in 1850.", ["1850"]),
    ],
)
def test_that_a_date_is_accepted_does_not_leave_out_the_time_asked_for(
    question: str, sentence: str, found: list[str]
) -> None:
    assert shown(question, sentence) == found


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("How many miners died?", "dead"),
        ("What share of the patients survived?", "survived"),
        ("How old was she when she died?", ""),
        ("How long did he survive in the cellar?", ""),
        ("How much was paid for each worker who was injured?", ""),
    ],
)
def test_people_are_counted_by_what_became_of_them_and_years_are_not(question: str, role: str) -> None:
    assert understand(question).role == role


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        ("Four climbers fell to their deaths that day and died.", "value"),
        ("The mayor declined to comment; 4 climbers died.", "value"),
        ("They climbed the north face and 4 climbers died.", "value"),
        ("The wall fell into the street and 4 climbers died.", "value"),
        ("The number of climbers who died has climbed to 4 climbers.", "update"),
        ("Deaths rose again: 4 climbers died.", "update"),
    ],
)
def test_who_falls_or_climbs_is_no_change_of_how_many(later: str, kind: str) -> None:
    question = understand("How many climbers died?")
    said = [
        say("gazette", "3 climbers died.", "3 climbers", published="2021-05-03"),
        say("herald", later, "our" if later.startswith("Four") else "4 climbers", published="2021-05-09"),
    ]
    groups = find_positions(question, said, independent)

    (told,) = describe(question, conflicting(question, groups, {}), number_citations(said))

    assert told.kind == kind


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        # from a date in the sentence
        (
            "How many were displaced in August 2023?",
            "It was 410,000 in August 2024, down from 480,000 a year earlier.",
            ["480,000"],
        ),
        (
            "How many were displaced in August 2024?",
            "It was 410,000 in August 2024, down from 480,000 a year earlier.",
            ["410,000"],
        ),
        (
            "What was revenue in 2022?",
            "Revenue in 2023 was £53.4m, against £51.2m the previous year.",
            ["£51.2 million"],
        ),
        (
            "How many wins were there in 2015?",
            "The 2014 season brought 40 wins and the following year 12 wins.",
            ["12 wins"],
        ),
        (
            "How many pupils were there in 1921?",
            "In 1920 it had 40 pupils; a year later it had 63 pupils.",
            ["63 pupils"],
        ),
        # from the year of publication, 2024
        ("How many tests were there in 2022?", "It held 25 tests in 2022 and 17 tests last year.", ["25 tests"]),
        ("How many tests were there in 2023?", "It held 25 tests in 2022 and 17 tests last year.", ["17 tests"]),
        ("How many deer were there in 2021?", "The herd counted 300 deer three years ago.", ["300 deer"]),
        ("How many deer were there in 2019?", "The herd counted 300 deer three years ago.", []),
        ("How many cars were sold in August 2024?", "Dealers sold 400 cars in August last year.", []),
        # no date of its own: a span, a year of something else, a year that is named as well
        ("How many ships did he sell in 1990?", "In his last year he sold 40 ships.", ["40 ships"]),
        (
            "How many lanes had it in 1920?",
            "It opened in 1920, one year later than planned, with 4 lanes.",
            ["4 lanes"],
        ),
        (
            "How many members left in 1923?",
            "Elected in 1920, he saw, three years later, in 1923, 40 members leave.",
            ["40 members"],
        ),
    ],
)
def test_a_year_told_by_its_distance(question: str, sentence: str, found: list[str]) -> None:
    assert shown(question, sentence, "2024-09-30") == found


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("How many fighters had surrendered by April 2021?", "To date 2,140 fighters have laid down arms.", False),
        ("How many fighters had surrendered by April 2024?", "To date 2,140 fighters have laid down arms.", True),
        ("How many tankers did it have in 2021?", "The fleet has grown to about 60 tankers.", False),
        ("How many members did the club have in 1990?", "The club now has 400 members.", False),
        ("How many members did the club have in 2023?", "The club now has 400 members.", True),
        ("How many people does the mill employ?", "The mill currently employs 90 people.", True),
        # what happened is counted later, and what was so by then is no present state
        ("How many people died in the fire of March 2021?", "So far 31 people have died.", True),
        ("How many houses did the 2021 quake destroy?", "So far 310 houses have been found destroyed.", True),
        ("How many members did the club have in 1990?", "It had 400 members and was now the largest.", True),
    ],
)
def test_what_holds_when_a_source_is_written_is_of_no_year_long_past(question: str, sentence: str, found: bool) -> None:
    assert bool(shown(question, sentence, "2024-09-30")) is found
    assert shown(question, sentence)  # of a source without a date nothing is known


@pytest.mark.parametrize(
    ("question", "found"),
    [("How many people were killed on 6 July?", ["31 people"]), ("How many people were killed on 9 July?", ["12"])],
)
def test_days_without_a_year_are_each_a_figures_own(question: str, found: list[str]) -> None:
    assert shown(question, "On 6 July shelling killed 31 people and on 9 July a mine killed 12.") == found


def test_of_two_years_ago_is_no_figure_of_the_survey_that_last_years_can_contradict() -> None:
    """Two notes with the same sentence, one of 2019 and one of 2024, are of 2018 and 2023."""
    texts = "Last year the brigade of Sarn put out 31 fires.", "Last year the brigade of Sarn put out 44 fires."
    notes = [Metadata(title="Note", published=published) for published in ("2019-02-01", "2024-02-01")]
    one, other = (
        next(iter(figures_of(statement)))
        for text, about in zip(texts, notes, strict=True)
        for statement in find_statements(text, about, ())
    )

    assert not may_be_same(one, other)


@pytest.mark.parametrize(
    ("question", "one", "other", "opposed"),
    [
        (
            "How many visitors came?",
            ("In the first three months it drew 71,000 visitors.", "71,000"),
            ("In its first year, says the city, the centre counted 288,000 visitors.", "288,000"),
            0,
        ),
        (
            "How many visitors came?",
            ("In the first twelve months it drew 271,000 visitors.", "271,000"),
            ("In its first year the centre counted 288,000 visitors.", "288,000"),
            2,
        ),
        (
            "How many visitors came?",
            ("In its second year 310,000 visitors came.", "310,000"),
            ("In its first year the centre counted 288,000 visitors.", "288,000"),
            0,
        ),
        ("How many shells fell?", ("On the first day 400 shells fell.", "400"), ("500 shells fell.", "500"), 2),
        (
            "How many shells fell?",
            ("On the first day 400 shells fell.", "400"),
            ("The first week saw 900 shells.", "900"),
            0,
        ),
        (
            "How much money did the shop take?",
            ("It took £4,000 on its opening weekend.", "4,000"),
            ("It took £9,000 over the first ten days.", "9,000"),
            0,
        ),
        (
            "How much money did the shop take?",
            ("It took £4,000 in the last month.", "4,000"),
            ("It took £9,000 in the past 30 days.", "9,000"),
            2,
        ),
        (
            "How much rain fell?",
            ("210 mm fell in the first two days, and 320 mm in the first week.", "210"),
            ("310 mm fell in the first week.", "310"),
            0,
        ),
    ],
)
def test_figures_counted_over_stretches_of_another_length_are_no_rivals(
    question: str, one: tuple[str, str], other: tuple[str, str], opposed: int
) -> None:
    assert _opposed(question, one, other) == opposed


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("How many visitors came in the first three months?", True),
        ("How many visitors came in its first year?", False),
        ("How many visitors came in its first weeks?", True),
        ("How many visitors came?", True),
    ],
)
def test_a_stretch_asked_for_leaves_out_the_others(question: str, found: bool) -> None:
    assert bool(shown(question, "In the first three months the centre drew 71,000 visitors.")) is found


@pytest.mark.parametrize(
    ("question", "one", "other", "opposed"),
    [
        (
            "How old was the captain?",
            ("In 1852 the captain was 21 years old.", "21"),
            ("In 1874 the captain was 43 years old.", "43"),
            0,
        ),
        (
            "How old was the captain?",
            ("In 1852 the captain was 21 years old.", "21"),
            ("In 1852 the captain was 25 years old.", "25"),
            2,
        ),
        (
            "How long did the strike last?",
            ("It began in 1994 and lasted 248 days.", "248"),
            ("The strike that ended in 1995 lasted 36 days.", "36"),
            2,
        ),
    ],
)
def test_an_age_is_of_a_time_and_a_length_of_time_is_not(
    question: str, one: tuple[str, str], other: tuple[str, str], opposed: int
) -> None:
    assert _opposed(question, one, other) == opposed


@pytest.mark.parametrize(
    ("question", "surer", "other", "answer"),
    [
        # the later of two years
        (
            "How many tankers serve Zerath?",
            ("We counted 22 tankers in 2021.", "22"),
            ("It found 34 tankers in 2022.", "34"),
            "34 tankers",
        ),
        (
            "What is the population of Sarn?",
            ("In 1990 Sarn had 4,000 people.", "4,000"),
            ("In 2011 the town had 3,100 people.", "3,100"),
            "3,100 people",
        ),
        (
            "How many tankers did Zerath have?",
            ("We counted 22 tankers in 2021.", "22"),
            ("It found 34 tankers in 2022.", "34"),
            "22 tankers",
        ),
        (
            "How many tankers has Zerath lost?",
            ("It lost 22 tankers in 2021.", "22"),
            ("It lost 34 tankers in 2022.", "34"),
            "22 tankers",
        ),
        (
            "What is its largest crew?",
            ("In 1990 the ship had a crew of 400 men.", "400"),
            ("In 2011 the ship had a crew of 310 men.", "310"),
            "400 men",
        ),
        (
            "How many tankers serve Zerath?",
            ("We counted 22 tankers in 2021.", "22"),
            ("It plans 34 tankers for 2030.", "34"),
            "22 tankers",
        ),
        # a state rather than an event
        (
            "How many fighters does it have?",
            ("On 21 October 2022 some 400 fighters overran the camp.", "400"),
            ("The panel puts its strength at 4,000 fighters.", "4,000"),
            "4,000 fighters",
        ),
        (
            "How many fighters does it have?",
            ("On 21 October some 400 fighters overran the camp.", "400"),
            ("The panel puts its strength at 4,000 fighters.", "4,000"),
            "4,000 fighters",
        ),
        (
            "How many pupils does the school have?",
            ("On 1 May 2023 it had 400 pupils.", "400"),
            ("The school could teach 900 pupils.", "900"),
            "400 pupils",
        ),
        (
            "How many fighters did it lose?",
            ("On 21 October 2022 it lost 400 fighters.", "400"),
            ("The panel puts its strength at 4,000 fighters.", "4,000"),
            "400 fighters",
        ),
    ],
)
def test_a_source_is_asked_how_things_stand_by_the_latest_it_says(
    question: str, surer: tuple[str, str], other: tuple[str, str], answer: str
) -> None:
    """Of two sentences of one source the first of which answers a little more surely."""
    said = [say("a", *surer, 0.8), say("a", *other, 0.7)]

    (found,) = read_sources(understand(question), said)

    assert found.value is not None
    assert render(found.value) == answer
