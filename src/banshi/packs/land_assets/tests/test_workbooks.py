"""Many parcels by one workbook: what it would change, what was returned, which place is meant."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banshi.cases.imports import actions, queries
from banshi.cases.imports.stages import FILED, UPDATE
from banshi.cases.models import Case
from banshi.catalogue import actions as catalogue
from banshi.forms.workbooks.layout import sheets
from banshi.jobs.demo_files import sample
from banshi.lib import spreadsheets
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Invalid
from banshi.lib.spreadsheets import SheetHead, column_name
from banshi.packs.land_assets.demo import parcel
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, act
from tests.cases.bulk import a_zip, the_matter, upload, work
from tests.forms.filled import filled

PARCEL = "land_assets/parcel"
pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Province:
    return a_province()


def a_row(number: int = 1, **more: Any) -> dict[str, Any]:
    """A sound row of a workbook."""
    typed = parcel(number, "430203", "15000") | more
    return {key: "；".join(value) if isinstance(value, list) else value for key, value in typed.items()}


def uploaded(province: Province, *rows: dict[str, Any]) -> queries.ImportSight:
    """A workbook of 王经办, checked."""
    return upload(filled(the_matter(PARCEL), rows), province.actor("王经办"), PARCEL)


def test_eight_rows_take_no_more_statements_than_two(province: Province) -> None:
    """Red when a region, or who else holds a document, is looked up row by row."""
    uploaded(province, a_row(99))  # the matter is read once in a process
    taken = []
    for first, last in ((1, 3), (11, 19)):
        with CaptureQueriesContext(connection) as statements:
            batch = uploaded(province, *(a_row(number) for number in range(first, last)))
        assert queries.mistakes(batch) == []
        taken.append(len(statements))
    assert taken[0] == taken[1]


def test_a_row_that_updates_names_its_case_and_what_would_change(province: Province) -> None:
    """Red when the preview says only that something is updated."""
    ref = a_parcel(province)
    batch = uploaded(province, a_row(area="16000", location="新址"), a_row(2))
    assert queries.mistakes(batch) == []
    updated, new = queries.rows(batch, 0, by=province.actor("王经办"))
    assert (updated.outcome, updated.ref, new.update) == (UPDATE, ref, None)
    assert updated.update
    assert [(each.label, each.after) for each in updated.update.changes] == [
        ("坐落", "新址"),
        ("土地面积", "16,000 ㎡（合 24.00 亩）"),
    ]


def test_a_returned_parcel_is_taken_up_again_by_its_row(province: Province) -> None:
    """Red when only drafts are updated: the template says that a workbook may be used again."""
    ref = a_parcel(province, title_state="无证无合同", title_note="正在补办")
    act(province, "王经办", ref, "report")
    act(province, "李审核", ref, "return", "坐落写全。")
    batch = uploaded(province, a_row(location="新址", title_state="无证无合同", title_note="正在补办"))
    (row,) = queries.rows(batch, 0, by=province.actor("王经办"))
    assert row.update
    assert row.update.taking_up
    assert row.update.taking_up.title == "重新上报"
    assert Case.objects.get(ref=ref).state == "returned"
    actions.file(batch.id, only_correct=False, by=province.actor("王经办"))
    assert work(batch.id).stage == FILED
    case = Case.objects.get(ref=ref)
    assert (case.state, case.draft["location"]) == ("draft", "新址")


def test_a_parcel_under_review_stays_as_it_is_and_its_row_says_what_to_do(province: Province) -> None:
    """Red when whatever leads back to a draft is done by itself: 撤回 is the filer's to press."""
    ref = a_parcel(province, title_state="无证无合同", title_note="正在补办")
    act(province, "王经办", ref, "report")
    batch = uploaded(province, a_row())
    (mistake,) = queries.mistakes(batch)
    assert (mistake.cell, ref in mistake.words, "等退回" in mistake.words) == ("A2", True, True)
    (row,) = queries.rows(batch, 0, by=province.actor("王经办"))
    assert (row.ref, row.update) == (ref, None)


def test_mistakes_and_hints_are_counted_and_listed_apart(province: Province) -> None:
    """Red when rows are counted for mistakes, or hints stand among them."""
    batch = uploaded(province, a_row(area="0", location="", right_holder="别的单位"), a_row(2))
    counts = queries.counts_of(batch)
    assert (counts.wrong, counts.mistakes, counts.hints) == (1, 2, 1)
    assert all(each.blocks for each in queries.mistakes(batch))
    assert ["不是本单位" in each.words for each in queries.mistakes(batch, blocks=False)] == [True]


def test_a_county_is_known_by_its_name(province: Province) -> None:
    """Red when only codes are understood, and when a name nobody knows stops elsewhere than at its cell."""
    batch = uploaded(province, a_row(region="芦淞区"), a_row(2, region="芦淞"))
    (mistake,) = queries.mistakes(batch)
    assert (mistake.row, "湖南省 株洲市 芦淞区（430203）" in mistake.words) == (3, True)


def test_a_county_with_a_namesake_in_another_province_is_the_provinces_own(province: Province) -> None:
    """Red when the whole country is looked through: 永定区 lies in 湖南 and in 福建, and only the one of the province may be meant."""
    named = [("430802", "湖南省 张家界市 永定区"), ("350803", "福建省 龙岩市 永定区")]
    catalogue.load_codes("region", named, by=SYSTEM)
    batch = uploaded(province, a_row(region="永定区"))
    assert queries.mistakes(batch) == []
    actions.file(batch.id, only_correct=False, by=province.actor("王经办"))
    work(batch.id)
    assert Case.objects.get(subject=province.units["third"]).draft["region"] == "430802"


def test_one_bad_scan_stops_no_other_and_every_file_is_accounted_for(province: Province) -> None:
    """Red when a ZIP is refused for one of its files, and when nobody says where the others went."""
    filer = province.actor("王经办")
    batch = uploaded(province, a_row(), a_row(2))
    actions.file(batch.id, only_correct=False, by=filer)
    work(batch.id)
    good = sample("扫描件", ("pdf",))[1].read()
    files = {
        "地块01_宗地图.PDF": good,
        "地块 02_宗地图.pdf": b"broken",
        "地块 02_现状.bmp": b"BM",
        "地块 9_宗地图.pdf": good,
    }
    actions.take_scans(batch.id, a_zip(files), "扫描件.zip", by=filer)
    after = work(batch.id)
    first, second = queries.rows(after, 0, by=filer)
    assert [(each.material, each.name) for each in first.scans] == [("宗地图", "地块01_宗地图.PDF")]
    assert second.scans == []
    left = {name: why for name, why, _ in after.unmatched}
    assert list(left) == ["地块 02_宗地图.pdf", "地块 02_现状.bmp", "地块 9_宗地图.pdf"]
    assert "内容与扩展名不符" in left["地块 02_宗地图.pdf"]
    assert "不是材料名称或序号" in left["地块 02_现状.bmp"]


def test_everything_bad_in_one_workbook_is_named_at_its_cell_and_nothing_is_filed(province: Province) -> None:
    """Red when the first problem hides the rest, or the sound row goes in alone without being asked for."""

    def spoil(book: Any, pages: dict[str, Any]) -> None:
        page, at = pages["地块信息"], column_of
        page.write_formula(2, at["area"], "=100*2", None, 200)
        page.write_formula(3, at["area"], "=100*3", None, "")
        page.write_number(2, at["doc_no"], 430_203_199_001_010_011)
        page.write_string(2, at["term_start"], "二〇一二年六月")
        page.write_number(2, at["acquired_on"], 41090)
        page.write_string(0, at["location"], "四至*")
        page.write_string(0, at["bounds"], "坐落*")

    said = the_matter(PARCEL)
    assert said.workbook
    (sheet, *_) = sheets(said, said.workbook)
    column_of = {column.field.key: at for at, column in enumerate(sheet.columns)}
    same = [a_row(1), a_row(2), a_row(3), a_row(3)]
    filer = province.actor("王经办")
    batch = upload(filled(said, [row | {"bounds": "坐落在此"} for row in same], touch=spoil), filer, PARCEL)
    found = queries.mistakes(batch)

    def told(key: str, row: int = 3) -> str:
        return " ".join(each.words for each in found if each.cell == f"{column_name(column_of[key])}{row}")

    assert "这里是公式，算出的是“200”，核对后请直接填写数值" in told("area")
    assert "这里是公式，还没有算出结果，请直接填写数值" in told("area", 4)
    back = [line.title for line in spreadsheets.lines(queries.given_back(batch)) if isinstance(line, SheetHead)]
    assert "填写说明" in back
    assert "末几位已经丢失" in told("doc_no")
    assert "应填写日期" in told("term_start")
    assert "可能是 2012-06-30" in told("acquired_on")
    assert "与第 5 行重复" in told("name", 4)
    assert "与第 4 行重复" in told("name", 5)
    assert ["移动过" in each.words for each in queries.mistakes(batch, blocks=False)].count(True) == 2
    assert not Case.objects.filter(filing_unit=filer.unit).exists()
    with pytest.raises(Invalid, match="没有导入任何一行"):
        actions.file(batch.id, only_correct=False, by=filer)


def test_what_is_no_workbook_is_refused_with_what_is_wanted(province: Province) -> None:
    with pytest.raises(Invalid, match=r"内容与扩展名不符.*\.xlsx"):
        upload(b"%PDF-1.7", province.actor("王经办"), PARCEL)
