"""批量补录 in a browser: template, a workbook with mistakes, mended, filed, scans, reported."""

from pathlib import Path
from typing import Any

from django.db import transaction
from playwright.sync_api import Page, expect

from banshi.cases.imports.stages import MATCHING
from banshi.cases.models import Case, Import
from banshi.ledger.clock import Now
from banshi.ledger.models import Delivery
from banshi.lib import spreadsheets
from tests.cases.bulk import a_checked_import, a_zip, history, the_matter
from tests.forms.filled import filled
from tests.harness.browser import PHONE
from tests.harness.site import Site
from tests.situations import OCCUPY, Group
from tests.walks.people import As, menu, seen

LONG = 60_000  # milliseconds for the worker on a busy machine


def send(page: Page, label: str, file: Path, button: str) -> None:
    """A file, and the press that sends it."""
    page.get_by_label(label).set_input_files(file)
    page.get_by_role("button", name=button).click()


def a_book(folder: Path, name: str, rows: list[dict[str, Any]], tables: dict[str, list[dict[str, Any]]]) -> Path:
    """A workbook on the person's disk."""
    file = folder / name
    file.write_bytes(filled(the_matter(OCCUPY), rows, tables))
    return file


def test_S18_a_group_files_its_history_by_one_workbook(signed_in: As, site: Site, group: Group, tmp_path: Path) -> None:
    """Red when a mistake has no cell, when the page does not follow the worker by itself, and when a scan finds no case."""
    page = signed_in("孙总管")
    menu(page, "批量补录").click()
    seen(page, "S18-bulk")
    with page.expect_download() as template:
        page.get_by_role("link", name="下载模板").click()
    heads = [
        line for line in spreadsheets.lines(Path(template.value.path()).read_bytes()) if not isinstance(line, list)
    ]
    assert [head.title for head in heads][:2] == ["填写说明", "基本信息"]
    rows, tables = history(group)
    wrong = [rows[0] | {"period": "去年"}, *rows[1:]]
    send(page, "填好的工作簿", a_book(tmp_path, "补录.xlsx", wrong, tables), "上传检查")
    mistakes = page.get_by_role("table", name="需要修改的地方")
    expect(mistakes).to_contain_text("C2", timeout=LONG)
    expect(mistakes).to_contain_text("“数据截止日”应填写日期")
    seen(page, "S18-mistakes")
    with page.expect_download() as marked:
        page.get_by_role("link", name="下载标出问题的工作簿").click()
    assert "数据截止日" in spreadsheets.read(Path(marked.value.path()).read_bytes())[1][-1]
    expect(page.get_by_role("button", name="先导入正确的行")).to_be_visible()
    page.get_by_role("link", name="重新上传").click()
    send(page, "填好的工作簿", a_book(tmp_path, "补录改好.xlsx", rows, tables), "上传检查")
    page.get_by_role("button", name="导入 3 件").click(timeout=LONG)
    expect(page.get_by_text("填报中 3 件")).to_be_visible(timeout=LONG)
    scans = tmp_path / "扫描件.zip"
    names = [f"{group.codes['second']}_{number}.pdf" for number in (1, 5, 7, 8, 13, 15)]
    scans.write_bytes(a_zip([*names, f"{group.codes['third']}_公司章.pdf"]).getvalue())
    send(page, "扫描件压缩包", scans, "上传并对应")
    expect(page.get_by_role("table", name="没有对应上的扫描件")).to_contain_text("公司章程", timeout=LONG)
    seen(page, "S18-scans")
    page.get_by_role("button", name="上报 3 件").click()
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_text("已上报 1 件")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("没有上报 2 件")).to_be_visible()
    seen(page, "S18-reported")
    page.set_viewport_size(PHONE)
    seen(page, "S18-reported-phone")
    assert Case.objects.get(subject=group.units["second"]).state == "under_review"


def test_S18_the_page_follows_the_worker_also_while_nothing_changes(signed_in: As, site: Site, group: Group) -> None:
    """Red when the page asks again only once something has changed: under load it stood at “0 / 7” for good."""
    with transaction.atomic():
        batch = a_checked_import(group)
        Delivery.objects.filter(payload={"import": batch.id}).update(done_at=Now())  # no worker is to take it up
    working = Import.objects.filter(pk=batch.id)
    working.update(stage=MATCHING, total=7, done=0)
    page = signed_in("王经办")
    page.goto(f"{site.url}/imports/{batch.id}/")
    for _ in range(3):
        with page.expect_response(f"**/imports/{batch.id}/"):
            pass
    working.update(done=3)
    expect(page.get_by_text("3 / 7")).to_be_visible()
