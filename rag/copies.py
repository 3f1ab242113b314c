"""Copies of one text speak with one voice: each answers with the sentence that the surest of them answers with."""

from collections.abc import Mapping, Sequence

from rag.evidence import Evidence, Side


def one_voice(
    answers: Sequence[Evidence], evidence: Sequence[Evidence], origins: Mapping[str, str]
) -> tuple[Evidence, ...]:
    """Return the answers, surest first, with those of copies replaced by the first one's sentence where they have it.

    A copy that lacks it is left out, but for one that answers with a sentence of its own: a later toll, say.
    """
    voices: dict[tuple[str, Side | None], Evidence] = {}
    heard: list[Evidence] = []
    for item in answers:
        origin = origins.get(item.document.id, item.document.id)
        first = voices.setdefault((origin, item.stance.side if item.stance else None), item)
        said = item if first is item else _said_in(item.document.id, first, evidence)
        if said or not _said_in(first.document.id, item, evidence):
            heard.append(said or item)
    return tuple(heard)


def _said_in(document: str, item: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """Return a sentence of the document that is the same, with or without a dateline."""
    return next((other for other in evidence if other.document.id == document and _same(other, item)), None)


def _same(one: Evidence, other: Evidence) -> bool:
    figures = [item.value.text if item.value else "" for item in (one, other)]
    short, long = sorted((" ".join(item.quote.split()) for item in (one, other)), key=len)
    return figures[0] == figures[1] and long.endswith(short)
