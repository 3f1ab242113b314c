"""The lists of the demo page: a collection that holds nothing, what can be filtered, what evaluations found."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser_scenes import STANCE, TOLL, UPDATE, Json
from tests.browser_service import ScriptedService
from tests.browser_steps import ask, last

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = pytest.mark.browser


def test_a_collection_whose_documents_are_gone_has_nothing_to_ask(page: Page, service: ScriptedService) -> None:
    """It says how to add some, in words and without asking; what was added can then be asked again."""
    kept, service.documents = service.documents, {}
    page.goto(service.url)
    expect(page.locator("#state")).to_contain_text("This collection is empty.")
    ask(page, "toll")
    expect(page.locator(last(".verdict"))).to_have_text("There is nothing to ask yet")
    expect(page.locator(last(".advice"))).to_have_text(
        "The collection “default” holds no documents. Drop files on this page or choose them under “Documents”, "
        "then ask again."
    )
    assert service.asked == []
    service.documents = kept
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator(last(".position"))).to_have_count(3)


def test_a_collection_that_is_not_there_yet_is_told_without_a_command(page: Page, service: ScriptedService) -> None:
    """The service knows no such collection, which to a reader is the same as an empty one."""
    page.goto(f"{service.url}/?collection=new")
    expect(page.locator("#state")).to_contain_text("This collection is empty.")
    missing = {
        "title": "Not Found",
        "status": 404,
        "detail": "There is none. `counterpoint list` shows those there are.",
    }
    page.route("**/v1/ask", lambda it: it.fulfill(status=404, json=missing))
    ask(page, "Anything?")

    expect(page.locator(last(".verdict"))).to_have_text("There is nothing to ask yet")
    expect(page.locator(last(".advice"))).to_contain_text("The collection “new” holds no documents.")


def found_unasked(scene: Json, number: int) -> Json:
    """A scene's disagreement as the list has it."""
    found: Json = scene["disagreements"][0]
    return found | {"id": f"dis_{number}", "about": "how many died", "citations": scene["citations"]}


def test_every_source_can_be_chosen_from_the_first_page_on(page: Page, service: ScriptedService) -> None:
    """Those that take part in what is not shown yet, too; and what finds nothing says what it looked for."""
    service.disagreements = [found_unasked(scene, number) for number, scene in enumerate((TOLL, UPDATE, STANCE))]
    page.goto(service.url)
    state, kind = page.locator("#dissent-state"), page.get_by_label("Kind of disagreement")
    source = page.get_by_label("Source that takes part")
    expect(page.locator("#dissent .disagreement")).to_have_count(2)
    source.select_option("Field Notes")
    expect(page.locator("#dissent .disagreement")).to_have_count(1)
    kind.select_option("updates over time")
    expect(state).to_have_text("No disagreement of this kind in which this source takes part.")
    service.disagreements = service.disagreements[:1]
    kind.select_option("every kind")
    expect(state).to_have_text("No disagreement in which this source takes part.")
    source.select_option("every source")
    kind.select_option("opposing claims")
    expect(state).to_have_text("No disagreement of this kind.")


def test_what_a_disagreement_is_about_begins_as_a_heading_does(page: Page, service: ScriptedService) -> None:
    """With a capital, and nearer to its own rule than the lines within are to one another."""
    service.disagreements = [found_unasked(TOLL, 1)]
    page.goto(service.url)
    label = page.locator("#dissent .label")
    label.wait_for()
    above, below = label.bounding_box(), page.locator("#dissent .disagreement").bounding_box()
    assert above is not None
    assert below is not None
    assert label.evaluate("it => getComputedStyle(it, '::first-letter').textTransform") == "uppercase"
    assert 0 <= below["y"] - (above["y"] + above["height"]) <= 8


def share(value: float | None, n: int) -> Json:
    return {"value": value, "n": n}


def test_an_evaluation_says_of_what_set_and_what_it_found(page: Page, service: ScriptedService, tmp_path: Path) -> None:
    """How many were right, and the figures as counts; those of nothing are left out, those of other collections too."""
    page.goto(service.url)
    page.get_by_text("How far can it be trusted?").click()
    (tmp_path / "tolls.jsonl").write_text('{"id": "a"}\n{"id": "b"}\n', encoding="utf-8")
    page.get_by_label("Evaluation set").set_input_files(tmp_path / "tolls.jsonl")
    expect(page.locator("#evaluations .about")).to_have_text("1 of 2 questions, running")
    assert service.evaluations[0]["name"] == "tolls.jsonl"
    figures = {
        "flag_recall": share(0.875, 8),
        "flag_precision": share(1.0, 7),
        "abstained_right": share(None, 0),
        "quote_exactness": share(1.0, 1_112),
    }
    result = {"set": "tolls.jsonl", "right": 35, "asked": 40, "figures": figures}
    done = service.evaluations[0] | {"state": "done", "progress": {"done": 40, "total": 40}, "result": result}
    earlier = done | {"id": "e0", "result": result | {"set": "e0", "figures": {}}}
    service.evaluations = [done, earlier, done | {"id": "e2", "collection": "other"}]
    page.reload()
    page.get_by_text("How far can it be trusted?").click()

    words = "35 of 40 questions right."
    found = "7 of 8 disagreements found, 7 of 7 that are shown are real, 1,112 of 1,112 quotes exact."
    expect(page.locator("#evaluations .about")).to_have_text([f"tolls.jsonl: {words} {found}", words])
    expect(page.locator("#evaluation-state")).to_be_empty()


def test_the_way_to_embed_says_what_another_site_needs(page: Page, service: ScriptedService) -> None:
    page.goto(service.url)
    page.get_by_text("Put this on your own page").click()

    expect(page.locator("#embedding .hint")).to_contain_text("counterpoint serve --allow-origin https://your.site")
