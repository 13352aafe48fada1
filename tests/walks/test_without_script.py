"""A browser whose script is blocked: from signing in to the report, with nothing but pages and forms."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from banshi.cases.models import Case
from tests.harness.browser import DESKTOP
from tests.harness.site import Site
from tests.situations import Group, a_case
from tests.walks.people import a_scan, menu, sign_in


@pytest.fixture
def page(browser: Browser, site: Site, group: Group) -> Iterator[Page]:
    """王经办 at a browser without script."""
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, group, "王经办")
    yield page
    context.close()


def test_a_case_is_opened_and_its_mistakes_are_named(page: Page, group: Group) -> None:
    menu(page, "占有登记").click()
    page.get_by_label("按名称或组织机构代码查找").fill("检测")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("radio", name="是", exact=True).check()
    page.get_by_role("radio", name=group.codes["fourth"]).check()
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="确定").click()
    page.get_by_label("注册地址").fill("渝州市滨江路 18 号")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("alert")).to_contain_text("法定代表人")
    expect(page.get_by_label("注册地址")).to_have_value("渝州市滨江路 18 号")


def test_scans_are_attached_and_the_case_is_reported(page: Page, site: Site, group: Group, tmp_path: Path) -> None:
    ref = a_case(group)
    page.goto(f"{site.url}/cases/{ref}/materials/")
    wanted = page.locator(".material:has(.must)").count()
    for number in range(wanted):
        cell = page.locator(".material:has(.must)").nth(number)
        cell.locator("form input[type=file]").set_input_files(a_scan(tmp_path))
        cell.get_by_role("button", name="上传").click()
    expect(page.get_by_role("link", name="扫描件.pdf")).to_have_count(wanted)
    page.get_by_role("button", name="上报").click()
    page.get_by_role("button", name="确定").click()
    expect(page.locator("p.status")).to_contain_text("待审核")
    menu(page, "我的办件").click()
    page.get_by_label("单位名称或办件编号").fill(ref)
    page.get_by_role("button", name="查询").click()
    expect(page.locator("#found tbody tr")).to_have_count(1)
    assert Case.objects.get(ref=ref).state == "under_review"
