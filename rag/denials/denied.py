"""Answers under a denial: "not by overtopping", "never 60 m high", "The flood did not cause it" give none."""

import re
from collections.abc import Iterator, Sequence

from corpus.sentences import sentences
from corpus.types import Span
from rag.denials.irregular import with_forms
from rag.denials.rejected import is_rejected, rejects_all
from rag.denials.taken_back import is_taken_back
from rag.evidence import Evidence
from rag.questions.question import Question
from rag.relation import asks_cause
from rag.words import content_stems, is_function_word, stem

_NEGATOR = re.compile(r"\b(?:not|never|cannot|neither|nor)\b|n[’']t\b", re.I)
_CONTRAST = re.compile(r"\b(?:rather than|instead of|as opposed to|far from being)\b", re.I)
# What has a word that denies and denies nothing that follows, or only that it is all: "not only", "if not".
_NO_DENIAL = re.compile(
    r"(?:\bnot|n[’']t) (?:only|just|merely|simply|solely|alone|least|even|quite|nearly|yet|all|every|until|till|before"
    r"|more|less|fewer|over|under|above|below|later|earlier|long|far|without|unlike|entirely|wholly|purely|exclusively|primarily"
    r"|mainly|chiefly|mostly|necessarily|so much|to mention|since|surprisingly)\b"
    r"|(?:\bnot|n[’']t) (?:the|an?|its|their|his|her|our) (?:only|sole|single|whole|entire)\b"
    r"|\b(?:if|why|whether or|or) not\b|\bnever (?:before|again|since)\b"
    r"|\b(?:need|should|ought)(?: not|n[’']t)(?: to)?\b|\bcannot but\b|\bno one but\b",
    re.I,
)
# "It is not, as others write, supplied by Ozeria", "it is not, and never was, the main source"
_ASIDE = re.compile(
    r", (?:as|contrary to|despite|according to|however|in fact|of course|(?:and|or|nor) never|it (?:seems|is said)"
    r"|(?:he|she|they) (?:says?|said))\b[^,;:.]*,(?=\s)|, however,",
    re.I,
)
_BREAK = re.compile(
    r"[;:()]\s|\s\(|—|\s–\s|,\s(?!(?:[\w-]+ ){0,3}(?:or|nor) )"
    r"|\b(?:but|however|although|though|while|whereas|yet|after|when|since|if|unless|which|who|whom|whose|that|so|and)\b",
    re.I,
)
_EXCEPTED = re.compile(r"\b(?:until|till|before|than|except|exceed\w*|surpass\w*|without|lest|more|less|fewer)\b", re.I)
_NEGATIVE = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|unable|absent)\b|n[’']t\b", re.I)
# Questions of what did not come about: "Why was the opening delayed?" is answered by "It did not open because of ice".
_AVERTED = re.compile(
    r"\b(?:fail|refus|cancel|delay|postpon|prevent|lack|miss(?:ed|ing)?\b|stop|clos|ban(?:ned)?\b|abandon|late\b)\w*",
    re.I,
)
_DEFINITE = re.compile(r"\b(?:the|its|their|his|her|our|these|those|any of)(?: [\w-]+)? $", re.I)  # 'the 12 million'
_WORD = re.compile(r"[^\W\d_]+(?:-\w+)*")
_MANNER = re.compile(r"\w+ly|ever|indeed|as|about|around|near|much|many|high|some", re.I)
# What an answer stands after or before whatever is asked: "not located in", "not due to", "not to blame".
_ANSWERING = content_stems(
    "because due cause caused causing result resulted reason blame blamed responsible trigger triggered attributed owed"
    " owing explain explained happen happened occur occurred located situated amount amounted total totalled"
)
_BEFOREHAND = re.compile(
    r"\b(?:before|earlier|previous\w*|former\w*|original\w*|first|initial\w*|plan\w*|expect\w*|once|used to|prior)\b",
    re.I,
)
_PREPOSITION = re.compile(r"\b(?:at|in|on|from|with|for|of|by|under|over|among|inside|near)\b", re.I)
_OF_THE_ANSWER = re.compile(r"\s*(?:by|because|due to|owing to)\b", re.I)  # "not by her brother Tomas"
_GIVES_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|result(?:s|ed)? (?:of|from)|the (?:cause|reason)"
    r"|(?:caused|triggered|set off|brought (?:about|down)|destroyed|explained) by)\b",
    re.I,
)
_CONTRASTED = 4  # words: "instead of being designed by Ostmann"


def stated(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence but for answers that their sentence denies; the sides of yes or no are weighed otherwise."""
    if question.asks == "yes_no":
        return list(evidence)
    denied = [item for item in evidence if _denies(question, item)]
    return [item for item in evidence if item not in denied and not _is_beside(question, item, denied)]


def _is_beside(question: Question, item: Evidence, denied: Sequence[Evidence]) -> bool:
    """Whether no words answer in a sentence that is less sure than one of the same source whose answer is denied."""
    if item.value is not None or item.words or (asks_cause(question) and _gives_cause(item.quote)):
        return False
    return any(item.document.id == other.document.id and item.score < other.score for other in denied)


def _gives_cause(quote: str) -> bool:
    """Whether a sentence names a cause in so many words and denies none: "It failed because of the earthquake"."""
    return bool(_GIVES_CAUSE.search(quote)) and not _NEGATOR.search(quote)


def _denies(question: Question, item: Evidence) -> bool:
    spans = list(_answers(item))
    if not spans:
        return asks_cause(question) and rejects_all(question.text, item.quote)
    return all(is_denied(question, item.quote, span) for span in spans)


def _answers(item: Evidence) -> Iterator[Span]:
    """Return where the answer may stand: the reader marked the words, and they may come twice."""
    if item.value is not None:
        yield Span(item.value.start, item.value.end)
    elif item.words:
        yield from (Span(at.start(), at.end()) for at in re.finditer(re.escape(item.words), item.quote))


def is_denied(question: Question, text: str, answer: Span) -> bool:
    """Whether a sentence, with one that takes it back if there is one, denies the answer that stands in it."""
    parts = sentences(text)
    own = next((part for part in parts if part.start <= answer.start < part.end), Span(0, len(text)))
    said = _without_asides(text[own.start : own.end])
    start, end = answer.start - own.start, min(answer.end, own.end) - own.start
    denied = _is_negated(question, said, start, end) or is_rejected(
        question.text, said, start, end, asks_cause(question)
    )
    return denied != (parts[-1] != own and is_taken_back(said, text[parts[-1].start :]))


def _without_asides(text: str) -> str:
    return _ASIDE.sub(lambda match: " " * len(match[0]), text)


def _is_negated(question: Question, said: str, start: int, end: int) -> bool:
    """Whether the answer stands under a negation of what is asked, on either side of it."""
    if _NEGATIVE.search(question.text) or _NEGATIVE.search(said[start:end]):
        return False
    text = _NO_DENIAL.sub(lambda match: " " * len(match[0]), said)
    last = max((match.end() for match in _BREAK.finditer(text, 0, start)), default=0)
    following = _BREAK.search(text, end)
    after = text[end : following.start() if following else len(text)]
    return (
        _is_contrasted(question, text[last:start])
        or _follows_negation(question, text[last:start], text[start:end])
        or _precedes_negation(question, after)
    )


def _is_contrasted(question: Question, before: str) -> bool:
    """Whether another answer is given in its place; how it was before may be what is asked: "two instead of nine"."""
    contrast = _last(_CONTRAST, before)
    if contrast is None or _BEFOREHAND.search(question.text):
        return False
    return len(_WORD.findall(before, contrast.end())) <= _CONTRASTED


def _follows_negation(question: Question, before: str, answer: str) -> bool:
    negator = _last(_NEGATOR, before)
    if negator is None or _EXCEPTED.search(before[negator.end() :] + answer):
        return False
    denied = _denied_word(before[negator.end() :])
    if denied is None or (question.asks in ("person", "statement") and _OF_THE_ANSWER.match(before, negator.end())):
        return True
    return denied in _asked(question) and not (question.asks == "value" and _DEFINITE.search(before))


def _precedes_negation(question: Question, after: str) -> bool:
    negator = _last(_NEGATOR, after)
    if negator is None or _EXCEPTED.search(after, negator.end()):
        return False
    predicate = _PREPOSITION.split(after[negator.end() :], maxsplit=1)[0]  # "He was not at the gate" denies no deed
    return _denied_word(predicate) in _asked(question)


def _asked(question: Question) -> frozenset[str]:
    """Return the stems of words whose denial denies the answer."""
    averted = content_stems(" ".join(_AVERTED.findall(question.text)))
    return with_forms(averted or question.terms) | _ANSWERING


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda match: match.end(), default=None)


def _denied_word(text: str) -> str | None:
    """Return the stem of the first word after a negation that carries meaning: "designed" in "not been designed by"."""
    words = (word for word in _WORD.findall(text) if not is_function_word(word) and not _MANNER.fullmatch(word))
    return next(map(stem, words), None)
