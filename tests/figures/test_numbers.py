"""The numbers of the home, and totals: as far as somebody's unit reaches, and no further; each leads to what it counts."""

from decimal import Decimal

import pytest

from banshi.cases import counting
from banshi.catalogue import actions as catalogue
from banshi.catalogue import shelf
from banshi.define import Totals
from banshi.figures import queries, totals
from banshi.figures.queries import BELOW, OWN
from banshi.ledger import actions as ledger
from banshi.ledger.outbox import Tally
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import NotFound
from tests.situations import OCCUPY, Group, a_case, a_group

pytestmark = pytest.mark.django_db
PACK = shelf.pack("property_rights")
TREE = PACK.matter("occupy").may_file.tree
PAGE = next(page for menu in PACK.menus for page in menu.pages if isinstance(page, Totals))


def counted(group: Group, name: str) -> dict[str, list[int]]:
    """What somebody reads on the home, by reach: reported, waiting, returned, registered."""
    found = queries.numbers(group.actor(name), PACK)
    return {each.reach: [number.count for number in each.numbers] for each in found}


@pytest.fixture
def busy() -> Group:
    """王经办 has reported two cases; one was returned."""
    group = a_group()
    a_case(group, "under_review", claims=False)
    a_case(group, "returned", claims=False)
    return group


def test_everybody_reads_what_their_unit_reaches(busy: Group) -> None:
    """Red when a first-level unit reads only its own, or another group's filer reads any of it."""
    everything = [2, 1, 1, 0]
    assert counted(busy, "王经办") == {OWN: everything}
    assert counted(busy, "李审核") == {OWN: [0, 0, 0, 0]}
    assert counted(busy, "孙总管") == {BELOW: everything, OWN: [0, 0, 0, 0]}
    assert counted(busy, "陈处长") == {BELOW: everything}
    assert counted(busy, "张旁人") == {BELOW: [0, 0, 0, 0], OWN: [0, 0, 0, 0]}


def test_an_agency_reads_nothing_of_another_agency(busy: Group) -> None:
    """Red when the agency adds up all first-level units there are."""
    assert counted(a_group(), "陈处长") == {BELOW: [0, 0, 0, 0]}


def test_an_agency_reads_the_same_whether_it_shares_the_tree_or_not(busy: Group) -> None:
    """Red when the whole tree is read although another agency stands in it, or is not counted where a report came from below."""
    agency = busy.units["agency"]
    assert queries.whole_of(agency, OCCUPY, TREE) == (counting.WHOLE,)
    alone = counted(busy, "陈处长"), rows(busy, "陈处长", 0), rows(busy, "陈处长", 1)
    a_case(a_group(), "under_review", claims=False)
    assert [*queries.whole_of(agency, OCCUPY, TREE)] == [busy.codes["first"]]
    assert alone == (counted(busy, "陈处长"), rows(busy, "陈处长", 0), rows(busy, "陈处长", 1))


def test_the_whole_is_no_slice_of_the_pie(busy: Group) -> None:
    """Red when the pie shows the whole beside its parts."""
    (found,) = queries.numbers(busy.actor("王经办"), PACK)
    assert [number.is_slice for number in found.numbers] == [False, True, True, True]


def rows(group: Group, name: str, dimension: int, top: str = "") -> list[tuple[str, tuple[int, ...], Decimal]]:
    """The rows somebody reads: title, counts, and what all reported comes to."""
    found = totals.totals(group.actor(name), PACK, PAGE, PAGE.dimensions[dimension], top)
    assert found.sum.counts == tuple(map(sum, zip(*(row.counts for row in found.rows), strict=True)))
    return [(row.title, row.counts, row.amounts[0]) for row in found.rows]


def test_totals_are_broken_down_by_each_dimension(busy: Group) -> None:
    """Red when a dimension takes another's answers, a city's county stands for itself, or amounts are lost."""
    everything = ((2, 1, 1, 0), Decimal(2000))
    assert rows(busy, "陈处长", 0) == [(f"渝州{busy.codes['first']}集团", *everything)]
    assert rows(busy, "陈处长", 1) == [("国有全资", *everything)]
    catalogue.load_codes("region", [("500100", "重庆市 市辖区")], by=SYSTEM)
    assert rows(busy, "陈处长", 2) == [("重庆市 市辖区", *everything)]
    assert rows(busy, "孙总管", 1) == [("国有全资", *everything)]


def test_an_answer_keeps_all_its_letters(busy: Group) -> None:
    """Only the code of a region is cut. Red when two options that begin alike become one row, called by half their name."""
    long = [f"国有全资子公司（{kind}）" for kind in ("境内", "境外")]
    scope = counting.of_answers(OCCUPY, PAGE.dimensions[1].of, counting.WHOLE)
    told = [Tally(scope, f"{value}|under_review") for value in long]
    ledger.append("case:0", "moved", by=SYSTEM, data={}, tallies=told)
    found = totals.totals(busy.actor("陈处长"), PACK, PAGE, PAGE.dimensions[1])
    assert {*long} < {row.title for row in found.rows}


def test_totals_are_narrowed_to_one_first_level_unit(busy: Group) -> None:
    """Red when the other group's cases are shown under this one's name."""
    assert rows(busy, "陈处长", 1, busy.codes["first"])[0][1] == (2, 1, 1, 0)
    for unit in (busy.codes["other"], a_group().codes["first"]):
        with pytest.raises(NotFound):
            rows(busy, "陈处长", 1, unit)


def test_totals_are_read_a_page_at_a_time_and_add_up_all_there_is(busy: Group) -> None:
    """Red when the sum is that of the page, or a page begins with the last row of the one before."""
    chief, dimension = busy.actor("陈处长"), PAGE.dimensions[0]
    reported = [Tally(counting.of_tops(OCCUPY), f"{top}|under_review") for top in (busy.codes["other"], "")]
    ledger.append("case:0", "moved", by=SYSTEM, data={}, tallies=reported)
    first = totals.totals(chief, PACK, PAGE, dimension, most=1)
    second = totals.totals(chief, PACK, PAGE, dimension, after=first.next, most=1)
    assert {row.value for row in (*first.rows, *second.rows)} == {busy.codes["first"], busy.codes["other"]}
    assert first.sum == second.sum
    assert first.sum.counts == (3, 2, 1, 0)
    assert second.next == ""


@pytest.mark.parametrize("name", ["王经办", "李审核"])
def test_units_further_down_have_no_totals(busy: Group, name: str) -> None:
    """Red when a unit reads its whole group's totals."""
    with pytest.raises(NotFound):
        rows(busy, name, 1)
