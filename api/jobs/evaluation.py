"""Running an evaluation set as a job: the only module here that knows the package eval."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from api.bodies import MAX_QUESTION
from api.errors import Problem
from api.jobs.runner import Step
from api.jobs.store import Job, Result
from eval.cases import Case, MalformedSet, check_evidence, parse_case, same_document
from index.surrogates import without_surrogates
from rag.types import Answer

if TYPE_CHECKING:
    from index.store import Index

MAX_CASES = 2_000


def checked(cases: Sequence[Any], collection: str, index: "Index") -> tuple[Case, ...]:
    """The cases of a request. Raises Problem 422 that names the case and says what is wrong with it.

    Every quote of their evidence is looked for in the collection, so this reads documents.
    """
    if not 1 <= len(cases) <= MAX_CASES:
        raise Problem(422, "invalid_field", f"cases: holds {len(cases)}; send 1 to {MAX_CASES}.", field="cases")
    parsed: dict[str, Case] = {}
    for number, raw in enumerate(cases):
        case = _parsed(number, raw)
        if case.id in parsed:
            raise _malformed(number, case.id, "its id is taken by an earlier case")
        parsed[case.id] = case
    try:
        check_evidence(parsed.values(), _texts(parsed.values(), collection, index))
    except MalformedSet as error:
        raise Problem(422, "malformed_case", f"{error}; correct the case, or add the document first.") from None
    return tuple(parsed.values())


def evaluate(job: Job, request: Any, step: Step, ask: Callable[[str, str], Answer], index: "Index") -> Result:
    """Ask every question of a job and score the answers; `ask` takes a question and a collection. Blocks."""
    from eval.page import page
    from eval.report import as_json  # brings the bootstrap's numpy along
    from eval.run import run

    def counted(items: Iterable[Case]) -> Iterator[Case]:
        for number, case in enumerate(items):
            step(number)
            yield case
        step(job.total)

    cases, name = _asked_for(request)
    report = run(
        [parse_case(json.dumps(case)) for case in cases],
        lambda question: ask(question, job.collection),
        index.text,
        counted,
    )
    about = {"set": name or job.id, "target": job.collection, "at": datetime.now(UTC).isoformat(timespec="seconds")}
    data = as_json(report, about)
    return Result(data, page(data))


def summary(data: dict[str, Any]) -> dict[str, Any]:
    """The figures of a result and how many of its cases are `right`, without them."""
    right = sum(case["verdict"] == "right" for case in data["cases"])
    return {**{name: value for name, value in data.items() if name != "cases"}, "right": right}


def _asked_for(request: Any) -> tuple[Sequence[Any], str | None]:
    """The cases of a request and the name of their set; one that an earlier version queued is its cases alone."""
    if isinstance(request, list):
        return request, None
    return request["cases"], request["name"] and without_surrogates(request["name"])


def _parsed(number: int, raw: Any) -> Case:
    name = raw["id"] if isinstance(raw, dict) and isinstance(raw.get("id"), str) else None
    try:
        case = parse_case(json.dumps(raw))
    except ValueError as error:
        raise _malformed(number, name, str(error)) from None
    if len(case.question) > MAX_QUESTION:
        raise _malformed(number, case.id, f"question: is longer than {MAX_QUESTION} characters")
    return case


def _malformed(number: int, name: str | None, what: str) -> Problem:
    called = f" ({without_surrogates(name[:100])})" if name else ""
    return Problem(422, "malformed_case", f"cases.{number}{called}: {what}.", field=f"cases.{number}")


def _texts(cases: Iterable[Case], collection: str, index: "Index") -> dict[str, str]:
    wanted = {item.document for case in cases for position in case.positions for item in position.evidence}
    page, cursor = index.documents(collection)
    stored = list(page)
    while cursor:
        page, cursor = index.documents(collection, cursor=cursor)
        stored += page
    found = [one for one in stored if any(same_document(one.name, name) for name in wanted)]
    return {one.name: index.text(one.id) for one in found}
