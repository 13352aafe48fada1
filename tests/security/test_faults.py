"""S25: an unexpected fault says nothing of what is inside, changes nothing and opens nothing; without a database, words are still there."""

import asyncio
import errno
import io
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.db import OperationalError
from django.test import Client

from banshi.cases import actions, queries
from banshi.cases.models import Case
from banshi.config import asgi
from banshi.ledger.models import Event
from banshi.ledger.tokens import new_token
from banshi.people import queries as people
from tests.situations import Group, a_case, a_group

pytestmark = pytest.mark.django_db
INSIDE = "张旁人 13900000000 SELECT secret"


@pytest.fixture
def group() -> Group:
    """A fresh one."""
    return a_group()


def at(group: Group, name: str) -> Client:
    """Their browser; a fault comes as the page people see."""
    client = Client(raise_request_exception=False)
    client.force_login(group.account(name))
    session = client.session
    session["began"] = 32_503_680_000  # the year 3000
    session.save()
    return client


def broken(where: Any, name: str, fault: type[Exception] = RuntimeError) -> Any:
    """A function of ours that fails, with what nobody should read in its words."""
    return patch.object(where, name, side_effect=fault(INSIDE))


def told(answer: Any) -> str:
    """The page, which says nothing of what is inside."""
    page = str(answer.content.decode())
    assert not any(word in page for word in (*INSIDE.split(), "Traceback", "RuntimeError", "OperationalError", ".py"))
    assert answer.headers["Content-Security-Policy"]
    return page


def test_a_fault_is_said_in_words_and_nothing_else(group: Group) -> None:
    """Red with Django's own page of faults (DEBUG)."""
    ref = a_case(group)
    with broken(queries, "case_for"):
        answer = at(group, "王经办").get(f"/cases/{ref}/")
    assert answer.status_code == 500
    assert "系统出了意外" in told(answer)


def test_a_fault_in_the_middle_of_a_move_leaves_nothing_of_it(group: Group) -> None:
    """Red when a move is not one transaction."""
    ref = a_case(group, "at_agency")
    before = Case.objects.values().get(ref=ref), Event.objects.count()
    posted = {"version": Case.objects.get(ref=ref).version, "token": new_token(), "opinion": "同意。"}
    with broken(actions, "Receipt"):
        answer = at(group, "陈处长").post(f"/cases/{ref}/moves/approve/", posted)
    assert answer.status_code == 500
    assert (Case.objects.values().get(ref=ref), Event.objects.count()) == before


def test_who_cannot_be_asked_for_may_do_nothing(group: Group) -> None:
    """Red when a fault in finding out who asks makes them somebody."""
    ref = a_case(group)
    with broken(people, "actor_for"):
        answer = at(group, "王经办").get(f"/cases/{ref}/")
    assert answer.status_code == 500
    assert ref not in told(answer)


def test_without_a_database_what_was_typed_can_be_sent_again(group: Group) -> None:
    """R5. Red when it is answered like any other fault, and when the page asks the database who looks at it."""
    ref = a_case(group)
    with broken(people, "actor_for", OperationalError):
        typed = urlencode({"registered_address": "滨江路 <18> 号", "draft_version": "1"})
        answer = at(group, "王经办").post(f"/cases/{ref}/form/", typed, "application/x-www-form-urlencoded")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    page = told(answer)
    assert f'action="/cases/{ref}/form/"' in page
    assert 'name="registered_address" value="滨江路 &lt;18&gt; 号"' in page
    assert "再试一次" in page


def test_a_body_there_is_no_room_for_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """R5. Red when the fault is left to the web server, which says nothing."""

    class Full(SpooledTemporaryFile[bytes]):
        def write(self, piece: Any) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"a=b"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    sent: list[dict[str, Any]] = []
    bodies = iter([Full(), io.BytesIO()])
    monkeypatch.setattr(asgi, "SpooledTemporaryFile", lambda size: next(bodies))
    with ThreadPoolExecutor(1) as elsewhere:  # a browser of the same run may have a loop going here
        elsewhere.submit(asyncio.run, asgi.application({}, receive, send)).result()
    assert sent[0]["status"] == 503
    assert "存储空间不足" in sent[1]["body"].decode()


def test_a_password_is_never_put_into_a_page(group: Group) -> None:
    """Red when every form is kept alike."""
    with broken(people, "actor_for", OperationalError):
        typed = urlencode({"oldpassword": "slow river", "password1": "river slow"})
        answer = at(group, "王经办").post("/me/password/", typed, "application/x-www-form-urlencoded")
    assert "river" not in told(answer)


def test_a_script_of_ours_is_told_in_words(group: Group) -> None:
    """Red when it gets a page."""
    ref = a_case(group)
    fetch = {"X-Requested-With": "fetch"}
    with broken(people, "actor_for", OperationalError):
        answer = at(group, "王经办").post(f"/cases/{ref}/form/", {"draft_version": "1"}, headers=fetch)
    assert (answer.status_code, list(answer.json())) == (503, ["words"])
