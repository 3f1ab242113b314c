"""Questions that their passage does not answer, though it speaks of much that they ask for.

SQuAD 2.0's unanswerable questions (Rajpurkar et al. 2018, section 3) exchange an entity or number, use an antonym,
negate, or set a condition the passage does not meet; 1.1 has none, so the same is done here by rule.
"""

import random
import re
from collections.abc import Callable, Sequence

from index.word_vectors import WordVectors
from rag.words import is_function_word
from training.edits import changed_number
from training.texts import put

_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w’'-]+)(?: (?:of |the |de )?[A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w]|[.,]\d)")
_WORD = re.compile(r"(?<![\w’'-])[a-z]{4,}(?![\w’'-])")
_ANTONYMS = (
    "first/last", "most/least", "largest/smallest", "biggest/smallest", "highest/lowest", "longest/shortest",
    "oldest/youngest", "before/after", "began/ended", "start/end", "started/ended", "increase/decrease",
    "increased/decreased", "rose/fell", "more/fewer", "higher/lower", "larger/smaller", "north/south",
    "northern/southern", "east/west", "eastern/western", "early/late", "earliest/latest", "male/female",
    "men/women", "win/lose", "won/lost", "accepted/rejected", "allowed/forbidden", "supported/opposed",
    "above/below", "inside/outside", "minimum/maximum", "majority/minority", "best/worst", "major/minor",
    "public/private", "urban/rural", "import/export", "imports/exports", "joined/left", "founded/dissolved",
    "built/destroyed", "born/killed", "arrive/leave", "opened/closed", "buy/sell", "bought/sold", "husband/wife",
    "father/mother", "son/daughter", "brother/sister", "king/queen", "winter/summer", "ancient/modern",
    "domestic/foreign", "strong/weak", "success/failure", "always/never", "with/without", "including/excluding",
    "can/cannot", "civilian/military",
)  # fmt: skip
_OPPOSITE = {a: b for pair in _ANTONYMS for a, b in (pair.split("/"), pair.split("/")[::-1])}
_AUXILIARY = re.compile(r"\b(is|was|are|were|did|does|do|has|have|had|can|could|will|would)\b(?! not\b|['’]t\b)")
_KIN = (0.25, 0.6)  # cosines between which one word is of the other's kind without meaning the same


class Disturber:
    """Makes a question one that its passage no longer answers."""

    def __init__(self, vectors: WordVectors, rng: random.Random) -> None:
        self._vectors = vectors
        self._rng = rng

    def disturb(self, question: str, passage: str, names: Sequence[str], words: Sequence[str]) -> str | None:
        """Return the question with one thing changed, None where nothing can be.

        `names` and `words` are those of other questions on the article, to be put in.
        """
        ways: list[Callable[[], str | None]] = [
            lambda: self._other_name(question, passage, names),
            lambda: self._other_name(question, passage, names),
            lambda: self._other_number(question, passage),
            lambda: self._opposite(question),
            lambda: self._other_word(question, passage, words),
            lambda: self._other_word(question, passage, words),
            lambda: self._negated(question),
        ]
        changed = (way() for way in self._rng.sample(ways, len(ways)))
        return next((made for made in changed if made and made != question), None)

    def _other_name(self, question: str, passage: str, names: Sequence[str]) -> str | None:
        found = list(_NAME.finditer(question))
        rivals = [name for name in names if name not in question and not set(name.split()) <= set(question.split())]
        return put(question, self._rng.choice(found), self._rng.choice(rivals)) if found and rivals else None

    def _other_number(self, question: str, passage: str) -> str | None:
        found = list(_NUMBER.finditer(question))
        if not found:
            return None
        number = self._rng.choice(found)
        text = number.group()
        if re.fullmatch(r"1\d{3}|20\d\d", text):
            changed = str(int(text) + self._rng.choice((-20, -10, -3, -2, -1, 1, 2, 4, 10, 15)))
        else:
            changed = changed_number(text, self._rng)
        return None if changed in passage and self._rng.random() < 0.5 else put(question, number, changed)

    def _opposite(self, question: str) -> str | None:
        found = [word for word in re.finditer(r"(?<![\w’'-])[a-z]+(?![\w’'-])", question) if word.group() in _OPPOSITE]
        if not found:
            return None
        word = self._rng.choice(found)
        return put(question, word, _OPPOSITE[word.group()])

    def _other_word(self, question: str, passage: str, words: Sequence[str]) -> str | None:
        found = [word for word in _WORD.finditer(question) if not is_function_word(word.group())]
        if not found or not words:
            return None
        word = self._rng.choice(found)
        rivals = self._rng.sample(list(words), min(200, len(words)))
        cosines = self._vectors.similarity([word.group()], rivals)[0]
        lower = passage.lower()
        fit = [r for r, c in zip(rivals, cosines, strict=True) if _KIN[0] < c < _KIN[1] and r[:5] not in lower]
        alike = [r for r in fit if r[-1] == word.group()[-1]] or fit
        return put(question, word, self._rng.choice(alike)) if alike else None

    def _negated(self, question: str) -> str | None:
        found = _AUXILIARY.search(question)
        if not found or self._rng.random() < 0.7:
            return None
        return put(question, found, "never" if self._rng.random() < 0.1 else f"{found.group()} not")


def names_in(question: str) -> list[str]:
    """Return the names a question holds, its first word aside."""
    return [found.group() for found in _NAME.finditer(question)]


def words_in(question: str) -> list[str]:
    """Return the lower-case words of a question that say something."""
    return [found.group() for found in _WORD.finditer(question) if not is_function_word(found.group())]
