"""Which side a sentence takes on a yes/no question: the judge holds it against "Yes." and "No."."""

from collections.abc import Sequence
from dataclasses import replace

from index.pairs.types import Claims, Judge, Judgement
from rag.evidence import Evidence, Stance
from rag.question import Question

_JUDGED = 12  # sentences, the surest; each is read twice


def take_sides(question: Question, evidence: Sequence[Evidence], judge: Judge) -> tuple[Evidence, ...]:
    """Return the evidence with the stances of the surest sentences, where the question is one of yes or no."""
    if question.asks != "yes_no" or not evidence:
        return tuple(evidence)
    judged = list(evidence[:_JUDGED])
    claims = [Claims(item.quote, said, question.text) for item in judged for said in ("Yes.", "No.")]
    found = judge.judge(claims)
    stances = [_stance(yes, no) for yes, no in zip(found[::2], found[1::2], strict=True)]
    taken = (replace(item, stance=stance) for item, stance in zip(judged, stances, strict=True))
    return (*taken, *evidence[_JUDGED:])


def _stance(yes: Judgement, no: Judgement) -> Stance:
    affirms, denies = (yes.agree + no.contradict) / 2, (no.agree + yes.contradict) / 2
    return Stance("yes", affirms) if affirms >= denies else Stance("no", denies)
