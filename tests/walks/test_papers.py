"""打表, 打证 and the public check, walked as the manual tells it (P09, P10, P13), and prints before approval (S9)."""

from pathlib import Path

from playwright.sync_api import Page, expect

from banshi.cases import actions as cases
from banshi.cases.models import Case
from banshi.ledger.tokens import new_token
from banshi.papers.models import Paper
from tests.harness.site import Site
from tests.situations import OCCUPY, Group, a_case, act, attach_all, clean_answers
from tests.walks.people import As, seen

SIGNING = 60_000  # milliseconds the worker may need on a busy machine


def first_level_case(group: Group) -> str:
    """A 占有登记 of the first-level enterprise that the agency has approved."""
    filer = group.actor("孙总管")
    first = clean_answers(group, "first", "agency", 1)
    ref = cases.open_case(OCCUPY, group.units["first"], by=filer, token=new_token(), first=first)
    attach_all(ref, filer)
    act(group, "孙总管", ref, "report")
    act(group, "陈处长", ref, "approve", "同意。")
    return ref


def paper_of(ref: str) -> Paper:
    return Paper.objects.get(case=Case.objects.get(ref=ref).pk)


def test_P09_a_form_is_found_chosen_previewed_and_printed(signed_in: As, group: Group, tmp_path: Path) -> None:
    paper = paper_of(a_case(group, "registered"))
    page = signed_in("赵主管")
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="打表").click()
    page.get_by_label("单位名称").fill("检测公司")
    page.get_by_role("button", name="查询").click()
    seen(page, "P09-units")
    page.get_by_role("link", name=paper.subject_name).click()
    expect(page.get_by_label("时期")).to_contain_text("2012年6月30日")
    seen(page, "P09-choice")
    page.get_by_role("button", name="预览&打印").click()
    expect(page.get_by_role("link", name="下载 PDF")).to_be_visible(timeout=SIGNING)
    sheet = page.get_by_role("img", name="第 1 页")
    expect(sheet).to_be_visible()
    assert sheet.evaluate("image => image.decode().then(() => image.naturalWidth)") > 800
    seen(page, "P09-preview")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 PDF").click()
    assert download.value.suggested_filename == f"{paper.number} 登记表（A4）.pdf"
    preview = page.url
    page.get_by_role("link", name="取消").click()
    page.get_by_role("link", name="取消").click()
    expect(page.get_by_role("heading", name="打表")).to_be_visible()
    page.goto(preview)
    with page.expect_response(
        "**/signed.pdf"
    ) as answer:  # last: a browser without a printer may not outlive its print dialog
        page.get_by_role("link", name="打印", exact=True).click()
    assert answer.value.headers["content-type"] == "application/pdf"


def test_P10_a_first_level_enterprise_prints_its_certificate(signed_in: As, group: Group) -> None:
    paper = paper_of(first_level_case(group))
    page = signed_in("孙总管")
    page.get_by_role("region", name="常用功能").get_by_role("link", name="打证").click()
    page.get_by_role("link", name=paper.subject_name).click()
    for step, title, count in (("P10-copy", "副本", 4), ("P10-original", "正本", 1)):
        page.get_by_label("打印模板").select_option(title)
        page.get_by_role("button", name="预览&打印").click()
        expect(page.get_by_role("link", name="打印", exact=True)).to_be_visible(timeout=SIGNING)
        expect(page.locator("img.sheet")).to_have_count(count)
        seen(page, step)
        page.get_by_role("link", name="取消").click()


def test_P13_anyone_checks_a_paper_by_qr_code_number_and_file(
    signed_in: As, browser_page: Page, site: Site, group: Group, tmp_path: Path
) -> None:
    paper = paper_of(a_case(group, "registered"))
    page = browser_page
    page.goto(site.url + qr_path(paper))
    expect(page.get_by_text("真实有效")).to_be_visible()
    expect(page.locator(".facts")).to_contain_text(paper.subject_name)
    seen(page, "P13-genuine")

    page.goto(site.url)
    seen(page, "P13-home")
    page.get_by_role("link", name="核验证照").first.click()
    seen(page, "P13-check")
    page.get_by_label("证照编号").fill(paper.number.replace("〔", "[").replace("〕", "]"))
    page.get_by_label("核验码").fill("ABCD-EFGH-JKMN")
    page.get_by_role("button", name="核验", exact=True).click()
    expect(page.get_by_text("没有查到")).to_be_visible()
    seen(page, "P13-unknown")

    file = tmp_path / "登记表.pdf"
    file.write_bytes(downloaded(signed_in("王经办"), site, paper))
    assert_file_is(page, site, file, "真实有效")
    file.write_bytes(file.read_bytes() + b"\n")
    assert_file_is(page, site, file, "被改动过")

    revoke(signed_in("陈处长"), site, paper)
    page.goto(site.url + qr_path(paper))
    expect(page.get_by_text("登记资料不实")).to_be_visible()
    seen(page, "P13-revoked")


def qr_path(paper: Paper) -> str:
    """The address the QR code holds, without the site's own part: this process does not know where the site runs."""
    return "/check/" + str(paper.data["check_url"]).partition("/check/")[2]


def downloaded(page: Page, site: Site, paper: Paper) -> bytes:
    """The signed PDF, as soon as it is there."""
    page.goto(f"{site.url}/papers/{paper.pk}/standard/")
    expect(page.get_by_role("link", name="下载 PDF")).to_be_visible(timeout=SIGNING)
    return page.request.get(f"{site.url}/papers/{paper.pk}/standard/signed.pdf").body()


def assert_file_is(page: Page, site: Site, file: Path, words: str) -> None:
    page.goto(f"{site.url}/check/")
    page.get_by_label("从本系统下载的 PDF").set_input_files(file)
    page.get_by_role("button", name="上传并核验").click()
    expect(page.get_by_text(words)).to_be_visible()


def revoke(page: Page, site: Site, paper: Paper) -> None:
    """The agency's officer ends the paper, and says why."""
    page.goto(f"{site.url}/papers/{paper.pk}/standard/")
    page.get_by_text("撤销这份证照").click()
    page.get_by_label("撤销原因").fill("登记资料不实")
    seen(page, "P13-revoking")
    page.get_by_role("button", name="确定撤销").click()
    expect(page.get_by_text("已撤销").first).to_be_visible()


def test_S9_before_approval_there_is_no_paper_and_prints_say_so(signed_in: As, site: Site, group: Group) -> None:
    ref = a_case(group, "under_review")
    page = signed_in("王经办")
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="打表").click()
    expect(page.get_by_text("审批通过后")).to_have_count(2)
    seen(page, "P09-empty")
    for what in ("filled", "receipt"):
        printed = page.request.get(f"{site.url}/cases/{ref}/print/{what}/")
        assert (printed.status, printed.headers["content-type"]) == (200, "application/pdf")
        assert b"/Sig" not in printed.body()
