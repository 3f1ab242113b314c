"""One answer to the several parts of a question: what is told of them, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.disagree import Numbers
from rag.positions import Group
from rag.questions.question import Question
from rag.types import Disagreement
from rag.write import Written, assemble, write


@dataclass(frozen=True, slots=True)
class Part:
    """What the sources say to one question; of a question that asks one thing there is one part."""

    question: Question
    groups: tuple[Group, ...]  # those to be told
    rivals: tuple[Group, ...]  # those that cannot all hold


def each_once(described: Sequence[Sequence[Disagreement]]) -> tuple[Disagreement, ...]:
    """Return the disagreements on every part; one that two parts have is told of the first."""
    found = [one for part in described for one in part]
    return tuple({one.positions: one for one in reversed(found)}.values())[::-1]


def write_all(parts: Sequence[Part], described: Sequence[Sequence[Disagreement]], numbers: Numbers) -> Written:
    """Write what is told of each part behind what is told of the one before; what was said is not said again."""
    told = [write(one.question, one.groups, found, numbers) for one, found in zip(parts, described, strict=True)]
    return assemble(list(dict.fromkeys((said.text, said.citations) for part in told for said in part.statements)))


def not_told(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return a note on each part that the sources say nothing of, where they do say something of another."""
    silent = [part.question.text for part in parts if not part.groups]
    return tuple(f"The documents do not say: {one}" for one in silent) if len(silent) < len(parts) else ()
