"""合并账户 at the same moment as something else: one of both is first, and the other sees it."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from banshi.catalogue import shelf
from banshi.ledger import clock
from banshi.lib.refusals import Forbidden
from banshi.people.disputes import asking
from banshi.people.merging import actions
from banshi.people.merging.proving import Proven
from banshi.people.models import Account, Dispute, Person
from banshi.people.persons import persons
from tests.harness.crowds import apart, at_once
from tests.people.belonging.situations import Place
from tests.people.disputing import Claimant
from tests.people.merging import OTHER, two_accounts


def press(place: Place) -> str:
    """【确定合并】 with both proofs."""
    other = Account.objects.get(username=place.usernames[OTHER])
    proof = f"{other.pk} {other.get_session_auth_hash()}"
    proven = Proven(other.username, proof, clock.now().timestamp(), reached=True)
    return actions.merge(proven, seats=shelf.seats(), by=place.actor("林甜"))


def test_a_dispute_that_is_being_brought_comes_first(committed_db, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red without the lock on whose number it is: the disputed account would be merged away under the dispute."""
    place, who = two_accounts(), Claimant()
    index = persons.number_index("111", who.number)
    Person.objects.filter(account=place.account(OTHER)).update(number_index=index)
    assert who.ask(code=who.code()).status_code == 302
    pressed: list[Future[str]] = []

    with ThreadPoolExecutor(1) as pool:

        def meanwhile(*_: Any) -> list[Any]:
            pressed.append(pool.submit(apart, lambda: press(place)))
            with pytest.raises(TimeoutError):
                pressed[0].result(timeout=1)
            return []

        monkeypatch.setattr(asking, "tell_holder", meanwhile)
        assert who.client.post(who.link()).status_code == 302
    with pytest.raises(Forbidden, match="申诉"):
        pressed[0].result()
    assert Dispute.objects.get().holder_id == place.account(OTHER)
    assert Account.objects.get(pk=place.account(OTHER)).is_active


def test_pressed_many_times_at_once_it_is_done_once(committed_db) -> None:
    """Red without the lock on the accounts."""
    place = two_accounts()
    assert set(at_once(5, lambda: press(place))) == {place.usernames[OTHER]}
    assert place.actor("林甜").merged == {place.account(OTHER)}
