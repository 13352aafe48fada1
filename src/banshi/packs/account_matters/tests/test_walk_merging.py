"""A person has two accounts and goes on with one: 合并账户 in 个人中心."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from banshi.packs.account_matters.tests.conftest import As, Firm, signed_up
from banshi.packs.account_matters.tests.test_walk_units import approve, ask
from banshi.people.models import Account
from banshi.people.signing_in import passwords
from tests.harness.site import Site
from tests.walks.people import a_scan, menu, seen

OTHER = "林甜的另一账户"


def name_other(page: Page, username: str, password: str) -> None:
    """【个人中心】【合并账户】, the other account and its password."""
    menu(page, "个人中心").click()
    page.get_by_role("link", name="合并账户").click()
    page.get_by_label("另一个账户的用户名或手机号").fill(username)
    page.get_by_label("另一个账户的密码").fill(password)


def test_a_person_goes_on_with_one_account(as_one: As, firm: Firm, site: Site, tmp_path: Path) -> None:
    """Red when the unit or the draft of the other account stays behind, or it is merged before the last button."""
    username = firm.usernames[OTHER] = signed_up("林甜")
    ask(as_one(OTHER), firm, a_scan(tmp_path), "签发", first=True)
    approve(as_one("何审核"), "林甜")
    page = as_one("林甜")
    ask(page, firm, a_scan(tmp_path), "填报", first=False)
    name_other(page, username, "wrong horse 4711")
    seen(page, "H06-merge")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("alert").filter(has_text="账户或密码不对")).to_be_visible()
    seen(page, "H06-merge-refused")
    name_other(page, username, passwords.demo(username))
    phone = Account.objects.get(username=username).phone
    said = site.sink.next_sms(phone, lambda: page.get_by_role("button", name="下一步").click())
    seen(page, "H06-merge-code")
    page.get_by_label("短信验证码").fill(re.findall(r"\d{6}", said)[0])
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text(f"{firm.name}：签发，单位管理员")).to_be_visible()
    seen(page, "H06-merge-sure")
    page.get_by_role("button", name="确定合并").click()
    expect(page.get_by_text(f"账户“{username}”已并入")).to_be_visible()
    expect(page.get_by_text("单位管理员").first).to_be_visible()
    seen(page, "H06-merged")
    page.get_by_role("button", name=re.compile("^办理原账户的办件")).click()
    expect(page.get_by_text(f"现在办理的是原账户“{username}”名下您本人的办件")).to_be_visible()
    seen(page, "H06-former-self")
    menu(page, "我的申请").click()
    expect(page.get_by_role("table", name="我的申请").get_by_text("已关联")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("现在以原账户本人的名义办理")).to_be_visible()
    seen(page, "H06-former-cases")
    other = as_one(OTHER)
    other.reload()
    expect(other).to_have_url(re.compile("sign-in"))
