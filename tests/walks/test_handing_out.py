"""The security administrator hands out the first accounts of many units with one press (E13)."""

from pathlib import Path

from playwright.sync_api import expect

from banshi.lib import spreadsheets
from banshi.lib.actor import SYSTEM
from banshi.lib.codes import org_code_check
from banshi.people import actions as people
from tests.harness.site import Site
from tests.situations import Group, a_code
from tests.walks.people import Enter, administrate, fill_sign_in, seen

WORKING = 60_000  # milliseconds the worker may need on a busy machine


def units_without_accounts() -> list[str]:
    """Two units nobody can sign in for; the check character of the second one's code is wrong."""
    root = people.add_unit(name="图书馆", code=a_code(), tree="library_card", by=SYSTEM)
    good, first = a_code(), a_code()[:8]
    wrong = next(each for each in "0123456789" if each != org_code_check(first))
    for code in (good, first + wrong):
        people.add_unit(name=f"渝州{code}中学", code=code, tree="library_card", parent=root, by=SYSTEM)
    return [good, first + wrong]


def test_E13_accounts_of_many_units_are_handed_out_with_one_press(
    site: Site, group: Group, another: Enter, tmp_path: Path
) -> None:
    """Red when the page waits for a reload, or when a slip does not let its unit in."""
    good, wrong = units_without_accounts()
    page = another()
    administrate(page, site, "security_admin")
    page.goto(f"{site.url}/console/accounts/issue/")
    option = page.get_by_label("角色").first.locator("option", has_text="借书证 · 申请单位")
    page.get_by_label("角色").first.select_option(value=option.get_attribute("value"))
    page.get_by_role("button", name="批量发放账户").click()
    expect(page.get_by_role("status")).to_contain_text("已发放", timeout=WORKING)
    expect(page.get_by_role("row", name=wrong)).to_contain_text("校验")
    seen(page, "E13-handed-out")
    page.goto(f"{site.url}/console/accounts/")
    seen(page, "E13-slips-wait")
    page.get_by_role("link", name="的批量发放账户").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载密码单（Excel）").click()
    saved.value.save_as(book := tmp_path / "slips.xlsx")
    slip = next(row for row in spreadsheets.read(book.read_bytes()) if row[1] == good)
    page.reload()
    expect(page.get_by_text("密码单已经下载")).to_be_visible()
    newcomer = another()
    newcomer.goto(f"{site.url}/s/library_card/sign-in/")
    fill_sign_in(newcomer, site, slip[1], slip[2])
    expect(newcomer.get_by_label("新密码", exact=True)).to_be_visible()
