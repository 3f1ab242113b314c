"""The pages on the real service: the sample corpus asked, a file added, another site embedding the chat."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser_service import ScriptedService
from tests.browser_steps import ask, last
from tests.made_files import make_pdf
from tests.served import counterpoint, served

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOSCOW = "How many people were killed in the March 2024 attack on the Moscow concert hall?"
ANSWERING = 60_000  # milliseconds for a first answer, models loading, on a busy machine


@pytest.fixture(scope="module")
def address(elsewhere: ScriptedService, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the service listens, the samples added, the other site allowed to ask."""
    home = tmp_path_factory.mktemp("home")
    counterpoint(home, "add", "corpus/samples")
    with served(home, "--allow-origin", elsewhere.url) as address:
        yield address


def test_the_moscow_question_shows_three_cited_positions(page: Page, address: str) -> None:
    """149, 144 and 115, each with a quote that its document holds where the citation says."""
    page.goto(address)
    expect(page.locator("#count")).to_have_text("9 documents")
    page.get_by_role("button", name=MOSCOW).click()
    positions = page.locator(last(".disagreement")).first.locator(".position")
    expect(positions).to_have_count(3, timeout=ANSWERING)
    figures = [re.sub(r"\D", "", text) for text in page.locator(last(".value")).all_inner_texts()]
    assert sorted(figures) == ["115", "144", "149"]
    for figure, position in zip(figures, positions.all(), strict=True):
        voice = position.locator(".voice").first
        quote = voice.locator("blockquote").inner_text()
        assert figure in quote
        voice.get_by_role("button", name="Show in document").click()
        expect(page.locator("mark")).to_have_text(quote)
        expect(page.locator("mark")).to_be_in_viewport()
        page.keyboard.press("Escape")
    page.reload()

    expect(positions).to_have_count(3)


def test_the_reference_shows_what_each_address_takes(page: Page, address: str) -> None:
    """Swagger UI under our policy, from our own files: nothing is fetched from elsewhere."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/docs")
    page.locator("#operations-asking-ask_v1_ask_post").click()

    expect(page.get_by_role("heading", name="Counterpoint")).to_be_visible()
    expect(page.locator("#operations-asking-ask_v1_ask_post")).to_contain_text("Answer a question from the documents")
    assert all(url.startswith((f"{address}/", "data:")) for url in asked)


def test_a_newcomer_asks_about_a_pdf_of_their_own(page: Page, address: str, tmp_path: Path) -> None:
    """Dropped on the page it is added, asked about, and its second page is shown at the words that answer."""
    file = tmp_path / "quarry.pdf"
    told = "The quarry at Ulm Hill was closed on 3 June 1987."
    file.write_bytes(make_pdf(["The quarry at Ulm Hill employed 212 people."], [told]))
    page.goto(f"{address}/?collection=mine")
    page.locator("#files").set_input_files(file)
    expect(page.locator("#results li")).to_contain_text("Added", timeout=ANSWERING)
    ask(page, "When was the quarry at Ulm Hill closed?")
    source = page.locator(last(".source")).first
    expect(source).to_contain_text("page 2", timeout=ANSWERING)
    source.locator(".open").click()

    expect(page.locator("mark")).to_have_text(told)


def test_a_hostile_file_is_added_quoted_and_removed(page: Page, address: str, tmp_path: Path) -> None:
    """Its markup is never run, its odd characters do not shift the highlighted quote."""
    quote = "The lighthouse at Skerry Point 🗼 was built in 1871 by <b>Ada Thorne</b>."
    before = "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 e\u0301\u0323 👩‍👩‍👧‍👦 <script>document.title = 'owned'</script> <img src=x onerror=alert(1)>\n\n"
    file = tmp_path / "<svg onload=alert(1)>.txt"
    file.write_text(f"{before}{quote} It is open in summer.\n", encoding="utf-8")
    page.goto(f"{address}/?collection=hostile")
    expect(page.locator("#state")).to_contain_text("This collection is empty.")
    page.locator("#files").set_input_files(file)
    expect(page.locator("#results li")).to_contain_text("Added, 1 passage", timeout=ANSWERING)
    ask(page, "When was the lighthouse at Skerry Point built?")
    page.locator(last(".source .open")).first.click(timeout=ANSWERING)

    expect(page.locator("mark")).to_have_text(quote)
    assert page.locator("dialog .text").inner_text().startswith(before)
    assert page.title() == "Counterpoint"
    page.keyboard.press("Escape")
    page.locator("#documents .remove").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("#documents li")).to_have_count(0)
    page.locator(last(".source .open")).first.click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("no longer in the collection")


def test_a_question_that_nothing_answers_says_so(page: Page, address: str) -> None:
    """And an empty collection is a problem with the service's own words."""
    page.goto(address)
    ask(page, "What does a litre of paint cost in Reykjavik?")
    expect(page.locator(last(".verdict"))).to_have_text("Nothing in these documents answers this.", timeout=ANSWERING)
    page.goto(f"{address}/?collection=nowhere")
    ask(page, "Anything?")

    expect(page.locator(last(".advice"))).to_contain_text("nowhere")


def test_an_allowed_site_embeds_the_chat_under_a_strict_policy(
    page: Page, address: str, elsewhere: ScriptedService
) -> None:
    """The widget comes from the service, asks it, and opens a document; the policy refuses nothing."""
    elsewhere.policy = f"default-src 'none'; script-src {address}; connect-src {address}"
    elsewhere.pages["/article"] = (
        "<!doctype html><html lang=en><title>An article</title><counterpoint-chat></counterpoint-chat>"
        f'<script type="module" src="{address}/widget.js"></script>'
    )
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{elsewhere.url}/article")
    ask(page, MOSCOW)
    page.locator(last(".voice .open")).first.click(timeout=ANSWERING)

    expect(page.locator("mark")).to_contain_text("144")
    assert told == []
