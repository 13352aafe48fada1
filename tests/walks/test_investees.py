"""P08: an enterprise files for itself and for its investees; one that is not known yet comes in by application."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.harness.site import Site
from tests.situations import Group, a_code
from tests.walks.applying import attach_and_report, begin
from tests.walks.people import As, a_scan, move, seen

NAME = "渝州轨道装备有限公司"
CLIMB = ("李审核", "赵主管", "孙总管", "陈处长")


def offered(page: Page, site: Site) -> set[str]:
    """The codes of the units the opening page of 占有登记 offers."""
    page.goto(f"{site.url}/s/property_rights/start/occupy/")
    return {text.split()[-1] for text in page.locator("input[name=unit] + label").all_inner_texts()}


def apply(page: Page, code: str, scan: Path) -> None:
    """【增列参股企业】, also with too large a share."""
    begin(page, "增列参股企业")
    page.get_by_label("企业名称").fill(NAME)
    page.get_by_role("radio", name="境内", exact=True).check()
    page.get_by_label("组织机构代码").fill(code)
    page.get_by_label("投资情况").fill("2010 年以货币出资。")
    page.get_by_label("本企业持股比例").fill("35")
    seen(page, "P08-investee")
    page.get_by_label("本企业持股比例").fill("51")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("alert").first).to_contain_text("持股超过 50% 的是控股企业")
    page.get_by_label("本企业持股比例").fill("35")
    attach_and_report(page, scan)


def test_P08_an_investee_is_added_and_filed_for_by_its_investor(
    site: Site, group: Group, signed_in: As, tmp_path: Path
) -> None:
    """Red when an investee's own superiors may file for it, or its investor may not."""
    filer, code = signed_in("王经办"), a_code()
    assert offered(filer, site) == {group.codes["fourth"]}
    apply(filer, code, a_scan(tmp_path))
    for name in CLIMB:
        page = signed_in(name)
        page.goto(f"{site.url}/s/property_rights/cases/waiting/")
        page.get_by_role("link", name="审核").filter(has_text="检测公司").click()
        move(page, "通过")
        expect(page.get_by_text("已增列" if name == "陈处长" else "通过").first).to_be_visible()
    assert offered(filer, site) == {group.codes["fourth"], code}
    assert code not in offered(signed_in("李审核"), site)
    choose(filer, code)


def choose(page: Page, code: str) -> None:
    """【占有登记】 of the investee: its form begins with what is known of it."""
    page.goto(page.url.partition("/s/")[0] + "/s/property_rights/start/occupy/")
    page.get_by_role("radio", name="是", exact=True).check()
    page.get_by_role("button", name="选择").click()
    page.get_by_role("radio", name=code).check()
    seen(page, "P08-investor")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text(NAME)).to_be_visible()
    page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/form/")
    expect(page.get_by_label("企业名称").first).to_have_value(NAME)
