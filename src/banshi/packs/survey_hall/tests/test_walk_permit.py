"""H17 and H19: a unit applies for 地图审核 and follows it; the authority asks for more once, accepts, stops, extends, decides, delivers."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from banshi.cases.models import Case
from banshi.packs.survey_hall.demo import map_review
from banshi.packs.survey_hall.tests.conftest import As
from banshi.packs.survey_hall.tests.situations import Office, accepted, act, an_application, state, to_sign
from tests.harness.site import Site
from tests.walks.applying import begin
from tests.walks.people import a_scan, menu, seen
from tests.walks.test_papers import SIGNING

CHOSEN = ("level", "sort", "scope", "medium", "imported", "from_secrets", "way")


def choose(page: Page, key: str, value: str) -> None:
    """One of the options, whether they stand in a list or side by side."""
    cell = page.locator(f"#cell-{key}")
    if cell.evaluate("one => one.tagName") == "SELECT":
        cell.select_option(value)
    else:
        cell.get_by_label(value, exact=True).check()


def fill_map(page: Page) -> None:
    """An application on which every check passes; the unit stands there already."""
    typed = map_review("湘北省地图")
    for key in CHOSEN:
        choose(page, key, typed[key])
    for key in {*typed} - {*CHOSEN}:
        page.fill(f"#cell-{key}", typed[key])


def decide(page: Page, title: str, opinion: str = "") -> None:
    """One of the decisions at a case's page, and 【确定】 where it asks."""
    page.get_by_role("button", name=title, exact=True).click()
    dialog = page.get_by_role("dialog", name=title, exact=True)
    if opinion:
        dialog.get_by_role("textbox").fill(opinion)
    if dialog.count():
        dialog.get_by_role("button", name="确定").click()
    expect(page.get_by_role("button", name=title, exact=True)).to_have_count(0)


def first_row(page: Page) -> Locator:
    """The link of the only row of the list."""
    return page.locator("main table tbody tr").first.get_by_role("link").first


def test_H17_a_unit_applies_for_a_map_and_gets_its_number_at_once(at_work: As, bureau: Office, tmp_path: Path) -> None:
    page = at_work("王经办")
    seen(page, "H17-home")
    begin(page, "地图审核")
    fill_map(page)
    seen(page, "H17-form")
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")
    for key in ("form", "draft_map", "qualification"):
        page.locator(f"#file-{key}").set_input_files(a_scan(tmp_path))
        expect(page.locator(f"#cell-material-{key}").get_by_role("link", name="扫描件.pdf")).to_be_visible()
    seen(page, "H17-materials")
    page.get_by_role("button", name="提交申请", exact=True).click()
    page.get_by_role("button", name="确定").click()
    expect(page.locator("p.status")).to_contain_text("已收件")
    seen(page, "H17-received")
    assert Case.objects.get(subject=bureau.units["press"]).state == "received"


def test_H17_what_says_it_is_secret_is_not_taken(at_work: As, bureau: Office, tmp_path: Path) -> None:
    page = at_work("王经办")
    begin(page, "涉密成果提供使用")
    expect(page.get_by_text("不得填写、上传任何涉及国家秘密的内容").first).to_be_visible()
    seen(page, "H17-secret-form")
    page.goto(page.url.replace("/form/", "/materials/"))
    expect(page.get_by_text("不得填写、上传任何涉及国家秘密的内容").first).to_be_visible()
    page.locator("#file-form").set_input_files(a_scan(tmp_path, "机密-清单.pdf"))
    expect(page.get_by_text("文件名里有“机密”").first).to_be_visible()
    seen(page, "H17-secret-refused")


def test_H19_the_authority_takes_a_permit_through_all_its_steps(at_work: As, bureau: Office, site: Site) -> None:
    """Red when an officer finds no way on, or a limit is not told on the page."""
    ref = accepted(bureau)
    handler = at_work("陈承办")
    menu(handler, "审查中").click()
    seen(handler, "H19-list")
    handler.goto(f"{site.url}/cases/{ref}/")
    seen(handler, "H19-accepted")
    decide(handler, "进入特别程序", "专家评审，预计需要 15 个工作日。")
    handler.goto(f"{site.url}/cases/{ref}/")
    expect(handler.get_by_text("特别程序").first).to_be_visible()
    seen(handler, "H19-still")
    decide(handler, "特别程序结束")
    signer = at_work("周签发")
    signer.goto(f"{site.url}/cases/{ref}/")
    decide(signer, "延长期限", "需要补充调查。")
    handler.goto(f"{site.url}/cases/{ref}/")
    decide(handler, "报请签发", "经审查，符合法定条件，拟准予许可。")
    signer.goto(f"{site.url}/cases/{ref}/")
    seen(signer, "H19-to-sign")
    decide(signer, "准予许可")
    clerk = at_work("李审核")
    clerk.goto(f"{site.url}/cases/{ref}/")
    seen(clerk, "H19-granted")
    menu(clerk, "准予许可决定书").click()
    expect(clerk.get_by_role("link", name="地图审核 · 湘北省地图")).to_be_visible()
    seen(clerk, "H19-decisions")
    clerk.get_by_role("link", name="地图审核 · 湘北省地图").click()
    decide(clerk, "送达", "电子送达：申请人可以在网上下载。")
    assert state(ref) == "closed"
    page = at_work("王经办")
    page.goto(f"{site.url}/cases/{ref}/")
    for title in ("行政许可申请受理通知书", "行政许可特别程序告知书", "行政许可延期告知书", "准予行政许可决定书"):
        expect(page.get_by_text(title).first).to_be_visible()
    seen(page, "H17-decided")
    page.get_by_role("link", name="准予行政许可决定书").click()
    expect(page.get_by_role("link", name="下载 PDF")).to_be_visible(timeout=SIGNING)
    seen(page, "H17-decision")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 PDF").click()
    assert download.value.suggested_filename.startswith("测许准字")


def test_H19_who_decided_corrects_what_was_published(at_work: As, bureau: Office, site: Site) -> None:
    """Red when the officer finds no way from the case to the published result, or everybody reads the old text."""
    ref = to_sign(bureau)
    act(bureau, "周签发", ref, "grant")
    signer = at_work("周签发")
    signer.goto(f"{site.url}/cases/{ref}/")
    signer.get_by_role("link", name="公示的结果").click()
    expect(signer.get_by_text("测许准字")).to_be_visible()
    seen(signer, "H19-published")
    signer.get_by_role("link", name="更正").click()
    signer.get_by_label("地图名称").fill("湘北省地图（第二版）")
    signer.get_by_label("更正原因").fill("漏写了版次。")
    signer.get_by_label("否", exact=True).check()
    signer.get_by_role("button", name="预览").click()
    expect(signer.get_by_text("预览：还没有发布")).to_be_visible()
    seen(signer, "H19-correct")
    signer.get_by_role("button", name="发布").click()
    expect(signer.get_by_text("更正：漏写了版次。")).to_be_visible()
    seen(signer, "H19-corrected")
    signer.goto(f"{site.url}/results/")
    signer.get_by_role("searchbox").fill("第二版")
    signer.get_by_role("button", name="查找").click()
    expect(signer.get_by_role("link", name="湘北省地图（第二版）")).to_be_visible()
    seen(signer, "H19-found")


def test_H19_more_is_asked_for_once(at_work: As, bureau: Office, site: Site) -> None:
    ref = an_application(bureau)
    act(bureau, "王经办", ref, "report")
    clerk = at_work("李审核")
    menu(clerk, "待受理").click()
    first_row(clerk).click()
    seen(clerk, "H19-received")
    decide(clerk, "告知补正", "样图没有图例和比例尺，请补齐。")
    page = at_work("王经办")
    page.goto(f"{site.url}/cases/{ref}/")
    expect(page.get_by_text("样图没有图例和比例尺").first).to_be_visible()
    seen(page, "H17-asked")
    act(bureau, "王经办", ref, "report")
    clerk.goto(f"{site.url}/cases/{ref}/")
    expect(clerk.get_by_role("button", name="受理", exact=True)).to_be_visible()
    expect(clerk.get_by_role("button", name="告知补正", exact=True)).to_have_count(0)
    decide(clerk, "受理")
    assert state(ref) == "accepted"
