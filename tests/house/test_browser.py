"""The browser harness sees what a person would complain about."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.harness import browser
from tests.harness.browser import assert_accessible, screenshot

PAGE = '<!doctype html><html lang="zh-Hans"><head><title>t</title>{head}</head><body><main><h1>h</h1>{body}</main></body></html>'
STRICT = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self' 'nonce-a'",
    "Content-Type": "text/html; charset=utf-8",
}


def show(page: Page, body: str = "", head: str = "") -> None:
    """Shows a page of that body under a strict policy; anything else it asks for is missing."""
    page.route("**/*", lambda route: route.fulfill(status=404))
    page.route("**/page", lambda route: route.fulfill(headers=STRICT, body=PAGE.format(head=head, body=body)))
    page.goto("http://site.test/page")


def test_a_good_page_passes(browser_page: Page) -> None:
    show(browser_page, "<p>办事</p>")
    assert_accessible(browser_page)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>alert(1)</script>", "Content Security Policy"),
        ('<p style="color: red">x</p>', "Content Security Policy"),
        ("<script nonce=a>console.error('broken')</script>", "broken"),
        ("<script nonce=a>throw new Error('thrown')</script>", "thrown"),
        ("<script src=/static/app.js></script>", "404 http://site.test/static/app.js"),
    ],
)
def test_a_complaint_of_the_browser_is_heard(
    browser_page: Page, complaints: list[str], body: str, complaint: str
) -> None:
    show(browser_page, body)
    browser_page.wait_for_load_state("networkidle")
    heard, complaints[:] = complaints[:], []
    assert any(complaint in each for each in heard), heard


def test_a_control_without_a_name_is_not_accessible(browser_page: Page) -> None:
    show(browser_page, '<input type="text">')
    with pytest.raises(AssertionError, match="label"):
        assert_accessible(browser_page)


def test_a_page_that_scrolls_sideways_on_a_phone_is_refused(
    browser_page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(browser, "SCREENSHOTS", tmp_path)
    show(browser_page, "<p>" + "x" * 500 + "</p>")
    with pytest.raises(AssertionError, match="wide on a phone"):
        screenshot(browser_page, "wide")
