"""S12: no other site can make a browser change anything here, and no address changes anything by being looked at."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.doors.tables import paths
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


def asked(world: World, method: str) -> Iterator[tuple[str, str]]:
    """Each address that answers to a method, by its name."""
    for (each, name), path in paths(world, "waiting"):
        if each == method:
            yield name, path


@pytest.mark.parametrize("person", ["visitor", "filer", "reviewer", "agency", "security", "system"])
def test_a_post_without_our_token_changes_nothing(world: World, person: str) -> None:
    """Red when a view is exempt from the check."""
    let_in = []
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.client(person).cookies
    for name, path in asked(world, "POST"):
        if not name.startswith(PROGRAMS) and client.post(path).status_code != 403:
            let_in.append(name)
    assert let_in == []


def test_the_interface_for_programs_knows_nobody_by_a_cookie(world: World) -> None:
    """What takes no token must not act for who is signed in. Red when it answers an agency's officer otherwise than a visitor, or breaks on
    a browser's form."""
    for name, path in asked(world, "POST"):
        if name.startswith(PROGRAMS):
            answers = [world.client(person).post(path) for person in ("visitor", "filer", "agency")]
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
            written.append(f"{path}: {table}")
        return execute(sql, params, many, context)

    for _, path in asked(world, "GET"):
        before = transaction.savepoint()
        client = world.client(person)
        with connection.execute_wrapper(listen):
            client.get(path)
        transaction.savepoint_rollback(before)
    assert written == []
