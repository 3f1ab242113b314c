"""The conversation: problems, waiting, and what is left of it after a reload."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser_scenes import BROKEN, TOLL
from tests.browser_service import ScriptedService
from tests.browser_steps import ask, last

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = pytest.mark.browser


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


def test_a_question_cut_short_by_a_reload_can_be_asked_again(page: Page, service: ScriptedService) -> None:
    """It stands where it stood, after what was answered, and goes on as any other once it is."""
    page.goto(service.url)
    ask(page, "plain")
    page.locator(last(".answer")).wait_for()
    ask(page, "slow")
    page.locator(last(".loading")).wait_for()
    page.reload()
    expect(page.locator("article .question")).to_have_text(["plain", "slow"])
    expect(page.locator(last(".verdict"))).to_have_text("This question has no answer yet")
    assert [it["question"] for it in service.asked] == ["plain", "slow"]
    service.held.set()
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator(last(".verdict"))).to_have_text("Nothing in these documents answers this.")
    page.reload()

    expect(page.locator("article .question")).to_have_text(["plain", "slow"])
    expect(page.locator(last(".verdict"))).to_have_text("Nothing in these documents answers this.")


def test_a_service_out_of_reach_of_another_site_says_what_allows_it(page: Page, service: ScriptedService) -> None:
    """The browser does not tell why; on the service's own page nothing has to be allowed."""
    host = ScriptedService()
    try:
        host.policy = "default-src * 'unsafe-inline'"
        host.pages["/article"] = (
            '<!doctype html><html lang=en><title>News</title><script type="module" src="/widget.js"></script>'
            f'<counterpoint-chat src="{service.url}"></counterpoint-chat>'
        )
        page.goto(f"{host.url}/article")
        ask(page, "toll")
        words = f"Nothing answers at {service.url}. Is it running with --allow-origin {host.url}?"
        expect(page.locator(last(".advice"))).to_have_text(words)
        page.goto(service.url)
        service.close()
        ask(page, "toll")
        expect(page.locator(last(".advice"))).to_have_text(f"Nothing answers at {service.url}. Is it running?")
    finally:
        host.close()


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


def test_an_answer_is_shown_as_it_comes(page: Page, service: ScriptedService) -> None:
    """Sources are counted, words appear, the whole answer takes their place; markup in the words stays text."""
    page.goto(service.url)
    ask(page, "streamed")
    expect(page.locator(last(".loading"))).to_have_text("Reading 4 documents…")
    expect(page.locator(last(".answer"))).to_have_text("The sources ")
    service.held.set()

    expect(page.locator(last(".position"))).to_have_count(3)
    expect(page.locator(last(".answer"))).to_have_count(1)
    assert service.asked[-1]["stream"] is True


def test_an_answer_that_breaks_off_is_a_problem(page: Page, service: ScriptedService) -> None:
    """What had come of it does not stay."""
    page.goto(service.url)
    service.held.set()
    ask(page, "streamed and torn")

    expect(page.locator(last(".verdict"))).to_have_text("It broke off")
    expect(page.locator(last(".advice"))).to_have_text("The reader stopped.")
    expect(page.locator(last(".answer"))).to_have_count(0)


def test_a_streamed_answer_can_be_stopped(page: Page, service: ScriptedService) -> None:
    page.goto(service.url)
    ask(page, "streamed")
    expect(page.locator(last(".answer"))).to_have_text("The sources ")
    page.get_by_role("button", name="Stop").click()

    expect(page.get_by_text("You stopped this question.")).to_be_visible()


def test_a_note_on_how_the_answer_came_about_is_shown(page: Page, service: ScriptedService) -> None:
    """Whether a language model worded it, as text, before what it is about."""
    page.goto(service.url)
    ask(page, "noted")

    expect(page.locator(last(".body > :first-child"))).to_have_text("Written by <b>tiny</b> from the quotes.")


def test_a_question_misread_says_so_where_nothing_answers(page: Page, service: ScriptedService) -> None:
    """How a follow-up was understood is shown, as text, with an answer or without."""
    page.goto(service.url)
    ask(page, "misread")

    expect(page.locator(last(".verdict"))).to_have_text("Nothing in these documents answers this.")
    expect(page.locator(last(".body > .same"))).to_have_text("Understood as: What does <b>Solvik</b> cost?")
