"""Looking round: the manual to download (P12), a list searched and paged in place, and what is nobody else's business (E12)."""

import re
from pathlib import Path

from playwright.sync_api import expect

from banshi.people.signing_in import passwords
from tests.harness.site import Site
from tests.situations import Group, a_case
from tests.walks.people import DOOR, As, Enter, fill_sign_in, menu, seen, sign_out

# Beside a manual the agency has published the printed guide goes by its own name.
PRINTED = re.compile("下载用户手册（PDF）|办事指南（PDF）")


def test_P12_the_manual_is_read_and_downloaded_from_the_home_page(signed_in: As) -> None:
    page = signed_in("王经办")
    help_here = page.get_by_role("region", name="帮助")
    with page.expect_download() as download:
        page.get_by_role("region", name="用户手册").get_by_role("link", name=PRINTED).click()
    assert download.value.suggested_filename == "产权登记管理信息系统 用户手册.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    help_here.get_by_role("link", name="办事指南").click()
    expect(page.get_by_role("article")).to_contain_text("占有登记")
    shown = page.get_by_role("article").get_by_role("img").all()
    assert shown
    assert all(each.evaluate("image => image.decode().then(() => true)") for each in shown)
    seen(page, "P12-help")


def test_a_list_is_searched_in_place_and_back_brings_the_whole_list(signed_in: As, group: Group) -> None:
    """Red when the page is loaded anew, or the address does not follow the search."""
    ref = a_case(group, "under_review")
    page = signed_in("王经办")
    menu(page, "我的办件").click()
    page.evaluate("window.stayed = true")
    for text, count in (("没有这样的单位", 0), (ref, 1)):
        page.get_by_label("单位名称或办件编号").fill(text)
        page.get_by_role("button", name="查询").click()
        expect(page.locator("#found tbody tr")).to_have_count(count)
        assert page.evaluate("window.stayed")
    assert ref in page.url
    seen(page, "list-searched")
    page.go_back()
    expect(page.locator("#found")).to_contain_text("没有符合条件的办件")


def test_a_list_that_cannot_come_in_place_opens_the_page_that_says_why(signed_in: As, another: Enter) -> None:
    """Red when a search after the session has ended leaves an empty list."""
    page = signed_in("王经办")
    menu(page, "我的办件").click()
    page.context.clear_cookies()
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()


def test_E12_somebody_elses_address_is_not_found(signed_in: As, site: Site, group: Group) -> None:
    ref = a_case(group, "under_review")
    page = signed_in("张旁人")
    for address in ("", "form/", "materials/", "review/", "print/filled/", "files/1/", "moves/approve/"):
        answer = page.goto(f"{site.url}/cases/{ref}/{address}")
        assert answer
        assert answer.status == 404, address
        expect(page.get_by_role("main")).not_to_contain_text("检测公司")
    expect(page.get_by_role("alert")).to_contain_text("没有找到")
    seen(page, "E12-not-found")
    sign_out(page)


def test_P01_a_code_whose_check_digit_is_wrong_opens_nothing(another: Enter, site: Site, group: Group) -> None:
    code = group.names["王经办"]
    wrong = code[:8] + ("0" if code[8] != "0" else "1")
    page = another()
    page.goto(site.url + DOOR)
    fill_sign_in(page, site, wrong, passwords.demo(code))
    expect(page.get_by_role("alert")).to_be_visible()
    seen(page, "P01-wrong-code")
