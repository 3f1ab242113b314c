"""What is wrong with an answer, in words: what one reads to learn why a figure is low."""

from collections.abc import Iterator

from eval.judged import (
    abstained,
    answer_holds,
    expects_flag,
    flagged,
    found_positions,
    inexact_quotes,
    right_kind,
    shown_positions,
    superfluous_positions,
)
from eval.retrieval import document_score
from eval.types import Failure, Outcome


def faults(outcome: Outcome) -> tuple[str, ...]:
    """Everything to object to, the most important first; empty when the answer is right."""
    if isinstance(outcome.got, Failure):
        return (f"{outcome.got.error}: {outcome.got.detail}",)
    if not outcome.case.asks:
        return () if document_score(outcome, "ndcg_10") else ("no relevant document among the first ten",)
    return (*_answer_faults(outcome), *_flag_faults(outcome), *_quote_faults(outcome))


def _answer_faults(outcome: Outcome) -> Iterator[str]:
    if not outcome.case.answerable:
        if not abstained(outcome):
            yield "answered, though nothing answers it"
    elif abstained(outcome):
        yield "not answered"
    elif not answer_holds(outcome):
        yield "holds none of the answers"


def _flag_faults(outcome: Outcome) -> Iterator[str]:
    case = outcome.case
    if case.disagreement == "none" and flagged(outcome):
        yield "flagged, though the sources agree"
    if not expects_flag(case):
        return
    if not flagged(outcome):
        yield "not flagged"
        return
    missing = sorted(set(range(len(case.positions))) - found_positions(outcome))
    if missing:
        yield "not shown: " + ", ".join(case.positions[index].answers[0] for index in missing)
    extra = superfluous_positions(outcome)
    if extra:
        yield "shown besides: " + ", ".join(position.value or position.text for position in extra)
    if any(len(found) > 1 for found in shown_positions(outcome)):
        yield "two positions shown as one"
    if not right_kind(outcome):
        yield f"not shown as {case.disagreement}"


def _quote_faults(outcome: Outcome) -> Iterator[str]:
    for quote in inexact_quotes(outcome):
        yield f"not the text at its offsets: {quote!r}"
