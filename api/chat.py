"""OpenAI's chat completions in our terms: a collection is a model, the last user message the question.

The shapes are those of https://platform.openai.com/docs/api-reference/chat. Citations are annotations of the
message, and `counterpoint`, which clients that do not know it ignore, holds the whole answer.
"""

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from api.answering import tokens
from api.bodies import MAX_QUESTION, FilterBody, Short, whole_characters
from api.errors import Problem
from rag.followups.followup import Turn, standalone
from rag.types import Answer


class Part(BaseModel):
    """A part of a message; only parts of the type "text" are read."""

    type: str
    text: str = ""


def _said(content: str | list[Part] | None) -> str:
    if isinstance(content, list):
        return "\n".join(part.text for part in content if part.type == "text")
    return content or ""


def _legible(content: str | list[Part] | None) -> str | list[Part] | None:
    whole_characters(_said(content))
    return content


class Message(BaseModel):
    """One turn of a conversation. Those of the roles "user" and "assistant" are read, others are passed over."""

    role: str
    content: Annotated[str | list[Part] | None, AfterValidator(_legible)] = None

    def text(self) -> str:
        """What it says in words."""
        return _said(self.content)


class StreamOptions(BaseModel):
    """What a stream has besides the answer."""

    include_usage: bool = False


class ChatBody(BaseModel):
    """A conversation. What only makes sense for a language model (temperature, tools and so on) is ignored."""

    model: Short = Field(description="a collection")
    messages: Annotated[list[Message], Field(min_length=1, max_length=10_000)]
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = Field(None, description="there is one answer")
    filters: FilterBody | None = Field(None, description="which documents may be searched, as in /v1/ask")


@dataclass(frozen=True, slots=True)
class UrlCitation:
    """Where the text of a message refers to a source: `content[start_index:end_index]` is the marker, as "[1]"."""

    url: str
    title: str
    start_index: int
    end_index: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A citation as OpenAI's clients know it."""

    url_citation: UrlCitation
    type: Literal["url_citation"] = "url_citation"


@dataclass(frozen=True, slots=True)
class Reply:
    """The assistant's message."""

    content: str
    annotations: Sequence[Annotation]
    role: Literal["assistant"] = "assistant"
    refusal: None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The only choice."""

    message: Reply
    index: int = 0
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Lengths in words: there are no tokens where there is no language model."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer as a chat completion."""

    model: str
    choices: tuple[Choice]
    usage: Usage
    counterpoint: Answer
    object: Literal["chat.completion"] = "chat.completion"
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))


UNDERSTOOD = "Understood as: "


@dataclass(frozen=True, slots=True)
class Asked:
    """A conversation's last question, as typed and as it is asked of the documents."""

    typed: str
    question: str

    @property
    def differs(self) -> bool:
        """Whether earlier turns made it another question than was typed."""
        return " ".join(self.typed.split()) != " ".join(self.question.split())


@dataclass(frozen=True, slots=True)
class Typed:
    """A conversation's last question as typed, and the turns before it that may say what it means."""

    typed: str
    earlier: Sequence[Turn]

    def asked(self) -> Asked:
        """Put so that it can be understood without the rest; long turns take a while, so call it in a thread."""
        return Asked(self.typed, standalone(self.typed, self.earlier))


def last_question(messages: Sequence[Message]) -> Typed:
    """The question a conversation ends with.

    Raises Problem 422 where there is none, or none in words.
    """
    turns = _turns(messages)
    last = next((message for message in reversed(messages) if message.role == "user"), None)
    if last is None or not turns or not turns[-1].question.strip():
        _refuse_other_than_text(last)
        raise Problem(422, "empty_question", "No message of the user asks anything; ask something.", field="messages")
    typed = turns[-1].question
    if len(typed) > MAX_QUESTION:
        detail = f"The last message is longer than {MAX_QUESTION} characters; ask a shorter question."
        raise Problem(422, "invalid_field", detail, field="messages")
    return Typed(typed, [turn for turn in turns[:-1] if len(turn.question) <= MAX_QUESTION])


def _refuse_other_than_text(message: Message | None) -> None:
    if message and isinstance(message.content, list) and message.content:
        kind = message.content[0].type
        raise Problem(
            422, "unsupported_content", f"Only text can be read, no {kind!r}; ask in words.", field="messages"
        )


def _turns(messages: Sequence[Message]) -> list[Turn]:
    turns: list[Turn] = []
    for message in messages:
        if message.role == "user":
            turns.append(Turn(message.text()))
        elif message.role == "assistant" and turns:
            turns[-1] = Turn(turns[-1].question, _answered(message.text()))
    return turns


def _answered(content: str) -> str:
    """Return the answer of a message of ours, without the line that tells how its question was understood."""
    return content.partition("\n")[2].lstrip() if content.startswith(UNDERSTOOD) else content


def content_of(answer: Answer, asked: Asked) -> str:
    """What the assistant says: the answer's text behind `lead_of` it, or a sentence where there is none."""
    if answer.status == "answered":
        return lead_of(asked) + answer.answer
    understood = f" It was understood as: {asked.question}" if asked.differs else ""
    return "The documents in this collection do not answer the question." + understood


def lead_of(asked: Asked) -> str:
    """The line that tells which question is answered; empty where it is the one that was typed."""
    return f"{UNDERSTOOD}{' '.join(asked.question.split())}\n\n" if asked.differs else ""


def annotations(answer: Answer, base_url: str, offset: int = 0) -> list[Annotation]:
    """A citation for every marker in the answer's text, which lies `offset` code points into the message.

    A document without an address is cited by ours.
    """
    cited = {citation.number: citation for citation in answer.citations}
    found = []
    for statement in answer.statements:
        end = statement.end
        for number in statement.citations:
            citation, marker = cited[number], f"[{number}]"
            at = answer.answer.find(marker, end, end + 1 + len(marker))  # behind a space, or another marker
            start, end = (at, at + len(marker)) if at >= 0 else (statement.start, statement.end)
            url = citation.url or f"{base_url}v1/documents/{citation.document_id}/text"
            title = citation.title or citation.document
            found.append(Annotation(UrlCitation(url, title, offset + start, offset + end)))
    return found


def usage(body: ChatBody, content: str) -> Usage:
    """How much was read and written."""
    prompt = sum(len(message.text().split()) for message in body.messages)
    completion = len(content.split())
    return Usage(prompt, completion, prompt + completion)


def completion(body: ChatBody, asked: Asked, answer: Answer, base_url: str) -> Completion:
    """An answer as a whole completion."""
    content = content_of(answer, asked)
    choice = Choice(Reply(content, annotations(answer, base_url, len(lead_of(asked)))))
    return Completion(body.model, (choice,), usage(body, content), answer)


def first_chunk(body: ChatBody) -> dict[str, Any]:
    """What a streamed completion begins with, before anything is known."""
    chunk = {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": body.model,
        "choices": [_choice({"role": "assistant", "content": ""})],
    }
    counted = body.stream_options and body.stream_options.include_usage
    return chunk | ({"usage": None} if counted else {})


def further_chunks(first: dict[str, Any], whole: Completion) -> list[dict[str, Any]]:
    """The rest of a streamed completion; the last with a choice has the annotations and the whole answer."""
    reply = whole.choices[0].message
    *words, last = tokens(reply.content)
    chunks = [first | {"choices": [_choice({"content": word})]} for word in words]
    ending = _choice({"content": last, "annotations": reply.annotations}, "stop")
    chunks.append(first | {"choices": [ending], "counterpoint": whole.counterpoint})
    if "usage" in first:
        chunks.append(first | {"choices": [], "usage": whole.usage})
    return chunks


def _choice(delta: dict[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": None}
