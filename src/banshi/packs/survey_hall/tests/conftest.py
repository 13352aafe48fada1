"""What the walks of the permits begin with: an authority of their own in the running site, and people at computers of their own."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from banshi.packs.survey_hall.permit import APPLICANT
from banshi.packs.survey_hall.tests.situations import PEOPLE, Office, an_office
from banshi.people.signing_in import passwords
from tests.harness.database import House
from tests.harness.site import Site
from tests.people.signing_in import DEVICE, sent_code
from tests.walks.conftest import another
from tests.walks.people import Enter, fill_sign_in, show_code

__all__ = ["another"]
DOOR, HOME = "/s/survey_hall/sign-in/", "/s/survey_hall/"
OFFICERS = [name for name, _, role in PEOPLE if role != APPLICANT]
As = Callable[[str], Page]


@pytest.fixture
def bureau(site_db: House) -> Office:
    """An authority in the running site."""
    return an_office()


@pytest.fixture
def at_work(another: Enter, site: Site, bureau: Office) -> As:
    """Each of the people at a computer of their own, signed in."""

    def go(name: str) -> Page:
        page, account = another(), bureau.accounts[name]
        page.goto(site.url + DOOR)
        fill_sign_in(page, site, account, passwords.demo(account))
        if name in OFFICERS:
            show_code(page, account)
        page.wait_for_url(re.compile(f"{HOME}$|{DEVICE}$"))
        if page.url.endswith(DEVICE):
            page.fill("#code", sent_code())
            page.get_by_role("button", name="确定").click()
            page.wait_for_url("**" + HOME)
        return page

    return go
