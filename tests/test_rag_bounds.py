"""Bounds, rough figures, faint ones and parts: whom they join and whom they oppose. Text in, positions out."""

from dataclasses import replace

import pytest

from rag.conflict import conflicting
from rag.evidence import Evidence
from rag.limits import is_whole
from rag.positions import Group, find_positions
from rag.questions.question import understand
from rag.values.compare import compatible
from rag.values.find import find_values
from rag.write import write
from tests.rag_evidence import independent, say, side

TOLL = "How many people died in the fire at Brenno?"


def found(question: str, *said: Evidence) -> tuple[Group, ...]:
    return find_positions(understand(question), sorted(said, key=lambda e: -e.score), independent)


def together(question: str, *said: Evidence) -> list[set[str]]:
    return [{item.document.id for item in made.evidence} for made in found(question, *said)]


def opposed(question: str, *said: Evidence) -> list[set[str]]:
    rivals = conflicting(understand(question), found(question, *said), {})
    return [{item.document.id for item in rival.evidence} for rival in rivals]


@pytest.mark.parametrize(
    ("said", "figure", "hold"),
    [
        ("just over 41% of the beds", "43 per cent", True),
        ("just over 41% of the beds", "63 per cent", False),
        ("slightly less than 200 cows", "190 cows", True),
        ("a little under 200 cows", "120 cows", False),
        ("nearly 60 pupils", "57 pupils", True),
        ("almost 60 pupils", "64 pupils", False),
        ("about 2.1 million voters", "2.05 million voters", True),
        ("about 2.1 million voters", "1.9 million voters", False),
        ("some 455,000 people", "450,000 people", True),
        ("some 455,000 people", "412,000 people", False),
        ("about 2,000 books", "2,150 books", True),
    ],
)
def test_rough_figures_allow_what_their_words_say(said: str, figure: str, hold: bool) -> None:
    """A tenth at most, on one side where the words say which, less where more figures are given."""
    rough, exact = find_values(said)[0], find_values(figure)[0]

    assert compatible(rough, exact) is hold
    assert compatible(exact, rough) is hold


def test_a_bound_joins_the_nearest_figure_it_allows_and_only_a_near_one() -> None:
    """ "At least 19" was said of 23 rather than of 27, "more than 30" of neither 60 nor 130."""
    least = say("c", "At least 19 people died.", "19")
    near = say("a", "The fire killed 27 people.", "27", 0.9), say("b", "It killed 23 people.", "23", 0.7)
    far = say("a", "The fire killed 60 people.", "60", 0.9), say("b", "It killed 130 people.", "130", 0.85)

    assert together(TOLL, *near, least) == [{"b", "c"}, {"a"}]
    assert together(TOLL, *far, say("c", "More than 30 people died.", "30")) == [{"a"}, {"b"}, {"c"}]
    assert opposed(TOLL, *far, say("c", "More than 30 people died.", "30")) == [{"a"}, {"b"}]


def test_a_rough_figure_joins_the_nearest() -> None:
    said = say("a", "The fire killed 19 people.", "19", 0.9), say("b", "It killed 21 people.", "21", 0.8)

    assert together(TOLL, *said, say("c", "About 22 people died.", "22")) == [{"b", "c"}, {"a"}]


def test_a_deadline_years_off_is_no_source_for_a_date() -> None:
    signed = say("a", "The contract was signed on 12 October 2021.", "2021", 0.9)
    work = say("b", "The line must be signed over by 1 July 2026.", "2026", 0.4)

    assert together("When was the contract signed?", signed, work) == [{"a"}, {"b"}]
    assert opposed("When was the contract signed?", signed, work) == []


def test_a_range_opposes_neither_of_two_figures_in_it() -> None:
    """They oppose each other, but neither is likely to be an answer."""
    bones = say("a", "The woman was aged 40 to 50.", "40", 0.9)
    said = say("b", "The widow was aged 42.", "42", 0.45), say("c", "The singer died at the age of 46.", "46", 0.4)
    age = "How old was the woman in the grave?"

    assert together(age, bones, *said) == [{"a", "b"}, {"c"}]
    assert opposed(age, bones, *said) == []
    assert opposed(age, bones, say("d", "She was aged 61.", "61", 0.6)) == [{"a"}, {"d"}]


def test_a_span_of_many_years_is_no_source_for_one_of_them() -> None:
    """Nor are the 1880s such a span, which may be how another source puts 1889."""
    flight = say("a", "She flew in 1889.", "1889", 0.9)
    life = say("b", "The pilot, 1835–1911, flew over the bay.", "1835", 0.4)
    decade = say("c", "She flew in the 1880s.", "1880", 0.7)

    assert together("When did she fly?", flight, life, decade) == [{"a", "c"}, {"b"}]
    assert opposed("When did she fly?", flight, life, decade) == []


def test_a_figure_that_hardly_answers_is_no_source_and_outranks_nobody() -> None:
    """6 May has a faint companion, 1741 is the surer; the companion still makes 6 May likelier."""
    question = "When did Ottavia die?"
    said = (
        say("a", "Ottavia died on 6 May 1716.", "1716", 0.73),
        say("b", "The letter of 6 May 1716 is lost.", "1716", 0.11),
        say("c", "Ottavia died in 1741.", "1741", 0.91),
    )

    first, second = found(question, *said)

    assert [item.document.id for item in first.evidence] == ["c"]
    assert ([item.document.id for item in second.evidence], second.origins) == (["a"], 1)
    assert second.probability == pytest.approx(1 - 0.27 * 0.89)


def test_a_source_leads_the_side_that_its_surest_sentence_takes() -> None:
    """The audit office reports the ministry's view in passing; the ministry itself speaks for it."""
    office = side("office", "The dam was not inspected.", "no")
    passing = replace(side("office", "Inspected in May, says the ministry.", "yes"), start=100, score=0.6)
    ministry = replace(side("ministry", "We inspected the dam.", "yes"), score=0.55)

    groups = found("Was the dam inspected?", replace(office, score=0.9), passing, ministry)

    assert {made.side: made.evidence[0].document.id for made in groups} == {"no": "office", "yes": "ministry"}


@pytest.mark.parametrize(
    ("sentence", "wholes"),
    [
        ("The Greens won 35 of 150 seats.", ["150 seats"]),
        ("Of the 18 drones 16 were destroyed.", ["18 drones"]),
        ("Of 40 ships, the yard kept 12.", ["40 ships"]),
        ("The town is proud of 40 ships; 12 pilots work there.", []),
    ],
)
def test_a_whole_is_one_before_or_behind_its_part(sentence: str, wholes: list[str]) -> None:
    values = find_values(sentence)

    assert [value.text for value in values if is_whole(sentence, value, values)] == wholes


def test_sons_are_no_rivals_of_daughters() -> None:
    """Those of a sentence that tells them apart; boys alone may be the children that are asked for."""
    family = "She had six children, four sons and two daughters."
    other = say("b", "Her three daughters went to Rome.", "three", 0.7)
    mixed = [say("a", family, figure, score) for figure, score in (("six", 0.8), ("four", 0.7), ("two", 0.6))]
    armed = say("a", "The militia armed 260 children.", "260"), say("b", "It armed 800 boys and girls.", "800")

    values = [made.value.text for made in found("How many daughters did she have?", *mixed, other) if made.value]

    assert values == ["three daughters", "two daughters"]
    assert opposed("How many children did the militia arm?", *armed) == [{"a"}, {"b"}]


def test_a_figure_leads_where_what_stands_beside_it_hardly_answers() -> None:
    attack = say("a", "The attack took place on 3 May 2019.", "2019", 0.9)
    vigil = say("b", "Its victims were mourned on 9 June 2020.", "2020", 0.2)
    when = "When did the attack take place?"
    groups = found(when, attack, vigil)
    numbers = {(item.document.id, item.start, item.end): n for n, item in enumerate((attack, vigil), start=1)}

    assert len(groups) == 2
    assert write(understand(when), groups, (), numbers).text.startswith("3 May 2019. [1]")
    likely = replace(groups[1], probability=0.6)
    assert not write(understand(when), (groups[0], likely), (), numbers).text.startswith("3 May 2019.")
