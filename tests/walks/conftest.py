"""What every walk begins with: a group of companies, and people at computers of their own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from banshi.lib import sealed
from banshi.people.models import MailLink, PhoneCode
from tests.harness.browser import DESKTOP, PATIENCE, listen
from tests.harness.database import House
from tests.harness.site import Site
from tests.people.situations import PACK
from tests.situations import Group, a_group
from tests.walks.people import As, Enter, go_in


@pytest.fixture
def group(site_db: House) -> Group:
    """A group of companies in the running site."""
    return a_group()


@pytest.fixture
def another(browser: Browser, complaints: list[str], site_db: House) -> Iterator[Enter]:
    """A computer of somebody's own. All of them have one address: what visitors of earlier walks asked for must not stop these."""
    for sent in (PhoneCode, MailLink):
        sent.objects.filter(asked_by=sealed.index("address 127.0.0.1")).delete()
    contexts = []

    def at_home() -> Page:
        context = browser.new_context(
            viewport=DESKTOP, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce"
        )
        listen(context, complaints)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield at_home
    for context in contexts:
        context.close()


@pytest.fixture
def signed_in(another: Enter, site: Site, group: Group) -> As:
    """Each of the people at a computer of their own, signed in."""

    def go(name: str) -> Page:
        page = another()
        go_in(page, site, group.names[name], PACK)
        return page

    return go
