"""Worklists in a browser: what they show and find (E04, E07), moves on rows, many rows at once (E09)."""

import re

import pytest
from playwright.sync_api import Page, expect

from banshi.cases.models import Case
from tests.cases.library import PACK, Library, a_library, an_application
from tests.harness.database import House
from tests.harness.site import Site
from tests.walks.people import Enter, go_in, menu, seen


@pytest.fixture
def library(site_db: House) -> Library:
    """A library with two schools in the running site."""
    return a_library()


def signed_in(another: Enter, site: Site, library: Library, name: str) -> Page:
    """One of the people at a computer of their own."""
    page = another()
    go_in(page, site, library.names[name], PACK)
    return page


def test_E05_E06_a_filer_finds_rows_and_makes_moves_on_them(another: Enter, site: Site, library: Library) -> None:
    """Red when a move of a row leaves the list, or what asks first is sent without an answer."""
    ready = an_application(library, "欧阳小满", photo=True)
    flawed = an_application(library, "欧阳 Anna", born_on="", wants_post="是", post_address="渝州市一号")
    for reader, at in (("司马甲", "waiting"), ("司马乙", "returned"), ("司马丙", "issued")):
        an_application(library, reader, at)
    page = signed_in(another, site, library, "王经办")
    menu(page, "我的申请").click()
    seen(page, "E06-worklist")
    page.get_by_label("读者姓名").fill("欧阳")
    page.get_by_role("button", name="查询").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_role("button", name=re.compile(f"提交 ?{ready}")).click()
    expect(page.get_by_text(f"{ready} 已提交：待审核")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(2)
    seen(page, "E06-reported")
    page.get_by_role("button", name=re.compile(f"删除 ?{flawed}")).click()
    seen(page, "E06-asked")
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    assert Case.objects.get(ref=flawed).state == "draft"
    page.get_by_role("button", name=re.compile(f"提交 ?{flawed}")).click()
    page.get_by_role("link", name="出生日期").click()
    expect(page.get_by_label("出生日期")).to_be_focused()
    seen(page, "E05-from-a-row")


def test_E04_columns_and_searches_are_ones_own_and_stay(another: Enter, site: Site, library: Library) -> None:
    """Red when a search is kept without what was looked for, or is gone on another computer."""
    for number in range(22):
        an_application(library, f"欧阳{number:02}")
    page = signed_in(another, site, library, "王经办")
    menu(page, "我的申请").click()
    page.get_by_label("读者姓名").fill("欧阳")
    page.get_by_role("button", name="查询").click()
    page.get_by_text("存为常用查询").click()
    page.get_by_label("这次查询叫什么").fill("欧阳家的")
    seen(page, "E04-keeping")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="选择列").click()
    page.get_by_label("办件编号", exact=True).uncheck()
    seen(page, "E04-columns")
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_role("columnheader", name="办件编号")).to_have_count(0)
    elsewhere = signed_in(another, site, library, "王经办")
    menu(elsewhere, "我的申请").click()
    elsewhere.get_by_role("link", name="欧阳家的").click()
    expect(elsewhere.get_by_label("读者姓名")).to_have_value("欧阳")
    expect(elsewhere.get_by_role("button", name="全选符合条件的全部 22 件")).to_be_visible()
    seen(elsewhere, "E04-kept")
    elsewhere.get_by_role("button", name="全选符合条件的全部 22 件").click()
    seen(elsewhere, "E07-all-found")
    elsewhere.get_by_role("button", name="确定办理 22 件").click()
    expect(elsewhere.get_by_text("没有办理的 22 件")).to_be_visible()
    seen(elsewhere, "E07-left")


def test_E07_a_reviewer_finds_what_was_filed(another: Enter, site: Site, library: Library) -> None:
    """Red when the answers that were filed are neither shown nor found."""
    for reader, at in (("欧阳小满", "waiting"), ("司马甲", "waiting"), ("司马乙", "returned"), ("司马丙", "issued")):
        an_application(library, reader, at)
    page = signed_in(another, site, library, "李审核")
    menu(page, "收到的申请").click()
    seen(page, "E07-received")
    page.get_by_label("读者姓名").fill("司马")
    page.get_by_role("button", name="查询").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    page.goto(f"{site.url}/s/{PACK}/cases/waiting/")
    expect(page.locator("tbody tr")).to_have_count(2)
    seen(page, "E07-worklist")
