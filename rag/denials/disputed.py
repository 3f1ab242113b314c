"""Sources that deny what another one answers: "Cyber theft is not the main source" beside "Cyber theft."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.types import Span
from rag.denials.denied import is_denied
from rag.denials.irregular import with_forms
from rag.evidence import Evidence
from rag.positions import ALSO, Group, Origins, made_of
from rag.questions.question import Question
from rag.relation import asks_cause
from rag.words import content_stems

_ANOTHERS = re.compile(
    r"\w (?-i:[A-Z])[\w’'-]+ $|^(?!(?:The|A|An|That|This|But|And|Yet|Nor|So|Dr|Mr|Mrs|Ms) )[A-Z][\w’'-]+ $"
)
_OF_HIS = re.compile(r"['’]s?\b")


def denials_of(
    question: Question, told: Sequence[Group], evidence: Sequence[Evidence], origins_of: Origins
) -> tuple[Group, ...]:
    """Return the position of the sources that only deny the first answer of those `told`, in words; empty without any.

    Who says something else instead is told already. Figures are left to arithmetic and sides to the judge.
    """
    if question.asks in ("value", "yes_no") or not told:
        return ()
    answer = told[0].evidence[0].words
    speaking = {item.document.id for made in told for item in made.evidence}
    silent = [item for item in evidence if item.document.id not in speaking and item.score >= ALSO]
    denying = {item.document.id: item for item in reversed(silent) if _denies(question, item.quote, answer)}
    return (replace(made_of(list(denying.values()), origins_of), denies=answer),) if denying else ()


def _denies(question: Question, quote: str, answer: str) -> bool:
    """Whether it does, and is about what is asked: who is said not to have been in hospital may lead a movement."""
    about = asks_cause(question) or with_forms(question.terms - question.names) & content_stems(quote)
    standing = list(_standing_in(quote, _named(question, answer))) if about else []
    return bool(standing) and all(is_denied(question, quote, span) for span in standing)


def _standing_in(quote: str, names: Sequence[str]) -> Iterator[Span]:
    for name in names:
        for found in re.finditer(rf"\b{re.escape(name)}\b", quote, re.I):
            if not _ANOTHERS.search(quote, 0, found.start()) and not _OF_HIS.match(quote, found.end()):
                yield Span(found.start(), found.end())


def _named(question: Question, answer: str) -> list[str]:
    """Return the words of an answer without an article before and marks around them; a person's last name too."""
    words = answer.strip(" .,;:“”\"'").split()
    while words and not content_stems(words[0]):
        words.pop(0)
    surname = [words[-1]] if question.asks == "person" and len(words) > 1 and words[-1][0].isupper() else []
    return [" ".join(words), *surname] if words else []
