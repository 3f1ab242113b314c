"""The demo page while its service or the network is gone, and once it is back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser_service import ScriptedService
from tests.browser_steps import ask, last

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = pytest.mark.browser

GONE = "The service cannot be reached. Is it running?"
NOTE = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"text"}


@pytest.fixture
def shown(page: Page, service: ScriptedService) -> Page:
    """The page with all there is to see, evaluations too."""
    page.goto(service.url)
    page.locator("#documents li").first.wait_for()
    page.get_by_text("How far can it be trusted?").click()
    return page


def look_again(page: Page) -> None:
    page.get_by_label("Collection", exact=True).dispatch_event("change")


def test_a_service_that_comes_back_is_found_without_a_click(shown: Page, service: ScriptedService) -> None:
    """Every part says that it is gone, and fills again by itself; what was not sent is sent by one click."""
    service.close()
    look_again(shown)
    for part in ("#state", "#dissent-state", "#evaluation-state"):
        expect(shown.locator(part)).to_contain_text(GONE)
    shown.locator("#files").set_input_files(NOTE)  # type: ignore[arg-type]
    expect(shown.locator("#results li")).to_have_text([f"a.txtNot added. {GONE}"])
    ask(shown, "plain")
    expect(shown.locator(last(".verdict"))).to_have_text("The service cannot be reached")
    back = ScriptedService(int(service.url.rsplit(":", 1)[1]))
    try:
        expect(shown.locator("#count")).to_have_text("7 documents")
        expect(shown.locator("#state")).to_be_empty()
        expect(shown.locator("#dissent-state")).to_have_text("No disagreement was found among these documents.")
        expect(shown.locator("#evaluation-state")).to_be_empty()
        shown.get_by_role("button", name="Send again").click()
        expect(shown.locator("#results li")).to_have_text(["a.txtAdded, 2 passages"])
        expect(shown.locator("#progress-words")).to_have_text("Finished: 1 file.")
        shown.get_by_role("button", name="Ask again").click()
        expect(shown.locator(last(".answer"))).to_contain_text("Trains were held at the next station.")
    finally:
        back.close()


def test_a_reader_who_is_offline_is_told_so(shown: Page) -> None:
    """It is their network then and not the service; it comes back by itself as well."""
    shown.context.set_offline(True)
    look_again(shown)
    expect(shown.locator("#state")).to_contain_text("You are offline.")
    expect(shown.locator("#dissent-state")).to_contain_text("You are offline.")
    shown.context.set_offline(False)

    expect(shown.locator("#count")).to_have_text("7 documents")
