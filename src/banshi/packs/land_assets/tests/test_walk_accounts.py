"""Chapters two to four: the list of enterprises, who is not on it, and the first password."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from banshi.lib import spreadsheets
from banshi.packs.land_assets.flow import TREE
from banshi.packs.land_assets.tests.conftest import DOOR, HOME, type_account
from banshi.packs.land_assets.tests.situations import Province
from banshi.people.models import Account, Organisation
from banshi.people.units.importing import COLUMNS
from tests.harness.site import Site
from tests.people.signing_in import sent_code
from tests.situations import a_code
from tests.walks.people import Enter, administrate, seen

PASSWORD = "江边慢跑的人 4711"


def press(page: Page, title: str) -> None:
    """A button of the page itself."""
    page.locator("main").get_by_role("button", name=title, exact=True).click()


def enter(page: Page, site: Site, account: str, password: str) -> None:
    """账户名, 密码, 验证码, 【确定】."""
    page.goto(site.url + DOOR)
    type_account(page, site, account, password)
    press(page, "确定")


def test_L02_the_list_of_enterprises_is_imported_and_each_gets_an_account(
    another: Enter, site: Site, land: Province, tmp_path: Path
) -> None:
    page, code = another(), a_code()
    name = f"湘北{code}仓储有限公司"
    top = Organisation.objects.get(pk=land.units["first"])
    there = Organisation.objects.get(pk=land.units["third"])
    rows = [[name, code, "", top.code, "2", "", "否"], [there.name, there.code, "", top.code, "3", "", "否"]]
    book = tmp_path / "企业名单.xlsx"
    book.write_bytes(spreadsheets.write(COLUMNS, rows, "单位"))
    administrate(page, site, "system_admin")
    page.goto(f"{site.url}/console/units/import/")
    page.get_by_label("隶属关系").select_option(TREE)
    page.get_by_label("工作簿").set_input_files(book)
    press(page, "导入")
    expect(page.get_by_text(there.name).first).to_be_visible()
    seen(page, "L02-imported")
    keeper = another()
    administrate(keeper, site, "security_admin")
    keeper.goto(f"{site.url}/console/accounts/issue/")
    keeper.get_by_label("单位的组织机构代码").fill(code)
    keeper.get_by_label("角色").last.select_option("land_assets/enterprise")
    press(keeper, "发放")
    expect(keeper.get_by_text(name).first).to_be_visible()
    seen(keeper, "L02-slip")
    assert Account.objects.filter(username=name).exists()


def test_L03_who_is_on_no_list_registers_and_waits_for_an_administrator(
    another: Enter, site: Site, land: Province
) -> None:
    page, code = another(), a_code()
    name, phone = f"湘北農垦米业{code[:2]}有限公司", f"139{code[:8].replace('X', '0')}"
    page.goto(site.url + DOOR)
    page.get_by_role("link", name="注册账户").click()
    seen(page, "L03-register")
    page.get_by_label("用户名").fill(name)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.fill("#phone", phone)
    page.locator("#top").fill(land.names["first"])
    page.get_by_label("单位级别").select_option("二级")
    page.fill("#captcha", site.sink.captcha(page.input_value("input[name=captcha_key]")))
    press(page, "获取短信验证码")
    page.get_by_label("短信验证码").fill(sent_code())
    press(page, "注册")
    expect(page.get_by_text("注册成功，请联系管理员授权")).to_be_visible()
    seen(page, "L03-registered")
    enter(page, site, name, PASSWORD)
    expect(page.get_by_role("alert").first).to_contain_text("授权")
    keeper = another()
    administrate(keeper, site, "security_admin")
    keeper.goto(f"{site.url}/console/registrations/")
    seen(keeper, "L03-waiting")
    keeper.get_by_role("row", name=name).get_by_role("link", name="授权").click()
    keeper.get_by_label("组织机构代码或统一社会信用代码").fill(code)
    expect(keeper.get_by_text("湘北农垦米业有限公司")).to_be_visible()
    seen(keeper, "L03-grant")
    press(keeper, "授权")
    expect(keeper.get_by_text("已授权").first).to_be_visible()
    enter(page, site, name, PASSWORD)
    page.wait_for_url(re.compile(f"{HOME}$|/me/first/$"))


def test_L04_a_new_password_is_asked_for_until_it_is_set(another: Enter, site: Site) -> None:
    page = another()
    (new,) = [one for one in site.people() if one["name"] == "冯新人" and one["pack"] == "land_assets"]
    for _ in range(2):
        enter(page, site, new["identifier"], new["password"])
        expect(page.get_by_role("heading", level=1)).to_contain_text("第一次登录")
        page.get_by_role("button", name="退出").click()
    enter(page, site, new["identifier"], new["password"])
    seen(page, "L04-first")
