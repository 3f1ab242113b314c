"""Names that mean the same."""

from rag.aliases import expand, find_aliases


def test_short_forms_of_one_long_form_are_aliases() -> None:
    """Two documents that abbreviate one name differently speak of the same thing."""
    aliases = find_aliases(
        ["The National Grain Board (NGB) met.", "Prices fell, the NGrB (National Grain Board) said."]
    )

    assert frozenset({"ngb", "ngrb"}) == aliases["ngb"] == aliases["ngrb"]
    assert {"ngb", "ngrb", "met"} == expand(frozenset({"ngb", "met"}), aliases)


def test_other_names_stay_apart() -> None:
    """Sharing some words is not enough, and what does not abbreviate is no alias."""
    aliases = find_aliases(
        ["The National Grain Board (NGB) and the National Rail Union (NRU).", "Maria Alvarez (Spain) won."]
    )

    assert frozenset({"ngb"}) == aliases["ngb"]
    assert frozenset({"nru"}) == aliases["nru"]
    assert "spain" not in aliases
