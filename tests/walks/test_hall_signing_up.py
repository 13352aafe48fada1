"""H03–H05: a person signs up, walked in a browser."""

import re

from playwright.sync_api import expect

from banshi.lib.actor import visitor
from banshi.people.models import Account
from banshi.people.persons import signing_up
from banshi.people.signing_in import phone_codes
from tests.harness.site import Site
from tests.people.newcomers import PASSWORD, Newcomer
from tests.walks.newcomers import HALL, at_the_mailbox, fill_in, link_in, open_sign_up, sign_in
from tests.walks.people import Enter, seen


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


def test_H03_a_person_says_who_they_are(site: Site, another: Enter) -> None:
    """Red when the agreement cannot be read first, or a sound first page does not lead on."""
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
    expect(page.get_by_label("所在地：县")).to_have_value("510104")


def test_H04_a_letter_goes_to_the_mailbox(site: Site, another: Enter) -> None:
    """Red when 【上一步】 loses something, or the letter does not come."""
    page, who = another(), Newcomer()
    at_the_mailbox(page, site, who)
    page.get_by_role("link", name="上一步").click()
    expect(page.get_by_label("证件号")).to_have_value(who.number)
    expect(page.get_by_label("所在地：市")).to_have_value("500103")
    expect(page.get_by_text("这个手机号已经验证")).to_be_visible()
    seen(page, "H04-back")
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("邮箱").fill(who.email)
    letter = site.sink.next_mail(who.email, lambda: page.get_by_role("button", name="注册").click())
    expect(page.get_by_text("即将注册成功，请进入邮箱点击激活连接激活账户！")).to_be_visible()
    seen(page, "H04-sent")
    assert "48 小时" in letter
    assert link_in(letter).startswith(f"{site.url}{HALL}/")


def test_H02_who_has_no_account_finds_where_people_sign_up(site: Site, another: Enter) -> None:
    """Red when the doors of all systems look alike, or that of one in which people file for their units offers no way to sign up."""
    page = another()
    page.goto(f"{site.url}/sign-in/")
    seen(page, "H02-choose")
    page.get_by_role("link", name=re.compile("^登录.*测绘地理信息行政许可")).click()
    seen(page, "H02-door-of-a-unit")
    page.get_by_role("main").get_by_role("link", name="注册", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url == f"{site.url}{HALL}/sign-up/"


def test_H05_the_link_opens_the_account(site: Site, another: Enter) -> None:
    """Red when the link does not open an account, or an old one says nothing."""
    page, who = another(), Newcomer()
    at_the_mailbox(page, site, who)
    page.get_by_label("邮箱").fill(who.email)
    page.get_by_role("button", name="注册").click()
    expect(page.get_by_text("即将注册成功")).to_be_visible()
    link = site.url + who.link()
    page.goto(link)
    expect(page.get_by_text("激活成功，3秒后跳转到登录界面")).to_be_visible()
    seen(page, "H05-activated")
    page.wait_for_url(f"**{HALL}/sign-in/")
    sign_in(page, site, who.phone)
    page.wait_for_url(f"**{HALL}/")
    assert Account.objects.get(username=who.username).personal
    seen(page, "H05-home")
    page.goto(link)
    expect(page.get_by_role("heading", name="账户已经激活")).to_be_visible()
    seen(page, "H05-old-link")


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
    page.locator("#number").fill(who.number)
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
