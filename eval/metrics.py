"""What is measured: each figure is a sum of hits over a sum of chances, one case contributing to each.

A failure takes the worst score in every figure its case enters. A case expecting `scope` may be flagged or
not and enters no figure about disagreements. A case that names documents alone enters those on retrieval.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from eval.judged import (
    abstained,
    answer_holds,
    cited_documents,
    expects_flag,
    flagged,
    found_positions,
    inexact_quotes,
    is_right,
    right_kind,
    shown_positions,
    superfluous_positions,
    touches,
    unnamed_positions,
)
from eval.match import holds
from eval.retrieval import document_score, passage_score
from eval.types import Better, Outcome, Tally
from eval.wording import exact, token_f1, without_markers


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure and how one outcome contributes to it; None where it does not."""

    name: str
    meaning: str
    score: Callable[[Outcome], Tally | None]
    better: Better = "higher"
    unit: str = "questions"


def _share(right: bool) -> Tally:
    return Tally(float(right), 1.0)


def _quote_exactness(outcome: Outcome) -> Tally | None:
    if outcome.answer is None:
        return Tally(0, 1)
    cited = len(outcome.answer.citations)
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
    if outcome.failed:
        return Tally(0, 1)
    return _share(right_kind(outcome)) if flagged(outcome) else None


def _position_recall(outcome: Outcome) -> Tally | None:
    if not expects_flag(outcome.case):
        return None
    return Tally(len(found_positions(outcome)), len(outcome.case.positions))


def _position_precision(outcome: Outcome) -> Tally | None:
    if outcome.case.disagreement == "scope":
        return None
    if outcome.failed:
        return Tally(0, 1)
    shown = len(shown_positions(outcome))
    return Tally(shown - len(superfluous_positions(outcome)), shown) if shown else None


def _merged_positions(outcome: Outcome) -> Tally | None:
    if not expects_flag(outcome.case):
        return None
    if outcome.failed:
        return Tally(1, 1)
    sizes = [len(found) for found in shown_positions(outcome) if found]
    return Tally(sum(size > 1 for size in sizes), len(sizes)) if sizes else None


def _worded(outcome: Outcome, score: Callable[[str, tuple[str, ...]], float]) -> Tally:
    """A score of the answer's words; where nothing answers, abstaining is all of it, as in SQuAD 2.0."""
    if outcome.answer is None or not outcome.case.answerable or abstained(outcome):
        return _share(not outcome.case.answerable and abstained(outcome) is True)
    answers = tuple(text for position in outcome.case.positions for text in position.answers)
    return Tally(float(score(without_markers(outcome.answer.answer), answers)), 1.0)


def _answer_contains(outcome: Outcome) -> Tally | None:
    return _worded(outcome, holds) if outcome.case.answerable else None


def _answer_accuracy(outcome: Outcome) -> Tally | None:
    return _share(answer_holds(outcome)) if outcome.case.answerable else None


def _all_positions_named(outcome: Outcome) -> Tally | None:
    return _share(not unnamed_positions(outcome)) if len(outcome.case.positions) > 1 else None


def _citation_recall(outcome: Outcome) -> Tally | None:
    cited = cited_documents(outcome).values()
    return Tally(sum(cited), len(cited)) if cited else None


def _citation_precision(outcome: Outcome) -> Tally | None:
    if not outcome.case.answerable:
        return None
    if outcome.answer is None or not outcome.answer.citations:
        return Tally(0, 1)
    cited = outcome.answer.citations
    return Tally(sum(is_right(citation, outcome) for citation in cited), len(cited))


def _quote_recall(outcome: Outcome) -> Tally | None:
    evidence = outcome.case.evidence
    cited = outcome.answer.citations if outcome.answer else ()
    found = sum(any(touches(citation, item, outcome.texts) for citation in cited) for item in evidence)
    return Tally(found, len(evidence)) if evidence else None


def _abstained_right(outcome: Outcome) -> Tally | None:
    return None if outcome.case.answerable else _share(abstained(outcome) is True)


def _abstained_wrong(outcome: Outcome) -> Tally | None:
    return _share(abstained(outcome) is not False) if outcome.case.answerable else None


def _failures(outcome: Outcome) -> Tally | None:
    return _share(outcome.failed)


def _document(outcome: Outcome, name: str) -> Tally | None:
    score = document_score(outcome, name)
    return None if score is None else Tally(score, 1.0)


def _passage(outcome: Outcome, name: str) -> Tally | None:
    score = passage_score(outcome, name)
    return None if score is None else Tally(score, 1.0)


ANSWERS = (
    Measure("quote_exactness", "quotes that are the document's text at their offsets", _quote_exactness,
            unit="citations"),
    Measure("flag_precision", "flagged questions on which the sources do disagree", _flag_precision),
    Measure("flag_recall", "disagreements that were flagged", _flag_recall),
    Measure("flag_f1", "harmonic mean of the two", _flag_f1),
    Measure("value_found", "disagreements about a value that were flagged", _value_found),
    Measure("false_flags", "questions without a disagreement that were flagged", _false_flags, "lower"),
    Measure("kind_accuracy", "flagged disagreements of the right kind", _kind_accuracy),
    Measure("position_recall", "expected positions shown with their evidence", _position_recall, unit="positions"),
    Measure("position_precision", "shown positions that state an expected one not yet shown", _position_precision,
            unit="positions"),
    Measure("merged_positions", "shown positions that state two expected ones", _merged_positions, "lower",
            "positions"),
    Measure("answer_accuracy", "answerable questions whose answer or quotes hold an answer", _answer_accuracy),
    Measure("answer_contains", "answerable questions whose answer's own text holds an answer", _answer_contains),
    Measure("exact_match", "answers that are an expected one word for word (SQuAD)", partial(_worded, score=exact)),
    Measure("token_f1", "words shared with an expected answer (SQuAD)", partial(_worded, score=token_f1)),
    Measure("all_positions_named", "answers that name every position in their own text", _all_positions_named),
    Measure("citation_recall", "expected evidence documents cited", _citation_recall, unit="documents"),
    Measure("citation_precision", "citations of an expected evidence document", _citation_precision,
            unit="citations"),
    Measure("quote_recall", "expected evidence quotes that a citation touches", _quote_recall, unit="quotes"),
    Measure("abstained_right", "unanswerable questions not answered", _abstained_right),
    Measure("abstained_wrong", "answerable questions not answered", _abstained_wrong, "lower"),
)  # fmt: skip
FAILURES = Measure("failures", "questions on which something broke", _failures, "lower")
RETRIEVAL = (
    Measure("ndcg_10", "nDCG@10 of the documents found", partial(_document, name="ndcg_10")),
    Measure("recall_5", "relevant documents among the first 5", partial(_document, name="recall_5")),
    Measure("recall_20", "relevant documents among the first 20", partial(_document, name="recall_20")),
    Measure("rr", "1 / rank of the first relevant document", partial(_document, name="rr")),
    Measure("passage_ndcg_10", "nDCG@10 of the evidence quotes found", partial(_passage, name="ndcg_10")),
    Measure("passage_recall_5", "evidence quotes in the first 5 passages", partial(_passage, name="recall_5")),
    Measure("passage_recall_20", "evidence quotes in the first 20 passages", partial(_passage, name="recall_20")),
    Measure("passage_rr", "1 / rank of the first passage with evidence", partial(_passage, name="rr")),
)
MEASURES = (*ANSWERS, FAILURES, *RETRIEVAL)


def tallies(outcome: Outcome) -> Mapping[str, Tally]:
    """One case's share of every figure it enters, by the figure's name."""
    entered = (*ANSWERS, FAILURES, *RETRIEVAL) if outcome.case.asks else (FAILURES, *RETRIEVAL)
    scores = ((measure.name, measure.score(outcome)) for measure in entered)
    return {name: tally for name, tally in scores if tally is not None}
