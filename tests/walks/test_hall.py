"""What anybody finds without signing in (E01)."""

from playwright.sync_api import Page, expect

from banshi.catalogue import actions as catalogue
from banshi.catalogue import shelf
from banshi.lib.actor import SYSTEM
from tests.harness.site import Site
from tests.situations import Group
from tests.walks.people import seen

PACK = "property_rights"


def test_E01_the_public_home_leads_to_everything(site: Site, group: Group, browser_page: Page) -> None:
    """Red when a link of the home leads nowhere."""
    pack = shelf.pack(PACK)
    catalogue.set_opening(PACK, "cancel", {"stopped": "是"}, by=SYSTEM)
    page = browser_page
    page.goto(site.url)
    door = page.get_by_role("article", name=pack.title)
    expect(door.get_by_role("list", name="可以办理的事项")).to_contain_text("注销登记暂不受理")
    seen(page, "E01-home")
    for link, heading in (("办事指南", "办事指南"), ("常见问题", "常见问题"), ("公告", "公告")):
        door.get_by_role("link", name=link).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        page.goto(site.url)
    with page.expect_download() as download:
        door.get_by_role("link", name="下载用户手册").click()
    assert download.value.suggested_filename == f"{pack.title} 用户手册.pdf"
    page.get_by_role("link", name="登记证、登记表可以在网上核验").click()
    expect(page.get_by_role("article")).to_contain_text("不用登录")
    page.goto(site.url + f"/help/{PACK}/faqs/")
    page.locator("summary").first.click()
    seen(page, "E01-faqs")
    catalogue.set_opening(PACK, "cancel", {"stopped": "否"}, by=SYSTEM)
