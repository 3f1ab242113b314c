"""What the judge makes of statements: each is asked about, and the other is put on a side."""

from collections.abc import Sequence

from index.pairs.types import Judge
from index.types import Embedder
from rag.question import Question, understand
from rag.stance import measure_sides, sides
from rag.survey.compare import Judged
from rag.words import is_function_word

_LONGEST = 300  # code points of a statement that is asked about

Pair = tuple[str, str]


def judge_pairs(pairs: Sequence[Pair], embedder: Embedder, judge: Judge) -> dict[Pair, Judged]:
    """Return what is made of each pair of sentences; every sentence is embedded once."""
    if not pairs:
        return {}
    texts = sorted({text for pair in pairs for text in pair})
    vectors = dict(zip(texts, embedder.embed_passages(texts), strict=True))
    asked = [(_ask(about), said) for a, b in pairs for about, said in ((a, b), (b, a))]
    found = sides().probabilities(measure_sides(asked, judge))
    made: dict[Pair, Judged] = {}
    for number, (a, b) in enumerate(pairs):
        (yes, no, _), (yes_back, no_back, _) = found[2 * number], found[2 * number + 1]
        made[a, b] = Judged(float(vectors[a] @ vectors[b]), (float(yes), float(yes_back)), (float(no), float(no_back)))
    return made


def _ask(statement: str) -> Question:
    told = " ".join(statement.split()).strip(' “”"*')[:_LONGEST].rstrip(".! ")
    first = told.split(" ", 1)[0]
    lowered = told[:1].lower() + told[1:] if is_function_word(first) and first != "I" else told
    return understand(f"Is it true that {lowered}?")
