"""Documents over HTTP: every form of adding them, listing, reading, removing."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.intake import clean_name
from corpus.read import MAX_BYTES
from tests.problems import assert_problem
from tests.uploads import SENTENCE, files

DOCUMENT = {"id", "name", "collection", "title", "source", "published", "url", "passages"}


def add(client: TestClient, name: str, text: str, collection: str = "default") -> dict[str, Any]:
    """Adds a text; what became of it."""
    response = client.post("/v1/documents", params={"collection": collection}, json={"name": name, "text": text})
    assert response.status_code == 201, response.text
    added: dict[str, Any] = response.json()["documents"][0]
    return added


@pytest.mark.parametrize("name", sorted(files()))
def test_every_type_is_read_and_searchable_at_once(client: TestClient, name: str) -> None:
    response = client.post("/v1/documents", files={"file": (name, files()[name])})
    assert response.status_code == 201, response.text
    (added,) = response.json()["documents"]
    assert response.json()["rejected"] == []
    assert added.keys() == DOCUMENT | {"status"}
    assert (added["collection"], added["status"], added["passages"]) == ("default", "added", 1)
    assert added["name"].startswith(name)
    text = client.get(f"/v1/documents/{added['id']}/text").text
    (found,) = client.post("/v1/search", json={"query": "How many passengers did the ferry carry?"}).json()["results"]
    assert SENTENCE in found["text"]
    assert text[found["start"] : found["end"]] == found["text"]
    assert (found["document_id"], found["page"]) == (added["id"], 1 if name.endswith(".pdf") else None)


def test_many_files_in_one_request_good_and_bad(client: TestClient) -> None:
    sent = [("file", part) for part in files().items()]
    sent += [
        ("file", ("image.png", b"\x89PNG")),
        ("file", ("empty.txt", b"")),
        ("file", ("noise.txt", b"\x00\x01")),
    ]
    response = client.post("/v1/documents", files=sent)
    assert response.status_code == 201
    assert len(response.json()["documents"]) == len(files())
    rejected = {one["name"]: one["code"] for one in response.json()["rejected"]}
    assert rejected == {"image.png": "unknown_type", "empty.txt": "empty", "noise.txt": "binary"}
    assert all(one["detail"] for one in response.json()["rejected"])
    assert len(client.get("/v1/documents").json()["documents"]) == len(files())


def test_when_every_file_is_rejected_it_is_422_with_the_reasons(client: TestClient) -> None:
    sent = [("file", ("image.png", b"\x89PNG")), ("file", ("empty.txt", b""))]
    problem = assert_problem(client.post("/v1/documents", files=sent), 422, "all_rejected")
    assert [(one["name"], one["code"]) for one in problem["rejected"]] == [
        ("image.png", "unknown_type"),
        ("empty.txt", "empty"),
    ]
    problem = assert_problem(client.post("/v1/documents", files=sent[1:]), 422, "empty")
    assert problem["detail"].startswith("empty.txt: ")
    assert client.get("/v1/collections").json() == {"collections": [], "next": None}


def test_what_the_sender_knows_goes_before_what_the_file_says(client: TestClient) -> None:
    given = {
        "title": "Ferry disaster",
        "published": "2024-03",
        "url": "https://lomvik.example/1",
        "source": "",
    }
    sent = {"file": ("report.md", files()["report.md"])}
    (added,) = client.post("/v1/documents", files=sent, data=given).json()["documents"]
    assert {name: added[name] for name in given} == given | {"source": "Harbour Office"}
    stored = client.get(f"/v1/documents/{added['id']}").json()
    assert stored == {name: value for name, value in added.items() if name != "status"}


def test_metadata_is_for_a_single_file(client: TestClient) -> None:
    sent = [("file", ("a.txt", b"The sea is wide.")), ("file", ("b.txt", b"The sea is deep."))]
    response = client.post("/v1/documents", files=sent, data={"title": "The sea"})
    assert_problem(response, 422, "metadata_for_many")


@pytest.mark.parametrize("published", ["soon", "2024-02-30", "24", "2024-3-1", "2024-03-22T10:00:00Z"])
def test_a_date_that_is_none_is_422(client: TestClient, published: str) -> None:
    text = {"text": SENTENCE, "name": "a.txt", "published": published}
    for response in (
        client.post("/v1/documents", json=text),
        client.post("/v1/documents", files={"file": ("a.txt", b"a")}, data={"published": published}),
    ):
        assert assert_problem(response, 422, "invalid_field")["field"] == "published"


def test_json_text_is_plain_text_whatever_its_name(client: TestClient) -> None:
    for name in ("page.html", "notes.md", "paper.pdf", "data.jsonl", "no suffix"):
        added = add(client, name, f"<b>{SENTENCE}</b> # not a heading")
        assert (added["name"], added["status"]) == (name, "added")
        assert client.get(f"/v1/documents/{added['id']}/text").text == f"<b>{SENTENCE}</b> # not a heading"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": "a.txt"}, "missing_field"),
        ({"text": "a"}, "missing_field"),
        ({"text": "a", "name": ""}, "invalid_field"),
        ({"text": ["a"], "name": "a"}, "invalid_field"),
        ({"text": "", "name": "a.txt"}, "empty"),
        ({"text": " \n", "name": "a.txt"}, "empty"),
        ({"text": "a", "name": "../.."}, "bad_name"),
        ({"text": "a", "name": "\u202e\x07"}, "bad_name"),
        ({"text": "a", "name": "a" * 256}, "bad_name"),
    ],
)
def test_a_text_that_cannot_be_added_is_422(client: TestClient, body: dict[str, Any], code: str) -> None:
    assert_problem(client.post("/v1/documents", json=body), 422, code)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x",
        b"--x\r\n\r\n\r\n--x--",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nThe sea',
    ],
    ids=["nothing", "cut off", "no name", "no end"],
)
def test_a_form_that_is_none_adds_nothing(client: TestClient, body: bytes) -> None:
    response = client.post("/v1/documents", content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert response.status_code in (400, 422)
    assert_problem(response, response.status_code, "malformed_body" if response.status_code == 400 else "no_file")
    assert client.get("/v1/collections").json()["collections"] == []


def test_a_form_without_a_boundary_is_400(client: TestClient) -> None:
    response = client.post("/v1/documents", content=b"a", headers={"content-type": "multipart/form-data"})
    assert_problem(response, 400, "malformed_body")


def test_a_form_without_files_says_what_to_name_them(client: TestClient) -> None:
    for sent in ({"files": ("a.txt", b"a")}, {"file": (None, b"a")}):
        problem = assert_problem(client.post("/v1/documents", files=sent), 422, "no_file")
        assert "`file`" in problem["detail"]


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\eva\\report.txt", "report.txt"),
        ("/etc/report.txt", "report.txt"),
        ("re\u202eport\x1b[31m.txt", "report[31m.txt"),
        ("отчёт о пароме.txt", "отчёт о пароме.txt"),
        ("cafe\u0301.txt", "café.txt"),
        ("👩‍🔬.txt", "👩🔬.txt"),
        ("a\ud800b", "ab"),
        (" a.txt ", "a.txt"),
        ("north/report.txt", "north/report.txt"),
        ("north/../report.txt", "report.txt"),
        ("..", ""),
        ("a/", ""),
        ("\x00", ""),
    ],
)
def test_a_name_is_a_name_and_no_path(sent: str, name: str) -> None:
    assert clean_name(sent) == name


def test_a_hostile_name_is_stored_as_a_name(client: TestClient) -> None:
    sent = {"file": ("../../etc/pass\nwd\x1b[2J.txt", SENTENCE.encode())}
    response = client.post("/v1/documents", files=sent)
    assert response.status_code == 201, response.text
    name = response.json()["documents"][0]["name"]
    assert name.startswith("pass")
    assert "/" not in name
    assert all(character.isprintable() for character in name)


def test_files_of_one_name_in_two_folders_are_two(client: TestClient) -> None:
    sent = [("file", (f"{folder}/report.txt", f"{SENTENCE} {folder}".encode())) for folder in ("north", "south")]
    names = [document["name"] for document in client.post("/v1/documents", files=sent).json()["documents"]]
    assert names == ["north/report.txt", "south/report.txt"]


def test_two_files_of_one_name(client: TestClient) -> None:
    sent = [("file", ("a.txt", b"The sea is wide.")), ("file", ("/x/a.txt", b"The sea is deep."))]
    response = client.post("/v1/documents", files=sent)
    assert [(one["name"], one["status"]) for one in response.json()["documents"]] == [("a.txt", "added")]
    assert [(one["name"], one["code"]) for one in response.json()["rejected"]] == [("a.txt", "duplicate_name")]
    again = client.post("/v1/documents", files=[("file", ("b.txt", b"The sea is deep."))] * 2)
    assert [(one["name"], one["status"]) for one in again.json()["documents"]] == [
        ("b.txt", "added"),
        ("b.txt", "unchanged"),
    ]
    (document, _) = client.get("/v1/documents").json()["documents"]
    assert client.get(f"/v1/documents/{document['id']}/text").text == "The sea is wide."


def test_adding_again_is_unchanged_and_changed_content_replaces(client: TestClient) -> None:
    assert add(client, "a.txt", "The sea is wide.")["status"] == "added"
    assert add(client, "a.txt", "The sea is wide.")["status"] == "unchanged"
    updated = add(client, "a.txt", "The sea is deep.")
    assert updated["status"] == "updated"
    (listed,) = client.get("/v1/documents").json()["documents"]
    assert client.get(f"/v1/documents/{listed['id']}/text").text == "The sea is deep."
    results = client.post("/v1/search", json={"query": "sea"}).json()["results"]
    assert [found["text"] for found in results] == ["The sea is deep."]


def test_the_text_is_plain_and_exact(client: TestClient) -> None:
    text = "<script>alert(1)</script> Zażółć 👩‍🔬 e\u0301 \u202eabc"
    document = add(client, "a.txt", text)
    response = client.get(f"/v1/documents/{document['id']}/text")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.content.decode() == text


def test_documents_are_listed_a_page_at_a_time(client: TestClient) -> None:
    names = [f"{number:02}.txt" for number in range(7)]
    for name in names:
        add(client, name, f"Ship {name} left the harbour.")
    listed: list[str] = []
    cursor: str | None = None
    sizes: list[int] = []
    while cursor or not sizes:
        page = client.get("/v1/documents", params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        sizes.append(len(page["documents"]))
        listed += [document["name"] for document in page["documents"]]
        assert all(document.keys() == DOCUMENT for document in page["documents"])
        cursor = page["next"]
    assert sizes == [3, 3, 1]
    assert sorted(listed) == names


def test_collections_are_separate_counted_and_removed_whole(client: TestClient) -> None:
    add(client, "a.txt", "The sea is wide.")
    add(client, "a.txt", "The sky is blue.", "sky")
    add(client, "b.txt", "The sky is grey.", "sky")
    page = client.get("/v1/collections").json()
    assert page["next"] is None
    counted = {one["name"]: (one["documents"], one["passages"]) for one in page["collections"]}
    assert counted == {"default": (1, 1), "sky": (2, 2)}
    assert {one["embedder"] for one in page["collections"]} == {"hash-64"}
    first = client.get("/v1/collections", params={"limit": 1}).json()
    second = client.get("/v1/collections", params={"limit": 1, "cursor": first["next"]}).json()
    assert {one["name"] for one in first["collections"] + second["collections"]} == {"default", "sky"}

    found = client.post("/v1/search", json={"query": "sky", "collection": "sky"}).json()["results"]
    assert {one["text"] for one in found} == {"The sky is blue.", "The sky is grey."}

    response = client.delete("/v1/collections/sky")
    assert (response.status_code, response.content) == (204, b"")
    assert_problem(client.get("/v1/documents", params={"collection": "sky"}), 404, "unknown_collection")
    assert_problem(client.delete("/v1/collections/sky"), 404, "unknown_collection")
    assert len(client.get("/v1/documents").json()["documents"]) == 1


def test_removing_a_document_removes_everything_of_it(client: TestClient) -> None:
    document = add(client, "a.txt", "The sea is wide.")
    add(client, "b.txt", "The sky is blue.")
    response = client.delete(f"/v1/documents/{document['id']}")
    assert (response.status_code, response.content) == (204, b"")
    assert_problem(client.get(f"/v1/documents/{document['id']}"), 404, "unknown_document")
    assert_problem(client.delete(f"/v1/documents/{document['id']}"), 404, "unknown_document")
    results = client.post("/v1/search", json={"query": "The sea is wide."}).json()["results"]
    assert [found["text"] for found in results] == ["The sky is blue."]


@pytest.mark.slow
def test_a_file_at_the_size_limit_is_not_turned_away_for_the_form_around_it(client: TestClient) -> None:
    sent = {"file": ("noise.txt", b"\x00" * MAX_BYTES)}
    assert_problem(client.post("/v1/documents", files=sent), 422, "binary")
    assert_problem(client.post("/v1/documents", files={"file": ("a.txt", b"a" * (MAX_BYTES + 1))}), 422, "too_large")
