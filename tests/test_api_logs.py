"""Log lines as JSON: what is in them, and what never is."""

import json
import logging
import re
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import calls
from api.app import create_app
from api.arguments import parse
from api.commands.serve import configured
from api.logs import log_as_json
from index.pairs.types import Claims, Judgement, Reading
from rag.survey.survey import Survey
from rag.types import Answer, BrokenAnswer, Citation, Statement
from rag.wire import assemble
from tests.fakes import HashEmbedder, WordJudge, WordReader
from tests.service import ADDRESS


@pytest.fixture
def as_json() -> Iterator[None]:
    """JSON logs for one test."""
    root, ours = logging.getLogger(), logging.getLogger("api")
    before = (root.handlers[:], root.level, ours.level)
    yield
    root.handlers[:], root.level = before[0], before[1]
    ours.setLevel(before[2])


def test_a_request_is_a_line_without_its_contents(
    client: TestClient, as_json: None, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(cast("FastAPI", client.app), parse(["serve", "--log", "json"]))
    client.post("/v1/documents?collection=harbour", json={"name": "skagerrak.txt", "text": "It is 700 metres deep."})
    client.post("/v1/ask", json={"question": "How deep is the Skagerrak?", "collection": "harbour"})
    client.delete("/v1/collections/harbour")
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("POST", "/v1/documents", 201),
        ("POST", "/v1/ask", 200),
        ("DELETE", "/v1/collections/{name}", 204),
    ]
    for line in lines:
        assert line.keys() == {"time", "level", "logger", "message", "method", "route", "status", "milliseconds", "key"}
        assert (line["level"], line["message"], line["key"]) == ("INFO", "request", None)
        assert line["milliseconds"] > 0
    for secret in ("harbour", "skagerrak", "Skagerrak", "700"):
        assert secret not in written


def test_an_error_is_one_line_with_its_traceback(as_json: None, capsys: pytest.CaptureFixture[str]) -> None:
    log_as_json()
    try:
        raise RuntimeError("first line\nsecond line")
    except RuntimeError as error:
        logging.getLogger("api.errors").error("unexpected error at %s", "/v1/ask", exc_info=error)
    logging.getLogger("somewhere.else").info("chatter")
    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert (said["level"], said["logger"], said["message"]) == ("ERROR", "api.errors", "unexpected error at /v1/ask")
    assert "second line" in said["traceback"]


class QuotingReader(WordReader):
    """Fails at every text, which its error repeats as Python's own do."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Raises ValueError, caused by a KeyError."""
        try:
            return [dict[str, Reading]()[passage] for passage in passages]
        except KeyError as error:
            raise ValueError(f"cannot read {passages[0]!r}") from error


class QuotingJudge(WordJudge):
    """Fails at whatever names Orsa."""

    def judge(self, claims: Sequence[Claims]) -> list[Judgement]:
        """As WordJudge, or ValueError."""
        for one in claims:
            if "Orsa" in f"{one.first} {one.second}":
                raise ValueError(f"cannot judge {one.second!r} of {one.first!r}")
        return super().judge(claims)


@pytest.mark.parametrize("stream", [False, True])
def test_a_failing_answer_logs_no_text_of_a_document(
    tmp_path: Path, as_json: None, capsys: pytest.CaptureFixture[str], stream: bool
) -> None:
    log_as_json()
    app = create_app(lambda: assemble(tmp_path, HashEmbedder(), QuotingReader(), WordJudge()), tmp_path)
    raised: list[str] = []
    with TestClient(app, base_url=ADDRESS) as client:
        while client.get("/ready").status_code != 200:
            pass
        client.post("/v1/documents", json={"name": "skagerrak.txt", "text": "The Skagerrak is 700 metres deep."})
        try:
            client.post("/v1/ask", json={"question": "How deep is the Skagerrak?", "stream": stream})
        except Exception as error:  # what the server gets, and logs
            raised.append("".join(traceback.format_exception(error)))
    written = capsys.readouterr().err
    assert bool(raised) == (not stream)
    for text in (written, *raised):
        assert "tests/test_api_logs.py" in text, "where it failed is told"
        assert {"ValueError", "KeyError"} <= set(re.findall(r"\w+", text))
        for secret in ("metres", "Skagerrak is"):
            assert secret not in text


def test_a_failing_survey_logs_no_text_of_a_document(
    tmp_path: Path, as_json: None, capsys: pytest.CaptureFixture[str]
) -> None:
    log_as_json()
    with assemble(tmp_path, HashEmbedder(), WordReader(), QuotingJudge()) as service:
        app = create_app(lambda: service, tmp_path)
        with TestClient(app, base_url=ADDRESS) as client:
            while client.get("/ready").status_code != 200:
                pass
            texts = ["The mayor of Orsa did not resign in 2021.", "The mayor of Orsa did resign in 2021."]
            ids = [
                client.post("/v1/documents", json={"name": f"{number}.txt", "text": text}).json()["documents"][0]["id"]
                for number, text in enumerate(texts)
            ]
            survey: Survey = service.survey
            survey.update("default")
            page = calls.disagreements().read(client.get("/v1/disagreements"))
    written = capsys.readouterr().err
    assert (page.state, page.done, page.total, page.skipped) == ("current", 1, 2, 1)
    assert written.count(f"the survey skips the document {ids[1]}") == 1
    assert "ValueError" in written
    for secret in ("mayor", "Orsa did", "resign"):
        assert secret not in written


def test_a_broken_answer_says_where_without_quoting() -> None:
    quote = "It is 700 metres deep."
    cited = Citation(1, "d0c", "skagerrak.txt", None, None, None, None, None, "d0c#8-30", 8, 30, quote, 0.9)
    with pytest.raises(BrokenAnswer) as raised:
        Answer("a", "How deep?", "default", "answered", quote, (Statement(quote, 1, 23, (1,)),), (cited,))

    where = "1 to 23 of the answer, which cites d0c#8-30"
    assert str(raised.value) == f"statement is not where it says it is: {where}"
