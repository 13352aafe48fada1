"""A group files its history by one workbook: checked, shown, filed, with its scans, reported."""

import io
from typing import Any

import pytest

from banshi.cases import lookups
from banshi.cases import queries as cases
from banshi.cases.imports import actions, queries
from banshi.cases.imports.stages import CHECKED, FILED, REFUSED
from banshi.cases.models import Attachment, Case
from banshi.define import Organisation
from banshi.files.scanner import CLEAN, INFECTED
from banshi.jobs.demo_files import sample
from banshi.lib import spreadsheets
from banshi.lib.refusals import Conflict, Invalid, NotFound
from banshi.people import queries as people
from tests.cases.bulk import LIBRARY, a_reader_unit, a_zip, history, the_matter, upload, work
from tests.files.samples import locked
from tests.forms.filled import filled
from tests.situations import OCCUPY, Group, a_group

pytestmark = pytest.mark.django_db
MARK = b"% a virus\n%%EOF\n"


@pytest.fixture
def group() -> Group:
    return a_group()


def a_reader(name: str, **more: Any) -> dict[str, Any]:
    return {"reader_name": name, "born_on": "1990-05-01", "wants_post": "否", "books": "3"} | more


def words_of(batch: queries.ImportSight) -> dict[str, str]:
    """What is wrong, by “sheet!cell”."""
    return {f"{each.sheet}!{each.cell}": each.words for each in queries.mistakes(batch)}


def test_a_first_level_enterprise_files_for_all_below_it_and_reports_in_one_press(group: Group) -> None:
    """Red when the right “below” is left out, when tables are not joined by code, and when a scan stays without its case."""
    filer = group.actor("孙总管")
    rows, tables = history(group)
    batch = upload(filled(the_matter(OCCUPY), rows, tables), filer)
    assert words_of(batch) == {}
    assert queries.counts_of(batch).new == 3
    actions.file(batch.id, only_correct=False, by=filer)
    assert work(batch.id).stage == FILED
    refs = [row.ref for row in queries.rows(batch, 0, by=filer)]
    assert {Case.objects.get(ref=ref).subject_id for ref in refs} == {
        group.units[key] for key in ("second", "third", "fourth")
    }
    assert cases.history(cases.case_for(filer, refs[0]))[0].title == "新建占有登记"
    names = [f"{group.codes[unit]}_{number}.pdf" for unit in ("second", "third") for number in range(1, 17)]
    actions.take_scans(batch.id, a_zip([*names, f"{group.codes['fourth']}_公司章.pdf"]), "扫描件.zip", by=filer)
    after = work(batch.id)
    assert after.unmatched == [
        [f"{group.codes['fourth']}_公司章.pdf", "“公司章”不是材料名称或序号", f"{group.codes['fourth']}_公司章程.pdf"]
    ]
    assert Attachment.objects.filter(case__ref=refs[0]).count() == 16
    actions.report(batch.id, by=filer)
    counts = queries.counts_of(work(batch.id))
    assert (counts.reported, counts.left) == (2, 1)
    assert "请上传" in queries.rows(batch, 0, "left", by=filer)[0].faults[0].words
    assert Case.objects.get(ref=refs[1]).desk_id == group.units["second"]


def test_a_locked_and_an_infected_scan_are_named_and_the_others_taken(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red when one of them refuses the whole ZIP, or is taken."""
    scan = sample("扫描件", ("pdf",))[1].read()
    monkeypatch.setattr("banshi.files.scanner.verdict", lambda data: INFECTED if MARK in data else CLEAN)
    filer = group.actor("孙总管")
    rows, tables = history(group)
    batch = upload(filled(the_matter(OCCUPY), rows, tables), filer)
    actions.file(batch.id, only_correct=False, by=filer)
    work(batch.id)
    good, bad, shut = (f"{group.codes['second']}_{number}.pdf" for number in (1, 2, 3))
    packed = locked(a_zip({good: scan, bad: scan + MARK, shut: scan}).read(), shut)
    actions.take_scans(batch.id, io.BytesIO(packed), "扫描件.zip", by=filer)
    left = {name: why for name, why, *_ in work(batch.id).unmatched}
    assert {*left} == {bad, shut}
    assert "病毒" in left[bad]
    assert "密码" in left[shut]
    assert [each.name for each in Attachment.objects.all()] == [good]


def test_nobody_files_by_workbook_for_who_is_not_below_and_strangers_see_nothing(group: Group) -> None:
    rows, tables = history(group)
    batch = upload(filled(the_matter(OCCUPY), rows, tables), group.actor("张旁人"))
    assert queries.counts_of(batch).wrong == 3
    assert "不在您的填报范围内" in words_of(batch)["基本信息!A2"]
    with pytest.raises(NotFound):
        queries.import_for(group.actor("孙总管"), batch.id)
    with pytest.raises(NotFound):
        actions.file(batch.id, only_correct=True, by=group.actor("孙总管"))


def test_every_mistake_stands_at_its_cell_and_the_first_never_hides_the_rest(group: Group) -> None:
    """Red when checking stops at the first row, or when a table's mistakes are told at its case."""
    filer = group.actor("孙总管")
    rows, tables = history(group)
    rows[0] |= {"period": "去年", "paid_in_capital": "7"}
    rows[2]["legal_representative"] = ""
    tables["investors"][1]["ratio"] = "30"
    batch = upload(filled(the_matter(OCCUPY), rows, tables), filer)
    found = words_of(batch)
    assert found["基本信息!C2"] == "“数据截止日”应填写日期，例如 2026-11-21。"
    assert any("实收资本" in words for cell, words in found.items() if cell.startswith("基本信息!"))
    assert any("法定代表人" in words for cell, words in found.items() if cell.endswith("4"))
    assert "100%" in found["出资人及股权结构!I3"]
    assert queries.counts_of(batch).wrong == 3
    with pytest.raises(Invalid, match="没有导入任何一行"):
        actions.file(batch.id, only_correct=False, by=filer)


def test_units_are_picked_by_name_as_well_as_by_code(group: Group) -> None:
    """The template lists those one may pick, with both. Red when only codes are read, or units of another group are offered."""
    filer = group.actor("孙总管")
    rows, tables = history(group)
    names = [f"渝州{group.codes[key]}{title}" for key, title in (("first", "集团"), ("second", "交通公司"))]
    ways = (names[0], f"{names[1]}（{group.codes['second']}）", f"{group.codes['third'][:8]}-{group.codes['third'][8]}")
    for row, way in zip(rows, ways, strict=True):
        row["main_investor"] = way
    assert words_of(upload(filled(the_matter(OCCUPY), rows, tables), filer)) == {}
    rows[0]["main_investor"] = "没有这家公司"
    (words,) = words_of(upload(filled(the_matter(OCCUPY), rows, tables), filer)).values()
    assert words.startswith("没有找到“没有这家公司”")
    offered = lookups.code_lists(the_matter(OCCUPY).form, unit=group.units["first"])[Organisation]
    assert (group.codes["third"], people.name_of(group.units["third"])) in offered
    assert group.codes["other"] not in dict(offered)


def test_all_or_nothing_unless_the_correct_rows_are_chosen_and_the_rest_comes_back_as_a_workbook() -> None:
    """Red when a wrong row keeps the others from being chosen, or a right one comes back."""
    filer = a_reader_unit()
    book = filled(the_matter(LIBRARY), [a_reader("赵一"), a_reader("钱二", books="99"), a_reader("孙三")])
    batch = upload(book, filer, LIBRARY)
    with pytest.raises(Invalid):
        actions.file(batch.id, only_correct=False, by=filer)
    assert not Case.objects.filter(filing_unit=filer.unit).exists()
    actions.file(batch.id, only_correct=True, by=filer)
    after = work(batch.id)
    assert (queries.counts_of(after).kept, queries.counts_of(after).wrong) == (2, 1)
    rest = spreadsheets.read(queries.given_back(after, only_wrong=True))
    assert [row[0] for row in rest] == ["读者姓名*", "", "钱二"]
    assert rest[0][-1] == "问题"
    assert "不能大于 10" in rest[2][-1]
    mended = upload(filled(the_matter(LIBRARY), [a_reader("钱二")]), filer, LIBRARY)
    assert queries.counts_of(mended).new == 1


def test_rows_come_back_where_they_stood_and_the_example_with_them() -> None:
    """Red when rows are written one below the other: the cells that are named are then those of another workbook."""
    filer = a_reader_unit()
    example = {"reader_name": "示例（本行不导入）", "books": "1"}
    book = filled(the_matter(LIBRARY), [example, a_reader("赵一"), {}, a_reader("钱二", books="99")])
    batch = upload(book, filer, LIBRARY)
    assert list(words_of(batch)) == ["申请信息!E5"]
    back = spreadsheets.read(queries.given_back(batch))
    assert [row[0] for row in back] == ["读者姓名*", "示例（本行不导入）", "赵一", "", "钱二"]
    assert "不能大于 10" in back[4][-1]
    assert queries.counts_of(upload(queries.given_back(batch), filer, LIBRARY)).new == 1


def test_a_second_upload_updates_by_key_and_leaves_what_is_empty(group: Group) -> None:
    """Red when a second workbook makes second drafts, or an empty cell empties the draft."""
    filer = a_reader_unit()
    first = upload(filled(the_matter(LIBRARY), [a_reader("赵一")]), filer, LIBRARY)
    actions.file(first.id, only_correct=False, by=filer)
    work(first.id)
    again = upload(filled(the_matter(LIBRARY), [a_reader("赵一", books="5", born_on="")]), filer, LIBRARY)
    assert queries.counts_of(again).update == 1
    actions.file(again.id, only_correct=False, by=filer)
    work(again.id)
    case = Case.objects.get(filing_unit=filer.unit)
    assert (case.draft["books"], case.draft["born_on"], case.draft_version) == ("5", "1990-05-01", 2)
    assert case.draft_marks["books"] == [2, "王经办"]


def test_a_case_under_way_is_not_touched_and_says_so() -> None:
    """Red when a second upload makes a draft beside a reported case."""
    filer = a_reader_unit()
    book = filled(the_matter(LIBRARY), [a_reader("赵一")])
    batch = upload(book, filer, LIBRARY)
    actions.file(batch.id, only_correct=False, by=filer)
    work(batch.id)
    Case.objects.filter(filing_unit=filer.unit).update(state="waiting")
    assert "不能用工作簿修改" in words_of(upload(book, filer, LIBRARY))["申请信息!A2"]


def test_what_changed_between_check_and_press_is_checked_again() -> None:
    """Red when filing trusts an old check."""
    filer = a_reader_unit()
    book = filled(the_matter(LIBRARY), [a_reader("赵一")])
    first, second = upload(book, filer, LIBRARY), upload(book, filer, LIBRARY)
    actions.file(first.id, only_correct=False, by=filer)
    work(first.id)
    Case.objects.filter(filing_unit=filer.unit).update(state="waiting")
    actions.file(second.id, only_correct=False, by=filer)
    assert work(second.id).stage == CHECKED
    assert Case.objects.filter(filing_unit=filer.unit).count() == 1


def test_two_presses_file_once() -> None:
    filer = a_reader_unit()
    batch = upload(filled(the_matter(LIBRARY), [a_reader("赵一")]), filer, LIBRARY)
    actions.file(batch.id, only_correct=False, by=filer)
    with pytest.raises(Conflict):
        actions.file(batch.id, only_correct=False, by=filer)


def test_two_rows_of_one_key_name_each_other_and_lost_rows_of_tables_are_named(group: Group) -> None:
    rows, tables = history(group)
    tables["investors"].append({**tables["investors"][0], "org_code": "123456789"})
    found = words_of(upload(filled(the_matter(OCCUPY), [*rows, rows[0]], tables), group.actor("孙总管")))
    assert found["基本信息!A2"].startswith("与第 5 行重复")
    assert found["基本信息!A5"].startswith("与第 2 行重复")
    assert found["出资人及股权结构!A5"] == "“基本信息”中没有“123456789”这一行。"


def test_many_rows_of_one_key_name_the_first_few_others() -> None:
    """Red when every row names all others, which is more than any page can show."""
    filer = a_reader_unit()
    found = words_of(upload(filled(the_matter(LIBRARY), [a_reader("赵一")] * 40), filer, LIBRARY))
    assert found["申请信息!A2"] == "与第 3、4、5 行等 39 行重复，只能留一行。"
    assert found["申请信息!A41"] == "与第 2、3、4 行等 39 行重复，只能留一行。"


def test_rows_whose_keys_are_only_spelled_otherwise_are_one_row_too_many() -> None:
    """Red when keys are compared to the letter: only one of these could ever be reported."""
    filer = a_reader_unit()
    found = upload(
        filled(the_matter(LIBRARY), [a_reader(name) for name in ("赵 A1", "赵 Ａ１", "赵一")]), filer, LIBRARY
    )
    assert words_of(found) == {
        "申请信息!A2": "与第 3 行重复（空格、全角半角、大小写不同的，算同一个），只能留一行。",
        "申请信息!A3": "与第 2 行重复（空格、全角半角、大小写不同的，算同一个），只能留一行。",
    }


def test_a_draft_is_found_however_its_key_is_spelled_but_first_to_the_letter() -> None:
    """Red when another spelling makes a second draft, and when it is taken for the draft that has just this key."""
    filer = a_reader_unit()
    for name in ("赵 A1", "钱二"):
        batch = upload(filled(the_matter(LIBRARY), [a_reader(name)]), filer, LIBRARY)
        actions.file(batch.id, only_correct=False, by=filer)
        work(batch.id)
    batch = upload(filled(the_matter(LIBRARY), [a_reader("赵a１")]), filer, LIBRARY)
    assert queries.counts_of(batch).update == 1
    actions.file(batch.id, only_correct=False, by=filer)
    work(batch.id)
    first, second = Case.objects.filter(filing_unit=filer.unit).order_by("pk")
    assert first.draft["reader_name"] == "赵a１"
    Case.objects.filter(pk=second.pk).update(draft=second.draft | {"reader_name": "赵A1"})
    batch = upload(filled(the_matter(LIBRARY), [a_reader("赵a１")]), filer, LIBRARY)
    assert [row.ref for row in queries.rows(batch, 0, by=filer)] == [first.ref]


@pytest.mark.parametrize("rows", [[], [{"reader_name": "示例（本行不导入）"}]])
def test_a_workbook_without_rows_is_refused_in_words(rows: list[dict[str, Any]]) -> None:
    """Red when the example row is data."""
    filer = a_reader_unit()
    batch = upload(filled(the_matter(LIBRARY), rows), filer, LIBRARY)
    assert batch.stage == REFUSED
    assert "还没有要导入的行" in batch.refused


@pytest.mark.parametrize("heading", [" ", "代码"])
def test_a_workbook_without_the_column_its_rows_are_known_by_is_refused_in_words(group: Group, heading: str) -> None:
    """Red when a heading that was changed leaves the worker without a column to look into."""
    rows, tables = history(group)
    book = filled(the_matter(OCCUPY), rows, tables, lambda book, pages: pages["基本信息"].write(0, 0, heading))
    batch = upload(book, group.actor("孙总管"))
    assert batch.stage == REFUSED
    assert "“基本信息”缺少“组织机构代码”这一列" in batch.refused


def test_more_rows_than_the_matter_takes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    filer = a_reader_unit()
    said = the_matter(LIBRARY).workbook
    assert said
    object.__setattr__(said, "most", 2)
    try:
        book = filled(the_matter(LIBRARY), [a_reader(name) for name in ("赵一", "钱二", "孙三")])
        assert "最多导入 2 行" in upload(book, filer, LIBRARY).refused
    finally:
        object.__setattr__(said, "most", 10_000)
