"""Whose answer is given where a question names a source, from the real model over documents made here."""

from collections.abc import Iterator

import pytest

from corpus.types import Document, Metadata
from rag.questions.question import understand
from rag.settings import Settings
from rag.source_asked import said_by
from rag.types import Answer
from rag.wire import Service, open_temporary
from tests.rag_evidence import say

pytestmark = pytest.mark.slow
DOCUMENTS = (
    Document(
        "union.txt",
        "The collapse at the Brennick mine killed 27 miners. The company had been warned twice.",
        Metadata(source="Mineworkers' Union"),
    ),
    Document(
        "ministry.txt",
        "In the collapse at the Brennick mine 23 miners were killed. The shaft has been sealed.",
        Metadata(source="Ministry of Mines"),
    ),
    Document(
        "paper.txt",
        "The parish priest said that 31 miners had been killed in the collapse at the Brennick mine.",
        Metadata(source="The Courier"),
    ),
    Document("choir.txt", "The choir of Brennick sings on Sundays.", Metadata(source="Church of Brennick")),
)

RAID = (
    Document(
        "profile.txt",
        "In the raid on Camp Orsha the army lost 48 soldiers.",
        Metadata(title="The Red Heath Movement: a profile", source="United Nations Panel of Experts"),
    ),
    Document(
        "gazette.txt",
        "By Jana Rell, 3 May 2023\n\nThe raid on Camp Orsha killed 71 soldiers. The Red Heath Movement said that it "
        "had killed 120 soldiers in the raid on Camp Orsha.",
        Metadata(source="The Gazette"),
    ),
    Document(
        "journal.txt",
        "Journal of Frontier Studies\nHenrik Sand\nThe raid of 2022\n\nThe raid on Camp Orsha killed 30 soldiers.",
        Metadata(title="Journal of Frontier Studies"),
    ),
)


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_temporary(Settings(tmp_path_factory.mktemp("mine"))) as service:
        service.index.add("default", DOCUMENTS)
        service.index.add("raid", RAID)
        yield service


def told(answer: Answer) -> set[str]:
    return {citation.document for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("According to the union, how many miners were killed?", {"union.txt"}),
        ("How many miners were killed according to the Ministry of Mines?", {"ministry.txt"}),
        ("According to the priest, how many miners were killed at Brennick?", {"paper.txt"}),
        ("How many miners were killed at Brennick, according to the navy?", {"union.txt", "ministry.txt", "paper.txt"}),
    ],
)
def test_the_source_named_answers(mine: Service, question: str, documents: set[str]) -> None:
    """Its own documents, or whoever quotes it; where nobody is it, everyone's answer is shown under their own names."""
    assert told(mine.answerer.ask(question)) == documents


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("According to the Red Heath Movement, how many soldiers were killed at Camp Orsha?", {"gazette.txt"}),
        ("How many soldiers does the Gazette say were killed at Camp Orsha?", {"gazette.txt"}),
        ("According to the UN, how many soldiers were killed at Camp Orsha?", {"profile.txt"}),
        ("According to the panel's own figures, how many soldiers were killed at Camp Orsha?", {"profile.txt"}),
        ("According to the profile report, how many soldiers were killed at Camp Orsha?", {"profile.txt"}),
        ("According to Jana Rell, how many soldiers were killed at Camp Orsha?", {"gazette.txt"}),
        ("In Henrik Sand's view, how many soldiers were killed at Camp Orsha?", {"journal.txt"}),
    ],
)
def test_a_document_is_by_who_published_or_wrote_it_and_not_by_whom_it_is_about(
    mine: Service, question: str, documents: set[str]
) -> None:
    """The movement published nothing, and the Gazette quotes it; a report named by its title is asked itself."""
    assert told(mine.answerer.ask(question, "raid")) == documents


def test_a_source_that_does_not_say_leaves_the_question_open(mine: Service) -> None:
    answer = mine.answerer.ask("According to the Church of Brennick, how many miners were killed?")

    assert answer.status == "not_found"


def test_only_those_who_report_what_it_says_speak_for_a_source() -> None:
    """A sentence that names it and tells of something else does not."""
    asked = understand("How many died according to the union?")
    quoted, named = say("a", "The union counted 27 dead.", "27"), say("b", "The union mourns 23 dead.", "23")

    assert said_by(asked, [quoted, named]) == (quoted,)
    assert said_by(asked, [named]) == (named,)
    assert said_by(understand("How many died?"), [quoted, named]) == (quoted, named)
