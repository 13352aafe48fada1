"""P02, P08: a decision adds a unit, with a code of the house's where it has none; an investee is filed for by its investor."""

from typing import Any

import pytest

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.define import MayFile
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.codes import org_code_problem
from banshi.lib.refusals import Conflict, Forbidden, Invalid
from banshi.packs.property_rights.flow import FILED_BY
from banshi.people import queries as people
from banshi.people.models import Organisation
from banshi.people.units import adding, placing
from banshi.records import queries as records
from tests.situations import OCCUPY, Group, a_case, a_code, a_group, act, attach_all, clean_answers

pytestmark = pytest.mark.django_db
CODE, ADD = "property_rights/overseas_code", "property_rights/add_investee"
ABROAD = {"name": "江南（新加坡）有限公司", "country": "新加坡", "address": "滨海湾 1 号", "reason": "新设"}
HELD = {"name": "渝州轨道装备有限公司", "territory": "境内", "ratio": "35", "reason": "2010 年以货币出资"}
CLIMB = ("李审核", "赵主管", "孙总管", "陈处长")


@pytest.fixture
def group() -> Group:
    return a_group()


def asked(group: Group, matter: str, name: str, unit: str, typed: dict[str, Any], *approved: str) -> str:
    """An application of that unit, reported and approved by these people."""
    filer = group.actor(name)
    ref = cases.open_case(matter, group.units[unit], by=filer, token=new_token(), first=typed)
    attach_all(ref, filer)
    act(group, name, ref, "report")
    for each in approved:
        act(group, each, ref, "approve")
    return ref


def overseas(group: Group, *approved: str, **typed: str) -> str:
    """The first-level enterprise asks for a code, below the second."""
    return asked(group, CODE, "孙总管", "first", ABROAD | {"parent": group.codes["second"]} | typed, *approved)


def investee(group: Group, *approved: str, **typed: str) -> str:
    """The fourth-level company asks to file for one it has invested in."""
    return asked(group, ADD, "王经办", "fourth", HELD | typed, *approved)


def filed_for(group: Group, name: str, said: MayFile = FILED_BY) -> set[str]:
    """The codes of the units this person may file for."""
    return {unit.code for unit in people.units_to_file_for(group.actor(name), said)}


def test_p02_the_agencys_consent_and_nothing_before_it_gives_a_code(group: Group) -> None:
    """Red when the unit is added with the report."""
    ref = overseas(group)
    assert not Organisation.objects.filter(code_given=True).exists()
    act(group, "陈处长", ref, "approve")
    unit = Organisation.objects.get(code_given=True)
    assert (unit.name, unit.code[:2], org_code_problem(unit.code)) == (ABROAD["name"], "JW", "")
    assert people.superiors(unit.pk, "产权")[0] == group.units["second"]
    assert queries.history(queries.case_for(group.actor("孙总管"), ref))[-1].added == unit.code


def test_p02_only_the_first_level_enterprise_asks(group: Group) -> None:
    with pytest.raises(Forbidden):
        asked(group, CODE, "王经办", "fourth", ABROAD | {"parent": group.codes["third"]})


@pytest.mark.parametrize(
    ("typed", "words"), [({"parent": "agency"}, "不能选国资监管机构"), ({"name": "third"}, "已经有这个名称")]
)
def test_p02_it_stands_below_an_enterprise_and_is_new(group: Group, typed: dict[str, str], words: str) -> None:
    """Red when a rule is left out: an enterprise right below the agency would be a first-level one."""
    names = {"agency": group.codes["agency"], "third": people.name_of(group.units["third"])}
    with pytest.raises(Invalid, match=words):
        overseas(group, **{key: names[value] for key, value in typed.items()})


def test_p02_no_enterprise_gets_two_codes(group: Group) -> None:
    """Red without the claim while the first is under way, and without the rule afterwards."""
    ref = overseas(group)
    with pytest.raises(Invalid, match="已有一件正在办理"):
        overseas(group)
    act(group, "陈处长", ref, "approve")
    with pytest.raises(Invalid, match="已经有这个名称"):
        overseas(group)


def test_p08_an_investee_is_filed_for_by_its_investor_alone(group: Group) -> None:
    """Red when the right "investees" is left out, or reaches those above."""
    code = a_code()
    investee(group, *CLIMB, org_code=code)
    assert filed_for(group, "王经办") == {group.codes["fourth"], code}
    assert code not in filed_for(group, "李审核") | filed_for(group, "孙总管") | filed_for(group, "张旁人")


def test_p08_the_investors_filing_climbs_past_its_own_desk(group: Group) -> None:
    """S9. Red when the road begins at the investor: it would decide on what it wrote."""
    code = a_code()
    investee(group, *CLIMB, org_code=code)
    unit = people.id_of(code)
    first = clean_answers(group, "fourth", "fourth", 5)
    ref = asked_for(group, unit, first | {"region": "500103"})
    case = queries.case_for(group.actor("王经办"), ref)
    assert case.submission is not None
    assert case.submission.road == [group.units[key] for key in ("third", "second", "first", "agency")]
    for name in CLIMB:
        act(group, name, ref, "approve")
    assert records.live(unit, "property") is not None


def asked_for(group: Group, unit: int, first: dict[str, Any]) -> str:
    """A 占有登记 of the investee, filed by 王经办."""
    filer = group.actor("王经办")
    ref = cases.open_case(OCCUPY, unit, by=filer, token=new_token(), first=first)
    attach_all(ref, filer)
    act(group, "王经办", ref, "report")
    return ref


def test_p08_an_investee_abroad_gets_a_code_and_no_account(group: Group) -> None:
    """Red when the hidden field's code is taken."""
    investee(group, *CLIMB, territory="境外", country="新加坡", org_code=a_code())
    unit = Organisation.objects.get(code_given=True)
    assert (unit.code[:2], unit.investor_id) == ("JW", group.units["fourth"])


@pytest.mark.parametrize(("ratio", "code", "words"), [("51", "", "控股企业"), ("35", "third", "已经有这个代码")])
def test_p08_whoever_is_controlled_or_known_is_no_new_investee(group: Group, ratio: str, code: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        investee(group, ratio=ratio, org_code=group.codes.get(code) or a_code())


def test_p08_whoever_has_meanwhile_come_in_is_not_added_again(group: Group) -> None:
    """Red (500) when the last desk trusts the rule that ran at the report."""
    code = a_code()
    ref = investee(group, *CLIMB[:3], org_code=code)
    adding.add_decided(
        name="先到的", tree="产权", parent=group.units["other"], code=code, ref="", by=group.actor("陈处长")
    )
    with pytest.raises(Conflict, match="已经在系统里"):
        act(group, "陈处长", ref, "approve")


def held(group: Group, unit: str, kind: str = "investee") -> None:
    """The unit is held without control from today on, or ("controlled") no more."""
    placing.plan(kind, group.units[unit], on=clock.today(), tree="产权", by=SYSTEM)


def test_p08_who_files_no_more_for_a_unit_does_not_report_what_they_began(group: Group) -> None:
    """Red when the right to file is asked for only when the case is opened."""
    ref = a_case(group, "returned")
    act(group, "王经办", ref, "reopen")
    held(group, "fourth")
    with pytest.raises(Forbidden, match="桥梁公司.填报"):
        act(group, "王经办", ref, "report")
    held(group, "fourth", "controlled")
    assert act(group, "王经办", ref, "report").state


def test_p08_a_former_investor_keeps_its_draft_and_does_not_report_it(group: Group) -> None:
    """Red when the right by workbook, over all below, covers what was begun on the page."""
    held(group, "fourth")
    former = group.actor("李审核")
    first = clean_answers(group)
    ref = cases.open_case(OCCUPY, group.units["fourth"], by=former, token=new_token(), first=first)
    attach_all(ref, former)
    held(group, "fourth", "controlled")
    case = queries.case_for(former, ref)
    cases.save_draft(case, case.draft | {"address": "新址"}, by=former, version=case.draft_version)
    with pytest.raises(Forbidden, match="检测公司.填报"):
        act(group, "李审核", ref, "report")


def test_p02_nobody_comes_below_an_investee(group: Group) -> None:
    """Red without JW01's second half."""
    parent = investee(group, *CLIMB, org_code=a_code())
    code = queries.history(queries.case_for(group.actor("王经办"), parent))[-1].added
    with pytest.raises(Invalid, match="参股企业没有账户"):
        overseas(group, parent=code)


def test_p02_nobody_comes_below_who_has_become_an_investee_meanwhile(group: Group) -> None:
    """Red when the last desk trusts what JW01 said at the report."""
    ref = overseas(group, parent=group.codes["fourth"])
    held(group, "fourth")
    with pytest.raises(Conflict, match="参股企业"):
        act(group, "陈处长", ref, "approve")


@pytest.mark.parametrize("name", ["江南(新加坡)有限公司", "江南 （新加坡）有限公司"])
def test_p02_however_its_name_is_spelled_an_enterprise_gets_one_code(group: Group, name: str) -> None:
    """Red when claims of the two matters have scopes of their own, when spellings count, and when the last desk does not look again."""
    ref = overseas(group)
    with pytest.raises(Invalid, match="已有一件正在办理"):
        investee(group, name=name, territory="境外", country="新加坡")
    adding.add_decided(name=name, tree="产权", parent=group.units["other"], series="JW", ref="", by=SYSTEM)
    with pytest.raises(Conflict, match="已有同名单位.*JW000001"):
        act(group, "陈处长", ref, "approve")
    with pytest.raises(Invalid, match="已经有这个名称"):
        investee(group, territory="境外", country="新加坡", name=ABROAD["name"])
