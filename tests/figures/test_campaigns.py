"""填报期: who must report is asked, followed from move to move, and left as it stood when the campaign was closed."""

from dataclasses import replace

import pytest

from banshi.catalogue import campaigns, rosters
from banshi.catalogue.models import Duty
from banshi.figures import roster
from banshi.ledger import clock
from banshi.ledger import queries as past
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Conflict, Forbidden, Invalid, NotFound
from banshi.people import actions as people
from banshi.people.models import Organisation
from banshi.people.units import placing
from tests.bulletin.situations import day
from tests.figures.campaigns import MATTER, PACK, TITLE, a_campaign, duty, rostered, seen_by, state, typed
from tests.situations import a_case, a_code, a_group, act, attach_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rostered")]
__all__ = ["rostered"]


def asked(campaign: int) -> set[int]:
    return set(Duty.objects.filter(campaign=campaign).values_list("unit", flat=True))


def test_everybody_in_the_tree_is_asked_but_the_agency() -> None:
    """Red when the root stands in its own roster, or units of another agency do."""
    group, stranger = a_group(), a_group()
    everybody = {group.units[key] for key in ("first", "second", "third", "fourth", "other")}
    assert asked(a_campaign(group, tops="")) == everybody
    assert stranger.units["first"] not in everybody


def test_a_part_is_asked_with_all_below_it_and_some_are_spared() -> None:
    """Red when a spared unit spares those below it, too, and when a closed unit is asked."""
    group = a_group()
    name = Organisation.objects.get(pk=group.units["second"]).name
    people.close_unit(group.units["fourth"], ref="", by=SYSTEM)
    found = asked(a_campaign(group, tops=f" {group.codes['second']} ", spared=name))
    assert found == {group.units["third"]}


def test_who_is_not_found_is_named() -> None:
    """Red when a misspelled name is passed over in silence: its unit would be asked after all."""
    group = a_group()
    with pytest.raises(Invalid) as refused:
        a_campaign(group, spared="没有这个公司\n" + group.codes["third"])
    assert [problem.cell for problem in refused.value.problems] == ["spared"]
    assert "没有这个公司" in refused.value.problems[0].words


def test_units_of_another_agency_are_not_found() -> None:
    """Red when names are looked up in the whole tree."""
    group, other = a_group(), a_group()
    with pytest.raises(Invalid):
        a_campaign(group, tops=other.codes["first"])


def test_every_mistake_is_told_at_once_at_its_cell() -> None:
    """Red when names are looked up only once the days are in order, or who is asked already only after that."""
    group = a_group()
    with pytest.raises(Invalid) as refused:
        a_campaign(group, title="", due=day(-1), spared="没有这个公司")
    assert [problem.cell for problem in refused.value.problems] == ["title", "due", "spared"]
    a_campaign(group)
    with pytest.raises(Invalid) as refused:
        a_campaign(group, title="")
    assert [problem.cell for problem in refused.value.problems] == ["title", "tops"]


@pytest.mark.parametrize("years", [-1, 11])
def test_a_last_day_in_another_age_is_refused_with_words(years: int) -> None:
    """Red when a slip in the year is taken: nobody would be late for eleven years, or everybody at once."""
    group, year = a_group(), clock.today().year + years
    with pytest.raises(Invalid) as refused:
        a_campaign(group, since=f"{year - 1}-01-01", due=f"{year}-12-31")
    assert "请核对年份" in refused.value.problems[0].words
    campaign = a_campaign(group)
    with pytest.raises(Invalid):
        campaigns.change_due(campaign, {"due": f"{year}-12-31"}, by=group.actor("陈处长"))


def test_a_unit_is_asked_by_one_open_campaign_at_a_time() -> None:
    """Red when the one before is not looked for; the database would refuse it without a word."""
    group = a_group()
    first = a_campaign(group)
    with pytest.raises(Invalid, match=TITLE):
        a_campaign(group, tops=group.codes["third"])
    campaigns.close(first, by=group.actor("陈处长"))
    assert state(group, a_campaign(group)) == "owed"


def test_only_the_root_opens_changes_and_closes() -> None:
    """Red when any unit with the page may, or the page's roles are not asked for."""
    group = a_group()
    with pytest.raises(Forbidden):
        roster.open_campaign(PACK, MATTER, typed(group), by=group.actor("孙总管"), token=new_token())
    campaign = a_campaign(group)
    for name in ("孙总管", "王经办"):
        with pytest.raises(Forbidden):
            campaigns.close(campaign, by=group.actor(name))
        with pytest.raises(Forbidden):
            campaigns.change_due(campaign, {"due": day(20)}, by=group.actor(name))
    with pytest.raises(NotFound):
        roster.open_campaign(PACK, "change", typed(group), by=group.actor("陈处长"), token=new_token())


def test_a_report_is_followed_up_the_levels_and_back() -> None:
    """Red when `follow` is left out of the move; each state on its own when `state_of` forgets it."""
    group = a_group()
    campaign = a_campaign(group)
    ref = a_case(group)
    assert state(group, campaign) == "owed"
    attach_all(ref, group.actor("王经办"))
    act(group, "王经办", ref, "report")
    found = duty(group, campaign)
    assert (found.state, found.ref, found.desk_id, found.tier) == ("reported", ref, group.units["third"], 3)
    act(group, "李审核", ref, "approve", "同意。")
    assert duty(group, campaign).tier == 2
    act(group, "赵主管", ref, "return", "请补充。")
    found = duty(group, campaign)
    assert (found.state, found.desk_id, found.tier) == ("returned", None, None)
    act(group, "王经办", ref, "reopen")
    assert state(group, campaign) == "returned"
    act(group, "王经办", ref, "report")
    for name in ("李审核", "赵主管", "孙总管", "陈处长"):
        act(group, name, ref, "approve", "同意。")
    assert state(group, campaign) == "passed"
    assert state(group, campaign, "third") == "owed"


def test_a_report_that_is_recalled_or_deleted_is_owed_again() -> None:
    """Red when the duty keeps the case it followed: the next report would not count."""
    group = a_group()
    campaign = a_campaign(group)
    ref = a_case(group, "under_review")
    act(group, "王经办", ref, "recall")
    assert state(group, campaign) == "owed"
    act(group, "王经办", ref, "discard")
    assert duty(group, campaign).ref == ""
    again = a_case(group, "under_review")
    assert duty(group, campaign).ref == again


def test_a_report_with_nothing_to_report_is_told_apart() -> None:
    """Red when `zero` is not asked of the answers."""
    group = a_group()
    campaign = a_campaign(group)
    ref = a_case(group)
    attach_all(ref, group.actor("王经办"))
    act(group, "王经办", ref, "report")
    assert duty(group, campaign).zero
    act(group, "李审核", ref, "return", "请补充。")
    assert not duty(group, campaign).zero


def test_what_was_reported_since_the_first_day_counts_when_the_campaign_is_opened() -> None:
    """Red when a campaign begins with everybody owing: those who were quick would be chased."""
    group = a_group()
    ref = a_case(group, "at_second")
    assert roster.foreseen(PACK, MATTER, typed(group), by=group.actor("陈处长")).reported == 1
    campaign = a_campaign(group)
    found = duty(group, campaign)
    assert (found.state, found.ref, found.tier) == ("reported", ref, 2)


def test_what_was_reported_before_the_first_day_does_not() -> None:
    group = a_group()
    a_case(group, "under_review")
    assert state(group, a_campaign(group, since=day(1))) == "owed"


def test_what_passed_for_an_earlier_campaign_is_no_report_for_the_next() -> None:
    """Red when cases of closed campaigns are followed, or taken for new ones."""
    group = a_group()
    officer = group.actor("陈处长")
    first = a_campaign(group)
    ref = a_case(group, "registered")
    campaigns.close(first, by=officer)
    second = a_campaign(group)
    assert (state(group, first), state(group, second)) == ("passed", "owed")
    act(group, "陈处长", ref, "take_back", "有误。")
    assert (state(group, first), state(group, second)) == ("passed", "owed")


def test_a_preview_says_who_is_asked_and_whose_report_counts_already() -> None:
    """Red when the preview looks at days alone: who had passed for the campaign before would be counted there and owe afterwards."""
    group = a_group()
    officer = group.actor("陈处长")
    first = a_campaign(group)
    a_case(group, "registered")
    before = roster.foreseen(PACK, MATTER, typed(group, tops=group.codes["other"]), by=officer)
    assert (len(before.names), before.reported, before.again) == (1, 0, [])
    campaigns.close(first, by=officer)
    name = Organisation.objects.get(pk=group.units["fourth"]).name
    found = roster.foreseen(PACK, MATTER, typed(group), by=officer)
    assert (len(found.names), found.reported, found.again) == (4, 0, [name])
    assert state(group, a_campaign(group)) == "owed"


def test_the_last_day_moves_and_those_who_owe_are_told() -> None:
    """Red when those who have reported are told, too."""
    group = a_group()
    campaign = a_campaign(group)
    a_case(group, "under_review")
    before = Delivery.objects.count()
    campaigns.change_due(campaign, {"due": day(30)}, by=group.actor("陈处长"))
    told = [each.payload for each in Delivery.objects.order_by("id")[before:]]
    assert {each["unit"] for each in told} == {group.units[key] for key in ("first", "second", "third")}
    assert all(day(30) in each["text"] and not each["sms"] for each in told)
    event = past.history(f"campaign:{campaign}")[-1]
    assert (event.kind, event.data["until"]) == ("campaign_due_changed", day(30))


def test_opening_and_closing_are_events_and_a_closed_one_stays_as_it_was() -> None:
    """Red when closed duties are followed: the record of a period would change years later."""
    group = a_group()
    officer = group.actor("陈处长")
    campaign = a_campaign(group)
    ref = a_case(group, "under_review")
    campaigns.close(campaign, by=officer)
    kinds = [event.kind for event in past.history(f"campaign:{campaign}")]
    assert kinds == ["campaign_opened", "campaign_closed"]
    act(group, "李审核", ref, "return", "请补充。")
    assert state(group, campaign) == "reported"
    with pytest.raises(Conflict):
        campaigns.close(campaign, by=officer)
    with pytest.raises(Conflict):
        campaigns.change_due(campaign, {"due": day(5)}, by=officer)


def test_a_second_press_opens_no_second_campaign() -> None:
    group = a_group()
    token, officer = new_token(), group.actor("陈处长")
    one, two = (roster.open_campaign(PACK, MATTER, typed(group), by=officer, token=token) for _ in range(2))
    assert one == two


def test_a_unit_that_comes_later_is_asked_and_told_and_one_that_is_closed_is_not() -> None:
    """Red when the tick does not look at the tree, and when who has reported is struck off with their unit."""
    group = a_group()
    campaign = a_campaign(group)
    a_case(group, "under_review")
    code = a_code()
    fresh = people.add_unit(name=f"新公司{code}", code=code, tree="产权", parent=group.units["third"], by=SYSTEM)
    people.close_unit(group.units["second"], ref="", by=SYSTEM)
    people.close_unit(group.units["fourth"], ref="", by=SYSTEM)
    roster.keep_up()
    assert asked(campaign) == {fresh, *(group.units[key] for key in ("first", "third", "fourth"))}
    assert Delivery.objects.order_by("-id")[0].payload["unit"] == fresh
    before = len(past.history(f"campaign:{campaign}"))
    roster.keep_up()
    assert len(past.history(f"campaign:{campaign}")) == before


def test_a_unit_that_moves_stands_below_its_new_superiors() -> None:
    """Red when duties keep the place they were opened with."""
    group = a_group()
    campaign = a_campaign(group, tops="")
    keeper = replace(SYSTEM, kind="person", roles=frozenset({"system_admin"}))
    placing.plan("move", group.units["third"], on=clock.today(), by=keeper, tree="产权", parent=group.codes["other"])
    roster.keep_up()
    theirs, before = (seen_by(group, name, campaign) for name in ("张旁人", "赵主管"))
    assert rosters.report(theirs, theirs.prefix).all.total == 3
    assert rosters.report(before, before.prefix).all.total == 1


def test_a_report_reads_its_parts_a_page_at_a_time_and_leads_only_where_somebody_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Red when a page repeats the last part of the one before, and when a unit with nobody below it is opened."""
    group = a_group()
    campaign = a_campaign(group, tops="")
    a_case(group, "under_review")
    monkeypatch.setattr(rosters, "PARTS", 1)
    sight = seen_by(group, "陈处长", campaign)
    first = rosters.report(sight, sight.prefix)
    second = rosters.report(sight, sight.prefix, first.next)
    found = {
        part.code: (part.counts.total, part.counts.waiting, part.has_below) for part in (*first.parts, *second.parts)
    }
    assert found == {group.codes["first"]: (4, 1, True), group.codes["other"]: (1, 0, False)}
    assert (first.all.total, first.all.waiting, second.next) == (5, 1, "")
    own = seen_by(group, "孙总管", campaign)
    alone, *below = rosters.report(own, own.prefix).parts
    assert (alone.itself, alone.counts.total) == (True, 1)
    assert [(part.code, part.counts.total) for part in below] == [(group.codes["second"], 3)]
