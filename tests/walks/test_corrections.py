"""一次性告知 in a browser: pinned at the cells and returned once (E07), answered item by item, ticked off (E08)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from banshi.cases.corrections import actions
from banshi.cases.models import Case, Correction
from banshi.ledger.tokens import new_token
from tests.harness.browser import DESKTOP, PHONE
from tests.harness.site import Site
from tests.situations import Group, a_case, act
from tests.walks.people import As, a_scan, move, seen, sign_in


def pin(page: Page, label: str, kind: str, words: str) -> None:
    """The flag beside a cell, the kind, the words, and 【记下】."""
    page.get_by_role("link", name=f"补正：{label}", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name=kind).check()
    dialog.get_by_label("要求").fill(words)
    dialog.get_by_role("button", name="记下").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_E07_a_reviewer_pins_corrections_to_cells_and_returns_the_case_once(
    signed_in: As, site: Site, group: Group
) -> None:
    """Red when the list does not go with 退回, an opinion that was begun is lost on the way, or an opinion is still asked for."""
    ref = a_case(group, "at_first")
    page = signed_in("孙总管")
    page.goto(f"{site.url}/cases/{ref}/review/")
    page.get_by_role("button", name="退回", exact=True).click()
    page.get_by_label("退回意见").fill("请一并改正。")
    page.get_by_role("button", name="关闭").first.click()
    page.get_by_role("link", name="补正：注册地址", exact=True).click()
    seen(page, "E07-pin")
    page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    expect(page.get_by_role("link", name="补正：注册地址", exact=True)).to_be_focused()
    pin(page, "注册地址", "错误", "门牌号与营业执照不一致，请核对。")
    expect(page.locator("#cell-address .noted")).to_contain_text("门牌号与营业执照不一致")
    pin(page, "出资人及股权结构 第 1 行", "说明", "请说明出资比例为什么与章程不同。")
    pin(page, "公司章程", "过期", "请换成现行的章程。")
    own = page.get_by_role("region", name="补正项")
    expect(own).to_contain_text("这次要补正的 3 条")
    seen(page, "E07-corrections")
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_label("退回意见（可不填）")).to_have_value("请一并改正。")
    page.get_by_label("退回意见").fill("")
    seen(page, "E07-return-list")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.locator("p.status")).to_contain_text("已退回")
    expect(page.get_by_role("region", name="补正项 3 条")).to_contain_text("请换成现行的章程。")
    filer = signed_in("王经办")
    filer.get_by_role("link", name="通知").first.click()
    expect(filer.get_by_role("link", name=re.compile("补正项 3 条"))).to_be_visible()


def button(page: Page, title: str, place: str) -> Locator:
    """A button that says in hidden words which item it is for."""
    return page.get_by_role("button", name=re.compile(f"^{title} ?：{place}$"))


def returned(group: Group) -> str:
    """Sent back by the third desk of its road, with a correction at a cell and one at a material."""
    ref = a_case(group, "at_first")
    asked = (("address", "wrong", "门牌号与营业执照不一致。"), ("material:articles", "outdated", "请换成现行的章程。"))
    for cell, kind, words in asked:
        actions.pin(ref, cell, kind, words, by=group.actor("孙总管"), token=new_token())
    act(group, "孙总管", ref, "return")
    return ref


def test_E08_the_filer_answers_item_by_item_and_it_goes_back_to_who_returned_it(
    signed_in: As, site: Site, group: Group, tmp_path: Path
) -> None:
    """Red when an item leads nowhere, an answer is not kept, or the case begins at the first desk though nothing else was changed."""
    ref = returned(group)
    page = signed_in("王经办")
    page.goto(f"{site.url}/cases/{ref}/")
    expect(page.get_by_role("region", name="补正项 2 条")).to_contain_text("请换成现行的章程。")
    seen(page, "E08-corrections")
    page.get_by_role("button", name="重新上报").click()
    page.get_by_role("link", name="注册地址").click()
    expect(page.locator("#cell-address")).to_be_focused()
    expect(page.locator("#cell-address-noted")).to_contain_text("门牌号与营业执照不一致。")
    page.locator("#cell-address").fill("渝州市滨江路 99 号")
    page.get_by_label("改好了：注册地址").check()
    expect(page.locator("#corrections").get_by_text("已答复")).to_have_count(1)
    expect(page.locator("#cell-address")).to_have_value("渝州市滨江路 99 号")
    seen(page, "E08-answers")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="上报", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("还没有答复")
    page.get_by_role("alert").get_by_role("link", name="补正项 公司章程").click()
    expect(page.get_by_label("改好了：公司章程")).to_be_focused()
    seen(page, "E08-unanswered")
    page.get_by_label("改好了：公司章程").check()
    expect(page.locator("#corrections").get_by_text("已答复")).to_have_count(2)
    page.locator("#cell-material-articles input[name=file]").set_input_files(another_scan(tmp_path))
    expect(page.get_by_role("link", name="新章程.pdf")).to_be_visible()
    move(page, "上报")
    expect(page.locator("p.status")).to_contain_text("集团")
    expect(page.get_by_text("直接回到")).to_be_visible()
    seen(page, "E08-straight")
    assert Case.objects.get(ref=ref).position == 2
    reviewer = signed_in("孙总管")
    reviewer.goto(f"{site.url}/cases/{ref}/review/")
    expect(reviewer.get_by_text("直接回到")).to_be_visible()
    button(reviewer, "已改正", "注册地址").click()
    button(reviewer, "已改正", "公司章程").click()
    expect(button(reviewer, "已改正", "公司章程")).to_have_attribute("aria-pressed", "true")
    seen(reviewer, "E08-ticked")
    move(reviewer, "通过")
    expect(reviewer.locator("p.status")).to_contain_text("国资委")


def another_scan(folder: Path) -> Path:
    """A scan with other contents than those of the samples."""
    file = a_scan(folder, "新章程.pdf")
    file.write_bytes(file.read_bytes().replace(b"%%EOF", b"%new\n%%EOF"))
    return file


def test_E08_what_else_was_changed_sends_it_to_the_first_desk_again(signed_in: As, site: Site, group: Group) -> None:
    """Red when a desk that had approved is passed over, or the page does not say why it sees the case again."""
    ref = returned(group)
    filer = group.actor("王经办")
    act(group, "王经办", ref, "reopen")
    page = signed_in("王经办")
    page.goto(f"{site.url}/cases/{ref}/form/")
    page.locator("#cell-legal_representative").fill("周新任")
    page.locator("#cell-address").fill("渝州市滨江路 99 号")
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")
    for item in Correction.objects.filter(case__ref=ref):
        actions.reply(ref, item.pk, "explained", "已经核对。", by=filer)
    page.reload()
    move(page, "上报")
    expect(page.get_by_text("补正项以外还改动了")).to_contain_text("法定代表人")
    first = signed_in("李审核")
    first.goto(f"{site.url}/cases/{ref}/review/")
    expect(first.get_by_text("补正项以外还改动了")).to_contain_text("法定代表人")
    seen(first, "E08-more-changed")


@pytest.fixture
def plain(browser: Browser, site: Site, group: Group) -> Iterator[Page]:
    """李审核 at a phone whose browser runs no script."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, group, "李审核")
    yield page
    context.close()


def test_E07_corrections_are_pinned_and_ticked_off_without_script(plain: Page, site: Site, group: Group) -> None:
    """Red when a step only works with script, or only on a desk."""
    ref = a_case(group, "under_review")
    plain.goto(f"{site.url}/cases/{ref}/review/")
    plain.get_by_role("link", name="补正：注册地址", exact=True).click()
    plain.get_by_role("radio", name="错误").check()
    plain.get_by_label("要求").fill("门牌号不对。")
    plain.get_by_role("button", name="记下").click()
    assert plain.url.endswith("#cell-address")
    plain.get_by_role("link", name=re.compile("^修改 ?：注册地址$")).click()
    plain.get_by_label("要求").fill("门牌号与执照不一致。")
    plain.get_by_role("button", name="记下").click()
    plain.get_by_role("link", name="退回", exact=True).click()
    plain.get_by_role("button", name="确定").click()
    expect(plain.locator("p.status")).to_contain_text("已退回")
    act(group, "王经办", ref, "reopen")
    (item,) = Correction.objects.filter(case__ref=ref)
    actions.reply(ref, item.pk, "explained", "执照上就是这样。", by=group.actor("王经办"))
    act(group, "王经办", ref, "report")
    plain.goto(f"{site.url}/cases/{ref}/review/")
    button(plain, "仍有问题", "注册地址").click()
    expect(plain.get_by_text("这次要补正的 1 条")).to_be_visible()
    assert plain.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_E08_items_are_answered_without_script(browser: Browser, site: Site, group: Group) -> None:
    """Red when the list is only there with script."""
    ref = returned(group)
    act(group, "王经办", ref, "reopen")
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, group, "王经办")
    page.goto(f"{site.url}/cases/{ref}/form/")
    page.get_by_role("link", name="逐条答复").click()
    page.get_by_label("说明：注册地址").check()
    page.get_by_label("说明的内容：注册地址").fill("执照上就是这样。")
    button(page, "保存", "注册地址").click()
    expect(page.get_by_text("已答复")).to_have_count(1)
    context.close()
