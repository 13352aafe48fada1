"""Pages of the running site as one of its people sees them, without walking through the sign-in each time."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from banshi.people.signing_in import passwords
from tests.harness.browser import DESKTOP, PATIENCE, listen
from tests.harness.database import House
from tests.harness.site import Site
from tests.people.signing_in import signed_in
from tests.situations import Group, a_group

Open = Callable[..., Page]


@pytest.fixture
def group(site_db: House) -> Group:
    """A group of companies with its people, in the running site."""
    return a_group()


@pytest.fixture
def open_page(browser: Browser, site: Site, complaints: list[str]) -> Iterator[Open]:
    """`open_page(path)` shows a page to a visitor, `open_page(path, account)` to somebody signed in, each in a profile of their own."""
    with ExitStack() as profiles:

        def go(path: str, account: Any = None, **profile: Any) -> Page:
            context = profiles.enter_context(browser.new_context(**{"viewport": DESKTOP, "locale": "zh-CN"} | profile))
            context.set_default_timeout(PATIENCE)
            listen(context, complaints)
            if account:
                session = (
                    signed_in(account, passwords.demo(account.username)).cookies[settings.SESSION_COOKIE_NAME].value
                )
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site.url}])
            page = context.new_page()
            page.goto(site.url + path)
            return page

        yield go
