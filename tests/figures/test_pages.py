"""The pages of a roster, through the eyes of the agency, of a unit in between and of one at the end."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banshi.cases.models import Case
from banshi.catalogue import campaigns, reminding, shelf
from banshi.catalogue.models import Campaign
from banshi.catalogue.rosters import Narrowed
from banshi.define import Menu
from banshi.jobs.routes import ROUTES
from banshi.jobs.worker import hand_over_next
from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.notices import queries as notices
from tests.bulletin.situations import day
from tests.figures.campaigns import MATTER, PACK, TITLE, a_campaign, rostered, seen_by, typed
from tests.figures.campaigns import ROSTER as ROSTERED
from tests.situations import Group, a_case, a_group, act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rostered")]
__all__ = ["rostered"]
ROSTER = f"/s/{PACK}/roster/{MATTER}/"


def at(group: Group, name: str) -> Client:
    """One of the people at a computer."""
    client = Client()
    client.force_login(group.account(name))
    session = client.session
    session["began"] = 32_503_680_000
    session.save()
    return client


def sent(**typed: str) -> dict[str, str]:
    """What a form sends: each cell with its mark, and a token."""
    return typed | {f"{key}/sent": "1" for key in typed} | {"token": new_token()}


def text(client: Client, path: str) -> str:
    found = client.get(path, follow=True)
    assert found.status_code == 200, path
    return found.content.decode()


def test_before_the_first_campaign_the_page_says_so_and_only_the_agency_may_begin_one() -> None:
    group = a_group()
    assert "开始填报期" in text(at(group, "陈处长"), ROSTER)
    assert "开始填报期" not in text(at(group, "王经办"), ROSTER)
    assert at(group, "孙总管").get(f"{ROSTER}new/").status_code == 403
    assert at(group, "孙总管").post(f"{ROSTER}new/", {}).status_code == 403


def test_a_campaign_is_previewed_before_it_begins() -> None:
    """Red when the first press opens it."""
    group = a_group()
    client, form = at(group, "陈处长"), sent(**typed(group))
    page = client.post(f"{ROSTER}new/", form | {"preview": "1"}).content.decode()
    assert "<strong>4</strong> 个单位应报" in page
    assert not Campaign.objects.exists()
    page = client.post(f"{ROSTER}new/", form, follow=True).content.decode()
    assert TITLE in page
    assert Campaign.objects.count() == 1


def test_mistakes_stay_on_the_page_with_what_was_typed() -> None:
    group = a_group()
    found = at(group, "陈处长").post(f"{ROSTER}new/", sent(**typed(group, spared="没有这个公司")))
    assert found.status_code == 422
    assert "没有找到这些单位" in found.content.decode()
    assert TITLE in found.content.decode()


def test_each_number_opens_its_list() -> None:
    """Red when a list shows others than its number counts."""
    group = a_group()
    campaign = a_campaign(group, tops="")
    a_case(group, "at_second")
    client = at(group, "陈处长")
    page = text(client, ROSTER)
    assert "二级单位" in page
    own = f"{ROSTER}{campaign}/units/"
    assert group.codes["fourth"] in text(client, f"{own}?stands=waiting&tier=2")
    assert group.codes["fourth"] not in text(client, f"{own}?stands=owed")
    assert group.codes["third"] in text(client, f"{own}?stands=owing&unit={group.codes['second']}")
    assert group.codes["other"] not in text(client, f"{own}?unit={group.codes['second']}")


def test_a_superior_sees_its_own_subtree_and_nobody_elses() -> None:
    """S7. Red when `path_below` takes any unit, or the report begins at the root."""
    group = a_group()
    campaign = a_campaign(group, tops="")
    client = at(group, "李审核")
    page = text(client, ROSTER)
    assert group.codes["fourth"] in text(client, f"{ROSTER}{campaign}/units/")
    for key in ("first", "second", "other"):
        assert group.codes[key] not in page
        assert client.get(f"{ROSTER}{campaign}/?unit={group.codes[key]}").status_code == 404
        assert client.get(f"{ROSTER}{campaign}/units/?unit={group.codes[key]}").status_code == 404
        form = {"unit": group.codes[key], "token": new_token()}
        assert client.post(f"{ROSTER}{campaign}/remind/", form).status_code == 404
    for page in ("close", "due"):
        assert client.get(f"{ROSTER}{campaign}/{page}/").status_code == 404
        assert client.post(f"{ROSTER}{campaign}/{page}/", sent(due=day(40))).status_code == 404


def test_a_campaign_one_has_no_part_in_is_not_found() -> None:
    """Red when only the tree is asked, and not the campaign."""
    group = a_group()
    campaign = a_campaign(group)
    client = at(group, "张旁人")
    assert client.get(f"{ROSTER}{campaign}/").status_code == 404
    assert client.get(f"/s/{PACK}/roster/change/").status_code == 404


def test_a_unit_sees_on_its_home_what_it_owes_and_by_when() -> None:
    """Red when the home forgets the roster, or goes on after the campaign."""
    group = a_group()
    campaign = a_campaign(group)
    client = at(group, "王经办")
    home = text(client, f"/s/{PACK}/")
    assert f"最晚 {day(10)} 当天上报" in home
    assert "未报" in home
    ref = a_case(group, "under_review")
    assert "审核中" in text(client, f"/s/{PACK}/")
    act(group, "李审核", ref, "return", "请补充。")
    Campaign.objects.filter(pk=campaign).update(since=day(-9), due=day(-1))
    assert "逾期" in text(client, f"/s/{PACK}/")
    campaigns.close(campaign, by=group.actor("陈处长"))
    assert "当天上报" not in text(client, f"/s/{PACK}/")


def test_a_notice_of_a_campaign_leads_home_and_is_done_with_the_report() -> None:
    """Red when 催报 stays unread for ever and leads nowhere, when a draft is enough, and when one report does what others were told."""
    group = a_group()
    campaign = a_campaign(group)
    reminding.remind(seen_by(group, "陈处长", campaign), Narrowed(), by=group.actor("陈处长"), token=new_token())
    while hand_over_next("notices.tell", ROUTES["notices.tell"]):
        pass
    assert [notices.unread(group.actor(name)) for name in ("王经办", "李审核")] == [2, 2]
    client, address = at(group, "王经办"), f"/campaign/{campaign}/"
    assert f'href="{address}"' in text(client, "/notices/")
    assert client.get(address).headers["Location"] == f"/s/{PACK}/"
    assert at(group, "张旁人").get(address).status_code == 404
    a_case(group)
    assert notices.unread(group.actor("王经办")) == 2
    a_case(group, "under_review", claims=False)
    assert notices.unread(group.actor("王经办")) == 0
    assert len([each for each in notices.for_actor(group.actor("李审核")) if each.unread]) == 2
    campaigns.close(campaign, by=group.actor("陈处长"))
    assert client.get(address).headers["Location"] == f"{ROSTER}{campaign}/"


def test_the_home_of_who_has_units_below_shows_how_far_they_are() -> None:
    """Red when the agency has to look for it in a menu, a superior reads more than its own subtree, or a unit at the end reads a roster
    of itself."""
    group = a_group()
    campaign = a_campaign(group)
    a_case(group, "returned")
    own = f"{ROSTER}{campaign}/units/"
    for name, counted in (("陈处长", "4"), ("李审核", "2")):
        home = text(at(group, name), f"/s/{PACK}/")
        assert f"{TITLE}</h2>" in home
        assert "还有 10 天" in home
        assert f'<a href="{own}?"><span class="visually-hidden">应报</span>{counted}</a>' in home
        assert f'<a href="{own}?stands=returned"><span class="visually-hidden">退回</span>1</a>' in home
        assert f'href="{own}?stands=owing"' in home
    assert f"{TITLE}</h2>" not in text(at(group, "王经办"), f"/s/{PACK}/")
    assert f"{TITLE}</h2>" not in text(at(group, "张旁人"), f"/s/{PACK}/")
    campaigns.close(campaign, by=group.actor("陈处长"))
    assert f"{TITLE}</h2>" not in text(at(group, "陈处长"), f"/s/{PACK}/")


@pytest.fixture
def called(rostered: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack says in which fields a unit names whom to call."""
    menu = Menu(title="进度", pages=(replace(ROSTERED, contact="filler", phone="filler_phone"),))
    packs = dict(shelf.packs())
    packs[PACK] = replace(packs[PACK], menus=(*packs[PACK].menus[:-1], menu))
    monkeypatch.setattr(shelf, "packs", lambda: packs)


@pytest.mark.usefixtures("called")
def test_who_chases_reads_whom_to_call_and_the_look_is_noted() -> None:
    """S24. Red when a list shows a whole phone, nothing is noted of who has read it, one's own or a unit's that has reported is shown
    whole, or the account's is although the unit has said another."""
    group = a_group()
    campaign, whole = a_campaign(group), group.account("李审核").phone
    ref = a_case(group, "returned")
    own, masked = f"{ROSTER}{campaign}/units/", f"{whole[:3]}****{whole[-4:]}"
    said = Case.objects.select_related("submission").get(ref=ref).submission
    assert said is not None
    client, late = at(group, "陈处长"), f"{own}?stands=owing"
    page = text(client, late)
    for words in (masked, said.answers["filler"], "一级单位", "李审核", "查看完整电话"):
        assert words in page
    assert whole not in page
    page = client.post(late).content.decode()
    for words in (whole, said.answers["filler_phone"]):
        assert words in page
    (noted,) = [event for event in ledger.history(f"campaign:{campaign}") if event.kind == "phones_seen"]
    assert group.codes["fourth"] in noted.data["code"]
    assert masked in at(group, "李审核").post(own).content.decode(), "one's own unit"
    assert "一级单位</th>" not in text(at(group, "李审核"), own)


@pytest.mark.usefixtures("called")
def test_nobody_is_called_any_more_once_the_campaign_is_over() -> None:
    """Red when a phone is whole for who may not chase any more, or a look at masked ones is noted."""
    group = a_group()
    campaign, whole = a_campaign(group), group.account("李审核").phone
    campaigns.close(campaign, by=group.actor("陈处长"))
    client, own = at(group, "陈处长"), f"{ROSTER}{campaign}/units/"
    assert "查看完整电话" not in text(client, own)
    page = client.post(own).content.decode()
    assert f"{whole[:3]}****{whole[-4:]}" in page
    assert whole not in page
    assert "phones_seen" not in {event.kind for event in ledger.history(f"campaign:{campaign}")}


def test_the_agency_reminds_a_list_and_closes_the_campaign() -> None:
    group = a_group()
    campaign = a_campaign(group)
    client, before = at(group, "陈处长"), Delivery.objects.count()
    form = {"stands": "owed", "unit": group.codes["third"], "tier": "", "text": "", "token": new_token()}
    page = client.post(f"{ROSTER}{campaign}/remind/", form, follow=True).content.decode()
    assert "已催报 2 个单位" in page
    assert Delivery.objects.count() == before + 2
    page = client.post(f"{ROSTER}{campaign}/hand-on/", form | {"token": new_token()}, follow=True).content.decode()
    assert "已请 2 个上级单位督促" in page
    page = client.post(f"{ROSTER}{campaign}/due/", sent(due=day(20)), follow=True).content.decode()
    assert day(20) in page
    assert "未报 4 个" in text(client, f"{ROSTER}{campaign}/close/")
    page = client.post(f"{ROSTER}{campaign}/close/", follow=True).content.decode()
    assert "已经结束" in page
    assert client.post(f"{ROSTER}{campaign}/remind/", form | {"token": new_token()}).status_code == 409


def test_the_page_says_who_was_told_and_when() -> None:
    """Red when a day's list shows all units, or a superior reads of units that are not below it."""
    group = a_group()
    campaign = a_campaign(group)
    client, own = at(group, "陈处长"), f"{ROSTER}{campaign}/units/"
    assert "催报记录" not in text(client, ROSTER)
    for press in ("remind", "hand-on"):
        form = {"unit": group.codes["second"], "text": group.codes["fourth"], "token": new_token()}
        client.post(f"{ROSTER}{campaign}/{press}/", form)
    assert "催报 1 个单位，请 1 个上级单位督促" in text(client, ROSTER)
    told = text(client, f"{own}?told={day()}")
    assert group.codes["fourth"] in told
    assert group.codes["second"] not in told
    assert "没有符合条件的单位" in text(client, f"{own}?told={day(-1)}")
    assert "催报 1 个单位" in text(at(group, "李审核"), ROSTER)
    assert "催报记录" not in text(at(group, "张旁人"), ROSTER)


def test_many_units_take_no_more_statements_than_few() -> None:
    """Red when a row asks for its unit, its desk or its reminder."""
    group = a_group()
    client, officer = at(group, "陈处长"), group.actor("陈处长")

    def asked(campaign: int) -> list[int]:
        found = []
        for path in (f"{ROSTER}{campaign}/", f"{ROSTER}{campaign}/units/"):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(path).status_code == 200
            found.append(len(seen))
        return found

    client.get(f"/s/{PACK}/")
    few = a_campaign(group, tops=group.codes["fourth"])
    before = asked(few)
    campaigns.close(few, by=officer)
    assert asked(a_campaign(group, tops="")) <= before
