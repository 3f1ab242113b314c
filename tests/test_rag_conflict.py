"""Which answers in words exclude each other, and which sides sentences take."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from index.pairs.types import Claims, Judgement
from rag.conflict import conflicting, sureness, to_tell
from rag.evidence import Evidence
from rag.positions import find_positions, side_of
from rag.questions.question import understand
from rag.stance import take_sides
from tests.fakes import WordJudge
from tests.rag_evidence import independent, related, say, side, words

WHO = "Who raised the alarm?"


OPPOSITES = (("tomas", "edda"), ("reyle", "watchman"))


def excluding(*said: Evidence, question: str = WHO, opposites: Sequence[tuple[str, str]] = OPPOSITES) -> list[str]:
    """The words of the positions that cannot all hold."""
    asked = understand(question)
    groups = find_positions(asked, said, lambda items: {item.document.id: item.document.id for item in items})
    relations = related(asked, groups, WordJudge(*opposites))
    return [group.evidence[0].words for group in conflicting(asked, groups, relations)]


def test_the_judge_decides_about_words() -> None:
    """Names that it finds to contradict each other exclude each other; another that it does not is left out."""
    tomas = words("a", "Tomas saw it first.", "Tomas", 0.9)
    edda = words("b", "Edda rang the bell.", "Edda")
    bell = words("c", "The bell is in the tower.", "the tower", 0.7)

    assert excluding(tomas, edda, bell) == ["Tomas", "Edda"]
    assert excluding(tomas, bell) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tomas Reyle", "Reyle"), ("the watchman", "The watchmen"), ("Tomas Reyle", "Reyle, Tomas")],
)
def test_words_within_words_do_not_exclude_each_other(one: str, other: str) -> None:
    """A surname, another form or another order is the same answer, whatever the judge would say."""
    assert excluding(words("a", f"Not {one}, edda.", one), words("b", f"{one}, watchman.", other)) == []


def test_figures_in_the_words_are_compared_by_arithmetic() -> None:
    """Where both answers are about one figure, no model is asked: 2.4 million is no 1.6, and a dozen is twelve."""
    question = "What became of the manuscript?"
    sold = words("a", "It was sold for 2.4 million dollars.", "sold for 2.4 million dollars", 0.9)
    cheaper = words("b", "Sold, for 1.6 million dollars.", "Sold, for 1.6 million dollars")
    same = words("c", "Sold for 2,400,000 dollars.", "for 2,400,000 dollars", 0.7)

    assert excluding(sold, cheaper, question=question) == [sold.words, cheaper.words]
    assert excluding(sold, same, question=question) == []


def test_places_exclude_each_other_unless_one_is_said_to_lie_within_the_other() -> None:
    """Tomas's barn and Edda's mill are two places, and one where a source says that the mill is Tomas's."""
    where = "Where was it found?"
    barn, mill = words("a", "It was in Tomas.", "in Tomas", 0.9), words("b", "It was in Edda.", "in Edda")
    within = words("b", "It was in Edda, a part of Tomas.", "in Edda")
    apart = words("b", "It was in Edda and not in Tomas.", "in Edda")
    both = words("b", "It was in Edda.", "in Edda, Tomas")

    assert excluding(barn, mill, question=where) == ["in Tomas", "in Edda"]
    assert excluding(barn, apart, question=where) == ["in Tomas", "in Edda"]
    assert excluding(barn, within, question=where) == []
    assert excluding(barn, both, question=where) == []
    assert excluding(barn, within) == ["in Tomas", "in Edda"]  # of persons


def test_places_near_each_other_or_of_what_can_be_in_many_do_not_exclude_each_other() -> None:
    """Krasnogorsk lies beside Moscow, whatever the judge says; and a group is active in more places than one."""
    found, active = "Where was it found?", "Where is it active?"
    moscow = words("a", "It was in Moscow, Tomas.", "in Moscow, Tomas", 0.9)
    suburb = words("b", "It was in Krasnogorsk, Edda.", "in Krasnogorsk, Edda")
    lyon = words("b", "It was in Lyon, Edda.", "in Lyon, Edda")
    unmarked = words("b", "It was in Krasnogorsk, Edda.", "")

    assert excluding(moscow, lyon, question=found) == [moscow.words, lyon.words]
    assert excluding(moscow, suburb, question=found) == []
    assert excluding(moscow, unmarked, question=found) == []
    assert excluding(moscow, lyon, question=active) == []


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Where did the talks take place?", 2),
        ("Where were the talks held?", 2),
        ("Where were the talks?", 0),
        ("Where are the talks?", 0),
        ("In which city were the talks?", 2),
        ("In which cities were the talks?", 0),
        ("Who held the talks?", 0),
    ],
)
def test_places_that_an_atlas_knows_to_be_apart_need_no_judge(question: str, count: int) -> None:
    """It finds nothing against Geneva and Vienna; unmarked, a name may be of something else."""
    geneva, vienna = words("a", "In Geneva.", "Geneva", 0.9), words("b", "In a hall in Vienna.", "a hall in Vienna")

    assert len(excluding(geneva, vienna, question=question)) == count
    assert excluding(geneva, replace(vienna, words=""), question=question) == []
    assert excluding(geneva, replace(vienna, words="Vienna and Lyon"), question=question) == []


def test_sources_with_the_same_words_stand_together() -> None:
    """Two that name the same man are one position of two."""
    asked = understand(WHO)
    said = (words("a", "Tomas Reyle raised it.", "Tomas Reyle"), words("b", "It was Tomas Reyle.", "the Tomas Reyle"))

    (group,) = find_positions(asked, said, lambda items: {item.document.id: item.document.id for item in items})

    assert group.origins == 2


def test_sides_are_taken_on_yes_no_questions_alone() -> None:
    """The judge is asked about "Yes." and "No."; what it cannot place takes no side."""
    said = (say("a", "yes"), say("b", "no"), say("c", "The harbour employs many."))

    taken = take_sides(understand("Was the door closed?"), said, WordJudge())
    others = take_sides(understand(WHO), said, WordJudge())

    assert [side_of(item) for item in taken] == ["yes", "no", None]
    assert others == said


class Recording(WordJudge):
    """Remembers the questions it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[str] = []

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        self.questions += [claim.question for claim in claims]
        return super().judge(claims)


def test_sides_are_asked_for_with_the_names_a_source_has() -> None:
    """Where a document calls the thing otherwise than the question does, its sentence is judged on its own words."""
    judge = Recording()
    said = (replace(say("a", "yes"), asked="Did the NGrB pay?"), say("b", "no"))

    take_sides(understand("Did the NGB pay?"), said, judge)

    assert judge.questions == ["Did the NGrB pay?"] * 2 + ["Did the NGB pay?"] * 2


def test_only_a_sure_sentence_joins_a_side() -> None:
    """One that the judge can hardly place stands by itself, and the surest of each side stand against each other."""
    asked = understand("Was the door closed?")
    said = [
        side("a", "The door was closed.", "yes", 0.9), side("b", "It was shut.", "yes", 0.8),
        side("c", "It was perhaps shut.", "yes", 0.3), side("d", "It was open.", "no", 0.6),
    ]  # fmt: skip
    groups = find_positions(asked, said, lambda items: {item.document.id: item.document.id for item in items})

    opposed = conflicting(asked, groups, {})

    assert [{item.document.id for item in group.evidence} for group in opposed] == [{"a", "b"}, {"d"}]
    assert len(groups) == 3


def test_a_figure_is_the_less_of_the_same_quantity_the_further_off_it_is() -> None:
    """Odds of 1.5 become 0.75 for twice as many and 0.15 for ten times as many, a probability of 0.13: no rival."""
    question = "How many men went over?"
    asked = understand(question)
    surest = say("a", "200 men went over.", "200", 0.9)

    def sure(figure: str, score: float) -> list[float]:
        said = (surest, say("b", f"{figure} men went over.", figure, score))
        groups = find_positions(asked, said, lambda items: {item.document.id: item.document.id for item in items})
        return [sureness(rival) for rival in conflicting(asked, groups, {})]

    assert sure("400", 0.6) == pytest.approx([0.9, 0.75 / 1.75])
    assert sure("2,000", 0.6) == []
    assert sure("2,000", 0.8) == pytest.approx([0.9, 0.4 / 1.4])


def test_a_further_position_need_be_half_as_sure_as_those_that_disagree() -> None:
    """Between 0.125 and 0.25 a figure stands beside two others that differ and makes no disagreement by itself."""
    question = "How many men went over?"
    asked = understand(question)
    first, second = say("a", "200 men went over.", "200", 0.9), say("b", "250 men went over.", "250", 0.7)
    faint = say("c", "240 men went over.", "240", 0.16)

    def texts(*said: Evidence) -> list[str]:
        groups = find_positions(asked, said, lambda items: {item.document.id: item.document.id for item in items})
        return [rival.value.text for rival in conflicting(asked, groups, {}) if rival.value]

    assert texts(first, faint) == []
    assert texts(first, second, faint) == ["200 men", "250 men", "240 men"]


def test_a_position_that_is_hardly_one_takes_no_part() -> None:
    """A side that is as good as not taken makes none: taken with 0.36, in a sentence that answers with 0.25."""
    asked = understand("Was the door closed?")
    plain, faint = side("a", "The door was closed.", "yes", 0.9), side("b", "It was open.", "no", 0.36)

    def opposed(*said: Evidence) -> int:
        groups = find_positions(asked, said, lambda items: {item.document.id: item.document.id for item in items})
        return len(conflicting(asked, groups, {}))

    assert opposed(plain, faint) == 2
    assert opposed(plain, replace(faint, score=0.3)) == 2
    assert opposed(plain, replace(faint, score=0.25)) == 0


def test_a_source_is_quoted_with_the_sentence_that_takes_a_side() -> None:
    """A sentence that only bears on the matter, though surer, does not speak for its source."""
    asked = understand("Was the door closed?")
    said = (say("a", "The door is steel.", score=0.9), side("a", "The door was closed.", "yes", 0.9))
    beside, sided = (said[0], said[1])

    (group,) = find_positions(
        asked,
        [take_sides(asked, [beside], WordJudge())[0], sided],
        lambda items: {item.document.id: item.document.id for item in items},
    )

    assert group.evidence[0].quote == "The door was closed."


def test_what_hardly_answers_is_not_cited_for_a_side_that_others_take() -> None:
    """It may be the only voice of a side; beside a plain one it is mostly about something else."""
    asked = understand("Was the door closed?")
    plain = side("a", "The door was closed.", "yes", 0.9)
    faint = replace(side("b", "The door was painted in June.", "yes", 0.8), score=0.15)

    def cited(*said: Evidence) -> list[set[str]]:
        groups = find_positions(asked, said, lambda items: {item.document.id: item.document.id for item in items})
        return [{item.document.id for item in group.evidence} for group in groups]

    assert cited(plain, faint) == [{"a"}]
    assert cited(side("c", "It was open.", "no", 0.9), faint) == [{"c"}, {"b"}]


def test_a_side_that_sources_only_seem_to_take_is_none() -> None:
    """Many that hardly answer make no side between them; one that is likely to answer does."""
    asked = understand("Was the door closed?")
    closed = side("a", "The door was closed.", "yes", 0.9)

    def opposed(score: float) -> int:
        faint = [replace(side(name, "It was open.", "no", 0.9), score=score) for name in "bcd"]
        groups = find_positions(asked, [closed, *faint], lambda items: {i.document.id: i.document.id for i in items})
        return len(conflicting(asked, groups, {}))

    assert opposed(0.09) == 0
    assert opposed(0.12) == 2


@pytest.mark.parametrize(
    ("question", "plain", "first", "second", "scores", "opposed"),
    [
        (
            "Can people swim in Lake Orrin?",
            "Swimming is allowed from the east shore.",
            "The lake is fed by the Orr.",
            "Boats are moored there.",
            (0.13, 0.11),
            0,
        ),
        ("Was the poet married?", "She married in 1871.", "She lived alone.", "She left no heirs.", (0.13, 0.13), 0),
        ("Was the poet married?", "She married in 1871.", "She never married.", "She left no heirs.", (0.19, 0.13), 2),
        ("Was the poet married?", "She married in 1871.", "She never married.", "She left no heirs.", (0.4, 0.13), 2),
    ],
)
def test_sentences_that_hardly_answer_do_not_add_up_to_a_side(
    question: str, plain: str, first: str, second: str, scores: tuple[float, float], opposed: int
) -> None:
    """A side is as sure as its surest sentence: 0.13 x 0.7 is under the bar of 0.1 and stays there with a second."""
    asked = understand(question)
    faint = [
        replace(side(name, quote, "no", 0.7), score=score)
        for name, quote, score in zip("bc", (first, second), scores, strict=True)
    ]
    groups = find_positions(asked, [side("a", plain, "yes"), *faint], independent)

    assert len(conflicting(asked, groups, {})) == opposed


MARGIN = "By what margin did the council approve the stadium?"


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (MARGIN, ("It passed with 51 per cent.", "51 per cent"), ("It passed by 27 votes to 14.", "27 votes to 14")),
        (
            "What is known of the arsenic at the works?",
            ("The dust held 38 mg/kg.", "38 mg/kg"),
            ("In the well it came to 0.25 mg/l.", "0.25 mg/l"),
        ),
        (
            "What does the front consist of?",
            ("It has 2,500 fighters.", "2,500 fighters"),
            ("It holds 18 per cent of the land.", "18 per cent of the land"),
        ),
    ],
)
def test_figures_of_different_sorts_exclude_nothing(
    question: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    """A share and votes, milligrams a kilogram and a litre can all hold, whatever the judge says."""
    said, opposed = (words("a", *one, 0.9), words("b", *other)), [("51", "27"), ("38", "25"), ("500", "18")]

    assert excluding(*said, question=question, opposites=opposed) == []


def test_what_is_no_figure_is_left_to_the_judge() -> None:
    """A load of 40 tonnes and two years of neglect are two causes, not two measures."""
    load = words("a", "It was tomas, a load of 40 tonnes.", "tomas, a load of 40 tonnes", 0.9)
    neglect = words("b", "It was edda, two years of neglect.", "edda, two years of neglect")

    assert excluding(load, neglect, question="What brought the bridge down?") == [load.words, neglect.words]


def test_a_figure_in_words_is_read_whole() -> None:
    """The reader marked two numbers of a range, which 380 fighters are within, and a number without its currency."""
    strength, sales = "What does the front consist of?", "What did Kelmar report?"
    clipped = words("a", "It has between 350 and 400 fighters.", "350 and 400", 0.9)

    assert excluding(clipped, words("b", "It has 380 fighters.", "380 fighters"), question=strength) == []
    assert excluding(clipped, words("b", "It has 500 fighters.", "500"), question=strength) == ["350 and 400", "500"]
    bare, full = words("a", "It sold for 274 million crowns.", "274 million", 0.9), "270 million crowns"
    assert excluding(bare, words("b", f"It sold for {full}.", full), question=sales) == ["274 million", full]


def test_figures_in_words_of_other_times_or_far_apart_are_no_rivals() -> None:
    """As those that are asked for outright: each year has its fleet, and 900 ships are hardly the 17 asked about."""
    fleet = "What did the fleet consist of?"
    now, before = words("a", "It had 17 ships in 2023.", "17 ships", 0.9), "It had eleven ships in 2022."

    assert excluding(now, words("b", before, "eleven ships"), question=fleet) == []
    assert excluding(now, words("b", "It had eleven ships.", "eleven ships"), question=fleet) != []
    assert excluding(now, words("b", "It had 900 ships.", "900 ships", 0.6), question=fleet) == []


def test_further_answers_that_exclude_each_other_are_found_behind_one_that_excludes_none() -> None:
    """The first is about something else, and two others cannot both hold."""
    bell = words("a", "The bell is in the tower.", "the tower", 0.95)
    tomas, edda = words("b", "Tomas saw it.", "Tomas", 0.9), words("c", "Edda rang.", "Edda", 0.8)

    assert excluding(bell, tomas, edda) == ["Tomas", "Edda"]


@pytest.mark.parametrize(("sure", "told"), [(0.9, ["5.5", "6.2"]), (0.7, ["5.5", "38.4 million", "6.2"])])
def test_a_sure_figure_is_told_without_those_far_from_it(sure: float, told: list[str]) -> None:
    """A ticket at 5.50 has no use for what the building cost; where nothing is sure, all that may answer is told."""
    asked = understand("What does a swim cost?")
    said = [
        say("a", "A swim costs 5.5 euros.", "5.5", sure),
        say("b", "The baths cost 38.4 million euros.", "38.4 million", 0.65),
        say("c", "In 2019 a swim was 6.2 euros, and 5.5 at night.", "6.2", 0.4),
    ]
    groups = find_positions(asked, said, lambda items: {item.document.id: item.document.id for item in items})

    assert [group.value.text.removesuffix(" euros") for group in to_tell(groups, ()) if group.value] == told
    assert to_tell(groups, groups[:2]) == groups[:2]
