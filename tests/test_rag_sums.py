"""Bare numbers that are sums of money, and those that count or number something else."""

import pytest

from rag.asked import figures_asked
from rag.questions.question import understand
from rag.values.find import find_values


@pytest.mark.parametrize(
    ("question", "sentence", "sums"),
    [
        ("How much was stolen?", "They took 41,200 ether and tokens worth $148 million.", ["$148 million"]),
        ("How much was stolen?", "The thieves took 6.5 million overnight.", ["6.5 million"]),
        ("How much was lost?", "Of that, 6.5 million went to lawyers.", ["6.5 million"]),
        ("How much was lost?", "The bank lost 40,000 last year.", ["40,000"]),
        ("How much was paid for the samples?", "They came from borehole 4 and store 7.", []),
        ("How much did the gang earn?", "It has grown to about 500 strong.", []),
        ("What did the horse cost?", "It cost them 40 in all, or about 45 with the saddle.", ["40", "about 45"]),
        ("How much did the boat fetch?", "Barge 12 was sold for 900, not for 700.", ["900", "700"]),
        ("How much does the guard earn?", "He gets 61 a month, and 20 extra on Sundays.", ["61", "20"]),
        ("How much does the guard earn?", "Pay: 61", ["61"]),
        # of stuff that is asked for by name a bare number is no sum
        ("How much sludge got out?", "The store held 9 pits, and 12 to 13.5 were full.", []),
    ],
)
def test_a_bare_number_is_a_sum_where_nothing_says_otherwise(question: str, sentence: str, sums: list[str]) -> None:
    found = figures_asked(understand(question), sentence, find_values(sentence))

    assert [value.text for value in found if value.kind == "money"] == sums
