"""Answers that a source denies are not its answers. Text in, what is left of it out."""

from dataclasses import replace

import pytest

from corpus.types import Metadata
from index.types import Hit, StoredDocument
from rag.denials.denied import stated
from rag.evidence import find_candidates
from rag.positions import find_positions
from rag.questions.question import understand
from tests.rag_evidence import independent, say, words

WHY = "Why did the Pell dam collapse?"
WHO = "Who designed the Lisk lighthouse?"
WHERE = "Where was the Aldan gospel discovered?"
HIGH = "How high was the Pell dam?"
DEAD = "How many people died in the Orlo flood?"
COST = "How much did the Sarn tunnel cost?"
WHEN = "When did the museum reopen?"


def kept(question: str, quote: str, answer: str) -> bool:
    """Whether the words are still an answer."""
    return bool(stated(understand(question), [words("a", quote, answer)]))


def figures(question: str, text: str) -> list[str]:
    """The figures that are still answers to a question, of those the text gives."""
    document = StoredDocument("a", "a.md", "default", Metadata(), 1)
    hit = Hit("a#0", document, 0, len(text), text, None, 1.0, None, None)
    found = [c for c in find_candidates(understand(question), [hit]) if c.value]
    said = [replace(say("a", c.text), value=c.value) for c in found]
    return [item.value.text for item in stated(understand(question), said) if item.value]


@pytest.mark.parametrize(
    ("question", "quote", "answer"),
    [
        (WHY, "The Pell dam did not collapse because of the flood.", "the flood"),
        (WHY, "It was not because of the flood that the dam gave way.", "the flood"),
        (WHY, "The flood did not cause the collapse.", "The flood"),
        (WHY, "The flood was not to blame.", "The flood"),
        (WHY, "The dam failed by liquefaction and not by overtopping.", "overtopping"),
        (WHY, "It was internal erosion rather than the flood.", "the flood"),
        (WHY, "The company does not accept that the extraction of gravel led to it.", "the extraction of gravel"),
        (WHY, "The engineers ruled out sabotage.", "sabotage"),
        (WHY, "Investigators dismissed the idea that an earthquake was the reason.", "an earthquake"),
        (WHY, "There is no evidence that a quake brought it down.", "a quake"),
        (WHO, "The lighthouse was not designed by Karl Ostmann.", "Karl Ostmann"),
        (WHO, "Ostmann never designed a lighthouse.", "Ostmann"),
        (WHO, "It was designed by Anna Vell, not by her brother Tomas.", "Tomas"),
        (WHY, "Sabotage has been ruled out.", "Sabotage"),
        ("Who wrote the hymn?", "Tomas Vell did not write it.", "Tomas Vell"),
        ("Why was the match cancelled?", "It was not cancelled because of rain.", "rain"),
        (WHO, "Neither Ostmann nor Klein designed it.", "Klein"),
        (WHO, "It is often wrongly attributed to Karl Ostmann.", "Karl Ostmann"),
        (WHO, "It isn't, as others write, designed by Ozeria.", "Ozeria"),
        (WHO, "The legend that Ostmann drew the plans is false.", "Ostmann"),
        ("Who wrote the hymn?", "The man who wrote it was not Tomas Vell.", "Tomas Vell"),
        ("Who wrote the hymn?", "Tomas Vell is said to have written it. This is a myth.", "Tomas Vell"),
        ("Who supplies the drones?", "Ozeria has not supplied any since 2019.", "Ozeria"),
        ("Why did the bees die?", "Mites, not pesticides, killed the bees.", "pesticides"),
        ("What caused the fire?", "The fire was not caused by frost, rain or lightning.", "lightning"),
        ("What is its main source of funding?", "Theft is not, and never was, its main source.", "Theft"),
        (WHERE, "The gospel was not discovered in Halden.", "Halden"),
        (WHERE, "It wasn't discovered in Halden but in Tovik.", "Halden"),
    ],
)
def test_words_under_a_denial_are_no_answer(question: str, quote: str, answer: str) -> None:
    assert not kept(question, quote, answer)


@pytest.mark.parametrize(
    ("question", "quote", "answer"),
    [
        (WHY, "The dam failed by liquefaction and not by overtopping.", "liquefaction"),
        (WHY, "The dam did not collapse because of the flood, but because of internal erosion.", "internal erosion"),
        (WHY, "It collapsed not only because of the flood.", "the flood"),
        (WHY, "The flood was not the only cause of the collapse.", "The flood"),
        ("What is its main source of funding?", "Theft is not its sole source of funding.", "Theft"),
        (WHY, "It collapsed, not least because of the flood.", "the flood"),
        (WHY, "Nobody disputes that the flood brought it down.", "the flood"),
        (WHY, "The operator does not deny that the flood brought it down.", "the flood"),
        (WHY, "The sluices did not open because of ice, and the dam collapsed.", "ice"),
        ("Why did the sprinklers not work?", "They did not work because of a shut valve.", "a shut valve"),
        ("Why was the opening delayed?", "The bridge did not open because of ice.", "ice"),
        (WHO, "It was designed by Karl Ostmann, who did not live to see it.", "Karl Ostmann"),
        (WHO, "Karl Ostmann was not at the opening of the lighthouse he designed.", "Karl Ostmann"),
        (WHO, "It was not finished by Ostmann, who designed it.", "Ostmann"),
        (WHERE, "It was not recognised when it was discovered in Halden.", "Halden"),
        ("Who wrote the hymn?", "Anna Vell wrote it. The archivist rejects this claim.", "Anna Vell"),
        ("Who wrote the hymn?", "Anna Vell, who could not read music, wrote the hymn.", "Anna Vell"),
        ("Why did the bees die?", "The hives were not ventilated, so the bees died.", "The hives were not ventilated"),
        ("Why did the bees die?", "They died because the keepers had not treated them.", "had not treated them"),
        ("What caused the fire?", "Police say that arson cannot be ruled out.", "arson"),
        (WHERE, "It was discovered not far from Halden.", "Halden"),
        (WHERE, "The Aldan gospel was not discovered until 1902, in Halden.", "Halden"),
        ("Whom did the union reject as chairman?", "The union rejected Karl Ostmann.", "Karl Ostmann"),
    ],
)
def test_words_beside_a_denial_are_an_answer(question: str, quote: str, answer: str) -> None:
    assert kept(question, quote, answer)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (HIGH, "The Pell dam was never 60 m high.", []),
        ("How much water did the lake hold?", "The lake did not hold 90 million m3.", []),
        ("How many houses were destroyed?", "It is not true that 300 houses were destroyed.", []),
        ("How many houses were destroyed?", "300 houses were not destroyed.", []),
        (DEAD, "Not 23 but 27 people died.", ["27 people"]),
        (DEAD, "It killed 27 people, not 23.", ["27 people"]),
        (DEAD, "A claim that 60 people died in the flood was false.", []),
        (DEAD, "The rebels say it killed 60 soldiers, a figure which the army called absurd.", []),
        (DEAD, "The rumours of 40 dead proved unfounded.", []),
        (DEAD, "Reports of 40 dead are untrue.", []),
        (DEAD, "On posters 40 people died; this is untrue.", []),
        (DEAD, "The mayor denied that 60 people had died.", []),
        (DEAD, "The mayor denies the charge but admits that 20 people died.", ["20 people"]),
        (DEAD, "It is false to say that nobody died: 20 people did.", ["20 people"]),
        (DEAD, "The firemen could not save 12 people who died.", ["12 people"]),
        (DEAD, "No fewer than 12 people died.", ["No fewer than 12 people"]),
        (DEAD, "Never before had 60 people died in a flood.", ["60 people"]),
        (DEAD, "Nobody died.", ["Nobody"]),
        (DEAD, "31 passengers did not survive and died.", ["31 passengers"]),
        (DEAD, "12 people died, which the operator does not deny.", ["12 people"]),
        (DEAD, "12 people died, although the operator rejects any blame.", ["12 people"]),
        (DEAD, "The earlier report that 14 people died was wrong: it was 41 people.", ["41 people"]),
        (DEAD, "The mayor was wrong: 14 people died.", ["14 people"]),
        (DEAD, "14 people died, not counting the firemen.", ["14 people"]),
        (DEAD, "It is a myth that 60 people died.", []),
        (DEAD, "60 people died, and the claim that they were warned is false.", ["60 people"]),
        (DEAD, "60 people died, a figure that the mayor does not deny.", ["60 people"]),
        (COST, "The firm rejected an offer of £30m, and the tunnel cost £40m.", ["£30m", "£40m"]),
        ("How high is the tower?", "It is wrongly given as 60 m high.", []),
        (COST, "The ministry denied the tunnel had cost £120m.", []),
        (COST, "It has been claimed that the tunnel cost £140m. That figure is incorrect.", []),
        (COST, "The tunnel cost £140m. That was not foreseen.", ["£140m"]),
        (COST, "It cost £90m, they say. I disagree.", []),
        (COST, "The press says it cost £140m. The ministry denies this.", []),
        (COST, "It cost £140m. The ministry denies this.", ["£140m"]),
        (COST, "The tunnel did not cost less than £140m.", ["less than £140m"]),
        ("How much was the fine?", "The shipyard has not paid the 12 million euros.", ["12 million euros"]),
        (WHEN, "The museum did not reopen on 3 March 1998.", []),
        (WHEN, "The museum did not reopen until 3 March 1998.", ["3 March 1998"]),
        (
            "How many attacks were there before the treatment?",
            "Now two attacks instead of nine!",
            ["two attacks", "nine"],
        ),
    ],
)
def test_a_figure_that_is_denied_is_no_answer(question: str, text: str, expected: list[str]) -> None:
    assert figures(question, text) == expected


def test_what_takes_back_a_denial_affirms_it() -> None:
    """Who calls a denial a lie says what was denied."""
    assert figures(DEAD, "The mayor denies that 60 people died. That is a lie.") == ["60 people"]


def test_a_source_that_denies_is_not_heard_on_other_things() -> None:
    """What answers in its place must have words that answer; a sentence beside the point does not."""
    denial = words("a", "The Pell dam did not collapse because of the flood.", "the flood", 0.9)
    beside = replace(say("a", "The letter on the Pell dam was signed by ten men.", score=0.5), start=60)
    other = say("b", "The Pell dam was built on sand.", score=0.5)
    cause = replace(words("a", "Internal erosion destroyed it.", "Internal erosion", 0.5), start=120)

    assert stated(understand(WHY), (denial, beside, other, cause)) == [other, cause]


def test_a_source_that_denies_one_cause_is_heard_on_another() -> None:
    """Where it names one in so many words, though the reader marked none of them; not where it denies a second."""
    denial = words("a", "The Pell dam did not collapse because of poor upkeep.", "poor upkeep", 0.9)
    cause = replace(say("a", "It failed because of the earthquake.", score=0.7), start=60)
    caused = replace(say("a", "The breach was caused by an earthquake.", score=0.7), start=100)
    other = replace(say("a", "It was not caused by rats either.", score=0.6), start=140)

    assert stated(understand(WHY), (denial, cause, caused, other)) == [cause, caused]
    assert stated(understand(WHO), (denial, cause)) == [denial, cause]


def test_a_denier_is_no_supporter() -> None:
    """Whoever does not accept a cause does not give it, whether or not the reader has marked its words."""
    quote = "Kolb Mining does not accept that the extraction of pillars led to the collapse."
    cause = words("b", "The extraction of pillars led to the collapse.", "The extraction of pillars")
    denials = words("a", quote, "the extraction of pillars"), say("a", quote)

    for denial in denials:
        groups = find_positions(understand("Why did the mine collapse?"), (denial, cause), independent)
        assert [[item.document.id for item in group.evidence] for group in groups] == [["b"]]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (
            "When will the state of emergency end?",
            "The state of emergency, which was to end in June 2023, is still in force.",
            [],
        ),
        (
            "When will the state of emergency end?",
            "The state of emergency was to end in June 2023 and is still in force.",
            [],
        ),
        (
            "When did the bridge open?",
            "The bridge was to open in May 2020, but was delayed and opened in June 2021.",
            ["June 2021"],
        ),
        (
            "When did the bridge open?",
            "It was due to open in May 2020; it eventually opened in June 2021.",
            ["June 2021"],
        ),
        ("When did the bridge open?", "It was supposed to open in May 2020, but it has not been finished.", []),
        ("When was the bridge to be opened?", "The bridge was to open in May 2020, but was delayed.", ["May 2020"]),
        ("When was the bridge supposed to open?", "The bridge was to open in May 2020, but was delayed.", ["May 2020"]),
        ("How much did the tunnel cost?", "It was meant to cost £3m, but in the end cost £5m.", ["£5m"]),
        ("When did the war end?", "The war was to end in 1945, but he did not live to see it.", ["1945"]),
        ("When did the bridge open?", "The bridge opened in May 2020 and is still in use.", ["May 2020"]),
        ("When will the bridge open?", "The bridge is to open in May 2020.", ["May 2020"]),
        ("When did she die?", "She was to die in 1912, a year after her husband.", ["1912"]),
        (
            "How many people died in the flood?",
            "The feast was to be held that night, but 12 people died.",
            ["12 people"],
        ),
    ],
)
def test_what_was_planned_and_came_otherwise_is_no_answer(question: str, text: str, expected: list[str]) -> None:
    """Unless it is asked what was planned."""
    assert figures(question, text) == expected
