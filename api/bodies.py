"""What clients send, checked. Unknown fields are ignored, except in filters, where that would mislead."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.errors import HALF_A_CHARACTER
from corpus.types import Metadata
from index.surrogates import without_surrogates
from index.types import Filters
from rag.followups.followup import Turn, standalone

MAX_QUESTION = 2_000  # code points; longer ones are texts pasted into the wrong field
ISO_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def iso_date(value: str) -> str:
    """`value` if it is a real date as 2024, 2024-03 or 2024-03-22; raises ValueError for any other."""
    found = ISO_DATE.fullmatch(value)
    if found:
        year, month, day = (int(part or 1) for part in found.groups())
        date(year, month, day)  # raises ValueError where the calendar has no such day
        return value
    raise ValueError(f"{value!r} is not a date; write it as 2024, 2024-03 or 2024-03-22")


def _said(value: str) -> str:
    if not value.strip():
        raise ValueError("it is empty; ask something")
    return value


def whole_characters(value: str) -> str:
    """`value`, which JSON can fill with half characters that cannot be read, stored or sent; then ValueError."""
    if without_surrogates(value) != value:
        raise ValueError(HALF_A_CHARACTER)
    return value


IsoDate = Annotated[str, AfterValidator(iso_date)]
Question = Annotated[str, Field(max_length=MAX_QUESTION), AfterValidator(_said)]
Short = Annotated[str, Field(max_length=1_000)]
Text = Annotated[str, AfterValidator(whole_characters)]


class FilterBody(BaseModel):
    """Which documents may be searched."""

    model_config = ConfigDict(extra="forbid")

    source: Short | None = None
    document: Short | None = Field(None, description="a document's id or name")
    published_after: IsoDate | None = Field(None, description="inclusive")
    published_before: IsoDate | None = Field(None, description="inclusive")


def as_filters(body: FilterBody | None) -> Filters:
    """Filters as the index takes them; none when there is no body."""
    return Filters(**body.model_dump()) if body else Filters()


class SearchBody(BaseModel):
    """A search for passages."""

    query: Question
    collection: Short = "default"
    limit: int = Field(10, ge=1, le=100)
    filters: FilterBody | None = None


class TurnBody(BaseModel):
    """What was asked before, and what was answered."""

    question: Annotated[str, Field(max_length=MAX_QUESTION)]
    answer: Text = ""


class AskBody(BaseModel):
    """A question."""

    question: Question
    collection: Short = "default"
    filters: FilterBody | None = None
    stream: bool = False
    earlier: list[TurnBody] = Field(
        default_factory=list, max_length=100, description="the conversation so far, which makes a follow-up whole"
    )

    def whole(self) -> str:
        """The question as it can be understood without the earlier turns, as typed where it can already.

        Long turns take a while: call it in a thread.
        """
        if not self.earlier:
            return self.question
        return standalone(self.question, [Turn(turn.question, turn.answer) for turn in self.earlier])


class EvaluationBody(BaseModel):
    """An evaluation set: `cases` are the lines of a set, as eval/cases.py describes them."""

    collection: Short = "default"
    cases: list[dict[str, Any]]
    name: Short | None = Field(None, description="what the set is called in the report")


class MetadataBody(BaseModel):
    """Where a document came from, as its sender knows it; it goes before what the document says itself."""

    title: Short | None = None
    source: Short | None = None
    published: IsoDate | None = None
    url: Short | None = None

    def metadata(self) -> Metadata:
        """As the reader takes it."""
        return Metadata(self.title or None, self.source or None, self.published or None, self.url or None)


class TextBody(MetadataBody):
    """A document sent as text. It is plain text whatever its name ends in."""

    name: Annotated[str, Field(min_length=1, max_length=1_000)]
    text: str
