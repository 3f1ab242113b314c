"""Ask every question of a set and score what comes back. In process and over HTTP go through here alike."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter

from eval.cases import Case
from eval.faults import faults
from eval.figures import figures
from eval.metrics import tallies
from eval.retrieval import evidence_in
from eval.types import Failure, Found, Outcome, Ranked, Report, Scored
from rag.types import Answer

Ask = Callable[[str], Answer]
TextOf = Callable[[str], str]
Search = Callable[[str], Sequence[Found]]
Progress = Callable[[Iterable[Case]], Iterable[Case]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is measured: it answers a question, gives a cited document's text by its id, and ranks passages."""

    ask: Ask
    text_of: TextOf
    search: Search | None = None  # best first, a hundred or so; without it nothing is said about retrieval


def run(
    cases: Sequence[Case],
    ask: Ask,
    text_of: TextOf,
    progress: Progress = iter,
    search: Search | None = None,
) -> Report:
    """Ask each question with `ask`; `text_of` gives a cited document's text by its id; `search` ranks passages.

    `progress` passes the cases through and may show how far it is. It stops the run by ending early, or by
    raising KeyboardInterrupt (Ctrl-C): the report is then of what was asked.
    """
    asked = Asked(ask, text_of, search)
    return run_within(cases, lambda _: asked, progress)


def run_within(cases: Sequence[Case], within: Callable[[Case], Asked], progress: Progress = iter) -> Report:
    """The same for sets in which each question has documents of its own: `within` says what a case is asked of."""
    outcomes: list[Outcome] = []
    try:
        for case in progress(cases):
            outcomes.append(ask_one(case, within(case)))
    except KeyboardInterrupt:
        pass
    return score(outcomes, total=len(cases))


def ask_one(case: Case, asked: Asked) -> Outcome:
    """Ask one question. Whatever breaks, here or in fetching a cited text, becomes a Failure of this case.

    A case that names documents and no answers is only searched for.
    """
    start = perf_counter()
    searches = asked.search is not None and bool(case.relevant)
    try:
        answer = asked.ask(case.question) if case.asks or not searches else None
        milliseconds = _since(start) if answer else None
        texts = {identifier: asked.text_of(identifier) for identifier in _cited(answer)}
        start = perf_counter() if answer else start
        ranked = _ranked(case, asked.search(case.question)) if asked.search and searches else None
    except Exception as error:  # the boundary: one broken question must not hide the others
        failure = Failure(type(error).__name__, str(error))
        return Outcome(case, failure, _since(start), ranked=() if searches else None)
    return Outcome(case, answer, _since(start) if milliseconds is None else milliseconds, texts, ranked)


def score(outcomes: Iterable[Outcome], total: int) -> Report:
    """The report of a set of `total` questions of which these were asked."""
    scored = tuple(Scored(outcome, tallies(outcome), faults(outcome)) for outcome in outcomes)
    return Report(figures(scored), scored, total)


def _since(start: float) -> float:
    return (perf_counter() - start) * 1000


def _cited(answer: Answer | None) -> dict[str, None]:
    return dict.fromkeys(citation.document_id for citation in (answer.citations if answer else ()))


def _ranked(case: Case, found: Iterable[Found]) -> tuple[Ranked, ...]:
    return tuple(Ranked(item.document, item.passage_id, evidence_in(item, case)) for item in found)
