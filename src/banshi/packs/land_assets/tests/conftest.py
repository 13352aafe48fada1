"""What the walks of this manual begin with: a province of their own in the running site, and people at computers of their own."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from banshi.packs.land_assets.tests.situations import Province, a_province
from banshi.people.signing_in import passwords
from tests.harness.database import House
from tests.harness.site import Site
from tests.people.signing_in import DEVICE, sent_code
from tests.walks.conftest import another
from tests.walks.people import Enter, show_code

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
    """Each of the people at a computer of their own, signed in: L01."""

    def go(name: str) -> Page:
        page, account = another(), land.accounts[name]
        page.goto(site.url + DOOR)
        type_account(page, site, account, passwords.demo(account))
        page.locator("main").get_by_role("button", name="确定").click()
        if name == "陈处长":
            show_code(page, account)
        page.wait_for_url(re.compile(f"{HOME}$|{DEVICE}$"))
        if page.url.endswith(DEVICE):
            page.fill("#code", sent_code())
            page.get_by_role("button", name="确定").click()
            page.wait_for_url("**" + HOME)
        return page

    return go
