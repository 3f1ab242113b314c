"""Disagreements and the answer written from them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from corpus.types import Metadata
from index.types import StoredDocument
from rag.confidence import scales
from rag.conflict import conflicting
from rag.disagree import attribution, date_in_words, describe, number_citations
from rag.evidence import Evidence, Side
from rag.positions import Group, find_positions
from rag.questions.question import understand
from rag.types import Disagreement
from rag.write import Written, cite, write
from tests.fakes import WordJudge
from tests.rag_evidence import independent, related, say, side, words

QUESTION = "How many people died in the Orlo dam disaster?"


def compared(
    *said: Evidence, question: str = QUESTION, copied: Mapping[str, str] | None = None
) -> tuple[tuple[Disagreement, ...], Written]:
    """What is found and written when these are the sources' answers, of which some may be `copied` from others."""
    asked = understand(question)
    groups = find_positions(asked, said, lambda items: independent(items) | dict(copied or {}))
    cited = [item for group in groups for item in group.evidence]
    numbers = number_citations(cited)
    assert [citation.number for citation in cite(cited, numbers)] == list(range(1, len(cited) + 1))
    found = describe(asked, conflicting(asked, groups, related(asked, groups, WordJudge())), numbers)
    return found, write(asked, groups, found, numbers)


def test_a_value_disagreement_names_every_figure() -> None:
    """Each position has its value, the words around it, its citations and its number of sources."""
    found, written = compared(
        say("ministry", "The ministry said that 31 people died.", "31", 0.9, "2024-05-01"),
        say("paper", "The flood killed 37 people.", "37", 0.8, "2024-05-01"),
        say("echo", "Thirty-seven people died.", "Thirty-seven", 0.7),
    )

    (disagreement,) = found
    assert disagreement.kind == "value"
    assert [(p.value, p.citations, p.sources) for p in disagreement.positions] == [
        ("37 people", (1, 2), 2),
        ("31 people", (3,), 1),
    ]
    odds = 0.9 / 0.1 / (37 / 31)  # the less sure one's, the less the further the two are apart
    assert disagreement.confidence == pytest.approx(scales()["figures"].probability(odds / (1 + odds)), abs=5e-4)
    assert disagreement.summary == (
        "The sources give two different figures: 37 people (Paper, 1 May 2024, and another source) "
        "and 31 people (Ministry, 1 May 2024)."
    )
    assert written.text.startswith(f"{disagreement.summary} [1][2][3]\n")


@pytest.mark.parametrize(
    ("copied", "held"),
    [
        ({}, "Paper and two other sources"),
        ({"wire": "paper"}, "Paper and another source"),
        ({"wire": "paper", "echo": "paper"}, "Paper"),
    ],
)
def test_a_copy_is_no_other_source(copied: dict[str, str], held: str) -> None:
    """The sentence counts as the position does: independent origins, not documents."""
    said = (
        say("paper", "The flood killed 37 people.", "37", 0.9),
        say("wire", "The flood killed 37 people.", "37", 0.8),
        say("echo", "The flood killed 37 people.", "37", 0.7),
        say("ministry", "The ministry said that 31 people died.", "31", 0.8),
    )
    (disagreement,), _ = compared(*said, copied=copied)

    assert f"37 people ({held})" in disagreement.summary
    assert disagreement.positions[0].sources == 3 - len(copied)


def test_the_name_of_a_document_is_parted_from_further_sources() -> None:
    """Where it has an "and" or a colon within it, a comma shows where it ends."""
    title = say("a", "The flood killed 37 people.", "37", 0.9)
    named = replace(title.document, metadata=Metadata(title="The flood: what has changed and what has not"))
    others = say("b", "37 people died.", "37"), say("c", "The ministry said that 31 people died.", "31")
    (disagreement,), _ = compared(replace(title, document=named), *others)

    assert "(The flood: what has changed and what has not, and another source)" in disagreement.summary


def summarised(*said: Evidence) -> str:
    """What is said of sources that differ."""
    rivals = [Group((item,), 1, item.score) for item in said]
    return describe(understand("Who raised the alarm?"), rivals, number_citations(said))[0].summary


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        (
            [words("a", "-", "Edda Quist"), words("b", "-", "The watchman\nof the mill.")],
            "Edda Quist (A) and the watchman of the mill (B)",
        ),
        (
            [words("a", "-", "Edda Quist"), words("b", "-", "Tomas Reyle, a guard"), words("c", "-", "our engineer")],
            "Edda Quist (A); Tomas Reyle, a guard (B); and our engineer (C)",
        ),
        (
            [words("a", "-", "Edda Quist"), words("b", "-", "a bell rung at 4.05 a.m.")],
            "Edda Quist (A) and a bell rung at 4.05 a.m. (B)",
        ),
        (
            [words("a", "-", "Edda Quist"), words("b", "It was first heard of from a neighbour.", "")],
            "Edda Quist (A) and “It was first heard of from a neighbour.” (B)",
        ),
        (
            [words("a", "-", "Edda Quist"), words("b", "It was heard of " * 9, "")],
            "Edda Quist (A) and “It was heard of It was heard of It was heard of It was heard of It was heard …” (B)",
        ),
    ],
)
def test_words_are_put_within_a_sentence(said: list[Evidence], listed: str) -> None:
    """Neither a capital nor a full stop of their own sentence stays; where no words answer, the quote does."""
    assert summarised(*said).endswith(f" different answers: {listed}.")


def test_a_figure_that_opened_a_sentence_is_put_within_one() -> None:
    """Its capital goes, and those of a currency and of a month do not."""
    half = say("a", "Seven out of ten were not insured.", "Seven out of ten")
    money, month = say("b", "It cost Rs 500.", "Rs 500"), say("c", "It was shut in May 2024.", "May 2024")

    assert "two different figures: seven out of ten (A) and 58 per cent (D)." in summarised(
        half, say("d", "Of them 58 per cent were.", "58 per cent")
    )
    assert "Rs 500 (B) and" in summarised(money, month)
    assert "and May 2024 (C)" in summarised(money, month)


@pytest.mark.parametrize(("answer", "said"), [("Help is coming!", "Help is coming!"), ("Tomas Reyle.", "Tomas Reyle.")])
def test_a_sentence_has_one_full_stop(answer: str, said: str) -> None:
    """Whatever the words that answer end with."""
    _, written = compared(words("a", "He cried: Help is coming!", answer), question="What did he cry?")

    assert written.text.startswith(f"{said} [1]\nA: ")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who raised the alarm?", "value"),
        ("Which bridge fell first?", "value"),
        ("Who is to blame for the fire?", "stance"),
        ("Why did the bridge fall?", "stance"),
    ],
)
def test_a_fact_is_a_value_and_a_cause_a_stance(question: str, kind: str) -> None:
    """Names that exclude each other are a value as figures are; what is judged is a stance."""
    yes, no = words("a", "Yes, Tomas.", "yes Tomas", 0.9), words("b", "No, Edda.", "no Edda")

    (disagreement,), _ = compared(yes, no, question=question)

    assert disagreement.kind == kind


@pytest.mark.parametrize(
    ("question", "quote", "values", "told"),
    [
        ("When was the quarry closed?", "It was closed on {}.", ("3 June 1987", "12 June 1987"), "dates"),
        ("At what time did the dam break?", "It broke at {}.", ("05:30", "06:10"), "times"),
        (QUESTION, "{} people died.", ("31", "37"), "figures"),
    ],
)
def test_what_differs_is_called_what_it_is(question: str, quote: str, values: tuple[str, str], told: str) -> None:
    """A reader calls neither a date nor a time a figure; and a name without a date takes no comma before "and"."""
    first, second = (say(name, quote.format(value), value) for name, value in zip("ab", values, strict=True))
    again = say("c", quote.format(values[0]), values[0], 0.7)
    (disagreement,), _ = compared(first, second, again, question=question)

    assert disagreement.summary.startswith(f"The sources give two different {told}: ")
    assert "(A and another source)" in disagreement.summary


def test_an_update_comes_latest_first() -> None:
    """Dated sources, the later of which tells of a rise, are an update."""
    (disagreement,), _ = compared(
        say("early", "31 people died.", "31", 0.9, "2024-05-01"),
        say("late", "The death toll rose to 37.", "37", 0.9, "2024-05-04"),
    )

    assert disagreement.kind == "update"
    assert [position.value for position in disagreement.positions] == ["37", "31 people"]


@pytest.mark.parametrize(
    ("question", "later"),
    [
        ("How high was the ash column?", "The ash column rose to 14 km."),
        ("How many shells hit Pelim?", "Six shells fell on Pelim."),
    ],
)
def test_what_happened_is_no_change_of_what_is_known(question: str, later: str) -> None:
    """That a column rose or a shell fell tells of no correction, though the source is a later one."""
    figure = "14" if "14" in later else "Six"
    first = "The ash column reached 9 km." if figure == "14" else "Two shells hit Pelim."
    (disagreement,), _ = compared(
        say("early", first, "9" if figure == "14" else "Two", 0.9, "2024-05-01"),
        say("late", later, figure, 0.9, "2024-05-04"),
        question=question,
    )

    assert disagreement.kind == "value"


@pytest.mark.parametrize(
    ("question", "sides", "kind"),
    [
        ("Has the dam of Orsa been repaired?", ("no", "yes"), "update"),
        ("Has the dam of Orsa been repaired?", ("yes", "no"), "stance"),
        ("Is the dam of Orsa repairable?", ("no", "yes"), "stance"),
    ],
)
def test_what_had_not_happened_and_has_since_is_an_update(question: str, sides: tuple[Side, Side], kind: str) -> None:
    """It can be done after the earlier source was written; it cannot be undone, nor become possible."""
    (disagreement,), _ = compared(
        side("early", "So it is said.", sides[0], 0.9, "2024-05-01"),
        side("late", "That is what is said.", sides[1], 0.9, "2024-06-02"),
        question=question,
    )

    assert disagreement.kind == kind


def test_who_no_longer_is_comes_last() -> None:
    """A later source that names the former manager does not say who is the manager now."""
    said = (
        words("board", "The manager of the mine is Ada Kolb.", "Ada Kolb", 0.9, "2024-05-01"),
        words("paper", "Olaf Grimm, the former manager, now keeps bees.", "Olaf Grimm", 0.8, "2024-06-02"),
    )
    rivals = [Group((item,), 1, item.score) for item in said]
    (disagreement,) = describe(understand("Who is the manager of the mine?"), rivals, number_citations(said))

    assert (disagreement.kind, [p.value for p in disagreement.positions]) == ("update", ["Ada Kolb", "Olaf Grimm"])


def test_a_date_within_a_name_is_not_said_twice() -> None:
    """Many a title ends with the date of the document."""
    bulletin = replace(
        say("bulletin", "31 people died.", "31", 0.9),
        document=StoredDocument(
            "b", "b.md", "default", Metadata(title="Harbour Bulletin, 3 May 2024", published="2024-05-03"), 1
        ),
    )

    assert attribution(bulletin) == "Harbour Bulletin, 3 May 2024"


@pytest.mark.parametrize("question", ["How many ships does Orlo have?", "How large is the fleet of Orlo?"])
def test_a_state_told_of_different_times_is_an_update(question: str) -> None:
    """By the sentences' own dates, the latest first, whatever the documents' dates are."""
    (disagreement,), _ = compared(
        say("navy", "In 2021 Orlo had 12 ships.", "12", 0.9),
        say("paper", "In March 2024 Orlo had 19 ships.", "19", 0.8, "2024-05-01"),
        question=question,
    )

    assert disagreement.kind == "update"
    assert [position.value for position in disagreement.positions] == ["19 ships", "12 ships"]


@pytest.mark.parametrize(
    ("question", "early", "late", "kind"),
    [
        ("How many ships does Orlo have?", ("Orlo has 12 ships.", "12"), ("Orlo has 19 ships.", "19"), "update"),
        ("On how many ships does Orlo count?", ("Orlo has 12 ships.", "12"), ("Orlo has 19 ships.", "19"), "update"),
        ("How many ships did Orlo lose?", ("Orlo lost 12 ships.", "12"), ("Orlo lost 19 ships.", "19"), "value"),
        ("How long is the pier of Orlo?", ("It is 12 metres long.", "12"), ("It is 19 metres long.", "19"), "value"),
    ],
)
def test_what_changes_from_day_to_day_is_an_update_where_its_sources_are_of_different_times(
    question: str, early: tuple[str, str], late: tuple[str, str], kind: str
) -> None:
    """A fleet grows, ships lost in an event and the length of a pier do not; without dates nothing is known.

    One of the sources of a position may be undated, and none may be of the other's time.
    """
    dated = say("a", *early, 0.9, "2021-05-01"), say("b", *late, 0.8, "2024-05-01")
    undated = say("a", *early, 0.9, "2021-05-01"), say("b", *late, 0.8)
    beside, later = say("c", *early, 0.7), say("c", *early, 0.7, "2024-06-01")

    assert [found.kind for found in compared(*dated, question=question)[0]] == [kind]
    assert [found.kind for found in compared(*dated, beside, question=question)[0]] == [kind]
    assert [found.kind for found in compared(*dated, later, question=question)[0]] == ["value"]
    assert [found.kind for found in compared(*undated, question=question)[0]] == ["value"]


@pytest.mark.parametrize(
    ("question", "kind"), [("Is Mill Bridge still closed?", "update"), ("Is Mill Bridge made of stone?", "stance")]
)
def test_a_side_on_a_state_that_changes_is_an_update(question: str, kind: str) -> None:
    """Whether a bridge is still closed depends on the day, what it is made of does not."""
    (disagreement,), _ = compared(
        side("early", "That is so.", "yes", 0.9, "2024-05-01"),
        side("late", "That is not so.", "no", 0.9, "2024-06-02"),
        question=question,
    )

    assert disagreement.kind == kind


def test_two_dates_of_one_event_are_no_update() -> None:
    """A date that is given in answer does not say when this was so."""
    (disagreement,), _ = compared(
        say("a", "The bridge of Orsa was built in 1787.", "1787", 0.9),
        say("b", "The bridge of Orsa was built in 1792.", "1792", 0.8),
        question="When was the bridge of Orsa built?",
    )

    assert disagreement.kind == "value"


def test_an_event_of_another_year_is_no_earlier_state() -> None:
    """What happened in 2021 is not what happened in 2024; nor is a state of the year that was asked for."""
    navy = say("navy", "In 2021 Orlo lost 12 ships.", "12", 0.9)
    paper = say("paper", "In 2024 Orlo lost 19 ships.", "19", 0.8)

    assert compared(navy, paper, question="How many ships did Orlo lose?")[0] == ()
    assert compared(navy, paper, question="How many ships does Orlo have in 2021?")[0] == ()


@pytest.mark.parametrize("published", [None, "2024-05-01"])
def test_without_dates_that_differ_there_is_no_update(published: str | None) -> None:
    """An unknown date, or the same one, explains nothing."""
    (disagreement,), _ = compared(
        say("early", "31 people died.", "31", 0.9, "2024-05-01"),
        say("late", "The death toll rose to 37.", "37", 0.9, published),
    )

    assert disagreement.kind == "value"


DOOR = "Was the stern door closed?"


def test_opposite_sides_are_a_stance() -> None:
    """Each side has its sources, its citations and the words of its surest source; the summary names both."""
    found, written = compared(
        side("operator", "The stern door was closed.", "yes", 0.9, "2024-05-01"),
        side("inquiry", "The stern door had not been closed.", "no", 0.95),
        side("union", "They left the door open.", "no", 0.8),
        question=DOOR,
    )

    (disagreement,) = found
    assert disagreement.kind == "stance"
    assert [(p.value, p.citations, p.sources) for p in disagreement.positions] == [("No", (1, 2), 2), ("Yes", (3,), 1)]
    assert disagreement.positions[1].text == "The stern door was closed."
    assert disagreement.summary == (
        "The sources take opposite sides: no according to Inquiry and another source; "
        "yes according to Operator, 1 May 2024."
    )
    less_sure = min((1 - 0.2 * 0.2) * 0.95, 0.8 * 0.9)
    assert disagreement.confidence == pytest.approx(scales()["sides"].probability(less_sure), abs=5e-4)
    assert written.text.startswith(disagreement.summary)


def test_one_source_may_give_both_answers() -> None:
    """A report that says yes on one page and no on another contradicts itself, and no other source."""
    found, _ = compared(
        side("report", "The stern door was closed.", "yes", 0.9, "2024-05-01"),
        replace(side("report", "The stern door stood open.", "no", 0.8, "2024-05-01"), start=400, end=426),
        question=DOOR,
    )

    assert [p.sources for p in found[0].positions] == [1, 1]
    assert found[0].summary == (
        "One source gives two different answers: Yes (Report, 1 May 2024) and No (Report, 1 May 2024)."
    )


def test_one_side_alone_is_no_disagreement() -> None:
    """Sources that agree, and one that the judge cannot place, are quoted and not flagged."""
    found, written = compared(
        side("operator", "The stern door was closed.", "yes"),
        side("crew", "We shut the stern door.", "yes"),
        side("history", "Stern doors are heavy.", "no", 0.3),
        question=DOOR,
    )

    assert found == ()
    assert "Stern doors are heavy." in written.text


def test_sides_that_changed_are_an_update() -> None:
    """Dated sides, the later of which tells of a change, come latest first."""
    (disagreement,), _ = compared(
        side("early", "Mill Bridge is shut.", "no", 0.9, "2024-05-01"),
        side("late", "Mill Bridge is now open again.", "yes", 0.9, "2024-06-02"),
        question="Is Mill Bridge open?",
    )

    assert (disagreement.kind, [p.value for p in disagreement.positions]) == ("update", ["Yes", "No"])


def test_agreement_is_written_once() -> None:
    """Sources that agree give one figure with all their citations and one quote; statements lie where they say."""
    found, written = compared(
        say("a", "The flood killed 31 people.", "31", 0.9), say("b", "Thirty-one people died.", "Thirty-one", 0.8)
    )

    assert found == ()
    assert written.text == "31 people. [1][2]\nA: “The flood killed 31 people.” [1]"
    assert [written.text[s.start : s.end] for s in written.statements] == [s.text for s in written.statements]


def test_few_words_that_answer_are_written_first() -> None:
    """A name goes before the quote; many words, or those of several positions, do not."""
    who = "Who raised the alarm?"
    tomas = words("a", "At six Tomas Reyle rang the bell.", "Tomas Reyle")
    long = words(
        "b", "It rained so hard that nobody in the valley could hear the church bells.", "It rained so hard " * 5
    )

    assert compared(tomas, question=who)[1].text.startswith("Tomas Reyle. [1]\nA: ")
    assert compared(long, question=who)[1].text.startswith("B: ")
    assert compared(tomas, words("b", "The bell is bronze.", "bronze"), question=who)[1].text.startswith("A: ")


@pytest.mark.parametrize(("iso", "said"), [("2025", "2025"), ("2025-06", "June 2025"), ("2025-06-03", "3 June 2025")])
def test_dates_in_words(iso: str, said: str) -> None:
    """What is not known is not written."""
    assert date_in_words(iso) == said


def test_a_position_always_has_a_value_on_one_line() -> None:
    """Where no words of a quote answer alone, it stands for itself, shortened; breaks and quote marks go."""
    heard = "It was heard of\n> from the **miller**, who had it from a boatman on the lower lock, as people say there."
    answers = [words("a", "-", "Edda\n> Quist"), words("b", heard, ""), say("c", "It killed 2\nmillion bees.", "2")]
    numbers = number_citations(answers)
    groups = [Group((item,), 1, item.score) for item in answers]

    (found,) = describe(understand("Who first told of it?"), groups, numbers)

    assert [position.value for position in found.positions] == [
        "Edda Quist",
        "It was heard of from the miller, who had it from a boatman on the lower lock, …",
        "2 million bees",
    ]
    assert not any("\n" in position.text or ">" in position.text for position in found.positions)
