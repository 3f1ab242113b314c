"""What a question asks for: the kind of answer, what it counts, and the words an answer must be about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.sentences import sentences
from rag.questions.answer_kinds import Asked, Asks, kind_of_answer
from rag.questions.attributed import attributed
from rag.questions.choices import offers_choice
from rag.questions.counted import words_counted
from rag.questions.fates import fate_asked, words_of_fate
from rag.questions.frames import unframed
from rag.questions.gauges import kind_of_gauge, kind_of_gauge_searched
from rag.questions.keyword_kinds import kind_of_keywords
from rag.questions.offered_figures import figures_offered, kind_of_figures
from rag.questions.plain_question import plain
from rag.values.compare import compatible
from rag.values.find import find_values
from rag.values.types import YEARLESS, Role, Value
from rag.values.types import Kind as ValueKind
from rag.words import content_stems, content_words, is_function_word, names

# Words that only say what kind of answer is wanted; evidence need not repeat them.
_SLOT = re.compile(
    r"\b(?:how|what|which|who|when|where|why|many|much|far|long|number|total|percentage|percent|share|year|date|day"
    r"|month|time|hour|people|persons?|exactly|approximately|name|kind|type|sort|happen(?:ed)?|take place"
    r"|took place|did|say|said|according|whether|is it true that|\w+n['’]t)\b",
    re.I,
)
_STANDS = re.compile(
    r"^(?:(?:at|by|for|from|in|of|on|to|under|with) )?(?:how|what|which|who|where)\b[^?]*?"
    r"\b(is|are|does|do|has|have|was|were|did|had|will)\b",
    re.I,
)
# What no auxiliary tells: "How many people work there?", "Who runs the hospital?"
_LASTS = re.compile(
    r"^(?:how many\b[^?]*? (?:work|live|serve|belong|attend|study|speak|use|own|exist|remain)"
    r"|(?:who|which \w+)(?: now| currently)? (?:runs|leads|heads|chairs|owns|controls|governs|rules|commands|manages"
    r"|employs|supplies))\b(?! (?:was|were|did|had)\b)",
    re.I,
)
_OF_PEOPLE: tuple[tuple[ValueKind, ...], ...] = (("count",), ("percent",))  # not "How old was she when she died?"
_TOLD: Asked = ("statement", ())
_SHOUTED = 4  # words from which a text in capitals is no row of abbreviations


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read: what an answer must be and what it must be about."""

    text: str  # without the frame around it: of "Can you tell me how many died?" "How many died?"
    asks: Asks
    kinds: tuple[ValueKind, ...]  # acceptable kinds of figure, preferred first; empty unless `asks` is "value"
    role: Role  # whom the question counts: the dead, the hurt, the missing, the survivors
    fate: frozenset[str]  # stems of the words that say so; a figure with that role says the same in its own words
    counted: tuple[str, ...]  # words of the counted noun phrase in "how many X", the head last
    words: tuple[str, ...]  # the words an answer's sentence or its surroundings should share, as asked
    terms: frozenset[str]  # their stems, and those of the parts of hyphenated words
    names: frozenset[str]  # those of the terms that are proper names
    dates: tuple[Value, ...]  # dates the question restricts itself to
    days: tuple[Value, ...] = ()  # those it names without a year: 'on 6 July'
    guessed: bool = False  # what kind of figure it asks for is a guess: it is of keywords, or names only what is gauged
    source_asked: str = ""  # whose answer is wanted, as named in "according to the inquiry"; "" where anyone's is

    @property
    def asks_when(self) -> bool:
        """Whether a date is what is asked for, not merely accepted: "How old was she in 1852?" asks for none."""
        return self.kinds[:1] == ("date",)

    @property
    def asks_how_it_stands(self) -> bool:
        """Whether an answer of another time is an earlier answer, and not that to another question.

        It asks for a state that lasts, and names no time: "How many ships has it?", not "How many ships did it lose?".
        """
        verb = _STANDS.match(self.text)
        return verb is not None and verb[1].lower() in ("is", "are", "does", "do", "has", "have") and not self.dates

    @property
    def asks_what_lasts(self) -> bool:
        """Whether a later answer may be a change of an earlier one: also "How many people work there?"."""
        told = _LASTS.match(self.text) and not _STANDS.match(self.text) and not self.dates
        return self.asks_how_it_stands or bool(told)

    @property
    def asks_for_a_state(self) -> bool:
        """Whether it asks how things stand, and not what has come together: "How many ships has it lost?"."""
        verb = _STANDS.match(self.text)
        return self.asks_what_lasts and not self.role and not (verb and verb[1].lower() in ("has", "have"))

    def is_of(self, dates: Iterable[Value]) -> bool:
        """Whether one of the dates can be one that the question names."""
        return any(compatible(asked, date) for date in dates for asked in (*self.dates, *self.days))


def understand(text: str) -> Question:
    """Read a question as typed. Never fails: what is not understood asks for a statement."""
    clean = plain(unframed(_unshouted(" ".join(text.split()))))
    wanted = attributed(_asking(clean))
    asking, offered = wanted.asking, figures_offered(wanted.asking)
    said = kind_of_figures(offered, asking) or kind_of_answer(asking)
    sought = _sought(asking, said)
    asks, kinds = sought or said or _TOLD
    dates, subject = _subject(clean, offered)
    days = tuple(value for value in find_values(clean) if value.unit == YEARLESS)
    terms = content_stems(subject)
    words, named = content_words(subject), names(clean) & terms
    role = fate_asked(asking) if kinds[:1] in _OF_PEOPLE else ""
    fate = words_of_fate(role, subject) if role else frozenset()
    counted = words_counted(asking, offered) if "count" in kinds else ()
    guessed = sought is not None
    return Question(clean, asks, kinds, role, fate, counted, words, terms, named, dates, days, guessed, wanted.source)


def _sought(asking: str, said: Asked | None) -> Asked | None:
    """Return what keywords, or a question that asks for no figure in as many words, may ask for."""
    if said is None:  # 'Lord Lucan: dead or alive?' counts nobody
        return None if offers_choice(asking) else kind_of_keywords(asking) or kind_of_gauge_searched(asking)
    return kind_of_gauge(asking) if said == _TOLD else None


def as_told(question: Question) -> Question:
    """Return the question as one that asks for no figure, whatever its keywords are."""
    return replace(question, asks="statement", kinds=(), role="", fate=frozenset(), counted=(), guessed=False)


def _asking(text: str) -> str:
    """Return the last sentence that asks, the whole text where none does: "I read both. How many died?"."""
    parts = [text[span.start : span.end] for span in sentences(text)]
    return next((part for part in reversed(parts) if part.endswith("?")), text)


def _unshouted(text: str) -> str:
    """Return a question in capitals in small letters; in capitals every word of it would seem a name."""
    words = text.split()
    shouted = text.isupper() and len(words) >= _SHOUTED and any(is_function_word(word.lower()) for word in words)
    return text.capitalize() if shouted else text


def _subject(text: str, offered: tuple[Value, ...]) -> tuple[tuple[Value, ...], str]:
    """Return the dates a question restricts itself to, and its words without these and the figures it offers."""
    choices = {value.text for value in offered}
    values = find_values(text)
    dates = tuple(v for v in values if v.kind == "date" and v.unit == "" and v.text not in choices)
    chosen = [replace(v, end=v.end - len(v.label)) for v in values if v.text in choices]  # not "injured" of "3 injured"
    return dates, _SLOT.sub(" ", blanked(text, [*dates, *chosen]))


def blanked(text: str, values: Iterable[Value]) -> str:
    """Return a text with spaces in place of the values found in it."""
    for value in values:
        text = text[: value.start] + " " * (value.end - value.start) + text[value.end :]
    return text
