"""H10–H13: people come to belong to a unit, file for it, bring a new one into the system, change what is known of it, and leave."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from banshi.packs.account_matters.tests.conftest import As, Firm
from tests.situations import a_code
from tests.walks.applying import begin
from tests.walks.people import a_scan, menu, pick, seen


def choose(page: Page, name: str) -> None:
    """【关联单位】, the unit by its name, and 【确定】."""
    menu(page, "关联单位").click()
    page.get_by_label("单位名称").fill(name)
    page.get_by_role("button", name="查询").click()
    page.get_by_label(name).check()
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_label("组织机构代码或统一社会信用代码")).to_be_visible()


def attach(page: Page, scan: Path) -> None:
    """The certificate."""
    page.wait_for_url("**/materials/")
    page.locator("#file-certificate").set_input_files(scan)
    expect(page.locator("#cell-material-certificate").get_by_role("link", name=scan.name)).to_be_visible()


def confirm(page: Page, title: str) -> None:
    """A move, and 【确定】."""
    page.get_by_role("button", name=title, exact=True).click()
    page.get_by_role("dialog", name=title, exact=True).get_by_role("button", name="确定").click()


def ask(page: Page, firm: Firm, scan: Path, seat: str, *, first: bool) -> None:
    """Somebody asks to belong to the unit; the first of it shows its certificate."""
    choose(page, firm.name)
    page.get_by_label("组织机构代码或统一社会信用代码").fill(firm.code)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/form/")
    page.get_by_label(seat, exact=True).check()
    page.get_by_label("所在部门和职务").fill("资料室")
    page.get_by_role("button", name="下一步").click()
    if first:
        attach(page, scan)
        page.get_by_role("button", name="确认并保存", exact=True).click()
    else:  # nothing to attach: no step for it
        page.wait_for_url("**/moves/report/")
        seen(page, "H10-nothing-to-attach")
    page.get_by_role("button", name="确定").click()
    expect(page.locator("p.status")).to_contain_text("待审核")


def approve(page: Page, name: str) -> None:
    """Who decides opens what waits, and agrees; the menu shows it once something has come."""
    page.reload()
    menu(page, "待审核").click()
    page.locator("main table tbody tr").filter(has_text=name).get_by_role("link").first.click()
    confirm(page, "通过")
    expect(page.locator("p.status")).not_to_contain_text("待审核")


def act_for(page: Page, firm: Firm) -> None:
    """【我的单位】【以该单位办理】."""
    menu(page, "我的单位").click()
    page.get_by_role("button", name="以该单位办理").click()
    expect(page.get_by_text(f"现在以“{firm.name}”的名义办理").first).to_be_visible()


def belongs(as_one: As, firm: Firm, scan: Path, name: str = "林甜") -> Page:
    """Somebody the agency has let in, who administers the unit and acts for it."""
    page = as_one(name)
    ask(page, firm, scan, "签发", first=True)
    approve(as_one("何审核"), name)
    act_for(page, firm)
    return page


def test_H10_a_person_binds_a_unit_its_administrator_lets_the_next_in_and_they_file_for_it(
    as_one: As, firm: Firm, tmp_path: Path
) -> None:
    """Red when a right code is enough, or who was let in cannot file for the unit."""
    scan, page = a_scan(tmp_path), as_one("林甜")
    menu(page, "我的单位").click()
    seen(page, "H10-nowhere-yet")
    choose(page, firm.name)
    page.go_back()
    seen(page, "H10-find")
    choose(page, firm.name)
    page.get_by_label("组织机构代码或统一社会信用代码").fill(a_code())
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("alert").filter(has_text="代码与所选的单位不符")).to_be_visible()
    seen(page, "H10-wrong-code")
    ask(page, firm, scan, "签发", first=True)
    seen(page, "H10-asked")
    menu(page, "我的单位").click()
    expect(page.get_by_text("还没有关联单位")).to_be_visible()
    officer = as_one("何审核")
    menu(officer, "待审核").click()
    officer.locator("main table tbody tr").filter(has_text="林甜").get_by_role("link").first.click()
    seen(officer, "H10-agency")
    approve(officer, "林甜")
    act_for(page, firm)
    seen(page, "H10-own-unit")

    other = as_one("王经办")
    ask(other, firm, scan, "签发", first=False)
    approve(page, "王经办")
    act_for(other, firm)
    other.get_by_role("link", name="测绘地理信息行政许可").click()
    begin(other, "地图审核")
    expect(other.get_by_text(firm.name).first).to_be_visible()
    seen(other, "H10-files-for-the-unit")
    menu(other, "我的申请").click()
    expect(other.get_by_role("table", name="我的申请").get_by_text("地图审核").first).to_be_visible()

    menu(page, "单位人员").click()
    expect(page.get_by_role("region", name="人员", exact=True).locator("tbody tr")).to_have_count(2)
    seen(page, "H10-people")


def test_H11_who_leaves_acts_for_the_unit_no_more(as_one: As, firm: Firm, tmp_path: Path) -> None:
    """Red when a page of the unit opens after the press, or the only administrator leaves somebody behind."""
    scan = a_scan(tmp_path)
    page, other = belongs(as_one, firm, scan), as_one("王经办")
    ask(other, firm, scan, "填报", first=False)
    approve(page, "王经办")
    act_for(other, firm)
    menu(page, "我的单位").click()
    page.get_by_role("link", name=re.compile("^解除企业绑定")).click()
    page.get_by_role("button", name="确定解除").click()
    expect(page.get_by_role("alert").filter(has_text="先指定另一位管理员")).to_be_visible()
    other.get_by_role("link", name=re.compile("^解除企业绑定")).click()
    seen(other, "H11-leave")
    other.get_by_role("button", name="确定解除").click()
    expect(other.get_by_text("单位的办件仍归单位").first).to_be_visible()
    expect(other.get_by_text("还没有关联单位")).to_be_visible()
    expect(menu(other, "单位人员")).to_have_count(0)
    seen(other, "H11-left")


def test_H12_a_new_unit_is_reviewed_and_then_found(as_one: As, firm: Firm, tmp_path: Path) -> None:
    """Red when a unit is found before anybody has seen its certificate, or who decides is not told which unit it looks like."""
    page, code = as_one("林甜"), a_code()
    name = f"湘北第{firm.code}地圖社"
    begin(page, "新增单位")
    page.get_by_label("单位名称").fill(name)
    pick(page, "所在地区", "芙蓉")
    page.locator("#cell-kind").select_option("民营企业")
    page.get_by_label("否", exact=True).check()
    page.locator("#cell-rank").select_option("无")
    page.locator("#cell-funds").select_option("无")
    page.get_by_label("组织机构代码", exact=False).first.fill(code)
    seen(page, "H12-form")
    page.get_by_role("button", name="下一步").click()
    attach(page, a_scan(tmp_path))
    page.get_by_role("button", name="确认并保存", exact=True).click()
    page.get_by_role("button", name="确定").click()
    expect(page.locator("p.status")).to_contain_text("待审核")
    seen(page, "H12-asked")
    menu(page, "关联单位").click()
    page.get_by_label("单位名称").fill(name)
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("没有找到单位")).to_be_visible()
    officer = as_one("何审核")
    menu(officer, "待审核").click()
    officer.locator("main table tbody tr").filter(has_text=name).get_by_role("link").first.click()
    officer.get_by_role("region", name="名称相近的单位").get_by_text(firm.name).click()
    expect(officer.get_by_text("列入系统")).to_be_visible()
    seen(officer, "H12-look-alike")
    approve(officer, name)
    choose(page, name)
    seen(page, "H12-found")


def test_H13_what_is_known_of_a_unit_stays_until_the_agency_agrees(as_one: As, firm: Firm, tmp_path: Path) -> None:
    """Red when the new name stands anywhere before the decision."""
    page = belongs(as_one, firm, a_scan(tmp_path))
    begin(page, "企业关键信息项修改")
    renamed = f"{firm.name}有限公司"
    page.locator("#cell-name").fill(renamed)
    page.get_by_label("修改原因").fill("改制。")
    seen(page, "H13-form")
    page.get_by_role("button", name="下一步").click()
    attach(page, a_scan(tmp_path))
    page.get_by_role("button", name="确认并保存", exact=True).click()
    page.get_by_role("button", name="确定").click()
    expect(page.locator("p.status")).to_contain_text("待审核")
    menu(page, "我的单位").click()
    expect(page.get_by_text(renamed)).to_have_count(0)
    officer = as_one("何审核")
    menu(officer, "待审核").click()
    officer.locator("main table tbody tr").filter(has_text=firm.name).get_by_role("link").first.click()
    seen(officer, "H13-review")
    approve(officer, firm.name)
    menu(page, "我的单位").click()
    expect(page.get_by_text(renamed).first).to_be_visible()
    menu(page, "单位人员").click()
    expect(page.get_by_text(f"单位名称从“{firm.name}”改为“{renamed}”")).to_be_visible()
    seen(page, "H13-history")
