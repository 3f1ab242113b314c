"""The written answer: what the sources say, in their own words, each sentence with its citations."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.disagree import Numbers, attribution, cited
from rag.evidence import Evidence
from rag.positions import ENOUGH, Group
from rag.types import Citation, Disagreement, Statement
from rag.values.render import render

_SHORT = 60  # code points


@dataclass(frozen=True, slots=True)
class Written:
    """The text of an answer with its statements, which lie where they say in `text`."""

    text: str
    statements: tuple[Statement, ...]


def write(groups: Sequence[Group], disagreements: Sequence[Disagreement], numbers: Numbers) -> Written:
    """Lead with the disagreement or with what is agreed; then each position in its source's own words."""
    lines: list[tuple[str, tuple[int, ...]]] = []
    for disagreement in disagreements:
        lines.append((disagreement.summary, tuple(n for p in disagreement.positions for n in p.citations)))
    if not disagreements and _is_agreed(groups) and (said := _in_short(groups[0])):
        stop = "" if said.endswith(("!", "?")) else "."
        lines.append((f"{said[:1].upper()}{said[1:]}{stop}", cited(groups[0].evidence, numbers)))
    lines += [(_said(item), cited([item], numbers)) for item in _spoken(groups)]
    return _assemble(lines)


def _is_agreed(groups: Sequence[Group]) -> bool:
    """Whether the first position is the answer: it is the only one, or a figure beside others that hardly answer."""
    if len(groups) < 2:
        return len(groups) == 1
    return groups[0].value is not None and all(made.probability < ENOUGH for made in groups[1:])


def _in_short(group: Group) -> str:
    """Return the figure, or the words that answer where these are few; empty where only the quote will do."""
    if group.value:
        return render(group.value)
    words = " ".join(group.evidence[0].words.split()).rstrip(".,;:")
    return words if len(words) <= _SHORT else ""


def _spoken(groups: Sequence[Group]) -> list[Evidence]:
    """Return whom to quote: the surest of each position; for statements everyone."""
    return [item for group in groups for item in (group.evidence[:1] if group.value else group.evidence)]


def _said(item: Evidence) -> str:
    return f"{attribution(item)}: “{' '.join(item.quote.split())}”"


def _assemble(lines: Sequence[tuple[str, tuple[int, ...]]]) -> Written:
    text, statements = "", []
    for line, numbers in lines:
        start = len(text) + (1 if text else 0)
        marks = "".join(f"[{number}]" for number in numbers)
        text += ("\n" if text else "") + f"{line} {marks}"
        statements.append(Statement(line, start, start + len(line), numbers))
    return Written(text, tuple(statements))


def cite(evidence: Sequence[Evidence], numbers: Numbers) -> tuple[Citation, ...]:
    """Return a citation for every numbered sentence, in the order of the numbers."""
    made = {cited([item], numbers)[0]: _citation(item, cited([item], numbers)[0]) for item in reversed(evidence)}
    return tuple(made[number] for number in sorted(made))


def _citation(item: Evidence, number: int) -> Citation:
    document, about = item.document, item.document.metadata
    return Citation(
        number, document.id, document.name, about.title, about.source, about.published, about.url,
        item.page, item.passage_id, item.start, item.end, item.quote, round(item.score, 4),
    )  # fmt: skip
