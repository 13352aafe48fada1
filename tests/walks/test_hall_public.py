"""H01, H02, E01: what anybody finds without signing in, on a desk, on a phone and with the simpler pages."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from banshi.cases import progress
from banshi.catalogue import actions as catalogue
from banshi.catalogue import shelf
from banshi.lib.actor import SYSTEM
from banshi.people.models import Tries
from tests.harness.browser import DESKTOP
from tests.harness.site import Site
from tests.situations import Group, a_case
from tests.walks.people import seen

PACK = "property_rights"
ELDER = re.compile(r"\belder\b")
FOUR = ("服务指南", "表格下载", "在线办理", "结果公示")


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    """A browser whose script is blocked."""
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_E01_the_public_home_leads_to_everything(site: Site, group: Group, browser_page: Page) -> None:
    """Red when a link of the home leads nowhere."""
    page, pack = browser_page, shelf.pack(PACK)
    page.goto(site.url)
    door = page.get_by_role("article", name=pack.title)
    for link, heading in (("新手指南", "办事指南"), ("常见问题", "常见问题"), ("公告", "公告")):
        door.get_by_role("link", name=link).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        page.goto(site.url)
    with page.expect_download() as download:
        door.get_by_role("link", name="下载用户手册").click()
    assert download.value.suggested_filename == f"{pack.title} 用户手册.pdf"
    page.get_by_role("link", name="登记证、登记表可以在网上核验").click()
    expect(page.get_by_role("article")).to_contain_text("不用登录")
    page.goto(site.url + f"/help/{PACK}/faqs/")
    page.locator("summary").first.click()
    seen(page, "E01-faqs")


def test_H01_every_matter_has_its_guide_its_form_its_door_and_its_results(
    site: Site, group: Group, browser_page: Page
) -> None:
    """Red when one of the four is missing, or leads nowhere."""
    page = browser_page
    page.goto(site.url)
    for name in ("登录", "注册", "新手指南"):
        expect(page.locator("main").get_by_role("link", name=name, exact=True).first).to_be_visible()
    matters = page.get_by_role("region", name="办事事项")
    count = sum(len(pack.matters) for pack in shelf.packs().values())
    ended = sum(bool(each.guide and each.guide.closed) for pack in shelf.packs().values() for each in pack.matters)
    for each in FOUR:
        expect(matters.get_by_role("link", name=each)).to_have_count(count - ended if each == "在线办理" else count)
    expect(page.get_by_role("region", name="最新公告")).to_be_visible()
    seen(page, "H01-home")

    page.get_by_role("link", name="公共服务").click()
    served = [
        each for pack in shelf.packs().values() for each in pack.matters if each.guide and each.guide.kind == "公共服务"
    ]
    expect(matters.get_by_role("listitem")).to_have_count(len(served))
    page.get_by_role("searchbox").fill("挂失")
    page.get_by_role("button", name="查找").click()
    row = page.get_by_role("listitem").filter(has_text="登记证（表）补领")
    seen(page, "H01-found")
    row.get_by_role("link", name="服务指南").click()
    expect(page.get_by_role("region", name="受理条件")).to_contain_text("遗失")
    expect(page.get_by_role("region", name="监督和救济")).to_contain_text("60 日内申请行政复议")
    seen(page, "H01-guide")
    form = page.request.get(site.url + f"/matters/{PACK}/replace_paper/form.pdf")
    assert form.body().startswith(b"%PDF-")
    page.get_by_role("link", name="结果公示").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("结果公示")
    seen(page, "H01-results")
    page.go_back()
    page.get_by_role("link", name="在线办理").click()
    page.wait_for_url(re.compile(rf"/s/{PACK}/sign-in/\?next=.*replace_paper"))


def test_H01_the_simpler_pages_are_a_press_away_and_stay(site: Site, group: Group, browser_page: Page) -> None:
    """长辈版. Red when the next page is small again."""
    page = browser_page
    page.goto(site.url)
    page.get_by_role("link", name="长辈版").click()
    expect(page.locator("html")).to_have_class(ELDER)
    seen(page, "H01-elder")
    page.get_by_role("listitem").filter(has_text="占有登记").get_by_role("link", name="服务指南").click()
    expect(page.locator("html")).to_have_class(ELDER)
    seen(page, "H01-elder-guide")
    page.get_by_role("link", name="标准版").click()
    expect(page.locator("html")).not_to_have_class("elder")
    assert page.url.endswith(f"/matters/{PACK}/occupy/")


def test_H01_nobody_is_led_to_a_matter_that_is_closed(site: Site, group: Group, browser_page: Page) -> None:
    """Red when the page of before is kept after it was closed."""
    page = browser_page
    page.goto(site.url)
    row = page.get_by_role("listitem").filter(has_text="注销登记")
    expect(row.get_by_role("link", name="在线办理")).to_have_count(1)
    catalogue.set_opening(PACK, "cancel", {"stopped": "是", "words": "年度汇算期间暂停。"}, by=SYSTEM)
    page.goto(site.url + "/?text=注销")
    expect(row.get_by_role("link", name="在线办理")).to_have_count(0)
    expect(row).to_contain_text("暂不受理")
    row.get_by_role("link", name="服务指南").click()
    expect(page.get_by_role("status")).to_contain_text("年度汇算期间暂停。")
    catalogue.set_opening(PACK, "cancel", {"stopped": "否"}, by=SYSTEM)


def test_H02_number_and_code_of_the_receipt_tell_how_far_it_is(site: Site, group: Group, browser_page: Page) -> None:
    """Red when an opinion or a name stands on the page, and when a wrong code answers."""
    Tries.objects.all().delete()
    ref = a_case(group, "returned")
    page = browser_page
    page.goto(site.url)
    page.get_by_label("申请编号").fill(ref)
    page.get_by_role("button", name="查询").click()
    page.get_by_label("查询码").fill("23456789")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("alert")).to_contain_text("没有编号和查询码都相符的办件")
    seen(page, "H02-not-found")
    page.get_by_label("查询码").fill(progress.code(ref).lower())
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("region", name="办理过程")).to_contain_text("退回")
    for private in ("李审核", "王经办", "请补充公司章程"):
        expect(page.locator("main")).not_to_contain_text(private)
    seen(page, "H02-progress")


def test_H01_H02_nothing_of_it_needs_a_script(site: Site, group: Group, unscripted: Page) -> None:
    """Red when a filter, the search, the simpler pages or the status want one."""
    Tries.objects.all().delete()
    ref = a_case(group, "under_review")
    page = unscripted
    page.goto(site.url)
    page.get_by_role("searchbox").fill("变动")
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_role("link", name="服务指南")).to_have_count(1)
    page.get_by_role("link", name="长辈版").click()
    expect(page.locator("html")).to_have_class(ELDER)
    page.get_by_label("申请编号").fill(ref)
    page.get_by_role("button", name="查询").click()
    page.get_by_label("查询码").fill(progress.code(ref))
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("status")).to_contain_text("待审核")
