"""催报: the late of a list are told once a day, by notice and SMS, or their superiors are."""

from typing import Any

import pytest

from banshi.catalogue import campaigns, reminding, rosters
from banshi.catalogue.models import Campaign
from banshi.catalogue.reminding import Reminded
from banshi.catalogue.rosters import Narrowed
from banshi.ledger import queries as past
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Conflict
from banshi.people.units import adding
from tests.bulletin.situations import day
from tests.figures.campaigns import a_campaign, rostered, seen_by
from tests.harness.crowds import at_once
from tests.harness.database import House
from tests.situations import Group, a_case, a_code, a_group

pytestmark = pytest.mark.usefixtures("rostered")
__all__ = ["rostered"]


def press(group: Group, campaign: int, name: str = "陈处长", *, to: str = "remind", **asked: Any) -> Reminded:
    """One of the people presses 【催报】 or 【转上级催报】 on a list."""
    sight = seen_by(group, name, campaign)
    done: Reminded = getattr(reminding, to)(sight, Narrowed(**asked), by=group.actor(name), token=new_token())
    return done


def told(since: int) -> list[dict[str, Any]]:
    """What was put into the outbox after so many."""
    return [each.payload for each in Delivery.objects.order_by("id")[since:]]


@pytest.mark.django_db
def test_who_has_reported_is_not_reminded() -> None:
    """Red when the whole list is told."""
    group = a_group()
    campaign = a_campaign(group)
    a_case(group, "under_review")
    before = Delivery.objects.count()
    assert press(group, campaign) == Reminded(3, 0)
    found = told(before)
    assert {each["unit"] for each in found} == {group.units[key] for key in ("first", "second", "third")}
    assert all(each["sms"] and each["roles"] == ["property_rights/enterprise"] for each in found)
    assert past.history(f"campaign:{campaign}")[-1].data["units"] == 3


@pytest.mark.django_db
def test_an_investee_is_told_through_who_files_for_it() -> None:
    """Red when nobody hears of it, or its investor believes that its own report is missing."""
    group = a_group()
    name = f"渝州{a_code()}参股公司"
    adding.add_decided(
        name=name, tree="产权", parent=group.units["third"], code=a_code(), investee=True, ref="", by=SYSTEM
    )
    campaign, before = a_campaign(group), Delivery.objects.count()
    assert press(group, campaign, text=name) == Reminded(1, 0)
    (found,) = told(before)
    assert found["unit"] == group.units["third"]
    assert f"由贵单位填报的“{name}”" in found["text"]


@pytest.mark.django_db
def test_each_is_reminded_once_a_day() -> None:
    """Red when the day is not kept: whoever presses again writes to everybody again."""
    group = a_group()
    campaign = a_campaign(group)
    assert press(group, campaign) == Reminded(4, 0)
    before = Delivery.objects.count()
    assert press(group, campaign) == Reminded(0, 4)
    assert Delivery.objects.count() == before


@pytest.mark.django_db
def test_the_words_say_whether_it_is_late() -> None:
    group = a_group()
    campaign = a_campaign(group)
    Campaign.objects.filter(pk=campaign).update(since=day(-9), due=day(-1))
    before = Delivery.objects.count()
    press(group, campaign)
    assert all(f"已于 {day(-1)} 截止" in each["text"] for each in told(before))


@pytest.mark.django_db
def test_who_was_sent_back_is_told_so_and_not_that_nothing_was_reported() -> None:
    """Red when both get one sentence, and each looks for which half is meant."""
    group = a_group()
    campaign = a_campaign(group)
    a_case(group, "returned")
    before = Delivery.objects.count()
    press(group, campaign)
    words = {each["unit"]: each["text"] for each in told(before)}
    assert words[group.units["fourth"]].endswith("贵单位的填报已被退回，请修改后重新上报。")
    assert words[group.units["third"]].endswith("贵单位还没有上报，请尽快上报。")


@pytest.mark.django_db
def test_a_superior_reminds_its_own_and_not_itself() -> None:
    """Red when the list begins at the root, or one writes to oneself."""
    group = a_group()
    campaign = a_campaign(group)
    before = Delivery.objects.count()
    assert press(group, campaign, "李审核") == Reminded(1, 0)
    assert [each["unit"] for each in told(before)] == [group.units["fourth"]]


@pytest.mark.django_db
def test_the_units_above_get_one_notice_each() -> None:
    """Red when a superior is told once for each unit below it, or the agency writes to itself."""
    group = a_group()
    campaign = a_campaign(group, tops="")
    before = Delivery.objects.count()
    assert press(group, campaign, to="hand_on") == Reminded(3, 0)
    found = {each["unit"]: each["text"] for each in told(before)}
    assert set(found) == {group.units[key] for key in ("first", "second", "third")}
    assert "下属 1 个单位还没有上报" in found[group.units["third"]]
    assert "【登记进度】" in found[group.units["third"]]
    assert press(group, campaign, to="hand_on") == Reminded(0, 3)


@pytest.mark.django_db
def test_the_unit_above_reads_apart_who_never_reported_and_who_was_sent_back() -> None:
    """Red when one sentence says of both that nothing was reported."""
    group = a_group()
    campaign = a_campaign(group, tops="")
    a_case(group, "returned")
    before = Delivery.objects.count()
    press(group, campaign, to="hand_on")
    found = {each["unit"]: each["text"] for each in told(before)}
    assert "下属 1 个单位被退回后还没有重新上报（" in found[group.units["third"]]
    assert "下属 1 个单位还没有上报（" in found[group.units["second"]]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "below"), [("陈处长", ""), ("赵主管", ""), ("陈处长", "second")])
def test_the_number_beside_the_button_is_who_will_be_told(name: str, below: str) -> None:
    """Red when it counts oneself, or leaves out the unit one looks at."""
    group = a_group()
    campaign = a_campaign(group)
    a_case(group, "returned")
    sight, place = seen_by(group, name, campaign), ""
    if below:
        place = rosters.path_below(sight, group.codes[below])
    counts = rosters.report(sight, place or sight.prefix).all
    several = rosters.chased(sight, place or sight.prefix, counts)
    assert several == rosters.chased_in(sight, Narrowed(below=place))
    assert press(group, campaign, name, below=place) == Reminded(several, 0)


@pytest.mark.django_db
def test_a_closed_campaign_reminds_nobody() -> None:
    group = a_group()
    campaign = a_campaign(group)
    sight = seen_by(group, "陈处长", campaign)
    campaigns.close(campaign, by=group.actor("陈处长"))
    with pytest.raises(Conflict):
        reminding.remind(sight, Narrowed(), by=group.actor("陈处长"), token=new_token())


def test_many_who_press_at_once_remind_once(committed_db: House) -> None:
    """R16. Red when who was told today is looked up first and inserted afterwards."""
    group = a_group()
    campaign = a_campaign(group)
    before = Delivery.objects.count()
    done = at_once(6, lambda: press(group, campaign))
    assert sum(each.told for each in done) == 4
    assert Delivery.objects.count() == before + 4
