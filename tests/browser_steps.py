"""What a reader does on the pages."""

from pathlib import Path

from playwright.sync_api import Page


def ask(page: Page, question: str) -> None:
    """Type a question and send it."""
    page.get_by_label("Question", exact=True).fill(question)
    page.keyboard.press("Enter")


def last(selector: str) -> str:
    """A selector within the newest turn."""
    return f"article:last-child {selector}"


def drop(page: Page, *paths: Path) -> None:
    """Drop files and folders on the page's heading, as from the desktop."""
    page.locator("h1").scroll_into_view_if_needed()
    target = page.locator("h1").bounding_box()
    assert target is not None
    place = {"x": target["x"] + 5, "y": target["y"] + 5}
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, **place, "data": data})
