"""Whether sentences tell what a position of a disagreement says: its figure, its side or the words that answer."""

from collections.abc import Sequence
from dataclasses import replace

from index.pairs.types import Judge
from rag.disagree import CUT
from rag.positions import is_sure
from rag.questions.question import Question
from rag.stance import find_stances
from rag.types import Position
from rag.values.compare import comparable_but_for_nouns, compatible
from rag.values.find import find_values
from rag.values.types import Value
from rag.verdict import side_told
from rag.words import content_stems


def tells(
    said: Sequence[str], position: Position, rivals: Sequence[Position], question: Question, judge: Judge
) -> bool:
    """Whether one of the sentences tells what the position says and `rivals`, the other positions, do not.

    "More than 10" tells neither 14 nor 19. What has no figure of its own is told by a word of its own.
    """
    side = side_told(position.value) if question.asks == "yes_no" else None
    if side:
        return any(one.side == side and is_sure(one) for one in find_stances(question, said, judge))
    theirs = [figure for rival in rivals for figure in find_values(rival.value)]
    own = [figure for figure in find_values(position.value) if not _matches(figure, theirs)]
    if own:
        figures = [figure for text in said for figure in find_values(text)]
        return any(_matches(figure, own) and not _matches(figure, theirs) for figure in figures)
    others = [content_stems(_claim(rival)) for rival in rivals]
    claimed, told = (content_stems(text).difference(*others) for text in (_claim(position), position.text))
    words = claimed or told  # "not Tomas Reyle" has no word of its own beside Tomas Reyle
    return any(words & content_stems(text) for text in said)


def _claim(position: Position) -> str:
    """Return what is claimed, which is all of the sentence where no words of it answer alone."""
    cut = not position.value or position.value.endswith(CUT)
    return position.text if cut else position.value


def _matches(figure: Value, others: Sequence[Value]) -> bool:
    return any(comparable_but_for_nouns(_bare(figure), _bare(other)) and compatible(figure, other) for other in others)


def _bare(figure: Value) -> Value:
    """Leave out what is counted: a position calls people what its source, read in context, calls the dead."""
    return replace(figure, noun="", role="", label="")
