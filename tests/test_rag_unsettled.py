"""Sentences that leave open what is asked, and that only promise it: they take no side, or none of yes."""

from collections.abc import Sequence

import pytest

from index.pairs.types import Claims, Judgement
from rag.denials.unsettled import leaves_open, only_promises
from rag.questions.question import understand
from rag.stance import take_sides
from tests.rag_evidence import say


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Is Kasendi still alive?", "The Panel could not verify the death."),
        ("Is Kasendi dead?", "The Panel was unable to confirm reports that Kasendi is dead."),
        ("Did the dam burst?", "Reports that the dam burst could not be independently verified."),
        ("Did the captain hear the alarm?", "It is not known whether the captain, who was asleep, heard the alarm."),
        ("Did the captain hear the alarm?", "Whether the captain heard the alarm remains unclear."),
        ("Was the painting forged?", "Experts cannot say whether the painting was forged."),
        ("Was the painting forged?", "Nobody knows if the painting was forged."),
        ("Was the painting forged?", "The museum neither confirmed nor denied that the painting was forged."),
        ("Was the painting forged?", "The claim has not been independently confirmed."),
    ],
)
def test_what_nobody_can_tell_is_left_open(question: str, sentence: str) -> None:
    assert leaves_open(understand(question), sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the dam burst?", "The dam burst, and it is not known whether anyone was warned."),
        ("Did the dam burst?", "The dam burst in May, which could not be verified."),
        ("Is Kasendi still alive?", "He is dead, though the Panel could not verify the date."),
        ("Did the Panel confirm the death?", "The Panel could not confirm the death."),
        ("Is the cause known?", "It is not known whether ice or sabotage was the cause."),
        ("Was the painting forged?", "The museum could not verify its age, but the painting was forged in 1920."),
        ("Was the bridge inspected?", "The bridge was not inspected."),
        ("Is it clear who won?", "It's unclear who won."),
    ],
)
def test_what_is_told_beside_it_is_not(question: str, sentence: str) -> None:
    """Nor what is known where that is asked."""
    assert not leaves_open(understand(question), sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Has the emergency been lifted?", "The emergency will be lifted by June 2023."),
        ("Was the bridge opened in May?", "The bridge was due to open in May."),
        ("Did the firm pay the families?", "The firm promised to pay the families."),
        ("Did the firm pay the families?", "The firm said that the families would be paid in full."),
        ("Has the strike ended?", "The union plans to end the strike on Friday."),
        ("Were the hostages released?", "The rebels have pledged to release the hostages."),
        ("Did the minister resign?", "The minister is expected to resign."),
        ("Is it true that smoking was banned?", "Smoking will have been banned by May."),
        ("Did the orchestra play the symphony?", "The orchestra is set to play the symphony."),
    ],
)
def test_what_is_promised_has_not_happened(question: str, sentence: str) -> None:
    assert only_promises(understand(question), sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Has the emergency been lifted?", "The emergency was lifted in May and will not be reimposed."),
        ("Did the volcano erupt?", "The volcano will erupt again."),
        ("Did the council decide to close the pool?", "The pool will close in June."),
        ("Had the villagers given their approval?", "The villagers are supposed to have given their approval."),
        ("Has the pool been closed?", "The pool, closed in May, will reopen."),
        ("Did the firm pay the families?", "The firm said it would pay the families, and it did."),
        ("Did the mayor promise to rebuild the school?", "The mayor promised to rebuild the school."),
        ("Will the bridge open?", "The bridge will open in May."),
        ("Was the law passed?", "The law will come into force in May."),
        ("Was the opening planned for May?", "The bridge was planned to open in May."),
        ("Did it break as it was expected to?", "It was expected to break."),
        ("Was the king wounded?", "The king was wounded and was expected to die."),
    ],
)
def test_what_has_happened_or_is_asked_of_plans_is_no_promise(question: str, sentence: str) -> None:
    assert not only_promises(understand(question), sentence)


class Sure:
    """Takes every sentence for one side."""

    def __init__(self, side: str) -> None:
        self._side = side

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """One judgement a pair, in their order."""
        return [Judgement(1.0, 0.0, 0.0) if one.second == self._side else Judgement(0.0, 1.0, 0.0) for one in claims]


@pytest.mark.parametrize(
    ("sentence", "side", "taken"),
    [
        ("The emergency was lifted in May.", "Yes.", True),
        ("The emergency will be lifted in June.", "Yes.", False),
        ("The emergency will not be lifted in June.", "No.", True),
        ("It could not be confirmed that the emergency was lifted.", "Yes.", False),
        ("It could not be confirmed that the emergency was lifted.", "No.", False),
    ],
)
def test_such_sentences_take_no_side(sentence: str, side: str, taken: bool) -> None:
    """A promise may still tell that it has not happened yet."""
    (item,) = take_sides(understand("Has the emergency been lifted?"), [say("a", sentence)], Sure(side))

    assert item.stance is not None
    assert (item.stance.probability > 0) == taken
