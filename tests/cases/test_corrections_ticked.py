"""补正项 are ticked off by the desk that asked, before it agrees."""

import pytest

from banshi.cases import queries
from banshi.cases.corrections import actions
from banshi.cases.corrections import queries as corrections
from banshi.cases.models import Case
from banshi.ledger import queries as past
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from tests.cases.correcting import answer, answered, asked, back_at, sent_back, write
from tests.situations import Group, a_group, act

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return a_group()


def test_the_desk_ticks_off_every_item_before_it_agrees(group: Group) -> None:
    """Red when 通过 forgets what the desk itself has asked for."""
    ref = back_at(group, "李审核", "address", "region")
    with pytest.raises(Invalid, match="2 条没有核对"):
        act(group, "李审核", ref, "approve")
    for item in answered(group, "李审核", ref):
        actions.tick(ref, item.id, "corrected", by=group.actor("李审核"))
    act(group, "李审核", ref, "approve")
    assert asked(group, ref) == []
    assert Case.objects.get(ref=ref).position == 1


def test_what_still_is_wrong_goes_on_in_the_next_list(group: Group) -> None:
    """Red when the filer is asked for both, the old one and the new."""
    ref = back_at(group, "李审核", "address", "region")
    first, second = answered(group, "李审核", ref)
    reviewer = group.actor("李审核")
    actions.tick(ref, first.id, "corrected", by=reviewer)
    actions.tick(ref, second.id, "remaining", by=reviewer)
    act(group, "李审核", ref, "return")
    assert [(item.cell, item.again, item.reply) for item in asked(group, ref)] == [("region", second.id, "")]


def test_a_tick_may_be_taken_back(group: Group) -> None:
    """Red when what went on in the list stays there beside “已改正”."""
    ref = back_at(group, "李审核", "address")
    (item,) = answered(group, "李审核", ref)
    reviewer = group.actor("李审核")
    for verdict, pinned in (("remaining", 1), ("corrected", 0), ("remaining", 1), ("", 0), ("remaining", 1)):
        actions.tick(ref, item.id, verdict, by=reviewer)
        assert len(corrections.own(reviewer, queries.case_for(reviewer, ref))) == pinned
    (again,) = corrections.own(reviewer, queries.case_for(reviewer, ref))
    actions.unpin(ref, again.id, by=reviewer)
    assert answered(group, "李审核", ref)[0].verdict == ""


def test_only_the_desk_ticks_off(group: Group) -> None:
    """Red when anybody who sees the case may."""
    ref = back_at(group, "李审核", "address")
    (item,) = answered(group, "李审核", ref)
    for name, refusal in (("王经办", Forbidden), ("张旁人", NotFound), ("赵主管", NotFound)):
        with pytest.raises(refusal):
            actions.tick(ref, item.id, "corrected", by=group.actor(name))
    with pytest.raises(NotFound):
        actions.tick(ref, item.id + 1000, "corrected", by=group.actor("李审核"))


def test_another_desk_neither_ticks_off_what_it_did_not_ask_nor_frees_who_did(group: Group) -> None:
    """Something else was changed, so a lower desk has it first. Red when any desk where the case lies may tick."""
    ref = sent_back(group, "孙总管", "address")
    write(group, ref, legal_representative="周新任")
    answer(group, ref, "explained", "执照上就是这样。")
    act(group, "王经办", ref, "report")
    (item,) = answered(group, "李审核", ref)
    with pytest.raises(NotFound):
        actions.tick(ref, item.id, "corrected", by=group.actor("李审核"))
    for name in ("李审核", "赵主管"):
        act(group, name, ref, "approve")
    with pytest.raises(Invalid, match="1 条没有核对"):
        act(group, "孙总管", ref, "approve")
    actions.tick(ref, item.id, "corrected", by=group.actor("孙总管"))
    act(group, "孙总管", ref, "approve")


def test_a_report_taken_back_is_ticked_off_anew(group: Group) -> None:
    """What was ticked may change again. Red when a verdict on a report outlives it, or what goes on with it stays in the desk's list."""
    ref = back_at(group, "李审核", "address", "region")
    reviewer = group.actor("李审核")
    for item, verdict in zip(answered(group, "李审核", ref), ("corrected", "remaining"), strict=True):
        actions.tick(ref, item.id, verdict, by=reviewer)
    act(group, "王经办", ref, "recall")
    assert [(item.cell, item.verdict) for item in asked(group, ref)] == [("address", ""), ("region", "")]
    told = past.history(f"case:{Case.objects.get(ref=ref).pk}")[-1].data["reopened"]
    assert [each["place"] for each in told] == ["注册地址", asked(group, ref)[1].place]
    write(group, ref, address="渝州市滨江路 99 号")
    act(group, "王经办", ref, "report")
    assert corrections.own(reviewer, queries.case_for(reviewer, ref)) == []
    with pytest.raises(Invalid, match="2 条没有核对"):
        act(group, "李审核", ref, "approve")
