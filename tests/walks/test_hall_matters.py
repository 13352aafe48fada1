"""H14, H15: a person opens the matters they use, one of them with the account they have in an old system, and closes them again."""

from playwright.sync_api import Page, expect

from banshi.people import queries
from banshi.people.models import Account
from banshi.people.persons import subscriptions
from tests.harness.site import Site
from tests.people.newcomers import PACK
from tests.people.old_system import PASSWORD, USERNAME, an_old_system
from tests.walks.newcomers import signed_up
from tests.walks.people import Enter, go_in, menu, seen


def at_hand(page: Page, site: Site, username: str) -> None:
    """可办事项 in the menu, of who is in."""
    go_in(page, site, username, PACK)
    menu(page, "可办事项").click()
    expect(page.get_by_role("heading", name="可办事项")).to_be_visible()


def test_H14_a_person_opens_matters(site: Site, another: Enter) -> None:
    """Red when an old account is believed unasked, or what was opened is not at hand."""
    page = another()
    at_hand(page, site, signed_up(site).username)
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


def test_H15_a_person_closes_a_matter(site: Site, another: Enter) -> None:
    """Red when what was closed stays at hand, or takes another along."""
    page, who = another(), signed_up(site)
    by = queries.actor_for(Account.objects.get(username=who.username))
    for matter in ("library_card/apply", "property_rights/occupy"):
        subscriptions.subscribe(matter, by=by)
    at_hand(page, site, who.username)
    tabs = page.get_by_role("navigation", name="开通事项")
    mine = page.get_by_role("region", name="可办事项").get_by_role("listitem")
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
    at_hand(page, site, signed_up(site).username)
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
