"""开通事项, 解绑事项 (H14, H15): a person has matters at hand; an old account is believed only where its old system says so."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import serializers
from django.test import Client

from banshi.carriers import old_systems
from banshi.ledger import queries as ledger
from banshi.people.models import Account, Link, Subscription
from tests.people.newcomers import Newcomer, a_person, the_hall
from tests.people.old_system import PASSWORD, USERNAME, OldSystem, an_old_system

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]
PAGE = "/me/matters/"
OLD = "library_card/apply"
NEW = "property_rights/occupy"
RIGHT = {"matter": OLD, "how": "old", "username": USERNAME, "password": PASSWORD}


@pytest.fixture(autouse=True)
def hall() -> int:
    return the_hall()


@pytest.fixture
def old(settings: Any) -> Iterator[OldSystem]:
    """The old system of 借书证."""
    with an_old_system() as there:
        settings.OLD_SYSTEMS = {"library": there.address}
        yield there


@pytest.fixture
def who() -> Newcomer:
    return a_person()


def subscribe(client: Client, typed: dict[str, str]) -> Any:
    """【绑定事项】."""
    return client.post(f"{PAGE}subscribe/", typed)


def at_hand(who: Newcomer) -> list[str]:
    """The matters in 可办事项, as the page leads to them."""
    text = who.client.get(PAGE).content.decode()
    return [matter for matter in (OLD, NEW) if f"/matters/{matter}/" in text]


def account_of(who: Newcomer) -> Account:
    return Account.objects.get(username=who.username)


def test_h14_a_matter_is_opened_without_an_account_of_before(who: Newcomer) -> None:
    """Red when what was opened does not stand in 可办事项, or opening it twice keeps it twice."""
    assert at_hand(who) == []
    assert subscribe(who.client, {"matter": NEW}).status_code == 302
    assert subscribe(who.client, {"matter": OLD, "how": "none"}).status_code == 302
    assert at_hand(who) == [OLD, NEW]
    assert subscribe(who.client, {"matter": NEW}).status_code == 409
    assert Subscription.objects.count() == 2


def test_h14_an_old_account_is_shown_and_stands_there_masked(who: Newcomer, old: OldSystem) -> None:
    """Red when it is not asked of the old system, or its user name stands anywhere in clear."""
    assert subscribe(who.client, RIGHT).status_code == 302
    assert old.asked == [{"username": USERNAME, "password": PASSWORD, "by_key": False}]
    page = who.client.get(PAGE).content.decode()
    assert "l***9" in page
    assert USERNAME not in page + serializers.serialize("json", Subscription.objects.all())


def test_s2_which_part_was_wrong_is_never_told(who: Newcomer, old: OldSystem) -> None:
    """Red when a wrong user name, a wrong password and a wrong way to sign in are told apart."""
    wrong = ({"username": "nobody"}, {"password": "x"}, {"by_key": "1"})
    pages = [subscribe(who.client, RIGHT | each) for each in wrong]
    told = {line for page in pages for line in page.content.decode().splitlines() if "请核对后再试" in line}
    assert [page.status_code for page in pages] == [422] * 3
    assert len(told) == 1
    assert Subscription.objects.count() == 0


def test_s3_few_tries_a_day_whatever_is_tried(who: Newcomer, old: OldSystem) -> None:
    """Red when a right account in between begins the count anew, or the sixth try reaches the old system."""
    for number in range(4):
        assert subscribe(who.client, RIGHT | {"username": f"user{number}"}).status_code == 422
    assert subscribe(who.client, RIGHT).status_code == 302
    assert who.client.post(f"{PAGE}unsubscribe/", {"matter": OLD}).status_code == 302
    assert subscribe(who.client, RIGHT | {"password": "x"}).status_code == 422
    asked = len(old.asked)
    late = subscribe(who.client, RIGHT)
    assert (late.status_code, len(old.asked)) == (429, asked)
    assert "请明天再试" in late.content.decode()
    assert subscribe(who.client, {"matter": OLD, "how": "none"}).status_code == 302


def test_s3_many_people_together_get_no_more_tries_at_one_old_account(old: OldSystem, monkeypatch: Any) -> None:
    """Red when tries are counted by person alone."""
    monkeypatch.setattr("banshi.people.persons.subscriptions.TRIES_OF_AN_OLD_ACCOUNT", 2)
    first, second = a_person(), a_person()
    for each in (first, second):
        assert subscribe(each.client, RIGHT | {"username": USERNAME.upper(), "password": "x"}).status_code == 422
    assert subscribe(second.client, RIGHT).status_code == 429
    assert len(old.asked) == 2


def test_s8_the_password_is_kept_nowhere(who: Newcomer, old: OldSystem) -> None:
    """Red when the page, an event, a row or the session holds it."""
    page = subscribe(who.client, RIGHT | {"username": "nobody"}).content.decode()
    assert subscribe(who.client, RIGHT).status_code == 302
    account = account_of(who)
    events = [(event.kind, event.data) for event in ledger.history(f"account:{account.pk}")]
    assert [kind for kind, _ in events][-2:] == ["old_account_refused", "subscribed"]
    kept = json.dumps([data for _, data in events]) + serializers.serialize("json", Subscription.objects.all())
    for text in (page, kept, json.dumps(dict(who.client.session), default=str), repr(old_systems.NotReached())):
        assert PASSWORD not in text


def test_one_old_account_is_one_persons(old: OldSystem) -> None:
    """Red when two people show the same old account, however it is spelled."""
    first, second = a_person(), a_person()
    assert subscribe(first.client, RIGHT).status_code == 302
    told = subscribe(second.client, RIGHT)
    assert (told.status_code, "已经由别人开通" in told.content.decode()) == (409, True)
    assert first.client.post(f"{PAGE}unsubscribe/", {"matter": OLD}).status_code == 302
    assert subscribe(second.client, RIGHT).status_code == 302


@pytest.mark.parametrize(
    ("status", "says"), [(500, None), (302, None), (200, b"nonsense"), (200, b"[]"), (200, b'{"right": "yes"}')]
)
def test_an_old_system_that_says_neither_yes_nor_no_opens_nothing(
    who: Newcomer, old: OldSystem, status: int, says: bytes | None
) -> None:
    """Red when anything but a plain yes is taken for one, or a silent system uses up the tries."""
    old.status, old.says = status, says
    for _ in range(6):
        page = subscribe(who.client, RIGHT)
        assert (page.status_code, "现在连不上" in page.content.decode()) == (503, True)
    assert Subscription.objects.count() == 0
    old.status, old.says = 200, None
    assert subscribe(who.client, RIGHT).status_code == 302


def test_an_old_system_nobody_has_set_is_said_to_be_away(who: Newcomer) -> None:
    assert subscribe(who.client, RIGHT).status_code == 503


def test_h14_what_is_missing_is_said_at_its_cell(who: Newcomer, old: OldSystem) -> None:
    """Red when an empty password is asked of the old system."""
    for typed, words in (
        ({"matter": OLD}, "请选择有没有"),
        (RIGHT | {"username": " "}, "请填写老账户的用户名"),
        (RIGHT | {"password": ""}, "请填写老账户的密码"),
        (RIGHT | {"password": "x" * 101}, "请填写老账户的密码"),
    ):
        page = subscribe(who.client, typed)
        assert (page.status_code, words in page.content.decode()) == (422, True)
    assert old.asked == []
    for matter in ("", "library_card", "library_card/gone", "gone/apply"):
        assert subscribe(who.client, {"matter": matter}).status_code == 404


def test_h15_what_is_closed_leaves_the_list_and_nothing_else_changes(who: Newcomer) -> None:
    """Red when closing ends more than what was ticked, a link, or another person's."""
    other = a_person()
    for each in (who, other):
        subscribe(each.client, {"matter": NEW})
        subscribe(each.client, {"matter": OLD, "how": "none"})
    links = list(Link.objects.values_list("pk", "until"))
    assert who.client.post(f"{PAGE}unsubscribe/").status_code == 422
    assert who.client.post(f"{PAGE}unsubscribe/", {"matter": NEW}).status_code == 302
    assert (at_hand(who), at_hand(other)) == ([OLD], [OLD, NEW])
    assert list(Link.objects.values_list("pk", "until")) == links
    assert who.client.post(f"{PAGE}unsubscribe/", {"matter": NEW}).status_code == 422
    assert subscribe(who.client, {"matter": NEW}).status_code == 302
