"""Signing in, the first sign-in, one's own password, and the console, walked in a browser by the manual's own words."""

from pathlib import Path

from playwright.sync_api import Page, expect

from banshi.lib import spreadsheets
from banshi.people.models import Organisation
from banshi.people.signing_in import passwords
from banshi.people.units.importing import COLUMNS
from tests.harness.site import Site
from tests.people.situations import PASSWORD, a_code, a_unit, an_account
from tests.walks.people import DOOR, administrate, fill_sign_in, seen, sign_in, sign_out

NEW = "江边慢跑的人 4711"


def test_E02_wrong_passwords_wait_longer_and_longer_and_nobody_else_does(site, group, another):
    """Red when the wait is missing, or another person's sign-in waits as well."""
    page = another()
    page.goto(site.url + DOOR)
    seen(page, "E02-door")
    fill_sign_in(page, site, a_code(), "猜一猜 4711")  # no such account: nothing tells
    expect(page.get_by_role("alert")).to_contain_text("账户或密码不对")
    for _ in range(5):
        fill_sign_in(page, site, group.names["王经办"], "猜一猜 4711")
        expect(page.get_by_role("alert")).to_contain_text("账户或密码不对")
    fill_sign_in(page, site, group.names["王经办"], "猜一猜 4711")
    expect(page.get_by_role("alert")).to_contain_text("登录失败次数过多，请 1 分钟后再试")
    seen(page, "E02-wait")
    sign_in(page, site, group, "李审核")


def test_E02_E15_another_picture_and_a_question_instead_of_it(site, group, another):
    page = another()
    page.goto(site.url + DOOR)
    before = page.get_by_alt_text("验证码图片").get_attribute("src")
    page.wait_for_timeout(1100)  # people look at a picture before they ask for another
    page.get_by_role("button", name="看不清，换一张").click()
    expect(page.get_by_alt_text("验证码图片")).not_to_have_attribute("src", before or "")
    page.get_by_role("link", name="改用文字提问").click()
    expect(page.locator("#question")).to_contain_text("请填数字")
    seen(page, "E02-question")
    sign_in_here(page, site, group.names["王经办"])


def sign_in_here(page: Page, site: Site, identifier: str) -> None:
    fill_sign_in(page, site, identifier, passwords.demo(identifier))
    page.wait_for_url("**/s/property_rights/")


def test_E03_a_newcomer_sets_password_contact_and_phone_before_anything_opens(site, group, another):
    """Red when a page opens before it is done."""
    newcomer = an_account("渝州新公司", a_unit("渝州新公司", group.units["agency"]), settled=False)
    phone = f"139{newcomer.pk:08}"
    page = another()
    page.goto(site.url + DOOR)
    fill_sign_in(page, site, newcomer.username, PASSWORD)
    expect(page.get_by_role("heading", name="第一次登录")).to_be_visible()
    seen(page, "E03-password")
    page.get_by_role("contentinfo").get_by_role("link", name="帮助").click()
    expect(page.get_by_role("article")).to_contain_text("第一次登录")
    sign_out(page)
    fill_sign_in(page, site, newcomer.username, PASSWORD)
    expect(page.get_by_role("heading", name="第一次登录")).to_be_visible()
    page.goto(f"{site.url}/s/property_rights/start/occupy/")
    expect(page.get_by_role("heading", name="第一次登录")).to_be_visible()
    fill_password(page, "初始密码", PASSWORD)
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("联系人姓名").fill("冯新人")
    page.get_by_label("所在部门").fill("财务部")
    page.get_by_label("手机号").fill(phone)
    page.get_by_label("所在部门").press("Enter")
    expect(page.get_by_text("验证码不对")).to_be_visible()
    said = site.sink.next_sms(phone, lambda: page.get_by_role("button", name="获取验证码").click())
    expect(page.locator("#code-told")).to_contain_text("验证码已发出")
    seen(page, "E03-contact")
    page.get_by_label("短信验证码").fill(said.split("验证码 ")[1][:6])
    page.get_by_role("button", name="完成").click()
    expect(page.get_by_text("全部完成")).to_be_visible()
    expect(page.get_by_role("heading", name="常用功能")).to_be_visible()


def fill_password(page: Page, old_label: str, old: str) -> None:
    page.get_by_label(old_label).fill(old)
    page.get_by_label("新密码", exact=True).fill(NEW)
    page.get_by_label("确认新密码").fill(NEW)


def test_P01_a_code_with_hyphen_and_small_letters_works(site, group, another):
    code = group.names["王经办"]
    page = another()
    page.goto(site.url + DOOR)
    sign_in(page, site, group, "王经办", typed=f"{code[:8]}-{code[8]}".lower())
    seen(page, "P01-home")


def test_P03_a_new_password_ends_all_other_sessions(site, group, another):
    """Red when the other computer stays in."""
    here, elsewhere = another(), another()
    for page in (here, elsewhere):
        sign_in(page, site, group, "王经办")
    here.get_by_role("link", name="修改密码").click()
    seen(here, "P03-password")
    fill_password(here, "原密码", passwords.demo(group.names["王经办"]))
    here.get_by_role("button", name="确认").click()
    expect(here.get_by_text("您在别处的登录都已失效")).to_be_visible()
    elsewhere.reload()
    expect(elsewhere.get_by_role("heading", name="登录")).to_be_visible()


# The console ---------------------------------------------------------------------------------------------------------------------


def test_E13_units_come_in_from_a_workbook_and_mistakes_are_named(site, group, another, tmp_path: Path):
    page = another()
    administrate(page, site, "system_admin")
    seen(page, "E13-units")
    page.get_by_role("link", name="导入单位").click()
    agency, code = Organisation.objects.get(pk=group.units["agency"]).code, a_code()
    choose(page, tmp_path, ("渝州走查公司", code, "", agency, "2", ""), ("", "123456780", "", agency, "", ""))
    expect(page.get_by_role("alert")).to_contain_text("有 2 行需要修改，没有导入任何单位")
    expect(page.get_by_role("cell", name="按上级单位推算应为 1 级，请填数字 1。")).to_be_visible()
    seen(page, "E13-mistakes")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标出错误的工作簿").click()
    assert "级次：" in spreadsheets.read(Path(download.value.path()).read_bytes())[1][-1]
    choose(page, tmp_path, ("渝州走查公司", code, "", agency, "1", ""))
    expect(page.get_by_text("已导入 1 个单位")).to_be_visible()


def choose(page: Page, folder: Path, *rows: tuple[str, ...]) -> None:
    """Fills in the template and brings it in."""
    book = folder / "单位.xlsx"
    book.write_bytes(spreadsheets.write(COLUMNS, rows, "单位"))
    trees = page.get_by_label("隶属关系")
    if trees.count():
        trees.select_option("产权")
    page.get_by_label("工作簿").set_input_files(book)
    page.get_by_role("button", name="导入", exact=True).click()


def test_E13_an_account_is_issued_stopped_and_reissued(site, group, another):
    page = another()
    administrate(page, site, "security_admin")
    unit = Organisation.objects.get(pk=a_unit("渝州没有账户公司", group.units["agency"]))
    page.goto(f"{site.url}/console/accounts/issue/")
    seen(page, "E13-issue")
    page.get_by_label("单位的组织机构代码").fill(unit.code)
    page.locator("#role").select_option("property_rights/enterprise")
    page.get_by_role("button", name="发放", exact=True).click()
    expect(page.get_by_role("heading", name="密码单")).to_be_visible()
    password = page.locator("td .mono").last.inner_text()
    seen(page, "E13-slip")
    newcomer = another()
    newcomer.goto(site.url + DOOR)
    fill_sign_in(newcomer, site, unit.code, password)
    expect(newcomer.get_by_role("heading", name="第一次登录")).to_be_visible()
    page.goto(f"{site.url}/console/accounts/{unit.code}/")
    page.get_by_role("button", name="停用账户").click()
    seen(page, "E13-stop")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_text("它的登录立即失效")).to_be_visible()
    newcomer.reload()
    expect(newcomer.get_by_role("heading", name="登录")).to_be_visible()
    seen(page, "E13-account")
