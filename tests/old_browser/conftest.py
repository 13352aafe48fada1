"""The walks' people and computers, with the browser of 2021 on every desk."""

import pytest
from playwright.sync_api import Browser, Page

from tests.harness.site import Site
from tests.situations import Group
from tests.walks.conftest import another, group
from tests.walks.people import As, Enter, sign_in

__all__ = ["another", "group"]


@pytest.fixture
def browser(old_browser: Browser) -> Browser:
    """Takes the place of today's Chromium."""
    return old_browser


@pytest.fixture
def signed_in(another: Enter, site: Site, group: Group) -> As:
    """Each of the people at a computer of their own, where they have signed in at the page: it must serve this browser, too."""

    def go(name: str) -> Page:
        page = another()
        sign_in(page, site, group, name)
        return page

    return go
