"""找回密码, and the code on a new device, walked in a browser."""

import re

from playwright.sync_api import Page, expect

from banshi.people.signing_in import passwords
from tests.harness.site import Site
from tests.walks.newcomers import HALL, link_in, signed_up
from tests.walks.people import DOOR, Enter, fill_sign_in, seen

NEW = "江边慢跑的人 4711"


def choose(page: Page, site: Site, phone: str) -> str:
    """A new password, twice; what the phone is told of it."""
    page.get_by_label("新密码", exact=True).fill(NEW)
    page.get_by_label("确认新密码").fill(NEW)
    told = site.sink.next_sms(phone, lambda: page.get_by_role("button", name="确定").click())
    expect(page.get_by_text("请用新密码登录")).to_be_visible()
    return told


def test_E16_who_forgot_the_password_chooses_another_by_phone(site, group, another):
    """Red when a step is missing, or the new password does not open."""
    page, account = another(), group.account("王经办")
    page.goto(site.url + DOOR)
    page.get_by_role("link", name="找回密码").click()
    seen(page, "E16-recover")
    page.get_by_label("用户名").fill(account.username)
    page.fill("#captcha", site.sink.captcha(page.input_value("input[name=captcha_key]")))
    said = site.sink.next_sms(account.phone, lambda: page.get_by_role("button", name="获取短信验证码").click())
    seen(page, "E16-code")
    page.get_by_label("短信验证码").fill(re.findall(r"\d{6}", said)[0])
    page.get_by_role("button", name="下一步").click()
    seen(page, "E16-password")
    assert "重新设置" in choose(page, site, account.phone)
    fill_sign_in(page, site, account.username, NEW)
    page.wait_for_url("**/s/property_rights/")


def test_E16_who_forgot_the_password_chooses_another_by_mailbox(site: Site, another: Enter) -> None:
    """Red when a letter of the minute before (here of the sign-up) keeps this one back, or its link does not set a password."""
    who, page = signed_up(site), another()
    page.goto(f"{site.url}{HALL}/sign-in/")
    page.get_by_role("link", name="找回密码").click()
    page.get_by_label("用户名").fill(who.phone)
    page.fill("#captcha", site.sink.captcha(page.input_value("input[name=captcha_key]")))
    seen(page, "E16-mail-recover")
    letter = site.sink.next_mail(who.email, lambda: page.get_by_role("button", name="发送邮件").click())
    expect(page.get_by_text("如果这个账户存在并验证过邮箱，邮件已发到该邮箱")).to_be_visible()
    seen(page, "E16-mail-sent")
    page.goto(link_in(letter))
    seen(page, "E16-mail-password")
    assert "邮箱验证" in choose(page, site, who.phone)
    fill_sign_in(page, site, who.username, NEW)
    page.wait_for_url(f"**{HALL}/")
    page.goto(link_in(letter))
    expect(page.get_by_role("heading", name="链接已经失效")).to_be_visible()
    seen(page, "E16-mail-old-link")


def test_E17_a_superior_unit_shows_its_phone_on_a_new_device(site, group, another):
    """Red when the code is not asked for, or does not reach the phone."""
    page, account = another(), group.account("李审核")
    page.goto(site.url + DOOR)
    password = passwords.demo(account.username)
    said = site.sink.next_sms(account.phone, lambda: fill_sign_in(page, site, account.username, password))
    expect(page.get_by_role("heading", name="新设备验证")).to_be_visible()
    page.get_by_label("短信验证码").fill("000000")
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_role("alert")).to_contain_text("验证码不对")
    seen(page, "E17-new-device")
    page.get_by_label("短信验证码").fill(re.findall(r"\d{6}", said)[0])
    page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/s/property_rights/")
