"""Chat completions and models, as OpenAI's own client sends and reads them."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest
from fastapi.testclient import TestClient
from openai.types.chat import ChatCompletionMessageParam
from pydantic import TypeAdapter

from api.chat import Message, Typed, last_question, lead_of
from rag.types import Answer
from tests.live_service import QUESTION, REPORTS, UNKNOWN, GatedReader, add_reports, listening
from tests.problems import assert_problem

ASKED: list[ChatCompletionMessageParam] = [
    {"role": "system", "content": "You are a pirate."},
    {"role": "user", "content": QUESTION},
]

PICTURE = [{"type": "image_url", "image_url": {"url": "https://a.example/b.png"}}]


@pytest.fixture(scope="module")
def reader() -> GatedReader:
    return GatedReader()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, reader: GatedReader) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    with listening(home, reader) as address:
        add_reports(address)
        yield address


@pytest.fixture
def ai(url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{url}/v1", api_key="unused", max_retries=0) as client:
        yield client


def extra(model: Any) -> dict[str, Any]:
    """The whole answer, which rides along."""
    answer: dict[str, Any] = model.model_extra["counterpoint"]
    return answer


def test_an_answer_is_a_completion_with_its_citations(ai: openai.OpenAI, url: str) -> None:
    completion = ai.chat.completions.create(model="default", messages=ASKED, temperature=0.2, max_tokens=5)
    (choice,) = completion.choices
    answer = extra(completion)
    assert (completion.object, completion.model, choice.finish_reason) == ("chat.completion", "default", "stop")
    assert choice.message.role == "assistant"
    assert choice.message.content == answer["answer"]
    assert {p["value"] for p in answer["disagreements"][0]["positions"]} == {"14 people", "19 people"}
    assert completion.usage
    # "You are a pirate." and the question are 4 and 12 words
    assert completion.usage.prompt_tokens == 16
    assert completion.usage.total_tokens == 16 + len(answer["answer"].split())


def test_annotations_lie_on_the_markers(ai: openai.OpenAI, url: str) -> None:
    message = ai.chat.completions.create(model="default", messages=ASKED).choices[0].message
    answer = extra(ai.chat.completions.create(model="default", messages=ASKED))
    assert message.content
    assert message.annotations
    cited = {citation["number"]: citation for citation in answer["citations"]}
    marked = [number for statement in answer["statements"] for number in statement["citations"]]
    assert len(message.annotations) == len(marked)
    for number, annotation in zip(marked, message.annotations, strict=True):
        found = annotation.url_citation
        assert message.content[found.start_index : found.end_index] == f"[{number}]"
        assert found.title == cited[number]["document"]
        own = f"{url}/v1/documents/{cited[number]['document_id']}/text"
        assert found.url == (REPORTS[cited[number]["document"]][2] or own)


def test_a_stream_is_the_same_completion(ai: openai.OpenAI) -> None:
    whole = ai.chat.completions.create(model="default", messages=ASKED)
    chunks = list(
        ai.chat.completions.create(model="default", messages=ASKED, stream=True, stream_options={"include_usage": True})
    )
    *spoken, counted = chunks
    assert "".join(chunk.choices[0].delta.content or "" for chunk in spoken) == whole.choices[0].message.content
    assert spoken[0].choices[0].delta.role == "assistant"
    assert [chunk.choices[0].finish_reason for chunk in spoken] == [None] * (len(spoken) - 1) + ["stop"]
    assert len({chunk.id for chunk in chunks}) == 1
    assert {chunk.object for chunk in chunks} == {"chat.completion.chunk"}
    assert (counted.choices, counted.usage) == ([], whole.usage)
    assert [chunk for chunk in chunks if chunk.model_extra and "counterpoint" in chunk.model_extra] == [spoken[-1]]
    assert extra(spoken[-1])["citations"] == extra(whole)["citations"]
    annotations = spoken[-1].choices[0].delta.model_extra
    assert annotations == {"annotations": [a.model_dump() for a in whole.choices[0].message.annotations or ()]}


def test_without_the_option_a_stream_has_no_usage(ai: openai.OpenAI) -> None:
    chunks = list(ai.chat.completions.create(model="default", messages=ASKED, stream=True))
    assert all(chunk.choices and chunk.usage is None for chunk in chunks)


def test_the_client_s_own_accumulation_gives_the_answer(ai: openai.OpenAI) -> None:
    """It keeps no field it does not know, but what it knows is whole."""
    whole = ai.chat.completions.create(model="default", messages=ASKED).choices[0].message
    with ai.chat.completions.stream(model="default", messages=ASKED) as stream:
        final = stream.get_final_completion().choices[0].message
    assert (final.content, final.annotations) == (whole.content, whole.annotations)


def test_the_asynchronous_client_works_alike(url: str) -> None:
    async def ask() -> str:
        async with openai.AsyncOpenAI(base_url=f"{url}/v1", api_key="unused") as ai:
            stream = await ai.chat.completions.create(model="default", messages=ASKED, stream=True)
            return "".join([chunk.choices[0].delta.content or "" async for chunk in stream])

    assert "14 people" in asyncio.run(ask())


def test_a_follow_up_is_asked_as_a_whole_question(ai: openai.OpenAI) -> None:
    first = ai.chat.completions.create(model="default", messages=ASKED).choices[0].message.content
    conversation: list[ChatCompletionMessageParam] = [
        *ASKED,
        {"role": "assistant", "content": first},
        {"role": "user", "content": [{"type": "text", "text": "And the ferry Solvik?"}]},
    ]
    completion = ai.chat.completions.create(model="default", messages=conversation)
    answer, message = extra(completion), completion.choices[0].message
    assert answer["question"] == QUESTION.replace("Ranvik", "Solvik")
    assert {citation["document"] for citation in answer["citations"]} == {"solvik.txt"}
    assert message.content == f"Understood as: {answer['question']}\n\n{answer['answer']}"
    marked = [
        message.content[one.url_citation.start_index : one.url_citation.end_index] for one in message.annotations or ()
    ]
    assert marked == [f"[{number}]" for statement in answer["statements"] for number in statement["citations"]]

    chunks = list(ai.chat.completions.create(model="default", messages=conversation, stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == message.content
    assert chunks[-1].choices[0].delta.model_extra == {
        "annotations": [one.model_dump() for one in message.annotations or ()]
    }


def test_how_a_question_was_understood_is_no_part_of_its_answer() -> None:
    """ "She" is whom the answer names, whose line is the second then."""
    said = [
        Message(role="user", content="Who sank the Ranvik?"),
        Message(role="user", content="And who found it?"),
        Message(role="assistant", content="Understood as: Who found the Ranvik?\n\nAnna Berg. [1]"),
        Message(role="user", content="Where was she born?"),
    ]
    assert last_question(said).asked().question == "Where was Anna Berg born?"


def test_spaces_make_no_other_question() -> None:
    """Nor is it said how a question was understood that stands as it was typed."""
    typed = Typed(" How  many died? ", ()).asked()
    assert (typed.differs, lead_of(typed)) == (False, "")


def test_what_is_not_found_is_said_in_a_sentence(ai: openai.OpenAI) -> None:
    completion = ai.chat.completions.create(model="default", messages=[{"role": "user", "content": UNKNOWN}])
    content = completion.choices[0].message.content
    assert content == "The documents in this collection do not answer the question."
    assert (extra(completion)["status"], completion.choices[0].message.annotations) == ("not_found", [])
    asked: list[ChatCompletionMessageParam] = [
        {"role": "user", "content": UNKNOWN},
        {"role": "user", "content": "And Peru?"},
    ]
    completion = ai.chat.completions.create(model="default", messages=asked)
    assert "understood as: What is the capital of Peru?" in (completion.choices[0].message.content or "")


def test_filters_choose_the_documents(ai: openai.OpenAI) -> None:
    only = {"filters": {"document": "press.txt"}}
    answer = extra(ai.chat.completions.create(model="default", messages=ASKED, extra_body=only))
    assert {citation["document"] for citation in answer["citations"]} == {"press.txt"}


def test_collections_are_models(ai: openai.OpenAI) -> None:
    (model,) = ai.models.list().data
    assert (model.id, model.object, model.owned_by) == ("default", "model", "counterpoint")
    assert ai.models.retrieve("default") == model


def test_an_unknown_model_is_not_found(ai: openai.OpenAI) -> None:
    for stream in (False, True):
        with pytest.raises(openai.NotFoundError) as refused:
            ai.chat.completions.create(model="missing", messages=ASKED, stream=stream)
        assert refused.value.code == "unknown_collection"
        assert refused.value.type == "invalid_request_error"
    with pytest.raises(openai.NotFoundError, match="no collection named 'missing'"):
        ai.models.retrieve("missing")


def test_an_error_in_the_stream_is_raised_by_the_client(ai: openai.OpenAI, reader: GatedReader) -> None:
    reader.fails = True
    try:
        with pytest.raises(openai.APIError, match="Something went wrong on our side") as refused:
            list(ai.chat.completions.create(model="default", messages=ASKED, stream=True))
    finally:
        reader.fails = False
    assert (refused.value.code, refused.value.type) == ("internal", "server_error")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"messages": []}, "invalid_field", "messages"),
        ({"messages": None}, "invalid_field", "messages"),
        ({"messages": [{"role": "user"}]}, "empty_question", "messages"),
        ({"messages": [{"role": "user", "content": " "}]}, "empty_question", "messages"),
        ({"messages": [{"role": "system", "content": "Hi."}]}, "empty_question", "messages"),
        ({"messages": [{"role": "user", "content": "a" * 2_001}]}, "invalid_field", "messages"),
        ({"messages": [{"role": "user", "content": PICTURE}]}, "unsupported_content", "messages"),
        ({"model": None}, "invalid_field", "model"),
        ({"n": 2}, "invalid_field", "n"),
        ({"filters": {"colour": "red"}}, "unknown_field", "filters.colour"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_a_problem_in_both_shapes(
    client: TestClient, changes: dict[str, Any], code: str, field: str
) -> None:
    problem = assert_problem(
        client.post("/v1/chat/completions", json={"model": "default", "messages": ASKED} | changes), 422, code
    )
    assert problem["error"] == {
        "message": problem["detail"],
        "type": "invalid_request_error",
        "param": field,
        "code": code,
    }
    assert problem["field"] == field


def test_other_addresses_have_the_one_shape_only(client: TestClient) -> None:
    assert "error" not in assert_problem(client.post("/v1/ask", json={}), 422, "missing_field")


def test_the_answer_in_the_extra_field_keeps_its_promises(ai: openai.OpenAI) -> None:
    answer = extra(ai.chat.completions.create(model="default", messages=ASKED))
    assert TypeAdapter(Answer).validate_python(answer).status == "answered"
