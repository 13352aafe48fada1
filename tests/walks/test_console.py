"""The auditor finds who did what, when and from where, and has the log proved (E14)."""

from playwright.sync_api import expect

from tests.harness.site import Site
from tests.situations import Group, a_case
from tests.walks.people import Enter, administrate, seen, sign_in

PROVING = 60_000  # milliseconds the worker may need on a busy machine


def test_E14_the_auditor_finds_a_case_a_person_and_an_event(site: Site, group: Group, another: Enter) -> None:
    """Red when the log is searched by internal keys only."""
    ref = a_case(group, "returned")
    sign_in(another(), site, group, "王经办")
    page = another()
    administrate(page, site, "auditor")
    page.get_by_label("办件、证照、单位或账户").fill(ref)
    page.get_by_role("button", name="查询").click()
    expect(page.locator("#found tbody tr").last).to_contain_text("新建占有登记")
    page.locator("#found details summary").first.click()
    seen(page, "E14-case")
    page.get_by_label("做了什么").select_option("退回")
    page.get_by_role("button", name="查询").click()
    expect(page.locator("#found tbody tr")).to_have_count(1)
    expect(page.locator("#found")).to_contain_text(ref)
    page.get_by_role("link", name="清除").click()
    page.get_by_label("谁").fill(group.names["王经办"])
    page.get_by_label("做了什么").select_option("account:signed_in")
    page.get_by_role("button", name="查询").click()
    line = page.locator("#found tbody tr").first
    for told in ("王经办", "127.0.0.1", "登录"):
        expect(line).to_contain_text(told)
    seen(page, "E14-log")
    page.get_by_label("谁").fill("何人")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("没有姓名或用户名与“何人”相符的账户")).to_be_visible()


def test_E14_the_auditor_has_the_log_proved(site: Site, group: Group, another: Enter) -> None:
    page = another()
    administrate(page, site, "auditor")
    page.get_by_role("link", name="核验日志").click()
    page.get_by_role("button", name="核验").click()
    expect(page.get_by_text("核验通过").first).to_be_visible(timeout=PROVING)
    seen(page, "E14-proof")
    assert "核验通过" in site.banshi("verify")
