"""What an evaluation gives back: what became of each question, and the figures over all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from eval.cases import Case
from rag.types import Answer

Better = Literal["higher", "lower"]
Verdict = Literal["right", "wrong", "failed"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that got no answer because something broke: the worst score wherever its case counts."""

    error: str  # name of the exception
    detail: str


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a search brought up."""

    document: str  # the document's name as added
    passage_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage found, kept without its text: `evidence` are the places in `Case.evidence` that it holds."""

    document: str
    passage_id: str
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question asked, searched for, or both."""

    case: Case
    got: Answer | Failure | None  # None where the case asks for documents alone, and they were looked for
    milliseconds: float  # wall time of asking, or of searching where nothing was asked; a failure's too
    texts: Mapping[str, str] = field(default_factory=dict)  # document id -> text, of the cited documents
    ranked: tuple[Ranked, ...] | None = None  # best first; None where the target was not searched

    @property
    def answer(self) -> Answer | None:
        """The answer, if one came."""
        return self.got if isinstance(self.got, Answer) else None

    @property
    def failed(self) -> bool:
        """Whether something broke."""
        return isinstance(self.got, Failure)


@dataclass(frozen=True, slots=True)
class Tally:
    """One case's share of a figure: the figure is the sum of `hits` over the sum of `of`."""

    hits: float
    of: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure over the cases that enter it, with its 95% bootstrap interval. All None when none entered."""

    name: str
    meaning: str
    better: Better
    unit: str  # what `n` counts
    n: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Scored:
    """An outcome with its share of every figure it enters, and all that is wrong with it, in words."""

    outcome: Outcome
    tallies: Mapping[str, Tally]
    faults: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """`failed` when something broke, `wrong` when there is anything to object to."""
        if isinstance(self.outcome.got, Failure):
            return "failed"
        return "wrong" if self.faults else "right"


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run found. `asked` < `total` when it was interrupted: the figures are of those asked."""

    figures: tuple[Figure, ...]
    cases: tuple[Scored, ...]
    total: int

    @property
    def asked(self) -> int:
        """How many questions were asked."""
        return len(self.cases)
