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
from tests.cases.library import a_library
from tests.situations import a_case, a_group
from tests.web.test_bulk import at_home
from tests.web.test_worklists import at_home as at_the_library

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
        for matter in pack.matters:
            address = f"/matters/{key}/{matter.key}/"
            assert all(f'href="{each}"' in page for each in (address, f"{address}form.pdf"))
            ended = bool(matter.guide and matter.guide.closed)
            assert (f'href="/s/{key}/start/{matter.key}/"' in page) != ended
    assert 'action="/check/"' in page
    assert 'action="/progress/"' in page


def test_a_matter_that_is_closed_today_says_so() -> None:
    """Red when only the sign-in tells."""
    assert "暂不受理" not in home()
    catalogue.set_opening(PACK, "occupy", {"stopped": "是"}, by=SYSTEM)
    assert home().count("暂不受理</small>") == 1
    assert f'href="/s/{PACK}/start/occupy/"' not in home()


def test_a_unit_nothing_has_come_to_is_shown_no_lists_of_what_others_file() -> None:
    """Red when every enterprise has 待审核 in its menu, or a superior has to wait for its first case to see it."""
    group = a_group()
    menus = {name: at_home(group, name).get(f"/s/{PACK}/").content.decode() for name in ("王经办", "李审核", "张旁人")}
    assert {name: "待审核</a>" in page for name, page in menus.items()} == {
        "王经办": False,
        "李审核": True,
        "张旁人": False,
    }
    assert "待审核</strong>" not in menus["王经办"]
    assert "待审核</strong>" in menus["李审核"]


def test_a_case_is_opened_from_the_home_as_from_its_list() -> None:
    """Red when the home leads over pages that ask nothing, or past those that ask."""
    library = a_library()
    page = at_the_library(library, "王经办").get("/s/library_card/").content.decode()
    form = page.partition('action="/s/library_card/start/apply/"')[2].partition("</form>")[0]
    assert f'name="unit" value="{library.names["王经办"]}"' in form
    group = a_group()
    asked_first = at_home(group, "王经办").get(f"/s/{PACK}/").content.decode()
    assert f'href="/s/{PACK}/start/occupy/"' in asked_first
    assert f'action="/s/{PACK}/start/' not in asked_first


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
