"""A case goes from its filer through every superior to the agency, and nowhere else."""

from dataclasses import replace

import pytest

from banshi.cases import actions as cases
from banshi.cases import queries, worklists
from banshi.cases.judging import judge
from banshi.cases.lookups import About
from banshi.cases.models import Case, Claim, Submission
from banshi.cases.refusals import NotYourTurn, Overtaken
from banshi.define import Rule
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid, NotFound
from banshi.packs.property_rights.pages import MINE, REVIEWED, TO_REVIEW
from banshi.papers.models import Paper
from banshi.records.models import Record
from tests.situations import a_case, a_filing, a_group, act, attach_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return a_group()


def test_a_case_climbs_one_superior_at_a_time_to_the_agency(group):
    ref = a_case(group, "under_review")
    seen = []
    for name in ("李审核", "赵主管", "孙总管", "陈处长"):
        seen.append(Case.objects.get(ref=ref).desk_id)
        receipt = act(group, name, ref, "approve", "同意。")
    assert seen == [group.units[key] for key in ("third", "second", "first", "agency")]
    assert receipt.state == "已登记"
    assert Case.objects.get(ref=ref).ended


def test_the_agencys_approval_keeps_a_record_and_issues_the_paper(group):
    ref = a_case(group, "registered")
    paper = Paper.objects.get(case=Case.objects.get(ref=ref).pk)
    assert paper.kind == "registration_form"
    assert paper.data["answers"]["registered_capital"] == "1,000 万元"
    assert [said["person"] for said in paper.data["opinions"]] == ["王经办", "李审核", "赵主管", "孙总管", "陈处长"]
    assert Record.objects.get(subject=group.units["fourth"]).period.isoformat() == "2012-06-30"
    assert Delivery.objects.filter(to="papers.render", payload__paper=paper.pk).exists()


def test_no_paper_is_issued_before_the_agency_has_approved(group):
    """S9. Red when effects do not wait for the last desk."""
    a_case(group, "at_agency")
    assert not Paper.objects.exists()
    assert not Record.objects.exists()


def test_a_returned_case_goes_to_its_filer_and_can_be_reported_again(group):
    ref = a_case(group, "returned")
    act(group, "王经办", ref, "reopen")
    receipt = act(group, "王经办", ref, "report")
    assert receipt.desk == queries.case_for(group.actor("李审核"), ref).desk_name
    assert Submission.objects.filter(case__ref=ref).count() == 2


def test_a_return_without_an_opinion_is_refused_at_the_opinion(group):
    ref = a_case(group, "under_review")
    with pytest.raises(Invalid) as refused:
        act(group, "李审核", ref, "return", "  ")
    assert refused.value.problems[0].cell == "opinion"


def test_a_filer_recalls_until_somebody_has_acted(group):
    ref = a_case(group, "under_review")
    act(group, "王经办", ref, "recall")
    assert queries.case_for(group.actor("王经办"), ref).editable
    act(group, "王经办", ref, "report")
    act(group, "李审核", ref, "approve")
    with pytest.raises(NotYourTurn):
        act(group, "王经办", ref, "recall")


def test_mistakes_stop_a_report_and_nothing_half_happens(group):
    """Red when the submission is kept before the problems are looked at."""
    ref = a_case(group, "draft", clean=False)
    with pytest.raises(Invalid) as refused:
        act(group, "王经办", ref, "report")
    assert {"situations", "investors"} <= {problem.cell for problem in refused.value.problems}
    assert any(problem.cell == "material:application" and problem.code == "PR20" for problem in refused.value.problems)
    assert not Submission.objects.exists()


def test_a_stranger_finds_nothing(group):
    """E12. Red when `seen_by` forgets the unit."""
    ref = a_case(group, "under_review")
    for name in ("张旁人", "赵主管", "陈处长"):
        with pytest.raises(NotFound):
            queries.case_for(group.actor(name), ref)


def test_a_superior_sees_a_case_once_it_has_reached_them_and_after(group):
    ref = a_case(group, "at_second")
    assert queries.case_for(group.actor("李审核"), ref).ref == ref
    assert queries.case_for(group.actor("赵主管"), ref).ref == ref
    assert queries.case_for(group.actor("李审核"), ref).draft == {}


def test_the_second_of_two_on_the_same_version_is_told_who_was_first(group):
    """E09. Red when the version is not compared."""
    ref = a_case(group, "under_review")
    version = Case.objects.get(ref=ref).version
    reviewer = group.actor("李审核")
    cases.move(ref, "approve", by=reviewer, version=version, token=new_token())
    with pytest.raises(Overtaken) as refused:
        cases.move(ref, "return", by=reviewer, version=version, token=new_token(), opinion="退回")
    assert "李审核" in refused.value.words


def test_the_same_token_gives_the_same_receipt(group):
    """E10. Red when the receipt is not kept."""
    ref = a_case(group, "draft")
    filer, token = group.actor("王经办"), new_token()
    attach_all(ref, filer)
    first = cases.move(ref, "report", by=filer, version=1, token=token)
    assert cases.move(ref, "report", by=filer, version=1, token=token) == first
    assert Submission.objects.count() == 1


def test_a_second_registration_of_the_same_unit_is_refused_at_the_code(group):
    a_case(group, "under_review")
    ref = a_case(group, "draft")
    attach_all(ref, group.actor("王经办"))
    with pytest.raises(Invalid) as refused:
        act(group, "王经办", ref, "report")
    assert refused.value.problems[0].cell == "org_code"


def test_a_discarded_case_gives_its_claims_back(group):
    ref = a_case(group, "under_review")
    act(group, "王经办", ref, "recall")
    act(group, "王经办", ref, "discard")
    assert not Claim.objects.exists()
    a_case(group, "under_review")


def test_worklists_show_each_what_is_theirs(group):
    ref = a_case(group, "at_second")

    def refs(name, worklist):
        return [line.ref for line in worklists.page(group.actor(name), "property_rights", worklist).rows]

    assert refs("王经办", MINE) == [ref]
    assert refs("赵主管", TO_REVIEW) == [ref]
    assert refs("李审核", TO_REVIEW) == []
    assert refs("李审核", REVIEWED) == [ref]
    assert refs("张旁人", MINE) == refs("张旁人", TO_REVIEW) == refs("张旁人", REVIEWED) == []


def test_everybody_concerned_is_told(group):
    a_case(group, "returned")
    told = [each.payload for each in Delivery.objects.filter(to="notices.tell").order_by("id")]
    assert [(each["unit"], each["sms"]) for each in told] == [
        (group.units["third"], True),
        (group.units["fourth"], True),
    ]
    assert "请补充公司章程。" in told[1]["text"]


def test_a_rule_the_pack_has_given_up_is_judged_no_more() -> None:
    """Red when a case of an older revision meets a rule without code."""
    group = a_group()
    ref = a_case(group)
    case = queries.case_for(group.actor("王经办"), ref)
    gone = replace(case.matter, rules=(Rule(code="PR99", title="从前的公式", about=("address",)),))
    judged = judge(About(case.pack, gone, case.subject), case.draft, {}, {}, {}, None)
    assert not [problem for problem in judged.problems if problem.code == "PR99"]


def test_a_day_that_should_have_come_and_has_not_is_a_mistake() -> None:
    group = a_group()
    a_case(group, "registered")
    with pytest.raises(Invalid) as refusal:
        a_filing(group, "cancel", {"situations": ["解散清算"], "reason": "已清算", "period": "2999-01-01"})
    assert "“注销日期”不能晚于今天。" in str(refusal.value)
