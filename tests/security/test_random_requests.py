"""S11, S31: whatever is sent to whatever address by whomever, no fault comes of it, and nothing typed becomes part of a statement."""

import random
import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from banshi.catalogue import shelf
from banshi.jobs.management.commands.urls import addresses
from tests.doors.world import PEOPLE, World, a_world

pytestmark = pytest.mark.django_db
MARK = "kx7q"  # in everything that is typed, and in no statement of ours
# fmt: off
TYPED = (
    "", MARK, f"{MARK}' OR '1'='1", f'{MARK}"; DROP TABLE cases_case; --', f"%{MARK}_\\", f"{MARK}')) UNION SELECT 1--", f"${MARK}$",
    f"%({MARK})s %s {{{MARK}}}", f"<b>{MARK}</b>", f"\u202e{MARK}𠮷\u0301", f"../../{MARK}", MARK * 1500, "0", "-1", "9" * 40, "1e309", "٣",
    "NaN", "null", "[]", "2026-02-30", "2026-01-01T00:00:00+00:00|1",
)
ASKED = (
    "text", "q", "words", "after", "before", "state", "matter", "holder", "stream", "kind", "account", "number", "code", "layout",
    "paper", "only", "next", "check", "download",
)
SENT = (
    "version", "draft_version", "token", "opinion", "changed", "unit", "confirmed", "case", "move", "way", "step", "as", "to", "role",
    "reason", "tree", "name", "username", "password", "password1", "phone", "email", "login", "captcha",
)
# fmt: on
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


@pytest.fixture
def world() -> World:
    """A case under review, a paper, an import, and everybody who may come by."""
    return a_world()


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that reaches the database's driver, as it was before values were put into it."""
    seen: list[str] = []
    execute = psycopg.Cursor.execute

    def note(cursor: Any, query: Any, *given: Any, **more: Any) -> Any:
        seen.append(query if isinstance(query, str) else bytes(query).decode())
        return execute(cursor, query, *given, **more)

    monkeypatch.setattr(psycopg.Cursor, "execute", note)
    return seen


def requests(world: World, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Every address and method, with places of this world and places of nobody's in turn."""
    for address in addresses():
        for method in sorted({*address["methods"]} - {"HEAD"}):
            known = dice.random() < 0.7
            path = world.path(address["pattern"]) if known else PLACE.sub(f"{MARK}9", f"/{address['pattern']}")
            yield method, path


def typed(dice: random.Random) -> dict[str, Any]:
    """A few answers of a form of ours, and of none."""
    matters = [matter for pack in shelf.packs().values() for matter in pack.matters]
    fields = [field.key for section in dice.choice(matters).form.sections for field in section.fields]
    names = dice.sample([*ASKED, *SENT, *fields, *(f"{key}/1/{key}" for key in fields)], 12)
    return {name: dice.choice(TYPED) for name in names}


def sent(client: Client, method: str, path: str, dice: random.Random) -> int:
    """The status of one request with something in it."""
    if method == "GET":
        return client.get(path, {name: dice.choice(TYPED) for name in ASKED}).status_code
    file = SimpleUploadedFile(f"{dice.choice(TYPED)}.pdf", dice.randbytes(50))
    return client.post(path, typed(dice) | ({"file": file} if dice.random() < 0.3 else {})).status_code


@pytest.mark.parametrize("person", PEOPLE)
def test_no_request_meets_a_fault_or_becomes_a_statement(world: World, statements: list[str], person: str) -> None:
    """Red when a view reads a number as it comes, and when a search is put together from what was typed."""
    dice = random.Random(person)
    for method, path in requests(world, dice):
        before = transaction.savepoint()
        status = sent(world.client(person), method, path, dice)
        transaction.savepoint_rollback(before)
        assert status < 500, f"{method} {path}"
    assert len(statements) > 100
    assert not [each for each in statements if MARK in each]
