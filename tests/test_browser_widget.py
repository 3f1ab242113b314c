"""The widget, in each state a reader can meet, against a service that answers by script."""

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.browser_scenes import BRACKETS, BROKEN, COPY, HOSTILE, HOSTILE_QUOTE, HOSTILE_TITLE, REVIEW, TOLL
from tests.browser_service import STATIC, ScriptedService
from tests.browser_steps import ask, last

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = pytest.mark.browser

MAX_BYTES = 40_000


def test_the_widget_is_one_small_file_without_markup_or_evaluation() -> None:
    """A constraint of the widget: what documents say can only become text."""
    source = (STATIC / "widget.js").read_text()

    assert len(source.encode()) < MAX_BYTES
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function", source)
        == []
    )
    assert re.findall(r"^import .*", source, re.MULTILINE) == []


def test_positions_stand_side_by_side_with_who_says_what_and_when(page: Page, service: ScriptedService) -> None:
    """Three figures are three columns, each with its sources; a copy is counted, not repeated."""
    page.goto(service.url)
    ask(page, "toll")
    positions = page.locator(last(".position"))

    expect(positions).to_have_count(3)
    expect(page.locator(last(".value"))).to_have_text(["149 people", "144 people", "115 people"])
    expect(page.locator(last(".kicker"))).to_have_text("Sources disagreeFigures differ, high confidence")
    expect(page.locator(last(".independence"))).to_have_text(
        ["1 independent source in 2 documents", "1 independent source", "1 independent source"]
    )
    expect(positions.nth(1).locator(".provenance")).to_have_text("Regional Security Desk14 August 2024page 3")
    expect(positions.nth(0).locator("blockquote")).to_have_text([TOLL["citations"][0]["quote"]])
    expect(positions.nth(0).locator(".same")).to_have_count(1)
    boxes = [positions.nth(number).bounding_box() for number in range(3)]
    assert len({box["y"] for box in boxes if box}) == 1
    assert [box["x"] for box in boxes if box] == sorted({box["x"] for box in boxes if box})


def test_a_timeline_orders_what_was_said_by_date(page: Page, service: ScriptedService) -> None:
    """Oldest first, with the time between; none where a position has no date."""
    page.goto(service.url)
    ask(page, "update")
    points = page.locator(last(".timeline li"))

    expect(points).to_have_text(
        [
            "23 March 2024115 peopleEvening Wire",
            "20 March 202512 months later149 peopleInstitute for Conflict Review",
        ]
    )
    expect(page.locator(last(".kicker"))).to_contain_text("Sources differ by dateUpdated over time, low confidence")
    ask(page, "stance")
    expect(page.locator(last(".kicker"))).to_contain_text("Opposing claims, moderate confidence")
    expect(page.locator(last(".value"))).to_have_text(["cannot contain it", "has contained it"])
    expect(page.locator(last(".timeline"))).to_have_count(0)


def test_a_marker_opens_the_document_at_the_quote(page: Page, service: ScriptedService) -> None:
    """The quote is highlighted, in view, in its surroundings, with a way to the original."""
    page.goto(service.url)
    ask(page, "toll")
    page.get_by_role("button", name="[1] Show in document").click()
    dialog = page.get_by_role("dialog", name=REVIEW.title)

    expect(dialog.locator("mark")).to_have_text(TOLL["citations"][0]["quote"])
    expect(dialog.locator("mark")).to_be_in_viewport(ratio=1)
    assert dialog.locator(".text").inner_text() == REVIEW.text
    expect(dialog.locator(".provenance")).to_have_text("Institute for Conflict Review20 March 2025Original")
    expect(dialog.get_by_role("link", name="Original")).to_have_attribute("href", "https://example.org/review")


def test_a_bracketed_figure_of_a_document_is_no_marker(page: Page, service: ScriptedService) -> None:
    """Only numbers of citations become buttons, and within a statement only of its own."""
    page.goto(service.url)
    ask(page, "plain")

    expect(page.locator(last(".marker"))).to_have_text(["[1]", "[2]"])
    expect(page.locator(last(".answer"))).to_have_text(BRACKETS)
    expect(page.locator(last(".source blockquote")).first).to_have_text("Gunmen stormed the hall")


def test_hostile_documents_are_shown_and_harm_nothing(page: Page, service: ScriptedService) -> None:
    """Markup stays text, astral and combining characters do not shift the span, nothing overflows or runs."""
    page.goto(service.url)
    title = page.title()
    ask(page, "hostile")
    expect(page.locator(last(".source cite")).first).to_have_text(HOSTILE_TITLE)
    expect(page.locator(last("blockquote")).first).to_have_text(HOSTILE_QUOTE)
    page.locator(last(".open")).first.click()
    mark = page.locator("mark")
    mark.wait_for()

    assert mark.evaluate("it => it.textContent") == HOSTILE_QUOTE
    assert mark.evaluate("it => it.previousSibling.data") == HOSTILE.text[: HOSTILE.text.index(HOSTILE_QUOTE)]
    expect(page.get_by_role("dialog").get_by_role("status")).to_be_empty()
    text = page.locator("dialog .text").evaluate("it => it.textContent")
    assert HOSTILE.text.startswith(text)
    assert text.startswith("\ufeff")
    assert page.locator("dialog a").count() == 0
    assert page.locator("counterpoint-chat :is(script, iframe, img, svg)").count() == 0
    assert page.title() == title
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_found_is_said(page: Page, service: ScriptedService) -> None:
    """No answer, no sources, and words that say so."""
    page.goto(service.url)
    ask(page, "nothing")

    expect(page.get_by_text("Nothing in these documents answers this.")).to_be_visible()
    expect(page.locator(last(".sources"))).to_have_count(0)


def test_a_problem_is_told_and_can_be_tried_again(page: Page, service: ScriptedService) -> None:
    """The service's own words, as text; asking again sends the question again."""
    page.goto(service.url)
    ask(page, "broken")

    expect(page.locator(last(".verdict"))).to_have_text(str(BROKEN["title"]))
    expect(page.locator(last(".advice"))).to_have_text(str(BROKEN["detail"]))
    page.get_by_role("button", name="Ask again").click()
    expect(page.get_by_role("button", name="Ask again")).to_be_visible()
    assert [it["question"] for it in service.asked] == ["broken", "broken"]


def test_an_unreadable_answer_and_no_service_are_problems(page: Page, service: ScriptedService) -> None:
    """A body that is no answer, a service that is gone and a missing connection each have their words."""
    page.goto(service.url)
    ask(page, "garbled")
    expect(page.locator(last(".verdict"))).to_have_text("The answer cannot be read")
    page.context.set_offline(True)
    ask(page, "toll")
    expect(page.locator(last(".verdict"))).to_have_text("You are offline")
    page.context.set_offline(False)
    service.close()
    ask(page, "toll")

    expect(page.locator(last(".verdict"))).to_have_text("The service cannot be reached")


def test_a_newer_question_supersedes_one_still_waiting(page: Page, service: ScriptedService) -> None:
    """The older request is cancelled and says so; Stop does the same."""
    page.goto(service.url)
    ask(page, "slow")
    expect(page.get_by_text("Reading the documents…")).to_be_visible()
    ask(page, "plain")

    expect(page.locator(last(".answer"))).to_be_visible()
    expect(page.locator("article").first.locator(".verdict")).to_have_text("Stopped")
    ask(page, "slow")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("You stopped this question.")).to_be_visible()


def test_a_changed_attribute_loses_no_question(page: Page, service: ScriptedService) -> None:
    """Examples may come late; another collection gives the question up, and its answer never shows there."""
    page.goto(service.url)
    chat = page.locator("counterpoint-chat")
    ask(page, "slow")
    chat.evaluate("it => it.setAttribute('example', 'Late?')")
    expect(page.get_by_text("Reading the documents…")).to_be_visible()
    chat.evaluate("it => it.setAttribute('collection', 'other')")
    expect(page.get_by_role("button", name="Late?")).to_be_visible()
    service.held.set()
    ask(page, "nothing")
    page.locator(last(".verdict")).wait_for()

    expect(page.locator("article .question")).to_have_text(["nothing"])
    assert [it["collection"] for it in service.asked] == ["default", "other"]


def test_the_conversation_outlives_a_reload(page: Page, service: ScriptedService) -> None:
    """Answers come back without asking, citations open, problems are left out; Start over forgets."""
    page.goto(service.url)
    for question in ("toll", "broken", "plain"):
        ask(page, question)
        page.locator(last(":is(.answer, .verdict)")).wait_for()
    page.reload()

    expect(page.locator("article .question")).to_have_text(["toll", "plain"])
    expect(page.locator(".position")).to_have_count(3)
    page.get_by_role("button", name="[4] Show in document").click()
    expect(page.locator("mark")).to_have_text(TOLL["citations"][3]["quote"])
    page.keyboard.press("Escape")
    assert len(service.asked) == 3
    page.get_by_role("button", name="Start over").click()
    page.reload()
    expect(page.get_by_text("Ask, and see who says what.")).to_be_visible()


def test_what_is_stored_is_bounded_and_may_be_refused(page: Page, service: ScriptedService) -> None:
    """Long answers push the oldest out; a browser that forbids storage costs the memory and nothing else."""
    page.goto(service.url)
    page.locator("counterpoint-chat").evaluate(
        "async chat => { for (let turn = 0; turn < 24; turn += 1) await chat.ask('nothing'); }"
    )
    size = "Object.values(sessionStorage).map(it => JSON.parse(it).length)"
    assert page.evaluate(size) == [20]
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('no') }})")
    page.reload()
    ask(page, "toll")

    expect(page.locator(".position")).to_have_count(3)


def test_a_changed_or_removed_document_is_told(page: Page, service: ScriptedService) -> None:
    """The quote is searched for, and shown as cited where it is gone."""
    page.goto(service.url)
    ask(page, "toll")
    service.documents["copy"] = service.documents["wire"]
    moved = "A line more.\n" + REVIEW.text
    service.documents["review"] = type(REVIEW)("review", REVIEW.name, None, None, None, moved)
    del service.documents["briefing"]
    opened = page.get_by_role("dialog")
    for number, words in (
        (1, "now stands elsewhere"),
        (2, "no longer in it"),
        (3, "no longer in the collection"),
    ):
        page.get_by_role("button", name=f"[{number}] Show in document").click()
        expect(opened.get_by_role("status")).to_contain_text(words)
        quoted = opened.locator("mark" if number == 1 else ".note blockquote")
        expect(quoted).to_have_text(TOLL["citations"][number - 1]["quote"])
        page.keyboard.press("Escape")

    assert COPY.title is None


def test_a_long_document_is_shown_around_the_quote(page: Page, service: ScriptedService) -> None:
    """The quote comes with its surroundings first, and with the rest on request."""
    text = "Early line.\n" * 5_000 + REVIEW.text + "Late line.\n" * 5_000
    service.documents["review"] = type(REVIEW)("review", REVIEW.name, None, None, None, text)
    page.goto(service.url)
    ask(page, "toll")
    page.get_by_role("button", name="[1] Show in document").click()
    shown = page.locator("dialog .text")
    expect(page.locator("mark")).to_have_text(TOLL["citations"][0]["quote"])
    before = len(shown.inner_text())
    assert before < 10_000
    page.get_by_role("button", name="Show later text").click()
    page.get_by_role("button", name="Show earlier text").click()

    assert len(shown.inner_text()) > before + 39_000
    assert page.locator("dialog .page").evaluate("it => it.scrollTop") > 10_000  # still at the line being read


def test_the_keyboard_alone_is_enough(page: Page, service: ScriptedService) -> None:
    """Ask, walk to a quote, open it, scroll, close, and be back where one was."""
    page.goto(service.url)
    page.get_by_label("Question", exact=True).focus()
    page.keyboard.type("toll")
    page.keyboard.press("Enter")
    page.locator(last(".position")).first.wait_for()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if "[4]" in str(page.evaluate("document.activeElement.shadowRoot?.activeElement?.textContent")):
            break
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("mark")).to_have_text(TOLL["citations"][3]["quote"])
    expect(dialog.get_by_role("heading")).to_be_focused()
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="[4] Show in document")).to_be_focused()


def test_a_phone_shows_everything_without_scrolling_sideways(browser: Browser, service: ScriptedService) -> None:
    """Columns become a stack, and neither page nor panel is wider than the screen."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(service.url)
    for question in ("toll", "stance", "update", "hostile", "broken"):
        ask(page, question)
        page.locator(last(":is(.answer, .verdict)")).wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    positions = page.locator("article").first.locator(".position")
    assert len({positions.nth(number).bounding_box()["x"] for number in range(3)}) == 1  # type: ignore[index]
    page.locator(".voice .open").first.click()
    page.locator("mark").wait_for()
    wider = "all => all.filter(it => it.scrollWidth > it.clientWidth).length"
    assert page.locator("dialog[open], dialog[open] .page").evaluate_all(wider) == 0
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_violation(
    browser: Browser, service: ScriptedService, scheme: Literal["light", "dark"], width: int
) -> None:
    """Empty, every kind of answer, problems and the open document."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(service.url)
    page.locator("#documents li").first.wait_for()
    reports = [Axe().run(page).generate_report()]
    for question in ("toll", "stance", "update", "nothing", "broken"):
        ask(page, question)
        page.locator(last(":is(.answer, .verdict)")).wait_for()
    ask(page, "slow")
    page.locator(last(".loading")).wait_for()
    reports.append(Axe().run(page).generate_report())
    page.locator(".voice .open").first.click()
    page.locator("mark").wait_for()
    reports.append(Axe().run(page).generate_report())
    context.close()

    assert reports == ["Found 0 accessibility violations:\n"] * 3


def test_the_theme_attribute_goes_before_the_readers_preference(page: Page, service: ScriptedService) -> None:
    """Dark where asked for, light otherwise, and a custom property goes before both."""
    page.goto(service.url)
    chat = page.locator("counterpoint-chat")
    colour = "it => getComputedStyle(it).backgroundColor"
    assert chat.evaluate(colour) == "rgb(255, 255, 255)"
    chat.evaluate("it => it.setAttribute('theme', 'dark')")
    assert chat.evaluate(colour) == "rgb(21, 23, 26)"
    chat.evaluate("it => it.style.setProperty('--counterpoint-paper', 'rgb(1, 2, 3)')")
    assert chat.evaluate(colour) == "rgb(1, 2, 3)"


def test_it_works_on_a_page_of_another_origin_under_a_strict_policy(page: Page, service: ScriptedService) -> None:
    """No inline style or script, no evaluation: the policy of the embedding page reports nothing."""
    host = ScriptedService()
    try:
        service.shared = True
        host.policy = (
            f"default-src 'none'; script-src {service.url}; connect-src {service.url}; "
            "require-trusted-types-for 'script'"
        )
        host.pages["/article"] = (
            "<!doctype html><html lang=en><title>An article</title>"
            f'<script type="module" src="{service.url}/widget.js"></script>'
            '<counterpoint-chat collection="default"></counterpoint-chat>'
        )
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(f"{host.url}/article")
        ask(page, "toll")
        page.get_by_role("button", name="[3] Show in document").click()
        expect(page.locator("mark")).to_have_text(TOLL["citations"][2]["quote"])
        assert refused == []
        assert page.locator(".position").first.evaluate("it => getComputedStyle(it).display") == "grid"
    finally:
        host.close()


def test_a_figure_is_set_apart_from_its_unit(page: Page, service: ScriptedService) -> None:
    """Only where the value is one figure; dates, times and words stay whole."""
    apart = {
        "149 people": ["", "149", "people"],
        "about 2,000 fighters": ["about", "2,000", "fighters"],
        "4,000–6,000 fighters": ["", "4,000–6,000", "fighters"],
        "€1.5 million": ["", "€1.5", "million"],
        "12%": ["", "12%", ""],
        "22 March 2024": ["", "22 March 2024", ""],
        "05:30": ["", "05:30", ""],
        "cannot contain it": ["", "cannot contain it", ""],
    }
    page.goto(service.url)
    script = """async values => {
      const { figureApart } = await import("/widget.js");
      return values.map(value => figureApart(value).map(part => part ?? ""));
    }"""

    assert page.evaluate(script, list(apart)) == list(apart.values())


def test_a_subclass_can_reach_the_service_its_own_way(page: Page, service: ScriptedService) -> None:
    """`request` is the one place that does, and the events tell what came of it."""
    page.goto(service.url)
    told = page.evaluate(
        """async () => {
          const { CounterpointChat } = await import("/widget.js");
          const told = [];
          class Private extends CounterpointChat {
            request(path, options) { told.push(path); return super.request(path, options); }
          }
          Private.define("private-chat");
          const chat = document.createElement("private-chat");
          for (const name of ["loadstart", "load", "error", "loadend"]) {
            chat.addEventListener(name, () => told.push(name));
          }
          document.body.append(chat);
          await chat.ask("plain");
          await chat.ask("broken");
          return told;
        }"""
    )

    assert told == ["loadstart", "/v1/ask", "load", "loadend", "loadstart", "/v1/ask", "error", "loadend"]
