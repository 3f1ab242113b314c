"""Headless Chromium, and the services it looks at."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser_service import ScriptedService

PATIENCE = 15_000  # milliseconds: other work may share the machine
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


# For a module, not the session: Playwright's event loop would stand in the way of other tests that start one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path is None:
        pytest.fail("The browser tests need Chromium: sudo apt-get install chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with a storage of its own, on a desktop screen; an uncaught error or alert fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("dialog", lambda dialog: errors.append(f"dialog: {dialog.message}"))
    yield opened
    context.close()
    assert errors == []


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[ScriptedService]:
    """Another site, with a page of its own."""
    site = ScriptedService()
    yield site
    site.close()


@pytest.fixture
def service() -> Iterator[ScriptedService]:
    """A service that answers by script."""
    started = ScriptedService()
    yield started
    started.close()
