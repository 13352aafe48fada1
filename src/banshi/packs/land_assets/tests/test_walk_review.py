"""L13 and L14: the 一级单位 and the agency look through what was reported, one by one and many at once, and add it up."""

from playwright.sync_api import Page, expect

from banshi.cases.models import Case
from banshi.packs.land_assets.tests.conftest import As
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_unit, act
from banshi.packs.land_assets.tests.test_walk_units import row
from tests.walks.people import menu, seen


def decide(page: Page, title: str, opinion: str = "") -> None:
    """One of the decisions at a case's page, and 【确定】 in its dialog."""
    page.get_by_role("button", name=title, exact=True).click()
    dialog = page.get_by_role("dialog", name=title, exact=True)
    if opinion:
        dialog.get_by_role("textbox").fill(opinion)
    dialog.get_by_role("button", name="确定").click()


def test_L13_two_levels_look_at_a_unit_and_its_parcel_one_by_one(at_work: As, land: Province) -> None:
    parcel, unit = a_parcel(land), a_unit(land, parcels=1)
    for ref in (parcel, unit):
        act(land, "王经办", ref, "report")
    first = at_work("李审核")
    menu(first, "待审核地块").click()
    seen(first, "L13-waiting")
    row(first, "地块 01").get_by_role("link", name="审核").click()
    seen(first, "L13-review")
    decide(first, "审核通过")
    expect(first.get_by_text("审核通过").first).to_be_visible()
    expect(first.get_by_role("button", name="审核通过", exact=True)).to_have_count(0)
    expect(first.get_by_role("link", name="返回待审核地块")).to_be_visible()
    seen(first, "L13-onward")
    agency = at_work("陈处长")
    menu(agency, "待审核地块").click()
    row(agency, "地块 01").get_by_role("link", name="审核").click()
    decide(agency, "审核不通过", "证书编号与扫描件不符，请核对。")
    expect(agency.get_by_role("button", name="审核不通过", exact=True)).to_have_count(0)
    assert Case.objects.get(ref=parcel).state == "returned"
    menu(first, "待审核用地单位").click()
    row(first, land.names["third"]).get_by_role("link", name="审核").click()
    decide(first, "审核通过")
    expect(first.get_by_role("button", name="审核通过", exact=True)).to_have_count(0)
    menu(agency, "待审核用地单位").click()
    row(agency, land.names["third"]).get_by_role("link", name="审核").click()
    agency.get_by_role("button", name="审核通过", exact=True).click()
    refused = agency.get_by_role("dialog", name="审核通过", exact=True)
    expect(refused).to_contain_text("还没有上报地块")
    expect(refused.get_by_role("button", name="确定")).to_have_count(0)
    seen(agency, "L13-no-parcel")
    assert Case.objects.get(ref=unit).state == "under_review"


def test_L13_many_parcels_are_decided_at_once_with_a_preview(at_work: As, land: Province) -> None:
    refs = [a_parcel(land, number) for number in range(1, 4)]
    for ref in refs:
        act(land, "王经办", ref, "report")
    page = at_work("李审核")
    menu(page, "待审核地块").click()
    page.get_by_role("button", name="全选本页").click()
    page.get_by_role("button", name="批量办理勾选的").click()
    expect(page.get_by_text(land.names["agency"]).first).to_be_visible()
    seen(page, "L13-together")
    page.get_by_role("radio", name="审核通过").check()
    page.get_by_role("button", name="确定办理 3 件").click()
    expect(page.get_by_text("3 件").first).to_be_visible()
    seen(page, "L13-decided")
    agency = land.units["agency"]
    assert Case.objects.filter(ref__in=refs, desk=agency, state="under_review").count() == len(refs)
