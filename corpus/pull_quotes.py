"""Lines that say again, set apart and large, what the body says."""

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from corpus.sentences import sentences
from corpus.types import Span

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]*_]*$")
_FEWEST_WORDS, _MOST_WORDS = 5, 40
_SHORTEST_RUN = 3  # words
_MOST_OF_IT = 0.7  # share of the line's words that stand in the body sentence, in runs
_DECISIVE = frozenset({"not", "no", "never", "cannot", "without", "neither", "nor", "t"})  # t: isn't

_MOST_ALIKE = 8  # lines that share three words: in a log or a list all do, and are compared no further

_Trigram = tuple[str, str, str]


def pull_quotes(text: str, lines: Sequence[Span]) -> list[Span]:
    """Those of `lines` (blocks of `text`) that repeat a sentence found elsewhere, or most of one.

    A line that ends like a sentence must be repeated whole. A line that holds a number or a negation which
    the sentence does not is a statement of its own.
    """
    candidates = {line: words for line in lines if _is_short(words := _words(text, line))}
    wanted: dict[_Trigram, list[Span]] = defaultdict(list)
    for line, words in candidates.items():
        for trigram in set(_trigrams(words)):
            wanted[trigram].append(line)
    distinct = {trigram: near for trigram, near in wanted.items() if len(near) <= _MOST_ALIKE}
    found: set[Span] = set()
    for sentence in sentences(text) if distinct else ():
        body = _words(text, sentence)
        near = {line for trigram in _trigrams(body) for line in distinct.get(trigram, ())} - found
        found.update(line for line in near if _repeats(text, line, candidates[line], sentence, body))
    return sorted(found, key=lambda span: span.start)


def _is_short(words: list[str]) -> bool:
    return _FEWEST_WORDS <= len(words) <= _MOST_WORDS


def _repeats(text: str, line: Span, words: list[str], sentence: Span, body: list[str]) -> bool:
    if line.start <= sentence.start < line.end or len(body) < len(words):
        return False
    ended = bool(_ENDED.search(text[line.start : line.end]))
    if len(body) == len(words) and not _is_prose(text, sentence, alone=not ended):
        return False
    runs = SequenceMatcher(None, words, body, autojunk=False).get_matching_blocks()
    covered = {i for run in runs if run.size >= _SHORTEST_RUN for i in range(run.a, run.a + run.size)}
    if ended:
        return len(covered) == len(words) and len(runs) == 2  # one run, and the empty one difflib ends with
    missing = {words[i] for i in range(len(words)) if i not in covered}
    if missing & _DECISIVE or any(word[0].isdigit() for word in missing):
        return False
    return len(covered) >= _MOST_OF_IT * len(words)


def _is_prose(text: str, sentence: Span, alone: bool) -> bool:
    """True for a sentence with another before or after it or, if it may be `alone`, with a full stop."""
    beside = text[sentence.start - 1 : sentence.start] + text[sentence.end : sentence.end + 1]
    return " " in beside or (alone and bool(_ENDED.search(text[sentence.start : sentence.end])))


def _words(text: str, span: Span) -> list[str]:
    return [word.lower() for word in _WORD.findall(text[span.start : span.end])]


def _trigrams(words: list[str]) -> list[_Trigram]:
    return list(zip(words, words[1:], words[2:], strict=False))
