"""Pairs made by rule: what is exchanged, what is written otherwise, and which verdict it gets."""

import random
import re

import pytest

from training.edits import changed_number, edited_pairs, unrelated_pairs
from training.pairs import Pair, Verdict
from training.squad import Asked, Paragraph

QUESTION = "What was it?"
Article = list[Paragraph]


def told(sentence: str, answer: str, *others: tuple[str, str]) -> Article:
    """An article whose first sentence answers a question, and others that do."""
    return [Paragraph("Orlo", text, (Asked(QUESTION, (found,)),)) for text, found in ((sentence, answer), *others)]


def made(article: Article) -> set[Pair]:
    """Every pair that is made from the first paragraph of an article, over many seeds."""
    first = article[0].text
    pairs = {pair for seed in range(400) for pair in edited_pairs(article, seed, 10)}
    others = {paragraph.text for paragraph in article[1:]}
    return {pair for pair in pairs if first in (pair.first, pair.second) and not others & {pair.first, pair.second}}


def changed(pairs: set[Pair], verdict: Verdict, sentence: str) -> set[str]:
    """The statements beside `sentence` in the pairs of one verdict."""
    return {
        pair.second if pair.first == sentence else pair.first
        for pair in pairs
        if pair.verdict == verdict and sentence in (pair.first, pair.second)
    }


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0", 1, 5),
        ("1", 0, 6),
        ("12", 8, 18),
        ("39", 27, 59),
        ("40", 28, 60),
        ("1000", 700, 1500),
        ("1,200", 840, 1800),
    ],
)
def test_a_changed_number_is_another_of_its_size(text: str, low: int, high: int) -> None:
    """A small one moves by up to 5, any by 4 % to 50 %; never below 0, never the same, digits written as before."""
    numbers = {changed_number(text, random.Random(seed)) for seed in range(300)}
    values = {int(number.replace(",", "")) for number in numbers}

    assert int(text.replace(",", "")) not in values
    assert low <= min(values)
    assert max(values) <= high
    assert len(values) > 3
    assert numbers == {f"{value:,}" if "," in text else str(value) for value in values}


@pytest.mark.parametrize(
    ("text", "pattern"), [("5.5", r"\d+\.\d"), ("0.25", r"\d\.\d\d"), ("1,234.5", r"(?:\d,)?\d{3}\.\d")]
)
def test_a_changed_number_keeps_its_decimals(text: str, pattern: str) -> None:
    """A figure given to the tenth is exchanged for one given to the tenth, and differs as it is written."""
    numbers = {changed_number(text, random.Random(seed)) for seed in range(300)}

    assert text not in numbers
    assert {number for number in numbers if not re.fullmatch(pattern, number)} == set()


def test_another_figure_contradicts() -> None:
    """Only the figure differs, whichever statement comes first; beside the question the bare answer does as well."""
    sentence = "The flood killed 300 people in the lower town."
    pairs = made(told(sentence, "300 people"))
    texts = changed(pairs, "contradict", sentence)
    found = [re.fullmatch(r"(?:The flood killed )?(\d+) people(?: in the lower town\.)?", text) for text in texts]

    assert all(found)
    assert {number[1] for number in found if number} == {"210", "255", "285", "312", "336", "375", "450"}
    assert {pair.first == sentence for pair in pairs if pair.verdict == "contradict"} == {True, False}


def test_another_date_contradicts() -> None:
    """Either the year moves by 1 to 11 or the month is another, never both."""
    sentence = "The dam was finished by its builders in May 1964."
    texts = changed(made(told(sentence, "May 1964")), "contradict", sentence)
    years = {
        f"The dam was finished by its builders in May {1964 + by}." for by in (-11, -7, -3, -2, -1, 1, 2, 3, 5, 10)
    }
    months = {
        f"The dam was finished by its builders in {month} 1964."
        for month in ("January", "February", "March", "April", "June", "July", "August", "September", "October")
    } | {f"The dam was finished by its builders in {month} 1964." for month in ("November", "December")}

    assert texts == years | months | {"The dam was not finished by its builders in May 1964."}


def test_another_name_of_the_article_contradicts() -> None:
    """Not one that shares a word with the answer, stands in the sentence, or belongs to another article."""
    sentence = "The mayor of Brage gave the prize to Ada Roe."
    others = [
        ("The second prize of the year went to Ben Lund.", "Ben Lund"),
        ("The third prize of the year went to Ada Holm.", "Ada Holm"),
        ("The first prize of the year went out to Brage.", "Brage"),
        ("The last prize of the year went to nobody at all.", "nobody"),
    ]
    article = [*told(sentence, "Ada Roe", *others), Paragraph("Elsewhere", "It was won by Cai Dahl all year long.", ())]
    pairs = made(article)

    assert changed(pairs, "contradict", sentence) == {"The mayor of Brage gave the prize to Ben Lund.", "Ben Lund"}
    assert {pair.question for pair in pairs if pair.verdict == "contradict"} == {QUESTION}


@pytest.mark.parametrize(
    ("answer", "same"),
    [
        ("1,200", {"1200", "1 200"}),  # rounded to 1,000 it would be another figure
        ("1,040", {"1040", "1 040", *(f"{word} 1,000" for word in ("about", "around", "roughly", "approximately"))}),
        ("7 boats", {"seven boats"}),
        ("Seven boats", {"7 boats"}),
        ("45 percent", {"45%"}),
        ("45%", {"45 percent"}),
        ("30 km", {"18.6 miles", "19 miles"}),
        ("100 feet", {"30.5 metres", "30 metres"}),
        ("May 25, 1964", {"25 May 1964", "May 1964", "1964-05-25"}),
        ("1964", set()),
        ("Brage", set()),
    ],
)
def test_the_same_in_another_notation_agrees(answer: str, same: set[str]) -> None:
    """Words for figures, signs, units, the order of a date and rounding change nothing; nor does the bare answer."""
    sentence = f"Those who went to Orlo reported {answer} after that."
    expected = {sentence.replace(answer, text) for text in same}
    if answer == "1,040":
        expected.add(sentence.replace(answer, "more than 1,000"))

    assert changed(made(told(sentence, answer)), "agree", sentence) == {*expected, answer}


def test_what_is_rounded_comes_second() -> None:
    """1,760 is nearly 1,800, but 2,000 would be another figure; the exact figure is the first statement."""
    sentence = "Those who went to Orlo reported 1,760 people there."
    agreeing = {pair for pair in made(told(sentence, "1,760 people")) if pair.verdict == "agree"}
    rounded = {pair.second.split("reported ")[1] for pair in agreeing if "reported" in pair.second}

    assert {pair.first for pair in agreeing} == {sentence}
    assert "nearly 1,800 people there." in rounded
    assert not {text for text in rounded if "2,000" in text}
    assert not {text for text in rounded if "more than" in text}


def test_another_figure_of_another_year_or_place_is_neither() -> None:
    """Where figure and scope are both exchanged, both statements may hold."""
    sentence = "In 1850 the flood at Brage killed 300 people."
    article = told(sentence, "300", ("The second flood was that of the town of Orlo Bay.", "Orlo Bay"))
    texts = changed(made(article), "neither", sentence)
    found = [re.fullmatch(r"In (\d{4}) the flood at ([\w ]+) killed (\d+) people\.", text) for text in texts]

    assert all(found)
    scopes = {(match[1] != "1850", match[2]) for match in found if match}
    assert scopes == {(True, "Brage"), (False, "Orlo Bay")}
    assert "300" not in {match[3] for match in found if match}


def test_a_denied_sentence_contradicts() -> None:
    """The first auxiliary is denied once; a sentence that denies already is left alone."""
    sentence = "The dam was built by those who lived below it."
    denied = "The bridge was not built by those who lived there."

    assert changed(made(told(sentence, "those")), "contradict", sentence) == {sentence.replace("was", "was not")}
    assert changed(made(told(denied, "those")), "contradict", denied) == set()


def test_only_a_sentence_known_to_answer_is_edited() -> None:
    """None where two sentences hold the answer, none does, the question has none, or the sentence is very short."""
    twice = "The flood killed 300 people in Orlo. Another killed 300 people in Brage."
    nothing = Paragraph("Orlo", "The flood killed 300 people in the lower town.", (Asked(QUESTION, ()),))

    articles = (
        told(twice, "300"),
        told("The flood killed 300 people in the lower town.", "400"),
        [nothing],
        told("It killed 300 people there.", "300"),
    )

    assert [pair for article in articles for seed in range(100) for pair in edited_pairs(article, seed, 10)] == []


@pytest.mark.parametrize(
    ("sentence", "answer", "wrong"),
    [
        ("In 1970 the flood killed 7 people in the lower town.", "7", r"In (?!1970)\w+ the flood killed 7 "),
        ("The flood killed twenty-two people in the town.", "twenty-two people", "20-two"),
        ("Those who went reported 45 percentage points more.", "45 percentage points", "%age"),
        ("Those in Orlo can't own more than nine boats today.", "Orlo", "can not't"),
        ("It was the A320 and 320 others that flew that day.", "A320 and 320 others", r"A(?!320)\d"),
    ],
)
def test_an_edit_leaves_whole_words(sentence: str, answer: str, wrong: str) -> None:
    """An answer is a word, not part of another, and a number is exchanged where it was found."""
    texts = {text for pair in made(told(sentence, answer)) for text in (pair.first, pair.second)}

    assert {text for text in texts if re.search(wrong, text)} == set()


def test_pairs_are_limited_and_repeatable() -> None:
    """Up to `most`, the same for one seed and others for another."""
    article = [
        Paragraph("Orlo", f"The flood of that year killed {n} people.", (Asked(QUESTION, (str(n),)),))
        for n in range(300, 400)
    ]

    assert len(list(edited_pairs(article, 0, 30))) == 30
    assert list(edited_pairs(article, 0, 30)) == list(edited_pairs(article, 0, 30))
    assert list(edited_pairs(article, 0, 30)) != list(edited_pairs(article, 1, 30))
    assert list(unrelated_pairs(article, 0, 30)) == []


def test_two_sentences_of_one_paragraph_are_neither() -> None:
    """Two different ones of some length, a question of the paragraph beside some of them."""
    first, second = "The first dam was built in the year 1964.", "The second one was pulled down before long."
    long = f"The third was {'very ' * 60}tall."
    paragraph = Paragraph("Orlo", f"{first} It held. {second} {long}", (Asked("When?", ("1964",)),))
    pairs = {pair for seed in range(60) for pair in unrelated_pairs([paragraph], seed, 5)}

    assert pairs == {
        Pair(*both, "neither", question) for both in ((first, second), (second, first)) for question in ("", "When?")
    }
