"""How many statements a page and a step may take. Whoever needs more says so here; whoever needs fewer lowers the number."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banshi.cases.models import Case, Claim
from banshi.ledger.tokens import new_token
from tests.doors.world import World, a_world
from tests.situations import a_case, attach_all

pytestmark = pytest.mark.django_db

HOME, DESK = "/s/property_rights/", "/s/property_rights/cases/waiting/"
PAGES = {
    HOME: 13,
    DESK: 8,
    "/cases/{ref}/": 10,
    "/cases/{ref}/review/": 18,  # five of them what the rules look up
    "/notices/": 7,
}  # with the frame at a pack's door
OPEN, ANSWER, REPORT, APPROVE = 14, 19, 28, 8  # of the last, one is that what the desk was told is done


@pytest.fixture
def world() -> World:
    """A case at 李审核's desk."""
    return a_world()


def statements(ask: Callable[[], Any]) -> list[str]:
    """What one request sends to the database, without the marks of transactions."""
    with CaptureQueriesContext(connection) as seen:
        assert ask().status_code in (200, 302)
    return [each["sql"] for each in seen.captured_queries if "SAVEPOINT" not in each["sql"]]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_no_more_statements_than_it_is_allowed(world: World, page: str) -> None:
    """Red when a page reads anything twice, or a row at a time."""
    client, path = world.client("reviewer"), page.format(ref=world.case)
    client.get(HOME)  # at the door of a pack, so that its menu and what waits are in the frame
    client.get(path)
    found = statements(lambda: client.get(path))
    assert len(found) <= PAGES[page], "\n".join(found)


def test_a_page_that_is_looked_at_writes_nothing(world: World) -> None:
    """Red when a session is saved at every request."""
    client = world.client("reviewer")
    client.get(HOME)
    found = statements(lambda: client.get(HOME))
    assert all(each.startswith("SELECT") for each in found), found


def moved(world: World, person: str, ref: str, move: str) -> list[str]:
    """The statements of a move by that person."""
    client, version = world.client(person), Case.objects.get(ref=ref).version
    form = {"version": version, "token": new_token(), "opinion": "同意。"}
    return statements(lambda: client.post(f"/cases/{ref}/moves/{move}/", form))


def test_a_superior_approves_in_so_many_statements(world: World) -> None:
    """Red when the move reads its case once more than it has to."""
    found = moved(world, "reviewer", world.case, "approve")
    assert len(found) <= APPROVE, "\n".join(found)


def test_a_case_is_opened_in_so_many_statements(world: World) -> None:
    """Red when the page asks again what opening asks."""
    first = {"business_registered": "是", "business_registered/sent": "1"}
    form = {"unit": world.group.codes["fourth"], "confirmed": "1", "token": new_token(), **first}
    client = world.client("filer")
    found = statements(lambda: client.post("/s/property_rights/start/occupy/", form))
    assert len(found) <= OPEN, "\n".join(found)


def test_answers_are_kept_and_checked_in_so_many_statements(world: World) -> None:
    """Red when keeping them reads the case once more."""
    ref = a_case(world.group)
    client, version = world.client("filer"), Case.objects.get(ref=ref).draft_version
    found = statements(lambda: client.post(f"/cases/{ref}/form/", {"draft_version": version}))
    assert len(found) <= ANSWER, "\n".join(found)


def test_a_case_is_reported_in_so_many_statements(world: World) -> None:
    """Red when a facet costs a statement."""
    Claim.objects.all().delete()  # the world's case is about the same company
    ref = a_case(world.group)
    attach_all(ref, world.group.actor("王经办"))
    found = moved(world, "filer", ref, "report")
    assert len(found) <= REPORT, "\n".join(found)
