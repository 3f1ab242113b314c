"""A side on a yes/no question in words: a bare "No" to "Was nobody hurt?" can be taken for either."""

from rag.evidence import Side
from rag.questions.plain_question import asks_for_the_negative

_OF_PLAIN: dict[Side, str] = {"yes": "Yes", "no": "No"}
_OF_NEGATIVE: dict[Side, str] = {"yes": "That is so", "no": "That is not so"}


def verdict(question: str, side: Side) -> str:
    """Return the side in words that fit the question and cannot be taken for the other."""
    return (_OF_NEGATIVE if asks_for_the_negative(question) else _OF_PLAIN)[side]


def side_told(words: str) -> Side | None:
    """Return the side that a verdict names, None for other words."""
    return next((side for told in (_OF_PLAIN, _OF_NEGATIVE) for side, said in told.items() if said == words), None)
