"""Units are renamed, moved, closed and opened again, from a day on; what was before stays on record."""

from datetime import date, timedelta

import pytest

from banshi.cases import actions as cases
from banshi.cases.models import Case
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Conflict, Forbidden, Invalid, NotFound
from banshi.people import queries
from banshi.people.models import Organisation, TreeNode, UnitChange
from banshi.people.units import placing
from tests.situations import OCCUPY, Group, a_case, a_group

pytestmark = pytest.mark.django_db
TREE = "产权"


@pytest.fixture
def group() -> Group:
    return a_group()


def move(group: Group, unit: str, parent: str, on: date | None = None) -> bool:
    on = on or clock.today()
    return placing.plan("move", group.units[unit], on=on, tree=TREE, parent=group.codes[parent], by=SYSTEM)


def test_a_unit_moves_with_everything_below_it(group: Group) -> None:
    """Red when only the unit itself gets a new place."""
    move(group, "third", "other")
    assert queries.superiors(group.units["fourth"], TREE) == tuple(
        group.units[key] for key in ("third", "other", "agency")
    )
    ended = TreeNode.objects.filter(organisation=group.units["fourth"], until=clock.today())
    assert ended.count() == 1


def test_what_is_under_review_keeps_its_road(group: Group) -> None:
    ref = a_case(group, "under_review")
    move(group, "third", "other")
    assert Case.objects.get(ref=ref).submission.road[1] == group.units["second"]  # type: ignore[union-attr]


@pytest.mark.parametrize("parent", ["third", "fourth"])
def test_nobody_is_put_below_themselves(group: Group, parent: str) -> None:
    with pytest.raises(Invalid, match="自己"):
        move(group, "third", parent)


def test_a_change_waits_for_its_day_and_is_made_then(group: Group, shift) -> None:
    """Red when it is made at once, or twice."""
    tomorrow = clock.today() + timedelta(days=1)
    assert not placing.plan("rename", group.units["third"], on=tomorrow, name="渝州新桥梁公司", by=SYSTEM)
    placing.do_what_is_due()
    assert queries.names_of([group.units["third"]]) != {group.units["third"]: "渝州新桥梁公司"}
    shift(24 * 3600)
    placing.do_what_is_due()
    placing.do_what_is_due()
    assert queries.names_of([group.units["third"]]) == {group.units["third"]: "渝州新桥梁公司"}


def test_a_change_is_called_off_before_its_day_and_not_after(group: Group) -> None:
    unit = group.units["third"]
    placing.plan("rename", unit, on=clock.today() + timedelta(days=9), name="甲", by=SYSTEM)
    waiting = UnitChange.objects.get()
    placing.call_off(waiting.pk, unit=unit, by=SYSTEM)
    with pytest.raises(Conflict):
        placing.call_off(waiting.pk, unit=unit, by=SYSTEM)


def test_a_change_is_called_off_at_its_own_unit(group: Group) -> None:
    """Red when the unit in the address is not looked at."""
    placing.plan("rename", group.units["third"], on=clock.today() + timedelta(days=9), name="甲", by=SYSTEM)
    waiting = UnitChange.objects.get()
    with pytest.raises(NotFound):
        placing.call_off(waiting.pk, unit=group.units["fourth"], by=SYSTEM)
    assert not UnitChange.objects.get().called_off


def rename(group: Group, name: str, on: date | None = None) -> str:
    """The name the third unit bears after that."""
    unit = group.units["third"]
    placing.plan("rename", unit, on=on or clock.today(), name=name, tree=TREE, by=SYSTEM)
    return queries.names_of([unit])[unit]


def test_a_name_is_one_line_that_people_can_see(group: Group) -> None:
    """Red when it is kept as it was typed."""
    assert rename(group, " 渝州\u200b新桥梁\n公司 ") == "渝州新桥梁公司"
    for name in ("", "\u200b\u3000", "长" * 101):
        with pytest.raises(Invalid, match="名称"):
            rename(group, name)


def test_no_unit_takes_the_name_of_another(group: Group) -> None:
    """Red when two bear a name; a closed unit's is free, and one's own is no other's."""
    fourth = group.units["fourth"]
    name = queries.names_of([fourth])[fourth]
    with pytest.raises(Invalid, match="已有单位"):
        rename(group, name)
    Organisation.objects.filter(pk=fourth).update(closed_at=clock.now())
    assert rename(group, name) == name
    assert rename(group, name) == name


def test_a_name_taken_meanwhile_is_not_taken_twice(group: Group, shift) -> None:
    """Red when the name is looked at only when it is asked for."""
    rename(group, "渝州新桥梁公司", clock.today() + timedelta(days=1))
    placing.plan("rename", group.units["fourth"], on=clock.today(), name="渝州新桥梁公司", tree=TREE, by=SYSTEM)
    shift(24 * 3600)
    placing.do_what_is_due()
    assert UnitChange.objects.get(unit=group.units["third"]).called_off


@pytest.mark.parametrize("days", [-40_000, 366, 300_000])
def test_a_day_is_one_of_the_republic_and_at_most_a_year_ahead(group: Group, days: int) -> None:
    """Red when any day of the calendar is taken: 2062 typed for 2026 would wait for ever."""
    with pytest.raises(Invalid, match="生效日期"):
        rename(group, "渝州新桥梁公司", clock.today() + timedelta(days=days))


@pytest.mark.parametrize("tree", ["", "没有"])
def test_what_is_in_no_such_tree_becomes_nobodys_investee(group: Group, tree: str) -> None:
    """Red when it is found out on the day."""
    with pytest.raises(Invalid, match="隶属关系"):
        placing.plan("investee", group.units["third"], on=clock.today() + timedelta(days=9), tree=tree, by=SYSTEM)


def test_a_closed_unit_files_no_more_and_one_with_others_below_stays_open(group: Group) -> None:
    today = clock.today()
    with pytest.raises(Invalid, match="下面还有"):
        placing.plan("close", group.units["third"], on=today, by=SYSTEM)
    filer = group.actor("王经办")
    placing.plan("close", group.units["fourth"], on=today, by=SYSTEM)
    with pytest.raises(Forbidden):
        cases.open_case(OCCUPY, group.units["fourth"], by=filer, token=new_token())
    placing.plan("reopen", group.units["fourth"], on=today, by=SYSTEM)
    assert Organisation.objects.get(pk=group.units["fourth"]).closed_at is None


def test_only_the_system_administrator_changes_units(group: Group) -> None:
    with pytest.raises(Forbidden):
        placing.plan("rename", group.units["third"], on=clock.today(), name="甲", by=group.actor("陈处长"))
