"""One document held against those surveyed before it: which of its statements are of the same matter as theirs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from index.pairs.types import Judge
from index.statements import Contrast, StatementRow
from index.types import Embedder
from rag.survey.compare import Judged, Lexicon, Row, may_be_same, of_others, quantity_row, said_by_both
from rag.survey.denial import ALIKE, Denial, contradicts, find_denial
from rag.survey.judging import Pair, judge_pairs, likeness
from rag.survey.scoring import promise, same_quantity
from rag.survey.statements import Figure, Statement, figures_of

WORDS = -1  # in place of where a figure starts: the words themselves are contrasted
KEPT = 0.28  # probability from which two figures may be of one quantity
_PROMISING = 0.1  # the same before the models have seen them
_FIGURES = 24  # pairs of figures of one document that the models see, the most promising
_DENIALS = 10  # pairs of statements of which one denies the other
_MEASURED = 4_000  # pairs of figures of one document that are measured, so that none holds up the rest
_LOOKED_AT = 20_000  # pairs of statements
_UNSEEN = Judged(0.0, (0.0, 0.0), (0.0, 0.0))


@dataclass(frozen=True, slots=True)
class Models:
    """What tells how alike two sentences are, and what one makes of the other."""

    embedder: Embedder
    judge: Judge


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two figures that may be of one quantity; `first` counts the document's statements, `second` is a key."""

    first: int
    second: int
    ours: Figure
    theirs: Figure
    row: Row  # as far as it can be measured before the models have seen the pair

    @property
    def said(self) -> Pair:
        return self.ours.statement.text, self.theirs.statement.text


@dataclass(frozen=True, slots=True)
class _Denied:
    first: int
    second: int
    denial: Denial

    @property
    def said(self) -> Pair:
        return self.denial.said


def statement_of(row: StatementRow) -> Statement:
    """Return a stored statement as it is compared."""
    about = row.document.metadata
    return Statement(
        row.start, row.end, row.text, row.context, about.title or "", about.published, about.source or "", row.lead
    )


def examine(
    own: Sequence[Statement], candidates: Mapping[int, Sequence[StatementRow]], words: Lexicon, models: Models
) -> list[Contrast]:
    """Return which of a document's statements are of one matter with their candidates, agreeing or not.

    `candidates`: by the number of the statement in `own`.
    """
    pairs = sorted(_figure_pairs(own, candidates, words), key=lambda pair: -promise(pair.row))[:_FIGURES]
    denied = sorted(_denials(own, candidates, words), key=lambda one: -one.denial.covered)[:_DENIALS]
    cosines = likeness([*(pair.said for pair in pairs), *(one.said for one in denied)], models.embedder)
    pairs = [pair for pair in pairs if promise(pair.row, cosines[pair.said]) >= _PROMISING]
    denied = [one for one in denied if cosines[one.said] >= ALIKE]
    said = {*(pair.said for pair in pairs), *(one.said for one in denied)}
    kept = {pair: cosines[pair] for pair in said}
    judged = judge_pairs(kept, models.judge)
    return [*_same(pairs, judged, words), *_against(denied, judged, models.judge)]


def _figure_pairs(
    own: Sequence[Statement], candidates: Mapping[int, Sequence[StatementRow]], words: Lexicon
) -> Iterator[_Pair]:
    for number, key, ours, theirs in islice(_comparable(own, candidates), _MEASURED):
        row = measure_unseen(ours, theirs, words, _PROMISING)
        if row is not None:
            yield _Pair(number, key, ours, theirs, row)


def measure_unseen(ours: Figure, theirs: Figure, words: Lexicon, least: float) -> Row | None:
    """Measure two figures before the models see them; None where they are of others, or promise less than `least`."""
    row = quantity_row(ours, theirs, words, _UNSEEN)
    return row if promise(row) >= least and not of_others(ours, theirs, row, words) else None


def may_differ(ours: Figure, theirs: Figure) -> bool:
    """Whether two figures could be of one quantity on which their sources differ."""
    return may_be_same(ours, theirs) and not said_by_both(ours, theirs)


def _comparable(
    own: Sequence[Statement], candidates: Mapping[int, Sequence[StatementRow]]
) -> Iterator[tuple[int, int, Figure, Figure]]:
    for number, ours_in, theirs_in, key in _side_by_side(own, candidates):
        for ours in figures_of(ours_in):
            for theirs in figures_of(theirs_in):
                if may_differ(ours, theirs):
                    yield number, key, ours, theirs


def _side_by_side(
    own: Sequence[Statement], candidates: Mapping[int, Sequence[StatementRow]]
) -> Iterator[tuple[int, Statement, Statement, int]]:
    for number, statement in enumerate(own):
        for row in candidates.get(number, ()):
            yield number, statement, statement_of(row), row.key


def _denials(
    own: Sequence[Statement], candidates: Mapping[int, Sequence[StatementRow]], words: Lexicon
) -> Iterator[_Denied]:
    for number, ours, theirs, key in islice(_side_by_side(own, candidates), _LOOKED_AT):
        denial = find_denial(ours, theirs, words)
        if denial:
            yield _Denied(number, key, denial)


def _same(pairs: Sequence[_Pair], judged: Mapping[Pair, Judged], words: Lexicon) -> Iterator[Contrast]:
    for pair in pairs:
        seen = judged[pair.said]
        probability = same_quantity(quantity_row(pair.ours, pair.theirs, words, seen))
        if probability >= KEPT:
            yield Contrast(pair.first, pair.second, pair.ours.value.start, pair.theirs.value.start, probability)


def _against(denied: Sequence[_Denied], judged: Mapping[Pair, Judged], judge: Judge) -> Iterator[Contrast]:
    claims = [claim for one in denied for claim in one.denial.claims()]
    found = judge.judge(claims) if claims else []
    for number, one in enumerate(denied):
        seen = judged[one.said]
        probability = contradicts(one.denial, seen, found[4 * number : 4 * number + 4])
        if probability:
            yield Contrast(one.first, one.second, WORDS, WORDS, probability)
