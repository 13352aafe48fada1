"""Applications of one page, as people make them: begun from the menu, a scan under every material, reported."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.walks.people import menu, move


def begin(page: Page, title: str) -> None:
    """A page of the menu for what nobody files for another, and 【确定】: the form is there."""
    menu(page, title).click()
    page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/form/")


def attach_and_report(page: Page, scan: Path) -> None:
    """【下一步】, the same scan under every material that must be there, and 【上报】."""
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")
    for cell in page.locator("[id^=cell-material-]").all():
        if cell.locator("h3 .must").count():
            cell.locator("input[name=file]").set_input_files(scan)
            expect(cell.get_by_role("link", name=scan.name)).to_be_visible()
    move(page, "上报")
    expect(page.locator("p.status")).to_contain_text("待审核")
