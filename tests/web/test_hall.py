"""H01: what anybody reads of a matter before they file it, and how fast and how true those pages are."""

from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest
from django.test import Client

from banshi.bulletin import actions as bulletin
from banshi.cases import actions as cases
from banshi.catalogue import actions as catalogue
from banshi.catalogue import directory, queries, rules, shelf
from banshi.catalogue.models import MatterRevision
from banshi.define import Closed, Guide, Matter
from banshi.define.snapshot import to_data
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Forbidden
from tests.bulletin.situations import announced
from tests.situations import OCCUPY, a_group
from tests.web.test_bulk import at_home

pytestmark = pytest.mark.django_db
PACK = "property_rights"
EVERY = [(pack.key, matter) for pack in shelf.packs().values() for matter in pack.matters]
ABOLISHED = Closed("2017 年修订的测绘法不再规定这项许可。", "需要的单位请向国务院主管部门咨询。")


def titles(**asked: str) -> list[str]:
    return [each.matter.title for each in directory.find(directory.everything(), **asked)]


@pytest.mark.parametrize(("pack", "matter"), EVERY, ids=lambda each: getattr(each, "key", each))
def test_the_guide_of_every_matter_tells_its_materials_and_leads_on(pack: str, matter: Matter) -> None:
    """Red when a page draws only matters that have materials, or a guide."""
    page = Client().get(f"/matters/{pack}/{matter.key}/").content.decode()
    assert f"<h1>{matter.title}</h1>" in page
    assert all(each.title in page for each in (matter.materials.materials if matter.materials else ()))
    ended = bool(matter.guide and matter.guide.closed)
    assert (f'href="/s/{pack}/start/{matter.key}/"' in page) != ended
    assert ("form.xlsx" in page) == bool(matter.workbook)


def test_a_matter_is_found_by_a_part_of_its_name_and_by_what_else_people_call_it() -> None:
    """Red when only whole names are found, or only names."""
    assert titles(text="注销") == ["注销登记"]
    assert titles(text="挂失") == ["登记证（表）补领"]
    assert "地块信息" in titles(text="省级 土地")
    assert titles(text="没有这样的事") == []


def test_a_matter_is_found_by_whom_it_serves_and_by_its_kind() -> None:
    """Red when one of the two narrows nothing."""
    assert "申请借书证" in titles(kind="公共服务")
    assert "占有登记" not in titles(kind="公共服务")
    assert "占有登记" in titles(serves=directory.FOR_UNITS)
    assert "占有登记" not in titles(serves=directory.FOR_PERSONS)


def test_the_home_says_what_to_do_where_nothing_is_found() -> None:
    page = Client().get("/", {"text": "<b>飞行许可"}).content.decode()
    assert "没有找到这样的事项" in page
    assert "&lt;b&gt;飞行许可" in page


def test_each_heading_stands_once_and_what_is_abolished_under_its_own() -> None:
    """Red when what ended is listed by its kind: a heading of the beginning then comes once more at the end."""
    headings = [heading for heading, _ in groupby(each.heading for each in directory.everything())]
    assert len(headings) == len(set(headings))
    assert headings[-1] == directory.ENDED


def test_an_abolished_matter_says_why_and_takes_no_case() -> None:
    """Red when only an opening of the administrator closes a matter."""
    group = a_group()
    ended = replace(shelf.matter(PACK, "occupy"), guide=Guide(kind="行政许可", serves=("自然人",), closed=ABOLISHED))
    last = queries.current(OCCUPY)
    MatterRevision.objects.create(matter=OCCUPY, number=last.number + 1, digest="0" * 64, snapshot=to_data(ended))
    with pytest.raises(Forbidden, match="不再规定这项许可。需要的单位"):
        cases.open_case(OCCUPY, group.units["fourth"], by=group.actor("王经办"), token=new_token())
    assert directory.Listed(shelf.pack(PACK), ended, rules.ended_words(ended)).ended
    assert rules.ended_words(shelf.matter(PACK, "occupy")) == ""


def test_a_matter_that_is_closed_today_cannot_be_begun_from_its_guide() -> None:
    """Red when the guide offers what the start page refuses."""
    catalogue.set_opening(PACK, "occupy", {"stopped": "是", "words": "年度汇算。"}, by=SYSTEM)
    page = Client().get(f"/matters/{PACK}/occupy/").content.decode()
    assert "年度汇算。" in page
    assert f'href="/s/{PACK}/start/occupy/"' not in page


@pytest.mark.parametrize(("pack", "matter"), EVERY, ids=lambda each: getattr(each, "key", each))
def test_every_form_can_be_saved_empty(pack: str, matter: Matter) -> None:
    """表格下载. Red when a form asks something the blank sheet has no way to draw."""
    catalogue.publish(by=SYSTEM)
    printed = Client().get(f"/matters/{pack}/{matter.key}/form.pdf")
    assert printed.content.startswith(b"%PDF-")
    workbook = Client().get(f"/matters/{pack}/{matter.key}/form.xlsx")
    assert workbook.content.startswith(b"PK") if matter.workbook else workbook.status_code == 404


# Kept pages ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", f"/matters/{PACK}/occupy/", "/results/"])
def test_a_browser_that_has_the_page_is_told_so(path: str) -> None:
    """RFC 9110, 13.1.2. Red when the page holds a token of its own at each drawing."""
    first = Client().get(path)
    assert (first.headers["Cache-Control"], "Cookie" in first.headers["Vary"]) == ("public, max-age=10", True)
    again = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_published_is_read_at_once_and_what_is_taken_down_no_more() -> None:
    """Red when a page is kept for a while whatever happens."""
    before = Client().get("/")
    number = announced(title="大厅搬迁公告")
    after = Client().get("/", headers={"If-None-Match": before.headers["ETag"]})
    assert "大厅搬迁公告" in after.content.decode()
    bulletin.take_down_announcement("library_card", number, by=SYSTEM)
    assert "大厅搬迁公告" not in Client().get("/").content.decode()


def test_who_is_signed_in_gets_a_page_that_nobody_keeps() -> None:
    """Red when somebody's own frame is kept for everybody, or everybody's for somebody."""
    client = at_home(a_group(), "王经办")
    page = client.get(f"/matters/{PACK}/occupy/")
    assert page.headers["Cache-Control"] == "no-store"
    assert "王经办" in page.content.decode()
    assert "王经办" not in Client().get(f"/matters/{PACK}/occupy/").content.decode()


def test_who_is_signed_in_looks_round_the_hall_and_finds_home_again() -> None:
    """Red when the hall sends them away, or looks as if it were the pack's at whose door they are."""
    client = at_home(a_group(), "王经办")
    page = client.get("/").content.decode()
    assert "办事事项" in page
    assert "主办：国有资产监督管理机构" not in page
    assert client.get("/me/").headers["Location"] == f"/s/{PACK}/"


@pytest.mark.parametrize("page", ["dispute", "sign-up", "sign-in"])
def test_who_is_signed_in_takes_no_door_of_another_pack_for_their_frame(page: str) -> None:
    """Red when such a page notes whose door it is, whoever opens it: the pages of no pack would then stand in that pack's frame."""
    client, stranger = at_home(a_group(), "王经办"), Client()
    for each in (client, stranger):
        each.get(f"/s/account_matters/{page}/")
    assert (client.session["pack"], stranger.session["pack"]) == (PACK, "account_matters")
    assert shelf.pack("account_matters").title not in client.get("/me/password/").content.decode()


def test_the_simpler_pages_are_kept_apart() -> None:
    """长辈版. Red when both are kept under one address."""
    elder = Client()
    elder.cookies["elder"] = "1"
    pages: list[Any] = [each.get("/").content.decode() for each in (Client(), elder, Client())]
    assert ['class="elder"' in page for page in pages] == [False, True, False]


@pytest.mark.parametrize(
    ("back", "led"),
    [
        ("/matters/a/b/", "/matters/a/b/"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_the_switch_leads_back_into_the_house_and_nowhere_else(back: str, led: str) -> None:
    """S15. Red when `next` is taken as it comes."""
    answer = Client().get("/elder/on/", {"next": back})
    assert (answer.status_code, answer.headers["Location"]) == (302, led)
    assert answer.cookies["elder"].value == "1"
    assert Client().get("/elder/off/").cookies["elder"]["max-age"] == 0


def test_the_choice_of_a_door_says_whose_accounts_it_takes_and_where_people_sign_up() -> None:
    """Red when only titles stand there: nobody sees which system is a person's."""
    page = Client().get("/sign-in/").content.decode()
    assert page.count('href="/s/account_matters/sign-up/"') == page.count("个人注册</a>") == 1
    for key, pack in shelf.packs().items():
        assert f'href="/s/{key}/sign-in/"' in page
        assert pack.summary in page
    assert page.count("个人账户，自己注册") == 1
    assert page.count("关联单位以后，个人账户也可以登录") == 1


def test_the_door_of_a_system_people_file_in_for_their_units_leads_to_signing_up() -> None:
    """Red when who has gone out of it finds no way to sign up. One that knows only accounts it has handed out offers none."""
    offered = {key: f"/s/{key}/sign-in/" for key in ("survey_hall", "property_rights", "account_matters")}
    found = {key: "/s/account_matters/sign-up/" in Client().get(at).content.decode() for key, at in offered.items()}
    assert found == {"survey_hall": True, "property_rights": False, "account_matters": True}
