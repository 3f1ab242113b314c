import pytest

from index.fuse import fuse, portion, share


def test_fusion_weighs_stretched_scores() -> None:
    fused = fuse({1: 0.6, 2: 0.2, 3: -1.0}, {2: 8.0, 4: 4.0})

    assert [key for key, _ in fused] == [1, 2, 4, 3]
    assert dict(fused) == {
        1: pytest.approx(0.8),  # the nearest, without a word in common
        2: pytest.approx(0.8 * 1.2 / 1.6 + 0.2),
        3: pytest.approx(0.0),
        4: pytest.approx(0.1),
    }


def test_fusion_does_with_one_score_or_none() -> None:
    assert fuse({}, {}) == []
    assert fuse({1: -1.0}, {}) == [(1, 0.0)]
    assert dict(fuse({}, {7: 2.0, 8: 1.0})) == pytest.approx({7: 0.2, 8: 0.1})


def test_equal_scores_keep_their_order() -> None:
    assert [key for key, _ in fuse({5: 0.5, 3: 0.5, 9: 0.5}, {})] == [5, 3, 9]


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
