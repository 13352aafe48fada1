"""产权登记 from sign-in to the check of the paper in Chromium 92, which offices still have: nothing of it needs a newer browser."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from banshi.cases.models import Case
from tests.harness.site import Site
from tests.situations import Group
from tests.walks.people import As, menu, move, seen
from tests.walks.test_occupation import add_and_remove_a_row, attach_all, fill, open_form
from tests.walks.test_papers import SIGNING, paper_of, qr_path
from tests.walks.test_reviewing import open_review


def test_Chromium_92_files_reviews_prints_and_checks(
    browser: Browser, browser_page: Page, signed_in: As, site: Site, group: Group, tmp_path: Path
) -> None:
    """Red when a script or a style uses what came after July 2021 (`structuredClone`, `:has`, container queries)."""
    assert browser.version.startswith("92.")
    filer = signed_in("王经办")
    seen(filer, "old-home")
    file_one(filer, site, group, tmp_path)
    review_all(signed_in)
    paper = paper_of(Case.objects.get(subject=group.units["fourth"]).ref)
    print_it(filer)
    browser_page.goto(site.url + qr_path(paper))
    expect(browser_page.get_by_text("真实有效")).to_be_visible()
    seen(browser_page, "old-check")


def file_one(page: Page, site: Site, group: Group, folder: Path) -> None:
    """基本信息 with a mistake that is jumped to and mended, the scans, 【上报】."""
    open_form(page, site)
    fill(page, group)
    add_and_remove_a_row(page)
    page.fill("#cell-equity", "999")
    page.get_by_role("button", name="下一步").click()
    mistakes = page.get_by_role("alert")
    expect(mistakes.locator("[data-rule=PR06]")).to_be_visible()
    seen(page, "old-mistakes")
    mistakes.get_by_role("link", name="所有者权益").first.click()
    expect(page.locator("#cell-equity")).to_be_focused()
    page.fill("#cell-equity", "1000")
    expect(page.locator("#saved")).to_contain_text("已保存")
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")
    attach_all(page, folder)
    seen(page, "old-materials")
    move(page, "上报")
    expect(page.locator("p.status")).to_contain_text("桥梁公司")
    seen(page, "old-reported")


def review_all(signed_in: As) -> None:
    """【通过】 at every desk up to the agency's."""
    for name, following in (("李审核", "交通公司"), ("赵主管", "集团"), ("孙总管", "国资委"), ("陈处长", "已登记")):
        page = signed_in(name)
        open_review(page)
        if name == "李审核":
            seen(page, "old-review")
        move(page, "通过")
        expect(page.locator("p.status")).to_contain_text(following)


def print_it(page: Page) -> None:
    """【打表】, its preview, and 【打印】."""
    menu(page, "打表").click()
    page.get_by_role("link", name="检测公司").first.click()
    page.get_by_role("button", name="预览&打印").click()
    expect(page.get_by_role("link", name="打印", exact=True)).to_be_visible(timeout=SIGNING)
    expect(page.get_by_role("img", name="第 1 页")).to_be_visible()
    seen(page, "old-preview")
