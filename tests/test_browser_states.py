"""The demo page on the real service in every state it can be in: what it shows, and that everyone can read it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser_steps import ask, drop, last
from tests.served import counterpoint, served

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOSCOW = "How many people were killed in the March 2024 attack on the Moscow concert hall?"
PAINT = "What does a litre of paint cost in Reykjavik?"
ANSWERING = 60_000  # milliseconds for a first answer, models loading, on a busy machine
SET = [
    {"id": "paint", "question": PAINT, "answerable": False, "disagreement": "none"},
    {"id": "toll", "question": MOSCOW, "answerable": False, "disagreement": "none"},  # which is wrong
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the service listens, the samples added."""
    home = tmp_path_factory.mktemp("home")
    counterpoint(home, "add", "corpus/samples")
    with served(home) as address:
        yield address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Enough files for the background, and one that is refused."""
    made = tmp_path / "notes"
    made.mkdir()
    for number in range(30):
        (made / f"{number:02}.txt").write_text(f"The sea at buoy {number} is {number} fathoms deep.")
    (made / "empty.txt").write_text("")
    return made


def evaluate(page: Page) -> Page:
    """Run the set and open its report, which is a page of its own."""
    page.get_by_text("How far can it be trusted?").click()
    lines = "\n".join(map(json.dumps, SET)).encode()
    sent = {"name": "set.jsonl", "mimeType": "application/jsonl", "buffer": lines}
    page.get_by_label("Evaluation set").set_input_files(sent)  # type: ignore[arg-type]
    link = page.get_by_role("link", name="Open the report").first
    link.wait_for(timeout=ANSWERING)
    with page.context.expect_page() as opened:
        link.click()
    return opened.value


def test_the_samples_disagreements_are_listed_filtered_and_open_in_their_documents(page: Page, address: str) -> None:
    """No question asked: the toll with its three figures, each quote marked where its document has it."""
    page.goto(address)
    toll = page.locator("#dissent .disagreement[data-kind=value]").first
    expect(toll.locator(".position")).to_have_count(3, timeout=ANSWERING)
    expect(page.locator("#dissent-state")).to_be_empty(timeout=ANSWERING)
    assert sorted(re.sub(r"\D", "", it) for it in toll.locator(".value").all_inner_texts()) == ["115", "144", "149"]
    for voice in toll.locator(".voice:has(blockquote)").all():
        quote = voice.locator("blockquote").inner_text()
        voice.get_by_role("button", name="Show in document").click()
        expect(page.locator("mark")).to_have_text(quote)
        page.keyboard.press("Escape")
    page.get_by_label("Kind of disagreement").select_option("opposing claims")
    expect(toll).to_have_count(0)
    expect(page.locator("#dissent .disagreement[data-kind=stance]").first).to_be_visible()
    page.get_by_label("Kind of disagreement").select_option("every kind")
    page.get_by_label("Source that takes part").select_option("International Crisis Group")
    expect(toll).to_contain_text("International Crisis Group")


def test_the_report_of_an_evaluation_opens_and_shows_its_cases(page: Page, address: str) -> None:
    """One right and one wrong, the wrong one alone where that is asked for, with what was answered."""
    page.goto(address)
    report = evaluate(page)

    expect(report.get_by_role("heading", level=1)).to_have_text("1 of 2 questions right")
    expect(report.locator("#cases details:visible")).to_have_count(2)
    report.get_by_role("button", name="wrong (1)").click()
    case = report.locator("#cases details:visible")
    expect(case).to_have_count(1)
    expect(case).to_contain_text(MOSCOW)
    case.locator("summary").click()
    expect(case).to_contain_text("The March 2024 attack on the Moscow concert hall killed 149 people.")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_violation_in_any_state(
    browser: Browser, address: str, folder: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    """Empty, list, asked, citation, not found, error, sending, added with a refusal, report; none scrolls sideways."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(ANSWERING)
    page = context.new_page()
    found: dict[str, str] = {}

    def look(state: str, seen: Page = page) -> None:
        wide = seen.evaluate("document.documentElement.scrollWidth") - width
        report = Axe().run(seen)
        if report.violations_count or wide > 0:
            found[state] = f"{wide} too wide; {report.generate_report()}"

    page.goto(f"{address}/?collection={scheme}")
    expect(page.locator("#state")).to_contain_text("This collection is empty.")
    look("empty")
    ask(page, "Anything?")
    page.locator(last(".advice")).wait_for()
    look("error")
    held: list[Route] = []
    page.route("**/v1/documents?collection=*", lambda it: held.append(it) if is_post(it) else it.continue_())
    drop(page, folder)
    expect(page.locator("#progress-words")).to_have_text("Sending 31 files")
    look("adding")
    held[0].continue_()
    expect(page.locator("#count")).to_have_text("30 documents", timeout=ANSWERING)
    expect(page.locator("#results li")).to_have_count(1)
    look("added")
    page.goto(address)
    page.locator("#dissent .disagreement").first.wait_for()
    look("list")
    page.get_by_role("button", name=MOSCOW).click()
    page.locator(last(".position")).first.wait_for()
    look("asked, with a disagreement")
    page.locator(last(".voice .open")).first.click()
    page.locator("mark").wait_for()
    look("citation")
    page.keyboard.press("Escape")
    ask(page, PAINT)
    page.locator(last(".verdict")).wait_for()
    report = evaluate(page)
    report.locator("#cases details").first.wait_for()
    look("evaluated, nothing found")
    look("report", report)
    context.close()

    assert found == {}


def is_post(route: Route) -> bool:
    return route.request.method == "POST"
