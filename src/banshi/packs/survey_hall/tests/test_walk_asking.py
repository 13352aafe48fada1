"""H18: somebody asks, the authority answers and publishes it, everybody finds it; what is asked about a case stays between the two."""

import re

from playwright.sync_api import Page, expect

from banshi.packs.survey_hall.tests.conftest import DOOR, As
from banshi.packs.survey_hall.tests.situations import Office, accepted
from banshi.people.signing_in import passwords
from tests.bulletin.situations import a_person
from tests.harness.site import Site
from tests.people.signing_in import DEVICE
from tests.walks.people import Enter, fill_sign_in, menu, seen

QUESTION = "我在湘北市开书店，电话 13700001234。店里的手绘地图要送审吗？"
ANSWER = "向社会公开的地图都要送审；**自己看的**不用。"


def ask(page: Page, subject: str, text: str) -> None:
    """The question typed, but for what else is asked."""
    page.get_by_label("主题").fill(subject)
    page.get_by_label("内容").fill(text)


def publish(page: Page) -> None:
    """【公开】, with the phone taken out."""
    page.get_by_role("link", name="公开", exact=True).click()
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_text("13700001234”，别人会知道是谁").first).to_be_visible()
    seen(page, "H18-publish-refused")
    page.get_by_label("问题").fill("店里的手绘地图要送审吗？")
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_text("预览：还没有发布")).to_be_visible()
    seen(page, "H18-publish")
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_text("已公开，所有人都能看到。")).to_be_visible()


def test_H18_a_person_asks_and_everybody_reads_the_answer(
    site: Site, bureau: Office, at_work: As, another: Enter
) -> None:
    """Red when a person finds no way to ask, the answer does not reach them, or what is published tells who asked."""
    who, page = a_person(), another()
    page.goto(site.url)
    page.get_by_role("region", name="留言咨询").get_by_role("link", name="我要留言").click()
    seen(page, "H18-list-empty")
    page.get_by_role("region", name="我要留言").get_by_role("link", name="测绘地理信息行政许可", exact=True).click()
    page.wait_for_url(re.compile(f"{DOOR}|/sign-in/"))
    fill_sign_in(page, site, "zhangpangren", passwords.demo("zhangpangren"))
    page.wait_for_url(re.compile(f"inquiries/new/$|{DEVICE}$"))
    ask(page, "手绘地图要送审吗", QUESTION)
    whom = page.get_by_label(bureau.names["authority"])
    if page.locator("#cell-agency").count():
        whom.check() if whom.count() else page.locator("#cell-agency").select_option(label=bureau.names["authority"])
    page.locator("#cell-public").get_by_label("是", exact=True).check()
    seen(page, "H18-ask")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("承诺最迟")).to_be_visible()
    seen(page, "H18-asked")

    clerk = at_work("李审核")
    clerk.locator("main").get_by_role("link", name="留言咨询").first.click()
    seen(clerk, "H18-desk")
    clerk.get_by_role("link", name="手绘地图要送审吗").click()
    clerk.get_by_label("答复").fill(ANSWER)
    clerk.get_by_role("button", name="答复").click()
    seen(clerk, "H18-answered")
    publish(clerk)

    page.goto(f"{site.url}/notices/")
    page.get_by_role("link", name="“手绘地图要送审吗”已有答复").click()
    expect(page.get_by_text("向社会公开的地图都要送审")).to_be_visible()
    seen(page, "H18-read")

    reader = another()
    reader.goto(f"{site.url}/inquiries/")
    reader.get_by_role("searchbox").fill("手绘 送审")
    reader.get_by_role("button", name="查找").click()
    seen(reader, "H18-found")
    reader.get_by_role("link", name="手绘地图要送审吗").click()
    expect(reader.get_by_role("article")).to_contain_text("自己看的")
    for private in ("13700001234", who.name, "李审核"):
        expect(reader.locator("main")).not_to_contain_text(private)
    seen(reader, "H18-public")
    reader.get_by_role("link", name="长辈版").click()
    seen(reader, "H18-public-elder")

    clerk.get_by_label("状态").select_option("answered")
    clerk.get_by_role("button", name="查询").click()
    clerk.get_by_role("link", name="手绘地图要送审吗").click()
    clerk.get_by_role("link", name="撤下").click()
    clerk.get_by_label("原因").fill("政策已经改变。")
    seen(clerk, "H18-take-down")
    clerk.get_by_role("button", name="撤下").click()
    reader.reload()
    expect(reader.get_by_role("status")).to_contain_text("政策已经改变。")
    seen(reader, "H18-taken-down")


def test_H18_what_is_asked_about_a_case_stays_between_the_two(site: Site, bureau: Office, at_work: As) -> None:
    """Red when 【公开】 is offered for it, or a number of somebody else's is taken."""
    ref = accepted(bureau)
    page = at_work("王经办")
    menu(page, "留言咨询").click()
    page.get_by_role("link", name="我要留言").click()
    ask(page, "什么时候能出结果", "样图已经补了。")
    page.get_by_label("申请编号").fill("DT2026-9999999-9")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("没有这个办件").first).to_be_visible()
    page.get_by_label("申请编号").fill(ref)
    page.get_by_role("button", name="提交").click()
    seen(page, "H18-about-a-case")
    clerk = at_work("李审核")
    menu(clerk, "留言咨询").click()
    clerk.get_by_role("link", name="什么时候能出结果").click()
    clerk.get_by_label("答复").fill("正在审查。")
    clerk.get_by_role("button", name="答复").click()
    expect(clerk.get_by_role("link", name="收入常见问题")).to_be_visible()
    expect(clerk.get_by_role("link", name="公开", exact=True)).to_have_count(0)
