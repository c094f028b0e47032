"""Fixtures of the tests that look through a real browser: `site`, `desk`, `phone`."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from linli.kernel import clock
from linli.kernel.demonstration import DemoPlan
from tests.browser.district import District
from tests.browser.site import Site, served

HERE = Path(__file__).parent
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 780}
QUIET = (
    "--no-sandbox",  # the suite may run as root, where Chromium's own sandbox can't
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "No Chromium here. Type: apt-get install -y chromium fonts-noto-cjk"

# Playwright keeps an event loop in this thread, which Django would otherwise take for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if path is None:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def site(server: Site, committed: None, settings: Any) -> Site:
    """linli, served. What the test commits is taken out again when it ends."""
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    settings.DEMONSTRATION = True
    return server


def _page(chromium: Browser, size: dict[str, int], **more: Any) -> Iterator[Page]:
    context = chromium.new_context(viewport=size, locale="zh-CN", reduced_motion="reduce", **more)
    context.set_default_timeout(10_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("console", lambda line: faults.append(line.text) if _is_fault(line) else None)
    yield page
    context.close()
    assert not faults, faults


def _is_fault(line: Any) -> bool:
    """A script's error or a breach of the content policy; a refused request is none of them."""
    return line.type == "error" and not line.text.startswith("Failed to load resource")


@pytest.fixture
def desk(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page as staff have it: 1366 × 768, mouse and keyboard."""
    yield from _page(chromium, DESK)


@pytest.fixture
def phone(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page as residents have it: 360 × 780, touch."""
    yield from _page(chromium, PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def district(site: Site) -> District:
    """The demonstration's divisions, people at work, buildings and codes, without any case."""
    from linli.core.divisions.seeds import seed as seed_divisions
    from linli.core.places.seeds import seed as seed_places

    plan = DemoPlan(until=clock.now())
    for seed in (seed_divisions, seed_places):
        seed(plan, lambda *_progress: None)
    return District(site)
