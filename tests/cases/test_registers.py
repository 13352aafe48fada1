"""P11: what is registered is changed, corrected, ended, and taken back; every record stays, with its period."""

from datetime import date

import pytest

from banshi.cases import actions as cases
from banshi.cases.models import Case
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Conflict, Forbidden, Invalid
from banshi.papers.models import Paper
from banshi.people.models import Organisation
from banshi.records import queries as records
from banshi.records.models import Record
from tests.situations import OCCUPY, Group, a_case, a_filing, a_group, act

pytestmark = pytest.mark.django_db
MOVED = {
    "business_registered": "是",
    "situations": ["注册地"],
    "reason": "迁址",
    "period": "2026-03-31",
    "address": "渝州市新区大道 1 号",
}


@pytest.fixture
def group() -> Group:
    """A group whose fourth-level company is registered."""
    made = a_group()
    a_case(made, "registered")
    return made


def live(group: Group) -> records.RecordSight | None:
    return records.live(group.units["fourth"], "property")


def words(refusal: pytest.ExceptionInfo[Invalid]) -> str:
    return " ".join(problem.words for problem in refusal.value.problems)


def test_a_change_begins_with_what_is_registered_and_keeps_both_periods(group: Group) -> None:
    before = live(group)
    assert before is not None
    ref = a_filing(group, "change", MOVED)
    after = live(group)
    assert after is not None
    assert after.answers["address"] == "渝州市新区大道 1 号"
    assert after.answers["investors"] == before.answers["investors"]
    assert [each.period for each in Record.objects.filter(subject=group.units["fourth"]).order_by("id")] == [
        date(2012, 6, 30),
        date(2026, 3, 31),
    ]
    paper = Paper.objects.get(case=Case.objects.get(ref=ref).pk)
    assert ["注册地址", before.answers["address"], "渝州市新区大道 1 号"] in paper.data["changes"]


def test_a_change_without_a_difference_is_refused(group: Group) -> None:
    """PR15. Red when the draft instead of the cleaned answers is compared."""
    with pytest.raises(Invalid) as refusal:
        a_filing(group, "change", MOVED | {"address": live(group).answers["address"]})  # type: ignore[union-attr]
    assert "没有变化" in words(refusal)


def test_a_change_no_ticked_situation_explains_is_refused(group: Group) -> None:
    with pytest.raises(Invalid) as refusal:
        a_filing(group, "change", MOVED | {"situations": ["名称"]})
    assert "没有选择相应的变动情形" in words(refusal)
    assert "选择了“名称”" in words(refusal)


def test_only_a_registered_unit_changes_or_leaves() -> None:
    """PR14."""
    group = a_group()
    for matter in ("change", "cancel", "correct", "replace_paper"):
        with pytest.raises(Forbidden, match="还没有登记"):
            a_filing(group, matter, {}, at="draft")


def test_one_case_about_a_registration_at_a_time(group: Group) -> None:
    """Red when each matter claims in a scope of its own."""
    a_filing(group, "change", MOVED, at="under_review")
    with pytest.raises(Invalid, match="不能重复上报"):
        a_filing(
            group,
            "correct",
            {
                "business_registered": "是",
                "reason": "地址登记错了",
                "period": "2012-06-30",
                "address": "渝州市旧街 2 号",
            },
            at="under_review",
        )


def test_a_name_that_changes_is_the_unit_s_name_from_then_on(group: Group) -> None:
    a_filing(group, "change", MOVED | {"situations": ["名称", "注册地"], "name": "渝州新名检测公司"})
    assert Organisation.objects.get(pk=group.units["fourth"]).name == "渝州新名检测公司"


def test_a_cancelled_unit_files_no_more(group: Group) -> None:
    leaving = {"situations": ["解散清算"], "reason": "已清算", "period": "2026-05-31"}
    a_filing(group, "cancel", leaving)
    assert live(group) is None
    with pytest.raises(Forbidden):
        cases.open_case(OCCUPY, group.units["fourth"], by=group.actor("王经办"), token=new_token())


def test_a_unit_with_others_below_does_not_leave(group: Group) -> None:
    """PR18."""
    Record.objects.filter(subject=group.units["fourth"]).update(subject=group.units["third"])
    filer = group.actor("李审核")
    ref = cases.open_case("property_rights/cancel", group.units["third"], by=filer, token=new_token())
    with pytest.raises(Invalid) as refusal:
        act(group, "李审核", ref, "report")
    assert "下面还有 1 家企业" in words(refusal)


def test_a_wrong_decision_is_taken_back_with_all_it_brought_about(group: Group) -> None:
    """Red when the record, the paper or the unit's name stays."""
    before = live(group)
    name = Organisation.objects.get(pk=group.units["fourth"]).name
    ref = a_filing(group, "change", MOVED | {"situations": ["名称", "注册地"], "name": "渝州新名检测公司"})
    act(group, "陈处长", ref, "take_back", "审核有误。")
    case = Case.objects.get(ref=ref)
    assert (case.state, case.desk_id, case.ended) == ("under_review", group.units["agency"], False)
    assert live(group) == before
    assert Organisation.objects.get(pk=group.units["fourth"]).name == name
    wrong = Paper.objects.filter(case=case.pk).order_by("id").first()
    assert wrong is not None
    assert wrong.standing.state == "revoked"
    good = Paper.objects.filter(subject=group.units["fourth"], standing=None).get()
    assert good.data["answers"]["address"] == before.answers["address"]  # type: ignore[union-attr]
    act(group, "陈处长", ref, "return", "请重新核对名称。")


def test_only_who_decided_takes_back(group: Group) -> None:
    ref = a_filing(group, "change", MOVED)
    for name in ("王经办", "李审核", "孙总管"):
        with pytest.raises(Forbidden):
            act(group, name, ref, "take_back", "审核有误。")


def test_a_decision_others_have_built_on_is_not_taken_back(group: Group) -> None:
    """Red when the record that lives is not looked at."""
    ref = a_filing(group, "change", MOVED)
    a_filing(group, "change", MOVED | {"address": "渝州市湖滨路 3 号", "period": "2026-06-30"})
    with pytest.raises(Conflict):
        act(group, "陈处长", ref, "take_back", "审核有误。")


def test_a_cancellation_taken_back_opens_the_unit_again(group: Group) -> None:
    ref = a_filing(group, "cancel", {"situations": ["解散清算"], "reason": "已清算", "period": "2026-05-31"})
    act(group, "陈处长", ref, "take_back", "清算没有完成。")
    assert live(group) is not None
    assert Organisation.objects.get(pk=group.units["fourth"]).closed_at is None


def good_papers(group: Group) -> list[Paper]:
    """What the fourth-level company can show."""
    return list(Paper.objects.filter(subject=group.units["fourth"], standing=None))


def test_who_has_left_the_register_shows_no_good_registration_form(group: Group) -> None:
    """Red when only a paper of the same kind replaces one: the 登记表 of a company that is no more stays genuine."""
    ref = a_filing(group, "cancel", {"situations": ["解散清算"], "reason": "已清算", "period": "2026-05-31"})
    assert [paper.kind for paper in good_papers(group)] == ["cancellation_form"]
    act(group, "陈处长", ref, "take_back", "清算没有完成。")
    assert [paper.kind for paper in good_papers(group)] == ["registration_form"]


def test_a_decision_taken_back_leaves_no_copy_of_its_paper_good(group: Group) -> None:
    """Red when 补领 puts the paper out of the reach of the decision it tells of."""
    changed = a_filing(group, "change", MOVED)
    a_filing(group, "replace_paper", {"cause": "遗失", "reason": "搬迁时遗失"})
    copied = good_papers(group)
    act(group, "陈处长", changed, "take_back", "审核有误。")
    restored = good_papers(group)
    assert len(copied) == len(restored) == 1
    assert copied[0].data["answers"]["address"] == MOVED["address"]
    assert restored[0].data["answers"]["address"] != MOVED["address"]


def test_a_lost_paper_is_replaced_under_a_new_number(group: Group) -> None:
    old = Paper.objects.get(subject=group.units["fourth"])
    a_filing(group, "replace_paper", {"cause": "遗失", "reason": "搬迁时遗失"})
    old.refresh_from_db()
    new = Paper.objects.get(subject=group.units["fourth"], standing=None)
    assert old.standing.state == "replaced"
    assert new.number != old.number
    assert new.check_code != old.check_code
    assert new.data["answers"] == old.data["answers"]


def test_what_a_change_does_not_speak_of_stays_registered(group: Group) -> None:
    """Red when a field that is hidden while the 工商 has not registered the change takes its answer out of the register."""
    before = live(group)
    a_filing(group, "change", MOVED | {"business_registered": "否"})
    after = live(group)
    assert before is not None
    assert after is not None
    assert after.answers["established_on"] == before.answers["established_on"]


def test_the_last_opinion_on_a_paper_is_never_empty(group: Group) -> None:
    """Red when only those of the levels below fall back on the name of their move."""
    a_filing(group, "change", MOVED)
    assert all(said["opinion"] for said in good_papers(group)[0].data["opinions"])
