"""H14, H15: a person opens the matters they use, one of them with the account they have in an old system, and closes them again."""

from playwright.sync_api import Page, expect

from banshi.people.signing_in import passwords
from tests.harness.site import Site
from tests.people.old_system import PASSWORD, USERNAME, an_old_system
from tests.walks.people import Enter, fill_sign_in, menu, seen

WHO = "zhouxiaoman"


def sign_in(page: Page, site: Site) -> None:
    """周小满 at the hall's door, and 可办事项 in the menu."""
    page.goto(f"{site.url}/s/account_matters/sign-in/")
    fill_sign_in(page, site, WHO, passwords.demo(WHO))
    menu(page, "可办事项").click()
    expect(page.get_by_role("heading", name="可办事项")).to_be_visible()


def test_H14_H15_a_person_opens_matters_and_closes_them(site: Site, another: Enter) -> None:
    """Red when an old account is believed unasked, what was opened is not at hand, or what was closed stays there."""
    page = another()
    sign_in(page, site)
    seen(page, "H14-nothing-yet")
    tabs = page.get_by_role("navigation", name="开通事项")
    tabs.get_by_role("link", name="绑定事项").click()
    page.locator("summary", has_text="申请借书证").click()
    card = page.locator("details[open] form")
    card.get_by_label("已有该系统老账户").check()
    seen(page, "H14-open")
    card.get_by_label("老账户的用户名").fill(USERNAME)
    card.get_by_label("老账户的密码").fill(PASSWORD)
    with an_old_system(site.old_system):
        card.get_by_label("用 key 登录").check()
        card.get_by_role("button", name="绑定事项").click()
        expect(page.get_by_role("alert").filter(has_text="请核对后再试")).to_be_visible()
        expect(card.get_by_label("老账户的用户名")).to_have_value(USERNAME)
        expect(card.get_by_label("老账户的密码")).to_have_value("")
        seen(page, "H14-refused")
        card.get_by_label("用 key 登录").uncheck()
        card.get_by_label("老账户的密码").fill(PASSWORD)
        card.get_by_role("button", name="绑定事项").click()
    expect(page.get_by_text("已开通“申请借书证”。")).to_be_visible()
    tabs.get_by_role("link", name="绑定事项").click()
    page.locator("summary", has_text="占有登记").click()
    page.locator("details[open]").get_by_role("button", name="绑定事项").click()
    mine = page.get_by_role("region", name="可办事项").get_by_role("listitem")
    expect(mine).to_have_count(2)
    expect(mine.filter(has_text="申请借书证")).to_contain_text("老账户 l***9")
    seen(page, "H14-at-hand")

    tabs.get_by_role("link", name="解绑事项").click()
    page.get_by_label("申请借书证").check()
    seen(page, "H15-close")
    page.get_by_role("button", name="解绑事项").click()
    expect(page.get_by_text("正在办理的不受影响")).to_be_visible()
    expect(mine).to_have_count(1)
    expect(mine).not_to_contain_text("申请借书证")
    seen(page, "H15-closed")


def test_H14_an_old_system_that_is_away_is_said_calmly(site: Site, another: Enter, complaints: list[str]) -> None:
    """Red when somebody waits without end, or is told that their password is wrong."""
    page = another()
    sign_in(page, site)
    page.get_by_role("navigation", name="开通事项").get_by_role("link", name="绑定事项").click()
    page.locator("summary", has_text="申请借书证").click()
    card = page.locator("details[open] form")
    card.get_by_label("已有该系统老账户").check()
    card.get_by_label("老账户的用户名").fill(USERNAME)
    card.get_by_label("老账户的密码").fill(PASSWORD)
    card.get_by_role("button", name="绑定事项").click()
    expect(page.get_by_role("alert").filter(has_text="“原读者证系统”现在连不上")).to_be_visible()
    seen(page, "H14-away")
    complaints.remove(f"503 {site.url}/me/matters/subscribe/")
