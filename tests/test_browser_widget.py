"""What the widget shows of an answer and of a document, against a service that answers by script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser_scenes import BRACKETS, COPY, HOSTILE, HOSTILE_QUOTE, HOSTILE_TITLE, REVIEW, TOLL
from tests.browser_service import STATIC, ScriptedService
from tests.browser_steps import ask, last

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = pytest.mark.browser

MAX_BYTES = 40 * 1024


def test_the_widget_is_one_small_file() -> None:
    source = (STATIC / "widget.js").read_text()

    assert len(source.encode()) < MAX_BYTES
    assert re.findall(r"^import .*", source, re.MULTILINE) == []


@pytest.mark.parametrize("script", sorted(STATIC.glob("*.js")), ids=lambda it: it.name)
def test_no_script_makes_markup_or_evaluates(script: Path) -> None:
    """A constraint of all of them: what documents say can only become text."""
    makes = r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|DOMParser|createContextualFragment"

    assert re.findall(rf"{makes}|\beval\(|new Function", script.read_text()) == []


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
    said = page.locator(last(".disagreement h3"))
    expect(said).to_have_text(TOLL["disagreements"][0]["summary"])
    boxes = [positions.nth(number).bounding_box() for number in range(3)]
    sentence = said.bounding_box()
    assert sentence is not None
    assert sentence["y"] + sentence["height"] <= min(box["y"] for box in boxes if box)
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


BLOCK = """async ({ kind, said, chosen }) => {
  const { disagreementBlock } = await import("/widget.js");
  const positions = said.map(([value, ...citations]) => ({ text: value, value, citations, sources: 1 }));
  const dated = (number) => ({ number, document_id: "d", document: "d", published: `202${number}` });
  const citations = [1, 2, 3].map((number) => ({ ...dated(number), quote: `Quote ${number}.` }));
  const block = disagreementBlock({ kind, summary: "s", positions }, citations, () => null);
  return [...block.querySelectorAll(chosen)].map((it) => it.textContent);
}"""


def test_a_timeline_puts_no_words_into_another_sources_mouth(page: Page, service: ScriptedService) -> None:
    """Where a position is told in the words of its first source, each source stands there with its own."""
    page.goto(service.url)
    said = [["The bridge is safe.", 1, 2], ["A bridge that is by no means …", 3]]
    points = page.evaluate(BLOCK, {"kind": "stance", "said": said, "chosen": ".timeline .point"})

    assert points == ["Quote 1.", "Quote 2.", "Quote 3."]


def test_what_differs_is_a_figure_only_where_it_is_one(page: Page, service: ScriptedService) -> None:
    page.goto(service.url)
    nature = ".kicker span"
    figures = {"kind": "value", "said": [["14 people", 1], ["19 people", 2]], "chosen": nature}
    names = {"kind": "value", "said": [["Anna Berg", 1], ["Ola Dahl", 2]], "chosen": nature}

    assert page.evaluate(BLOCK, figures) == ["Figures differ"]
    assert page.evaluate(BLOCK, names) == ["Answers differ"]


def test_no_line_begins_with_a_marker(page: Page, service: ScriptedService) -> None:
    """At any width it stays with the word before it."""
    page.goto(service.url)
    ask(page, "plain")
    marker = page.locator(last(".marker")).first
    lines = set()
    for width in range(330, 560, 6):
        page.set_viewport_size({"width": width, "height": 800})
        answer, box = page.locator(last(".answer")).bounding_box(), marker.bounding_box()
        assert answer is not None
        assert box is not None
        assert box["x"] - answer["x"] > 20, f"at {width}"
        lines.add(round(box["y"] - answer["y"]))
    assert len(lines) > 1, "it came to stand on more than one line"


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
    page.keyboard.press("Escape")
    page.get_by_role("button", name="[3] Show in document").click()
    expect(page.get_by_role("dialog").locator(".provenance")).to_have_text("Regional Security Desk14 August 2024page 3")


def test_a_question_goes_out_with_the_turns_before_it(page: Page, service: ScriptedService) -> None:
    """A follow-up can only be understood with what was asked and answered before; what failed is left out."""
    page.goto(service.url)
    for number, question in enumerate(("toll", "broken", "and before?"), start=1):
        ask(page, question)
        expect(page.locator("counterpoint-chat article")).to_have_count(number)
        expect(page.get_by_role("button", name="Stop")).to_have_count(0)

    assert [len(body["earlier"]) for body in service.asked] == [0, 1, 1]
    assert service.asked[-1]["earlier"][0]["question"] == "toll"
    assert isinstance(service.asked[-1]["earlier"][0]["answer"], str)


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
