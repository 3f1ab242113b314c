"""Whether a sentence names others instead of whom a question names: another ferry, another town, a sister."""

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from itertools import dropwhile

from rag.evidence import Candidate
from rag.pool import Pool
from rag.questions.question import Question
from rag.words import content_stems, names, stem, without_article

KIN = 0.5  # cosine from which a name stands for the one asked for: Moscow/Russia 0.65, Moscow/London 0.33
_CALENDAR = frozenset(map(stem, (*month_name[1:], *day_name)))  # capitalised, and the names of nobody
_CAPITAL = r"[A-Z][\w'’-]+"
_RUN = re.compile(rf"\b{_CAPITAL}(?: {_CAPITAL})+")
_TITLE = (
    r"(?:Mrs?|Ms|Miss|Madame|Mme|Dr|Prof(?:essor)?|Sir|Lady|Lord|Dame|King|Queen|Prince(?:ss)?|Duke|Duchess|Earl"
    r"|Count(?:ess)?|Baron(?:ess)?|Emperor|Empress|Sultan|Emir|Pope|Bishop|Archbishop|Cardinal|Father|Sister|Reverend"
    r"|Rabbi|Imam|President|Chancellor|Prime|Minister|Premier|Secretary|Governor|Senator|Mayor|Councillor|Ambassador"
    r"|Speaker|Judge|Justice|Sheriff|Coroner|Inspector|Constable|Chief|Captain|Colonel|General|Admiral|Commander|Major"
    r"|Lieutenant|Sergeant|Chair(?:man|woman)?|Director)"
)
# Somebody with a title who does or says something in passing: "opened by the Duchess of Arne, and the King came"
_IN_PASSING = re.compile(
    rf"(?P<before>(?:\b(?:by|and|but|when|while|as|that|because|for|to|from|with)|,) (?:the )?)"
    rf"{_TITLE}\b\.?(?: (?:of (?:the )?)?{_CAPITAL})*"
)
_SAYS_LITTLE = re.compile(
    rf"{_TITLE}|Old|Young|New|Former|Great|Royal|Late|CEO|Deputy|Vice|Acting|Foreign|Finance|Interior|Defen[cs]e|Health"
    r"|Education|Home|Trade|Energy|Police|Opposition|Party|Union|Club|Company|Board|Managing|Executive|Later|Yesterday"
    r"|Today|Then|Now|When|While|After|Before|Since|But|And|As|If|In|On|At|By|For|Both|That|This"
)
_SORT = re.compile(  # comes first in the name of one of its sort
    r"(?:Camp|Lake|Mount|Fort|Port|River|Cape|Operation|Hurricane|Cyclone|Typhoon|Storm|Hotel|Flight|Mine|Saint|St)\b"
)
_OF = re.compile(r"\s(?:of|for|on|in|at)\s")


def names_others(question: Question, candidate: Candidate, pool: Pool) -> bool:
    """Whether the sentence names others, and nobody whom the question names or who stands for them."""
    said, source = candidate.said, candidate.hit.document.metadata.source or ""
    namesakes = _namesakes(question.text, said, source)
    asked = question.names - namesakes
    others = (pool.names(_of_matters(candidate)) - question.names - _CALENDAR - _itself(source, said)) | namesakes
    if not question.names or asked & pool.stems(said) or not others:
        return False
    nearest = zip(question.words, pool.nearest(said), strict=True)
    return not any(near >= KIN for word, near in nearest if stem(word) in asked)


def _of_matters(candidate: Candidate) -> str:
    """Return what is said without the figure, which may name a currency, and who comes in in passing."""
    text, value = candidate.said, candidate.value
    if value:
        text = f"{text[: value.start]}{' ' * (value.end - value.start)}{text[value.end :]}"
    return _IN_PASSING.sub(r"\g<before>", text)


def _itself(source: str, said: str) -> frozenset[str]:
    """Return the names by which a sentence means who says it: "The Panel", or all of its name."""
    whole, head = names(f"- {source}"), content_stems(_OF.split(source)[0].rpartition(" ")[2])
    return whole if whole <= names(said) else head


def _namesakes(asked: str, said: str, source: str) -> frozenset[str]:
    """Return the words of the names asked for that stand in the sentence as words of other names only.

    The Victoria Baths are not the Gasworks Baths, nor is Agnes Tollick Maren Tollick; "the Baths" may be.
    """
    found: set[str] = set()
    for shared, own in _names_in(asked):
        others = [other for word, other in _names_in(said) if word == shared and not _may_be_one(own, other, source)]
        alone = sum(stem(word) == shared for word in re.findall(r"[\w'’-]+", said)) > len(others)
        if others and not alone and not own & content_stems(said):
            found.add(shared)
    return frozenset(found)


def _names_in(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the word that each name of several words may share with others of its sort, and its own words."""
    for run in _RUN.findall(text):
        words = list(dropwhile(_SAYS_LITTLE.fullmatch, without_article(run).split()))
        if len(words) > 1:
            shared = words[0] if _SORT.match(words[0]) else words[-1]
            yield stem(shared), content_stems(" ".join(words)) - content_stems(shared)


def _may_be_one(own: frozenset[str], other: frozenset[str], source: str) -> bool:
    """Whether the words of two names that differ may mean one: Joe and Joseph, or the town of who says it."""
    return (
        not (own and other)
        or {word[0] for word in own} == {word[0] for word in other}
        or other <= content_stems(source)
    )
