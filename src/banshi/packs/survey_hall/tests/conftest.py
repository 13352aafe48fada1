"""What the walks of the permits begin with: an authority of their own in the running site, and people at computers of their own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from banshi.packs.survey_hall.tests.situations import Office, an_office
from tests.harness.database import House
from tests.harness.site import Site
from tests.walks.conftest import another
from tests.walks.people import Enter, go_in

__all__ = ["another"]
DOOR = "/s/survey_hall/sign-in/"
As = Callable[[str], Page]


@pytest.fixture
def bureau(site_db: House) -> Office:
    """An authority in the running site."""
    return an_office()


@pytest.fixture
def at_work(another: Enter, site: Site, bureau: Office) -> As:
    """Each of the people at a computer of their own, signed in."""

    def go(name: str) -> Page:
        page = another()
        go_in(page, site, bureau.accounts[name], "survey_hall")
        return page

    return go
