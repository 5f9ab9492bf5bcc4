"""Browser tests: Debian's Chromium drives a live server; without Chromium they are not collected."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.services import chromium
from tests.web.office import Office, open_office

collect_ignore_glob = [] if chromium() else ["test_*.py"]

WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django then thinks that it runs in one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--lang=vi"]
        )
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def office(transactional_db: None, settings, tmp_path: Path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()  # all visitors come from one address: tests must not use up each other's tries
    return open_office()


@pytest.fixture(params=list(WIDTHS))
def page(request, browser: Browser, live_server, office: Office) -> Iterator[Page]:
    """A fresh visitor, on an office screen and on a phone; the console must stay silent."""
    width, height = WIDTHS[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        base_url=live_server.url,
        locale="vi-VN",
        reduced_motion="reduce",
    )
    visited = context.new_page()
    complaints: list[str] = []

    def listen(said: ConsoleMessage) -> None:
        # A refused form is meant; a preloaded font unused for seconds tells of a busy machine.
        harmless = "status of 422" in said.text or "was preloaded using link" in said.text
        if said.type in {"error", "warning"} and not harmless:
            complaints.append(said.text)

    visited.on("console", listen)
    visited.on("pageerror", lambda error: complaints.append(str(error)))
    yield visited
    context.close()
    assert complaints == [], "the console, which also tells of the content security policy"
