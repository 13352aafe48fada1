"""Waits after failed tries: they grow, they end, and they are nobody else's."""

import pytest

from banshi.people.signing_in import waits

pytestmark = pytest.mark.django_db


def fail(bucket: str, times: int) -> list[int]:
    return [waits.take(bucket) for _ in range(times)]


def test_the_sixth_try_waits_and_every_failure_after_it_doubles_the_wait(shift):
    """Red when the fifth failure brings no wait."""
    here = waits.bucket("111111119", "device")
    assert fail(here, 6) == [0, 0, 0, 0, 0, 1]
    waited = []
    for _ in range(8):
        minutes = waits.take(here)
        waited.append(minutes)
        shift(minutes * 60 + 1)
        assert waits.take(here) == 0
    assert waited == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_right_password_forgets_the_failures():
    """Red when `forget` does nothing."""
    here = waits.bucket("111111119", "device")
    fail(here, 5)
    waits.forget(here)
    assert waits.take(here) == 0


def test_failures_on_one_device_never_touch_another_account_or_device():
    """Red when the bucket leaves out the identifier, or the place."""
    fail(waits.bucket("111111119", "10.0.0.1"), 9)
    assert waits.take(waits.bucket("111111119", "the company's own device")) == 0
    assert waits.take(waits.bucket("222222226", "10.0.0.1")) == 0


def test_a_day_without_failures_forgets_them(shift):
    """Red when old failures are kept for ever."""
    here = waits.bucket("111111119", "device")
    fail(here, 4)
    shift(86_401)
    assert fail(here, 4) == [0, 0, 0, 0]


def test_a_right_try_gives_back_itself_and_nothing_else():
    """Red when `give_back` forgets them all: whoever has an account of their own would begin anew as often as they like."""
    here = waits.address_bucket("10.0.0.1")
    fail(here, 4)
    assert waits.take(here) == 0
    waits.give_back(here)
    assert waits.take(here) == 0
    assert waits.take(here) == 1


def test_one_who_tries_all_day_never_uses_up_an_address(shift):
    """Red when an address has fewer tries than one identifier may use up in a day."""
    here, tries, passed = waits.bucket("111111119", "10.0.0.1"), 0, 0
    while passed < 86_400:
        minutes = waits.take(here)
        tries += not minutes
        passed += minutes * 60 + 1
        shift(minutes * 60 + 1)
    assert tries * 2 < waits.FREE_TRIES_OF_AN_ADDRESS
