"""How well a search ranks documents and passages, by ir_measures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import ir_measures
from ir_measures import RR, R, nDCG

from eval.cases import Case, same_document
from eval.types import Found, Outcome, Ranked

MEASURES = {"ndcg_10": nDCG @ 10, "recall_5": R @ 5, "recall_20": R @ 20, "rr": RR}


def evidence_in(found: Found, case: Case) -> tuple[int, ...]:
    """Places in `case.evidence` of the quotes that a passage holds whole."""
    return tuple(
        place
        for place, item in enumerate(case.evidence)
        if item.quote.replace("\r\n", "\n") in found.text and same_document(found.document, item.document)
    )


def document_score(outcome: Outcome, measure: str) -> float | None:
    """A measure over documents, a document ranking where its best passage does; None where not searched."""
    if outcome.ranked is None or not outcome.case.relevant:
        return None
    return _measured(MEASURES[measure], outcome.case.relevant, (_named(item, outcome.case) for item in outcome.ranked))


def passage_score(outcome: Outcome, measure: str) -> float | None:
    """A measure over passages: what is to be found is each evidence quote, in the first passage that holds it.

    None where not searched, or where no quote is given. A quote that no single passage holds whole cannot be found.
    """
    if outcome.ranked is None or not outcome.case.evidence:
        return None
    wanted = {f"evidence {place}": 1 for place in range(len(outcome.case.evidence))}
    return _measured(MEASURES[measure], wanted, _units(outcome.ranked))


def _named(item: Ranked, case: Case) -> str:
    return next((name for name in case.relevant if same_document(item.document, name)), item.document)


def _units(ranked: Sequence[Ranked]) -> Iterator[str]:
    """The evidence each passage is first to hold, or the passage itself, which is then of no use."""
    seen: set[int] = set()
    for item in ranked:
        new = [place for place in item.evidence if place not in seen]
        seen.update(new)
        yield from [f"evidence {place}" for place in new] or [f"passage {item.passage_id}"]


def _measured(measure: Any, wanted: Mapping[str, int], ranked: Iterable[str]) -> float:
    names = list(dict.fromkeys(ranked))
    run = {"q": {name: float(len(names) - rank) for rank, name in enumerate(names)}}
    if not names:
        return 0.0
    return next(float(item.value) for item in ir_measures.iter_calc([measure], {"q": wanted}, run))
