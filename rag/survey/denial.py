"""Where one statement denies what another affirms."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.pairs.types import Claims, Judgement
from rag.brackets import closes_unopened, end_of_brackets
from rag.survey.compare import Judged, Lexicon
from rag.survey.statements import Statement, of_one_thing, of_one_time, when
from rag.words import content_stems, content_words, is_function_word, names, stem

COVERED = 0.45  # share of the denial's words that the affirming sentence has; fitted by hand on the sets of training
_STRICTER = 0.75  # what that of the words which are no names counts for: more of them must meet
ALIKE = 0.4  # cosine of the two sentences
_REFUTED = 0.55  # mean probability that either sentence refutes the other
_BOTH = 0.45  # and of the less sure of the two
_JUDGED = 0.75  # probability of contradiction of the denying clause and the affirming sentence, the surer way round
_TOGETHER = 0.24  # product of coverage, mean contradiction and likeness
_HEARSAY = re.compile(
    r"\b(?:accused|suspected|alleged|said) (?:of|to)\b"
    r"|\b(?:posts?|rumou?rs?|messages?|claims?|allegations?|suggestions?|hoax\w*)\b.{0,40}\b(?:say|says|claim\w*|that)\b",
    re.I,
)
_BREAK = re.compile(r"[,;:)]\s|\s\(|—|\s–\s| (?:and|but|while|whereas|although|though|which|who|than|because|since) ")
_SHORTEST = 4  # words of a clause
_ASIDE = re.compile(  # behind a "not": "is not, as is often claimed, the source"
    r"(?<=\b(?:not|n't|n’t))(?:, [^,;]{1,60},| \([^()]{1,60}\)| [–—] [^–—]{1,60} [–—])(?= )"
)
_RELATIVE = re.compile(r", (?:which|who|whose|whom) [^,;:()]{1,80},(?= )")
_GOES_ON = re.compile(r"(?:that|or|nor|whether|if|to|as|by|who|which)\b", re.I)  # what was negated
_OF_WHOM = re.compile(r"\bof (?:which|whom) $", re.I)  # "none of which"
_SAYS_WHICH = re.compile(
    r"(?<!,) (?:who|which) (?:(?:do|did|does|is|are|was|were|has|have|had|would|could|can) ?)?$", re.I
)
_SHORTEST_CLAIM = 3  # words
_NOBODY = re.compile(r"(?:and |but )?(?:nobody|nothing|none|no \w+) \w", re.I)  # is a subject, however short the clause
_NEGATION = re.compile(
    r"\b(?:not(?! (?:only|long|yet|least|far|just|merely|until|all|every))"
    r"|no(?! (?:longer|doubt|fewer|less|more)\b|\. ?[0-9])"
    r"|never|none|nobody|nothing|neither|nor|cannot|fail(?:s|ed)? to|unable to|den(?:y|ies|ied)|ruled out|refut\w+"
    r"|reject(?:s|ed)? (?:the |any |all |these |such )?(?:claim|allegation|accusation|charge|suggestion|report|idea"
    r"|notion|view)s?|false|untrue|unfounded|baseless)\b|n[’']t\b",
    re.I,
)
_NO_SUBJECT = re.compile(
    r"(?:and |but |or )?(?:not|never|no|nor|neither|without|did|does|do|is|are|was|were|has|have|had|can|could|will"
    r"|would|should|may|might|must|cannot|fail\w*|unable)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Denial:
    """A clause that denies, and the statement that may affirm what it denies."""

    clause: str
    denying: Statement
    affirming: Statement
    affirmed: str  # what of that statement is not a denial itself
    covered: float

    @property
    def said(self) -> tuple[str, str]:
        """What is held against each other: both sentences, of two that deny something only the clauses."""
        both = denies(self.affirming.text)
        return (self.clause, self.affirmed) if both else (self.denying.text, self.affirming.text)

    def claims(self) -> tuple[Claims, ...]:
        """What is to be judged: both sentences and the clause alone, each way round."""
        said, other = self.said
        clause, affirmed = self.clause, self.affirmed
        return Claims(said, other), Claims(other, said), Claims(clause, affirmed), Claims(affirmed, clause)


def find_denial(a: Statement, b: Statement, words: Lexicon) -> Denial | None:
    """Return how one of two statements denies the other; None where neither does, as far as their words tell.

    A statement may do both, clause by clause: "The source was shielded and could not have been detected."
    """
    if not (denies(a.text) or denies(b.text)) or not of_one_time(when(a), when(b)) or not of_one_thing(a, b):
        return None
    found = (one for pair in ((a, b), (b, a)) for one in _denials(*pair, words))
    surest = max(found, key=lambda one: one.covered, default=None)
    return surest if surest and surest.covered >= COVERED else None


def _denials(denying: Statement, affirming: Statement, words: Lexicon) -> Iterator[Denial]:
    affirmed = _affirmed(affirming.text)
    if not affirmed or _HEARSAY.search(affirming.text):  # it tells what others say, and need not hold with it
        return
    for clause in _denied_clauses(denying.text):
        told = _NEGATION.sub(" ", clause)
        if _NO_SUBJECT.match(clause) or len(content_stems(told)) < 2 or not _negates(clause):
            continue
        covered = min(words.covered(told, affirmed), _beyond_topic(told, denying, affirming, affirmed, words))
        yield Denial(clause, denying, affirming, affirmed, covered)


def _beyond_topic(told: str, denying: Statement, affirming: Statement, affirmed: str, words: Lexicon) -> float:
    """Return the coverage of the words that are neither a name nor the topic of both documents.

    Sharing those is no contradiction: what is said of them must meet too.
    """
    topic = content_stems(denying.title) & content_stems(affirming.title) | names(told)
    rest = " ".join(word for word in content_words(told) if stem(word) not in topic)
    return _STRICTER * words.covered(rest, affirmed) if rest else 1.0


def contradicts(denial: Denial, seen: Judged, judged: Sequence[Judgement]) -> float:
    """Return how probably the statements contradict each other, 0 where that is not sure enough.

    `seen` is what is made of what the denial has `said`, `judged` what the judge makes of its claims. Either may see a
    contradiction that the other overlooks.
    """
    refuted = sum(seen.refuted) / 2
    against = [one.contradict for one in judged]
    together = denial.covered * (sum(against) / len(against)) * (0.3 + seen.cosine)
    if max(against[2:]) >= _JUDGED and together >= _TOGETHER:
        return min(max(0.5 + together / 2, math.sqrt(refuted)), 0.95)
    return math.sqrt(refuted) if refuted >= _REFUTED and min(seen.refuted) >= _BOTH else 0.0


def _denied_clauses(sentence: str) -> list[str]:
    """Return the clauses in which a sentence denies something; "the men who did not come home" only names them."""
    said = _without_asides(sentence)
    found = (one for one in _NEGATION.finditer(said) if not _SAYS_WHICH.search(said, 0, one.start()))
    return list(dict.fromkeys(_clause(said, one) for one in found))


def _without_asides(sentence: str) -> str:
    """Return a sentence without what only stands between a subject and its verb, or behind a "not"."""
    return _RELATIVE.sub(lambda aside: aside[0] if denies(aside[0]) else "", _ASIDE.sub("", sentence))


def _affirmed(sentence: str) -> str:
    """Return a sentence without the stretches that deny, and those that only go on with what these say."""
    if not denies(sentence):
        return sentence
    said = _without_asides(sentence)
    breaks = [(0, 0), *(match.span() for match in _BREAK.finditer(said)), (len(said), len(said))]
    kept: list[str] = []
    denied = False
    for (_, start), (end, _) in pairwise(breaks):
        stretch = said[start:end]
        goes_on = _GOES_ON.match(stretch) or _OF_WHOM.search(said, 0, start) or _is_short(stretch)
        denied = denies(stretch) or (denied and bool(goes_on))
        kept += [] if denied else [stretch.strip()]
    return ", ".join(one for one in kept if len(one.split()) >= _SHORTEST_CLAIM)


def _clause(sentence: str, found: re.Match[str]) -> str:
    breaks = list(_BREAK.finditer(sentence))
    starts = [0, *(match.end() for match in breaks if match.end() <= found.start())]
    ends = [match.start() for match in breaks if match.start() >= found.end()] + [len(sentence)]
    while len(starts) > 1 and (_is_short(said := sentence[starts[-1] : ends[0]]) or closes_unopened(said)):
        starts.pop()
    while _is_short(sentence[starts[-1] : ends[0]]) and len(ends) > 1:
        ends.pop(0)
    return sentence[starts[-1] : end_of_brackets(sentence, starts[-1], ends[0])].strip(' .”"’*')


def _is_short(clause: str) -> bool:
    return len(clause.split()) < _SHORTEST and not _NOBODY.match(clause)


def _negates(clause: str) -> bool:
    return bool(_NEGATION.search(clause)) and bool([w for w in content_words(clause) if not is_function_word(w)])


def denial_of(sentence: str, affirming: str) -> tuple[str, str]:
    """Return the clause in which a sentence denies another, "" where none shows it, and what that affirms."""
    affirmed = _affirmed(affirming) or affirming
    return max(_denied_clauses(sentence), key=lambda one: _shared(one, affirmed), default=""), affirmed


def is_denied_by(affirming: str, denying: str) -> bool:
    """Whether of two sentences that contradict each other the second denies what the first affirms."""
    if denies(affirming) != denies(denying):
        return denies(denying)
    return _shares(denying, affirming) >= _shares(affirming, denying)


def _shares(denying: str, affirming: str) -> float:
    return max((_shared(one, _affirmed(affirming)) for one in _denied_clauses(denying)), default=0.0)


def _shared(clause: str, affirmed: str) -> float:
    wanted = content_stems(_NEGATION.sub(" ", clause))
    return len(wanted & content_stems(affirmed)) / max(1, len(wanted))


def denies(sentence: str) -> bool:
    """Whether a sentence denies something."""
    return bool(_NEGATION.search(sentence))
