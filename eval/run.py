"""Ask every question of a set and score what comes back. In process and over HTTP go through here alike."""

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter

from eval.cases import Case
from eval.faults import faults
from eval.figures import figures
from eval.metrics import tallies
from eval.types import Failure, Outcome, Report, Scored
from rag.types import Answer

Ask = Callable[[str], Answer]
TextOf = Callable[[str], str]


def run(
    cases: Sequence[Case],
    ask: Ask,
    text_of: TextOf,
    progress: Callable[[Iterable[Case]], Iterable[Case]] = iter,
) -> Report:
    """Ask each question with `ask`; `text_of` gives a cited document's text by its id.

    `progress` passes the cases through and may show how far it is. An interrupt (Ctrl-C) ends the run early
    and the report is of what was asked.
    """
    outcomes: list[Outcome] = []
    try:
        for case in progress(cases):
            outcomes.append(ask_one(case, ask, text_of))
    except KeyboardInterrupt:
        pass
    return score(outcomes, total=len(cases))


def ask_one(case: Case, ask: Ask, text_of: TextOf) -> Outcome:
    """Ask one question. Whatever breaks, here or in fetching a cited text, becomes a Failure of this case."""
    start = perf_counter()
    try:
        answer = ask(case.question)
        milliseconds = (perf_counter() - start) * 1000
        texts = {identifier: text_of(identifier) for identifier in _cited(answer)}
    except Exception as error:  # the boundary: one broken question must not hide the others
        return Outcome(case, Failure(type(error).__name__, str(error)), (perf_counter() - start) * 1000)
    return Outcome(case, answer, milliseconds, texts)


def score(outcomes: Iterable[Outcome], total: int) -> Report:
    """The report of a set of `total` questions of which these were asked."""
    scored = tuple(Scored(outcome, tallies(outcome), faults(outcome)) for outcome in outcomes)
    milliseconds = [case.outcome.milliseconds for case in scored]
    return Report(figures([case.tallies for case in scored], milliseconds), scored, total)


def _cited(answer: Answer) -> dict[str, None]:
    return dict.fromkeys(citation.document_id for citation in answer.citations)
