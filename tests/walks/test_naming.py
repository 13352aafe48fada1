"""P08: who files for whom. A first-level enterprise has one of its units file for another, and the agency agrees."""

from playwright.sync_api import Page, expect

from banshi.people.models import Naming
from tests.harness.site import Site
from tests.situations import Group
from tests.walks.people import As, pick, seen


def apply(page: Page, group: Group, *, wish: str) -> None:
    """【指定填报单位】, filled in and reported."""
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="指定填报单位").click()
    page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/form/")
    page.get_by_role("radio", name=wish, exact=True).check()
    pick(page, "被填报单位", group.codes["fourth"])
    pick(page, "填报单位", group.codes["second"])
    page.get_by_label("申请理由").fill("该企业没有专职财务人员。")


def offered(page: Page, site: Site) -> list[str]:
    """The codes of the units the opening page of 占有登记 offers."""
    page.goto(f"{site.url}/s/property_rights/start/occupy/")
    return [text.split()[-1] for text in page.locator("input[name=unit] + label").all_inner_texts()]


def test_P08_a_unit_is_named_to_file_for_another_and_the_naming_ends(site: Site, group: Group, signed_in: As) -> None:
    first, second, agency = signed_in("孙总管"), signed_in("赵主管"), signed_in("陈处长")
    own, other = group.codes["second"], group.codes["fourth"]
    assert offered(second, site) == [own]
    expect(second.get_by_role("link", name="指定填报单位")).to_have_count(0)
    for step, wish, expected in (("P08-name", "指定", {own, other}), ("P08-unname", "取消指定", {own})):
        apply(first, group, wish=wish)
        seen(first, step)
        first.get_by_role("button", name="下一步").click()
        expect(first.get_by_text("该企业没有专职财务人员。")).to_be_visible()
        expect(first.get_by_role("link", name="打印填报表")).to_be_visible()
        seen(first, f"{step}-filled")
        first.get_by_role("link", name="上报").click()
        first.get_by_role("button", name="确定").click()
        expect(first.locator("p.status")).to_contain_text("待审核")
        agency.goto(f"{site.url}/s/property_rights/cases/waiting/")
        agency.get_by_role("link", name="审核").filter(has_text="集团").click()
        agency.get_by_role("button", name="通过").click()
        agency.get_by_role("dialog").get_by_role("button", name="确定").click()
        expect(agency.locator("p.status")).to_contain_text("已同意")
        assert set(offered(second, site)) == expected
    assert Naming.objects.get().until is not None
