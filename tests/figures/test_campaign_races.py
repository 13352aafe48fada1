"""A move and a campaign at the same moment: whoever comes first, the roster and the cases say the same."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction
from django.db.models import Count

from banshi.catalogue import campaigns
from banshi.catalogue.models import Duty
from banshi.ledger import queries as past
from tests.figures.campaigns import a_campaign, duty, rostered, state
from tests.harness.crowds import apart, at_once
from tests.harness.database import House
from tests.situations import a_case, a_group, act, attach_all

pytestmark = pytest.mark.usefixtures("rostered")
__all__ = ["rostered"]
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"


def overtaken(first: Callable[[], object], second: Callable[[], object]) -> None:
    """The first has not committed yet when the second comes; it does once the second waits for it, or has not waited."""
    came = Event()

    def begin() -> None:
        with transaction.atomic():
            first()
            came.set()
            while not follower.done() and not waits():
                pass

    def follow() -> None:
        came.wait()
        second()

    with ThreadPoolExecutor(2) as crowd:
        follower: Future[None] = crowd.submit(apart, follow)
        leader = crowd.submit(apart, begin)
        leader.result()
        follower.result()


def waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def test_a_report_that_is_under_way_when_a_campaign_is_opened_counts(committed_db: House) -> None:
    """Red without `beside_others`: the opening would not see the report, and the report not the campaign."""
    group, opened = a_group(), []
    ref = a_case(group)
    attach_all(ref, group.actor("王经办"))
    overtaken(lambda: act(group, "王经办", ref, "report"), lambda: opened.append(a_campaign(group)))
    assert state(group, opened[0]) == "reported"


def test_a_report_that_comes_while_a_campaign_is_opened_counts(committed_db: House) -> None:
    """Red without the turn in `begin`: the report would look for a duty that is not there yet."""
    group, opened = a_group(), []
    ref = a_case(group)
    attach_all(ref, group.actor("王经办"))
    overtaken(lambda: opened.append(a_campaign(group)), lambda: act(group, "王经办", ref, "report"))
    assert state(group, opened[0]) == "reported"


def test_a_move_that_comes_while_a_campaign_is_closed_changes_nothing_of_it(committed_db: House) -> None:
    """Red when `follow` does not ask whether the duty is open."""
    group = a_group()
    campaign = a_campaign(group)
    ref = a_case(group, "under_review")
    officer = group.actor("陈处长")
    overtaken(lambda: campaigns.close(campaign, by=officer), lambda: act(group, "李审核", ref, "return", "请补充。"))
    assert (duty(group, campaign).state, duty(group, campaign).ref) == ("reported", ref)


@pytest.mark.parametrize("turn", range(3))
def test_what_the_event_of_closing_says_equals_the_rows(committed_db: House, turn: int) -> None:
    """Red when the counts are taken before the duties are held: a report in between would stand in one and not in the other."""
    group = a_group()
    campaign = a_campaign(group)
    officer, ref = group.actor("陈处长"), a_case(group)
    attach_all(ref, group.actor("王经办"))
    todo = iter([lambda: campaigns.close(campaign, by=officer), lambda: act(group, "王经办", ref, "report")])
    at_once(2, lambda: next(todo)())
    said = past.history(f"campaign:{campaign}")[-1].data
    rows = Duty.objects.filter(campaign=campaign).values_list("state").annotate(Count("id"))
    assert {key: said[key] for key, _ in rows} == dict(rows)
