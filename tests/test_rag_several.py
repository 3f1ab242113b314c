"""One answer to several questions: what a language model may say of each."""

from collections.abc import Iterator

import pytest

from index.pairs.openvino_judge import open_shipped_judge
from rag.language_model import LanguageModel
from rag.questions.question import understand
from rag.rewrite import ModelWriter
from rag.types import Citation, Disagreement, Position, Statement
from rag.write import Written
from tests.language_server import Scripted, says

pytestmark = pytest.mark.slow
SAID = (
    "The coast guard says that the mill was insured [1]. The Lomvik Press says that the mill was not insured [2]. "
    "The coast guard says that 14 people died in the fire. [3]"
)
QUOTES = ("The mill was insured.", "The mill was not insured.", "14 people died in the fire at the mill.")


@pytest.fixture
def server() -> Iterator[Scripted]:
    scripted = Scripted(says(SAID))
    yield scripted
    scripted.close()


def test_a_model_may_tell_the_sides_on_one_of_several_questions(server: Scripted) -> None:
    sources = ("Coast guard", "Lomvik Press", "Coast guard")
    cited = [
        Citation(n, f"d{n}", f"d{n}.txt", None, source, None, None, None, "p", 0, len(quote), quote, 0.9)
        for n, (source, quote) in enumerate(zip(sources, QUOTES, strict=True), start=1)
    ]
    sides = (Position(QUOTES[0], "Yes", (1,), 1), Position(QUOTES[1], "No", (2,), 1))
    found = Disagreement("Was the mill insured", "stance", "They differ.", 0.9, sides)
    question = understand("How many died in the fire at the mill and was the mill insured?")
    draft = Written("They differ. [1][2]", (Statement("They differ.", 0, 12, (1, 2)),))

    writer = ModelWriter(LanguageModel(server.url, "tiny", "secret", 10.0), open_shipped_judge())
    made = writer.rewrite(question, draft, cited, [found])

    assert [one.citations for one in made.written.statements] == [(1,), (2,), (3,)]
