"""Chapters nine and ten: parcels."""

from pathlib import Path

from playwright.sync_api import Page, expect

from banshi.packs.land_assets.demo import parcel
from banshi.packs.land_assets.tests.conftest import As
from banshi.packs.land_assets.tests.situations import Province, a_parcel, act
from banshi.packs.land_assets.tests.test_walk_units import press, row
from tests.harness.browser import PHONE
from tests.walks.people import a_scan, menu, pick, seen


def fill_parcel(page: Page, number: int) -> None:
    """A parcel on which every check passes; its name stands there already."""
    typed = parcel(number, "430203", "15000")
    for key in ("doc_kind", "title_state", "right_type", "right_nature", "use_code", "actual_use", "usage"):
        page.select_option(f"#cell-{key}", typed[key])
    for key in ("doc_no", "location", "area", "title_note", "term_start", "term_end"):
        page.fill(f"#cell-{key}", typed[key])
    page.locator("#cell-encumbrances").get_by_label("无", exact=True).check()
    pick(page, "所在县区", "芦淞")


def test_L10_a_parcel_is_filled_in_under_the_next_name(at_work: As, land: Province, tmp_path: Path) -> None:
    page = at_work("王经办")
    menu(page, "地块信息填报").click()
    page.get_by_role("button", name="填报信息").click()
    expect(page.locator("#cell-name")).to_have_value("地块 01")
    page.fill("#cell-area", "15000")
    expect(page.locator("output[for=cell-area]")).to_have_text("22.50 亩")
    fill_parcel(page, 1)
    seen(page, "L10-form")
    page.set_viewport_size(PHONE)
    seen(page, "L10-form-phone")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/materials/")
    page.locator("#file-title_scan").set_input_files(a_scan(tmp_path))
    expect(page.get_by_role("link", name="扫描件.pdf")).to_be_visible()
    seen(page, "L10-attached")
    menu(page, "地块信息填报").click()
    expect(row(page, "地块 01")).to_contain_text("未上报")
    page.get_by_role("button", name="填报信息").click()
    expect(page.locator("#cell-name")).to_have_value("地块 02")


def test_L11_parcels_are_found_and_every_row_offers_what_may_be_done(at_work: As, land: Province) -> None:
    refs = [a_parcel(land, 1), a_parcel(land, 2, right_holder="湘北公路局", holder_note="划转中"), a_parcel(land, 3)]
    act(land, "王经办", refs[2], "report")
    page = at_work("王经办")
    menu(page, "地块信息填报").click()
    expect(row(page, "地块 0")).to_have_count(3)
    for label, text, found in (
        ("地块名称", "块 02", "地块 02"),
        ("证书/合同/文件编号", "第0000001号", "地块 01"),
        ("土地使用权人", "公路局", "地块 02"),
    ):
        page.get_by_label(label).fill(text)
        page.get_by_role("button", name="查询").click()
        expect(row(page, "地块 0")).to_have_count(1)
        expect(row(page, found)).to_be_visible()
        page.get_by_role("link", name="清除").click()
        expect(row(page, "地块 0")).to_have_count(3)
    page.get_by_label("是否上报").select_option("否")
    page.get_by_role("button", name="查询").click()
    expect(row(page, "地块 0")).to_have_count(2)
    seen(page, "L11-found")
    expect(row(page, "地块 01").get_by_role("link", name="上报")).to_be_visible()
    expect(row(page, "地块 01").get_by_role("button", name="删除")).to_be_visible()
    page.get_by_label("是否上报").select_option("是")
    page.get_by_role("button", name="查询").click()
    press(page, "地块 03", "撤回")
    page.get_by_role("link", name="清除").click()
    expect(row(page, "地块 03")).to_contain_text("未上报")
    press(page, "地块 01", "删除")
    expect(row(page, "地块 0")).to_have_count(2)
    press(page, "地块 02", "上报")
    expect(row(page, "地块 02")).to_contain_text("待审核")


def test_L11_several_parcels_are_reported_at_once(at_work: As, land: Province) -> None:
    """Those with mistakes stay, and it is said why."""
    for number in (1, 2, 3):
        a_parcel(land, number, area="0" if number == 3 else "15000")
    page = at_work("王经办")
    menu(page, "地块信息填报").click()
    page.get_by_role("button", name="全选本页").click()
    page.get_by_role("button", name="批量办理勾选的").click()
    seen(page, "L11-together")
    page.get_by_role("button", name="确定办理").click()
    expect(page.get_by_text("2 件").first).to_be_visible()
    expect(page.get_by_text("面积").first).to_be_visible()
    seen(page, "L11-reported")


def test_L12_a_returned_parcel_goes_back_to_the_list_and_on(at_work: As, land: Province) -> None:
    ref = a_parcel(land)
    act(land, "王经办", ref, "report")
    act(land, "李审核", ref, "approve")
    act(land, "陈处长", ref, "return", "证书编号与扫描件不符。")
    page = at_work("王经办")
    menu(page, "退回地块信息").click()
    seen(page, "L12-returned")
    row(page, "地块 01").get_by_role("link", name="查看").click()
    expect(page.get_by_text("证书编号与扫描件不符。").first).to_be_visible()
    page.go_back()
    row(page, "地块 01").get_by_role("button", name="重新上报").click()
    menu(page, "地块信息填报").click()
    row(page, "地块 01").get_by_role("link", name="编辑").click()
    page.fill("#cell-doc_no", "湘（2019）4302不动产权第0009999号")
    page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/materials/")
    menu(page, "地块信息填报").click()
    press(page, "地块 01", "上报")
    expect(row(page, "地块 01")).to_contain_text("待审核")
