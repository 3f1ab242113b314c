"""Positions: who says the same and what cannot all hold. Text in, positions out."""

from dataclasses import replace

import pytest

from rag.asked import as_asked, figures_asked
from rag.conflict import conflicting
from rag.evidence import Evidence
from rag.positions import find_positions, read_sources
from rag.questions.question import understand
from tests.rag_evidence import independent, say, side

TOLL = "How many people died in the Orlo dam disaster?"


def positions(question: str, *said: Evidence) -> list[set[str]]:
    """Which documents stand together, best supported first."""
    asked = understand(question)
    groups = find_positions(asked, sorted(said, key=lambda e: -e.score), independent)
    return [{item.document.id for item in members.evidence} for members in groups]


def in_conflict(question: str, *said: Evidence) -> int:
    """How many positions cannot all hold."""
    asked = understand(question)
    return len(conflicting(asked, find_positions(asked, said, independent), {}))


def test_figures_that_differ_stand_apart() -> None:
    """Three tolls make three positions, the one with most sources first."""
    said = (
        say("a", "Officials said 31 people died.", "31"),
        say("b", "The flood killed 37 people.", "37"),
        say("c", "Thirty-seven people died in the flood.", "Thirty-seven"),
    )

    assert [{"b", "c"}, {"a"}] == positions(TOLL, *said)
    assert in_conflict(TOLL, *said) == 2


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (TOLL, ("The flood killed 31 people.", "31"), ("Thirty-one people died.", "Thirty-one")),
        (TOLL, ("More than 30 people died.", "30"), ("The flood killed 31 people.", "31")),
        (
            "How much was paid in compensation?",
            ("It paid 1.5 million euros.", "1.5"),
            ("It paid €1,500,000.", "1,500,000"),
        ),
        (
            "How far is Orlo from the coast?",
            ("Orlo is 4 km inland.", "4"),
            ("It lies about 2.5 miles inland.", "2.5"),
        ),
        (
            "When did the dam open?",
            ("It opened in March 1964.", "1964"),
            ("The dam opened on 9 March 1964.", "1964"),
        ),
        (
            "At what time did it break?",
            ("It broke at 05:30.", "05:30"),
            ("It broke at half past five in the morning.", "half"),
        ),
    ],
)
def test_the_same_in_other_notation_agrees(question: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    """Words, units, rounding, bounds and coarser dates are not disagreements."""
    said = say("a", *one), say("b", *other)

    assert [{"a", "b"}] == positions(question, *said)
    assert in_conflict(question, *said) == 0


def test_figures_of_other_years_do_not_conflict() -> None:
    """Each source says when its figure held, and the times differ; asked how it stands, they would be an update."""
    question = "How many members did the union have?"

    assert (
        in_conflict(
            question,
            say("a", "In 2020 it had 4,900 members.", "4,900"),
            say("b", "In 2024 it had 6,200 members.", "6,200"),
        )
        == 0
    )


def test_the_hurt_are_not_the_dead() -> None:
    """Killed against wounded is another quantity."""
    assert (
        in_conflict(TOLL, say("a", "The flood killed 31 people.", "31"), say("b", "It injured 80 people.", "80")) == 0
    )


def test_the_question_says_what_sure_figures_count() -> None:
    """Dockers, colleagues and people are three words for those killed; a faint figure is held to its noun."""
    question = "How many dockers were killed?"
    said = (
        say("a", "The crane killed 2 dockers.", "2", 0.9),
        say("b", "Three persons were killed.", "Three", 0.8),
        say("c", "We mourn three men.", "three", 0.8),
        say("d", "Nine lorries burned.", "Nine", 0.35),
    )

    assert [{"b", "c"}, {"a"}] == positions(question, *said)
    assert in_conflict(question, *said) == 2


def test_a_bare_number_is_of_any_currency() -> None:
    """ "It cost 7.8 million" cannot stand beside 6.5 million euros; 6.5 million can."""
    question = "How much did the bridge cost?"
    euros = say("a", "It cost 6.5 million euros.", "6.5")
    bare, other = (
        replace(said, value=as_asked(understand(question), said.value, said.quote))
        for said in (say("b", "It cost 6.5 million.", "6.5"), say("c", "It cost 7.8 million.", "7.8"))
        if said.value
    )

    assert [{"a", "b"}, {"c"}] == positions(question, euros, bare, other)


def test_none_stands_against_a_toll() -> None:
    """A source that says nobody died gives a figure, which those that count the dead exclude."""
    quote = "Nobody died in the flood."
    none = replace(say("a", quote), value=figures_asked(understand(TOLL), quote, ())[0])
    toll = say("b", "The flood killed 12 people.", "12")

    assert [{"a"}, {"b"}] == positions(TOLL, none, toll)
    assert in_conflict(TOLL, none, toll) == 2


def test_a_whole_date_speaks_for_the_weekdays_it_can_be() -> None:
    """Friday and 8 March 2024 are one day, Thursday is another."""
    question = "When did the dam open?"
    asked = understand(question)
    friday, thursday = (
        replace(say(name, quote), value=figures_asked(asked, quote, ())[0])
        for name, quote in (("a", "It opened on Friday."), ("c", "It opened on Thursday."))
    )
    dated = say("b", "It opened on 8 March 2024.", "8", 0.7)

    assert positions(question, friday, dated, thursday) == [{"a", "b"}, {"c"}]
    (agreed, _) = find_positions(asked, (friday, dated, thursday), independent)
    assert agreed.value == dated.value


def test_a_source_speaks_once_and_the_faint_not_at_all() -> None:
    """Of one document the surest sentence counts; a far less sure figure elsewhere is about something else."""
    said = (
        say("a", "The flood killed 31 people.", "31", 0.9),
        say("a", "A flood in the north killed 12 people.", "12", 0.4),
        say("b", "The 1950 flood killed 600 people.", "600", 0.05),
    )

    assert [{"a"}] == positions(TOLL, *said)


def test_agreeing_sources_make_one_another_surer() -> None:
    """Two sources of 0.35 each that agree are likelier right than not; copies of one text are one source."""
    said = say("a", "The flood killed 31 people.", "31", 0.35), say("b", "Thirty-one died.", "Thirty-one", 0.35)
    asked = understand(TOLL)

    assert pytest.approx(0.5775) == find_positions(asked, said, independent)[0].probability
    assert find_positions(asked, said, lambda _: {"a": "a", "b": "a"}) == ()


def test_the_later_of_two_figures_is_the_answer() -> None:
    """A source that says how a figure grew stands by the later one."""
    quote = "Membership has grown from 4,000 to 6,000."
    first, second = say("a", quote, "4,000", 0.9), say("a", quote, "6,000", 0.7)

    (answer,) = read_sources(understand("How many members does it have?"), (first, second))

    assert second == answer


@pytest.mark.parametrize(
    ("question", "figure"),
    [("How many fighters does the Meru have?", "6,000"), ("How many fighters did the Meru have?", "2,000")],
)
def test_what_holds_by_now_is_meant_where_it_is_asked_how_it_stands(question: str, figure: str) -> None:
    """Of two sentences of one source that answer about as surely."""
    before = say("a", "In 2021 the Meru was put at 2,000 fighters.", "2,000", 0.72)
    later = say("a", "Three years later it is put at 6,000 fighters.", "6,000", 0.7)

    assert [e.value.text for e in read_sources(understand(question), [before, later]) if e.value] == [
        f"{figure} fighters"
    ]


def test_the_most_exact_source_speaks_for_those_that_agree() -> None:
    """The day is shown, not the year; the count, not the bound."""
    question = "When did the dam open?"
    said = (
        say("a", "The dam opened in 1964.", "1964", 0.95),
        say("b", "It opened on 9 March 1964.", "1964", 0.7),
    )

    (agreed,) = find_positions(understand(question), said, independent)

    assert agreed.evidence == (said[1], said[0])


def test_figures_of_another_sort_are_no_answer() -> None:
    """Tonnes and dollars neither agree nor conflict: what is likelier is the answer."""
    question = "How much coal did the mine produce?"
    said = (
        say("a", "The mine produced 295,000 tonnes.", "295,000", 0.9),
        say("b", "It paid a fine of $2,400,000.", "2,400,000", 0.6),
    )

    assert positions(question, *said) == [{"a"}]


def test_figures_of_another_event_are_no_rivals() -> None:
    """An unsure toll among words that meet far less of the question is that of something else; not where it is sure."""
    surest = say("a", "The Orlo dam disaster killed 31 people.", "31", 0.9, about=1.0)
    flood = say("b", "The flood killed 37 people.", "37", 0.3, about=0.8)
    fire = say("c", "A fire killed nine people.", "nine", 0.3, about=0.4)
    named = replace(say("d", "The fire at Brage killed 11 people.", "11", 0.5), elsewhere=True)

    assert positions(TOLL, surest, flood, fire, named) == [{"a"}, {"b"}]
    assert positions(TOLL, surest, replace(fire, score=0.7)) == [{"a"}, {"c"}]


def test_the_best_supported_answer_says_which_sort_of_figure_each_source_is_asked_for() -> None:
    """Not its surest figure of another sort, nor one of a sort that two sources only seem to give."""
    shares = (
        say("a", "The flood destroyed 286 houses.", "286", 0.9),
        say("b", "It took 310 houses.", "310", 0.5),
        say("b", "Seven out of ten were not insured.", "Seven out of ten", 0.8),
    )
    days = (
        say("a", "The pause in April lasted twelve days.", "twelve days", 0.9),
        say("c", "The pause in April was a mistake.", "April", 0.12),
        say("d", "The pause in April was right.", "April", 0.1),
    )

    assert positions("How many houses did the flood destroy?", *shares) == [{"a"}, {"b"}]
    assert positions("How long did the pause in April last?", *days) == [{"a"}]


def test_a_fate_that_only_one_source_names_is_that_of_the_others() -> None:
    """ "Still missing" says what became of them, "remain missing" the same; "hurt" is another."""
    question = "How many miners are missing?"
    known = say("a", "Twelve men are still missing.", "Twelve", 0.8)
    unknown = say("b", "Five men remain missing.", "Five", 0.5)
    hurt = say("c", "Nine men were hurt.", "Nine", 0.5)
    assert [item.value.role for item in (known, unknown) if item.value] == ["missing", ""]

    assert positions(question, known, unknown, hurt) == [{"a"}, {"b"}]


def test_a_figure_of_the_surest_ones_month_is_of_its_event() -> None:
    """What another word says of the question less, the shared month makes up for; a shared year does not."""
    surest = say("a", "The dam at Orlo broke on 9 March 1964 and killed 31 people.", "31", 0.9)
    month = say("b", "In March 1964 a flood killed 37 people.", "37", 0.2, about=0.65)
    year = say("c", "In 1964 a flood killed 40 people.", "40", 0.2, about=0.65)

    assert positions(TOLL, surest, month, year) == [{"a"}, {"b"}]


def test_the_same_figure_is_of_no_other_event() -> None:
    """Whatever its words are about, it is no rival of the surest one, and makes it surer."""
    surest = say("a", "The Orlo dam disaster killed 31 people.", "31", 0.4, about=1.0)

    assert positions(TOLL, surest, say("b", "I counted 31 dead.", "31", 0.2, about=0.3)) == [{"a", "b"}]
    assert positions(TOLL, surest, say("b", "I counted 37 dead.", "37", 0.2, about=0.3)) == []


def test_an_unsure_undated_figure_does_not_contradict_that_of_the_year_asked_for() -> None:
    """Where a source answers about the year in the question, one that names no time has to be sure to be of it."""
    question = "How much rain fell in July 2002?"
    dated = say("a", "In July 2002 171 mm of rain fell.", "171", 0.8)
    undated = say("b", "Before the failure 138 mm of rain fell.", "138", 0.45)

    assert positions(question, dated, undated) == [{"a"}]
    assert positions(question, dated, replace(undated, score=0.7)) == [{"a"}, {"b"}]
    assert positions(question, replace(undated, score=0.5)) == [{"b"}]


def test_a_sure_sentence_may_name_others_than_the_question_does() -> None:
    """A hospital, say; one that is not so sure is then about them."""
    surest = say("a", "The Orlo dam disaster killed 31 people.", "31", 0.9)
    beside = replace(say("b", "He counted 37 dead at St Brigid's.", "37", 0.8), elsewhere=True)

    assert positions(TOLL, surest, beside) == [{"a"}, {"b"}]
    assert positions(TOLL, surest, replace(beside, score=0.6)) == [{"a"}]
    assert positions(TOLL, surest, replace(beside, score=0.9, about=0.5)) == [{"a"}]  # the toll of another flood


def test_a_source_that_takes_both_sides_is_heard_on_either() -> None:
    """Its surest sentence does not silence the one that says the opposite; a sentence that hardly answers is left."""
    question = understand("Is the bridge safe?")
    safe = side("a", "The bridge is safe.", "yes")
    unsafe = replace(side("a", "But heavy lorries must keep off, for it may fall.", "no"), start=100, score=0.3)
    faint = replace(side("b", "The bridge is old.", "no"), start=100, score=0.1)

    heard = read_sources(question, (safe, side("b", "It is safe.", "yes"), unsafe, faint))

    assert [(item.document.id, item.stance and item.stance.side) for item in heard] == [
        ("a", "yes"),
        ("b", "yes"),
        ("a", "no"),
    ]


def test_a_source_counts_on_the_side_it_takes_more_surely() -> None:
    """ "Yes: UN and another source" must not mean the ministry that says no; alone on a side it still counts."""
    question = understand("Did the army lose weapons?")
    un = side("un", "The army lost 40 rifles.", "yes")
    ministry = replace(side("ministry", "No weapon was lost.", "no"), score=0.9)
    besides = replace(side("ministry", "Some rifles were damaged.", "yes"), start=100, score=0.3)
    paper = replace(side("paper", "Rifles were lost at Sarn.", "yes"), score=0.4)

    def counted(*said: Evidence) -> list[tuple[list[str], int]]:
        groups = find_positions(question, said, independent)
        return [([item.document.id for item in made.evidence], made.origins) for made in groups]

    assert counted(un, ministry, besides) == [(["un", "ministry"], 1), (["ministry"], 1)]
    assert counted(un, paper, ministry, besides) == [(["un", "paper", "ministry"], 2), (["ministry"], 1)]
    assert counted(ministry, besides) == [(["ministry"], 1), (["ministry"], 1)]
