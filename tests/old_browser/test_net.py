"""The browser of 2021 notices what it does not know."""

from playwright.sync_api import Page

from tests.house.test_browser import show


def test_a_script_from_after_2021_is_complained_of(browser_page: Page, complaints: list[str]) -> None:
    show(browser_page, "<script nonce=a>structuredClone({})</script>")
    browser_page.wait_for_load_state("networkidle")
    heard, complaints[:] = complaints[:], []
    assert any("structuredClone is not defined" in each for each in heard), heard
