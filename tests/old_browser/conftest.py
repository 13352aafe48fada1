"""The walks' people and computers, with the browser of 2021 on every desk."""

import pytest
from playwright.sync_api import Browser

from tests.walks.conftest import another, group, signed_in

__all__ = ["another", "group", "signed_in"]


@pytest.fixture
def browser(old_browser: Browser) -> Browser:
    """Takes the place of today's Chromium."""
    return old_browser
