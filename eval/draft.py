"""Drafts of an evaluation set from a collection: what its documents disagree about, and figures on which they agree.

A person corrects them: the questions are put by rule, and not everything listed is a disagreement.
"""

import json
from collections.abc import Iterator
from typing import Any

from rag.survey.agreed import Agreed
from rag.survey.report import Found
from rag.values.render import render
from rag.wire import Service

_AGREED = 20  # cases without a disagreement, the surest
_NOTE = "drafted; correct the question, the answers and the kind, and remove it if it is no good"


def draft(service: Service, collection: str) -> Iterator[dict[str, Any]]:
    """Yield cases in the form of a set, those with a disagreement first. Raises UnknownCollection."""
    service.survey.update(collection)
    for number, found in enumerate(service.survey.disagreements(collection).disagreements, start=1):
        yield _disputed(f"d{number}", found)
    for number, agreed in enumerate(service.survey.agreed(collection)[:_AGREED], start=1):
        yield _undisputed(f"a{number}", agreed)


def as_lines(cases: Iterator[dict[str, Any]]) -> str:
    """Return the cases as a set's lines."""
    return "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)


def _disputed(identifier: str, found: Found) -> dict[str, Any]:
    cited = {citation.number: citation for citation in found.citations}
    positions = [
        {
            "answers": [position.value or position.text],
            "evidence": [{"document": cited[n].document, "quote": cited[n].quote} for n in position.citations],
        }
        for position in found.positions
    ]
    return _case(identifier, found.about, found.kind, positions)


def _undisputed(identifier: str, agreed: Agreed) -> dict[str, Any]:
    answers = dict.fromkeys(text for figure in agreed.figures for text in (figure.value.text, render(figure.value)))
    evidence = [{"document": row.document.name, "quote": row.text} for row in agreed.rows]
    return _case(identifier, agreed.about, "none", [{"answers": list(answers), "evidence": evidence}])


def _case(identifier: str, about: str, kind: str, positions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": identifier, "question": question_of(about), "answerable": True, "disagreement": kind,
        "positions": positions, "note": _NOTE,
    }  # fmt: skip


def question_of(about: str) -> str:
    """Put what a disagreement is about as a question."""
    if about.startswith("whether "):
        return f"Is it true that {about.removeprefix('whether ')}?"
    asks = about.startswith(("how ", "what ", "when ", "at what "))
    return f"{about[:1].upper()}{about[1:]}?" if asks else f"What is {about}?"
