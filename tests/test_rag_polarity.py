"""What a sentence's wording tells of its side on a yes/no question."""

import pytest

from rag.polarity import WORDING, counts_otherwise, in_words_asked, wording
from rag.questions.question import understand


def told(question: str, sentence: str) -> dict[str, float]:
    return dict(zip(WORDING, wording(understand(question), sentence), strict=True))


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("The door was closed when the ferry left.", 0),
        ("The door was not closed when the ferry left.", 1),
        ("The operator rejects claims that the door was closed.", 1),
        ("The operator does not deny that the door was closed.", 0),
        ("The door was not only closed but locked.", 0),
    ],
)
def test_an_odd_number_of_denials_turns_a_sentence_round(sentence: str, denied: int) -> None:
    assert told("Was the door closed when the ferry left?", sentence)["denied"] == denied


@pytest.mark.parametrize(
    ("sentence", "hearsay"),
    [
        ("A rumour that the door had been left open spread at once.", 1),
        ("Posts claiming that the door was open are going round.", 1),
        ("The door was open when the ferry left.", 0),
        ("The report was late.", 0),
    ],
)
def test_what_is_only_passed_on_is_noticed(sentence: str, hearsay: int) -> None:
    assert told("Was the door closed?", sentence)["hearsay"] == hearsay


@pytest.mark.parametrize(
    ("sentence", "opposite"),
    [
        ("The door was open.", 1),
        ("The door was closed.", 0),
        ("The door was painted.", 0),
    ],
)
def test_the_opposite_of_a_word_asked_about_is_noticed(sentence: str, opposite: int) -> None:
    assert told("Was the door closed?", sentence)["opposite"] == opposite


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("Is the water still unsafe?", "The water is not safe to drink.", "The water is unsafe to drink."),
        ("Is the water dangerous?", "The water isn't yet safe.", "The water is dangerous."),
        ("Was the bridge closed?", "It was never open to lorries.", "It was closed to lorries."),
        ("Is the strike illegal?", "It is not legal, the court said.", "It is illegal, the court said."),
        ("Is the water safe?", "The water is no longer unsafe.", "The water is safe."),
        ("Is the water safe?", "The water is not safe.", "The water is not safe."),
        ("Is the water unsafe?", "The water is not unsafe.", "The water is not unsafe."),
        ("Was the summer hot?", "It was not cold.", "It was not cold."),
    ],
)
def test_not_the_one_is_the_other_where_there_are_but_two(question: str, sentence: str, told: str) -> None:
    """Whatever is not safe is unsafe; what is not cold need not be hot."""
    assert in_words_asked(understand(question), sentence) == told


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("He died on 2 March 1881.", "figure_met"),
        ("He died in March 1881.", "figure_met"),
        ("He died on 3 March 1881.", "figure_clash"),
        ("He died at home.", "figure_absent"),
    ],
)
def test_a_figure_asked_about_is_compared_by_arithmetic(sentence: str, state: str) -> None:
    found = told("Did Karl Weyprecht die on 2 March 1881?", sentence)
    states = ("figure_met", "figure_clash", "figure_absent")
    assert [name for name in states if found[name]] == [state]


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [
        ("It capsized because the stern door had not been closed.", 1),
        ("The crew could not be counted on to close it.", 1),
        ("There was no doubt that the door was closed.", 0),
        ("No passenger saw who it was that had closed the door.", 0),
        ("Contrary to early doubts, the door was closed.", 0),
        ("The door was closed despite denials by the crew.", 0),
        ("Despite the storm, nobody had closed the door.", 1),
        ("Not only the crew said that the door was closed.", 0),
        ("The closed door is 80 km far from the pier, the open door is far from closed.", 1),
    ],
)
def test_a_denial_counts_where_it_stands_before_a_word_asked_about(sentence: str, turned: int) -> None:
    assert told("Was the door closed?", sentence)["negates_asked"] == turned


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("It reaches three metres (9 ft 10 in).", "figure_met"),
        ("It reaches 2 metres (6 ft 7 in).", "figure_clash"),
        ("It reaches more than 2 metres.", "figure_met"),
        ("It reaches a metre and a half.", "figure_clash"),
    ],
)
def test_more_than_a_figure_is_not_the_figure_itself(sentence: str, state: str) -> None:
    assert told("Does the range exceed more than 2 metres (6 ft 7 in)?", sentence)[state] == 1


def test_how_far_something_is_denies_nothing() -> None:
    """ "Far from" turns a statement round where it tells no distance."""
    distance, denial = "Is Lund 80 km far from Rome?", "Is Lund far from safe?"

    assert [told(asked, "Lund is safe, 80 km north of Rome.")["denied"] for asked in (distance, denial)] == [0, 1]


@pytest.mark.parametrize(
    ("question", "sentence", "state"),
    [
        ("Did 23 miners die?", "Twenty-seven people died.", "figure_clash"),
        ("Did 23 miners die?", "The blast cost 26 lives.", "figure_clash"),
        ("Did 23 miners die?", "Twenty-three people were killed in the pit.", "figure_met"),
        ("Did 23 miners die?", "At least 19 people died in the pit.", "figure_absent"),
        ("Did 23 miners die?", "At least 30 people died in the pit.", "figure_clash"),
        ("Did 23 miners die?", "Four people were injured.", "figure_absent"),
        ("Did 23 miners die?", "Two firemen were killed.", "figure_absent"),
        ("Did 12 climbers survive?", "Only nine people survived.", "figure_clash"),
        ("Were 40 people hurt on the ferry?", "62 passengers were hurt on the ferry.", "figure_clash"),
        ("Were 40 people hurt on the ferry?", "Six passengers were hurt on the ferry.", "figure_absent"),
        ("Were more than 20 passengers hurt?", "At least 30 people were hurt.", "figure_met"),
        ("May a child of eight take it?", "It is not for children under twelve.", "figure_met"),
    ],
)
def test_people_of_one_fate_are_counted_alike(question: str, sentence: str, state: str) -> None:
    """People who died are set against miners who did; six passengers may be a part of the forty people asked about."""
    found = told(question, sentence)
    states = ("figure_met", "figure_clash", "figure_absent")
    assert [name for name in states if found[name]] == [state]


@pytest.mark.parametrize(
    ("question", "sentence", "turned"),
    [
        ("Did the dam burst?", "Reports that the dam has burst are false.", 1),
        ("Did the dam burst?", "Rumours of a burst at the dam proved unfounded.", 1),
        ("Did the singer mime?", "There is no truth in the claim that at that late concert she mimed.", 1),
        ("Did the minister take bribes?", "The allegation that the minister took bribes was later withdrawn.", 1),
        ("Did the minister take bribes?", "The minister denied that he took bribes.", 1),
        ("Does coffee stunt growth?", "The belief that coffee stunts growth is mistaken.", 1),
        ("Did the whales leave?", "Fears by fishermen that the whales had left were not borne out.", 1),
        ("Did the bank know of it?", "The suggestion that the bank did not know of it is false.", 0),
        ("Did the whales leave?", "Reports that the whales had left turned out to be true.", 0),
        ("Did the whales leave?", "The troops were withdrawn when the whales had left.", 0),
    ],
)
def test_a_claim_passed_on_and_rejected_is_turned_round(question: str, sentence: str, turned: int) -> None:
    found = told(question, sentence)
    assert (found["denied"], found["negates_asked"]) == (turned, turned)


@pytest.mark.parametrize(("end", "hearsay"), [("were confirmed by the club", 0), ("went round all day", 1)])
def test_a_claim_that_is_borne_out_is_no_hearsay(end: str, hearsay: int) -> None:
    assert told("Was the striker injured?", f"Reports that the striker was injured {end}.")["hearsay"] == hearsay


@pytest.mark.parametrize(
    ("sentence", "otherwise"),
    [
        ("Twenty-seven people died in the fire.", True),
        ("The fire killed 27 miners.", True),
        ("The fire killed 23 miners.", False),
        ("It is not true that 27 miners died.", False),
        ("At least 19 miners died.", False),
        ("Twenty-seven miners were hurt.", False),
        ("The fire of 1927 was forgotten.", False),
    ],
)
def test_another_number_of_the_dead_cannot_say_yes(sentence: str, otherwise: bool) -> None:
    assert counts_otherwise(understand("Did 23 miners die in the fire?"), sentence) == otherwise
