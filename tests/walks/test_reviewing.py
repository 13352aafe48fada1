"""逐级审核 in a browser: up to the agency (P07, E07), returned (E08), recalled (E06), overtaken (E09)."""

from playwright.sync_api import Page, expect

from banshi.cases.models import Case
from banshi.people import queries as people
from tests.harness.site import Site
from tests.situations import ENTERPRISE, Group, a_case, act
from tests.walks.people import As, menu, move, seen


def open_review(page: Page) -> None:
    """首页 → 待办事项 → 【待审核】 → 【审核】."""
    page.get_by_role("region", name="待办事项").get_by_role("link", name="待审核").click()
    page.get_by_role("link", name="审核", exact=False).filter(has_text="检测公司").click()


def phone_of(group: Group, unit: str) -> str:
    """Where the messages of a unit's people go."""
    return people.accounts_of(group.units[unit], (ENTERPRISE,))[0].phone


def test_P07_E07_every_superior_reviews_and_the_filer_sees_where_it_stands(
    signed_in: As, site: Site, group: Group
) -> None:
    ref = a_case(group, "under_review")
    page = signed_in("李审核")
    page.get_by_role("region", name="待办事项").get_by_role("link", name="待审核").click()
    seen(page, "P07-waiting")
    page.get_by_role("link", name="审核", exact=False).filter(has_text="检测公司").click()
    seen(page, "P07-review")
    page.get_by_role("button", name="通过").click()
    page.get_by_role("button", name="经审核，数据与资料相符，同意。").click()
    seen(page, "P07-opinion")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.locator("p.status")).to_contain_text("交通公司")
    expect(page.get_by_label("最近的意见")).to_contain_text("经审核，数据与资料相符，同意。")
    menu(page, "已审核").click()
    expect(page.get_by_role("row").filter(has_text=ref)).to_contain_text("交通公司")
    for name, following in (("赵主管", "集团"), ("孙总管", "国资委")):
        page = signed_in(name)
        open_review(page)
        move(page, "通过")
        expect(page.locator("p.status")).to_contain_text(following)
    page = signed_in("陈处长")
    open_review(page)
    move(page, "通过")
    expect(page.locator("p.status")).to_contain_text("已登记")
    page = signed_in("王经办")
    page.goto(f"{site.url}/cases/{ref}/")
    expect(page.locator(".timeline").first).to_contain_text("经审核，数据与资料相符，同意。")
    seen(page, "P07-history")


def test_E07_returning_asks_for_an_opinion_and_tells_the_filer(signed_in: As, site: Site, group: Group) -> None:
    """Red when a case can be returned without a word, or the filer hears nothing."""
    ref = a_case(group, "under_review")
    page = signed_in("李审核")
    open_review(page)
    move(page, "退回")
    expect(page.get_by_label("退回意见")).to_be_focused()
    assert Case.objects.get(ref=ref).state == "under_review"
    page.get_by_label("退回意见").fill("验资报告缺最后一页。")
    seen(page, "E07-return")
    told = site.sink.next_sms(
        phone_of(group, "fourth"), lambda: page.get_by_role("dialog").get_by_role("button", name="确定").click()
    )
    assert "验资报告缺最后一页。" in told
    filer = signed_in("王经办")
    filer.get_by_role("link", name="通知").first.click()
    expect(filer.get_by_role("link", name="验资报告缺最后一页。")).to_be_visible()
    seen(filer, "E07-notices")
    filer.get_by_role("button", name="全部标为已读").click()
    expect(filer.get_by_text("未读", exact=True)).to_have_count(0)
    for each in (page, filer):
        each.goto(f"{site.url}/cases/{ref}/")
        expect(each.locator(".timeline")).to_contain_text("验资报告缺最后一页。")
        expect(each.locator(".timeline li")).to_have_count(3)


def test_E08_a_returned_case_shows_its_opinion_and_becomes_editable_again(signed_in: As, group: Group) -> None:
    a_case(group, "returned")
    page = signed_in("王经办")
    page.get_by_role("region", name="待办事项").get_by_role("link", name="已退回").click()
    page.get_by_role("link", name="查看").click()
    expect(page.get_by_label("最近的意见")).to_contain_text("请补充公司章程。")
    seen(page, "E08-returned")
    page.get_by_role("button", name="重新上报").click()
    expect(page.get_by_text("可以修改了")).to_be_visible()
    expect(page.get_by_label("最近的意见")).to_contain_text("请补充公司章程。")
    expect(page.locator("#cell-address")).to_be_editable()
    seen(page, "E08-form")


def test_E06_a_report_is_recalled_until_somebody_has_acted(signed_in: As, site: Site, group: Group) -> None:
    ref = a_case(group, "under_review")
    page, late = signed_in("王经办"), signed_in("王经办")
    for each in (page, late):
        each.goto(f"{site.url}/cases/{ref}/")
    page.get_by_role("button", name="撤回").click()
    seen(page, "E06-recall")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.locator("#cell-address")).to_be_editable()
    seen(page, "E06-draft")
    act(group, "王经办", ref, "report")
    act(group, "李审核", ref, "approve")
    move(late, "撤回")
    expect(late.get_by_role("alert")).to_contain_text("李审核")
    seen(late, "E06-too-late")
    assert Case.objects.get(ref=ref).state == "under_review"


def test_E09_the_second_of_two_reviewers_gets_a_clear_message_and_the_fresh_state(
    signed_in: As, site: Site, group: Group
) -> None:
    ref = a_case(group, "under_review")
    first, second = signed_in("李审核"), signed_in("李审核")
    for page in (first, second):
        page.goto(f"{site.url}/cases/{ref}/review/")
    move(first, "通过")
    second.get_by_role("button", name="退回").click()
    second.get_by_label("退回意见").fill("附件不清晰。")
    second.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(second.get_by_role("alert")).to_contain_text("李审核")
    expect(second.get_by_text("附件不清晰。")).to_be_visible()
    expect(second.locator("p.status")).to_contain_text("交通公司")
    expect(second.locator(".timeline li")).to_have_count(3)
    seen(second, "E09-overtaken")
