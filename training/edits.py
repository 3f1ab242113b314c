"""Pairs made by rule from SQuAD's sentences: what natural inference data teaches least.

A figure, date or name that answers the question is exchanged (contradict), written another way or rounded (agree),
or exchanged together with the year or name the sentence is about (neither).
"""

import random
import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from training.pairs import Pair
from training.squad import Paragraph
from training.texts import put, sentences_of, whole

_MONTHS = tuple(month_name[1:])
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,])\d+(?:\.\d+)?(?![\w]|[.,]\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_FULL_DATE = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}}),? ((?:1\d|20)\d\d)\b")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b")
_NAME = re.compile(r"^[A-Z][\w’'.-]+(?: (?:of|the|de|and|van|von|al-)? ?[A-Z][\w’'.-]+)*$")
_SUBJECT = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_SPELLED = re.compile(rf"(?<![\w-])({'|'.join(_WORDS[2:])})\b(?!-(?:{'|'.join(_WORDS[1:10])})\b)", re.I)
_AUXILIARY = re.compile(r"\b(is|was|are|were|has|have|had|can|could|will|would|did|does|should)\b(?! not|['’]t)")
_UNITS = {
    "km": (0.6214, "miles"), "kilometres": (0.6214, "miles"), "kilometers": (0.6214, "miles"), "miles": (1.609, "km"),
    "metres": (3.281, "feet"), "meters": (3.281, "feet"), "feet": (0.3048, "metres"), "kg": (2.205, "pounds"),
    "pounds": (0.4536, "kg"), "hectares": (2.471, "acres"), "acres": (0.4047, "hectares"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, the question it answers and where in it the answer is."""

    title: str
    question: str
    sentence: str
    start: int
    end: int

    @property
    def answer(self) -> str:
        """The words that answer the question."""
        return self.sentence[self.start : self.end]

    def with_answer(self, text: str) -> str:
        """Return the sentence with another answer in its place."""
        return self.sentence[: self.start] + text + self.sentence[self.end :]


def edited_pairs(paragraphs: Sequence[Paragraph], seed: int, most: int) -> Iterator[Pair]:
    """Yield up to `most` pairs, about as many of each verdict as the sentences allow."""
    rng = random.Random(seed)
    told = [t for paragraph in paragraphs for t in _told(paragraph)]
    names: dict[str, list[str]] = defaultdict(list)
    for t in told:
        if _NAME.match(t.answer) and len(t.answer.split()) <= 4:
            names[t.title].append(t.answer)
    makers: tuple[Callable[[Told, random.Random], Pair | None], ...] = (
        _other_number, _other_date, lambda t, r: _other_name(t, names, r), _same_otherwise, _same_otherwise,
        _negated, _answered, lambda t, r: _wrongly_answered(t, names, r),
    )  # fmt: skip
    made = 0
    for t in rng.sample(told, len(told)):
        scoped = _other_scope(t, names, rng) if rng.random() < 0.7 else None
        pairs = (pair for maker in rng.sample(makers, len(makers)) if (pair := maker(t, rng)))
        pair = scoped or next(pairs, None)
        if pair:
            yield pair
            made += 1
        if made >= most:
            return


def unrelated_pairs(paragraphs: Sequence[Paragraph], seed: int, most: int) -> Iterator[Pair]:
    """Yield two sentences of one article that tell of different things: neither."""
    rng = random.Random(seed)
    for paragraph in rng.sample(list(paragraphs), min(most, len(paragraphs))):
        spans = [span for span in sentences_of(paragraph.text) if 30 < span[1] - span[0] < 300]
        if len(spans) > 1 and paragraph.asked:
            one, other = (paragraph.text[start:end] for start, end in rng.sample(spans, 2))
            yield Pair(one, other, "neither", rng.choice(paragraph.asked).question if rng.random() < 0.4 else "")


def _told(paragraph: Paragraph) -> Iterator[Told]:
    texts = [paragraph.text[start:end] for start, end in sentences_of(paragraph.text)]
    for asked in paragraph.asked:
        answer = asked.answers[0] if asked.answers else ""
        holding = [(text, at) for text in texts if answer and (at := whole(answer).search(text))]
        if len(holding) == 1 and 30 < len(holding[0][0]) < 320:
            sentence, found = holding[0]
            yield Told(paragraph.title, asked.question, sentence, *found.span())


def _asked(t: Told, rng: random.Random) -> str:
    return t.question if rng.random() < 0.6 else ""


def _pair(t: Told, other: str, verdict: str, question: str, rng: random.Random) -> Pair:
    first, second = (t.sentence, other) if rng.random() < 0.5 else (other, t.sentence)
    return Pair(first, second, verdict, question)  # type: ignore[arg-type]


def _other_number(t: Told, rng: random.Random) -> Pair | None:
    found = _NUMBER.search(t.answer)
    if not found or _YEAR.fullmatch(found.group()):
        return None
    changed = put(t.answer, found, changed_number(found.group(), rng))
    return _pair(t, t.with_answer(changed), "contradict", _asked(t, rng), rng)


def _other_date(t: Told, rng: random.Random) -> Pair | None:
    years, month = list(_YEAR.finditer(t.answer)), _MONTH.search(t.answer)
    if years and (not month or rng.random() < 0.6):
        year = years[-1].group()
        changed = t.answer.replace(year, str(int(year) + rng.choice((-11, -7, -3, -2, -1, 1, 2, 3, 5, 10))), 1)
    elif month:
        others = [name for name in _MONTHS if name != month.group()]
        changed = t.answer.replace(month.group(), rng.choice(others), 1)
    else:
        return None
    return _pair(t, t.with_answer(changed), "contradict", _asked(t, rng), rng)


def _other_name(t: Told, names: dict[str, list[str]], rng: random.Random) -> Pair | None:
    other = _rival(t, names, rng)
    return _pair(t, t.with_answer(other), "contradict", t.question, rng) if other else None


def _rival(t: Told, names: dict[str, list[str]], rng: random.Random) -> str | None:
    if not _NAME.match(t.answer) or len(t.answer.split()) > 4:
        return None
    own = set(t.answer.lower().split())
    rivals = [n for n in names[t.title] if own.isdisjoint(n.lower().split()) and n not in t.sentence]
    return rng.choice(rivals) if rivals else None


def _same_otherwise(t: Told, rng: random.Random) -> Pair | None:
    """Another notation, a unit converted or a figure rounded; what is rounded comes second."""
    same = [text for way in (_notation, _rounded, _converted, _reordered_date) if (text := way(t.answer, rng))]
    if not same:
        return None
    return Pair(t.sentence, t.with_answer(rng.choice(same)), "agree", _asked(t, rng))


def _notation(answer: str, rng: random.Random) -> str | None:
    number, spelled = _NUMBER.search(answer), _SPELLED.search(answer)
    if spelled:
        return put(answer, spelled, str(_WORDS.index(spelled.group().lower())))
    counted = number and not _MONTH.search(answer) and answer[: number.start()].rstrip()[-1:] not in ("$", "£", "€")
    if number and counted and number.group().isdigit() and 2 <= int(number.group()) <= 20:
        return put(answer, number, _WORDS[int(number.group())])
    if number and "," in number.group():
        return put(answer, number, number.group().replace(",", rng.choice(("", " "))))
    if answer.endswith("%"):
        return f"{answer[:-1]} percent"
    percent = re.search(r" percent\b", answer)
    return put(answer, percent, "%") if percent else None


def _rounded(answer: str, rng: random.Random) -> str | None:
    found = _NUMBER.fullmatch(answer.split()[0]) if answer else None
    if not found or _YEAR.fullmatch(found.group()):
        return None
    value = float(found.group().replace(",", ""))
    digits = len(str(int(value)))
    if digits < 3:
        return None
    step = 10 ** (digits - rng.choice((1, 2)))
    nearest = round(value / step) * step
    if nearest == value or abs(nearest - value) > 0.1 * value:
        return None
    words = ("about", "around", "roughly", "approximately", "nearly" if nearest > value else "more than")
    return answer.replace(found.group(), f"{rng.choice(words)} {int(nearest):,}", 1)


def _converted(answer: str, rng: random.Random) -> str | None:
    found = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?) ([a-z]+)", answer)
    if not found or found[2] not in _UNITS:
        return None
    factor, unit = _UNITS[found[2]]
    value = float(found[1].replace(",", "")) * factor
    return f"{value:,.{1 if value < 10 else rng.choice((0, 1))}f} {unit}"


def _reordered_date(answer: str, rng: random.Random) -> str | None:
    found = _FULL_DATE.search(answer)
    if not found:
        return None
    month, day, year = found.groups()
    iso = f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}"
    return answer.replace(found.group(), rng.choice((f"{day} {month} {year}", f"{month} {year}", iso)), 1)


def _other_scope(t: Told, names: dict[str, list[str]], rng: random.Random) -> Pair | None:
    """Another figure of another year, or of another place or person: both may hold."""
    number = _NUMBER.search(t.answer)
    if not number:
        return None
    changed = put(t.answer, number, changed_number(number.group(), rng))
    if _YEAR.fullmatch(number.group()):
        changed = put(t.answer, number, str(int(number.group()) + rng.choice((-9, -4, -2, 2, 3, 8))))
    before, after = t.sentence[: t.start], t.sentence[t.end :]
    for scope in rng.sample((_other_year, _other_subject), 2):
        moved = scope(before, after, names[t.title], rng)
        if moved:
            return _pair(t, f"{moved[0]}{changed}{moved[1]}", "neither", _asked(t, rng), rng)
    return None


def _other_year(before: str, after: str, names: list[str], rng: random.Random) -> tuple[str, str] | None:
    years = [found.group() for found in _YEAR.finditer(before + after)]
    if not years:
        return None
    year = rng.choice(years)
    other = str(int(year) + rng.choice((-12, -5, -3, -2, -1, 1, 2, 4, 6, 9)))
    return before.replace(year, other), after.replace(year, other)


def _other_subject(before: str, after: str, names: list[str], rng: random.Random) -> tuple[str, str] | None:
    found = [name.group() for name in _SUBJECT.finditer(before + "\n" + after)]
    rivals = [name for name in names if name not in before and name not in after]
    if not found or not rivals:
        return None
    name, other = rng.choice(found), rng.choice(rivals)
    return before.replace(name, other), after.replace(name, other)


def _negated(t: Told, rng: random.Random) -> Pair | None:
    found = _AUXILIARY.search(t.sentence)
    if not found or rng.random() < 0.6 or "not" in t.sentence.split():
        return None
    negated = f"{t.sentence[: found.end()]} not{t.sentence[found.end() :]}"
    return _pair(t, negated, "contradict", _asked(t, rng), rng)


def _answered(t: Told, rng: random.Random) -> Pair | None:
    """The bare answer, beside the question, says what the sentence says."""
    return Pair(t.sentence, t.answer, "agree", t.question) if rng.random() < 0.5 else None


def _wrongly_answered(t: Told, names: dict[str, list[str]], rng: random.Random) -> Pair | None:
    number = _NUMBER.search(t.answer)
    if number and not _YEAR.fullmatch(number.group()):
        wrong: str | None = put(t.answer, number, changed_number(number.group(), rng))
    else:
        wrong = _rival(t, names, rng)
    return Pair(t.sentence, wrong, "contradict", t.question) if wrong else None


def changed_number(text: str, rng: random.Random) -> str:
    """Return another number of about the same size, written in the same way."""
    value = float(text.replace(",", ""))
    near = (rng.choice((-1, 1, 2, -2, 3, 5)), rng.choice((-0.3, -0.15, -0.05, 0.04, 0.12, 0.25, 0.5)) * value)
    changed = abs(value + (near[0] if value < 40 and rng.random() < 0.6 else near[1]))
    decimals = len(text.split(".")[1]) if "." in text else 0
    if round(changed, decimals) == value:
        changed = value + 1
    return f"{changed:,.{decimals}f}" if "," in text else f"{changed:.{decimals}f}"
