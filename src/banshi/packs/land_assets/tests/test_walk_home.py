"""Chapters five, nine and eleven: the home with its numbers, many parcels by one workbook, totals, questions."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from banshi.cases.models import Case
from banshi.lib import spreadsheets
from banshi.lib.sealed import masked_phone
from banshi.packs.land_assets.demo import parcel
from banshi.packs.land_assets.tests.conftest import As
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_unit, act
from banshi.packs.land_assets.tests.test_walk_units import row
from banshi.people.models import Account
from tests.bulletin.situations import day
from tests.cases.bulk import the_matter
from tests.forms.filled import filled
from tests.walks.people import menu, seen

LONG = 60_000  # milliseconds for the worker on a busy machine


def figure(page: Page, title: str) -> str:
    """What stands under a number of the home."""
    (block,) = page.locator(".figures").first.locator(".counts > div").filter(has_text=title).all()
    return block.locator("dd").inner_text()


def reported(land: Province) -> None:
    """Three parcels: one waits, one was returned, one is approved."""
    refs = [a_parcel(land, number) for number in range(1, 4)]
    for ref in refs:
        act(land, "王经办", ref, "report")
    act(land, "李审核", refs[1], "return", "请核对。")
    act(land, "李审核", refs[2], "approve")
    act(land, "陈处长", refs[2], "approve")


def test_L05_the_home_has_the_four_numbers_and_their_pie(at_work: As, land: Province) -> None:
    reported(land)
    page = at_work("王经办")
    titles = ("上报地块数", "审核通过数", "审核不通过（退回）数", "未审核数")
    assert [figure(page, title) for title in titles] == ["3", "1", "1", "1"]
    expect(page.locator(".pie canvas")).to_be_visible()
    seen(page, "L05-home")


def test_L10_many_parcels_are_filed_by_one_workbook(at_work: As, land: Province, tmp_path: Path) -> None:
    """S18. Mistakes stand at their cells; the correct rows may come first, the rest by a second upload."""
    rows = [{**parcel(number, "430203", "15000"), "encumbrances": "无"} for number in range(1, 4)]
    wrong = [*rows[:2], rows[2] | {"area": "很大", "use_code": "9999"}]
    mended = [rows[0], rows[1] | {"location": "开发大道 20 号", "region": "芦淞区"}, rows[2]]
    page = at_work("王经办")
    menu(page, "批量填报地块").click()
    with page.expect_download() as template:
        page.get_by_role("link", name="下载模板").click()
    sheets = {
        line.title
        for line in spreadsheets.lines(Path(template.value.path()).read_bytes())
        if not isinstance(line, list)
    }
    assert "地块信息" in sheets
    for name, given in (("地块.xlsx", wrong), ("地块改好.xlsx", mended)):
        book = tmp_path / name
        book.write_bytes(filled(the_matter("land_assets/parcel"), given))
        page.get_by_label("填好的工作簿").set_input_files(book)
        page.get_by_role("button", name="上传检查").click()
        if given is wrong:
            mistakes = page.get_by_role("table", name="需要修改的地方")
            expect(mistakes).to_contain_text("土地面积", timeout=LONG)
            expect(mistakes).to_contain_text("证载用途")
            seen(page, "L10-workbook")
            page.get_by_role("button", name="先导入正确的行").click()
            expect(page.get_by_text("已导入 2 件").first).to_be_visible(timeout=LONG)
            menu(page, "批量填报地块").click()
    preview = page.get_by_role("table", name="逐行预览")
    expect(preview).to_contain_text("内容没有改动", timeout=LONG)
    expect(preview).to_contain_text("坐落：从“开发大道 2 号”改为“开发大道 20 号”")
    seen(page, "L10-updates")
    page.get_by_role("button", name=re.compile("^导入 3 件")).click()
    expect(page.get_by_text("已导入").first).to_be_visible(timeout=LONG)
    menu(page, "地块信息填报").click()
    expect(row(page, "地块 0")).to_have_count(3)
    assert Case.objects.filter(subject=land.units["third"], matter="land_assets/parcel").count() == 3


def test_L14_totals_of_what_was_reported_equal_the_rows(at_work: As, land: Province) -> None:
    reported(land)
    page = at_work("陈处长")
    menu(page, "地块汇总").click()
    expect(page.locator("tfoot")).to_contain_text("45,000")
    seen(page, "L14-totals-of-land")
    page.get_by_label("分类").select_option(label="用途")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("row").filter(has_text="工业用地")).to_contain_text("45,000")
    page.get_by_label("分类").select_option(label="市")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("row").filter(has_text="株洲")).to_contain_text("45,000")


def test_L13_the_agency_sees_who_has_not_reported(at_work: As, land: Province) -> None:
    """应报、已报、零报、退回、逾期. Red when the list of the late shows a whole phone, or the button does not."""
    page = at_work("陈处长")
    menu(page, "填报进度").click()
    page.get_by_role("link", name="开始填报期").click()
    page.get_by_label("名称").fill("2026 年度土地资产信息上报")
    page.get_by_label("截止日期").fill(day(20))
    page.get_by_role("button", name="预览").click()
    page.get_by_role("button", name="开始", exact=True).click()
    expect(page.get_by_text("填报期已经开始")).to_be_visible()
    act(land, "王经办", a_unit(land), "report")
    page.reload()
    expect(page.get_by_role("row").filter(has_text=land.names["first"])).to_be_visible()
    seen(page, "L13-roster")
    phone = Account.objects.get(username=land.accounts["刘高速"]).phone
    page.get_by_role("link", name="未报", exact=False).first.click()
    expect(page.get_by_role("row").filter(has_text="刘高速")).to_contain_text(masked_phone(phone))
    page.get_by_role("button", name="查看完整电话").click()
    expect(page.get_by_role("row").filter(has_text="刘高速")).to_contain_text(phone)
    seen(page, "L13-whom-to-call")
    filer = at_work("刘高速")
    expect(filer.get_by_role("region", name="本期填报")).to_contain_text(f"最晚 {day(20)} 当天上报")


def test_L15_the_questions_of_the_manual_are_answered(at_work: As, land: Province) -> None:
    page = at_work("王经办")
    menu(page, "常见问题").click()
    page.get_by_role("link", name="常见问题").last.click()
    for question in (
        "《企业联络人报名表》在哪里？",
        "地块名称怎么填写？",
        "没有土地资产还需要填报吗？",
        "没有账户怎么办？",
    ):
        expect(page.get_by_text(question).first).to_be_visible()
    seen(page, "L15-questions")
