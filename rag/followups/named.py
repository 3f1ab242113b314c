"""Whom an earlier answer or question speaks of."""

import re

from rag.followups.reask import subject_of
from rag.questions.phrases import PLACED, Phrase, find_phrases, is_name

_LEAD = 60  # code points of an answer's first line that can be a name


def named_in(answer: str) -> str:
    """Return the name an answer opens with, "" if it opens with anything else."""
    first = re.sub(r"\s*(?:\[\d+\])+\s*$", "", answer.strip().split("\n")[0]).rstrip(" .")
    words = first.split()
    fits = 0 < len(first) <= _LEAD and len(words) <= 6 and not re.search(r"[“”:;?!]", first)
    return first if fits and is_name(words[-1]) and is_name(words[0]) else ""


def somebody_in(question: str) -> Phrase | None:
    """Return whom a question speaks of, as far as it shows: what it names first but for places, else its subject."""
    named = (one for one in find_phrases(question) if one.named and one.preposition not in PLACED)
    return next(named, None) or subject_of(question)


def is_role(words: str) -> bool:
    """Whether words that say who somebody is are one noun phrase: "the head of the union", not "arrested in Orsa"."""
    phrases = find_phrases(f"Who is {words}")
    said = phrases[0] if phrases else None
    return said is not None and said.start == len("Who is ") and not re.search(r"(?:ed|ing)\b", words.split()[0])


def possessive(name: str) -> str:
    """Return "Anna Berg’s" and "the Hawks’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"
