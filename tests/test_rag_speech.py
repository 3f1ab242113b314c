"""Questions of what somebody said: which sentences speak to them."""

import pytest

from rag.denials.speech import speaks_to
from rag.positions import side_of
from rag.questions.question import understand
from rag.stance import take_sides
from tests.fakes import WordJudge
from tests.rag_evidence import say


@pytest.mark.parametrize(
    ("question", "sentence", "speaks"),
    [
        ("Did Ozeria deny supplying drones?", "The army gets most of its drones from Ozeria.", False),
        ("Did Ozeria deny supplying drones?", "Ozeria denied supplying drones.", True),
        ("Did Ozeria deny supplying drones?", "We never supplied a drone.", True),
        ("Did the mayor of Lind promise to rebuild the school?", "The school was not rebuilt.", False),
        ("Did the mayor of Lind promise to rebuild the school?", "He gave his word that it would be.", True),
        ("Has the railway admitted the mistake?", "The railway rejects any blame for it.", True),
        ("Has the railway admitted the mistake?", "The mistake cost 12 million.", False),
        ("Did Vandrel do what it had pledged to do?", "Vandrel closed the works.", True),
        ("Did the school that the mayor promised open?", "The school opened in May.", True),
        ("Did Ozeria supply drones?", "The army gets most of its drones from Ozeria.", True),
    ],
)
def test_a_deed_says_nothing_of_what_was_said(question: str, sentence: str, speaks: bool) -> None:
    assert speaks_to(understand(question), sentence) == speaks


def test_a_deed_takes_no_side_where_a_denial_is_asked_about() -> None:
    """That it supplies drones is neither a denial nor the want of one."""
    said = say("a", "Ozeria did deny supplying drones."), say("b", "Ozeria is supplying drones, not tanks.")
    sided = take_sides(understand("Did Ozeria deny supplying drones?"), said, WordJudge())

    assert [item.stance.probability > 0 for item in sided if item.stance] == [True, False]
    assert side_of(sided[1]) is None
