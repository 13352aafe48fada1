"""P02: an enterprise abroad gets its code by the agency's consent; its first-level enterprise hands its slip on."""

import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from banshi.lib.codes import org_code_problem
from banshi.people.models import Organisation
from tests.harness.site import Site
from tests.situations import Group
from tests.walks.applying import attach_and_report, begin
from tests.walks.people import DOOR, As, Enter, a_scan, fill_sign_in, menu, move, pick, seen

NAME = "渝州江南（香港）有限公司"


def apply(page: Page, group: Group, scan: Path) -> None:
    """【境外企业编码】, filled in and reported."""
    begin(page, "境外企业编码")
    page.get_by_label("企业名称").fill(NAME)
    page.get_by_label("国家或地区").fill("中国香港")
    page.get_by_label("注册地址").fill("中环 1 号")
    pick(page, "上级企业", group.codes["second"])
    page.get_by_label("申请理由").fill("新设境外子企业，需要办理产权登记。")
    seen(page, "P02-apply")
    attach_and_report(page, scan)


def approve(page: Page, site: Site) -> None:
    """【待审核】→【审核】→【通过】."""
    page.goto(f"{site.url}/s/property_rights/cases/waiting/")
    page.get_by_role("link", name="审核").filter(has_text="集团").click()
    move(page, "通过")


def test_P02_a_code_is_given_and_its_slip_passed_on(
    site: Site, group: Group, signed_in: As, another: Enter, tmp_path: Path
) -> None:
    """Red when the slip's password does not open the door, or is shown a second time."""
    first, agency = signed_in("孙总管"), signed_in("陈处长")
    expect(menu(first, "分发密码单")).to_be_visible()
    apply(first, group, a_scan(tmp_path))
    approve(agency, site)
    expect(agency.locator("p.status")).to_contain_text("已编码")
    code = Organisation.objects.get(name=NAME).code
    assert code.startswith("JW")
    assert not org_code_problem(code)
    expect(agency.locator(".timeline")).to_contain_text(code)
    seen(agency, "P02-coded")
    password = slip_of(first, code)
    menu(first, "分发密码单").click()
    expect(first.get_by_role("row").filter(has_text=code)).to_contain_text("已领取，等待第一次登录")
    expect(first.locator("main")).not_to_contain_text(password)
    newcomer = another()
    newcomer.goto(site.url + DOOR)
    fill_sign_in(newcomer, site, f"{code[:8]}-{code[8]}".lower(), password)
    expect(newcomer.get_by_role("heading", name="第一次登录")).to_be_visible()


def slip_of(page: Page, code: str) -> str:
    """【分发密码单】→【领取密码单】→【下载密码单】; what it says is what the page showed."""
    menu(page, "分发密码单").click()
    seen(page, "P02-slips")
    page.get_by_role("row").filter(has_text=code).get_by_role("button", name="领取密码单").click()
    expect(page.get_by_role("heading", name="密码单", exact=True)).to_be_visible()
    seen(page, "P02-slip")
    password = page.locator("dd .mono").last.inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载密码单").click()
    assert download.value.suggested_filename == f"密码单-{code}.pdf"
    for said in (NAME, code, password, "/s/property_rights/sign-in/"):
        assert said in words(Path(download.value.path()))
    return password


def words(pdf: Path) -> str:
    """What a PDF says, without its spaces."""
    read = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return "".join(read.split())


def test_P02_nobody_below_the_first_level_hands_out(site: Site, group: Group, signed_in: As) -> None:
    page = signed_in("赵主管")
    expect(menu(page, "分发密码单")).to_have_count(0)
    expect(menu(page, "境外企业编码")).to_have_count(0)
    page.goto(f"{site.url}/s/property_rights/slips/")
    expect(page.locator("main")).to_contain_text("没有找到")
