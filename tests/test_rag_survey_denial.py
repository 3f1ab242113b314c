"""Which statement denies which, clause by clause, and how the list heads them and the figures it finds."""

import numpy as np
import pytest

from corpus.types import Metadata
from index.word_vectors import WordVectors
from rag.aliases import Aliases
from rag.survey.about import about_denial, about_figure
from rag.survey.compare import Lexicon
from rag.survey.denial import Denial, find_denial, is_denied_by
from rag.survey.statements import Statement, figures_of, find_statements

SHIELDED = "The source was shielded by a lead container and could not have been detected."
OVERTOPPED = "The dam was overtopped and nobody was hurt."


def stated(text: str) -> Statement:
    (found,) = find_statements(text, Metadata(), ())
    return found


def denial(one: str, other: str) -> Denial | None:
    words = Lexicon(lambda stem: 1.0, WordVectors(np.zeros((0, 1), dtype=np.float32), {}), Aliases())
    return find_denial(stated(one), stated(other), words)


@pytest.mark.parametrize(
    ("denying", "affirming", "clause"),
    [
        ("The source was not shielded.", SHIELDED, "The source was not shielded"),
        ("Nobody was hurt, and the dam was not overtopped.", OVERTOPPED, "and the dam was not overtopped"),
        ("The alarm did not sound, and the vault was not locked.", "The vault was locked at all times.",
         "and the vault was not locked"),
        ("The lists, which run to 214 pages, do not show his name.", "The lists show his name twice.",
         "The lists do not show his name"),
        ("Cyber theft is not, as is often claimed, the main source of money.",
         "Cyber theft is the main source of money.", "Cyber theft is not the main source of money"),
        ("The mill (built in 1950) was never inspected.", "The mill was inspected in May.",
         "The mill (built in 1950) was never inspected"),
        ("The minister did not resign, but he was dismissed.",
         "The minister did resign, and the reason was never told.", "The minister did not resign"),
    ],
)  # fmt: skip
def test_a_clause_denies_what_a_clause_affirms(denying: str, affirming: str, clause: str) -> None:
    for found in (denial(denying, affirming), denial(affirming, denying)):
        assert found is not None
        assert (found.denying.text, found.clause) == (denying, clause)
    assert is_denied_by(affirming, denying)
    assert not is_denied_by(denying, affirming)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The source was not detected.", SHIELDED),
        ("The dam was overtopped.", OVERTOPPED),
        ("The dam was not overtopped, and nobody was hurt.", "Nobody was hurt, as the dam was not overtopped."),
        ("The gates were not closed.", "The minister denied that the dam failed and that the gates were closed."),
        ("The driver was not asleep.", "The driver who was not asleep at the wheel stopped."),
        ("The coast does not love its pirates.", "None of which is to say that the coast loves its pirates."),
        (
            "The gardener did not open the door.",
            "The gardener is accused of having opened the door, and nobody believes it.",
        ),
        ("The gates were not closed.", "Nobody claims that the dam failed or that the gates were closed."),
    ],
)
def test_two_that_deny_the_same_do_not_contradict_each_other(one: str, other: str) -> None:
    assert denial(one, other) is None


@pytest.mark.parametrize(
    ("denying", "affirming", "about"),
    [
        ("The source was not shielded.", SHIELDED, "whether the source was shielded"),
        ("The hall opened late and the roof doesn't leak at all.", "The roof of the hall leaks.",
         "whether the roof does leak at all"),
        ("But the vaccine isn't safe for children.", "The vaccine is safe for children.",
         "whether the vaccine is safe for children"),
        ("Cyber theft is not, as is often claimed, the main source of money.", "Cyber theft pays for it all.",
         "whether Cyber theft is the main source of money"),
        ("He was a driver who did not see the light.", "The driver saw the light.", "whether the driver saw the light"),
        ("No siren was sounded at the mill.", "The siren was sounded at the mill, and nobody slept.",
         "whether the siren was sounded at the mill"),
    ],
)  # fmt: skip
def test_what_is_denied_heads_the_disagreement(denying: str, affirming: str, about: str) -> None:
    assert about_denial(stated(denying), stated(affirming)) == about


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("One person is still missing.", "how many people are still missing"),
        ("One child of the village was hurt.", "how many children of the village were hurt"),
        ("Six people were missing on Monday.", "how many people were missing on Monday"),
        ("31 million dollars have been recovered.", "how much has been recovered"),
        ("600,000 cubic metres of residue left the store.", "how much residue left the store"),
        ("About 40 tonnes of slag were contaminated.", "how much slag was contaminated"),
        (
            "Eight lorry loads, about 160 tonnes, were tipped at Brae Hill.",
            "how many lorry loads were tipped at Brae Hill",
        ),
        ("Seven ships (all of them trawlers) were lost at sea.", "how many ships were lost at sea"),
        ("64.2 per cent of voters have turned out.", "what share of voters have turned out"),
    ],
)
def test_figures_are_asked_for_as_one_would_ask(sentence: str, about: str) -> None:
    assert about_figure(figures_of(stated(sentence))[0]) == about
