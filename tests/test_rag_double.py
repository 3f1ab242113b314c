"""Rejected denials: what is left to judge of them, and the side they are then put on."""

from collections.abc import Sequence

import pytest

from index.pairs.types import Claims, Judgement
from rag.denials.double import without_rejections
from rag.questions.question import understand
from rag.stance import find_stances

LETTER = "Did the inspectorate receive the letter?"
WARNED = "Were the skiers warned?"
DEBTS = "Did the composer pay his debts?"
DOSE = "Did any worker receive more than 1 mSv?"


@pytest.mark.parametrize(
    ("question", "text", "said", "turned"),
    [
        (LETTER, "The claim that it never received the letter is not true.", "It never received the letter.", True),
        (LETTER, "Reports that the letter was never received are false.", "The letter was never received.", True),
        (WARNED, "It is not true that nobody was warned.", "Nobody was warned.", True),
        (WARNED, "The guide denies that he did not warn them; it rained.", "He did not warn them.", True),
        (WARNED, "The guide rejected the claim that no one was warned.", "No one was warned.", True),
        (DEBTS, "There is no truth in the story that he never paid.", "He never paid.", True),
        (DEBTS, "Letters say that he never paid. This is a legend.", "Letters say that he never paid.", True),
        (
            DEBTS,
            "Letters say that he never paid. That is wrong: he paid in May.",
            "Letters say that he never paid.",
            True,
        ),
        (
            DOSE,
            "It says that nobody got more than 1 mSv. That is false.",
            "It says that nobody got more than 1 mSv.",
            True,
        ),
        (
            WARNED,
            "Papers say that nobody was warned. The guide denies this.",
            "Papers say that nobody was warned.",
            True,
        ),
        (
            WARNED,
            "The guide denies that they were warned. That is a lie.",
            "The guide denies that they were warned.",
            True,
        ),
        (WARNED, "He denies that nobody was warned. That is a lie.", "Nobody was warned.", False),
        (WARNED, "He says that they were not warned, but they were.", "He says that they were not warned.", True),
        (WARNED, "He says nobody was warned, which is untrue.", "He says nobody was warned.", True),
        (WARNED, "That the skiers were not warned is untrue.", "The skiers were not warned.", True),
        (WARNED, "His claim not to have been warned is untrue.", "His claim not to have been warned.", True),
        (WARNED, "The guide lied when he said that nobody was warned.", "Nobody was warned.", True),
        (WARNED, "The rumour that nobody warned the skiers has no foundation.", "Nobody warned the skiers.", True),
        (WARNED, "The guide, contrary to what he says, had warned them.", "The guide had warned them.", False),
        (WARNED, "He falsely denied that the skiers were warned.", "The skiers were warned.", False),
        (WARNED, "His denial that the skiers were warned was a lie.", "The skiers were warned.", False),
        (WARNED, "Contrary to reports that nobody was warned, sirens sounded.", "Sirens sounded.", False),
        (WARNED, "He says that nobody was warned. They were.", "He says that nobody was warned.", True),
        ("Is the mine open?", "The rumour that the mine is closed is false.", "The mine is closed.", True),
    ],
)
def test_a_rejected_denial_is_judged_by_itself(question: str, text: str, said: str, turned: bool) -> None:
    """And its sides are turned round, as often as it is rejected."""
    assert without_rejections(understand(question), text) == (said, turned)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (LETTER, "The claim that the inspectorate received the letter is not true."),
        (LETTER, "The inspectorate did not receive the letter."),
        (WARNED, "Nobody disputes that the skiers were not warned."),
        (WARNED, "The claim that nobody was warned is false, but few were."),
        (WARNED, "The claim that nobody was warned is partly wrong."),
        (WARNED, "It is said that nobody was warned. That is only partly wrong."),
        (WARNED, "Nobody was warned. The operator denies this."),
        (WARNED, "The skiers were not warned. That is wrong."),
        (WARNED, "The skiers were not warned, and that was wrong."),
        (WARNED, "That nobody warned the skiers was wrong."),
        (WARNED, "The skiers were not warned, but the guides were."),
        (WARNED, "They say that the skiers were not warned. They were not."),
        (WARNED, "The skiers were not warned. She was."),
        ("Was anyone hurt?", "Not a single person was hurt; claims to the contrary are propaganda."),
        ("Was anyone hurt?", "nobody was hurt"),
        ("Did the dam burst?", "A rumour that the dam had burst drove thousands to the hills. It proved untrue."),
        ("Did the mayor resign?", "The mayor resigned when reports that nobody was hurt proved false."),
        ("Did the mayor resign?", "The mayor, who falsely denied that he took bribes, resigned."),
        (DEBTS, "There is no evidence that he did not pay."),
        ("Did 23 miners die?", "The report that 27 miners died without masks is false."),
    ],
)
def test_anything_else_is_judged_whole(question: str, text: str) -> None:
    """A claim that denies nothing, one rejected by halves, a lack of evidence, the source's own denial."""
    assert without_rejections(understand(question), text) == (text, False)


class Literal:
    """Takes whatever denies for a no, and all else for a yes."""

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """One judgement a pair, in their order."""
        return [self._judge(claim.first.lower(), claim.second) for claim in claims]

    def _judge(self, said: str, side: str) -> Judgement:
        denies = any(word in said.split() for word in ("not", "never", "nobody"))
        return Judgement(1.0, 0.0, 0.0) if denies == (side == "No.") else Judgement(0.0, 1.0, 0.0)


def test_whoever_rejects_a_denial_takes_the_side_against_it() -> None:
    texts = [
        "The claim that the inspectorate never received the letter is not true.",
        "The inspectorate never received the letter.",
        "The inspectorate received the letter.",
    ]

    assert [one.side for one in find_stances(understand(LETTER), texts, Literal())] == ["yes", "no", "yes"]
