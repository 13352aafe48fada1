"""S12: no other site can make a browser change anything here, and no address changes anything by being looked at."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.doors.test_doors import OWN_KEYS, placed
from tests.doors.world import World, a_world

pytestmark = pytest.mark.django_db
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)|SELECT (ledger_append)\b', re.IGNORECASE)
# What looking may leave behind: the session's own row, a captcha to be solved, the log of public checks, the try whether one can write.
LOOKED = {"django_session", "captcha_captchastore", "ledger_append", "banshi_cache", "people_tries"}
# What programs ask; they hold no cookie of ours.
PROGRAMS = ("api:", "oidc:token", "oidc:userinfo")


@pytest.fixture
def world() -> World:
    """Made for this test."""
    return a_world()


def asked(method: str) -> Iterator[tuple[str, str]]:
    """Each address that answers to a method, by name and pattern."""
    for (each, name), pattern in placed().items():
        if each == method:
            yield name, pattern


@pytest.mark.parametrize("person", ["visitor", "filer", "reviewer", "agency", "security", "system"])
def test_a_post_without_our_token_changes_nothing(world: World, person: str) -> None:
    """Red when a view is exempt from the check."""
    let_in = []
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.client(person).cookies
    for name, pattern in asked("POST"):
        world.values["key"] = OWN_KEYS.get(name, "approve")
        if not name.startswith(PROGRAMS) and client.post(world.path(pattern)).status_code != 403:
            let_in.append(name)
    assert let_in == []


def test_the_interface_for_programs_knows_nobody_by_a_cookie(world: World) -> None:
    """What takes no token must not act for who is signed in. Red when it answers an agency's officer otherwise than a visitor, or breaks on
    a browser's form."""
    for name, pattern in asked("POST"):
        if name.startswith(PROGRAMS):
            answers = [world.client(person).post(world.path(pattern)) for person in ("visitor", "filer", "agency")]
            assert {(each.status_code, each.content) for each in answers} == {
                (answers[0].status_code, answers[0].content)
            }
            assert answers[0].status_code in (400, 401)


@pytest.mark.parametrize("person", ["visitor", "filer", "reviewer", "agency", "security", "system", "auditor"])
def test_looking_changes_nothing(world: World, person: str) -> None:
    """Red when a page saves something as it is drawn."""
    written: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found and (table := found[1] or found[2]) not in LOOKED:
            written.append(f"{name}: {table}")
        return execute(sql, params, many, context)

    for name, pattern in asked("GET"):
        world.values["key"] = OWN_KEYS.get(name, "approve")
        before = transaction.savepoint()
        client = world.client(person)
        with connection.execute_wrapper(listen):
            client.get(world.path(pattern))
        transaction.savepoint_rollback(before)
    assert written == []
