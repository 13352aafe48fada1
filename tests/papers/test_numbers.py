"""Numbers without gaps or doubles."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.db import connections, transaction

from banshi.papers.models import Paper
from tests.harness.database import House
from tests.papers.situations import a_paper
from tests.people.situations import Group, a_group


def test_twenty_at_once_get_twenty_numbers_without_a_gap(committed_db: House) -> None:
    """Red when the serial is read first and written after."""
    group = a_group()

    def issue(case: int) -> str:
        try:
            if case % 4 == 0:
                with suppress(ZeroDivisionError):
                    undone(group, case)
            return a_paper(group, case=case).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as threads:
        numbers = sorted(threads.map(issue, range(20)))
    year = Paper.objects.earliest("id").issued_at.year
    assert numbers == [f"渝登字〔{year}〕{serial:06}号" for serial in range(1, 21)]


@transaction.atomic
def undone(group: Group, case: int) -> None:
    """A move that fails after its paper was issued."""
    a_paper(group, case=case)
    raise ZeroDivisionError
