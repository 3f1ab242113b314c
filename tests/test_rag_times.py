"""Which time a figure is of, where a question names one and the sources tell of several."""

import pytest

from corpus.types import Metadata
from index.types import Hit, StoredDocument
from rag.conflict import conflicting
from rag.disagree import describe, number_citations
from rag.evidence import find_candidates
from rag.positions import find_positions
from rag.questions.question import understand
from rag.values.render import render
from tests.rag_evidence import independent, say


def shown(question: str, sentence: str, published: str | None = None) -> list[str]:
    """Return the figures of a sentence that may answer."""
    document = StoredDocument("a", "a.md", "default", Metadata(published=published), 1)
    hit = Hit("a#0", document, 0, len(sentence), sentence, None, 1.0, 0.5, None)
    found = find_candidates(understand(question), [hit])
    return [render(candidate.value) for candidate in found if candidate.value]


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("How old was she at her first ascent in 1852?", "In 1850, at the age of 19, she sailed.", ["1850"]),
        ("How old was she at her first ascent in 1852?", "In July 1852, aged 21, she rose.", ["July 1852", "21 years"]),
        ("How long did the strike of 1984 last?", "The strike of 1926 lasted nine days.", []),
        (
            "How late was the ferry on 6 July 2021?",
            "On 9 August 2021 the ferry was 40 minutes late.",
            ["9 August 2021"],
        ),
        ("How old was the church in 1900?", "The church was built in 1650.", ["1650"]),  # a date is its own time
        ("When did the ship sail in 1852?", "It had sailed in 1850.", ["1850"]),
    ],
)
def test_that_a_date_is_accepted_does_not_leave_out_the_time_asked_for(
    question: str, sentence: str, found: list[str]
) -> None:
    assert shown(question, sentence) == found


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("How many miners died?", "dead"),
        ("What share of the patients survived?", "survived"),
        ("How old was she when she died?", ""),
        ("How long did he survive in the cellar?", ""),
        ("How much was paid for each worker who was injured?", ""),
    ],
)
def test_people_are_counted_by_what_became_of_them_and_years_are_not(question: str, role: str) -> None:
    assert understand(question).role == role


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        ("Four climbers fell to their deaths that day and died.", "value"),
        ("The mayor declined to comment; 4 climbers died.", "value"),
        ("They climbed the north face and 4 climbers died.", "value"),
        ("The wall fell into the street and 4 climbers died.", "value"),
        ("The number of climbers who died has climbed to 4 climbers.", "update"),
        ("Deaths rose again: 4 climbers died.", "update"),
    ],
)
def test_who_falls_or_climbs_is_no_change_of_how_many(later: str, kind: str) -> None:
    question = understand("How many climbers died?")
    said = [
        say("gazette", "3 climbers died.", "3 climbers", published="2021-05-03"),
        say("herald", later, "our" if later.startswith("Four") else "4 climbers", published="2021-05-09"),
    ]
    groups = find_positions(question, said, independent)

    (told,) = describe(question, conflicting(question, groups, {}), number_citations(said))

    assert told.kind == kind
