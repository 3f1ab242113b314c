"""How a disagreement is laid out: its timeline, where its lines break, and what of it a phone shows at once."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser_service import ScriptedService
from tests.browser_steps import ask, last

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = pytest.mark.browser


def test_a_timeline_orders_no_two_of_the_same_date_and_keeps_the_undated(page: Page, service: ScriptedService) -> None:
    """They share a point; who says something without a date is named beside it."""
    page.goto(service.url)
    told = page.evaluate(
        """async () => {
          const { disagreementBlock } = await import("/widget.js");
          const dates = ["2024", "2022", "2024", null, "2021"];
          const citations = dates.map((published, at) => (
            { number: at + 1, document_id: "d", document: "d", source: `S${at + 1}`, published, quote: `Quote ${at}.` }
          ));
          const position = (value, ...cited) => ({ text: `It is ${value}`, value, citations: cited, sources: 2 });
          const positions = [position("No", 1, 4, 5), position("Yes", 2, 3)];
          const block = disagreementBlock({ kind: "stance", summary: "s", positions }, citations, () => null);
          return [".timeline li", "p.by"].map((part) => [...block.querySelectorAll(part)].map((it) => it.textContent));
        }"""
    )

    assert told == [["2021NoS5", "2022YesS2", "2024NoS1YesS3"], ["Undated: No · S4"]]


def test_no_line_ends_with_the_dot_between_source_and_date(page: Page, service: ScriptedService) -> None:
    """It comes with the date, and where the date begins a line it lies outside of what is shown."""
    page.goto(service.url)
    ask(page, "toll")
    line = page.locator(last(".position .provenance")).nth(1)
    places = """it => {
      const [source, date] = it.children;
      const box = (element) => element.getBoundingClientRect();
      const dots = [source, date].map((part) => {
        const dot = getComputedStyle(part, "::before");
        return [dot.content, box(part).left + parseFloat(dot.left) + parseFloat(dot.width) - box(it).left];
      });
      const shown = parseFloat(getComputedStyle(it).clipPath.slice("inset(".length));
      const after = getComputedStyle(source, "::after").content;
      return { wrapped: box(date).top > box(source).top, dots, shown, after };
    }"""
    seen = {}
    for width in ("8em", "60em"):
        line.evaluate("(it, width) => { it.style.width = width; }", width)
        found = line.evaluate(places)
        assert found["after"] == "none"
        assert [content for content, _ in found["dots"]] == ['"·"', '"·"']
        seen[found["wrapped"]] = [right > found["shown"] for _, right in found["dots"]]

    assert seen == {True: [False, False], False: [False, True]}


def test_a_phone_shows_all_values_before_the_first_card(page: Page, service: ScriptedService) -> None:
    """In one row; where the cards stand side by side there is none."""
    page.goto(service.url)
    ask(page, "toll")
    row = page.locator(last(".glance"))
    expect(row).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 780})
    expect(row).to_be_visible()
    expect(row.locator("bdi")).to_have_text(["149 people", "144 people", "115 people"])
    boxes = [one.bounding_box() for one in row.locator("bdi").all()]
    card = page.locator(last(".position")).first.bounding_box()
    assert card is not None
    assert len({box["y"] for box in boxes if box}) == 1
    assert all(box["y"] + box["height"] <= card["y"] for box in boxes if box)
    ask(page, "stance")
    expect(page.locator(last(".glance bdi"))).to_have_text(["cannot contain it", "has contained it"])
