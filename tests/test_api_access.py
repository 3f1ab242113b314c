"""Who gets in over HTTP: keys, scopes, collections, origins, and how often."""

from collections.abc import Callable
from datetime import UTC, datetime
from inspect import getmembers, isfunction, signature
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.access.bounds import BoundedIndex
from api.access.keys import Grant, Keys
from api.access.rates import REFUSALS, VISITORS, Rates
from api.records import open_records
from index.store import Index
from tests.problems import assert_problem

OURS = {"text": "The sinking of the ferry Ranvik killed 14 people.", "name": "ours.txt"}
THEIRS = {"text": "The sinking of the ferry Ranvik killed 19 people.", "name": "theirs.txt"}
QUESTION = {"question": "How many people were killed in the sinking of the ferry Ranvik?"}
Make = Callable[..., dict[str, str]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a key, as another process would, and gives the header that sends it."""
    keys = Keys(open_records(tmp_path / "home"))

    def make(name: str = "key", **grant: object) -> dict[str, str]:
        return {"authorization": f"Bearer {keys.create(Grant(name, **grant))[1]}"}  # type: ignore[arg-type]

    return make


@pytest.fixture
def revoke(tmp_path: Path) -> Callable[[str], object]:
    """Revokes a key, as another process would."""
    return Keys(open_records(tmp_path / "home")).revoke


def routes(client: TestClient) -> list[tuple[str, str]]:
    """Method and path of everything the service does, parameters filled in."""
    described = client.get("/openapi.json").json()["paths"]
    return [
        (method.upper(), path.replace("{", "").replace("}", ""))
        for path, methods in described.items()
        for method in methods
    ]


def test_the_first_key_closes_every_route_at_once(client: TestClient, make: Make) -> None:
    assert client.get("/v1/collections").status_code == 200
    header = make(scope="admin")
    closed = [(method, path) for method, path in routes(client) if path not in ("/health", "/ready")]
    assert len(closed) >= 10
    for method, path in [*closed, ("GET", "/v1/nothing"), ("GET", "/else"), ("POST", "/mcp")]:
        problem = client.request(method, path)
        assert_problem(problem, 401, "missing_key")
        assert problem.headers["www-authenticate"] == 'Bearer realm="counterpoint"'
    for path in ("/health", "/ready", "/", "/widget.js", "/docs", "/docs/swagger-ui.css", "/static/demo.css"):
        assert client.get(path).status_code == 200
    for path in ("/v1/collections", "/metrics"):
        assert client.get(path, headers=header).status_code == 200


def test_what_is_no_key_is_refused(client: TestClient, make: Make, revoke: Callable[[str], object]) -> None:
    good = make("good")["authorization"]
    old = make("old", expires=datetime(2020, 1, 1, tzinfo=UTC))["authorization"]
    for header in (f"{good}x", "Bearer ", "Bearer cp_00000000_" + "A" * 43, old):
        response = client.get("/v1/collections", headers={"authorization": header})
        assert_problem(response, 401, "invalid_key")
        assert response.headers["www-authenticate"] == 'Bearer realm="counterpoint", error="invalid_token"'
        assert header.removeprefix("Bearer ") not in response.text or header == "Bearer "
    for header in (good.replace("Bearer", "Basic"), good.removeprefix("Bearer ")):
        assert_problem(client.get("/v1/collections", headers={"authorization": header}), 401, "missing_key")
    assert client.get("/v1/collections", headers={"authorization": good.replace("Bearer", "bearer")}).is_success
    revoke("good")
    assert_problem(client.get("/v1/collections", headers={"authorization": good}), 401, "invalid_key")


def test_each_scope_does_its_own_and_no_more(client: TestClient, make: Make) -> None:
    read, write, admin = (make(scope, scope=scope) for scope in ("read", "write", "admin"))
    added = client.post("/v1/documents", json=OURS, headers=write).json()["documents"][0]["id"]
    for path in (f"/v1/documents/{added}/text", "/v1/documents", "/v1/collections"):
        assert client.get(path, headers=read).status_code == 200
    assert client.post("/v1/ask", json=QUESTION, headers=read).status_code == 200
    assert client.post("/v1/search", json={"query": "ferry"}, headers=read).status_code == 200
    for refused, needed in (
        (client.post("/v1/documents", json=THEIRS, headers=read), "write"),
        (client.delete(f"/v1/documents/{added}", headers=read), "write"),
        (client.post("/v1/disagreements", headers=read), "write"),
        (client.delete("/v1/disagreements", headers=read), "write"),
        (client.delete("/v1/collections/default", headers=write), "admin"),
        (client.get("/metrics", headers=write), "admin"),
    ):
        assert_problem(refused, 403, "insufficient_scope")
        assert f'scope="{needed}"' in refused.headers["www-authenticate"]
    assert client.delete(f"/v1/documents/{added}", headers=write).status_code == 204
    assert client.delete("/v1/collections/default", headers=admin).status_code == 204


def test_other_collections_are_not_there(client: TestClient, make: Make) -> None:
    """Of a collection the key is not for, everything is answered as if it did not exist."""
    ids = [
        client.post(f"/v1/documents?collection={name}", json=text).json()["documents"][0]["id"]
        for name, text in (("ours", OURS), ("theirs", THEIRS))
    ]
    key = make(scope="admin", collections=frozenset({"ours", "planned"}))

    def answers(collection: str, document: str) -> list[tuple[int, str]]:
        asked = QUESTION | {"collection": collection}
        chat = {"messages": [{"role": "user", "content": QUESTION["question"]}]}
        got = [
            client.post("/v1/ask", json=asked, headers=key),
            client.post("/v1/search", json={"query": "ferry", "collection": collection}, headers=key),
            client.post("/v1/ask", json=asked | {"stream": True}, headers=key),
            client.post("/v1/chat/completions", json=chat | {"model": collection}, headers=key),
            client.post("/v1/chat/completions", json=chat | {"model": collection, "stream": True}, headers=key),
            client.get("/v1/disagreements", params={"collection": collection}, headers=key),
            client.post("/v1/disagreements", params={"collection": collection}, headers=key),
            client.delete("/v1/disagreements", params={"collection": collection}, headers=key),
            client.get(f"/v1/models/{collection}", headers=key),
            client.get("/v1/documents", params={"collection": collection}, headers=key),
            client.get("/v1/documents", params={"collection": collection, "cursor": "x"}, headers=key),
            client.get(f"/v1/documents/{document}", headers=key),
            client.get(f"/v1/documents/{document}/text", headers=key),
            client.delete(f"/v1/documents/{document}", headers=key),
            client.post(f"/v1/documents?collection={collection}", json=THEIRS, headers=key),
            client.delete(f"/v1/collections/{collection}", headers=key),
        ]
        return [(one.status_code, one.text.replace(collection, "C").replace(document, "D")) for one in got]

    assert answers("theirs", ids[1]) == answers("nowhere", "0123456789abcdef")
    assert {status for status, _ in answers("theirs", ids[1])} == {403, 404}
    assert client.post("/v1/ask", json=QUESTION | {"collection": "ours"}, headers=key).json()["status"] == "answered"
    assert [one["id"] for one in client.get("/v1/models", headers=key).json()["data"]] == ["ours"]
    assert client.get("/v1/disagreements?collection=ours", headers=key).json()["total"] == 1
    assert client.get(f"/v1/documents/{ids[0]}/text", headers=key).text == OURS["text"]
    whole = make("whole", scope="admin")
    assert client.get(f"/v1/documents/{ids[1]}/text", headers=whole).text == THEIRS["text"]


def test_the_list_of_collections_is_the_keys_own(client: TestClient, make: Make) -> None:
    for name in ("a", "b", "c", "d"):
        client.post(f"/v1/documents?collection={name}", json=OURS)
    key = make(collections=frozenset({"a", "c", "d", "planned"}))
    names, cursor = [], None
    for size in (2, 1):
        page = client.get(
            "/v1/collections", params={"limit": 2, "cursor": cursor} if cursor else {"limit": 2}, headers=key
        )
        cursor = page.json()["next"]
        names.append([one["name"] for one in page.json()["collections"]])
        assert len(names[-1]) == size
    assert (names, cursor) == ([["a", "c"], ["d"]], None)
    assert [one["name"] for one in client.get("/v1/collections?limit=3", headers=key).json()["collections"]] == [
        "a",
        "c",
        "d",
    ]
    assert client.get("/v1/collections?limit=3", headers=key).json()["next"] is None


def test_a_bounded_key_adds_where_it_may(client: TestClient, make: Make) -> None:
    key = make(scope="write", collections=frozenset({"planned"}))
    assert client.post("/v1/documents?collection=planned", json=OURS, headers=key).status_code == 201
    assert_problem(client.post("/v1/documents", json=OURS, headers=key), 403, "forbidden_collection")


def test_a_bounded_index_has_every_method_of_the_index() -> None:
    """One that Index gains must be bounded too, or a key for some collections would do without it or break."""

    def public(kind: type) -> dict[str, object]:
        functions = getmembers(kind, isfunction)
        return {name: signature(function) for name, function in functions if not name.startswith("_")}

    whole = public(Index)
    del whole["close"]
    assert public(BoundedIndex) == whole


def test_a_widget_key_reads_on_its_pages_alone(client: TestClient, make: Make) -> None:
    client.post("/v1/documents", json=OURS)
    page = {"origin": "https://blog.example"}
    key = make(scope="widget", origins=("https://blog.example",))
    response = client.post("/v1/ask", json=QUESTION, headers=key | page)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "https://blog.example"
    preflight = page | {"access-control-request-method": "POST", "access-control-request-headers": "authorization"}
    allowed = client.options("/v1/ask", headers=preflight)
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, "https://blog.example")
    assert allowed.headers["access-control-allow-headers"] == "authorization"
    for origin in ({}, {"origin": "https://evil.example"}, {"origin": "https://blog.example.evil.example"}):
        assert_problem(client.post("/v1/ask", json=QUESTION, headers=key | origin), 403, "foreign_origin")
    assert_problem(client.get("/v1/documents", headers=key), 403, "foreign_origin")
    assert_problem(client.post("/v1/documents", json=THEIRS, headers=key | page), 403, "insufficient_scope")
    unknown = client.post("/v1/ask", json=QUESTION, headers=page)
    assert_problem(unknown, 401, "missing_key")
    assert unknown.headers["access-control-allow-origin"] == "https://blog.example", "the page may read why"


def test_the_origin_of_one_key_is_not_another_s(client: TestClient, make: Make) -> None:
    make("one", scope="widget", origins=("https://one.example",))
    two = make("two", scope="widget", origins=("https://two.example",))
    response = client.get("/v1/collections", headers=two | {"origin": "https://one.example"})
    assert_problem(response, 403, "foreign_origin")


def test_an_origin_is_shared_with_for_as_long_as_its_key_lasts(
    client: TestClient, make: Make, revoke: Callable[[str], object]
) -> None:
    make("blog", scope="widget", origins=("https://blog.example",))
    header = {"origin": "https://blog.example"}
    assert "access-control-allow-origin" in client.get("/health", headers=header).headers
    revoke("blog")
    assert "access-control-allow-origin" not in client.get("/health", headers=header).headers


def test_the_last_key_s_end_opens_nothing(client: TestClient, make: Make, revoke: Callable[[str], object]) -> None:
    make("only")
    revoke("only")
    assert_problem(client.get("/v1/collections"), 401, "missing_key")


def test_where_keys_are_always_asked_for_none_is_needed_to_close(connect: Callable[..., TestClient]) -> None:
    assert_problem(connect(always_ask=True).get("/v1/collections"), 401, "missing_key")


def test_with_a_key_any_host_name_will_do(client: TestClient, make: Make) -> None:
    """Behind a proxy the name is the site's; what it protected from needs a service without keys."""
    host = {"host": "answers.example"}
    assert_problem(client.get("/v1/collections", headers=host), 421, "foreign_host")
    assert client.get("/v1/collections", headers=make() | host).status_code == 200


def test_a_key_may_ask_so_often(client: TestClient, make: Make) -> None:
    slow, other = make("slow", rate=3), make("other", rate=3)
    assert [client.get("/v1/collections", headers=slow).status_code for _ in range(3)] == [200] * 3
    response = client.get("/v1/collections", headers=slow)
    assert_problem(response, 429, "too_many")
    assert 1 <= int(response.headers["retry-after"]) <= 60
    assert client.get("/v1/collections", headers=other).status_code == 200
    assert client.get("/health").status_code == 200


def test_a_visitor_s_rate_is_their_own_up_to_what_all_may(tmp_path: Path) -> None:
    key, _ = Keys(open_records(tmp_path)).create(Grant("blog", "widget", None, ("https://blog.example",), 2))
    rates = Rates()
    for visitor in range(VISITORS):
        assert rates.of_key(key, f"192.0.2.{visitor}") is None
    assert [rates.of_key(key, "192.0.2.0") is None for _ in range(2)] == [True, False]
    assert sum(rates.of_key(key, f"198.51.100.{visitor}") is None for visitor in range(VISITORS)) == VISITORS - 1


def test_addresses_of_one_network_are_one_sender() -> None:
    rates = Rates(anonymous=1)
    assert rates.without_key("2001:db8::1") is None
    assert rates.without_key("2001:db8::2")
    assert rates.without_key("2001:db8:0:1::1") is None
    assert rates.without_key("192.0.2.1") is None
    assert rates.without_key("::ffff:192.0.2.1"), "the same address in its other notation"


def test_without_keys_this_machine_asks_as_often_as_it_likes(client: TestClient) -> None:
    assert {client.get("/v1/collections").status_code for _ in range(REFUSALS + 1)} == {200}


def test_guessing_is_slowed_down(client: TestClient, make: Make) -> None:
    good = make()
    statuses = [
        client.get("/v1/collections", headers={"authorization": "Bearer x"}).status_code for _ in range(REFUSALS + 1)
    ]
    assert statuses == [401] * REFUSALS + [429]
    assert client.get("/v1/collections", headers=good).status_code == 200


def test_a_limit_is_not_escaped_by_a_header(connect: Callable[..., TestClient]) -> None:
    client = connect(rate=2)
    for address, status in (("192.0.2.1", 200), ("192.0.2.2", 200), ("192.0.2.3", 429)):
        headers = {"x-forwarded-for": address, "forwarded": f"for={address}", "x-real-ip": address}
        assert client.get("/v1/collections", headers=headers).status_code == status
