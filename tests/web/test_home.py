"""E01: the public home leads to everything a system tells everybody, and says what may be filed today."""

import pytest
from django.test import Client

from banshi.bulletin import queries as bulletin
from banshi.catalogue import actions as catalogue
from banshi.catalogue import queries, shelf
from banshi.jobs.demo import World
from banshi.lib.actor import SYSTEM

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
