"""P11: 变动登记 and 注销登记 in a browser; and what a reviewer sees first: what changed (E08), many at once, who has taken it on."""

from pathlib import Path

from playwright.sync_api import Page, expect

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.models import Case
from banshi.records.models import Record
from tests.harness.site import Site
from tests.situations import Group, a_case, act, attach_all
from tests.walks.people import As, menu, move, seen
from tests.walks.test_occupation import attach_all as attach_scans


def start(page: Page, title: str) -> None:
    """【变动登记】 (or another) → 【下一步】 → 【确定】."""
    menu(page, title).click()
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="确定").click()
    page.wait_for_url("**/form/")


def test_P11_a_change_starts_from_what_is_registered_and_shows_it(
    signed_in: As, site: Site, group: Group, tmp_path: Path
) -> None:
    a_case(group, "registered")
    page = signed_in("王经办")
    start(page, "变动登记")
    expect(page.locator("#cell-legal_representative")).to_have_value("钱代表")
    page.get_by_role("checkbox", name="注册地").check()
    page.get_by_label("变动原因").fill("公司搬迁")
    page.fill("#cell-period", "2026-03-31")
    page.get_by_role("radio", name="是", exact=True).first.check()
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("alert")).to_contain_text("与已登记的数据相比没有变化")
    page.fill("#cell-address", "渝州市新区大道 1 号")
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")
    page.get_by_role("button", name="上一步").click()
    expect(page.get_by_text("原来是“渝州市滨江路 18 号”")).to_be_visible()
    seen(page, "P11-change")
    page.get_by_role("button", name="下一步").click()
    attach_scans(page, tmp_path)
    move(page, "上报")
    expect(page.get_by_role("region", name="与已登记的数据")).to_contain_text("渝州市新区大道 1 号")
    seen(page, "P11-reported")
    ref = Case.objects.get(matter="property_rights/change", subject=group.units["fourth"]).ref
    for name in ("李审核", "赵主管", "孙总管", "陈处长"):
        act(group, name, ref, "approve", "同意。")
    assert Record.objects.filter(subject=group.units["fourth"]).count() == 2


def test_P11_after_a_cancellation_the_unit_is_closed_and_its_superior_prints(
    signed_in: As, site: Site, group: Group, tmp_path: Path
) -> None:
    a_case(group, "registered")
    page = signed_in("王经办")
    start(page, "注销登记")
    page.get_by_role("checkbox", name="解散清算").check()
    page.get_by_label("注销原因").fill("清算完毕")
    page.fill("#cell-period", "2026-05-31")
    seen(page, "P11-cancel")
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")
    attach_scans(page, tmp_path)
    move(page, "上报")
    expect(page.locator("p.status")).to_contain_text("待审核")
    ref = Case.objects.get(matter="property_rights/cancel", subject=group.units["fourth"]).ref
    for name in ("李审核", "赵主管", "孙总管", "陈处长"):
        act(group, name, ref, "approve", "同意。")
    page.goto(f"{site.url}/s/property_rights/start/occupy/")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    superior = signed_in("李审核")
    superior.goto(f"{site.url}/cases/{ref}/")
    expect(superior.locator("p.status")).to_contain_text("已注销")
    expect(superior.get_by_role("link", name="企业产权注销登记表")).to_be_visible()


def reported_again(group: Group, **typed: str) -> str:
    """A case 李审核 returned, mended by 王经办 and reported again."""
    ref = a_case(group, "returned")
    act(group, "王经办", ref, "reopen")
    filer = group.actor("王经办")
    case = queries.case_for(filer, ref)
    cases.save_draft(case, case.draft | typed, by=filer, version=case.draft_version)
    attach_all(ref, filer)
    act(group, "王经办", ref, "report")
    return ref


def test_E08_the_next_reviewer_sees_what_changed_since_their_desk_last_acted(
    signed_in: As, site: Site, group: Group
) -> None:
    """Red when the submission is compared with itself, or with one another desk saw."""
    ref = reported_again(group, address="渝州市滨江路 20 号")
    page = signed_in("李审核")
    page.goto(f"{site.url}/cases/{ref}/review/")
    changed = page.get_by_role("region", name="有 1 处变化")
    expect(changed).to_contain_text("渝州市滨江路 18 号")
    expect(changed).to_contain_text("渝州市滨江路 20 号")
    seen(page, "E08-changes")
    act(group, "李审核", ref, "approve", "同意。")
    other = signed_in("赵主管")
    other.goto(f"{site.url}/cases/{ref}/review/")
    expect(other.get_by_role("heading", name="处变化")).to_have_count(0)


def test_E07_many_are_decided_with_one_opinion_after_a_preview(signed_in: As, site: Site, group: Group) -> None:
    refs = [a_case(group, "under_review", claims=False) for _ in range(3)]
    page = signed_in("李审核")
    menu(page, "待审核").click()
    page.get_by_role("button", name="全选本页").click()
    page.get_by_role("button", name="批量办理勾选的").click()
    expect(page.get_by_role("heading", name="批量办理：3 件")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=refs[0])).to_contain_text("交通公司")
    seen(page, "E07-batch")
    act(group, "李审核", refs[0], "approve", "先办一件。")
    page.locator("#opinion").fill("经审核，同意。")
    page.get_by_role("button", name="确定办理 3 件").click()
    expect(page.get_by_text("已对 2 件办理“通过”")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=refs[0])).to_contain_text("李审核")
    seen(page, "E07-batched")
    assert {Case.objects.get(ref=ref).position for ref in refs} == {1}


def test_E07_who_has_taken_a_case_on_is_seen_and_the_next_is_one_press_away(
    signed_in: As, site: Site, group: Group
) -> None:
    first, second = (a_case(group, "under_review", claims=False) for _ in range(2))
    page = signed_in("李审核")
    page.goto(f"{site.url}/cases/{first}/review/")
    page.get_by_role("button", name="接手").click()
    expect(page.get_by_role("button", name="放回")).to_be_visible()
    page.get_by_role("link", name="下一件").click()
    expect(page.get_by_text(second)).to_be_visible()
    seen(page, "E07-desk")
    move(page, "通过")
    expect(page.locator("p.status")).to_contain_text("交通公司")
    menu(page, "待审核").click()
    expect(page.get_by_role("row").filter(has_text=first)).to_contain_text("李审核办理中")
    page.get_by_label("办理人").select_option("还没有人接手")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("没有符合条件的办件")).to_be_visible()
