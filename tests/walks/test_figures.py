"""Figures in a browser: numbers with their pie on the home (L05), and totals of the agency (L14)."""

from playwright.sync_api import Page, expect

from banshi.lib import spreadsheets
from tests.harness.site import Site
from tests.situations import Group, a_case, act
from tests.walks.people import As, menu, seen


def a_busy_group(group: Group) -> None:
    """Three reported cases of one company: one waits, one was returned, one is registered."""
    for at in ("under_review", "returned", "registered"):
        a_case(group, at, claims=False)


def figure(page: Page, title: str) -> str:
    """What stands under a number of the home."""
    (block,) = page.locator(".figures").first.locator(".counts > div").filter(has_text=title).all()
    return block.locator("dd").inner_text()


def test_L05_the_home_shows_numbers_and_their_pie(signed_in: As, group: Group) -> None:
    """Red when the policy of content keeps the chart from being drawn, or a number is not what its list shows."""
    a_busy_group(group)
    page = signed_in("王经办")
    assert [figure(page, title) for title in ("已上报", "待审核", "已退回", "已登记")] == ["3", "1", "1", "1"]
    expect(page.locator(".pie canvas")).to_be_visible()
    seen(page, "L05-figures")
    page.locator(".figures").get_by_role("link", name="1").first.click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_role("button", name="导出 Excel")).to_be_visible()
    seen(page, "L05-list")


def test_L05_the_numbers_follow_at_once(signed_in: As, group: Group) -> None:
    """Red when the home remembers numbers."""
    ref = a_case(group, "under_review")
    page = signed_in("王经办")
    act(group, "李审核", ref, "return", "请修改。")
    page.reload()
    assert [figure(page, title) for title in ("待审核", "已退回")] == ["0", "1"]


def test_L14_the_agency_reads_totals(signed_in: As, group: Group) -> None:
    """Red when the sum is not what the rows add up to, or narrowing leaves the page."""
    a_busy_group(group)
    page = signed_in("陈处长")
    expect(page.locator(".figures")).to_contain_text("本单位及所属单位")
    menu(page, "占有登记汇总").click()
    expect(page.locator("tfoot")).to_contain_text("3,000")
    seen(page, "L14-totals")
    page.get_by_label("分类").select_option(label="企业类别")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("row").filter(has_text="国有全资")).to_contain_text("3,000")


def test_L14_what_is_seen_is_exported_and_saved(signed_in: As, site: Site, group: Group) -> None:
    """Red when the worker is not told, the page does not follow it, or the workbook is not what was seen."""
    a_busy_group(group)
    page = signed_in("陈处长")
    menu(page, "占有登记汇总").click()
    page.get_by_role("button", name="导出 Excel").click()
    link = page.get_by_role("link", name="下载")
    expect(link).to_be_visible()
    seen(page, "L14-exports")
    with page.expect_download() as saved:
        link.click()
    rows = spreadsheets.read(saved.value.path().read_bytes())
    assert [row[0] for row in rows] == ["一级企业", f"渝州{group.codes['first']}集团", "合计"]
