"""What a filer is told in a browser before anything is reported: the hints of the checks, and what is under way already."""

from playwright.sync_api import expect

from banshi.packs.land_assets.tests.conftest import As
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_unit, act
from banshi.packs.land_assets.tests.test_walk_units import row
from tests.situations import a_code
from tests.walks.people import menu, seen


def test_L11_the_hints_stand_on_the_form_and_once_more_before_the_report(at_work: As, land: Province) -> None:
    """Red when a hint does not lead to its cell."""
    own = f"湘（2019）4302不动产权第{a_code()}号"  # nobody's but its own: no hint of a number that another has
    a_parcel(land, doc_no=own, right_holder="另一家公司", usage="闲置", idle_since="2020-01-01", idle_reason="企业原因")
    page = at_work("王经办")
    menu(page, "地块信息填报").click()
    row(page, "地块 01").get_by_role("link", name="上报").click()
    hints = page.get_by_role("region", name="系统核对：请留意")
    expect(hints.get_by_role("listitem")).to_have_count(2)
    seen(page, "L11-hints")
    hints.get_by_role("link", name="闲置").click()
    expect(page.locator("#cell-idle_since")).to_be_visible()
    expect(hints.get_by_role("listitem")).to_have_count(2)
    seen(page, "L11-hints-on-the-form")


def test_L05_who_begins_again_is_offered_what_is_under_way(at_work: As, land: Province) -> None:
    """Red when the button makes another draft without a word."""
    waiting, draft = a_unit(land), a_unit(land)
    act(land, "王经办", waiting, "report")
    page = at_work("王经办")
    expect(page.get_by_role("region", name="地块")).to_contain_text("不能上报地块")
    page.get_by_role("link", name="补充用地单位信息").click()
    expect(page.get_by_text("同时只能办理一件")).to_be_visible()
    seen(page, "L05-under-way")
    page.get_by_role("link", name=draft).click()
    page.wait_for_url(f"**/cases/{draft}/form/")
