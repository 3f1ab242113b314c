"""Documents and answers for the pages: each state a reader can meet, in the shapes of the HTTP interface."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the scripted service holds."""

    id: str
    name: str
    title: str | None
    source: str | None
    published: str | None
    text: str
    url: str | None = None


FILLER = (
    "The hall stands on the western edge of the city and had sold every seat for the evening. "
    "Trains were held at the next station, and the ring road was closed in both directions until the morning."
)

REVIEW = Source(
    "review",
    "review.md",
    "A year after the concert hall: what is known",
    "Institute for Conflict Review",
    "2025-03-20",
    f"{FILLER}\n\n" * 6
    + "The attack on the concert hall in March 2024 left 149 people dead, the court was told. "
    + "Four men are on trial.\n\n"
    + f"{FILLER}\n\n" * 6,
    "https://example.org/review",
)
COPY = Source("copy", "syndicated.html", None, None, "2025-03-21", REVIEW.text)
BRIEFING = Source(
    "briefing",
    "briefing.pdf",
    "Briefing on the threat from abroad",
    "Regional Security Desk",
    "2024-08-14",
    f"{FILLER}\n\nThe assault on the hall in Krasnogorsk killed 144 people and wounded hundreds more.\n\n{FILLER}",
)
WIRE = Source(
    "wire",
    "wire.txt",
    "Dozens feared dead in hall attack",
    "Evening Wire",
    "2024-03-23",
    f"Gunmen stormed the hall on Friday evening, leaving 115 dead, investigators said.\n\n{FILLER}",
)
HAWK = Source(
    "hawk",
    "hawk.md",
    "Why they cannot hold",
    "Border Studies Quarterly",
    None,
    "The government will most likely not be able to contain the group on its own.",
)
DOVE = Source(
    "dove",
    "dove.md",
    "The quiet winter",
    "Field Notes",
    "2023-02",
    "Wherever elite units were sent the group was beaten, and the government has contained it.",
)
HOSTILE_TITLE = "<img src=x onerror=\"document.title='owned'\"> \u202egnp.evil"
# Astral characters and combining marks stand before the quote, so that only code points give the right span.
HOSTILE_QUOTE = (
    "<script>document.title='owned'</script> \u202eright to left\u202c "
    "e\u0301\u0323\u0302 👩‍👩‍👧‍👦 <b>18</b> مرحبا & &lt;i&gt;"
)
HOSTILE = Source(
    "hostile",
    '"><svg onload=alert(1)>.html',
    HOSTILE_TITLE,
    "<iframe src=javascript:alert(1)>",
    "2024-13-45<script>alert(1)</script>",
    "\ufeff𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀😀😀\r\n" + "x\u0308" * 40 + "\r\n" + HOSTILE_QUOTE + "\n" + "W" * 10_000,
    "javascript:alert(document.domain)",
)
DOCUMENTS = {it.id: it for it in (REVIEW, COPY, BRIEFING, WIRE, HAWK, DOVE, HOSTILE)}


def citation(number: int, document: Source, quote: str, page: int | None = None) -> Json:
    """A citation of `quote`, at the code points where the document has it."""
    start = document.text.index(quote)
    return {
        "number": number,
        "document_id": document.id,
        "document": document.name,
        "title": document.title,
        "source": document.source,
        "published": document.published,
        "url": document.url,
        "page": page,
        "passage_id": f"{document.id}#{start}-{start + len(quote)}",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "score": 0.9,
    }


def position(text: str, value: str, citations: list[int], sources: int) -> Json:
    """A position of a disagreement."""
    return {"text": text, "value": value, "citations": citations, "sources": sources}


def disagreement(kind: str, summary: str, confidence: float, *positions: Json) -> Json:
    """A disagreement about a toll, a stance or whatever the summary says."""
    return {
        "about": summary,
        "kind": kind,
        "summary": summary,
        "confidence": confidence,
        "positions": list(positions),
    }


def answered(text: str, citations: list[Json], *disagreements: Json) -> Json:
    """An answer that is one statement resting on every citation."""
    numbers = [it["number"] for it in citations]
    return {
        "id": "scene",
        "question": "",
        "collection": "default",
        "status": "answered",
        "answer": text,
        "statements": [{"text": text, "start": 0, "end": len(text), "citations": numbers}],
        "citations": citations,
        "disagreements": list(disagreements),
        "timings_ms": {"total": 12.5},
    }


NOT_FOUND = answered("", []) | {"status": "not_found", "statements": []}
# The first [1] is a marker; the second is quoted from what supports [2], and nothing has the number 7.
BRACKETS = 'Trains were held at the next station. [1] The report says "see [1] and [7]" and stops. [2]'
BRACKETS_AT = BRACKETS.index("The report")
BRACKETS_END = BRACKETS.index(" [2]")
PLAIN = answered(
    BRACKETS,
    [citation(1, WIRE, "Gunmen stormed the hall"), citation(2, HAWK, "The government will most likely not")],
) | {
    "statements": [
        {"text": BRACKETS[:37], "start": 0, "end": 37, "citations": [1]},
        {
            "text": BRACKETS[BRACKETS_AT:BRACKETS_END],
            "start": BRACKETS_AT,
            "end": BRACKETS_END,
            "citations": [2],
        },
    ]
}
TOLL = answered(
    "The sources differ on how many people were killed: 149 [1][2], 144 [3] or 115 [4].",
    [
        citation(
            1,
            REVIEW,
            "The attack on the concert hall in March 2024 left 149 people dead, the court was told.",
        ),
        citation(2, COPY, "The attack on the concert hall in March 2024 left 149 people dead, the court was told."),
        citation(
            3,
            BRIEFING,
            "The assault on the hall in Krasnogorsk killed 144 people and wounded hundreds more.",
            3,
        ),
        citation(4, WIRE, "Gunmen stormed the hall on Friday evening, leaving 115 dead, investigators said."),
    ],
    disagreement(
        "value",
        "Sources give three figures for how many people were killed in the attack on the concert hall: "
        "149, 144 and 115.",
        0.93,
        position("149 people were killed", "149 people", [1, 2], 1),
        position("144 people were killed", "144 people", [3], 1),
        position("115 people were killed", "115 people", [4], 1),
    ),
)
STANCE = answered(
    "One source holds that the government can contain the group [2]; another that it cannot [1].",
    [citation(1, HAWK, HAWK.text), citation(2, DOVE, DOVE.text)],
    disagreement(
        "stance",
        "Sources disagree on whether the government can contain the group.",
        0.7,
        position("The government cannot contain the group without help.", "cannot contain it", [1], 1),
        position("The government has contained the group.", "has contained it", [2], 1),
    ),
)
UPDATE = answered(
    "The toll was put at 115 first [2] and at 149 a year later [1].",
    [TOLL["citations"][0], TOLL["citations"][3] | {"number": 2}],
    disagreement(
        "update",
        "The toll rose from 115 on the day after to 149 a year later.",
        0.5,
        position("149 people were killed", "149 people", [1], 1),
        position("115 people were killed", "115 people", [2], 1),
    ),
)
HOSTILE_ANSWER = answered(
    f"{HOSTILE_QUOTE} [1]",
    [citation(1, HOSTILE, HOSTILE_QUOTE), citation(2, WIRE, "leaving 115 dead")],
    disagreement(
        "value",
        "<img src=x onerror=alert(1)> \u202e differ",
        0.9,
        position("<b>18</b>", "<b>18</b>", [1], 1),
        position("W" * 10_000, "115", [2], 1),
    ),
)
BROKEN = {
    "type": "about:blank",
    "title": "The index cannot be read",
    "status": 500,
    "detail": "The stored index is damaged <b>badly</b>. Restart the service and it is rebuilt.",
    "code": "internal",
}

ANSWERS: dict[str, tuple[int, Json]] = {
    "toll": (200, TOLL),
    "How many people were killed in the March 2024 attack on the Moscow concert hall?": (200, TOLL),
    "stance": (200, STANCE),
    "update": (200, UPDATE),
    "plain": (200, PLAIN),
    "noted": (200, PLAIN | {"notes": ["Written by <b>tiny</b> from the quotes."]}),
    "nothing": (200, NOT_FOUND),
    "misread": (200, NOT_FOUND | {"notes": ["Understood as: What does <b>Solvik</b> cost?"]}),
    "hostile": (200, HOSTILE_ANSWER),
    "broken": (500, BROKEN),
    "garbled": (200, {"status": "answered", "answer": 3}),
}
