"""What an outcome holds, held against its case: the judgements that figures count and faults put in words."""

from collections.abc import Mapping
from itertools import combinations

from eval.cases import Case, Evidence
from eval.match import holds, is_evidence, stated
from eval.types import Outcome
from rag.types import Citation, Disagreement, Position


def expects_flag(case: Case) -> bool:
    """Whether a disagreement must be shown."""
    return case.disagreement in ("value", "stance", "update")


def flagged(outcome: Outcome) -> bool:
    """Whether a disagreement was shown. A failure shows the opposite of what was expected."""
    if outcome.failed:
        return not expects_flag(outcome.case)
    return outcome.answer is not None and bool(outcome.answer.disagreements)


def abstained(outcome: Outcome) -> bool | None:
    """Whether the answer is `not_found`; None for a failure."""
    return None if outcome.answer is None else outcome.answer.status == "not_found"


def is_exact(citation: Citation, texts: Mapping[str, str]) -> bool:
    """Whether a quote is its document's text from `start` to `end`."""
    text = texts.get(citation.document_id, "")
    return bool(citation.quote) and citation.start >= 0 and text[citation.start : citation.end] == citation.quote


def inexact_quotes(outcome: Outcome) -> tuple[str, ...]:
    """Cited quotes that are not their document's text from `start` to `end`."""
    return tuple(item.quote for item in _citations(outcome) if not is_exact(item, outcome.texts))


def states(shown: Position, outcome: Outcome) -> frozenset[int]:
    """Indexes of the expected positions that a shown one states and backs with their evidence."""
    answer = outcome.answer
    return stated(shown, outcome.case, answer, outcome.texts) if answer else frozenset()


def shown_positions(outcome: Outcome) -> tuple[frozenset[int], ...]:
    """For each position shown, in any disagreement, the indexes of the expected positions it states."""
    return tuple(states(position, outcome) for position in _positions(outcome))


def found_positions(outcome: Outcome) -> frozenset[int]:
    """Indexes of the expected positions that were shown."""
    return frozenset[int]().union(*shown_positions(outcome))


def superfluous_positions(outcome: Outcome) -> tuple[Position, ...]:
    """Shown positions that state no expected one, or only what an earlier one has stated."""
    seen: set[int] = set()
    extra: list[Position] = []
    for position in _positions(outcome):
        found = states(position, outcome)
        if not found - seen:
            extra.append(position)
        seen |= found
    return tuple(extra)


def holds_up(shown: Disagreement, outcome: Outcome) -> bool:
    """Whether a disagreement is a true one: two of its positions state different expected ones."""
    if not expects_flag(outcome.case):
        return False
    found = [states(position, outcome) for position in shown.positions]
    return any(one and other and one.isdisjoint(other) for one, other in combinations(found, 2))


def best_disagreement(outcome: Outcome) -> Disagreement | None:
    """The disagreement, if any, that states most of the expected positions; the first of equal ones."""

    def expected_in(disagreement: Disagreement) -> int:
        return len(frozenset[int]().union(*(states(shown, outcome) for shown in disagreement.positions)))

    shown = outcome.answer.disagreements if outcome.answer else ()
    return max(shown, key=expected_in, default=None)


def right_kind(outcome: Outcome) -> bool:
    """Whether the best disagreement is of the expected kind or one of `also`."""
    best = best_disagreement(outcome)
    return best is not None and best.kind in (outcome.case.disagreement, *outcome.case.also)


def unnamed_positions(outcome: Outcome) -> tuple[int, ...]:
    """Indexes of the positions that the answer's own text does not name."""
    text = outcome.answer.answer if outcome.answer else ""
    positions = outcome.case.positions
    return tuple(index for index, position in enumerate(positions) if not holds(text, position.answers))


def answer_holds(outcome: Outcome) -> bool:
    """Whether the answer or a quote it cites holds an answer of at least one position."""
    said = (outcome.answer.answer if outcome.answer else "", *(item.quote for item in _citations(outcome)))
    return any(holds(text, position.answers) for text in said for position in outcome.case.positions)


def is_right(citation: Citation, outcome: Outcome) -> bool:
    """Whether a citation is of an expected evidence document, or of a copy that holds its quote."""
    return is_evidence(citation, outcome.case.evidence, outcome.texts)


def cited_documents(outcome: Outcome) -> Mapping[str, bool]:
    """Expected evidence document -> whether it, or a copy holding its quote, was cited."""
    cited = _citations(outcome)
    found = dict.fromkeys((item.document for item in outcome.case.evidence), False)
    for item in outcome.case.evidence:
        found[item.document] |= any(is_evidence(one, (item,), outcome.texts) for one in cited)
    return found


def touches(citation: Citation, item: Evidence, texts: Mapping[str, str]) -> bool:
    """Whether what is cited and an evidence quote share text, in the document or in a copy of it."""
    text, quote = texts.get(citation.document_id, ""), item.quote.replace("\r\n", "\n")
    at = text.find(quote)
    while at >= 0:
        if citation.start < at + len(quote) and at < citation.end:
            return True
        at = text.find(quote, at + 1)
    return False


def _citations(outcome: Outcome) -> tuple[Citation, ...]:
    return outcome.answer.citations if outcome.answer else ()


def _positions(outcome: Outcome) -> tuple[Position, ...]:
    shown = outcome.answer.disagreements if outcome.answer else ()
    return tuple(position for disagreement in shown for position in disagreement.positions)
