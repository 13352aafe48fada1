"""What the walks of this manual begin with: a province of their own in the running site, and people at computers of their own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from banshi.packs.land_assets.tests.situations import Province, a_province
from tests.harness.database import House
from tests.harness.site import Site
from tests.walks.conftest import another
from tests.walks.people import Enter, go_in

__all__ = ["another"]
DOOR, HOME = "/s/land_assets/sign-in/", "/s/land_assets/"
As = Callable[[str], Page]


@pytest.fixture
def land(site_db: House) -> Province:
    """A province in the running site."""
    return a_province()


def type_account(page: Page, site: Site, account: str, password: str) -> None:
    """账户名, 密码, 验证码."""
    page.fill("#login", account)
    page.fill("#password", password)
    page.fill("#captcha", site.sink.captcha(page.input_value("input[name=captcha_key]")))


@pytest.fixture
def at_work(another: Enter, site: Site, land: Province) -> As:
    """Each of the people at a computer of their own, signed in."""

    def go(name: str) -> Page:
        page = another()
        go_in(page, site, land.accounts[name], "land_assets")
        return page

    return go
