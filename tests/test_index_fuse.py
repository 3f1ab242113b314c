import pytest

from index.fuse import fuse, portion, share


def test_fusion_adds_reciprocal_ranks() -> None:
    fused = dict(fuse([[1, 2, 3], [3, 4]]))

    assert list(fused) == [3, 1, 2, 4]
    assert fused == {
        3: pytest.approx(1 / 63 + 1 / 61),
        1: pytest.approx(1 / 61),
        2: pytest.approx(1 / 62),
        4: pytest.approx(1 / 62),
    }


def test_fusion_of_nothing_is_nothing() -> None:
    assert fuse([[], []]) == []


def test_no_document_takes_more_than_its_portion_while_others_wait() -> None:
    ranked = [10, 11, 12, 13, 20, 14, 21, 30]
    document_of = {10: 1, 11: 1, 12: 1, 13: 1, 14: 1, 20: 2, 21: 2, 30: 3}

    # of 5 places a document may take two: 12 and 13 and 14 have to wait for 21 and 30
    assert share(ranked, document_of, 5) == [10, 11, 20, 21, 30]


def test_places_left_over_go_to_the_best_that_waited_and_the_order_stays() -> None:
    ranked = [10, 11, 12, 13, 20, 14]
    document_of = {10: 1, 11: 1, 12: 1, 13: 1, 14: 1, 20: 2}

    assert share(ranked, document_of, 5) == [10, 11, 12, 13, 20]


@pytest.mark.parametrize(("limit", "most"), [(1, 2), (5, 2), (6, 2), (7, 3), (10, 4), (30, 10)])
def test_a_portion_is_a_third_rounded_up_and_at_least_two(limit: int, most: int) -> None:
    assert portion(limit) == most
