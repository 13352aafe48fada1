"""H12, H13: a unit comes into the house, and what is known of it changes, once the agency has agreed."""

import pytest

from banshi.cases import actions as cases
from banshi.cases import changes, queries
from banshi.cases.alike import alike
from banshi.catalogue import shelf
from banshi.ledger import queries as ledger
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.codes import uscc_check
from banshi.lib.refusals import Conflict, Invalid
from banshi.people import actions as people
from banshi.people.belonging import queries as belongs
from banshi.people.models import Organisation
from tests.people.belonging.situations import NEW_UNIT, UNIT_CHANGE, Place, a_place, act, attach, joined
from tests.situations import a_code

pytestmark = pytest.mark.django_db
KNOWN = {"kind": "民营企业", "direct": "否", "rank": "无", "funds": "无", "region": "500103"}


@pytest.fixture
def place() -> Place:
    return a_place("林甜", "王经办")


def new_unit(place: Place, name: str, code: str, who: str = "林甜", **more: str) -> str:
    """Somebody has asked for a unit of that name and code."""
    by = place.actor(who)
    first = KNOWN | {"name": name, "org_code": code} | more
    ref = cases.open_case(NEW_UNIT, by.own_unit, by=by, token=new_token(), first=first)
    attach(ref, by)
    act(place, who, ref, "report")
    return ref


def a_uscc(code: str) -> str:
    """A unified social credit code around an organisation code."""
    first = "91500103" + code
    return first + uscc_check(first)


def found(code: str) -> Organisation | None:
    """The unit of that code."""
    return Organisation.units.filter(code=code).first()


def test_h12_the_agency_brings_a_unit_in_directly_below_itself(place: Place) -> None:
    """Red when it is there before the decision, or comes below the person who asked."""
    code = a_code()
    ref = new_unit(place, "渝州云图公司", code, uscc=(uscc := a_uscc(code)))
    assert found(code) is None
    act(place, "何审核", ref, "approve")
    unit = found(code)
    assert unit
    assert (unit.name, unit.uscc, unit.region) == ("渝州云图公司", uscc, "500103")
    assert unit.nodes.get(tree="用户").path.startswith(f"{place.hall:010}")
    assert len(unit.nodes.get(tree="用户").path) == 20


def test_h12_no_unit_is_there_twice(place: Place) -> None:
    """Red when a code or a name that is known is taken again, or two who ask at once both get it."""
    taken = Organisation.units.get(pk=place.units["press"])
    with pytest.raises(Invalid, match="修改"):
        new_unit(place, "渝州另一家公司", taken.code)
    with pytest.raises(Invalid, match="修改"):
        new_unit(place, f" {taken.name} ", a_code())
    with pytest.raises(Invalid, match="修改"):
        new_unit(place, "渝州三号公司", a_code(), uscc=a_uscc(a_code()))
    first = new_unit(place, "渝州同名公司", a_code())
    second = new_unit(place, "渝州同名公司", a_code(), who="王经办")
    act(place, "何审核", first, "approve")
    with pytest.raises(Conflict, match="同名"):
        act(place, "何审核", second, "approve")


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("云图信息", "雲図信息"),
        ("云图信息", "云圖信息"),
        ("云图信息", "云 图 信 息"),
        ("ABC测绘", "ＡＢＣ测绘"),
        ("测绘农业（渝）有限公司", "測绘農业渝有限公司"),
    ],
)
def test_h12_who_decides_sees_which_units_the_new_one_looks_like(place: Place, known: str, asked: str) -> None:
    """Red when another form of a Han, its width or spaces hide the unit, or the person who asks is told."""
    code = a_code()
    people.add_unit(name=f"{known}{code}", code=code, tree="测绘", parent=None, region="500103", by=SYSTEM)
    ref = new_unit(place, f"{asked}{code}号", a_code())
    by = place.actor("林甜")
    officer = place.actor("何审核")
    ((unit, where),) = alike(officer, queries.case_for(officer, ref))
    assert (unit.code, where) == (code, "重庆市 渝中区")
    assert alike(by, queries.case_for(by, ref)) == []
    act(place, "何审核", ref, "approve")
    assert alike(officer, queries.case_for(officer, ref)) == []


def changed(place: Place, **typed: str) -> str:
    """Who administers the unit has asked that what is known of it be changed."""
    joined(place, "林甜")
    by = place.actor("林甜", "press")
    first = {"reason": "改制。"} | typed
    ref = cases.open_case(UNIT_CHANGE, place.units["press"], by=by, token=new_token(), first=first)
    attach(ref, by)
    act(place, "林甜", ref, "report", "press")
    return ref


def test_h13_the_old_values_stay_until_the_agency_agrees_and_history_keeps_them(place: Place) -> None:
    """Red when a draft or a report renews the unit, or the event does not say what is new."""
    before = Organisation.units.get(pk=place.units["press"]).name
    ref = changed(place, name=f"{before}有限公司")
    assert Organisation.units.get(pk=place.units["press"]).name == before
    act(place, "何审核", ref, "approve")
    assert Organisation.units.get(pk=place.units["press"]).name == f"{before}有限公司"
    renewed = [event for event in ledger.history(f"unit:{place.units['press']}") if event.kind == "renewed"]
    assert [event.data["name"] for event in renewed] == [f"{before}有限公司"]
    told = belongs.history(shelf.seats(), by=place.actor("林甜", "press"))[0]
    assert told.renewed == (("name", before, f"{before}有限公司"),)


def test_h13_who_decides_sees_what_would_change_and_only_that(place: Place) -> None:
    """Red when the officer has to compare by eye, or what stays as it is counts as changed."""
    before = Organisation.units.get(pk=place.units["press"]).name
    ref = changed(place, name=f"{before}有限公司", region="510104")
    officer = place.actor("何审核")
    (found,) = changes.shown_to(officer, queries.case_for(officer, ref))
    assert [(each.label, each.before, each.after) for each in found.found] == [
        ("单位名称", before, f"{before}有限公司"),
        ("所在地区", "重庆市 渝中区（500103）", "四川省 成都市 锦江区（510104）"),
    ]


def test_h13_something_is_to_be_changed(place: Place) -> None:
    """Red when an application that changes nothing is taken."""
    with pytest.raises(Invalid):
        changed(place)


def test_h13_what_the_filer_could_not_change_renews_nothing(place: Place) -> None:
    """Red when an answer that stays as it is empties or renames the unit."""
    before = Organisation.units.get(pk=place.units["press"]).name
    ref = changed(place, region="510104")
    act(place, "何审核", ref, "approve")
    unit = Organisation.units.get(pk=place.units["press"])
    assert (unit.name, unit.region) == (before, "510104")
