"""What is over is dropped, what is alive stays."""

import pytest

from banshi.lib.actor import SYSTEM
from banshi.people import actions
from banshi.people.models import PhoneCode, Wait
from banshi.people.signing_in import phone_codes, waits

pytestmark = pytest.mark.django_db


def test_only_what_is_over_for_two_days_is_dropped(shift):
    """Red when the age is not looked at, either way."""
    for days in (0, 3):
        phone_codes.send(phone=f"1391234567{days}", purpose="phone", session="s", by=SYSTEM)
        waits.take(f"bucket {days}")
        shift(3 * 86_400)
    shift(-3 * 86_400)
    actions.sweep()
    assert (PhoneCode.objects.count(), Wait.objects.count()) == (1, 1)
