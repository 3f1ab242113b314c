"""One document held against those surveyed before it: which of its statements are of the same matter as theirs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.pairs.types import Claims, Judge, Judgement
from index.statements import Contrast, StatementRow
from index.types import Embedder
from rag.survey.compare import Judged, Lexicon, Row, may_be_same, of_nobody, quantity_row, said_by_both
from rag.survey.denial import Denial, contradicts, find_denial
from rag.survey.scoring import promise, same_quantity
from rag.survey.statements import Figure, Statement, figures_of

WORDS = -1  # in place of where a figure starts: the words themselves are contrasted
KEPT = 0.3  # probability from which two figures may be of one quantity
_PROMISING = 0.1  # the same before the models have seen them
_FIGURES = 24  # pairs of figures of one document that the models see, the most promising
_DENIALS = 10  # pairs of statements of which one denies the other
_Cosine = Callable[[str, str], float]  # of two sentences
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
    promise: float


@dataclass(frozen=True, slots=True)
class _Denied:
    first: int
    second: int
    denial: Denial


def statement_of(row: StatementRow) -> Statement:
    """Return a stored statement as it is compared."""
    about = row.document.metadata
    return Statement(row.start, row.end, row.text, row.context, about.title or "", about.published, about.source or "")


def examine(
    own: Sequence[Statement], candidates: Mapping[int, Sequence[StatementRow]], words: Lexicon, models: Models
) -> list[Contrast]:
    """Return which of a document's statements are of one matter with their candidates, agreeing or not.

    `candidates`: by the number of the statement in `own`.
    """
    pairs = sorted(_figure_pairs(own, candidates, words), key=lambda pair: -pair.promise)[:_FIGURES]
    denied = sorted(_denials(own, candidates, words), key=lambda one: -one.denial.covered)[:_DENIALS]
    if not pairs and not denied:
        return []
    texts = {figure.statement.text for pair in pairs for figure in (pair.ours, pair.theirs)}
    texts |= {said.text for one in denied for said in (one.denial.denying, one.denial.affirming)}
    listed = sorted(texts)
    vectors = dict(zip(listed, models.embedder.embed_passages(listed), strict=True))

    def cosine(a: str, b: str) -> float:
        return float(vectors[a] @ vectors[b])

    return [
        *_same(pairs, cosine, words, models.judge),
        *_against(denied, cosine, models.judge),
    ]


def _figure_pairs(
    own: Sequence[Statement], candidates: Mapping[int, Sequence[StatementRow]], words: Lexicon
) -> Iterator[_Pair]:
    for number, statement in enumerate(own):
        for ours in figures_of(statement):
            for row in candidates.get(number, ()):
                for theirs in figures_of(statement_of(row)):
                    if may_be_same(ours, theirs) and not said_by_both(ours, theirs):
                        row_of_pair = quantity_row(ours, theirs, words, _UNSEEN)
                        promised = promise(row_of_pair)
                        if promised >= _PROMISING and not of_nobody(ours, theirs, row_of_pair):
                            yield _Pair(number, row.key, ours, theirs, promised)


def _denials(
    own: Sequence[Statement], candidates: Mapping[int, Sequence[StatementRow]], words: Lexicon
) -> Iterator[_Denied]:
    for number, statement in enumerate(own):
        for row in candidates.get(number, ()):
            denial = find_denial(statement, statement_of(row), words)
            if denial:
                yield _Denied(number, row.key, denial)


def _same(pairs: Sequence[_Pair], cosine: _Cosine, words: Lexicon, judge: Judge) -> Iterator[Contrast]:
    said = [(pair.ours.statement.text, pair.theirs.statement.text) for pair in pairs]
    judged = _judge_both_ways(sorted(set(said)), judge)
    for pair, texts in zip(pairs, said, strict=True):
        there, back = judged[texts]
        seen = Judged(cosine(*texts), (there.agree, back.agree), (there.contradict, back.contradict))
        row: Row = quantity_row(pair.ours, pair.theirs, words, seen)
        probability = same_quantity(row)
        if probability >= KEPT:
            yield Contrast(pair.first, pair.second, pair.ours.value.start, pair.theirs.value.start, probability)


def _judge_both_ways(
    said: Sequence[tuple[str, str]], judge: Judge
) -> dict[tuple[str, str], tuple[Judgement, Judgement]]:
    claims = [claim for a, b in said for claim in (Claims(a, b), Claims(b, a))]
    found = judge.judge(claims) if claims else []
    return {texts: (found[2 * n], found[2 * n + 1]) for n, texts in enumerate(said)}


def _against(denied: Sequence[_Denied], cosine: _Cosine, judge: Judge) -> Iterator[Contrast]:
    claims = [claim for one in denied for claim in one.denial.claims()]
    judged = judge.judge(claims) if claims else []
    for number, one in enumerate(denied):
        alike = cosine(one.denial.denying.text, one.denial.affirming.text)
        probability = contradicts(one.denial, alike, judged[4 * number : 4 * number + 4])
        if probability:
            yield Contrast(one.first, one.second, WORDS, WORDS, probability)
