"""The pages on the real service once it asks for keys: the chat on another site, and the demo page."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser_service import ScriptedService
from tests.browser_steps import ask, last
from tests.served import counterpoint, served

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOSCOW = "How many people were killed in the March 2024 attack on the Moscow concert hall?"
ANSWERING = 60_000  # milliseconds for a first answer, models loading, on a busy machine
WRONG = "cp_00000000_" + "A" * 43


@dataclass(frozen=True)
class Keyed:
    """A service that asks for keys, and how to make and end them."""

    address: str
    home: Path

    def keys(self, *arguments: str) -> str:
        """What `counterpoint keys` prints."""
        return counterpoint(self.home, "keys", *arguments)


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keyed]:
    """The samples, served to those with a key."""
    home = tmp_path_factory.mktemp("home")
    counterpoint(home, "add", "corpus/samples")
    counterpoint(home, "keys", "create", "first")
    with served(home) as address:
        yield Keyed(address, home)


def embedded(address: str, attribute: str) -> str:
    return (
        f"<!doctype html><html lang=en><title>An article</title><counterpoint-chat {attribute}></counterpoint-chat>"
        f'<script type="module" src="{address}/widget.js"></script>'
    )


def test_a_widget_key_answers_on_its_page_and_without_it_the_reader_is_told(
    page: Page, keyed: Keyed, elsewhere: ScriptedService
) -> None:
    """The question and the document bring the key; none, and a wrong one, are told with what to do."""
    elsewhere.policy = f"default-src 'none'; script-src {keyed.address}; connect-src {keyed.address}"
    key = keyed.keys("create", "--widget", "--origin", elsewhere.url)
    for path, attribute in (("/with", f'key="{key}"'), ("/without", ""), ("/wrong", f'key="{WRONG}"')):
        elsewhere.pages[path] = embedded(keyed.address, attribute)
    page.goto(f"{elsewhere.url}/with")
    ask(page, MOSCOW)
    page.locator(last(".voice .open")).first.click(timeout=ANSWERING)
    expect(page.locator("mark")).to_contain_text("144")

    for path, told in (("/without", "This chat has no key"), ("/wrong", "The key of this chat is not accepted")):
        page.goto(f"{elsewhere.url}{path}")
        page.evaluate("sessionStorage.clear()")
        page.reload()
        ask(page, MOSCOW)
        expect(page.locator(last(".verdict"))).to_have_text(told)
        command = f"counterpoint keys create --widget --origin {elsewhere.url}"
        expect(page.locator(last(".advice"))).to_contain_text(command)


def test_the_page_asks_for_a_key_and_carries_on(page: Page, keyed: Keyed) -> None:
    """Wrong keys are refused in words; a good one fills the shelf, adds a file, answers and outlives a reload."""
    key = keyed.keys("create", "--scope", "write", "reader")
    page.goto(keyed.address)
    field = page.get_by_label("Key", exact=True)
    expect(page.get_by_role("form", name="This service asks for a key")).to_be_visible()
    expect(field).to_be_focused()
    expect(page.get_by_label("Question", exact=True)).to_be_hidden()
    for wrong in (WRONG, "“cp”"):
        field.fill(wrong)
        page.get_by_role("button", name="Use this key").click()
        expect(page.get_by_role("alert")).to_contain_text("opens nothing here")
        expect(field).to_have_attribute("aria-invalid", "true")
        field.fill("")
        page.evaluate("document.getElementById('key-state').textContent = ''")
    field.fill(key)
    page.keyboard.press("Enter")

    expect(page.locator("#count")).to_have_text("9 documents")
    expect(field).to_be_hidden()
    stored = "[...Object.values(sessionStorage), '|', ...Object.values(localStorage), document.cookie].join(' ')"
    assert page.evaluate(stored) == f"{key} | "
    file = {"name": "lamp.txt", "mimeType": "text/plain", "buffer": b"The lamp at Skerry Point was lit in 1871."}
    page.locator("#files").set_input_files(file)  # type: ignore[arg-type]
    expect(page.locator("#results li")).to_contain_text("Added, 1 passage", timeout=ANSWERING)
    page.reload()
    expect(page.locator("#count")).to_have_text("10 documents")
    ask(page, MOSCOW)
    page.locator(last(".voice .open")).first.click(timeout=ANSWERING)
    expect(page.locator("mark")).to_contain_text("144")


def test_a_key_that_ends_is_asked_for_again(page: Page, keyed: Keyed) -> None:
    """What was under way, a document being opened apart, goes on with the new key; a key for less says so."""
    page.goto(keyed.address)
    page.get_by_label("Key", exact=True).fill(keyed.keys("create", "short"))
    page.keyboard.press("Enter")
    expect(page.locator("#documents li").first).to_be_visible()
    keyed.keys("revoke", "short")
    page.locator("#documents .open").first.click()
    expect(page.get_by_role("alert")).to_have_text("The key this page had is no longer accepted.")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_label("Key", exact=True).fill(keyed.keys("create", "--widget", "--origin", "https://blog.example"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This key works on the pages it was made for only.")
    page.get_by_label("Key", exact=True).fill(keyed.keys("create", "long"))
    page.keyboard.press("Enter")

    ask(page, "What does a litre of paint cost in Reykjavik?")
    expect(page.locator(last(".verdict"))).to_have_text("Nothing in these documents answers this.", timeout=ANSWERING)
    page.get_by_text("Put this on your own page").click()
    expect(page.locator("#embed")).to_contain_text('key="cp_…"')


def test_a_report_opens_with_the_key_and_reaches_nothing(page: Page, keyed: Keyed) -> None:
    """Its own script runs; its origin is none, so the key, the page and the service are out of its reach."""
    page.goto(keyed.address)
    page.get_by_label("Key", exact=True).fill(keyed.keys("create", "--scope", "write", "judge"))
    page.keyboard.press("Enter")
    page.get_by_text("How far can it be trusted?").click()
    case = {
        "id": "paint",
        "question": "What does a litre of paint cost in Reykjavik?",
        "answerable": False,
        "disagreement": "none",
    }
    sent = {"name": "set.jsonl", "mimeType": "application/jsonl", "buffer": json.dumps(case).encode()}
    page.get_by_label("Evaluation set").set_input_files(sent)  # type: ignore[arg-type]
    page.get_by_role("button", name="Open the report").click(timeout=ANSWERING)
    report = page.frame_locator("iframe")
    report.get_by_text("What does a litre of paint cost in Reykjavik?").first.wait_for(state="attached")

    frame = page.frames[1]
    report.locator("[data-verdict]").last.click()
    assert report.locator("[data-verdict]").last.get_attribute("aria-pressed") == "true"
    assert frame.evaluate("self.origin") == "null"
    for reach in ("parent.document.title", "sessionStorage.length", f"fetch('{keyed.address}/health')"):
        assert frame.evaluate(f"(async () => {{ try {{ await ({reach}); }} catch {{ return 'shut'; }} }})()") == "shut"
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.locator("iframe")).to_have_count(0)


def test_axe_finds_no_violation_in_the_key_field(page: Page, keyed: Keyed) -> None:
    page.goto(keyed.address)
    page.get_by_label("Key", exact=True).fill(WRONG)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("opens nothing here")
    result = Axe().run(page)

    assert result.violations_count == 0, result.generate_report()
