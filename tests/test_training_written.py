"""The examples written for the project: whole, in their shapes, and apart from those kept out."""

import random
import zlib
from collections import Counter

import pytest

from training.squad import Asked, Paragraph
from training.written import (
    asked_on,
    in_one_sentence,
    restated,
    sides_on_squad,
    stances,
    whole_passages,
    written_cases,
    written_examples,
    written_passages,
    written_sides,
    written_statements,
)


def test_each_statement_answers_yes_and_no_the_other_way_round() -> None:
    made = list(written_sides())
    verdicts = {(pair.first, pair.question, pair.second): pair.verdict for pair in made}
    turned = {"agree": "contradict", "contradict": "agree", "neither": "neither"}

    assert len(made) > 500
    for (first, question, second), verdict in verdicts.items():
        assert verdicts[first, question, "No." if second == "Yes." else "Yes."] == turned[verdict]


def test_a_statement_may_stand_in_one_sentence_with_the_one_beside_it() -> None:
    """In either order, with a capital only where a name has it; the sides stay what they are."""
    told = {in_one_sentence("The dam broke.", "It was 31 metres high.", random.Random(seed)) for seed in range(40)}
    names = {in_one_sentence("I saw it.", "Orlo was asleep.", random.Random(seed)) for seed in range(40)}
    made, longer = list(written_sides()), list(written_sides(lengthened=0.5))

    assert {"The dam broke, but it was 31 metres high.", "It was 31 metres high; the dam broke."} <= told
    assert {"I saw it, and Orlo was asleep.", "Orlo was asleep: I saw it."} <= names
    assert len(longer) == pytest.approx(len(made), rel=0.01)  # the strange ones are drawn anew
    assert sum(len(pair.first) for pair in longer) > 1.2 * sum(len(pair.first) for pair in made)
    pairs = zip(longer[::2], longer[1::2], strict=True)
    assert all(one.first == other.first and (one.second, other.second) == ("Yes.", "No.") for one, other in pairs)


def test_what_is_kept_out_shares_no_event_and_no_sentence() -> None:
    """Two events may be asked the same, "How many people died?"; what their sources say differs."""
    for told in (written_cases, written_passages):
        trained, measured = ({str(row) for row in told(kept_out)} for kept_out in (False, True))
        assert measured
        assert trained.isdisjoint(measured)
    taught, asked = (
        {(pair.question, pair.first) for pair in written_sides(kept_out) if pair.verdict != "neither"}
        for kept_out in (False, True)
    )
    assert asked
    assert taught.isdisjoint(asked)


def test_two_sides_contradict_and_one_side_agrees() -> None:
    verdicts = Counter(pair.verdict for pair in written_statements())

    assert min(verdicts["agree"], verdicts["contradict"], verdicts["neither"]) > 50


def test_answers_stand_in_their_passages() -> None:
    made = list(written_examples())

    answered = [example.passage[slice(*example.span)] for example in made if example.span]
    assert len(answered) > 300
    assert all(answered)
    assert any(example.span is None and example.title for example in made)


def test_sentences_of_our_own_sets_are_all_asked_about() -> None:
    assert {pair.second for pair in stances()} == {"Yes."}
    assert all(pair.question.endswith("?") and pair.first for pair in stances())


def test_a_paragraph_is_asked_what_it_only_seems_to_answer_and_what_it_answers() -> None:
    text = "From seasons four to seven and nine, the twenty-four semi-finalists were divided by gender."
    row = {
        "title": "A",
        "paragraph": zlib.crc32(text.encode()),
        "unanswerable": ["Who divided them?"],
        "answered": [["By what were they split?", text.index("gender"), len(text) - 1]],
        "sides": [["Were there more than twenty?", "yes", 41, 72], ["Were women better?", "neither", 41, 72]],
    }
    asked = (Asked("How many semi-finalists were there?", ("twenty-four",)),)
    passages = list(asked_on([Paragraph("A", text, asked), Paragraph("B", "Another text.", asked)], [row]))
    assert [(e.question, e.span) for e in whole_passages(passages)] == [
        ("Who divided them?", None),
        ("Were women better?", None),
        ("By what were they split?", (text.index("gender"), len(text) - 1)),
        ("Were there more than twenty?", (41, 72)),
        ("How many semi-finalists were there?", (text.index("twenty"), text.index(" semi"))),
    ]


def test_the_words_that_decide_a_question_are_taken_from_their_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The Sultan distrusted the admirals. The ships decayed for thirty years."
    sides = [["Did he trust the fleet's commanders?", "no", 0, 35], ["Was the fleet sold?", "neither", 36, 71]]
    row = {"title": "A", "paragraph": zlib.crc32(text.encode()), "unanswerable": [], "sides": sides}
    monkeypatch.setattr("training.written._on_squad", lambda kept_out: iter([row]))
    trust, sold = text[:35], text[36:]
    assert [(p.first, p.second, p.verdict) for p in sides_on_squad([Paragraph("A", text, ())])] == [
        (trust, "Yes.", "contradict"),
        (trust, "No.", "agree"),
        (sold, "Yes.", "neither"),
        (sold, "No.", "neither"),
    ]


def test_a_restatement_is_taught_both_ways_and_what_excludes_it_excludes_both() -> None:
    made = {(pair.first, pair.second): pair.verdict for pair in [*restated(), *restated(kept_out=True)]}
    agreeing = {pair for pair, verdict in made.items() if verdict == "agree"}

    assert len(made) > 5000
    assert Counter(made.values())["contradict"] == Counter(made.values())["neither"] == 2 * len(agreeing)
    for (first, second), verdict in made.items():
        assert made[second, first] == verdict
    for first, second in agreeing:
        excluded = {other for (one, other), verdict in made.items() if one == first and verdict == "contradict"}
        assert all(made[second, other] == "contradict" for other in excluded)
