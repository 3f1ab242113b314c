"""Names that mean the same."""

import pytest

from rag.aliases import Aliases, expand, find_aliases, reworded, wordings


def test_short_forms_of_one_long_form_are_aliases() -> None:
    """Two documents that abbreviate one name differently speak of the same thing."""
    aliases = find_aliases(
        ["The National Grain Board (NGB) met.", "Prices fell, the NGrB (National Grain Board) said."]
    )

    assert frozenset({"ngb", "ngrb"}) == aliases.stems["ngb"] == aliases.stems["ngrb"]
    assert {"ngb", "ngrb", "met"} == expand(frozenset({"ngb", "met"}), aliases)


def test_other_names_stay_apart() -> None:
    """Sharing some words is not enough, and what does not abbreviate is no alias."""
    aliases = find_aliases(
        ["The National Grain Board (NGB) and the National Rail Union (NRU).", "Maria Alvarez (Spain) won."]
    )

    assert frozenset({"ngb"}) == aliases.stems["ngb"]
    assert frozenset({"nru"}) == aliases.stems["nru"]
    assert "spain" not in aliases.stems


GRAIN = find_aliases(["The National Grain Board (NGB) met.", "Prices fell, the NGrB (National Grain Board) said."])


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The NGrB met in May.", "Did the NGrB meet?"),
        ("The National Grain Board met in May.", "Did the National Grain Board meet?"),
        ("The NGB met the NGrB.", "Did the NGB meet?"),
        ("The NGB-2 met in May.", "Did the NGB meet?"),
        ("It met in May.", "Did the NGB meet?"),
    ],
)
def test_a_question_is_asked_with_the_name_that_the_text_has(text: str, asked: str) -> None:
    """Only where the text has another name of the same thing, and not the one asked for."""
    assert reworded("Did the NGB meet?", text, GRAIN) == asked


def test_a_question_has_a_wording_for_every_other_name() -> None:
    """The short ones first; a question that names nothing of that kind has none."""
    assert wordings("Did the NGB meet?", GRAIN) == ("Did the NGrB meet?", "Did the National Grain Board meet?")
    assert wordings("Did the National Grain Board meet?", GRAIN) == ("Did the NGB meet?", "Did the NGrB meet?")
    assert wordings("Did the ngb meet?", GRAIN) == ()
    assert wordings("Did the NGB meet?", Aliases()) == ()


def test_a_longer_short_form_is_another_one() -> None:
    """One that only begins like another names something else."""
    aliases = find_aliases(["The Inter-Services Intelligence (ISI)", "the Islamic State of Iraq and Syria (ISIS)"])

    assert reworded("Did the ISI know?", "ISIS knew.", aliases) == "Did the ISI know?"
