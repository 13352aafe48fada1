"""What people who sign up by themselves do in a browser. Where a walk is about something else, `Newcomer` has signed up without one."""

import re

from django.conf import settings
from playwright.sync_api import Page, expect

from tests.harness.site import Site
from tests.people.newcomers import PACK, PASSWORD, Newcomer
from tests.walks.people import fill_sign_in

HALL = f"/s/{PACK}"


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
    page.get_by_label("证件号").fill(who.number)
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


def at_the_mailbox(page: Page, site: Site, who: Newcomer) -> None:
    """Step 1 is done, in this browser."""
    assert who.first(code=who.ask_code()).status_code == 302
    session = who.client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site.url}])
    page.goto(f"{site.url}{HALL}/sign-up/email/")


def link_in(letter: str) -> str:
    """The link a letter brings."""
    return re.findall(r"http\S+", letter)[0]


def sign_in(page: Page, site: Site, typed: str, password: str = PASSWORD) -> None:
    """At the hall's door."""
    page.goto(f"{site.url}{HALL}/sign-in/")
    fill_sign_in(page, site, typed, password)


def signed_up(site: Site) -> Newcomer:
    """Somebody who has; their code and their letter have arrived, so that whatever comes next is told from them."""
    who = Newcomer()
    site.sink.next_mail(who.email, who.sign_up)
    site.sink.awaited_sms(who.phone)
    return who


def mine(page: Page, site: Site, who: Newcomer) -> None:
    """Who has signed up comes in, and opens 【个人中心】 under their own name."""
    sign_in(page, site, who.username)
    page.wait_for_url(f"**{HALL}/")
    page.get_by_text("我的账户：").locator("..").click()
    page.get_by_role("link", name="个人中心").first.click()
    expect(page.get_by_role("heading", name="个人信息管理")).to_be_visible()
