"""Which side a sentence takes on a yes/no question: the judge and the sentence's wording, weighed together."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from index.pairs.types import Claims, Judge, Judgement
from rag.denials.double import without_rejections
from rag.denials.speech import speaks_to
from rag.denials.unsettled import leaves_open, only_promises
from rag.evidence import Evidence, Stance
from rag.multinomial import Matrix, Multinomial, load_multinomial, logit
from rag.polarity import WORDING, counts_otherwise, in_words_asked, wording
from rag.questions.plain_question import affirmative
from rag.questions.question import Question, understand

FEATURES = ("yes", "no", "yes_neither", "no_neither", *WORDING)
WEIGHTS = Path(__file__).with_name("stance_weights.json")  # written by `python -m training.stance`
_JUDGED = 16  # sentences, the surest; each is read twice
_SUREST = 1e-4
_ONLY_NO = re.compile(r"(\?[^\w?]*\s(?:[^\n:?.]{1,40}:[*_]*\s+)?[*_]*)(?:no|nope)\b[.!]?[*_]*$", re.I)


def take_sides(question: Question, evidence: Sequence[Evidence], judge: Judge) -> tuple[Evidence, ...]:
    """Return the evidence with the stances of the surest sentences, where the question is one of yes or no."""
    if question.asks != "yes_no" or not evidence:
        return tuple(evidence)
    judged = list(evidence[:_JUDGED])
    stances = _stances([(replace(question, text=item.asked or question.text), item.quote) for item in judged], judge)
    taken = (
        replace(item, stance=stance if _can_take(question, item.quote, stance) else replace(stance, probability=0.0))
        for item, stance in zip(judged, stances, strict=True)
    )
    return (*taken, *evidence[_JUDGED:])


def _can_take(question: Question, sentence: str, stance: Stance) -> bool:
    """Whether a sentence can take a side at all: none on what it leaves open, no yes by what is only promised."""
    if not speaks_to(question, sentence) or leaves_open(question, sentence):
        return False
    return stance.side == "no" or not only_promises(question, sentence)


def find_stances(question: Question, said: Sequence[str], judge: Judge) -> list[Stance]:
    """Return the likelier side of each sentence on a yes/no question, in their order."""
    return _stances([(question, one) for one in said], judge)


def _stances(asked: Sequence[tuple[Question, str]], judge: Judge) -> list[Stance]:
    """Return the likelier side of each sentence; one that only rejects a denial takes the side against it."""
    if not asked:
        return []
    bare = [without_rejections(*of) for of in asked]
    rows = _probabilities([(question, said) for (question, _), (said, _) in zip(asked, bare, strict=True)], judge)
    return [_stance(*(row[1::-1] if turned else row[:2])) for row, (_, turned) in zip(rows, bare, strict=True)]


def _probabilities(asked: Sequence[tuple[Question, str]], judge: Judge) -> Matrix:
    """Return how probable yes, no and neither are; a question for the negative is asked both ways.

    Of 82 written sentences with such questions 63 in 100 of those on a side were put on theirs, 72 with both ways.
    """
    positive = {n: text for n, (question, _) in enumerate(asked) if (text := affirmative(question.text))}
    turned = [(understand(text), asked[n][1]) for n, text in positive.items()]
    found = sides().probabilities(measure_sides([*asked, *turned], judge))
    both, rows = found[: len(asked)], list(positive)
    both[rows] = (both[rows] + found[len(asked) :][:, [1, 0, 2]]) / 2
    for row in (n for n, of in enumerate(asked) if counts_otherwise(*of)):
        both[row] = [0.0, both[row][0] + both[row][1], both[row][2]]  # 27 dead are not 23, whatever the judge says
    for row in (n for n, of in zip(positive, turned, strict=True) if counts_otherwise(*of)):
        both[row] = [both[row][0] + both[row][1], 0.0, both[row][2]]
    return both


def measure_sides(asked: Sequence[tuple[Question, str]], judge: Judge) -> Matrix:
    """Return what is known of each sentence's side on its question, shape (sentences, FEATURES)."""
    asked = [(question, in_words_asked(question, text)) for question, text in asked]
    claims = [Claims(_spelled(text), said, question.text) for question, text in asked for said in ("Yes.", "No.")]
    found = judge.judge(claims)
    pairs = zip(asked, found[::2], found[1::2], strict=True)
    return np.array([[*_judged(yes, no), *wording(*of)] for of, yes, no in pairs], dtype=np.float64)


def _spelled(text: str) -> str:
    """Return "Did it work? No." with "Not at all." for its answer, which the judge does not pass over."""
    return _ONLY_NO.sub(r"\1Not at all.", text)


def _judged(yes: Judgement, no: Judgement) -> list[float]:
    return [
        logit(yes.agree, _SUREST) - logit(yes.contradict, _SUREST),
        logit(no.agree, _SUREST) - logit(no.contradict, _SUREST),
        logit(yes.neither, _SUREST),
        logit(no.neither, _SUREST),
    ]


@cache
def sides() -> Multinomial:
    """Load the fitted model of yes, no and neither."""
    return load_multinomial(WEIGHTS, FEATURES)


def _stance(yes: float, no: float) -> Stance:
    return Stance("yes", float(yes)) if yes >= no else Stance("no", float(no))
