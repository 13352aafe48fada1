"""Notices: everybody concerned is told once, reads their own, and nobody else's."""

import json
from pathlib import Path
from typing import Any

import pytest

from banshi.lib.actor import SYSTEM, Actor, visitor
from banshi.lib.refusals import Forbidden
from banshi.notices import actions, queries
from banshi.notices.models import SiteNotice
from banshi.people import queries as people
from tests.people.situations import PACK, Group, a_group, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    """王经办 files, 李审核 sits above."""
    return a_group()


@pytest.fixture
def sink(settings: Any, tmp_path: Path) -> Path:
    """Where messages end."""
    settings.TEST_SINK = str(tmp_path)
    return tmp_path / "sms"


def tell(actor: Actor, text: str = "已退回", *, message: str = "7-0", **more: Any) -> None:
    """Hands a notice to the people of an actor's unit."""
    payload = {"unit": actor.unit, "roles": sorted(actor.roles), "text": text, "sms": False, "ref": "CQ-1"}
    actions.tell(payload | more, message)


def texts(actor: Actor) -> list[str]:
    """What an actor reads."""
    return [told.text for told in queries.for_actor(actor)]


def test_a_notice_reaches_the_people_of_the_unit_and_nobody_else(group: Group) -> None:
    """Red when the unit or the account is not asked for."""
    tell(group.filer)
    assert texts(group.filer) == ["已退回"]
    assert texts(group.reviewer) == texts(group.stranger) == []
    assert [queries.unread(actor) for actor in (group.filer, group.reviewer, group.stranger)] == [1, 0, 0]


def test_a_notice_reaches_only_those_who_hold_the_role(group: Group) -> None:
    """Red when everybody in the unit is told."""
    tell(group.filer, roles=[f"{PACK}/agency_officer"])
    assert texts(group.filer) == []


def test_a_message_handed_over_again_is_told_once(group: Group) -> None:
    """The worker may be killed between doing and noting it. Red without the constraint on account and message."""
    tell(group.filer)
    tell(group.filer)
    tell(group.filer, "下一条", message="8-0")
    assert texts(group.filer) == ["下一条", "已退回"]


def test_a_message_goes_out_by_sms_where_the_pack_says_so(group: Group, sink: Path) -> None:
    """Red when every notice costs a message, or the second handing-over sends another."""
    tell(group.filer, sms=False)
    assert not sink.exists()
    for _ in range(2):
        tell(group.filer, "请补正", message="8-0", sms=True)
    (sent,) = [json.loads(file.read_text()) for file in sink.iterdir()]
    assert sent["text"] == "请补正"
    assert sent["message_id"] == f"8-0-{group.filer.account}"


def test_several_cases_are_one_message_and_a_line_each_in_the_site(group: Group, sink: Path) -> None:
    """Red when the site keeps the message in the place of the cases, or each line is sent, or told once more the second time."""
    lines = [{"text": f"地块 0{number} 已退回", "ref": f"CQ-{number}"} for number in (1, 2)]
    for _ in range(2):
        tell(group.filer, "2 件被退回", sms=True, lines=lines)
    assert [(told.text, told.ref) for told in queries.for_actor(group.filer)] == [
        (line["text"], line["ref"]) for line in lines
    ]
    (sent,) = [json.loads(file.read_text()) for file in sink.iterdir()]
    assert sent["text"] == "2 件被退回"


def test_who_has_no_phone_is_told_in_the_site_alone(group: Group, sink: Path) -> None:
    """Red when a message to no number is sent, or stops the others."""
    newcomer = people.actor_for(an_account("李新人", group.subject, settled=False))
    tell(group.filer, sms=True)
    assert texts(newcomer) == texts(group.filer) == ["已退回"]
    assert len([*sink.iterdir()]) == 1


def test_marking_as_read_marks_ones_own(group: Group) -> None:
    """Red when everybody's notices count as read."""
    tell(group.filer)
    tell(group.reviewer, message="8-0")
    actions.mark_read(by=group.filer)
    (read,) = queries.for_actor(group.filer)
    assert not read.unread
    assert (queries.unread(group.filer), queries.unread(group.reviewer)) == (0, 1)


def test_reading_again_keeps_the_first_time(group: Group) -> None:
    """Red when the mark moves with every visit."""
    tell(group.filer)
    actions.mark_read(by=group.filer)
    (first,) = SiteNotice.objects.values_list("read_at", flat=True)
    actions.mark_read(by=group.filer)
    assert SiteNotice.objects.get().read_at == first


def test_notices_come_newest_first_page_by_page(group: Group) -> None:
    """Red when pages overlap or skip."""
    for number in range(queries.PAGE + 2):
        tell(group.filer, str(number), message=f"{number}-0")
    first = queries.for_actor(group.filer)
    second = queries.for_actor(group.filer, first[-1].id)
    assert [told.text for told in (*first, *second)] == [str(number) for number in reversed(range(queries.PAGE + 2))]


@pytest.mark.parametrize("nobody", [SYSTEM, visitor()])
def test_who_has_no_account_has_no_notices(nobody: Actor) -> None:
    """Red when no account reads as any account."""
    for ask in (queries.for_actor, queries.unread, lambda actor: actions.mark_read(by=actor)):
        with pytest.raises(Forbidden):
            ask(nobody)
