"""How two statements stand to each other: of the same quantity of the same event, or about the same matter at all."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from index.dates import first_and_last_day
from index.word_vectors import WordVectors
from rag.aliases import Aliases, expand
from rag.opposed_events import are_of_opposed_events
from rag.survey.statements import Figure, Statement, of_one_thing, of_one_time, surroundings
from rag.values.compare import comparable, compatible
from rag.values.dated import figures
from rag.values.stretches import Stretch, are_apart, stretch_of
from rag.values.synonyms import PEOPLE, same_things
from rag.values.types import Value
from rag.words import content_stems, content_words, names, stem

QUANTITY = (
    "own_least", "own_most", "context_least", "context_most", "noun", "role", "bare", "is_date", "is_amount",
    "names_met", "strangers", "names_apart", "dates_met", "years_apart", "cosine", "sided_least", "sided_most",
    "role_met", "noun_met", "own_met", "another",
)  # fmt: skip
Row = npt.NDArray[np.float64]

_FIRST_WORD = re.compile(r"[A-Z][a-z]{2,}\b(?<!s)(?<!ed)(?<!ing)(?<!ly)(?=[’' ])")  # no plural, adverb or participle
_AMOUNTS = ("count", "money", "percent", "measure", "rate")  # what is counted over a stretch of time
_RELATED = 0.42  # cosine of two words' vectors from which one partly stands for the other
_NUMBER = re.compile(
    r"\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million)$"
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a collection: how telling each is, which stand for one another."""

    weigh: Callable[[str], float]  # how telling a stem is: its inverse document frequency, above 0
    vectors: WordVectors
    aliases: Aliases

    def covered(self, text: str, by: str, of_itself: frozenset[str] = frozenset()) -> float:
        """Return which weighted share of the words of `text` is met in `by`, 0 to 1; related words count in part.

        Stems in `of_itself` count as met.
        """
        wanted = [word for word in content_words(text) if not _NUMBER.search(word)]
        if not wanted:
            return 0.0
        present = expand(content_stems(by), self.aliases) | of_itself
        others = [word for word in content_words(by) if not _NUMBER.search(word)]
        near = self.vectors.similarity(wanted, others).max(axis=1) if others else np.zeros(len(wanted))
        weights = [self.weigh(stem(word)) for word in wanted]
        met = [
            1.0 if expand(frozenset((stem(word),)), self.aliases) & present else float(n) if n >= _RELATED else 0.0
            for word, n in zip(wanted, near, strict=True)
        ]
        return float(np.dot(weights, met)) / sum(weights)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the models make of two statements, each way: how alike they are, and whether one refutes the other."""

    cosine: float
    affirmed: tuple[float, float]  # probability that "is it true that", asked of the one, gets a yes from the other
    refuted: tuple[float, float]  # or a no


def may_be_same(a: Figure, b: Figure) -> bool:
    """Whether two figures could be of one quantity at all: by unit, noun, event, time, and the numbers in names."""
    if not comparable(a.value, b.value) or _of_opposed_events(a, b):
        return False
    if _is_bare(a, b) or not of_one_time(a.when, b.when) or are_apart(_stretch(a), _stretch(b)):
        return False
    return years_apart(a, b) < _TOO_FAR and of_one_thing(a.statement, b.statement, a.clause, b.clause)


def _of_opposed_events(a: Figure, b: Figure) -> bool:
    """Whether they are the dates of an event and its opposite: opened in 1906, closed in 1998."""
    return are_of_opposed_events(a.statement.text, a.value, b.statement.text, b.value)


def _stretch(figure: Figure) -> Stretch | None:
    return stretch_of(figure.clause, figure.statement.text) if figure.value.kind in _AMOUNTS else None


def _is_bare(a: Figure, b: Figure) -> bool:
    """Whether not both say what they count."""
    return a.value.kind == "count" and not (a.value.noun and b.value.noun) and not (a.value.role and b.value.role)


def of_others(a: Figure, b: Figure, row: Row, words: Lexicon) -> bool:
    """Whether the figures are of others, or nothing says whom they are of and their words are not the same either."""
    if bool(_ELSEWHERE.search(a.statement.text)) != bool(_ELSEWHERE.search(b.statement.text)):
        return True
    if row[_MET] < _TOPIC and not (names(a.statement.text) and names(b.statement.text)):
        return True
    if not (a.value.role and a.value.role == b.value.role) and _is_strange(a, b, words) and _is_strange(b, a, words):
        return True
    if row[_APART]:  # however alike the words: what is said of every town is said of each
        return True
    return not (a.who and b.who) and row[0] < _SAME_WORDS


def _is_strange(a: Figure, b: Figure, words: Lexicon) -> bool:
    """Whether the clause of one names somebody or some place that is nowhere around the other."""
    named = names(a.clause) | _name_at_start(a, words)
    return bool(named - content_stems(surroundings(b.statement)) - content_stems(a.value.text))


def _name_at_start(figure: Figure, words: Lexicon) -> frozenset[str]:
    """Return the word its sentence starts with, where it is no word that English has: "Merau has 4,300 inhabitants"."""
    match = _FIRST_WORD.match(figure.clause)
    if match is None or not figure.statement.text.startswith(figure.clause) or words.vectors.means(match[0]):
        return frozenset()
    return frozenset((stem(match[0]),))


def said_by_both(a: Figure, b: Figure) -> bool:
    """Whether the one figure stands beside the other too, so that both sources know both: they do not differ."""
    return _is_beside(a.value, b) or _is_beside(b.value, a)


def _is_beside(value: Value, other: Figure) -> bool:
    if other.value.change == "to":
        return False
    beside = figures(other.statement.text)
    return any(comparable(value, one) and compatible(value, one) for one in beside if one != other.value)


def quantity_row(a: Figure, b: Figure, words: Lexicon, judged: Judged) -> Row:
    """Measure whether two figures are of the same quantity of the same event; the columns are QUANTITY.

    Whether their values agree decides only which answer of the judge is looked at.
    """
    own = (_own(a, b, words), _own(b, a, words))
    context = (_in_context(a, b, words), _in_context(b, a, words))
    met, strangers, apart = _names(a.who, a.statement, b.who, b.statement, words)
    sided = judged.affirmed if compatible(a.value, b.value) else judged.refuted
    kind = a.value.kind
    noun, role = _noun(a.value, b.value), float(bool(a.value.role) and a.value.role == b.value.role)
    bare = float(kind == "count" and not (a.value.noun and b.value.noun))
    event = met * (1 - strangers)
    return np.array([
        min(own), max(own), min(context), max(context), noun, role, bare, float(kind == "date"),
        float(kind not in ("date", "count")), met, strangers, apart,
        float(bool(a.when and b.when)), years_apart(a, b), judged.cosine, min(sided), max(sided),
        role * event, noun * event, max(own) * event, float(_another(a, b)),
    ])  # fmt: skip


_FAR = 10  # years
_SAME_WORDS = 0.6
_TOPIC = 0.5  # share of the names around a nameless sentence that the other must have around it
_APART, _MET = QUANTITY.index("names_apart"), QUANTITY.index("names_met")
_TOO_FAR = 0.25  # of them
_ANOTHER = re.compile(
    r"\b(?:neighbou?ring|another|other|previous|earlier|by contrast|rival|second|elsewhere|also)\b", re.I
)


_ELSEWHERE = re.compile(r"\b(?:neighbou?ring|elsewhere|by contrast|previous(?:ly)?|nearby|second-)\b", re.I)


def _another(a: Figure, b: Figure) -> bool:
    """Whether one of the two says that it speaks of something else than the rest of its text does."""
    return bool(_ANOTHER.search(a.statement.text)) != bool(_ANOTHER.search(b.statement.text))


def years_apart(a: Figure, b: Figure) -> float:
    """Return how far from its own time the other text was written, 0 for up to a year, 1 for ten and more.

    Said of what happened in 1994, a figure is seldom the one that an undated text of 2024 means.
    """
    return max(_years_from(a, b), _years_from(b, a))


def _years_from(a: Figure, b: Figure) -> float:
    written = first_and_last_day(b.statement.published)
    dated = [value for value in a.when if value.unit == ""]
    if any(value.unit == "" for value in b.when) or not dated or not written:
        return 0.0
    year = int(written[0][:4])
    nearest = min(abs(year - date.fromordinal(_day(value)).year) for value in dated)
    return min(max(nearest - 1, 0) / _FAR, 1.0)


def _day(value: Value) -> int:
    end = value.high if math.isfinite(value.high) else value.low
    return int(min(max(end, 1), date.max.toordinal()))


def _own(a: Figure, b: Figure, words: Lexicon) -> float:
    return words.covered(_without(a), b.statement.text, _shared_fate(a, b))


def _in_context(a: Figure, b: Figure, words: Lexicon) -> float:
    return words.covered(_without(a), surroundings(b.statement), _shared_fate(a, b))


def _without(figure: Figure) -> str:
    """Return the figure's clause without the figure, whose noun is kept."""
    return figure.clause.replace(figure.value.text, f" {figure.value.label or figure.value.noun} ")


def _shared_fate(a: Figure, b: Figure) -> frozenset[str]:
    """Return the stems that say what both figures say of those they count."""
    if not a.value.role or a.value.role != b.value.role:
        return frozenset()
    return content_stems("killed died dead deaths lost lives bodies toll people person wounded injured hurt missing")


def _noun(a: Value, b: Value) -> float:
    if a.kind != "count":
        return 0.5
    if not a.noun or not b.noun:
        return 0.0
    same = a.noun == b.noun or (a.noun not in PEOPLE and same_things(a.noun, b.noun))
    return 1.0 if same else 0.5


def _names(
    a: frozenset[str], first: Statement, b: frozenset[str], second: Statement, words: Lexicon
) -> tuple[float, float, float]:
    """Return how far two sets of names are of one event.

    (share of the fewer names that stand in the other's surroundings, share of each one's names that are strange
    there, taken of the less strange, whether all are strange.)
    """
    ours, theirs = expand(a, words.aliases), expand(b, words.aliases)
    if not ours or not theirs:
        return 0.0, 0.0, float(bool(ours or theirs))
    around_ours = expand(content_stems(surroundings(first)), words.aliases)
    around_theirs = expand(content_stems(surroundings(second)), words.aliases)
    known = len(ours & around_theirs) / len(ours), len(theirs & around_ours) / len(theirs)
    return max(known), 1 - max(known), float(not any(known))
