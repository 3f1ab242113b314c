"""The demo page around the widget: the shelf of documents, adding to it and taking from it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser_scenes import DOCUMENTS, HOSTILE, HOSTILE_TITLE, REVIEW, STANCE, TOLL, UPDATE, Json, Source
from tests.browser_service import ScriptedService
from tests.browser_steps import last

pytest_plugins = ["tests.browser_fixtures"]
pytestmark = pytest.mark.browser

MOSCOW = "How many people were killed in the March 2024 attack on the Moscow concert hall?"


def test_an_example_is_one_click_from_its_answer(page: Page, service: ScriptedService) -> None:
    """The first question offered is the one about the sample documents' figures."""
    page.goto(service.url)
    page.locator(".example").first.click()

    expect(page.locator("article .question")).to_have_text(MOSCOW)
    expect(page.locator(last(".position"))).to_have_count(3)
    assert service.asked == [{"question": MOSCOW, "collection": "default", "stream": True, "earlier": []}]


def test_documents_are_listed_and_open(page: Page, service: ScriptedService) -> None:
    """Title, source and date as far as known, the name where there is no title; a click shows the text."""
    page.goto(service.url)
    documents = page.locator("#documents li")
    expect(documents).to_have_count(len(DOCUMENTS))

    expect(page.locator("#count")).to_have_text("7 documents")
    expect(documents.nth(0).locator(".about")).to_have_text("Institute for Conflict Review · 20 March 2025 · review.md")
    expect(documents.nth(1).locator(".open")).to_have_text("syndicated.html")
    expect(documents.nth(6).locator(".open")).to_have_text(HOSTILE_TITLE)
    page.get_by_role("button", name=str(REVIEW.title), exact=True).click()
    expect(page.get_by_role("dialog").locator(".text")).to_contain_text("Four men are on trial.")
    expect(page.locator("mark")).to_have_count(0)


def test_a_long_shelf_is_shown_in_pages(page: Page, service: ScriptedService) -> None:
    """Fifty at a time, and the focus on the first that is new."""
    service.documents = {f"d{n}": Source(f"d{n}", f"{n}.txt", None, None, None, "text") for n in range(120)}
    page.goto(service.url)
    more = page.get_by_role("button", name="Show more documents")
    expect(page.locator("#count")).to_have_text("50 of 120 documents shown")
    more.click()

    expect(page.get_by_role("button", name="50.txt", exact=True)).to_be_focused()
    more.click()
    expect(page.locator("#count")).to_have_text("120 documents")
    expect(more).to_be_hidden()


def test_a_long_shelf_leaves_the_disagreements_below_the_chat(page: Page, service: ScriptedService) -> None:
    """On a wide screen the shelf stands beside both, and does not push them apart."""
    service.documents = {f"d{n}": Source(f"d{n}", f"{n}.txt", None, None, None, "text") for n in range(50)}
    page.goto(service.url)
    expect(page.locator("#documents li")).to_have_count(50)
    chat, dissent = page.locator("#chat").bounding_box(), page.locator("#dissent").bounding_box()

    assert chat is not None
    assert dissent is not None
    assert dissent["y"] - (chat["y"] + chat["height"]) == pytest.approx(40, abs=1)  # the gap of the columns


def test_files_are_added_with_a_result_for_each(page: Page, service: ScriptedService, tmp_path: Path) -> None:
    """Added, unchanged, or refused with the reason; names are text."""
    for name in ("new.txt", "wire.txt", "bad.txt"):
        (tmp_path / name).write_text("text")
    page.goto(service.url)
    page.locator("#files").set_input_files([tmp_path / name for name in ("new.txt", "wire.txt", "bad.txt")])

    expect(page.locator("#progress-words")).to_have_text("Finished: 3 files, 1 not added.")
    expect(page.locator("#results li")).to_have_text(
        [
            "bad.txtNot added. It holds no text. Add one that does.",
            "wire.txtAlready here, unchanged, 2 passages",
            "new.txtAdded, 2 passages",
        ]
    )
    expect(page.get_by_role("button", name="new.txt", exact=True)).to_be_visible()
    page.get_by_role("button", name="Clear this list").click()
    expect(page.locator("#uploads")).to_be_hidden()


def test_a_shelf_is_not_called_empty_while_it_is_not(page: Page, service: ScriptedService, tmp_path: Path) -> None:
    """It says that it is being looked at, and shows the first file that was added, however long the next takes."""
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("text")
    looked, sent = list[Route](), list[Route]()
    page.route("**/v1/documents?collection=default&*", lambda it: looked.append(it), times=1)
    service.documents = {}
    page.goto(service.url)
    expect(page.locator("#state")).to_have_text("Looking at the shelf…")
    looked[0].continue_()
    expect(page.locator("#state")).to_contain_text("This collection is empty.")

    def hold_the_second(route: Route) -> None:
        sent.append(route)
        if len(sent) == 1:
            route.continue_()

    page.route("**/v1/documents?collection=default", hold_the_second)
    page.locator("#files").set_input_files([tmp_path / name for name in ("one.txt", "two.txt")])
    expect(page.locator("#progress-words")).to_contain_text("two.txt")

    expect(page.get_by_role("button", name="one.txt", exact=True)).to_be_visible()
    expect(page.locator("#state")).to_be_empty()
    sent[1].continue_()
    expect(page.locator("#count")).to_have_text("2 documents")


def test_a_phone_has_a_way_to_the_documents(page: Page, service: ScriptedService) -> None:
    """They stand below all that the documents disagree about; beside it they need none."""
    page.goto(service.url)
    way = page.get_by_role("link", name="Documents", exact=True)
    expect(way).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 600})
    expect(page.get_by_role("button", name="Choose files")).not_to_be_in_viewport()
    way.click()
    expect(page.get_by_role("button", name="Choose files")).to_be_in_viewport()


def test_files_can_be_dropped_anywhere(page: Page, service: ScriptedService) -> None:
    """A drop beside the box adds the file too, and never leaves the page."""
    page.goto(service.url)
    page.locator("#documents li").first.wait_for()
    dropped = page.evaluate_handle(
        """() => {
          const transfer = new DataTransfer();
          transfer.items.add(new File(["text"], "dropped.txt"));
          return transfer;
        }"""
    )
    page.dispatch_event("h1", "drop", {"dataTransfer": dropped})

    expect(page.locator("#results li")).to_have_text(["dropped.txtAdded, 2 passages"])


def test_removal_is_asked_about_first(page: Page, service: ScriptedService) -> None:
    """Keeping changes nothing; removing takes the document off the shelf and the service."""
    page.goto(service.url)
    page.get_by_role("button", name=f"Remove {REVIEW.title}").click()
    expect(page.get_by_role("dialog")).to_contain_text(str(REVIEW.title))
    page.get_by_role("button", name="Keep it").click()
    assert "review" in service.documents
    page.get_by_role("button", name=f"Remove {REVIEW.title}").click()
    page.get_by_role("button", name="Remove it").click()

    expect(page.locator("#documents li")).to_have_count(6)
    expect(page.locator("#count")).to_have_text("6 documents")
    expect(page.locator("#state")).to_have_text(f"“{REVIEW.title}” was removed.")
    assert "review" not in service.documents


def test_each_collection_has_its_own_conversation(page: Page, service: ScriptedService) -> None:
    """A new collection starts empty, is asked by name, and comes back with the address."""
    page.goto(service.url)
    page.locator(".example").first.click()
    page.locator(last(".answer")).wait_for()
    page.get_by_role("button", name="New", exact=True).click()
    page.get_by_label("Name").fill("harbour & co")
    page.get_by_role("button", name="Create it").click()
    expect(page.locator("#state")).to_have_text("This collection is empty. Add the files you want to ask about.")
    expect(page.get_by_text("Ask, and see who says what.")).to_be_visible()
    page.get_by_label("Question", exact=True).fill("plain")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator(last(".answer")).wait_for()
    assert service.asked[-1] == {"question": "plain", "collection": "harbour & co", "stream": True, "earlier": []}
    page.reload()

    expect(page.locator("article .question")).to_have_text(["plain"])
    page.get_by_label("Collection", exact=True).select_option("default")
    expect(page.locator("article .question")).to_have_text([MOSCOW])


def test_a_service_that_is_gone_is_told(page: Page, service: ScriptedService) -> None:
    """The list says so and offers to try again; a file is reported as not added."""
    page.goto(service.url)
    page.locator("#documents li").first.wait_for()
    service.close()
    page.get_by_label("Collection", exact=True).dispatch_event("change")

    expect(page.locator("#state")).to_contain_text("The service cannot be reached. Is it running?")
    expect(page.locator("#state").get_by_role("button", name="Try again")).to_be_visible()
    expect(page.locator("#dissent-state").get_by_role("button", name="Try again")).to_be_visible()
    page.locator("#files").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"text"})
    expect(page.locator("#results li")).to_have_text(["a.txtNot added. The service cannot be reached. Is it running?"])
    assert HOSTILE.id in service.documents


def unasked(scene: Json, number: int, about: str) -> Json:
    """A scene's disagreement as the list has it, with its own citations."""
    found: Json = scene["disagreements"][0]
    return found | {"id": f"dis_{number}", "about": about, "citations": scene["citations"]}


def test_what_a_collection_disagrees_about_is_listed_and_filtered(page: Page, service: ScriptedService) -> None:
    """Progress while documents are compared, then the list, page by page, by kind and by source."""
    service.disagreements = [
        unasked(TOLL, 1, "how many died"),
        unasked(STANCE, 2, "whether"),
        unasked(UPDATE, 3, "how"),
    ]
    service.surveyed.clear()
    page.goto(service.url)
    state, shown = page.locator("#dissent-state"), page.locator("#dissent .disagreement")
    expect(state).to_have_text("Comparing the documents: 3 of 7 documents done.")
    service.surveyed.set()
    expect(shown).to_have_count(2)
    expect(page.locator("#dissent .label").first).to_have_text("how many died")
    page.get_by_role("button", name="Show more disagreements").click()
    expect(shown).to_have_count(3)

    page.get_by_label("Kind of disagreement").select_option("opposing claims")
    expect(shown).to_have_count(1)
    expect(shown).to_have_attribute("data-kind", "stance")
    page.get_by_label("Kind of disagreement").select_option("every kind")
    source = TOLL["citations"][0]["source"]
    page.get_by_label("Source that takes part").select_option(source)
    expect(page.locator("#dissent .disagreement[data-kind=stance]")).to_have_count(0)
    expect(shown).to_contain_text([source, source])
    shown.first.get_by_role("button", name="Show in document").first.click()
    expect(page.locator("mark")).to_have_text(TOLL["citations"][0]["quote"])


def test_comparing_the_documents_is_cancelled_goes_on_and_fails_in_words(page: Page, service: ScriptedService) -> None:
    """Each state has its sentence and its button; what was found stays in sight, and one that failed asks no more."""
    service.surveyed.clear()
    page.goto(service.url)
    state, act = page.locator("#dissent-state"), page.locator("#dissent-act")
    act.get_by_text("Cancel").click()
    expect(state).to_have_text("Comparing the documents was cancelled: 3 of 7 documents done.")
    page.get_by_role("button", name="Go on comparing").click()
    expect(state).to_have_text("Comparing the documents: 3 of 7 documents done.")
    service.halted = {"state": "failed", "error": "<b>The disk is full.</b>"}
    failed = "Comparing the documents failed. <b>The disk is full.</b> 3 of 7 documents done."
    expect(state).to_have_text(failed)
    page.get_by_role("button", name="Try again").click()
    expect(state).to_have_text("Comparing the documents: 3 of 7 documents done.")
    service.surveyed.set()
    expect(state).to_have_text("No disagreement was found among these documents.")
    expect(act).to_be_hidden()


def test_a_hostile_disagreement_is_text(page: Page, service: ScriptedService) -> None:
    """Nothing of it becomes an element; the page's own fixture fails on a dialog."""
    hostile = unasked(TOLL, 1, "<img src=x onerror=alert(1)>")
    service.disagreements = [hostile | {"summary": "</h3><script>alert(2)</script>"}]
    page.goto(service.url)

    expect(page.locator("#dissent .label")).to_have_text("<img src=x onerror=alert(1)>")
    expect(page.locator("#dissent h3")).to_have_text("</h3><script>alert(2)</script>")
    assert page.locator("#dissent img, #dissent script").count() == 0


def test_a_collection_without_disagreements_says_so(page: Page, service: ScriptedService) -> None:
    page.goto(service.url)

    expect(page.locator("#dissent-state")).to_have_text("No disagreement was found among these documents.")
    expect(page.locator("#dissent-filters")).to_be_hidden()


def test_an_evaluation_is_run_watched_and_cancelled(page: Page, service: ScriptedService, tmp_path: Path) -> None:
    """A line that is no JSON is named; a set is sent, its progress shown, its report linked to."""
    page.goto(service.url)
    page.get_by_text("How far can it be trusted?").click()
    broken, right = tmp_path / "broken.jsonl", tmp_path / "set.jsonl"
    broken.write_text('{"id": "a"}\n\nnot json\n', encoding="utf-8")
    right.write_text('{"id": "a"}\n{"id": "b"}\n', encoding="utf-8")
    page.get_by_label("Evaluation set").set_input_files(broken)
    expect(page.locator("#evaluation-state")).to_contain_text("Line 3 of broken.jsonl is no JSON")
    page.get_by_label("Evaluation set").set_input_files(right)
    expect(page.locator("#evaluations")).to_contain_text("1 of 2 questions, running")
    expect(page.locator("#evaluations time")).to_contain_text("1 March 2026")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#evaluations")).to_contain_text("cancelled")

    service.evaluations[0] |= {"state": "done", "progress": {"done": 2, "total": 2}}
    page.reload()
    page.get_by_text("How far can it be trusted?").click()
    link = page.get_by_role("link", name="Open the report")
    expect(link).to_have_attribute("href", "/v1/evaluations/e1/report")
