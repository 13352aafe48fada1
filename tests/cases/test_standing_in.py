"""代理: a colleague acts for somebody absent, for the days that were named, with the rights of neither more, and it says so."""

from datetime import timedelta

import pytest

from banshi.cases import actions as cases
from banshi.cases import queries, worklists
from banshi.cases.models import Case
from banshi.cases.sight import Asked
from banshi.define import Worklist
from banshi.ledger import clock
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib import sealed
from banshi.lib.actor import SYSTEM, Actor
from banshi.lib.refusals import Forbidden, Invalid, NotFound, Refusal
from banshi.people.accounts import appointing, handing_out, standing_in
from banshi.people.models import Account, Link
from banshi.people.queries import actor_for
from tests.situations import ENTERPRISE, Group, a_case, a_group

pytestmark = pytest.mark.django_db
DAY = 86_400  # seconds
WAITING = Worklist(title="待审核", key="waiting", of="desk")


@pytest.fixture
def group() -> Group:
    return a_group()


@pytest.fixture
def colleague(group: Group) -> Actor:
    """吴同事 sits at 李审核's desk too."""
    account = Account.objects.create(
        username=f"wu{group.codes['third'].lower()}", name="吴同事", settled_at=clock.now()
    )
    account.phone = "13700001234"
    account.save()
    Link.objects.create(account=account, organisation_id=group.units["third"], role=ENTERPRISE)
    return actor_for(account)


@pytest.fixture
def taken(group: Group, colleague: Actor) -> str:
    """A case that 李审核 has taken on."""
    ref = a_case(group, "under_review")
    cases.take_on(ref, by=group.actor("李审核"))
    return ref


def absent(group: Group, colleague: Actor, days: int = 2, begins: int = 0) -> None:
    """李审核 names 吴同事 for so many days."""
    since = clock.today() + timedelta(days=begins)
    until = since + timedelta(days=days - 1)
    standing_in.name(colleague.own_account, since=since, until=until, by=group.actor("李审核"))


def open_to(actor: Actor, ref: str) -> set[str]:
    return {each.key for each in queries.moves_open_to(actor, queries.case_for(actor, ref))}


def approve(actor: Actor, ref: str) -> None:
    version = Case.objects.get(ref=ref).version
    cases.move(ref, "approve", by=actor, version=version, token=new_token(), opinion="同意。")


def test_what_the_absent_has_taken_on_is_moved_by_the_colleague_and_says_for_whom(group, colleague, taken):
    """Red when the holder alone may move it, or the history names one of them only."""
    assert open_to(colleague, taken) == set()
    absent(group, colleague)
    assert {"approve", "return"} <= open_to(colleague, taken)
    approve(colleague, taken)
    line = queries.history(queries.case_for(colleague, taken))[-1]
    assert (line.person, line.absent) == ("吴同事", "李审核")


def test_what_is_free_or_ones_own_is_done_in_ones_own_name(group, colleague, taken):
    """Red when everything of those days is said to be done for somebody."""
    absent(group, colleague)
    cases.take_on(taken, by=colleague)
    approve(colleague, taken)
    assert queries.history(queries.case_for(colleague, taken))[-1].absent == ""


def test_it_stands_in_the_colleagues_list(group, colleague, taken):
    """Red when “我接手的” leaves out what one stands in for."""

    def listed() -> list[str]:
        return [line.ref for line in worklists.page(colleague, "property_rights", WAITING, Asked(holder="mine")).rows]

    assert listed() == []
    absent(group, colleague)
    assert listed() == [taken]


def test_it_begins_and_ends_by_itself(group, colleague, taken, shift):
    """Red when either day is not looked at."""
    absent(group, colleague, days=2, begins=1)
    for days, stands in ((0, False), (1, True), (2, True), (3, False)):
        assert bool(open_to(colleague, taken)) == stands, days
        shift(DAY)


def test_it_ends_before_its_day_and_both_times_the_colleague_is_told(group, colleague, taken):
    """Red when the end is not looked at, or somebody else may end it."""
    absent(group, colleague)
    (arranged,) = standing_in.arranged(group.actor("李审核"))
    with pytest.raises(NotFound):
        standing_in.end(arranged.id, by=colleague)
    standing_in.end(arranged.id, by=group.actor("李审核"))
    assert open_to(colleague, taken) == set()
    told = Delivery.objects.filter(event__kind__startswith="stand_in").values_list("payload", flat=True)
    assert [sealed.opened(each["phone"]) for each in told] == ["13700001234"] * 2


def test_it_gives_no_right_either_has_not(group, colleague, taken):
    """Red when the role of either is not asked for: an ended role would live on in a colleague."""
    absent(group, colleague)
    account = group.account("李审核")
    link = Link.objects.filter(account=account)
    link.update(until=clock.now())
    assert open_to(colleague, taken) == set()
    link.update(until=None)
    handing_out.set_active(account.username, False, by=SYSTEM)
    assert open_to(colleague, taken) == set()
    handing_out.set_active(account.username, True, by=SYSTEM)
    assert open_to(colleague, taken)
    appointing.end_role(Account.objects.get(pk=colleague.account).username, ENTERPRISE, by=SYSTEM)
    with pytest.raises(Refusal):
        approve(actor_for(Account.objects.get(pk=colleague.account)), taken)


def test_nobody_decides_for_somebody_on_what_they_wrote_themselves(group, colleague, taken):
    """S9. Red when standing in passes by `wrote`."""
    absent(group, colleague)
    Case.objects.filter(ref=taken).update(author_id=colleague.account)
    with pytest.raises(Forbidden):
        approve(colleague, taken)


def test_only_a_colleague_of_the_same_work_may_be_named(group, colleague):
    """Red when any account may be typed."""
    for name in ("王经办", "张旁人", "李审核"):
        with pytest.raises(Invalid) as refused:
            standing_in.name(group.account(name).pk, since=clock.today(), until=clock.today(), by=group.actor("李审核"))
        assert refused.value.problems[0].cell == "account"
    assert [name for _, name in standing_in.colleagues(group.actor("李审核"))] == ["吴同事"]


@pytest.mark.parametrize(
    ("begins", "days", "cell"),
    [(-1, 2, "since"), (0, 0, "until"), (0, 200, "until"), (1, 1, "since"), (400, 402, "since")],
)
def test_days_are_to_come_in_order_not_too_many_and_not_twice(group, colleague, begins, days, cell):
    """Red when any of the five is not looked at."""
    absent(group, colleague, days=2)
    with pytest.raises(Invalid) as refused:
        absent(group, colleague, days, begins)
    assert refused.value.problems[0].cell == cell


def test_who_is_absent_as_well_cannot_be_named(group, colleague):
    """Red when two stand in for each other on the same days, and nobody is there."""
    absent(group, colleague)
    with pytest.raises(Invalid, match="也外出"):
        standing_in.name(group.account("李审核").pk, since=clock.today(), until=clock.today(), by=colleague)
