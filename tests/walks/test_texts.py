"""The administrator's texts, and what everybody finds of them (E13, L06, L15)."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.files.samples import a_picture
from tests.harness.site import Site
from tests.situations import Group
from tests.walks.people import DOOR, As, Enter, a_scan, administrate, menu, seen

TITLE = "2026 年度产权登记检查将于十二月开始"
QUESTION = "扫描件太大，传不上去怎么办？"


def keeper(page: Page, site: Site) -> Page:
    """A system administrator of their own opens 信息发布 of 产权登记."""
    administrate(page, site, "system_admin")
    menu(page, "信息发布").click()
    systems = page.get_by_role("navigation", name="办事系统")
    if systems.count():
        systems.get_by_role("link", name="产权登记").click()
    return page


def tab(page: Page, title: str) -> None:
    page.get_by_role("navigation", name="内容").get_by_role("link", name=title).click()


def test_E13_an_announcement_is_previewed_published_read_and_taken_down(
    site: Site, group: Group, another: Enter
) -> None:
    """Red when 【发布】 is offered before the preview, or a visitor still finds what was taken down."""
    page, visitor = keeper(another(), site), another()
    page.get_by_role("link", name="新建公告").click()
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("正文").fill(
        "各企业：\n\n请在**十二月二十日**前完成自查。\n\n- 核对级次\n- 补齐附件\n\n| 级次 | 截止 |\n|---|---|\n| 一级 | 20 日 |"
    )
    page.get_by_label("结束日期").fill("2020-01-01")
    page.get_by_label("是", exact=True).check()
    expect(page.get_by_role("button", name="发布")).to_have_count(0)
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_text("“结束日期”不能早于“开始日期”")).to_be_visible()
    seen(page, "E13-announcement-mistake")
    page.get_by_label("结束日期").fill("")
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_role("region", name=TITLE).get_by_role("listitem")).to_have_count(2)
    seen(page, "E13-announcement-preview")
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_role("link", name=TITLE, exact=True)).to_be_visible()
    seen(page, "E13-announcements")
    visitor.goto(site.url)
    seen(visitor, "E01-home")
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("article")).to_contain_text("十二月二十日")
    seen(visitor, "E01-announcement")
    visitor.goto(site.url + DOOR)
    expect(visitor.get_by_role("link", name=TITLE)).to_be_visible()
    seen(visitor, "E01-door")
    page.get_by_role("row", name=TITLE).get_by_role("button", name="撤下").click()
    seen(page, "E13-take-down")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_text("公告已撤下")).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_role("link", name=TITLE)).to_have_count(0)


def test_L15_the_four_questions_are_written_by_the_administrator_and_searched_by_everybody(
    site: Site, group: Group, another: Enter
) -> None:
    page, visitor = keeper(another(), site), another()
    tab(page, "常见问题")
    for question, answer, category in (
        (QUESTION, "把扫描分辨率调到 **150 dpi**，或者分成几个文件。", "附件"),
        ("初始密码过期了怎么办？", "请上级单位或管理机构重新发放。", "登录"),
        ("上报以后还能改吗？", "上级还没有审核的，可以【撤回】。", "填报"),
        ("被退回了怎么办？", "看意见，改好后【重新上报】。", "填报"),
    ):
        page.get_by_role("link", name="新建常见问题").click()
        page.get_by_label("问题").fill(question)
        page.get_by_label("回答").fill(answer)
        page.get_by_label("分类").fill(category)
        page.get_by_role("button", name="预览").click()
        page.get_by_role("button", name="发布").click()
    seen(page, "L15-faqs-console")
    visitor.goto(f"{site.url}/help/property_rights/faqs/")
    visitor.get_by_text(QUESTION).click()
    expect(visitor.get_by_text("150 dpi")).to_be_visible()
    seen(visitor, "L15-faqs")
    visitor.get_by_label("在问题和回答里查找").fill("重新上报")
    visitor.get_by_role("button", name="查询").click()
    expect(visitor.locator("#found details")).to_have_count(1)
    expect(visitor.get_by_text("改好后【重新上报】")).to_be_visible()
    seen(visitor, "L15-faqs-found")
    page.get_by_role("link", name=QUESTION).click()
    page.get_by_label("回答").fill("请分成几个文件。")
    page.get_by_role("button", name="预览").click()
    page.get_by_role("button", name="发布").click()
    visitor.get_by_role("link", name="清除").click()
    expect(visitor.locator("#found")).to_contain_text("请分成几个文件")


def test_L06_the_manual_and_the_groups_code_stand_at_the_foot_of_everybodys_home(
    site: Site, signed_in: As, another: Enter, tmp_path: Path
) -> None:
    page = keeper(another(), site)
    tab(page, "下载资料")
    page.get_by_role("link", name="新增下载资料").click()
    page.get_by_label("名称").fill("用户手册（2026 年版）")
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_text("请选择手册文件")).to_be_visible()
    seen(page, "L06-manual-missing")
    cover = tmp_path / "封面.png"
    cover.write_bytes(a_picture("PNG", (240, 240)))
    page.get_by_label("文件").set_input_files(a_scan(tmp_path, "用户手册.pdf"))
    page.get_by_label("封面或二维码").set_input_files(cover)
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_role("cell", name="用户手册（2026 年版）", exact=True)).to_be_visible()
    seen(page, "L06-manuals")
    tab(page, "咨询群")
    page.get_by_role("link", name="新增咨询群").click()
    page.get_by_label("名称").fill("在线咨询 QQ 群")
    page.get_by_label("说明").fill("扫码进群，在线咨询。进群请注明单位和姓名。")
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_text("请选择二维码图片")).to_be_visible()
    seen(page, "L06-chat-missing")
    page.get_by_label("二维码").set_input_files(cover)
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_role("cell", name="在线咨询 QQ 群", exact=True)).to_be_visible()
    seen(page, "L06-chats")
    filer = signed_in("王经办")
    here = filer.get_by_role("region", name="用户手册与在线咨询")
    expect(here.get_by_role("img", name="在线咨询 QQ 群的二维码")).to_be_visible()
    expect(here.get_by_role("img", name="用户手册（2026 年版）的封面或二维码")).to_be_visible()
    with filer.expect_download() as download:
        here.get_by_role("link", name="用户手册（2026 年版）").click()
    assert download.value.suggested_filename == "用户手册.pdf"
    seen(filer, "L06-home")
    filer.get_by_role("region", name="帮助").get_by_role("link", name="办事指南").click()
    expect(filer.get_by_role("link", name="用户手册（2026 年版）")).to_be_visible()
    seen(filer, "L06-help")


def test_E13_the_guide_is_rewritten_and_an_earlier_one_comes_back(site: Site, group: Group, another: Enter) -> None:
    page, visitor = keeper(another(), site), another()
    tab(page, "办事指南")
    seen(page, "E13-guide")
    text = page.get_by_label("办事指南", exact=True)
    text.fill("## 一、本年度的安排\n\n请先看公告。\n\n" + text.input_value())
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_role("heading", name="一、本年度的安排")).to_be_visible()
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_text("办事指南已发布")).to_be_visible()
    visitor.goto(f"{site.url}/help/property_rights/")
    expect(visitor.get_by_role("article")).to_contain_text("本年度的安排")
    page.get_by_role("link", name="服务包自带的").last.click()
    seen(page, "E13-edition")
    page.get_by_role("button", name="恢复为现在的").click()
    expect(page.get_by_text("已恢复")).to_be_visible()
    seen(page, "E13-editions")
    visitor.reload()
    expect(visitor.get_by_role("article")).not_to_contain_text("本年度的安排")


def test_E13_a_matter_is_closed_for_a_while_and_its_filers_are_told(site: Site, signed_in: As, another: Enter) -> None:
    page, filer = keeper(another(), site), signed_in("王经办")
    tab(page, "受理时间")
    page.get_by_role("link", name="占有登记").click()
    page.get_by_label("是", exact=True).check()
    page.get_by_label("不受理时的说明").fill("年度汇算期间暂停，急需办理请电话联系。")
    seen(page, "E13-opening")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("row", name="占有登记")).to_contain_text("暂停受理")
    seen(page, "E13-openings")
    filer.reload()
    link = filer.get_by_role("navigation", name="主菜单").get_by_role("link", name="占有登记")
    expect(link).to_contain_text("暂不受理")
    link.click()
    expect(filer.get_by_role("status")).to_contain_text("年度汇算期间暂停")
    seen(filer, "E13-closed")
    page.get_by_role("link", name="占有登记").click()
    page.get_by_label("否", exact=True).check()
    page.get_by_role("button", name="保存").click()
    filer.reload()
    expect(filer.get_by_role("button", name="下一步")).to_be_visible()


def test_E13_the_layout_to_print_first_is_chosen(site: Site, group: Group, another: Enter) -> None:
    page = keeper(another(), site)
    tab(page, "打印模板")
    page.get_by_role("link", name="企业产权登记证").click()
    page.get_by_role("group", name="首选模板").get_by_label("副本").check()
    seen(page, "E13-layout")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("cell", name="副本、正本")).to_be_visible()
    seen(page, "E13-layouts")
    page.get_by_role("link", name="企业产权登记证").click()
    page.get_by_role("group", name="首选模板").get_by_label("正本").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("cell", name="正本、副本")).to_be_visible()
