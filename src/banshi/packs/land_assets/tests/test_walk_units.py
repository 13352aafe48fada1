"""Chapters two to eight of the manual: signing in, and what a unit says of itself."""

from playwright.sync_api import Locator, Page, expect

from banshi.packs.land_assets.demo import unit
from banshi.packs.land_assets.tests.conftest import DOOR, HOME, As, type_account
from banshi.packs.land_assets.tests.situations import Province, a_unit, act
from banshi.people.signing_in import passwords
from tests.harness.browser import PHONE
from tests.harness.site import Site
from tests.walks.people import Enter, menu, seen


def fill_unit(page: Page, *, parcels: int) -> None:
    """企业信息 and 企业联络人."""
    typed = unit("国有全资", parcels=parcels)
    page.select_option("#cell-tier", "3")
    page.select_option("#cell-company_type", typed["company_type"])
    for key in ("address", "contact_name", "contact_dept", "contact_title", "contact_phone", "leader_name"):
        page.fill(f"#cell-{key}", typed[key])
    page.locator("#cell-operating_state").get_by_label("正常", exact=True).check()
    page.locator("#cell-has_local_land").get_by_label(typed["has_local_land"], exact=True).check()
    if parcels:
        page.fill("#cell-parcel_count", str(parcels))


def row(page: Page, text: str) -> Locator:
    """A row of the list."""
    return page.get_by_role("row").filter(has_text=text)


def press(page: Page, text: str, title: str) -> None:
    """A move on a row, and 【确定】 where it asks."""
    row(page, text).get_by_role("link" if title == "上报" else "button", name=title).click()
    if page.get_by_role("dialog").is_visible() or title in ("上报", "撤回", "删除"):
        page.get_by_role("button", name="确定").click()


def test_L01_an_enterprise_signs_in_by_its_full_name_with_a_captcha(another: Enter, site: Site, land: Province) -> None:
    page, account = another(), land.accounts["王经办"]
    page.goto(site.url + DOOR)
    expect(page.get_by_label("账户名")).to_be_visible()
    seen(page, "L01-sign-in")
    type_account(page, site, account, passwords.demo(account))
    page.fill("#captcha", "错了")
    before = page.input_value("input[name=captcha_key]")
    page.locator("main").get_by_role("button", name="确定").click()
    expect(page.locator("#captcha-problem")).to_contain_text("验证码")
    assert page.input_value("input[name=captcha_key]") != before
    picture = page.input_value("input[name=captcha_key]")
    page.get_by_role("button", name="换一张").click()
    expect(page.locator("input[name=captcha_key]")).not_to_have_value(picture)
    type_account(page, site, f" {account}", passwords.demo(account))
    page.locator("main").get_by_role("button", name="确定").click()
    page.wait_for_url("**" + HOME)


def test_L07_a_unit_and_its_contact_are_filled_in_saved_and_reported(at_work: As, land: Province) -> None:
    page, name = at_work("王经办"), land.names["third"]
    menu(page, "用地单位信息完善").click()
    seen(page, "L07-empty")
    page.get_by_role("button", name="补充用地单位信息").click()
    expect(page.get_by_role("heading", name="企业信息")).to_be_visible()
    expect(page.get_by_role("heading", name="企业联络人")).to_be_visible()
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_role("alert")).to_contain_text("是否涉及省内土地资产")
    fill_unit(page, parcels=2)
    seen(page, "L07-form")
    page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/cases/units/**")
    expect(page.get_by_text("已保存，还没有上报。")).to_be_visible()
    expect(row(page, name)).to_contain_text("未上报")
    for title in ("编辑", "查看"):
        expect(row(page, name).get_by_role("link", name=title)).to_be_visible()
    seen(page, "L07-list")
    page.set_viewport_size(PHONE)
    seen(page, "L07-list-phone")
    page.set_viewport_size({"width": 1280, "height": 900})
    press(page, name, "上报")
    expect(row(page, name)).to_contain_text("待审核")
    press(page, name, "撤回")
    expect(row(page, name)).to_contain_text("未上报")
    press(page, name, "删除")
    expect(page.get_by_text("这里现在没有办件。")).to_be_visible()


def test_L08_a_unit_without_land_reports_with_the_land_part_left_out(at_work: As, land: Province) -> None:
    page, name = at_work("王经办"), land.names["third"]
    menu(page, "用地单位信息完善").click()
    page.get_by_role("button", name="补充用地单位信息").click()
    page.locator("#cell-has_local_land").get_by_label("是", exact=True).check()
    expect(page.locator("#cell-parcel_count")).to_be_visible()
    page.locator("#cell-has_local_land").get_by_label("否", exact=True).check()
    expect(page.locator("#cell-parcel_count")).to_be_hidden()
    fill_unit(page, parcels=0)
    page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/cases/units/**")
    press(page, name, "上报")
    expect(row(page, name)).to_contain_text("待审核")


def test_L09_a_returned_unit_is_seen_mended_and_reported_until_approved(at_work: As, land: Province) -> None:
    ref = a_unit(land)
    act(land, "王经办", ref, "report")
    act(land, "李审核", ref, "return", "联络人职务填写有误，请核对。")
    page, name = at_work("王经办"), land.names["third"]
    menu(page, "退回用地单位信息").click()
    page.get_by_label("企业类型").select_option("国有独资")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("没有符合条件的办件")).to_be_visible()
    page.get_by_label("企业类型").select_option("国有全资")
    page.get_by_label("用地单位").fill(name[-6:])
    page.get_by_role("button", name="查询").click()
    expect(row(page, name)).to_be_visible()
    seen(page, "L09-returned")
    row(page, name).get_by_role("link", name="查看").click()
    expect(page.get_by_text("联络人职务填写有误，请核对。").first).to_be_visible()
    seen(page, "L09-opinion")
    page.go_back()
    row(page, name).get_by_role("button", name="重新上报").click()
    menu(page, "用地单位信息完善").click()
    row(page, name).get_by_role("link", name="编辑").click()
    page.fill("#cell-contact_title", "经理")
    page.get_by_role("button", name="确定").click()
    press(page, name, "上报")
    expect(row(page, name)).to_contain_text("待审核")
    act(land, "李审核", ref, "approve")
    act(land, "陈处长", ref, "approve")
    page.reload()
    expect(row(page, name)).to_contain_text("审核通过")
