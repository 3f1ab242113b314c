"""The noun phrases of a question, found by its small words alone: no model, no dictionary of nouns."""

import re
from dataclasses import dataclass, replace

from rag.values.find import find_values
from rag.values.types import Value


def word_set(*lines: str) -> frozenset[str]:
    """Return the words of some lines."""
    return frozenset(word for line in lines for word in line.split())


PREPOSITIONS = word_set(
    "in on at from to for by with near during after before since until about under over into against among",
    "between aboard inside outside within without across through around per as than like despite",
)
AUXILIARIES = word_set(
    "is are was were be been being am do does did has have had can could will would shall should may might must"
)
DETERMINERS = word_set("the a an this that these those its their his her our my your some any every each no")
QUESTION_WORDS = word_set("who whom whose what which where when why how")
PLACED = word_set("in at on near to from inside around")
_OTHER = word_set(
    "and or but nor so if because while whether then also not only there here it he she they we you i him them us",
    "me exactly still ever actually please many much more most fewer less",
)
# Verbs in a form that does not show that they are one, other than bare infinitives, which follow did, does or do.
_VERBS = word_set(
    "built born made found said says won lost wrote sank sunk fell rose took began begun paid spent sold bought",
    "held led left went came got gave became cost burnt burst broke broken hit met put ran saw seen shot shut",
    "struck taught told wore written driven drawn grown known shown stolen taken thrown flown given gone done",
    "died drowned live lives work works mean means own owns dead hurt missing alive",
)
_ADVERBS = word_set("now nowadays today tonight yesterday tomorrow out off up down away back")
_EVENTS = word_set(
    "attack attacks bombing bombings blast explosion fire blaze collapse sinking shipwreck crash collision accident",
    "disaster incident killing killings murder murders assassination shooting stabbing poisoning kidnapping abduction",
    "hijacking raid robbery theft leak spill earthquake quake eruption flood floods flooding landslide avalanche storm",
    "outbreak epidemic riot riots protest protests strike coup massacre ambush battle siege invasion war derailment",
    "outage sabotage assault disappearance evacuation failure breach",
    "election vote referendum merger match race",
)
_WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: `question[start:end]`."""

    start: int
    end: int
    preposition: str  # the one before it, lower-cased, or ""
    definite: bool  # begins with a determiner or is a name
    named: bool  # holds a capitalised word that does not start the question
    asked: bool  # belongs to the question word: the people in "how many people"
    dated: bool  # is a date and nothing else


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        return self.text.lower()


def find_phrases(question: str) -> tuple[Phrase, ...]:
    """Return the noun phrases in order; "of" binds within one, other prepositions end it."""
    words = [_Word(match.start(), match.end(), match.group()) for match in _WORD.finditer(question)]
    asked_until = _question_phrase(words)
    chunks = _without_bare_verb(_chunks(words), words)
    dates = find_dates(question)
    return tuple(_phrase(chunk, words, asked_until, dates) for chunk in chunks)


def with_attached(phrases: tuple[Phrase, ...], index: int, question: str) -> Phrase:
    """Return a phrase with the prepositional phrases right behind it: "the attack on the concert hall"."""
    whole = phrases[index]
    for following in phrases[index + 1 :]:
        between = question[whole.end : following.start].strip().lower()
        infinitive = between == "to" and not following.definite and not following.named  # the first man to climb
        if following.dated or not between or between != following.preposition or infinitive:
            break
        whole = replace(whole, end=following.end, named=whole.named or following.named)
    return whole


def find_dates(question: str) -> tuple[Value, ...]:
    """Return the dates in a question that name a year."""
    return tuple(value for value in find_values(question) if value.kind == "date" and value.unit == "")


def is_event(phrase: str) -> bool:
    """Whether a noun phrase names what happened, by its head: the sinking of the ferry, the ferry fire in May."""
    head: list[str] = []
    for word in phrase.lower().split():
        if word == "of" or word in PREPOSITIONS:
            break
        head.append(word)
    return bool(head) and head[-1].strip("?,.") in _EVENTS


def is_name(word: str) -> bool:
    """Whether a word is written as a name is, wherever it stands."""
    return word[0].isupper() and word.lower() not in QUESTION_WORDS | AUXILIARIES | _OTHER | DETERMINERS | PREPOSITIONS


def ends_phrase(word: str) -> bool:
    """Whether a noun phrase cannot go on with this word."""
    low = word.lower()
    if (low in AUXILIARIES and word != "May") or low in QUESTION_WORDS or low in _OTHER or low in PREPOSITIONS:
        return True
    return not word[0].isupper() and (low in _VERBS | _ADVERBS or (len(low) > 4 and low.endswith(("ed", "ly"))))


def _question_phrase(words: list[_Word]) -> int:
    """Return where the question word's own phrase ends, 0 if it has none: "How many people|", "In which year|"."""
    lows = [word.low for word in words]
    first = next((n for n, low in enumerate(lows[:3]) if low in QUESTION_WORDS), None)
    if first is None:
        return 0
    for word in words[first + 1 :]:
        if word.low not in _OTHER and (ends_phrase(word.text) or word.low in DETERMINERS):
            return word.start
    return words[first].end


def _chunks(words: list[_Word]) -> list[list[_Word]]:
    chunks: list[list[_Word]] = [[]]
    for word in words:
        chunk = chunks[-1]
        after_determiner = bool(chunk) and chunk[-1].low in DETERMINERS
        if not word.text[0].isalnum() or (ends_phrase(word.text) and not (after_determiner and word.low[-2:] == "ed")):
            chunks.append([])
        elif word.low == "of":
            chunks[-1] = [*chunk, word] if chunk else []
        elif word.low in DETERMINERS and chunk and chunk[-1].low != "of":
            chunks.append([word])
        else:
            chunk.append(word)
    return [chunk for chunk in map(_trimmed, chunks) if chunk]


def _trimmed(chunk: list[_Word]) -> list[_Word]:
    while chunk and (chunk[-1].low == "of" or chunk[-1].low in DETERMINERS):
        chunk = chunk[:-1]
    return chunk


def _without_bare_verb(chunks: list[list[_Word]], words: list[_Word]) -> list[list[_Word]]:
    """Take the verb off the subject after did, does or do, and what is said of the subject after an opening is."""
    opening = next((n for n, word in enumerate(words) if word.low in AUXILIARIES), None)
    if opening is None or (words[opening].low not in ("do", "does", "did") and opening > 0):
        return chunks
    for n, chunk in enumerate(chunks):
        if chunk[0].start > words[opening].start:
            following = next((word for word in words if word.start >= chunk[-1].end), None)
            return [*chunks[:n], _subject(chunk, words[opening].low, following), *chunks[n + 1 :]]
    return chunks


def _subject(chunk: list[_Word], auxiliary: str, following: _Word | None) -> list[_Word]:
    """Return a subject without the bare verb behind it, and, where no determiner leads it, what is behind that."""
    if auxiliary in ("do", "does", "did") and chunk[0].low in DETERMINERS:
        return _before_verb(chunk, following)
    said = [word for word in chunk if word.low not in DETERMINERS]
    names = next((n for n, word in enumerate(chunk) if not is_name(word.text)), len(chunk))
    if names and auxiliary in ("do", "does", "did"):
        return chunk[:names]
    if len(said) < 2 or chunk[-1].text[0].isupper() or chunk[-1].text[0].isdigit():
        return chunk
    if auxiliary not in ("do", "does", "did"):
        return chunk[:-1]
    common = len(said) == len(chunk) > 2 and not any(word.text[0].isupper() for word in chunk)
    return chunk[:1] if common and not chunk[1].text.isdecimal() else chunk[:-1]


def _before_verb(chunk: list[_Word], following: _Word | None) -> list[_Word]:
    """Return "the High Court" of "the High Court award Corvane", and the whole where the verb comes behind it."""
    if len(chunk) < 3 or (following is not None and following.low in _VERBS):
        return chunk
    if not is_name(chunk[-1].text):
        return chunk if chunk[-1].text[0].isdigit() else chunk[:-1]
    verb = next((n for n in reversed(range(len(chunk))) if not is_name(chunk[n].text)), 0)
    return chunk[:verb] if verb > 1 else chunk


def _phrase(chunk: list[_Word], words: list[_Word], asked_until: int, dates: tuple[Value, ...]) -> Phrase:
    start, last = chunk[0].start, chunk[-1]
    end = last.end - len(match.group()) if (match := _POSSESSIVE.search(last.text)) else last.end
    before = [word.low for word in words if word.end <= start][-1:]
    named = any(is_name(word.text) and word.start > 0 and not _within(word, dates) for word in chunk)
    return Phrase(
        start=start,
        end=end,
        preposition=before[0] if before and before[0] in PREPOSITIONS else "",
        definite=chunk[0].low in DETERMINERS or (is_name(chunk[0].text) and start > 0),
        named=named,
        asked=start < asked_until,
        dated=all(_within(word, dates) for word in chunk),
    )


def _within(word: _Word, dates: tuple[Value, ...]) -> bool:
    return any(date.start <= word.start and word.end <= date.end for date in dates)
