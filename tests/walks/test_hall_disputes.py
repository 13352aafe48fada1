"""H09: somebody finds their identity document taken, and gets its number back, walked in a browser."""

import re
from itertools import count
from pathlib import Path

from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from banshi.catalogue import shelf
from banshi.jobs.demo_files import qr_code
from banshi.lib.actor import SYSTEM
from banshi.lib.codes import citizen_id_check
from banshi.people.models import Account
from banshi.people.persons import persons
from banshi.people.persons.persons import Newcomer
from tests.harness.site import Site
from tests.walks.people import Enter, administrate, fill_sign_in, seen

PACK = "account_matters"
HALL = f"/s/{PACK}"
PASSWORD = "quiet lake 2026"
_numbers = count(100)


def a_taker() -> Newcomer:
    """Somebody who has signed up with a document that is not theirs."""
    number = next(_numbers)
    first = f"50010319910101{number}"
    who = Newcomer(
        username=f"taker{number}",
        name="林甜",
        password=make_password(PASSWORD),
        document="111",
        number=first + citizen_id_check(first),
        phone=f"13730000{number}",
        email=f"taker{number}@example.cn",
        region="500103",
    )
    said = shelf.pack(PACK).sign_in.signs_up
    assert said
    persons.enrol(who, PACK, said, by=SYSTEM)
    return who


def a_picture(folder: Path, name: str) -> Path:
    """A side of the document on the person's disk."""
    file = folder / f"{name}.png"
    file.write_bytes(qr_code(f"证件{name}")[0].read())
    return file


def dispute(page: Page, site: Site, taker: Newcomer, phone: str, folder: Path) -> str:
    """From the sign-in page to 【提交申请】; the letter that comes."""
    page.goto(f"{site.url}{HALL}/sign-in/")
    page.get_by_role("link", name="身份证抢注申诉").click()
    page.get_by_label("姓名").fill("林甜")
    page.get_by_label("证件号").fill(taker.number)
    page.get_by_label("手机号").fill(phone)
    said = site.sink.next_sms(phone, lambda: page.get_by_role("button", name="获取验证码").click())
    page.get_by_label("申请原因").fill("证件去年丢失过，没有注册过账户。")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("请选择证件正面的照片")).to_be_hidden()
    expect(page.get_by_text("邮箱地址不对，请核对。")).to_be_visible()
    seen(page, "H09-missing")
    page.get_by_label("短信验证码").fill(re.findall(r"\d{6}", said)[0])
    page.get_by_label("电子邮箱").fill("lintian@example.cn")
    for side in ("正面", "反面"):
        page.get_by_label(f"证件{side}").set_input_files(a_picture(folder, side))
    seen(page, "H09-filled")
    return site.sink.next_mail("lintian@example.cn", lambda: page.get_by_role("button", name="提交申请").click())


def answer(page: Page, site: Site, taker: Newcomer) -> None:
    """Who has the number says something to it."""
    page.goto(f"{site.url}{HALL}/sign-in/")
    fill_sign_in(page, site, taker.username, PASSWORD)
    page.wait_for_url(f"**{HALL}/")
    page.goto(f"{site.url}/me/profile/")
    page.get_by_role("link", name="说明情况").click()
    seen(page, "H09-disputed")
    page.get_by_label("说明", exact=False).fill("注册时记错了号码。")
    page.get_by_role("button", name="提交说明").click()
    expect(page.get_by_text("说明已提交")).to_be_visible()
    seen(page, "H09-answered")


def test_H09_the_number_of_a_taken_document_comes_back(site: Site, another: Enter, tmp_path: Path) -> None:
    """Red when the letter does not come, the holder is not heard, one administrator is enough, or the asker is not told."""
    taker, phone = a_taker(), f"13740000{next(_numbers)}"
    page, security, system = another(), another(), another()
    letter = dispute(page, site, taker, phone, tmp_path)
    expect(page.get_by_text("确认邮件已发到")).to_be_visible()
    seen(page, "H09-asked")
    told = site.sink.next_sms(taker.phone, lambda: page.goto(re.findall(r"http\S+", letter)[0]))
    assert "说明情况" in told
    expect(page.get_by_text("申诉已受理")).to_be_visible()
    seen(page, "H09-brought")
    answer(another(), site, taker)

    administrate(security, site, "security_admin")
    security.get_by_role("link", name="证件申诉").click()
    seen(security, "H09-list")
    security.get_by_role("row", name=taker.username).get_by_role("link", name="查看").click()
    seen(security, "H09-dispute")
    security.get_by_role("button", name="查看证件").click()
    expect(security.get_by_text(taker.number)).to_be_visible()
    seen(security, "H09-document")
    security.get_by_role("button", name="同意").click()
    administrate(system, site, "system_admin")
    system.get_by_role("link", name="待确认").click()
    piece = system.locator(".piece", has_text=taker.username)
    seen(system, "H09-confirm")
    piece.get_by_role("button", name="确认", exact=True).click()
    security.get_by_role("row", name=taker.username).get_by_role("link", name="查看").click()
    told = site.sink.next_sms(phone, lambda: security.get_by_role("button", name="办理").click())
    assert "证件号已释放" in told
    expect(security.get_by_text("已办理：证件号已释放")).to_be_visible()
    assert not Account.objects.get(username=taker.username).is_active
