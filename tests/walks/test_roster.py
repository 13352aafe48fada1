"""应报名册 in a browser: a library opens a campaign for its districts and schools, sees who has applied, and chases the late."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from banshi.catalogue import actions as catalogue
from banshi.catalogue.models import Campaign
from banshi.lib.actor import SYSTEM
from banshi.people import actions as people
from banshi.people import demo
from tests.bulletin.situations import day
from tests.cases.library import PACK, Library, an_application
from tests.harness.browser import DESKTOP
from tests.harness.database import House
from tests.harness.site import Site
from tests.situations import a_code
from tests.walks.people import Enter, go_in, menu, seen

TITLE = "2026 年秋季读者登记"
PLACES = (
    ("library", "", "渝州市图书馆", "李审核"),
    ("district", "library", "渝北区教育局", "赵主管"),
    ("first", "district", "渝北区第一中学", "王经办"),
    ("second", "district", "渝北区第二中学", "张旁人"),
    ("third", "library", "渝州外国语学校", "孙老师"),
)


@pytest.fixture
def library(site_db: House) -> Library:
    """A library, a district with two schools below it, and a school of its own; everybody applies, the library decides."""
    catalogue.publish(by=SYSTEM)
    units: dict[str, int] = {}
    names: dict[str, str] = {}
    for number, (key, parent, title, person) in enumerate(PLACES):
        code = names[person] = a_code()
        names[title] = title = f"{title}{code[:4]}"
        units[key] = people.add_unit(name=title, code=code, tree=PACK, parent=units.get(parent), by=SYSTEM)
        roles = (
            ("reviewer",) if key == "library" else ("applicant", "reviewer") if key == "district" else ("applicant",)
        )
        demo.make_account(
            unit=units[key],
            identifier=code,
            name=person,
            roles=tuple(f"{PACK}/{role}" for role in roles),
            settled=True,
            totp=False,
            number=int(code[:7]) * 10 + number,
        )
    return Library(units, names)


def at_work(page: Page, site: Site, library: Library, name: str) -> Page:
    """One of the people, signed in."""
    go_in(page, site, library.names[name], PACK)
    return page


def figure(page: Page, label: str) -> Any:
    """One of the numbers on top."""
    return page.get_by_role("region", name="总数").get_by_role("link", name=re.compile(f"^{label} ?\\d"))


def begin(page: Page, library: Library, look: Callable[[Page, str], None] = seen) -> None:
    """开始填报期: a mistake, a preview, then 【开始】. Without script nobody can look with axe."""
    page.get_by_role("link", name="开始填报期").click()
    page.get_by_label("名称").fill(TITLE)
    page.get_by_label("截止日期").fill(day(10))
    page.get_by_label("免报单位").fill("没有这所学校")
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_text("没有找到这些单位")).to_be_visible()
    look(page, "roster-mistake")
    page.get_by_label("免报单位").fill(library.names["渝州外国语学校"])
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_role("main").get_by_text("个单位应报")).to_contain_text("3 个单位应报")
    look(page, "roster-preview")
    page.get_by_role("button", name="开始", exact=True).click()
    expect(page.get_by_text("填报期已经开始")).to_be_visible()
    expect(page.get_by_text("统计的是各单位的")).to_contain_text("已报包括审核中和通过的")


def test_roster_a_campaign_is_opened_followed_chased_and_closed(site: Site, library: Library, another: Enter) -> None:
    """Red when a number opens another list, or a school that has applied is chased."""
    page = at_work(another(), site, library, "李审核")
    menu(page, "申请进度").click()
    seen(page, "roster-none")
    begin(page, library)
    school = at_work(another(), site, library, "王经办")
    expect(school.get_by_role("region", name="本期填报")).to_contain_text(f"最晚 {day(10)} 当天上报")
    seen(school, "roster-home")
    an_application(library, "周读者", "waiting")
    menu(page, "申请进度").click()
    expect(figure(page, "审核中")).to_contain_text("1")
    seen(page, "roster-report")
    page.get_by_role("link", name=library.names["渝北区教育局"]).first.click()
    seen(page, "roster-below")
    menu(page, "申请进度").click()
    figure(page, "未报").click()
    expect(page.locator("#found tbody tr")).to_have_count(2)
    page.get_by_label("单位名称或代码").fill("第二中学")
    page.get_by_role("button", name="查询").click()
    expect(page.locator("#found tbody tr")).to_have_count(1)
    seen(page, "roster-units")
    phone = library.account("张旁人").phone
    page.get_by_role("button", name="催报", exact=True).click()
    seen(page, "roster-remind")
    said = site.sink.next_sms(phone, lambda: page.get_by_role("dialog").get_by_role("button", name="确定").click())
    assert TITLE in said
    expect(page.get_by_text("已催报 1 个单位")).to_be_visible()
    page.get_by_role("button", name="转上级催报").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_text("已请 1 个上级单位督促")).to_be_visible()
    district = at_work(another(), site, library, "赵主管")
    expect(district.get_by_role("region", name="最近通知")).to_contain_text("下属 1 个单位还没有上报")
    menu(district, "申请进度").click()
    expect(district.get_by_role("main")).to_contain_text(library.names["渝北区第二中学"])
    seen(district, "roster-superior")
    menu(page, "申请进度").click()
    page.get_by_role("link", name="改截止日期").click()
    page.get_by_label("截止日期").fill(day(-1))
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_text("不能早于“开始日期”")).to_be_visible()
    seen(page, "roster-due")
    Campaign.objects.filter(title=TITLE).update(since=day(-20), due=day(-1))
    menu(page, "申请进度").click()
    expect(figure(page, "逾期")).to_contain_text("2")
    seen(page, "roster-late")
    page.get_by_role("link", name="结束填报期").click()
    seen(page, "roster-close")
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_text("这一期已经结束")).to_be_visible()
    expect(page.get_by_role("button", name="催报", exact=True)).to_have_count(0)
    seen(page, "roster-closed")


def test_roster_works_without_script(site: Site, library: Library, browser: Browser) -> None:
    """Opening, the numbers and 【催报】 are pages and forms. Red when 【催报】 is only a dialog."""
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", java_script_enabled=False)
    page = at_work(context.new_page(), site, library, "李审核")
    menu(page, "申请进度").click()
    begin(page, library, look=lambda page, step: None)
    figure(page, "未报").click()
    page.get_by_role("button", name="催报", exact=True).click()
    expect(page.get_by_text("已催报 3 个单位")).to_be_visible()
    context.close()
