"""S5: what is tried at the same moment counts as many times as it was tried."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import TooMany
from banshi.people.models import PhoneCode
from banshi.people.signing_in import phone_codes, waits
from tests.security.test_sign_in_codes import HERE, send, works


def test_s05_tries_at_the_same_moment_count_as_many(committed_db):
    """Red without the lock on the code's row: of forty tries at once more than five would be looked at."""
    code = send()
    wrong = f"{(int(code) + 1) % 10**6:06}"

    def guess(_: int) -> None:
        works(wrong)
        connection.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(guess, range(40)))
    assert PhoneCode.objects.get().tries == 5
    assert not works(code)


def test_s05_requests_at_the_same_moment_send_one_code(committed_db):
    """Red without the lock on the phone."""

    def ask(_: int) -> bool:
        try:
            phone_codes.send(**HERE, by=SYSTEM)
        except TooMany:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(ask, range(20))) == 1


def test_s03_passwords_tried_at_the_same_moment_count_as_many(committed_db):
    """Red when failures are counted after the password was looked at: all forty would be looked at."""
    here = waits.bucket("111111119", "device")

    def attempt(_: int) -> bool:
        try:
            return waits.take(here) == 0
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(attempt, range(40))) == 5
