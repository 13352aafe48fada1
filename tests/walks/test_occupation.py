"""占有登记 as the clerk files it: opened for a unit (P04), filled in (P05, E05), its scans (P06, E11), reported once (E10)."""

from pathlib import Path

from playwright.sync_api import Page, expect

from banshi.cases.models import Case, Submission
from tests.harness.site import Site
from tests.situations import Group, a_case, clean_answers
from tests.walks.people import As, a_scan, menu, move, pick, seen


def open_form(page: Page, site: Site) -> None:
    """首页 → 【占有登记】 → 是 → 【下一步】 → 【确定】."""
    menu(page, "占有登记").click()
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
    pick(page, "所属行业（大类）", "土木")
    page.get_by_role("button", name="增加一行").first.click()
    row = page.locator("#table-investors tbody tr").first
    investor = answers["investors"][0]
    for key in ("name", "code", "subscribed", "paid", "ratio"):
        row.locator(f"input[name$='/{key}']").fill(investor[key])
    for key in ("class", "nature", "contribution", "is_main"):
        row.locator(f"select[name$='/{key}']").select_option(investor[key])


def add_and_remove_a_row(page: Page) -> None:
    """【增加一行】, something typed, and the row gone again after 【确定】."""
    rows = page.locator("#table-investors tbody tr")
    page.get_by_role("button", name="增加一行").first.click()
    expect(rows).to_have_count(2)
    rows.last.locator("input[name$='/name']").fill("填错了的公司")
    rows.last.get_by_role("button", name="删除第 2 行").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(rows).to_have_count(1)


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
    expect(page.get_by_text("请选择“是否已办工商”。")).to_be_visible()
    page.get_by_role("radio", name="是", exact=True).check()
    expect(page.locator("#unit-chosen")).to_contain_text(group.codes["fourth"])
    page.get_by_role("button", name="选择").click()
    expect(page.get_by_label("按名称或组织机构代码查找")).to_be_focused()
    page.get_by_label("按名称或组织机构代码查找").fill("没有")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="选择")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("按名称或组织机构代码查找").fill("没有这个单位")
    expect(page.get_by_text("没有找到您可以填报的单位")).to_be_visible()
    page.get_by_label("按名称或组织机构代码查找").fill(group.codes["fourth"])
    page.get_by_role("radio", name=group.codes["fourth"]).check()
    seen(page, "P04-choose")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.locator("#unit-chosen")).to_contain_text("检测公司")
    seen(page, "P04-start")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", name="请确认")).to_be_visible()
    seen(page, "P04-confirm")
    page.get_by_role("link", name="关闭").click()
    assert not Case.objects.filter(subject=group.units["fourth"]).exists()
    open_form(page, site)
    expect(page.get_by_role("heading", level=1)).to_contain_text("检测公司")
    seen(page, "P04-form")


def test_E05_P05_mistakes_are_links_that_jump_to_their_cells(signed_in: As, site: Site, group: Group) -> None:
    page = signed_in("王经办")
    open_form(page, site)
    fill(page, group)
    for form in ("已办有变化", "未办", "已办无变化"):
        page.get_by_role("radio", name=form).check()
    add_and_remove_a_row(page)
    page.locator("#table-investors input[name$='/ratio']").fill("60")
    page.fill("#cell-equity", "999")
    page.get_by_role("button", name="下一步").click()
    mistakes = page.get_by_role("alert")
    expect(mistakes).to_contain_text("股权比例合计为 60%，应为 100%")
    expect(mistakes.locator("[data-rule=PR06]")).to_be_visible()
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
    with page.expect_popup() as opened:
        articles.get_by_role("link", name="章程.pdf").click()
    assert "/files/" in opened.value.url
    articles.get_by_role("button", name="删除 修正案.pdf").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(articles.get_by_role("link")).to_have_count(1)
    articles.get_by_label("替换章程.pdf").set_input_files(a_scan(tmp_path, "新章程.pdf"))
    expect(articles.get_by_role("link")).to_have_text(["新章程.pdf"])
    attach_all(page, tmp_path)
    page.fill("#audit-number", "渝审〔2012〕9号")
    expect(page.locator("#saved")).to_contain_text("已保存")
    page.evaluate("scrollTo(0, 0)")
    seen(page, "P06-materials")
    move(page, "上报")
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
    expect(cell.get_by_role("alert")).to_contain_text("2 MB")
    expect(page.locator("#articles-number")).to_have_value("章〔2012〕1号")
    seen(page, "E11-refused")
    cell.locator("input[name=file]").set_input_files(a_scan(tmp_path))
    expect(cell.get_by_role("link", name="扫描件.pdf")).to_be_visible()
    expect(cell.get_by_role("alert")).to_have_count(0)


def test_E11_what_was_missing_is_no_longer_named_once_it_is_there(
    signed_in: As, site: Site, group: Group, tmp_path: Path
) -> None:
    """Red when only the line of the file is drawn anew."""
    ref = a_case(group)
    page = signed_in("王经办")
    page.goto(f"{site.url}/cases/{ref}/materials/")
    page.get_by_role("button", name="上报").click()
    cell, mistakes = page.locator("#cell-material-articles"), page.get_by_role("alert")
    expect(cell.get_by_text("请上传“公司章程”")).to_be_visible()
    expect(mistakes.get_by_role("link", name="公司章程")).to_have_count(1)
    cell.locator("input[name=file]").set_input_files(a_scan(tmp_path))
    expect(cell.get_by_role("link", name="扫描件.pdf")).to_be_visible()
    expect(cell.get_by_text("请上传“公司章程”")).to_have_count(0)
    expect(mistakes.get_by_role("link", name="公司章程")).to_have_count(0)
    seen(page, "E11-arrived")
    attach_all(page, tmp_path)
    expect(mistakes).to_have_count(0)


def test_E10_pressing_twice_files_once(signed_in: As, site: Site, group: Group, tmp_path: Path) -> None:
    """Red when the token is not taken."""
    ref = a_case(group)
    page = signed_in("王经办")
    page.goto(f"{site.url}/cases/{ref}/materials/")
    attach_all(page, tmp_path)
    page.get_by_role("button", name="上报").click()
    form = page.locator("form.narrow")
    sent = form.evaluate(
        """form => { const body = new URLSearchParams(new FormData(form));
        const press = () => fetch(form.action, {method: "POST", body}).then(answer => answer.status);
        return Promise.all([press(), press(), press()]) }"""
    )
    assert sent == [200, 200, 200]
    assert Submission.objects.filter(case__ref=ref).count() == 1
    page.get_by_role("button", name="确定").click()  # and once more, as after a broken connection
    expect(page.locator("p.status")).to_contain_text("待审核")
    assert Submission.objects.filter(case__ref=ref).count() == 1
    seen(page, "E10-once")


def test_P05_E15_a_picker_is_used_from_the_keyboard(signed_in: As, site: Site, group: Group) -> None:
    page = signed_in("王经办")
    page.goto(f"{site.url}/cases/{a_case(group, clean=False)}/form/")
    cell = page.locator("[data-picker=industries]")
    cell.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("按名称或代码查找")).to_be_focused()
    options = page.locator("#picker-options button[data-choose]")
    expect(options).to_have_count(20)
    seen(page, "P05-picker")
    page.get_by_role("button", name="更多").press("Enter")
    expect(options).to_have_count(40)
    expect(options.nth(20)).to_be_focused()
    page.get_by_label("按名称或代码查找").fill("土木")
    expect(page.get_by_role("status").filter(has_text="1 项")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(cell).to_contain_text("土木工程建筑业")
    expect(cell.get_by_role("button", name="选择")).to_be_focused()
    page.keyboard.press("Enter")
    search = page.get_by_label("按名称或代码查找")
    expect(search).to_be_focused()
    search.fill("土木")
    expect(options.filter(has_text="土木")).to_have_attribute("aria-pressed", "true")
    seen(page, "P05-chosen")
    search.fill("没有这个行业")
    expect(page.get_by_role("status").filter(has_text="请换一个词")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(cell.get_by_role("button", name="选择")).to_be_focused()
    expect(page.locator("#saved")).to_contain_text("已保存")


def test_P05_a_picker_that_is_full_says_so_and_keeps_what_was_chosen(signed_in: As, site: Site, group: Group) -> None:
    """Red when the fourth of three is dropped in silence."""
    page = signed_in("王经办")
    page.goto(f"{site.url}/cases/{a_case(group, clean=False)}/form/")
    cell = page.locator("[data-picker=industries]")
    options = page.locator("#picker-options button[data-choose]")
    for number in range(4):
        cell.get_by_role("button", name="选择").click()
        options.nth(number).click()
    expect(page.get_by_role("status").filter(has_text="最多选 3 项")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cell.locator(".chip")).to_have_count(3)


def test_P04_a_registered_unit_is_told_so_before_the_form(signed_in: As, site: Site, group: Group) -> None:
    """Red when it is told at the report."""
    page = signed_in("王经办")
    menu(page, "变动登记").click()
    expect(page.get_by_text("应先办理占有登记")).to_be_visible()
    seen(page, "P04-not-registered")
    ref = a_case(group, "registered")
    menu(page, "占有登记").click()
    expect(page.get_by_role("main").get_by_role("link", name=ref)).to_be_visible()
    seen(page, "P04-registered")
    page.get_by_role("main").get_by_role("link", name="变动登记").click()
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/form/")
    menu(page, "更正登记").click()
    expect(page.get_by_role("main").get_by_role("link", name="变动登记")).to_be_visible()
    seen(page, "P04-under-way")
