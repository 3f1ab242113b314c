"""Which side sentences take on questions for the negative and on figures, as the judge that ships has it."""

import pytest

from index.pairs.openvino_judge import open_shipped_judge
from index.pairs.types import Judge
from rag.questions.question import understand
from rag.stance import find_stances


@pytest.fixture(scope="module")
def judge() -> Judge:
    return open_shipped_judge()


@pytest.mark.parametrize(
    ("question", "affirms", "denies"),
    [
        ("Was there no tremor?", "There was no tremor.", "A tremor was felt at six."),
        ("Was nobody hurt?", "Nobody was hurt.", "Two nurses were hurt."),
        (
            "Is it true that they never paid the families?",
            "The families have received nothing.",
            "The families were paid 60,000 each.",
        ),
        ("Did no one warn the skiers?", "The skiers had not been warned.", "The guide had warned the skiers twice."),
        ("Did 23 miners die in the fire?", "The fire killed 23 miners.", "Twenty-seven people died in the fire."),
        ("Wasn't the mine evacuated?", "The mine was evacuated in good order.", "No one was evacuated from the mine."),
        ("Is it false that 23 miners died?", "Twenty-seven miners died.", "Twenty-three miners died."),
        ("Is it false that the mine was evacuated?", "The mine was not evacuated.", "The mine was evacuated in time."),
    ],
)
def test_sides_are_those_of_the_question_as_asked(question: str, affirms: str, denies: str, judge: Judge) -> None:
    """Yes to "Was nobody hurt?" is that nobody was; to "Wasn't it evacuated?", that it was."""
    assert [one.side for one in find_stances(understand(question), [affirms, denies], judge)] == ["yes", "no"]
