"""Folders dropped on the demo page: what is sent, how far it is, what was refused."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.app import FORM_OVERHEAD, create_app
from api.uploads import MAX_FILES
from corpus.read import MAX_BYTES
from rag.wire import assemble
from tests.additions import GatedEmbedder, until
from tests.browser_service import ScriptedService
from tests.browser_steps import drop
from tests.fakes import WordJudge, WordReader
from tests.live_service import listening_to

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Gated:
    """A real service that reads what is slow only once its gate is open."""

    address: str
    gate: threading.Event


@pytest.fixture
def gated(tmp_path: Path) -> Iterator[Gated]:
    home, embedder = tmp_path / "home", GatedEmbedder()
    app = create_app(lambda: assemble(home, embedder, WordReader(), WordJudge()), home)
    with listening_to(app, embedder.gate) as address:
        yield Gated(address, embedder.gate)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """26 files, two of one name, one that holds nothing; and two that are hidden."""
    folder = tmp_path / "reports"
    for year in ("2020", "2021", ".git"):
        (folder / year).mkdir(parents=True)
        (folder / year / "a.txt").write_text(f"The sea was calm in {year}.")
    for number in range(23):
        (folder / f"{number:02}.txt").write_text(f"The sea is {number} fathoms deep.")
    (folder / ".DS_Store").write_text("no document")
    (folder / "empty.txt").write_text("")
    return folder


def drop_slow(page: Page, gated: Gated, reports: Path) -> None:
    """Drop a folder whose first file is a batch by itself and the next slow: one file is read, and no more."""
    (reports / "00.txt").write_text("The sea is wide. " * 24_000)
    (reports / "01.txt").write_text("The sea is slow to cross.")
    page.goto(gated.address)
    drop(page, reports)
    expect(page.locator("#progress-count")).to_have_text("1 of 26 read")


def test_a_dropped_folder_is_added_in_one_request_by_its_paths(page: Page, gated: Gated, reports: Path) -> None:
    """In the background: two files of one name are both there, what is hidden is not, the empty one is told of."""
    sent: list[str | None] = []
    page.on("request", lambda it: sent.append(it.headers.get("prefer")) if it.method == "POST" else None)
    page.goto(gated.address)
    expect(page.locator("#state")).to_contain_text("This collection is empty.")
    drop(page, reports)

    expect(page.locator("#progress-words")).to_have_text("Finished: 26 files, 1 not added.")
    expect(page.locator("#progress-count")).to_have_text("25 added")
    expect(page.locator("#results li")).to_have_count(1)
    expect(page.locator("#results li")).to_contain_text("reports/empty.txtNot added.")
    expect(page.locator("#count")).to_have_text("25 documents")
    names = page.locator("#documents .open").all_inner_texts()
    assert {"reports/2020/a.txt", "reports/2021/a.txt"} < set(names)
    assert sent == ["respond-async"]
    page.get_by_role("button", name="Clear this list").click()
    expect(page.locator("#uploads")).to_be_hidden()


def test_a_chosen_folder_is_added_as_a_dropped_one(page: Page, gated: Gated, reports: Path) -> None:
    """By keyboard too, with the same names."""
    page.goto(gated.address)
    expect(page.get_by_role("button", name="Choose a folder")).to_be_visible()
    page.locator("#folder").set_input_files(reports)

    expect(page.locator("#progress-words")).to_have_text("Finished: 26 files, 1 not added.")
    expect(page.get_by_role("button", name="reports/2021/a.txt", exact=True)).to_be_visible()


def test_a_folder_being_read_is_shown_again_after_a_reload(page: Page, gated: Gated, reports: Path) -> None:
    """How many are read; the service goes on meanwhile, and so does the page."""
    drop_slow(page, gated, reports)
    for _ in range(2):
        expect(page.locator("#progress-words")).to_have_text("Reading 26 files")
        expect(page.locator("#progress-count")).to_have_text("1 of 26 read")
        assert page.locator("#progress").evaluate("it => it.value") == pytest.approx((26 + 1) / 52)
        expect(page.locator("#count")).to_have_text("1 document")
        page.reload()
    gated.gate.set()

    expect(page.locator("#progress-words")).to_have_text("Finished: 26 files, 1 not added.")
    expect(page.locator("#count")).to_have_text("25 documents")


def test_a_folder_is_read_while_the_page_is_offline(page: Page, gated: Gated, reports: Path) -> None:
    """The page says that nothing is lost, and has the end once it reaches the service again."""
    drop_slow(page, gated, reports)
    page.context.set_offline(True)
    expect(page.locator("#progress-words")).to_have_text(
        "You are offline. The service keeps what it has taken; this page looks again by itself."
    )
    gated.gate.set()
    page.context.set_offline(False)

    expect(page.locator("#progress-words")).to_have_text("Finished: 26 files, 1 not added.")


def test_stopping_keeps_what_was_added(page: Page, gated: Gated, reports: Path) -> None:
    """The batch under way is finished, the rest is told of in one line."""
    drop_slow(page, gated, reports)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#progress-words")).to_have_text("Finished: 26 files, 25 not added.")
    gated.gate.set()

    expect(page.locator("#results li")).to_have_text(["25 filesNot added. It was stopped."])


def test_what_is_sent_fits_into_the_services_limits(page: Page, service: ScriptedService) -> None:
    """Few go one by one; many by the thousand, and never more bytes than a request may have."""
    page.goto(service.url)
    sizes = page.evaluate(
        """async ([name, megabyte]) => {
          const { parcelsOf } = await import("/static/dropped.js");
          const files = (count, size) => Array.from({ length: count }, () => ({ file: { size }, name }));
          const sizes = (given) => parcelsOf(given).map((some) => some.length);
          return [sizes(files(3, 9)), sizes(files(2500, 9)), sizes(files(60, 20 * megabyte))];
        }""",
        ["é" * 255, 1_000_000],
    )
    assert sizes == [[1] * 3, [MAX_FILES, MAX_FILES, 500], [2] * 30]
    most = page.evaluate("async () => (await import('/static/dropped.js')).MOST_BYTES")
    assert MAX_BYTES <= most < MAX_BYTES + FORM_OVERHEAD


def test_a_file_that_no_request_could_bring_is_refused_at_once(
    page: Page, service: ScriptedService, tmp_path: Path
) -> None:
    """It is not sent, and those beside it are."""
    huge, small = tmp_path / "huge.pdf", tmp_path / "small.txt"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    small.write_text("text")
    page.goto(service.url)
    page.locator("#files").set_input_files([huge, small])

    expect(page.locator("#progress-words")).to_have_text("Finished: 2 files, 1 not added.")
    expect(page.locator("#results li")).to_have_text(
        ["small.txtAdded, 2 passages", "huge.pdfNot added. It is larger than 50 MB; split it."]
    )


def test_the_progress_of_a_file_on_its_way_is_shown(page: Page, service: ScriptedService, tmp_path: Path) -> None:
    """Half of it was taken: the bar is short of half, for the file is yet to be read."""
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 40_000_000)
    service.reading.clear()
    page.goto(service.url)
    page.locator("#files").set_input_files(large)
    assert service.half_read.wait(15)

    expect(page.locator("#progress-words")).to_have_text("Sending large.txt (1 of 1)")
    value = "it => it.value"
    until(lambda: page.locator("#progress").evaluate(value) > 0.2)
    assert page.locator("#progress").evaluate(value) < 0.45
    leave = "dispatchEvent(new Event('beforeunload', { cancelable: true }))"  # false where the browser is to ask first
    assert page.evaluate(leave) is False
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    service.reading.set()
    expect(page.locator("#progress-words")).to_have_text("Finished: 1 file.")
    expect(page.locator("#progress")).to_have_js_property("value", 1)
    assert page.evaluate(leave) is True
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()


def test_a_service_with_too_much_to_do_is_waited_for(page: Page, gated: Gated, reports: Path) -> None:
    """What it refuses with 429 is sent again after the time it names."""
    refusals = [429, 429]

    page.goto(gated.address)
    page.route(
        re.compile(r"/v1/documents\?collection=default$"),
        lambda route: (
            route.fulfill(status=refusals.pop(), headers={"Retry-After": "1"}, json={"detail": "Later."})
            if refusals and route.request.method == "POST"
            else route.continue_()
        ),
    )
    drop(page, reports)
    expect(page.locator("#progress-words")).to_contain_text("The service has much to do")

    expect(page.locator("#progress-words")).to_have_text("Finished: 26 files, 1 not added.")
    assert refusals == []
