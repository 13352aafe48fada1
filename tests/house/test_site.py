"""The site that walks are made on: the real one, with its demo world, in a house of its own."""

from playwright.sync_api import Page

from banshi.people import queries as people
from tests.harness.browser import assert_accessible
from tests.harness.database import House
from tests.harness.site import Site


def test_the_running_site_is_open_to_a_browser(site: Site, browser_page: Page) -> None:
    browser_page.goto(site.url)
    assert_accessible(browser_page)


def test_its_people_are_known_with_their_sign_in(site: Site) -> None:
    """Red when `banshi demo` answers for another house."""
    assert {"王经办", "李审核", "张旁人"} <= {person["name"] for person in site.people()}


def test_a_test_can_look_into_the_running_house(site: Site, site_db: House) -> None:
    assert not people.is_empty()
