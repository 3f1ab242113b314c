"""What is measured: each figure is a sum of hits over a sum of chances, one case contributing to each.

A failure takes the worst score in every figure its case enters. A case expecting `scope` may be flagged or
not and enters no figure about disagreements.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eval.cases import Case, same_document
from eval.match import holds, is_evidence, stated
from eval.types import Better, Failure, Outcome, Tally
from rag.types import Answer, Disagreement


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure and how one outcome contributes to it; None where it does not."""

    name: str
    meaning: str
    score: Callable[[Outcome], Tally | None]
    better: Better = "higher"
    unit: str = "questions"


def expects_flag(case: Case) -> bool:
    """Whether a disagreement must be shown."""
    return case.disagreement in ("value", "stance", "update")


def flagged(outcome: Outcome) -> bool:
    """Whether a disagreement was shown. A failure shows the opposite of what was expected."""
    if isinstance(outcome.got, Failure):
        return not expects_flag(outcome.case)
    return bool(outcome.got.disagreements)


def inexact_quotes(outcome: Outcome) -> tuple[str, ...]:
    """Cited quotes that are not their document's text from `start` to `end`."""
    if isinstance(outcome.got, Failure):
        return ()
    return tuple(
        citation.quote
        for citation in outcome.got.citations
        if outcome.texts.get(citation.document_id, "")[citation.start : citation.end] != citation.quote
        or citation.start < 0
        or not citation.quote
    )


def shown_positions(outcome: Outcome) -> tuple[frozenset[int], ...]:
    """For each position shown, in any disagreement, the indexes of the expected positions it states."""
    answer = outcome.got
    if isinstance(answer, Failure):
        return ()
    shown = (position for disagreement in answer.disagreements for position in disagreement.positions)
    return tuple(stated(position, outcome.case, answer, outcome.texts) for position in shown)


def found_positions(outcome: Outcome) -> frozenset[int]:
    """Indexes of the expected positions that were shown."""
    return frozenset[int]().union(*shown_positions(outcome))


def best_disagreement(outcome: Outcome) -> Disagreement | None:
    """The disagreement, if any, that states most of the expected positions; the first of equal ones."""
    answer = outcome.got
    if isinstance(answer, Failure) or not answer.disagreements:
        return None

    def expected_in(disagreement: Disagreement) -> int:
        found = (stated(shown, outcome.case, answer, outcome.texts) for shown in disagreement.positions)
        return len(frozenset[int]().union(*found))

    return max(answer.disagreements, key=expected_in)


def right_kind(outcome: Outcome) -> bool:
    """Whether the best disagreement is of the expected kind or one of `also`."""
    best = best_disagreement(outcome)
    return best is not None and best.kind in (outcome.case.disagreement, *outcome.case.also)


def unnamed_positions(outcome: Outcome) -> tuple[int, ...]:
    """Indexes of the positions that the answer's own text does not name."""
    text = "" if isinstance(outcome.got, Failure) else outcome.got.answer
    positions = outcome.case.positions
    return tuple(index for index, position in enumerate(positions) if not holds(text, position.answers))


def answer_holds(outcome: Outcome) -> bool:
    """Whether the answer or a quote it cites holds an answer of at least one position."""
    answer = outcome.got
    if isinstance(answer, Failure):
        return False
    said = (answer.answer, *(citation.quote for citation in answer.citations))
    return any(holds(text, position.answers) for text in said for position in outcome.case.positions)


def abstained(outcome: Outcome) -> bool | None:
    """Whether the answer is `not_found`; None for a failure."""
    return None if isinstance(outcome.got, Failure) else outcome.got.status == "not_found"


def cited_evidence(outcome: Outcome) -> dict[str, bool]:
    """Expected evidence document -> whether it, or a copy holding its quote, was cited."""
    return {
        item.document: any(
            same_document(citation.document, item.document) or item.quote in outcome.texts.get(citation.document_id, "")
            for citation in (outcome.got.citations if isinstance(outcome.got, Answer) else ())
        )
        for position in outcome.case.positions
        for item in position.evidence
    }


def _share(right: bool) -> Tally:
    return Tally(float(right), 1.0)


def _quote_exactness(outcome: Outcome) -> Tally | None:
    if isinstance(outcome.got, Failure):
        return Tally(0, 1)
    cited = len(outcome.got.citations)
    return Tally(cited - len(inexact_quotes(outcome)), cited) if cited else None


def _flag_precision(outcome: Outcome) -> Tally | None:
    if outcome.case.disagreement == "scope" or not flagged(outcome):
        return None
    return _share(expects_flag(outcome.case))


def _flag_recall(outcome: Outcome) -> Tally | None:
    return _share(flagged(outcome)) if expects_flag(outcome.case) else None


def _flag_f1(outcome: Outcome) -> Tally | None:
    """F1 = hits / (hits + half of the misses and false alarms), so it too is a sum over a sum."""
    if outcome.case.disagreement == "scope":
        return None
    expected, shown = expects_flag(outcome.case), flagged(outcome)
    if expected and shown:
        return Tally(1, 1)
    return Tally(0, 0.5) if expected or shown else None


def _value_found(outcome: Outcome) -> Tally | None:
    return _flag_recall(outcome) if outcome.case.disagreement == "value" else None


def _false_flags(outcome: Outcome) -> Tally | None:
    return _share(flagged(outcome)) if outcome.case.disagreement == "none" else None


def _kind_accuracy(outcome: Outcome) -> Tally | None:
    if not expects_flag(outcome.case):
        return None
    if isinstance(outcome.got, Failure):
        return Tally(0, 1)
    return _share(right_kind(outcome)) if flagged(outcome) else None


def _position_recall(outcome: Outcome) -> Tally | None:
    if not expects_flag(outcome.case):
        return None
    return Tally(len(found_positions(outcome)), len(outcome.case.positions))


def _merged_positions(outcome: Outcome) -> Tally | None:
    if not expects_flag(outcome.case):
        return None
    if isinstance(outcome.got, Failure):
        return Tally(1, 1)
    sizes = [len(found) for found in shown_positions(outcome) if found]
    return Tally(sum(size > 1 for size in sizes), len(sizes)) if sizes else None


def _answer_accuracy(outcome: Outcome) -> Tally | None:
    return _share(answer_holds(outcome)) if outcome.case.answerable else None


def _all_positions_named(outcome: Outcome) -> Tally | None:
    return _share(not unnamed_positions(outcome)) if len(outcome.case.positions) > 1 else None


def _evidence_recall(outcome: Outcome) -> Tally | None:
    cited = cited_evidence(outcome).values()
    return Tally(sum(cited), len(cited)) if cited else None


def _citation_precision(outcome: Outcome) -> Tally | None:
    if not outcome.case.answerable:
        return None
    if isinstance(outcome.got, Failure) or not outcome.got.citations:
        return Tally(0, 1)
    right = [
        any(is_evidence(citation, position, outcome.texts) for position in outcome.case.positions)
        for citation in outcome.got.citations
    ]
    return Tally(sum(right), len(right))


def _abstained_right(outcome: Outcome) -> Tally | None:
    return None if outcome.case.answerable else _share(abstained(outcome) is True)


def _abstained_wrong(outcome: Outcome) -> Tally | None:
    return _share(abstained(outcome) is not False) if outcome.case.answerable else None


def _failures(outcome: Outcome) -> Tally | None:
    return _share(isinstance(outcome.got, Failure))


MEASURES = (
    Measure(
        "quote_exactness",
        "quotes that are the document's text at their offsets",
        _quote_exactness,
        unit="citations",
    ),
    Measure("flag_precision", "flagged questions on which the sources do disagree", _flag_precision),
    Measure("flag_recall", "disagreements that were flagged", _flag_recall),
    Measure("flag_f1", "harmonic mean of the two", _flag_f1),
    Measure("value_found", "disagreements about a value that were flagged", _value_found),
    Measure("false_flags", "questions without a disagreement that were flagged", _false_flags, "lower"),
    Measure("kind_accuracy", "flagged disagreements of the right kind", _kind_accuracy),
    Measure("position_recall", "expected positions shown with their evidence", _position_recall, unit="positions"),
    Measure(
        "merged_positions",
        "shown positions that state two expected ones",
        _merged_positions,
        "lower",
        "positions",
    ),
    Measure("answer_accuracy", "answerable questions whose answer or quotes hold an answer", _answer_accuracy),
    Measure("all_positions_named", "answers that name every position in their own text", _all_positions_named),
    Measure("evidence_recall", "expected evidence documents cited", _evidence_recall, unit="documents"),
    Measure(
        "citation_precision",
        "citations of an expected evidence document",
        _citation_precision,
        unit="citations",
    ),
    Measure("abstained_right", "unanswerable questions not answered", _abstained_right),
    Measure("abstained_wrong", "answerable questions not answered", _abstained_wrong, "lower"),
    Measure("failures", "questions on which something broke", _failures, "lower"),
)


def tallies(outcome: Outcome) -> Mapping[str, Tally]:
    """One case's share of every figure it enters, by the figure's name."""
    scores = ((measure.name, measure.score(outcome)) for measure in MEASURES)
    return {name: tally for name, tally in scores if tally is not None}
