"""A real browser: pages that fail the test when the browser complains, accessibility, and pictures of what was seen."""

import asyncio
import os
import shutil
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.harness.house import ROOT

CHROMIUM = "/usr/bin/chromium"
OLD_CHROMIUM = ROOT / ".tools/chromium-92/chromium"
OLDER = ROOT / "tests/old_browser/older.cjs"
# fmt: off
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
    "--disable-default-apps", "--disable-sync", "--no-first-run", "--no-default-browser-check",
]
# fmt: on
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
SCREENSHOTS = ROOT / "build/screenshots"
PATIENCE = 20_000  # milliseconds for one thing on a busy machine: nothing is slower for it where all is well


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers, old ones too."""
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code; ours is not.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NODE_OPTIONS", f"--require={OLDER}")
        driver = sync_playwright().start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "run", beside_the_driver(asyncio.run))
        yield driver
    driver.stop()


def beside_the_driver(run: Callable[..., Any]) -> Callable[..., Any]:
    """What signs runs a loop of its own, which Python refuses while the driver's is there: that one is put aside meanwhile, and only then,
    for the database knows its connections by it."""

    def alone(main: Coroutine[Any, Any, Any], **how: Any) -> Any:
        kept = asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        try:
            return run(main, **how)
        finally:
            asyncio._set_running_loop(kept)

    return alone


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, in Chinese."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET, env={**os.environ, "LANGUAGE": "zh_CN"})
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def old_browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium 92 of 2021, which offices still have."""
    assert OLD_CHROMIUM.exists(), "make .tools/chromium-92/chromium"
    browser = playwright.chromium.launch(executable_path=OLD_CHROMIUM, args=QUIET)
    yield browser
    browser.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained about: script errors, refused content, a missing file of ours, an error of the server.

    A test that expects one removes it from the list; whatever is left fails the test.
    """
    heard: list[str] = []
    yield heard
    assert not heard, heard


@pytest.fixture
def browser_context(browser: Browser, complaints: list[str]) -> Iterator[BrowserContext]:
    """A fresh browser profile; for a second person in the same test ask `browser` for another."""
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", timezone_id="Asia/Shanghai")
    listen(context, complaints)
    yield context
    context.close()


@pytest.fixture
def browser_page(browser_context: BrowserContext) -> Page:
    """One page of a fresh profile."""
    return browser_context.new_page()


def listen(context: BrowserContext, complaints: list[str]) -> None:
    """Collects what any page of that profile complains about."""

    def console(message: ConsoleMessage) -> None:
        # A refusal (404, 409, 422) is an answer, which Chromium also writes to the console.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def response(answer: Response) -> None:
        if answer.status >= 500 or (answer.status == 404 and "/static/" in answer.url):
            complaints.append(f"{answer.status} {answer.url}")

    context.on("console", console)
    context.on("response", response)
    context.on("weberror", lambda fault: complaints.append(str(fault.error)))


def assert_accessible(page: Page) -> None:
    """axe finds nothing on the page as it stands."""
    found = Axe().run(page).response["violations"]
    assert not found, "\n".join(
        f"{each['id']} ({each['impact']}): {each['help']}\n  " + "\n  ".join(node["html"] for node in each["nodes"])
        for each in found
    )


def screenshot(page: Page, step: str) -> None:
    """Pictures of the whole page on a desk and on a phone, and of the desk's window, which the manuals take, in build/screenshots; the
    phone's page must not scroll sideways."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        page.screenshot(path=_picture(step, size["width"]), full_page=True)
        if size is PHONE:
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= PHONE["width"], f"{step}: {wide} px wide on a phone"
    if page.evaluate("document.documentElement.scrollHeight <= innerHeight"):
        shutil.copyfile(_picture(step, DESKTOP["width"]), _picture(step, "window"))
    else:
        page.screenshot(path=_picture(step, "window"))


def _picture(step: str, what: int | str) -> Path:
    return SCREENSHOTS / f"{step}-{what}.png"
