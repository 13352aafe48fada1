"""产权登记, walked as the manual tells it: a 占有登记 from sign-in through every superior to a 登记表 that anyone can check."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from banshi.cases.models import Case, Submission
from tests.harness.browser import DESKTOP, assert_accessible, listen, screenshot
from tests.harness.database import House
from tests.harness.site import Site
from tests.situations import Group, a_case, a_group, act, clean_answers
from tests.walks.people import a_scan, pick, sign_in, sign_out

As = Callable[[str], Page]


@pytest.fixture
def group(site_db: House) -> Group:
    """A group of companies in the running site."""
    return a_group()


@pytest.fixture
def signed_in(browser: Browser, site: Site, group: Group, complaints: list[str]) -> Iterator[As]:
    """Each of the people at a computer of their own."""
    contexts = []

    def go(name: str) -> Page:
        context = browser.new_context(
            viewport=DESKTOP, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce"
        )
        listen(context, complaints)
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, site, group, name)
        return page

    yield go
    for context in contexts:
        context.close()


def seen(page: Page, step: str) -> None:
    """The page is accessible, and its pictures are kept."""
    assert_accessible(page)
    screenshot(page, step)
    page.set_viewport_size(DESKTOP)


def open_form(page: Page, site: Site) -> None:
    """首页 → 【占有登记】 → 是 → 【下一步】 → 【确定】."""
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="占有登记").click()
    page.get_by_role("radio", name="是", exact=True).check()
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/form/")


def fill(page: Page, group: Group) -> None:
    """基本信息, so that every rule passes."""
    answers = clean_answers(group)
    page.get_by_role("checkbox", name="补录历史数据").check()
    page.get_by_role("radio", name="已办无变化").check()
    for key in ("period", "established_on", "address", "legal_representative", "main_business"):
        page.fill(f"#cell-{key}", answers[key])
    for key in ("registered_capital", "paid_in_capital", "state_capital", "assets", "liabilities", "equity"):
        page.fill(f"#cell-{key}", answers[key])
    for key in ("ownership_class", "organisation_form", "operating_state", "currency"):
        page.select_option(f"#cell-{key}", answers[key])
    for key, label in (("registry_level", "3 市级"), ("territory", "境内"), ("is_core", "是"), ("listed", "否")):
        page.locator(f"#cell-{key}").get_by_label(label, exact=True).check()
    pick(page, "所属行业", "土木")
    page.get_by_role("button", name="增加一行").first.click()
    row = page.locator("#table-investors tbody tr").first
    investor = answers["investors"][0]
    for key in ("name", "code", "subscribed", "paid", "ratio"):
        row.locator(f"input[name$='/{key}']").fill(investor[key])
    for key in ("class", "nature", "contribution", "is_main"):
        row.locator(f"select[name$='/{key}']").select_option(investor[key])


def attach_all(page: Page, folder: Path) -> None:
    """A scan under every material that must be there."""
    scan = a_scan(folder)
    for cell in page.locator("[id^=cell-material-]").all():
        if cell.locator("h3 .must").count():
            cell.locator("input[name=file]").set_input_files(scan)
            expect(cell.get_by_role("link", name="扫描件.pdf")).to_be_visible()


def test_P04_a_clerk_opens_an_occupation_by_unit_and_confirmation(signed_in: As, site: Site, group: Group) -> None:
    page = signed_in("王经办")
    seen(page, "P04-home")
    page.get_by_role("region", name="常用功能").get_by_role("link", name="占有登记").click()
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text("请填写“是否已办工商”。")).to_be_visible()
    page.get_by_role("radio", name="是", exact=True).check()
    expect(page.get_by_role("radio", name=group.codes["fourth"])).to_be_checked()
    seen(page, "P04-start")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", name="请确认")).to_be_visible()
    seen(page, "P04-confirm")
    page.get_by_role("link", name="关闭").click()
    assert not Case.objects.filter(subject=group.units["fourth"]).exists()
    open_form(page, site)
    expect(page.get_by_role("heading", level=1)).to_contain_text("检测公司")
    seen(page, "P04-form")


def test_P05_E05_mistakes_are_links_that_jump_to_their_cells(signed_in: As, site: Site, group: Group) -> None:
    page = signed_in("王经办")
    open_form(page, site)
    fill(page, group)
    page.locator("#table-investors input[name$='/ratio']").fill("60")
    page.fill("#cell-equity", "999")
    page.get_by_role("button", name="下一步").click()
    mistakes = page.get_by_role("alert")
    expect(mistakes).to_contain_text("股权比例合计为 60%，应为 100%")
    expect(mistakes).to_contain_text("PR06")
    seen(page, "P05-mistakes")
    mistakes.get_by_role("link", name="出资人及股权结构 第 1 行 股权比例").first.click()
    expect(page.locator("#table-investors input[name$='/ratio']")).to_be_focused()
    page.locator("#table-investors input[name$='/ratio']").fill("100")
    page.fill("#cell-equity", "1000")
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")


def test_P06_scans_are_attached_seen_removed_and_the_case_reported(
    signed_in: As, site: Site, group: Group, tmp_path: Path
) -> None:
    page = signed_in("王经办")
    open_form(page, site)
    fill(page, group)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")
    articles = page.locator("#cell-material-articles")
    articles.locator("input[name=file]").set_input_files([a_scan(tmp_path, "章程.pdf"), a_scan(tmp_path, "修正案.pdf")])
    expect(articles.get_by_role("link")).to_have_count(2)
    articles.get_by_role("button", name="删除 修正案.pdf").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(articles.get_by_role("link")).to_have_count(1)
    articles.get_by_label("替换章程.pdf").set_input_files(a_scan(tmp_path, "新章程.pdf"))
    expect(articles.get_by_role("link")).to_have_text(["新章程.pdf"])
    attach_all(page, tmp_path)
    page.fill("#audit-number", "渝审〔2012〕9号")
    expect(page.locator("#saved")).to_contain_text("已保存")
    seen(page, "P06-materials")
    page.get_by_role("button", name="上报").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    page.wait_for_url(f"**/cases/{Case.objects.get(subject=group.units['fourth']).ref}/")
    expect(page.get_by_role("status").first).to_contain_text("待审核")
    expect(page.locator("p.status")).to_contain_text("桥梁公司")
    seen(page, "P06-reported")


def test_E11_a_wrong_file_is_refused_with_the_reason_and_the_rest_is_kept(
    signed_in: As, site: Site, group: Group, tmp_path: Path
) -> None:
    ref = a_case(group)
    page = signed_in("王经办")
    page.goto(f"{site.url}/cases/{ref}/materials/")
    page.fill("#articles-number", "章〔2012〕1号")
    disguised, large = tmp_path / "程序.pdf", tmp_path / "太大.pdf"
    disguised.write_bytes(b"MZ" + bytes(2000))
    large.write_bytes(b"%PDF-" + bytes(2 * 1024 * 1024))
    cell = page.locator("#cell-material-articles")
    cell.locator("input[name=file]").set_input_files(disguised)
    expect(cell.get_by_role("alert")).to_contain_text("程序.pdf")
    cell.locator("input[name=file]").set_input_files(large)
    expect(cell.get_by_role("alert").last).to_contain_text("2 MB")
    expect(page.locator("#articles-number")).to_have_value("章〔2012〕1号")
    screenshot(page, "E11-refused")


def test_P07_E07_every_superior_reviews_and_the_filer_sees_where_it_stands(
    signed_in: As, site: Site, group: Group
) -> None:
    ref = a_case(group, "under_review")
    for name, title in (("李审核", "交通公司"), ("赵主管", "集团"), ("孙总管", "国资委")):
        page = signed_in(name)
        page.get_by_role("region", name="待办事项").get_by_role("link", name="待审核").click()
        if name == "李审核":
            seen(page, "P07-waiting")
        page.get_by_role("link", name="审核", exact=False).filter(has_text="检测公司").click()
        if name == "李审核":
            seen(page, "P07-review")
        page.get_by_role("button", name="通过").click()
        page.get_by_role("button", name="经审核，数据与资料相符，同意。").click()
        if name == "李审核":
            seen(page, "P07-opinion")
        page.get_by_role("dialog").get_by_role("button", name="确定").click()
        expect(page.locator("p.status")).to_contain_text(title)
    page = signed_in("陈处长")
    page.goto(f"{site.url}/cases/{ref}/review/")
    page.get_by_role("button", name="通过").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.locator("p.status")).to_contain_text("已登记")
    page = signed_in("王经办")
    page.goto(f"{site.url}/cases/{ref}/")
    expect(page.locator(".timeline").first).to_contain_text("经审核，数据与资料相符，同意。")
    seen(page, "P07-history")


def test_E08_a_returned_case_shows_its_opinion_and_becomes_editable_again(
    signed_in: As, site: Site, group: Group
) -> None:
    a_case(group, "returned")
    page = signed_in("王经办")
    page.get_by_role("region", name="待办事项").get_by_role("link", name="已退回").click()
    page.get_by_role("link", name="查看").click()
    expect(page.get_by_text("请补充公司章程。")).to_be_visible()
    seen(page, "E08-returned")
    page.get_by_role("button", name="重新上报").click()
    page.get_by_role("link", name="继续填报").click()
    expect(page.locator("#cell-address")).to_be_editable()


def test_E06_a_report_is_recalled_until_somebody_has_acted(signed_in: As, site: Site, group: Group) -> None:
    ref = a_case(group, "under_review")
    page = signed_in("王经办")
    page.goto(f"{site.url}/cases/{ref}/")
    late = signed_in("王经办")
    late.goto(f"{site.url}/cases/{ref}/")
    page.get_by_role("button", name="撤回").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.locator("p.status")).to_contain_text("填报中")
    act(group, "王经办", ref, "report")
    act(group, "李审核", ref, "approve")
    late.get_by_role("button", name="撤回").click()
    late.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(late.get_by_role("alert")).to_contain_text("李审核")
    assert Case.objects.get(ref=ref).state == "under_review"


def test_E09_the_second_of_two_reviewers_gets_a_clear_message_and_the_fresh_state(
    signed_in: As, site: Site, group: Group
) -> None:
    ref = a_case(group, "under_review")
    page = signed_in("李审核")
    page.goto(f"{site.url}/cases/{ref}/review/")
    act(group, "李审核", ref, "approve", "同意。")
    page.get_by_role("button", name="退回").click()
    page.locator("#opinion-return").fill("附件不清晰。")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_role("alert")).to_contain_text("李审核")
    expect(page.get_by_text("附件不清晰。")).to_be_visible()
    seen(page, "E09-overtaken")


def test_E10_pressing_twice_files_once(signed_in: As, site: Site, group: Group, tmp_path: Path) -> None:
    """Red when the token is not taken."""
    ref = a_case(group)
    page = signed_in("王经办")
    page.goto(f"{site.url}/cases/{ref}/materials/")
    attach_all(page, tmp_path)
    page.get_by_role("button", name="上报").click()
    form = page.locator("dialog form").first
    sent = form.evaluate(
        """form => { const body = new URLSearchParams(new FormData(form));
        const press = () => fetch(form.action, {method: "POST", body}).then(answer => answer.status);
        return Promise.all([press(), press(), press()]) }"""
    )
    assert sent == [200, 200, 200]
    assert Submission.objects.filter(case__ref=ref).count() == 1


def test_E12_somebody_elses_address_is_not_found(signed_in: As, site: Site, group: Group) -> None:
    ref = a_case(group, "under_review")
    page = signed_in("张旁人")
    for address in ("", "form/", "materials/", "review/", "print/filled/", "files/1/", "moves/approve/"):
        answer = page.goto(f"{site.url}/cases/{ref}/{address}")
        assert answer
        assert answer.status == 404, address
    expect(page.get_by_role("alert")).to_contain_text("没有找到")
    screenshot(page, "E12-not-found")
    sign_out(page)
