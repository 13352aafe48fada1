"""Units from a workbook: every mistake is named at its row, and nothing is imported by halves."""

from itertools import pairwise

import pytest

from banshi.ledger import queries as ledger
from banshi.lib import spreadsheets
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Forbidden, Invalid
from banshi.people import actions, queries
from banshi.people.models import Organisation
from banshi.people.units import importing
from banshi.people.units.importing import COLUMNS, Checked, ImportRefused, Line
from tests.people.situations import TREE, a_code, a_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return queries.unit_facts(a_group(levels=1).agency, TREE)["code"]


def workbook(*rows: tuple[str, ...]) -> bytes:
    return spreadsheets.write(COLUMNS, rows, "单位")


def bring_in(*rows: tuple[str, ...]) -> actions.Imported:
    return actions.import_units(workbook(*rows), tree=TREE, by=SYSTEM)


def mistakes_of(*rows: tuple[str, ...]) -> list[tuple[int, str]]:
    with pytest.raises(ImportRefused) as refused:
        bring_in(*rows)
    return [(each.number, each.column) for each in refused.value.mistakes]


def test_units_find_their_place_whatever_the_order_of_the_rows(agency):
    """Red when rows are added in the order they came."""
    first, second, third = a_code(), a_code(), a_code()
    assert bring_in(
        ("三级公司", third, "", second, "3", ""),
        ("二级公司", f"{second[:8]}-{second[8].lower()}", "", first, "2", agency),
        ("一级公司", first, "", agency, "1", agency),
    ) == actions.Imported(3, ())
    facts = queries.facts_by_code(third, TREE) or {}
    assert (facts["tier"], facts["parent"]["code"], facts["top"]["name"]) == (3, second, "一级公司")
    unit = Organisation.objects.get(code=third)
    assert [event.kind for event in ledger.history(f"unit:{unit.pk}")] == ["added"]


def test_every_kind_of_mistake_is_named_at_its_row_and_column(agency):
    """Red when any of the checks is left out: each row here has one mistake, and each is listed."""
    good, a, b = a_code(), a_code(), a_code()
    assert mistakes_of(
        ("", a_code(), "", agency, "", ""),
        ("校验位不对", "123456780", "", agency, "", ""),
        ("好公司", good, "", agency, "1", ""),
        ("重复", good, "", agency, "", ""),
        ("信用代码不是它的", a_code(), "91350100M000100Y43", agency, "", ""),
        ("没有上级", a_code(), "", "", "", ""),
        ("上级不存在", a_code(), "", a_code(), "", ""),
        ("级次不对", a_code(), "", agency, "2", ""),
        ("监管机构不存在", a_code(), "", agency, "", a_code()),
        ("圈一", a, "", b, "", ""),
        ("圈二", b, "", a, "", ""),
        ("名" * 101, a_code(), "", agency, "", ""),
    ) == [
        (2, "单位名称"),
        (3, "组织机构代码"),
        (5, "组织机构代码"),
        (6, "统一社会信用代码"),
        (7, "上级单位代码"),
        (8, "上级单位代码"),
        (9, "级次"),
        (10, "监管机构代码"),
        (11, "上级单位代码"),
        (12, "上级单位代码"),
        (13, "单位名称"),
    ]


def test_with_one_mistake_nothing_is_imported(agency):
    """Red when good rows are added before the bad one is met."""
    good = a_code()
    mistakes_of(("好公司", good, "", agency, "", ""), ("坏公司", "123456780", "", agency, "", ""))
    assert not Organisation.objects.filter(code=good).exists()


def test_the_returned_workbook_says_what_is_wrong_with_each_row(agency):
    good = a_code()
    with pytest.raises(ImportRefused) as refused:
        bring_in(("好公司", good, "", agency, "", ""), ("", "123456780", "", agency, "", ""))
    rows = spreadsheets.read(importing.with_mistakes(refused.value))
    assert rows[0] == [*COLUMNS, "错误"]
    assert rows[1][:2] == ["好公司", good]
    assert "单位名称：" in rows[2][-1]
    assert "组织机构代码：" in rows[2][-1]


def test_units_that_are_there_are_reported_and_left_alone(agency):
    """Red when a known code is written over."""
    code = a_code()
    bring_in(("原来的名字", code, "", agency, "", ""))
    again = bring_in(("另一个名字", code, "", agency, "", ""))
    assert (again.added, [line.code for line in again.there]) == (0, [code])
    assert Organisation.objects.get(code=code).name == "原来的名字"


def test_a_workbook_that_is_not_the_template_is_refused_in_words():
    for book in (b"nothing", spreadsheets.write(["别的"], [["x"]], "单位"), workbook()):
        with pytest.raises(Invalid, match=r"模板|第二行"):
            actions.import_units(book, tree=TREE, by=SYSTEM)


def test_the_template_can_be_downloaded_filled_in_and_read():
    rows = [[*row, *[""] * (len(COLUMNS) - len(row))] for row in spreadsheets.read(importing.template())]
    assert tuple(rows[0]) == COLUMNS
    assert tuple(rows[1]) == importing.EXAMPLE


def test_the_example_of_the_template_is_no_unit(agency):
    """Red when the example is read like any other row."""
    code = a_code()
    assert bring_in(importing.EXAMPLE, ("真实的公司", code, "", agency, "", "")).added == 1
    with pytest.raises(Invalid, match="还没有单位"):
        bring_in(importing.EXAMPLE)


def test_a_level_that_is_no_number_is_told_what_to_fill_in(agency):
    """Red when it is only compared with the level the tree gives."""
    with pytest.raises(ImportRefused) as refused:
        bring_in(("好公司", a_code(), "", agency, "一级", ""))
    assert [each.words[:4] for each in refused.value.mistakes] == ["请填数字"]


def test_only_the_system_administrator_imports():
    """Red without `rules.require`."""
    with pytest.raises(Forbidden):
        actions.import_units(workbook(), tree=TREE, by=a_group(levels=1).officer)


def test_five_hundred_units_need_few_questions_to_the_database(agency, django_assert_max_num_queries):
    """Red when parents are looked up one by one: only the events are written singly."""
    rows = [(f"公司{n}", a_code(), "", agency, "1", "") for n in range(500)]
    with django_assert_max_num_queries(500 + 12):
        assert bring_in(*rows).added == 500


def test_a_character_no_database_keeps_is_the_mistake_of_its_row(agency, monkeypatch):
    """Red when codes are looked up as they were typed: PostgreSQL takes no NUL, and the page would be an error."""
    rows = [[*COLUMNS], ["公司\0", *["\0"] * (len(COLUMNS) - 1)]]
    monkeypatch.setattr(spreadsheets, "read", lambda content: rows)
    with pytest.raises(ImportRefused) as refused:
        actions.import_units(b"", tree=TREE, by=SYSTEM)
    assert {each.number for each in refused.value.mistakes} == {2}
    assert {each.column for each in refused.value.mistakes} == {*COLUMNS}
    monkeypatch.undo()
    assert "上级单位代码" in spreadsheets.read(importing.with_mistakes(refused.value))[1][-1]


def test_the_longest_circle_is_found_at_once(agency, monkeypatch):
    """Red when every row climbs the whole way by itself: 25 million steps. Counted in steps, as a clock depends on the machine."""
    lines = [Line(n, ("",) * 6, "公司", f"C{n}", "", f"C{n + 1 if n < 4999 else 1}", "", "") for n in range(1, 5000)]
    steps = Counted({line.code: line for line in lines})
    checked = Checked(lines, TREE)
    monkeypatch.setattr(checked, "_lines", steps)
    assert {checked._parent(line) for line in lines} == {"上下级绕成了圈，请核对上级单位代码。"}
    assert len(checked._climbed()) == 4999
    assert steps.asked < 12 * 4999
    assert {each.number for each in checked.mistakes} == set(range(1, 5000))


class Counted(dict[str, object]):
    """Counts how often it is asked."""

    asked = 0

    def __getitem__(self, code):
        self.asked += 1
        return super().__getitem__(code)

    def __contains__(self, code):
        self.asked += 1
        return super().__contains__(code)


def test_a_chain_deeper_than_any_group_is_its_rows_mistake(agency):
    """Red (500) when it is taken: the index keeps no path of thousands of digits."""
    chain = [agency, *(a_code() for _ in range(52))]
    rows = [(f"第{n}级公司", code, "", above, "", "") for n, (above, code) in enumerate(pairwise(chain), start=1)]
    with pytest.raises(ImportRefused) as refused:
        bring_in(*rows)
    assert [(each.number, each.column) for each in refused.value.mistakes] == [
        (52, "上级单位代码"),
        (53, "上级单位代码"),
    ]


def test_p08_an_investee_comes_in_with_the_list_and_is_its_parents(agency):
    """Red when a parent of the same list is not found, and when a first-level enterprise is filed for by the agency."""
    first, second, held = a_code(), a_code(), a_code()
    bring_in(
        ("参股公司", held, "", second, "", "", "是"),
        ("一级公司", first, "", agency, "", "", "否"),
        ("二级公司", second, "", first, "", "", ""),
    )
    investors = dict(Organisation.objects.filter(code__in=(first, second, held)).values_list("code", "investor__code"))
    assert investors == {first: None, second: None, held: second}
    assert mistakes_of(
        ("一级参股", a_code(), "", agency, "", "", "是"), ("写错", a_code(), "", first, "", "", "参股")
    ) == [(2, "是否参股"), (3, "是否参股")]


def test_p08_nobody_comes_in_below_an_investee(agency):
    """Red when only the system, or only the list, is looked at for the parent."""
    first, held, new = a_code(), a_code(), a_code()
    bring_in(("一级公司", first, "", agency, "", "", ""), ("参股公司", held, "", first, "", "", "是"))
    assert mistakes_of(
        ("下级", a_code(), "", held, "", "", ""),
        ("新参股", new, "", first, "", "", "是"),
        ("新参股的下级", a_code(), "", new, "", "", ""),
    ) == [(2, "上级单位代码"), (4, "上级单位代码")]


def test_a_whole_tree_is_brought_in_at_once_the_agency_without_a_superior():
    """Red when a tree that has no agency yet cannot be begun, or may begin with two."""
    agency, first, second = a_code(), a_code(), a_code()
    rows = [
        ("某市国资委", agency, "", "", "", "", ""),
        ("一级公司", first, "", agency, "1", "", ""),
        ("二级公司", second, "", first, "2", "", ""),
    ]
    done = actions.import_units(workbook(*rows), tree="新树", by=SYSTEM)
    assert done.added == 3
    assert queries.superiors(queries.id_of(second), "新树") == (queries.id_of(first), queries.id_of(agency))
    with pytest.raises(ImportRefused):
        actions.import_units(workbook(("又一个", a_code(), "", "", "", "", "")), tree="新树", by=SYSTEM)
