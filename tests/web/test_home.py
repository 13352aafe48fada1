"""E01: the public home leads to everything a system tells everybody, and says what may be filed today."""

import re

import pytest
from django.test import Client

from banshi.bulletin import queries as bulletin
from banshi.catalogue import actions as catalogue
from banshi.catalogue import queries, shelf
from banshi.define import Help
from banshi.jobs.demo import World
from banshi.lib.actor import SYSTEM
from banshi.web import pages
from tests.situations import a_case, a_group
from tests.web.test_bulk import at_home

pytestmark = pytest.mark.django_db
PACK = "property_rights"


def home() -> str:
    return Client().get("/").content.decode()


def test_every_system_shows_its_matters_and_leads_to_its_texts() -> None:
    page = home()
    for key, pack in shelf.packs().items():
        for address in (f"/s/{key}/sign-in/", f"/help/{key}/", f"/help/{key}/faqs/", f"/help/{key}/announcements/"):
            assert f'href="{address}"' in page
        assert f'href="/help/{key}/manual.pdf" download' in page
        assert all(f"<li>{matter.title}" in page for matter in pack.matters)
    assert 'action="/check/"' in page


def test_a_matter_that_is_closed_today_says_so() -> None:
    """Red when only the sign-in tells."""
    assert "暂不受理" not in home()
    catalogue.set_opening(PACK, "occupy", {"stopped": "是"}, by=SYSTEM)
    assert home().count("暂不受理") == 1


def test_a_menu_leads_to_the_part_of_help_it_names() -> None:
    """Red when every Help opens the guide."""
    found = {
        key: [pages.address(pack, page) for menu in pack.menus for page in menu.pages if isinstance(page, Help)]
        for key, pack in shelf.packs().items()
    }
    assert found["property_rights"] == ["/help/property_rights/"]
    assert found["land_assets"] == ["/help/land_assets/faqs/"]


def test_the_agency_of_the_demo_has_told_something() -> None:
    """Red when a newcomer finds empty pages."""
    pack = shelf.pack(PACK)
    assert pack.demo
    World(pack, pack.demo, 1)._tell()
    announced = bulletin.announcements([PACK])
    assert (len(announced), announced[0].pinned) == (3, True)
    assert [category for category, _ in bulletin.faqs(PACK)] == sorted({faq.category for faq in pack.demo.faqs})
    assert queries.openings(PACK)["occupy"].days
    assert queries.closed(PACK) == {}
    assert announced[0].title in home()


def test_the_frame_says_how_much_waits_and_apart_from_it_what_is_unread() -> None:
    """Red when the only number is that of the notices: what is read there still waits to be done."""
    group = a_group()
    a_case(group, "under_review")
    client = at_home(group, "李审核")
    page = client.get(f"/s/{PACK}/cases/waiting/").content.decode()
    assert re.search(r'待审核</a><span class="count">1<span class="visually-hidden">件', page)
    assert "条未读通知" not in page
    home_page = client.get(f"/s/{PACK}/").content.decode()
    assert re.findall(r'<span class="number(?: none)?">(\d+)</span>', home_page) == ["1", "0", "0"]
    assert 'class="count"' not in at_home(group, "张旁人").get(f"/s/{PACK}/").content.decode()
