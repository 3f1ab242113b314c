"""What the judge makes of statements: each is asked about, and the other is put on a side."""

from collections.abc import Mapping, Sequence

from index.pairs.types import Judge
from index.types import Embedder
from rag.questions.plain_question import whether
from rag.questions.question import Question, understand
from rag.stance import measure_sides, sides
from rag.survey.compare import Judged

_LONGEST = 300  # code points of a statement that is asked about

Pair = tuple[str, str]


def likeness(pairs: Sequence[Pair], embedder: Embedder) -> dict[Pair, float]:
    """Return the cosine of each pair of sentences; every sentence is embedded once."""
    texts = sorted({text for pair in pairs for text in pair})
    vectors = dict(zip(texts, embedder.embed_passages(texts), strict=True)) if texts else {}
    return {(a, b): float(vectors[a] @ vectors[b]) for a, b in pairs}


def judge_pairs(cosines: Mapping[Pair, float], judge: Judge) -> dict[Pair, Judged]:
    """Return what is made of each pair of sentences, whose cosines are given."""
    if not cosines:
        return {}
    pairs = sorted(cosines)
    asked = [(_ask(about), said) for a, b in pairs for about, said in ((a, b), (b, a))]
    found = sides().probabilities(measure_sides(asked, judge))
    made: dict[Pair, Judged] = {}
    for pair, (yes, no, _), (yes_back, no_back, _) in zip(pairs, found[::2], found[1::2], strict=True):
        made[pair] = Judged(cosines[pair], (float(yes), float(yes_back)), (float(no), float(no_back)))
    return made


def _ask(statement: str) -> Question:
    told = " ".join(statement.split()).strip(' “”"*')[:_LONGEST].rstrip(".! ")
    return understand(whether(told))
