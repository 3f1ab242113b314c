"""What a measure is of: which figures answer for the stuff asked for. Text in, positions out."""

import pytest

from rag.evidence import Evidence
from rag.positions import find_positions
from rag.questions.question import understand
from tests.rag_evidence import independent, say

DUMP = "In all there are 610 tonnes of dust, 480 tonnes of slag and 250 tonnes of scrap."
WATER = "It held 40 micrograms of mercury per litre and 250 micrograms of arsenic per litre."


def answering(question: str, *said: Evidence) -> list[str]:
    """The figures in answer, as written, in the order of their documents."""
    groups = find_positions(understand(question), said, independent)
    told = sorted((item.document.id, item.value.text) for made in groups for item in made.evidence if item.value)
    return [text for _, text in told]


@pytest.mark.parametrize(
    ("question", "said", "figures"),
    [
        (
            "How many tonnes of slag were contaminated?",
            [
                say("a", DUMP, "480", 0.7),
                say("a", DUMP, "610", 0.8),
                say("b", "About 90 tonnes of filter dust are contaminated.", "90"),
                say("c", "About 270 tonnes of dust and slag are contaminated.", "270"),
                say("d", "The union puts the waste at 450 tonnes.", "450"),
            ],
            ["480 tonnes", "About 270 tonnes", "450 tonnes"],
        ),
        (
            "What was the concentration of mercury in the river?",
            [
                say("a", WATER, "40", 0.7),
                say("a", WATER, "250", 0.8),
                say("b", "River water held 300 µg/l of arsenic.", "300"),
            ],
            ["40 micrograms of mercury per litre"],
        ),
        # no source tells the two apart: they may be two words for one thing
        (
            "How much sludge got out?",
            [
                say("a", "Some 600,000 tonnes of sludge got out.", "600,000"),
                say("b", "More than 1.1 million tonnes of residue got out.", "1.1"),
            ],
            ["Some 600,000 tonnes", "More than 1.1 million tonnes"],
        ),
        # nor is any stuff asked for
        (
            "How much did they steal?",
            [
                say("a", "They stole 40 kg of gold and 90 kg of silver.", "40"),
                say("b", "They stole 70 kg of silver.", "70"),
            ],
            ["40 kg", "70 kg"],
        ),
    ],
)
def test_a_measure_of_other_stuff_is_no_answer(question: str, said: list[Evidence], figures: list[str]) -> None:
    """Dust is left out where a source gives slag and dust apart, in every source."""
    assert answering(question, *said) == figures
