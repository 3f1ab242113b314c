"""The written answer: what the sources say, in their own words, each sentence with its citations."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.alike import days, figures_agree, is_vague
from rag.disagree import Numbers, attribution, cited
from rag.evidence import Evidence
from rag.positions import ENOUGH, Group, sideness
from rag.questions.question import Question
from rag.types import Citation, Disagreement, Statement
from rag.values.plain import one_line
from rag.values.render import render
from rag.values.types import Value
from rag.verdict import verdict
from rag.words import content_stems

_SHORT = 60  # code points
# Probability of a side from which the answer opens with it: of written sentences that no model was trained on 84 in 100
# took the side from there on, from 0.5 to 0.8 only 59.
_SAID = 0.8


@dataclass(frozen=True, slots=True)
class Written:
    """The text of an answer with its statements, which lie where they say in `text`."""

    text: str
    statements: tuple[Statement, ...]


def write(
    question: Question, groups: Sequence[Group], disagreements: Sequence[Disagreement], numbers: Numbers
) -> Written:
    """Lead with the disagreement or with what is agreed; then each position in its source's own words."""
    lines: list[tuple[str, tuple[int, ...]]] = []
    for disagreement in disagreements:
        lines.append((disagreement.summary, tuple(n for p in disagreement.positions for n in p.citations)))
    short = None if disagreements else _in_short(question, groups)
    if short:
        lines.append((_as_sentence(short[0]), cited(short[1], numbers)))
    lines += [(_said(item), cited([item], numbers)) for item in _spoken(groups, short[1] if short else ())]
    return assemble(lines)


def _in_short(question: Question, groups: Sequence[Group]) -> tuple[str, Sequence[Evidence]] | None:
    """Return what is agreed and who says so: the side, the figure or a few words; None where only quotes will do."""
    sided = [group for group in groups if group.side]
    if sided:
        return _agreed_side(question, sided)
    if not _is_agreed(groups):
        return None
    group = groups[0]
    if group.value:
        return one_line(render(group.value)), [item for item in group.evidence if _gives(group.value, item.value)]
    words = one_line(group.evidence[0].words).rstrip(".,;:")
    return (words, _saying(words, group.evidence)) if words and len(words) <= _SHORT else None


def _is_agreed(groups: Sequence[Group]) -> bool:
    """Whether the first position is the answer: it is the only one, or a figure beside others that hardly answer."""
    if len(groups) < 2:
        return len(groups) == 1
    return groups[0].value is not None and all(made.probability < ENOUGH for made in groups[1:])


def _agreed_side(question: Question, sided: Sequence[Group]) -> tuple[str, Sequence[Evidence]] | None:
    """Return the side that all take who take one, None where two are taken or none of them surely."""
    side = sided[0].side
    if side is None or len(sided) > 1 or all(sideness(item) < _SAID for item in sided[0].evidence):
        return None
    return verdict(question.text, side), sided[0].evidence


def _saying(words: str, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return the first, whose words they are, and those who say all of it: who was held to mean the same did not."""
    told, first = content_stems(words), evidence[0]
    others = [item for item in evidence[1:] if figures_agree(first, item) or told <= content_stems(item.quote)]
    return [first, *others] if told else [first]


def _gives(told: Value, value: Value | None) -> bool:
    """Whether a figure is no vaguer than the one told: "at least 37" and "in March" allow 52 and 22 March."""
    return value is not None and (is_vague(told) or (not is_vague(value) and days(value) <= days(told)))


def _as_sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('!', '?')) else '.'}"


def _spoken(groups: Sequence[Group], agreed: Sequence[Evidence]) -> list[Evidence]:
    """Return whom to quote: the surest of each figure and who only allows that agreed on; for statements everyone."""
    spoken: list[Evidence] = []
    for made in groups:
        told = agreed if agreed and made is groups[0] else made.evidence
        spoken += [item for n, item in enumerate(made.evidence) if not (made.value and n and item in told)]
    return spoken


def _said(item: Evidence) -> str:
    return f"{attribution(item)}: “{' '.join(item.quote.split())}”"


def assemble(lines: Sequence[tuple[str, tuple[int, ...]]]) -> Written:
    """Return lines as the text of an answer: each is a statement, with the marks of its citations behind it."""
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
