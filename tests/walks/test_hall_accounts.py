"""H03–H08, H20: a person signs up, looks after their account, and leaves, walked in a browser."""

import re
from itertools import count

from playwright.sync_api import Page, expect

from banshi.lib.actor import visitor
from banshi.lib.codes import citizen_id_check
from banshi.people.models import Account
from banshi.people.persons import signing_up
from banshi.people.signing_in import phone_codes
from tests.harness.site import Site
from tests.walks.people import Enter, fill_sign_in, seen

HALL = "/s/account_matters"
PASSWORD = "quiet lake 2026"
_numbers = count(100)


class Newcomer:
    """Somebody nobody knows yet: their user name, phone, identity document and mailbox."""

    def __init__(self) -> None:
        self.number = next(_numbers)
        self.username = f"lintian{self.number}"
        self.phone = f"13710000{self.number}"
        self.email = f"lin{self.number}@example.cn"
        first = f"50010319900101{self.number}"
        self.document = first + citizen_id_check(first)


def open_sign_up(page: Page, site: Site) -> None:
    """【注册】 at the sign-in."""
    page.goto(f"{site.url}{HALL}/sign-in/")
    page.get_by_role("link", name="注册", exact=True).click()
    expect(page.get_by_role("heading", name="用户注册")).to_be_visible()


def fill_in(page: Page, site: Site, who: Newcomer) -> None:
    """Step 1 but for 【下一步】."""
    page.get_by_label("用户名").fill(who.username)
    page.get_by_label("密码", exact=False).first.fill(PASSWORD)
    page.get_by_label("确认密码").fill(PASSWORD)
    page.get_by_label("姓名").fill("林甜")
    page.get_by_label("证件类型").select_option("居民身份证")
    page.get_by_label("证件号").fill(who.document)
    page.get_by_label("所在地：省").select_option("四川省")
    page.get_by_label("所在地：市").select_option("成都市")
    page.get_by_label("所在地：县").select_option("锦江区")
    prove_phone(page, site, who.phone, "手机号")
    page.get_by_label("已阅读").check()


def prove_phone(page: Page, site: Site, phone: str, label: str) -> None:
    """【获取验证码】, and the code that came."""
    page.get_by_label(label).fill(phone)
    said = site.sink.next_sms(phone, lambda: page.get_by_role("button", name="获取验证码").click())
    expect(page.get_by_text("验证码已发出")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("秒后可重新获取"))).to_be_disabled()
    page.get_by_label("短信验证码").fill(re.findall(r"\d{6}", said)[0])


def link_in(letter: str) -> str:
    """The link a letter brings."""
    return re.findall(r"http\S+", letter)[0]


def sign_up(page: Page, site: Site, who: Newcomer) -> None:
    """All three steps."""
    open_sign_up(page, site)
    fill_in(page, site, who)
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("邮箱").fill(who.email)
    letter = site.sink.next_mail(who.email, lambda: page.get_by_role("button", name="注册").click())
    page.goto(link_in(letter))
    expect(page.get_by_text("激活成功，3秒后跳转到登录界面")).to_be_visible()


def sign_in(page: Page, site: Site, typed: str, password: str = PASSWORD) -> None:
    """At the hall's door."""
    page.goto(f"{site.url}{HALL}/sign-in/")
    fill_sign_in(page, site, typed, password)


def mine(page: Page) -> None:
    """【个人中心】 under one's own name."""
    page.get_by_text("我的账户：").locator("..").click()
    page.get_by_role("link", name="个人中心").first.click()
    expect(page.get_by_role("heading", name="个人信息管理")).to_be_visible()


def test_H03_what_is_wrong_is_said_as_one_leaves_the_field(site: Site, another: Enter) -> None:
    """Red when hints wait for 【下一步】, or are not read out."""
    page, who = another(), Newcomer()
    open_sign_up(page, site)
    seen(page, "H03-empty")
    for label, typed, words in (
        ("用户名", "zhouxiaoman", "已有人使用"),
        ("证件号", "500103199001011234", "校验位"),
        ("手机号", "1371", "11 位手机号"),
    ):
        page.get_by_label(label).fill(typed)
        page.keyboard.press("Tab")
        expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible()
    seen(page, "H03-hints")
    page.get_by_label("用户名").fill(who.username)
    page.keyboard.press("Tab")
    expect(page.locator("#login-problem")).to_be_empty()
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text("请阅读并同意《网上办事大厅用户注册协议》")).to_be_visible()
    seen(page, "H03-missing")


def test_H03_H04_H05_a_person_signs_up_and_comes_in(site: Site, another: Enter) -> None:
    """Red when 【上一步】 loses something, the letter does not come, or its link does not open an account."""
    page, who = another(), Newcomer()
    open_sign_up(page, site)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="《网上办事大厅用户注册协议》").click()
    expect(opened.value.get_by_role("heading", name="网上办事大厅用户注册协议")).to_be_visible()
    seen(opened.value, "H03-agreement")
    opened.value.close()
    fill_in(page, site, who)
    seen(page, "H03-filled")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", name="激活邮箱")).to_be_visible()
    seen(page, "H04-mailbox")
    page.get_by_role("link", name="上一步").click()
    expect(page.get_by_label("证件号")).to_have_value(who.document)
    expect(page.get_by_label("所在地：县")).to_have_value("510104")
    expect(page.get_by_text("这个手机号已经验证")).to_be_visible()
    seen(page, "H04-back")
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("邮箱").fill(who.email)
    letter = site.sink.next_mail(who.email, lambda: page.get_by_role("button", name="注册").click())
    expect(page.get_by_text("即将注册成功，请进入邮箱点击激活连接激活账户！")).to_be_visible()
    seen(page, "H04-sent")
    assert "48 小时" in letter
    page.goto(link_in(letter))
    expect(page.get_by_text("激活成功，3秒后跳转到登录界面")).to_be_visible()
    seen(page, "H05-activated")
    page.wait_for_url(f"**{HALL}/sign-in/")
    sign_in(page, site, who.phone)
    page.wait_for_url(f"**{HALL}/")
    assert Account.objects.get(username=who.username).personal
    seen(page, "H05-home")
    page.goto(link_in(letter))
    expect(page.get_by_role("heading", name="账户已经激活")).to_be_visible()
    seen(page, "H05-old-link")


def test_H06_H07_a_person_looks_after_their_account(site: Site, another: Enter) -> None:
    """Red when the number stands there whole, or another browser stays in after the password was changed."""
    page, elsewhere, who = another(), another(), Newcomer()
    sign_up(page, site, who)
    for each in (page, elsewhere):
        sign_in(each, site, who.username)
        each.wait_for_url(f"**{HALL}/")
    mine(page)
    expect(page.get_by_text(f"50*************{who.document[-3:]}")).to_be_visible()
    expect(page.get_by_text("林*", exact=True)).to_be_visible()
    seen(page, "H06-profile")
    page.get_by_role("link", name="编辑").click()
    page.get_by_label("女").check()
    page.get_by_label("联系地址").fill("滨江路 1 号")
    page.get_by_label("所在地区：省").select_option("重庆市")
    page.get_by_label("所在地区：市").select_option("渝中区")
    seen(page, "H06-editing")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("保存成功")).to_be_visible()
    expect(page.get_by_text("重庆市 渝中区")).to_be_visible()
    seen(page, "H06-saved")
    page.locator("dl").get_by_role("link", name="修改密码").click()
    page.get_by_label("原密码").fill(PASSWORD)
    page.get_by_label("新密码", exact=True).fill("calm lake 2027")
    page.get_by_label("确认新密码").fill("calm lake 2027")
    seen(page, "H07-password")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("密码修改成功")).to_be_visible()
    elsewhere.goto(f"{site.url}/me/profile/")
    elsewhere.wait_for_url("**/sign-in/**")


def test_H08_phone_and_mailbox_change_once_the_new_ones_are_proven(site: Site, another: Enter) -> None:
    """Red when the old ones are not told, or the mailbox changes before its link was followed."""
    page, who, fresh = another(), Newcomer(), Newcomer()
    sign_up(page, site, who)
    sign_in(page, site, who.username)
    mine(page)
    page.get_by_role("link", name="变更手机号码").last.click()
    prove_phone(page, site, fresh.phone, "新手机号")
    page.get_by_label("登录密码").fill(PASSWORD)
    seen(page, "H08-phone")
    told = site.sink.next_sms(who.phone, lambda: page.get_by_role("button", name="保存").click())
    assert "手机号已更换" in told
    expect(page.get_by_text("手机号已更换")).to_be_visible()
    page.get_by_role("link", name="修改电子邮箱").last.click()
    page.get_by_label("新邮箱").fill(fresh.email)
    page.get_by_label("登录密码").fill(PASSWORD)
    seen(page, "H08-mailbox")
    letter = site.sink.next_mail(fresh.email, lambda: page.get_by_role("button", name="发送确认邮件").click())
    assert Account.objects.get(username=who.username).email == who.email
    told = site.sink.next_mail(who.email, lambda: page.goto(link_in(letter)))
    assert "已更换" in told
    expect(page.get_by_text("电子邮箱已更换")).to_be_visible()
    seen(page, "H08-changed")
    assert Account.objects.get(username=who.username).email == fresh.email


def test_H06_a_person_takes_everything_along_and_closes_the_account(site: Site, another: Enter) -> None:
    """Red when the file is not everything, or the account still opens."""
    page, who = another(), Newcomer()
    sign_up(page, site, who)
    sign_in(page, site, who.username)
    mine(page)
    page.get_by_role("link", name="下载信息和注销").click()
    seen(page, "H06-data")
    page.get_by_label("登录密码", exact=False).first.fill(PASSWORD)
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载", exact=True).click()
    assert who.document in saved.value.path().read_text()
    page.get_by_label("登录密码，确认是您本人").fill(PASSWORD)
    page.get_by_label("我知道注销以后不能恢复").check()
    page.get_by_role("button", name="注销账户").click()
    expect(page.get_by_text("账户已注销")).to_be_visible()
    sign_in(page, site, who.username)
    expect(page.get_by_role("alert")).to_contain_text("账户或密码不对")


def test_H20_back_shows_nothing_after_leaving(site: Site, another: Enter) -> None:
    """Red when a personal page may be stored."""
    page, who = another(), Newcomer()
    sign_up(page, site, who)
    sign_in(page, site, who.username)
    mine(page)
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_text("您已退出")).to_be_visible()
    seen(page, "H20-out")
    page.go_back()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    expect(page.get_by_text(f"50*************{who.document[-3:]}")).to_have_count(0)


def test_H03_after_some_codes_from_an_address_a_person_answers_a_captcha(site: Site, another: Enter) -> None:
    """Red when the page that comes back with a captcha has lost what was typed, the password too, or the code does not come."""
    page, who = another(), Newcomer()
    open_sign_up(page, site)
    page.locator("#login").fill(who.username)
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.locator("#phone").fill(who.phone)
    for number in range(phone_codes.FREE_OF_AN_ADDRESS):
        phone, session = f"1371111000{number}", f"walk {number}"
        phone_codes.send(phone=phone, purpose=signing_up.PURPOSE, session=session, by=visitor("127.0.0.1"))
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_role("alert").filter(has_text="请输入验证码")).to_be_visible()
    expect(page.locator("#login")).to_have_value(who.username)
    expect(page.get_by_text("密码已设置")).to_be_visible()
    seen(page, "H03-captcha")
    page.locator("#captcha").fill(site.sink.captcha(page.input_value("input[name=captcha_key]")))
    said = site.sink.next_sms(who.phone, lambda: page.get_by_role("button", name="获取验证码").click())
    assert "用于注册账户" in said
    expect(page.get_by_text("验证码已发出")).to_be_visible()


def test_H03_works_without_script(site: Site, another: Enter) -> None:
    """Red when a button without script loses what was typed, the password too."""
    page, who = another(), Newcomer()
    context = page.context.browser.new_context(java_script_enabled=False, locale="zh-CN")  # type: ignore[union-attr]
    page = context.new_page()
    open_sign_up(page, site)
    page.locator("#login").fill(who.username)
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.locator("#name").fill("林甜")
    page.locator("#number").fill(who.document)
    for label, name in (("省", "四川省"), ("市", "成都市"), ("县", "锦江区")):
        page.get_by_label(f"所在地：{label}").select_option(name)
        page.get_by_role("button", name="列出下一级").click()
    page.locator("#phone").fill(who.phone)
    said = site.sink.next_sms(who.phone, lambda: page.get_by_role("button", name="获取验证码").click())
    page.locator("#code").fill(re.findall(r"\d{6}", said)[0])
    page.get_by_label("已阅读").check()
    page.get_by_role("button", name="下一步").click()
    page.locator("#email").fill(who.email)
    letter = site.sink.next_mail(who.email, lambda: page.get_by_role("button", name="注册").click())
    page.goto(link_in(letter))
    page.get_by_role("button", name="激活").click()
    expect(page.get_by_text("激活成功")).to_be_visible()
    context.close()
