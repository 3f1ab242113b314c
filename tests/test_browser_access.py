"""The widget for every reader and on every page: keyboard, phone, screen reader, theme, other sites."""

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.browser_scenes import TOLL
from tests.browser_service import STATIC, ScriptedService
from tests.browser_steps import ask, last

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = pytest.mark.browser


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


def test_the_systems_preference_is_the_pages_and_the_widgets(browser: Browser, service: ScriptedService) -> None:
    """Both are dark for whose system is, with light letters, and follow when it changes."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(service.url)
    ask(page, "toll")
    page.locator(last(".position")).first.wait_for()
    seen = "it => [getComputedStyle(it).backgroundColor, getComputedStyle(it).color]"
    light, dark = "rgb(27, 27, 26)", "rgb(236, 235, 230)"
    parts = page.locator("body"), page.locator("counterpoint-chat")
    assert [part.evaluate(seen) for part in parts] == [["rgb(14, 16, 18)", dark], ["rgb(21, 23, 26)", dark]]
    assert page.locator(last(".position")).first.evaluate(seen)[1] == dark
    page.emulate_media(color_scheme="light")
    assert [part.evaluate(seen) for part in parts] == [["rgb(244, 241, 234)", light], ["rgb(255, 255, 255)", light]]
    context.close()


def test_the_theme_attribute_goes_before_the_readers_preference(page: Page, service: ScriptedService) -> None:
    """Dark where asked for, light where that is, and a custom property goes before both."""
    page.goto(service.url)
    chat = page.locator("counterpoint-chat")
    colour = "it => getComputedStyle(it).backgroundColor"
    assert chat.evaluate(colour) == "rgb(255, 255, 255)"
    chat.evaluate("it => it.setAttribute('theme', 'dark')")
    assert chat.evaluate(colour) == "rgb(21, 23, 26)"
    page.emulate_media(color_scheme="dark")
    chat.evaluate("it => it.setAttribute('theme', 'light')")
    assert chat.evaluate(colour) == "rgb(255, 255, 255)"
    chat.evaluate("it => it.style.setProperty('--counterpoint-paper', 'rgb(1, 2, 3)')")
    assert chat.evaluate(colour) == "rgb(1, 2, 3)"


PROPERTIES = [
    ("ink", "#010203", ".question", "color", "rgb(1, 2, 3)"),
    ("muted", "#010203", ".provenance", "color", "rgb(1, 2, 3)"),
    ("paper", "#010203", "footer", "backgroundColor", "rgb(1, 2, 3)"),
    ("surface", "#010203", ".position", "backgroundColor", "rgb(1, 2, 3)"),
    ("rule", "#010203", ".voice", "borderTopColor", "rgb(1, 2, 3)"),
    ("accent", "#010203", ".open", "color", "rgb(1, 2, 3)"),
    ("dissent", "#010203", ".kicker strong", "color", "rgb(1, 2, 3)"),
    ("mark", "#010203", "mark", "backgroundColor", "rgb(1, 2, 3)"),
    ("serif", "Gothic", "blockquote", "fontFamily", "Gothic"),
    ("sans", "Gothic", ".kicker", "fontFamily", "Gothic"),
    ("size", "20px", ".frame", "fontSize", "20px"),
    ("radius", "7px", ".ask", "borderTopLeftRadius", "7px"),
]


@pytest.mark.parametrize(("name", "value", "of", "style", "becomes"), PROPERTIES)
def test_it_takes_the_look_of_its_page(
    page: Page, service: ScriptedService, name: str, value: str, of: str, style: str, becomes: str
) -> None:
    """Every custom property that the README names."""
    service.pages["/article"] = (
        "<!doctype html><html lang=en><title>An article</title><counterpoint-chat></counterpoint-chat>"
        '<script type="module" src="/widget.js"></script>'
    )
    page.goto(f"{service.url}/article")
    page.locator("counterpoint-chat").evaluate(f"it => it.style.setProperty('--counterpoint-{name}', '{value}')")
    ask(page, "toll")
    page.locator(last(".open")).first.click()
    page.locator("mark").wait_for()

    assert page.locator(of).first.evaluate(f"it => getComputedStyle(it).{style}") == becomes


def test_every_custom_property_of_the_readme_is_tried() -> None:
    """And none is left in the widget that the README does not name."""
    readme = (STATIC.parent.parent / "README.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"\| styling \| `--counterpoint-` and (.*) \|", readme)
    used = set(re.findall(r"var\(--counterpoint-(\w+)", (STATIC / "widget.js").read_text(encoding="utf-8")))

    assert set(re.findall(r"`(\w+)`", row)) == {name for name, *_ in PROPERTIES} == used


def test_a_screen_reader_hears_the_answer_once_it_is_whole(page: Page, service: ScriptedService) -> None:
    """New turns are announced, words that still come are not, and where a quote begins and ends is said."""
    page.goto(service.url)
    log = page.get_by_role("log", name="Conversation")
    expect(log).to_have_attribute("aria-live", "polite")
    ask(page, "streamed")
    expect(log.locator(".answer")).to_have_attribute("aria-hidden", "true")
    service.held.set()
    expect(log.locator(".position")).to_have_count(3)
    expect(log.locator(".answer")).not_to_have_attribute("aria-hidden", "true")
    page.get_by_role("button", name="[1] Show in document").click()
    said = "it => ['::before', '::after'].map(end => getComputedStyle(it, end).content)"

    assert page.locator("mark").evaluate(said) == ['" [quote begins] "', '" [quote ends] "']


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


def test_a_launched_chat_leaves_room_to_read_on_a_phone_held_sideways(page: Page, service: ScriptedService) -> None:
    """Close stands beside Ask, over nothing else, and four fifths of the screen are the answer's."""
    service.pages["/article"] = (
        "<!doctype html><html lang=en><title>An article</title>"
        '<script type="module" src="/widget.js"></script><counterpoint-chat launcher="Ask"></counterpoint-chat>'
    )
    page.set_viewport_size({"width": 740, "height": 340})
    page.goto(f"{service.url}/article")
    page.locator(".launch").click()
    ask(page, "toll")
    said = page.locator(last(".disagreement h3"))
    expect(said).to_be_in_viewport(ratio=1)
    places = [
        page.locator(part).bounding_box() for part in (".scroller", "form .ask", ".launch", last(".disagreement h3"))
    ]
    scroller, send, close, words = [box for box in places if box]
    assert scroller["height"] >= 0.8 * 340
    assert words["y"] + words["height"] <= scroller["y"] + scroller["height"]
    assert close["x"] >= send["x"] + send["width"]
    assert close["y"] >= scroller["y"] + scroller["height"]
    assert close["y"] + close["height"] <= 340


def test_a_launcher_opens_and_closes_the_chat(page: Page, service: ScriptedService) -> None:
    """Closed at first, by keyboard too, and it stays within a phone's screen."""
    service.pages["/article"] = (
        "<!doctype html><html lang=en><title>An article</title><main><h1>News</h1></main>"
        '<script type="module" src="/widget.js"></script>'
        '<counterpoint-chat launcher="Ask the archive"></counterpoint-chat>'
    )
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{service.url}/article")
    launch = page.get_by_role("button", name="Ask the archive")
    field = page.get_by_label("Question", exact=True)
    expect(launch).to_have_attribute("aria-expanded", "false")
    expect(field).to_be_hidden()
    launch.focus()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    ask(page, "toll")
    expect(page.locator(last(".position"))).to_have_count(3)
    box = page.locator(".frame").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] >= 0
    close = page.get_by_role("button", name="Close", exact=True)
    expect(close).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")

    expect(field).to_be_hidden()
    expect(launch).to_be_focused()
    launch.click()
    close.click()
    expect(field).to_be_hidden()
