"""Who loses a phone or leaves, who is away, and what administrators do about units and roles, walked in a browser."""

import re

from playwright.sync_api import Page, expect

from banshi.people.models import Account, Link, Organisation
from banshi.people.signing_in import passwords, second_factor
from tests.harness.site import Site
from tests.people.situations import PASSWORD, a_code, an_account
from tests.situations import OFFICER, Group, a_case
from tests.walks.people import DOOR, administrate, fill_sign_in, move, seen, sign_out


def plead(page: Page, site: Site, kind: str, username: str, phone: str, **typed: str) -> None:
    """【登录求助】 on the sign-in page, and the code that came by SMS."""
    page.goto(site.url + DOOR)
    page.get_by_role("link", name="登录求助").click()
    page.get_by_label(kind).check()
    page.get_by_label("用户名").fill(username)
    page.get_by_label("您的姓名").fill("冯接任")
    page.get_by_label("现在的手机号").fill(phone)
    for label, words in typed.items():
        page.get_by_label(label).fill(words)
    page.fill("#captcha", site.sink.captcha(page.input_value("input[name=captcha_key]")))
    seen(page, "E18-plea")
    said = site.sink.next_sms(phone, lambda: page.get_by_role("button", name="获取短信验证码").click())
    seen(page, "E18-plea-code")
    page.get_by_label("短信验证码").fill(re.findall(r"\d{6}", said)[0])
    page.get_by_role("button", name="提交求助").click()
    expect(page.get_by_text("求助已收到")).to_be_visible()


def press(page: Page, site: Site, path: str, username: str, button: str) -> None:
    """A button at the piece that is about that account."""
    page.goto(site.url + path)
    page.locator(".piece", has_text=username).get_by_role("button", name=button, exact=True).click()


def test_E18_a_lost_phone_is_replaced_by_two_administrators(site: Site, group: Group, another) -> None:
    """Red when one of them is enough, or the new phone is not told."""
    account, phone = group.account("王经办"), f"137{group.units['fourth']:08}"
    plead(another(), site, "手机号已换或丢失", account.username, phone, 密码=passwords.demo(account.username))
    security, system = another(), another()
    administrate(security, site, "security_admin")
    security.get_by_role("link", name="登录求助").click()
    seen(security, "E18-pleas")
    press(security, site, "/console/pleas/", account.username, "同意")
    administrate(system, site, "system_admin")
    system.get_by_role("link", name="待确认").click()
    seen(system, "E18-confirm")
    press(system, site, "/console/confirmations/", account.username, "确认")
    told = site.sink.next_sms(phone, lambda: press(security, site, "/console/pleas/", account.username, "办理"))
    assert "手机号" in told
    expect(security.get_by_text("已办理，并已用短信告知")).to_be_visible()
    assert group.account("王经办").phone == phone


def test_E18_an_officer_sets_up_an_authenticator_and_comes_in_by_a_recovery_code(
    site: Site, group: Group, another
) -> None:
    """Red when the codes are not shown, or do not open."""
    officer, page = an_account("吴处长", group.units["agency"], OFFICER), another()
    come_in(page, site, officer)
    secret = page.locator("main .mono").first.inner_text()
    page.get_by_label("动态口令", exact=True).fill(second_factor.code(secret))
    seen(page, "E18-authenticator")
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("heading", name="恢复代码")).to_be_visible()
    seen(page, "E18-recovery-codes")
    code = page.locator("li.mono").first.inner_text()
    page.get_by_role("link", name="已经保存，继续").click()
    sign_out(page)
    fill_sign_in(page, site, officer.username, PASSWORD)
    seen(page, "E18-code")
    page.fill("#code", code)
    told = site.sink.next_sms(officer.phone, lambda: page.get_by_role("button", name="确定").click())
    assert "还剩 9 个" in told
    page.wait_for_url("**/s/property_rights/")


def come_in(page: Page, site: Site, account: Account) -> None:
    """Somebody of a unit that reviews signs in, with the code that comes by SMS."""
    page.goto(site.url + DOOR)
    said = site.sink.next_sms(account.phone, lambda: fill_sign_in(page, site, account.username, PASSWORD))
    page.fill("#code", re.findall(r"\d{6}", said)[0])
    page.get_by_role("button", name="确定").click()


def test_E19_the_holder_hands_the_account_to_a_successor(site: Site, group: Group, signed_in, another) -> None:
    """Red when the old password still opens, or the successor need not begin anew."""
    page, username = signed_in("王经办"), group.names["王经办"]
    page.get_by_text("我的账户：").locator("..").click()
    seen(page, "E19-mine")
    page.get_by_role("link", name="移交账户").click()
    page.get_by_label("接任者的手机号").fill(f"136{group.units['fourth']:08}")
    page.get_by_label("您的登录密码").fill(passwords.demo(username))
    seen(page, "E19-transfer")
    page.get_by_role("button", name="移交并显示密码单").click()
    expect(page.get_by_role("heading", name="账户已移交")).to_be_visible()
    word = page.locator("dd .mono").last.inner_text()
    seen(page, "E19-slip")
    newcomer = another()
    newcomer.goto(site.url + DOOR)
    fill_sign_in(newcomer, site, username, passwords.demo(username))
    expect(newcomer.get_by_role("alert")).to_contain_text("账户或密码不对")
    fill_sign_in(newcomer, site, username, word)
    expect(newcomer.get_by_role("heading", name="第一次登录")).to_be_visible()


def test_E19_a_superior_asks_for_a_successor_of_an_account_below(site: Site, group: Group, signed_in) -> None:
    page = signed_in("李审核")
    page.get_by_text("我的账户：").locator("..").click()
    page.get_by_role("link", name="移交账户").click()
    page.get_by_role("link", name="申请接任者").click()
    page.get_by_label("下级单位账户的用户名").fill(group.names["王经办"])
    page.get_by_label("原因和核实电话").fill("原填报人已离职，核实电话 023-60000000")
    seen(page, "E19-below")
    page.get_by_role("button", name="提请管理机构").click()
    expect(page.get_by_text("已提请管理机构")).to_be_visible()


def test_E20_a_colleague_acts_for_somebody_who_is_away(site: Site, group: Group, signed_in, another) -> None:
    """Red when what is held stays closed to the colleague, or the history does not say for whom."""
    ref = a_case(group, "under_review")
    reviewer = signed_in("李审核")
    reviewer.goto(f"{site.url}/cases/{ref}/review/")
    reviewer.get_by_role("button", name="接手").click()
    wu = an_account("吴同事", group.units["third"])
    reviewer.goto(f"{site.url}/me/absence/")
    reviewer.get_by_label("代理人").select_option("吴同事")
    reviewer.get_by_label("结束日期").fill(reviewer.get_by_label("开始日期").input_value())
    seen(reviewer, "E20-arrange")
    reviewer.get_by_role("button", name="安排代理").click()
    expect(reviewer.get_by_text("代理已安排")).to_be_visible()
    seen(reviewer, "E20-arranged")
    colleague = another()
    come_in(colleague, site, wu)
    colleague.wait_for_url("**/s/property_rights/")
    colleague.goto(f"{site.url}/me/absence/")
    expect(colleague.get_by_text("李审核，至")).to_be_visible()
    seen(colleague, "E20-for")
    colleague.goto(f"{site.url}/s/property_rights/cases/waiting/?holder=mine")
    colleague.get_by_role("link", name=re.compile("检测公司")).first.click()
    colleague.goto(f"{site.url}/cases/{ref}/review/")
    expect(colleague.get_by_text("李审核外出，由您代理")).to_be_visible()
    seen(colleague, "E20-review")
    move(colleague, "通过")
    colleague.goto(f"{site.url}/cases/{ref}/")
    expect(colleague.get_by_text("吴同事（代 李审核）")).to_be_visible()
    seen(colleague, "E20-history")


def test_E13_a_unit_is_added_renamed_moved_and_closed(site: Site, group: Group, another) -> None:
    """Red when a unit can only come by workbook, or a change is not shown."""
    page, code = another(), a_code()
    administrate(page, site, "system_admin")
    page.goto(f"{site.url}/console/units/")
    page.get_by_role("link", name="添加单位").click()
    if page.get_by_label("隶属关系").count():
        page.get_by_label("隶属关系").select_option("产权")
    page.get_by_label("单位名称").fill("渝州走查新设公司")
    page.locator("#code").fill("123456780")
    page.get_by_label("上级单位代码").fill(group.codes["second"])
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.locator("#code-problem")).to_contain_text("校验位")
    seen(page, "E13-new-unit")
    page.locator("#code").fill(code)
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.get_by_role("heading", name="渝州走查新设公司")).to_be_visible()
    change(page, "rename", "#name", "渝州走查更名公司")
    expect(page.get_by_role("heading", name="渝州走查更名公司")).to_be_visible()
    change(page, "move", "#parent", group.codes["other"])
    expect(
        page.get_by_role("cell", name=Organisation.objects.get(code=group.codes["other"]).name).first
    ).to_be_visible()
    change(page, "close")
    expect(page.get_by_text("已停用")).to_be_visible()
    seen(page, "E13-unit-changes")


def change(page: Page, kind: str, field: str = "", typed: str = "") -> None:
    """One change of a unit, from today."""
    page.locator("#kind").select_option(kind)
    if field:
        page.locator(field).fill(typed)
    page.get_by_role("button", name="办理", exact=True).click()


def test_E13_a_role_is_withdrawn_and_given_again(site: Site, group: Group, another) -> None:
    """Red when a role can only come with a new account."""
    page, username = another(), group.names["张旁人"]
    administrate(page, site, "security_admin")
    page.goto(f"{site.url}/console/accounts/{username}/")
    page.get_by_role("button", name="收回").first.click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_text("角色已收回")).to_be_visible()
    assert not Link.objects.filter(account__username=username, until=None).exists()
    page.get_by_label("再授予一个角色").select_option("property_rights/enterprise")
    seen(page, "E13-roles")
    page.get_by_role("button", name="授予", exact=True).click()
    expect(page.get_by_text("角色已授予")).to_be_visible()
    assert Link.objects.filter(account__username=username, until=None).exists()
