"""S6 as people meet it: half an hour without a request ends a session, and nobody is surprised by it."""

from playwright.sync_api import expect

from tests.harness.site import Site
from tests.situations import Group, a_case
from tests.walks.people import As, seen


def test_S6_the_page_warns_before_the_session_ends_and_goes_on_at_a_press(
    signed_in: As, site: Site, group: Group
) -> None:
    """Red when a save does not count as being there, or the warning comes after the end."""
    ref = a_case(group)
    page = signed_in("王经办")
    page.clock.install()
    page.goto(f"{site.url}/cases/{ref}/form/")
    page.clock.run_for("20:00")
    page.fill("#cell-address", "渝州市滨江路 21 号")
    page.keyboard.press("Tab")
    expect(page.locator("#saved")).to_contain_text("已保存")
    page.clock.run_for("27:00")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.clock.run_for("01:30")
    expect(page.get_by_role("dialog", name="还在吗？")).to_be_visible()
    seen(page, "S6-idle")
    with page.expect_response("**/me/here/"):
        page.get_by_role("button", name="继续使用").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
