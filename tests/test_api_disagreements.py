"""/v1/disagreements: shape, pages, filters, progress."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.problems import assert_problem

TEXTS = {
    "agency": ("The flood in Halbach in July 2021 killed 62 people. The bridge of Orsa was built in 1787.", "Agency"),
    "report": ("The flood in Halbach in July 2021 killed 78 people. The bridge of Orsa was built in 1792.", "Report"),
}


def add(client: TestClient) -> None:
    for name, (text, source) in TEXTS.items():
        body = {"name": name, "text": text, "source": source, "title": f"Halbach {name}"}
        assert client.post("/v1/documents", json=body).status_code == 201


def wait_until_current(client: TestClient) -> dict[str, Any]:
    """The list, once the background has caught up with what was added."""
    client.app.state.counterpoint.require().survey.update("default")  # type: ignore[attr-defined]
    page: dict[str, Any] = client.get("/v1/disagreements").json()
    assert (page["state"], page["done"], page["total"]) == ("current", 2, 2)
    return page


def test_each_is_as_in_an_answer_with_its_own_citations(client: TestClient) -> None:
    add(client)
    page = wait_until_current(client)

    assert page["next"] is None
    assert len(page["disagreements"]) == 2
    for found in page["disagreements"]:
        assert found.keys() >= {"id", "about", "kind", "summary", "confidence", "positions", "citations"}
        numbers = {citation["number"] for citation in found["citations"]}
        assert len(found["positions"]) == 2
        for position in found["positions"]:
            assert set(position["citations"]) <= numbers
            assert position.keys() == {"text", "value", "citations", "sources"}
        for citation in found["citations"]:
            text = client.get(f"/v1/documents/{citation['document_id']}/text").text
            assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_pages_follow_one_another(client: TestClient) -> None:
    add(client)
    everything = wait_until_current(client)["disagreements"]
    first = client.get("/v1/disagreements", params={"limit": 1}).json()
    second = client.get("/v1/disagreements", params={"limit": 1, "cursor": first["next"]}).json()

    assert [*first["disagreements"], *second["disagreements"]] == everything
    assert second["next"] is None


def test_every_page_names_all_sources_that_take_part(client: TestClient) -> None:
    add(client)
    assert wait_until_current(client)["sources"] == ["Agency", "Report"]
    for query in ({"limit": "1"}, {"kind": "stance"}, {"source": "Nobody"}):
        assert client.get("/v1/disagreements", params=query).json()["sources"] == ["Agency", "Report"]


def test_they_can_be_filtered(client: TestClient) -> None:
    add(client)
    everything = wait_until_current(client)["disagreements"]

    def with_filter(**query: str | list[str]) -> list[Any]:
        found: list[Any] = client.get("/v1/disagreements", params=query).json()["disagreements"]
        return found

    assert with_filter(kind="value", source="Report") == everything
    assert with_filter(kind="stance") == []
    assert with_filter(kind=["value", "stance"]) == with_filter(kind=["stance", "value"]) == everything
    assert with_filter(source="Nobody") == []


def test_an_unknown_collection_is_not_found(client: TestClient) -> None:
    assert_problem(client.get("/v1/disagreements", params={"collection": "none"}), 404, "unknown_collection")


@pytest.mark.parametrize(
    ("query", "code"), [({"kind": "rumour"}, "invalid_field"), ({"cursor": "?"}, "bad_cursor")], ids=["kind", "cursor"]
)
def test_what_makes_no_sense_is_refused(client: TestClient, query: dict[str, str], code: str) -> None:
    add(client)

    assert_problem(client.get("/v1/disagreements", params=query), 422, code)
