"""批量发放账户: one press for many units; the worker issues their accounts, and their slips are downloaded once."""

import pytest
from django.test import Client

from banshi.ledger.models import Event
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Invalid, NotFound
from banshi.people.accounts import first_accounts, handing_out, handouts
from banshi.people.accounts.first_accounts import Door
from banshi.people.models import Account, HandoutLine, Link, Organisation
from tests.harness.clock import Shift
from tests.people.handouts import a_security_administrator, asked, pressed, slips_of, work
from tests.people.signing_in import knock
from tests.people.situations import PACK, TREE, a_unit

pytestmark = pytest.mark.django_db
ROLE = f"{PACK}/enterprise"
DOOR = Door(ROLE, frozenset({TREE}), by_name=False)


@pytest.fixture
def by() -> Actor:
    return a_security_administrator()


@pytest.fixture
def units() -> list[int]:
    top = a_unit("渝州市国资委", None)
    return [a_unit(f"渝州第{number}公司", top) for number in range(3)]


def test_each_unit_has_its_own_event_and_a_password_that_lets_it_in(by: Actor, units: list[int]) -> None:
    number = pressed(DOOR, by)
    work(number)
    slips = slips_of(number, by)
    assert [slip.unit for slip in slips] == ["渝州第0公司", "渝州第1公司", "渝州第2公司"]
    for slip in slips:
        account = Account.objects.get(username=slip.identifier)
        event = Event.objects.get(stream=f"account:{account.pk}", kind="issued")
        assert event.actor["account"] == by.account
    assert knock(Client(), slips[0].identifier, slips[0].password).status_code == 302


def test_a_button_pressed_twice_is_one_handout(by: Actor, units: list[int]) -> None:
    """Red without the token, and when units that are being issued count as waiting."""
    token = new_token()
    number = first_accounts.hand_out(DOOR, token=token, deciding=(), by=by)
    assert first_accounts.hand_out(DOOR, token=token, deciding=(), by=by) == number
    with pytest.raises(Invalid, match="正在发放"):
        pressed(DOOR, by)
    work(number)
    assert Account.objects.filter(links__organisation__in=units).count() == 3


def test_a_worker_that_was_killed_is_followed_by_one_that_goes_on(by: Actor, units: list[int]) -> None:
    """Red when an account that was issued already is issued anew: its password would not be the one on the slip."""
    number = pressed(DOOR, by)
    first = asked(number)[0]
    handouts.issue(first.payload, "")
    before = Account.objects.get(links__organisation=units[0]).password
    assert (handouts.handout_for(by, number).done, handouts.handout_for(by, number).working) == (1, True)
    work(number)
    assert Account.objects.get(links__organisation=units[0]).password == before
    assert (handouts.handout_for(by, number).slips, handouts.handout_for(by, number).working) == (3, False)


def test_what_cannot_be_issued_is_said_and_stops_no_other(by: Actor, units: list[int]) -> None:
    """Red when the refusal of one leaves the worker trying again, or the others without an account."""
    number = pressed(DOOR, by)
    Organisation.objects.filter(pk=units[0]).update(closed_at="2026-01-01T00:00Z")
    code = Organisation.objects.get(pk=units[1]).code
    handing_out.issue_first(units[1], code, ROLE, by)
    work(number)
    found = handouts.refused(by, number)
    assert [(each.unit, each.words) for each in found] == [
        ("渝州第0公司", handouts.CLOSED),
        ("渝州第1公司", handouts.ISSUED),
    ]
    assert [slip.unit for slip in slips_of(number, by)] == ["渝州第2公司"]


def test_s30_who_oversees_others_is_not_handed_out_by_one_administrator(by: Actor, units: list[int]) -> None:
    """Red when the press asks for the role only: the account would review what units below file, and nobody else confirmed it."""
    a_unit("下级公司", units[0])
    a_unit("停用的下级公司", units[1])
    Organisation.objects.filter(name="停用的下级公司").update(closed_at="2026-01-01T00:00Z")
    left = first_accounts.left_out(DOOR, by)
    assert [(each.name, each.why) for each in left] == [("渝州第0公司", first_accounts.OVERSEES)]
    work(number := pressed(DOOR, by))
    assert [slip.unit for slip in slips_of(number, by)] == ["渝州第1公司", "渝州第2公司", "下级公司"]
    assert not Account.objects.filter(links__organisation=units[0]).exists()


def test_s30_who_oversees_others_since_the_press_gets_no_account_either(by: Actor, units: list[int]) -> None:
    """Red when only the press asks who oversees others."""
    number = pressed(DOOR, by)
    a_unit("新设的下级公司", units[0])
    work(number)
    refused = [(each.unit, each.words) for each in handouts.refused(by, number)]
    assert refused == [("渝州第0公司", first_accounts.OVERSEES)]
    assert not Account.objects.filter(links__organisation=units[0]).exists()


def test_who_is_no_security_administrator_any_more_hands_out_nothing(by: Actor, units: list[int]) -> None:
    """Red when only the press asks who may."""
    number = pressed(DOOR, by)
    Link.objects.filter(account=by.account).update(role=ROLE)
    work(number)
    assert not Account.objects.filter(links__organisation__in=units).exists()
    assert set(HandoutLine.objects.values_list("refused", flat=True)) == {handouts.NO_LONGER}


def test_slips_are_downloaded_once_by_who_pressed(by: Actor, units: list[int]) -> None:
    """Red when the passwords stay, and when another administrator may have them."""
    number = pressed(DOOR, by)
    work(number)
    with pytest.raises(NotFound):
        slips_of(number, a_security_administrator())
    assert [each.id for each in handouts.unfinished(by)] == [number]
    assert len(slips_of(number, by)) == 3
    assert not HandoutLine.objects.exclude(password_sealed="").exists()
    assert handouts.unfinished(by) == []
    with pytest.raises(Conflict, match="只能下载一次"):
        slips_of(number, by)


def test_a_fault_while_slips_are_drawn_loses_none(by: Actor, units: list[int]) -> None:
    """Red when they are dropped before the file is made."""
    number = pressed(DOOR, by)
    work(number)
    with pytest.raises(ZeroDivisionError):
        handouts.download(number, lambda slips: 1 // 0, by=by)
    assert len(slips_of(number, by)) == 3


def test_slips_nobody_comes_for_go_with_their_passwords(by: Actor, units: list[int], shift: Shift) -> None:
    """Red when they lie sealed for ever."""
    number = pressed(DOOR, by)
    work(number)
    handouts.forget_void()
    assert handouts.handout_for(by, number).slips == 3
    shift(15 * 86_400)
    handouts.forget_void()
    assert handouts.handout_for(by, number).slips == 0
