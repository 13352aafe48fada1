"""H06–H08, H20: a person who has signed up looks after their account, and leaves, walked in a browser."""

from pathlib import Path

from playwright.sync_api import expect

from banshi.people.models import Account
from tests.harness.site import Site
from tests.people.newcomers import PACK, PASSWORD, Newcomer
from tests.walks.newcomers import link_in, mine, prove_phone, sign_in, signed_up
from tests.walks.people import Enter, administrate, go_in, seen
from tests.walks.test_hall_disputes import a_picture


def test_H06_a_person_looks_after_what_is_known_of_them(site: Site, another: Enter) -> None:
    """Red when the number stands there whole, or what was changed does not."""
    page, who = another(), signed_up(site)
    mine(page, site, who)
    expect(page.get_by_text(f"50*************{who.number[-3:]}")).to_be_visible()
    expect(page.get_by_text("林*", exact=True)).to_be_visible()
    seen(page, "H06-profile")
    page.get_by_role("link", name="编辑").click()
    page.get_by_label("女").check()
    page.get_by_label("联系地址").fill("滨江路 1 号")
    page.get_by_label("所在地区：省").select_option("四川省")
    page.get_by_label("所在地区：市").select_option("成都市")
    page.get_by_label("所在地区：县").select_option("锦江区")
    seen(page, "H06-editing")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("保存成功")).to_be_visible()
    expect(page.get_by_text("四川省 成都市 锦江区")).to_be_visible()
    seen(page, "H06-saved")


def test_H06_another_name_is_asked_for_and_two_administrators_look(site: Site, another: Enter, tmp_path: Path) -> None:
    """Red when the name stands in the account before both have said yes, or the person does not hear of it."""
    page, security, system, who = another(), another(), another(), signed_up(site)
    mine(page, site, who)
    page.get_by_role("link", name="申请变更").first.click()
    page.get_by_label("姓名").fill("林恬")
    page.get_by_label("证件号", exact=False).fill(who.number)
    page.get_by_label("变更原因").fill("派出所已更正姓名。")
    for side in ("正面", "反面"):
        page.get_by_label(f"证件{side}").set_input_files(a_picture(tmp_path, side))
    seen(page, "H06-renewal")
    told = site.sink.next_sms(who.phone, lambda: page.get_by_role("button", name="提交申请").click())
    assert "申请变更姓名或证件" in told
    page.get_by_role("link", name="申请变更").first.click()
    expect(page.get_by_text("等待管理员核实")).to_be_visible()
    seen(page, "H06-renewal-waits")

    administrate(security, site, "security_admin")
    security.get_by_role("link", name="身份变更").click()
    seen(security, "H06-renewals")
    security.get_by_role("row", name=who.username).get_by_role("link", name="查看").click()
    security.get_by_role("button", name="查看证件").click()
    expect(security.get_by_text(who.number)).to_be_visible()
    seen(security, "H06-renewal-document")
    security.get_by_role("button", name="同意").click()
    administrate(system, site, "system_admin")
    system.get_by_role("link", name="待确认").click()
    piece = system.locator(".piece", has_text=who.username)
    piece.get_by_role("button", name="确认", exact=True).click()
    assert Account.objects.get(username=who.username).name == "林甜"
    security.get_by_role("row", name=who.username).get_by_role("link", name="查看").click()
    told = site.sink.next_sms(who.phone, lambda: security.get_by_role("button", name="办理").click())
    assert "姓名和证件已更新" in told
    expect(security.get_by_text("已办理：账户的姓名和证件已更新")).to_be_visible()
    assert Account.objects.get(username=who.username).name == "林恬"


def test_H07_a_new_password_ends_what_went_on_elsewhere(site: Site, another: Enter) -> None:
    """Red when another browser stays in after the password was changed."""
    page, elsewhere, who = another(), another(), signed_up(site)
    mine(page, site, who)
    go_in(elsewhere, site, who.username, PACK)
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
    page, who, fresh = another(), signed_up(site), Newcomer()
    mine(page, site, who)
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
    page, who = another(), signed_up(site)
    mine(page, site, who)
    page.get_by_role("link", name="下载信息和注销").click()
    seen(page, "H06-data")
    page.get_by_label("登录密码", exact=False).first.fill(PASSWORD)
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载", exact=True).click()
    assert who.number in saved.value.path().read_text()
    page.get_by_label("登录密码，确认是您本人").fill(PASSWORD)
    page.get_by_label("我知道注销以后不能恢复").check()
    page.get_by_role("button", name="注销账户").click()
    expect(page.get_by_text("账户已注销")).to_be_visible()
    sign_in(page, site, who.username)
    expect(page.get_by_role("alert")).to_contain_text("账户或密码不对")


def test_H20_back_shows_nothing_after_leaving(site: Site, another: Enter) -> None:
    """Red when a personal page may be stored."""
    page, who = another(), signed_up(site)
    mine(page, site, who)
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_text("您已退出")).to_be_visible()
    seen(page, "H20-out")
    page.go_back()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    expect(page.get_by_text(f"50*************{who.number[-3:]}")).to_have_count(0)
