"""What a reader does on the pages."""

from playwright.sync_api import Page


def ask(page: Page, question: str) -> None:
    """Type a question and send it."""
    page.get_by_label("Question", exact=True).fill(question)
    page.keyboard.press("Enter")


def last(selector: str) -> str:
    """A selector within the newest turn."""
    return f"article:last-child {selector}"
