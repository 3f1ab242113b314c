"""Subjects as the disagreements that answers have, each with the citations its positions rest on."""

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.statements import PassagePlace
from rag.disagree import attribution, cited, describe, number_citations
from rag.evidence import Evidence
from rag.positions import Group, group
from rag.questions.question import understand
from rag.report_year import year_written
from rag.survey.about import about_denial, about_figure
from rag.survey.denial import is_denied_by
from rag.survey.statements import Figure, Statement
from rag.survey.subjects import Member, Subject
from rag.types import Citation, Disagreement, Kind, Position
from rag.values.dated import dates_of
from rag.values.types import Value
from rag.words import names
from rag.write import cite

Origins = Callable[[Sequence[Evidence]], Mapping[str, str]]
_SHORT = 100  # code points of a claim in words
_MOST_POSITIONS = 5  # where everyone says something else, each speaks of something else: every town has its inhabitants
_NEARLY = 0.3  # weight of a difference of next to nothing against one of orders of magnitude


@dataclass(frozen=True, slots=True)
class Found:
    """A disagreement nobody asked about. Its positions' numbers are those of its own citations."""

    id: str  # the same as long as the same sentences disagree
    about: str
    kind: Kind
    summary: str
    confidence: float  # 0 to 1
    positions: tuple[Position, ...]
    citations: tuple[Citation, ...]
    sources: int  # independent origins over all positions
    weight: float  # by which the list is ordered: confidence, sources, size of the difference, place in the documents


def report(subject: Subject, places: Mapping[int, PassagePlace], origins_of: Origins) -> Found | None:
    """Return the disagreement of a subject; None where those who differ are no independent sources, or too many."""
    evidence = [_evidence(member, places) for member in subject.members]
    origins = origins_of(evidence)
    if len(set(origins.values())) < 2:
        return None
    figures = subject.members[0].figure is not None
    groups = _positions(subject, evidence, origins_of) if figures else _sides(subject, evidence, origins)
    if not 2 <= len(groups) <= _MOST_POSITIONS:
        return None
    numbers = number_citations([item for one in groups for item in one.evidence])
    made = _of_figures(subject, groups, numbers) if figures else _of_words(groups, numbers)
    told = [item for one in groups for item in one.evidence]
    sources = len({origins.get(item.document.id, item.document.id) for item in told})
    confidence = round(_confidence(subject.probability), 3) if figures else round(subject.probability, 3)
    return Found(
        _id(told), made.about, made.kind, made.summary, confidence, made.positions, cite(told, numbers), sources,
        _weight(confidence, sources, groups, subject),
    )  # fmt: skip


def _evidence(member: Member, places: Mapping[int, PassagePlace]) -> Evidence:
    row = member.row
    place = places.get(row.key, PassagePlace(row.start, row.end, None))
    value = member.figure.value if member.figure else None
    return Evidence(
        row.document, f"{row.document.id}#{place.start}-{place.end}", place.page, row.start, row.end, row.text,
        member.probability, 1.0, value, dates_of(row.text, value, year_written(row.document.metadata.published)),
    )  # fmt: skip


def _positions(subject: Subject, evidence: Sequence[Evidence], origins_of: Origins) -> list[Group]:
    """Return what the sources say, best supported first, without what contradicts nobody."""
    opposed = {evidence[place].document.id: True for pair in subject.against for place in pair}
    once = {item.document.id: item for item in sorted(evidence, key=lambda item: item.score)}
    made = group(list(once.values()), origins_of)
    return [one for one in made if any(opposed.get(item.document.id) for item in one.evidence)]


def _sides(subject: Subject, evidence: Sequence[Evidence], origins: Mapping[str, str]) -> list[Group]:
    """Return those who affirm and those who deny; a document that does both speaks for neither."""
    denying = {b if is_denied_by(evidence[a].quote, evidence[b].quote) else a for a, b in subject.against}
    told = [{i.document.id: i for n, i in enumerate(evidence) if (n in denying) == side} for side in (False, True)]
    both = told[0].keys() & told[1].keys()
    sides: list[Group] = []
    for items in told:
        ordered = tuple(sorted((i for d, i in items.items() if d not in both), key=lambda item: -item.score))
        if ordered:
            voices = {origins.get(item.document.id, item.document.id) for item in ordered}
            sides.append(Group(ordered, len(voices), subject.probability))
    return sorted(sides, key=lambda side: -side.origins)


def _of_figures(subject: Subject, groups: Sequence[Group], numbers: Mapping[tuple[str, int, int], int]) -> Disagreement:
    about = about_figure(max((m.figure for m in subject.members if m.figure), key=_tells))
    (made,) = describe(understand(about), groups, numbers)
    return replace(made, about=about)


def _tells(figure: Figure) -> tuple[bool, bool, int]:
    """Order figures by how well their clause tells what they are of: it names something, is exact, is short."""
    exact = figure.value.bound == "exact" and not figure.value.approximate
    return bool(names(f"- {figure.clause}")), exact, -len(figure.clause)


def _of_words(groups: Sequence[Group], numbers: Mapping[tuple[str, int, int], int]) -> Disagreement:
    first, second = (one.evidence[0] for one in groups)
    denying, affirming = (second, first) if is_denied_by(first.quote, second.quote) else (first, second)
    about = about_denial(_statement(denying), _statement(affirming))
    positions = tuple(
        Position(_flat(one.evidence[0].quote), _short(one.evidence[0].quote), cited(one.evidence, numbers), one.origins)
        for one in groups
    )
    sides = "; ".join(f"{attribution(one.evidence[0])}: “{_short(one.evidence[0].quote)}”" for one in groups)
    return Disagreement(about, "stance", f"The sources contradict each other: {sides}", 0.0, positions)


def _statement(item: Evidence) -> Statement:
    about = item.document.metadata
    return Statement(item.start, item.end, item.quote, "", about.title or "", about.published, about.source or "", "")


def _id(told: Sequence[Evidence]) -> str:
    spans = sorted((item.document.id, item.start, item.end) for item in told)
    return f"dis_{hashlib.sha256(repr(spans).encode()).hexdigest()[:16]}"


def _confidence(probability: float) -> float:
    """Return how often such a disagreement is right: more often than such a pair, since its figures chose each other.

    Of the pairs that chose each other with 0.3 to 0.5, 11 of 16 were right, with 0.5 to 0.7, 8 of 10, with more, 25 of
    27, in collections that had no part in the fit.
    """
    return 0.55 + 0.42 * probability


def _weight(confidence: float, sources: int, groups: Sequence[Group], subject: Subject) -> float:
    early = sum(1 / (1 + member.row.start / 2_000) for member in subject.members) / len(subject.members)
    size = _NEARLY + (1 - _NEARLY) * _difference([one.value for one in groups if one.value])
    return round(confidence * math.log2(1 + sources) * size * (0.5 + early / 2), 4)


def _difference(values: Sequence[Value]) -> float:
    """Return how far apart figures are, 0 to 1: their difference in parts of the larger; half for what has no size."""
    if not values or values[0].kind in ("date", "time"):
        return 0.5
    ends = [abs(end) for value in values for end in (value.low, value.high) if math.isfinite(end)]
    return (max(ends) - min(ends)) / max(ends) if ends and max(ends) > 0 else 0.5


def _flat(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    flat = _flat(text)
    return flat if len(flat) <= _SHORT else flat[:_SHORT].rsplit(" ", 1)[0] + " …"
