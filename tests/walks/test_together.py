"""E04: a draft goes on on another device; and two who have it open at once never overwrite each other unseen."""

from playwright.sync_api import expect

from banshi.cases.models import Case
from tests.harness.site import Site
from tests.situations import Group, a_case
from tests.walks.people import As, seen


def test_E04_a_draft_goes_on_on_another_device_to_the_last_cell(signed_in: As, site: Site, group: Group) -> None:
    ref = a_case(group, clean=False)
    here = signed_in("王经办")
    here.goto(f"{site.url}/cases/{ref}/form/")
    here.fill("#cell-legal_representative", "钱代表")
    here.get_by_role("button", name="增加一行").first.click()
    here.locator("#table-investors tbody input[name$='/name']").fill("渝州桥梁公司")
    here.locator("#cell-address").fill("渝州市滨江路 18 号")
    here.keyboard.press("Tab")
    expect(here.locator("#saved")).to_contain_text("已保存")
    there = signed_in("王经办")
    there.goto(f"{site.url}/cases/{ref}/form/")
    expect(there.locator("#cell-legal_representative")).to_have_value("钱代表")
    expect(there.locator("#table-investors tbody input[name$='/name']")).to_have_value("渝州桥梁公司")
    expect(there.locator("#cell-address")).to_have_value("渝州市滨江路 18 号")


def test_E04_the_second_of_two_in_one_draft_sees_what_the_first_changed(
    signed_in: As, site: Site, group: Group
) -> None:
    """Red when the whole form is written back, or what the second typed is lost."""
    ref = a_case(group)
    first, second = signed_in("王经办"), signed_in("王经办")
    for page in (first, second):
        page.goto(f"{site.url}/cases/{ref}/form/")
    first.fill("#cell-address", "甲路 1 号")
    first.keyboard.press("Tab")
    expect(first.locator("#saved")).to_contain_text("已保存")
    second.fill("#cell-address", "乙路 2 号")
    second.keyboard.press("Tab")
    expect(second.locator("#saved")).to_contain_text("王经办刚刚改了“注册地址”")
    expect(second.locator("#cell-address")).to_have_value("甲路 1 号")
    expect(second.get_by_text("您填的是“乙路 2 号”。")).to_be_visible()
    seen(second, "E04-together")
    second.get_by_role("button", name="改用我填的").click()
    expect(second.locator("#cell-address")).to_have_value("乙路 2 号")
    expect(second.locator("#saved")).to_contain_text("已保存")
    assert Case.objects.get(ref=ref).draft["address"] == "乙路 2 号"


def test_E04_a_window_told_of_a_colleagues_note_shows_it_and_does_not_take_it_back(
    signed_in: As, site: Site, group: Group
) -> None:
    """Red when the older window is given the new version and keeps its old notes on the page: 上一步 then writes them over the others."""
    ref = a_case(group)
    first, second = signed_in("王经办"), signed_in("王经办")
    for page in (first, second):
        page.goto(f"{site.url}/cases/{ref}/materials/")
    first.fill("#articles-number", "1号")
    first.fill("#articles-copies", "3")
    first.keyboard.press("Tab")
    expect(first.locator("#saved")).to_contain_text("已保存")
    second.fill("#articles-number", "2号")
    second.keyboard.press("Tab")
    expect(second.locator("#saved")).to_contain_text("王经办刚刚改了“公司章程”")
    expect(second.locator("#articles-number")).to_have_value("1号")
    expect(second.locator("#articles-copies")).to_have_value("3")
    expect(second.get_by_text("您填的是“2号”。")).to_be_visible()
    seen(second, "E04-together-notes")
    second.get_by_role("button", name="上一步").click()
    second.wait_for_url("**/form/")
    kept = Case.objects.get(ref=ref).notes["articles"]
    assert (kept["number"], kept["copies"]) == ("1号", "3")
