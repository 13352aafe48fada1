"""补正项 are answered one by one, frozen with what is reported; and where the case goes because of them."""

import pytest

from banshi.cases import actions as cases
from banshi.cases import changes, papering, queries
from banshi.cases.corrections import actions, rules
from banshi.cases.corrections import queries as corrections
from banshi.cases.models import Case
from banshi.jobs.demo_files import sample
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from tests.cases.correcting import answer, asked, filed, sent_back, write
from tests.situations import Group, a_group, act

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return a_group()


# Answering -----------------------------------------------------------------------------------------------------------------------


def test_a_report_asks_for_an_answer_to_every_item(group: Group) -> None:
    """Red when one is forgotten, or “改好了” is believed where nothing has changed."""
    ref = sent_back(group, "李审核", "address", "region")
    with pytest.raises(Invalid) as refused:
        act(group, "王经办", ref, "report")
    first, second = asked(group, ref)
    assert [problem.cell for problem in refused.value.problems] == [f"correction:{first.id}", f"correction:{second.id}"]
    filer = group.actor("王经办")
    actions.reply(ref, first.id, "mended", "", by=filer)
    actions.reply(ref, second.id, "explained", "", by=filer)
    with pytest.raises(Invalid) as refused:
        act(group, "王经办", ref, "report")
    assert ["和退回时一样" in problem.words for problem in refused.value.problems] == [True, False]
    write(group, ref, address="渝州市滨江路 99 号")
    actions.reply(ref, second.id, "explained", "执照上就是这样。", by=filer)
    act(group, "王经办", ref, "report")
    line = queries.history(queries.case_for(filer, ref))[-1]
    assert [each["words"] for each in line.replies] == ["改好了", "说明：执照上就是这样。"]


def test_only_the_filer_answers_and_only_while_the_draft_may_change(group: Group) -> None:
    """Red when an answer may change after the report that was made with it."""
    ref = sent_back(group, "李审核", "address")
    (item,) = asked(group, ref)
    for name, refusal in (("李审核", Forbidden), ("张旁人", NotFound)):
        with pytest.raises(refusal):
            actions.reply(ref, item.id, "mended", "", by=group.actor(name))
    answer(group, ref, "explained", "执照上就是这样。")
    act(group, "王经办", ref, "report")
    with pytest.raises(Forbidden):
        actions.reply(ref, item.id, "mended", "", by=group.actor("王经办"))


def test_what_was_answered_is_frozen_with_its_submission(group: Group) -> None:
    """Red when a later answer overwrites what an earlier report said."""
    ref = sent_back(group, "李审核", "address")
    answer(group, ref, "explained", "第一次。")
    act(group, "王经办", ref, "report")
    act(group, "王经办", ref, "recall")
    answer(group, ref, "explained", "第二次。")
    act(group, "王经办", ref, "report")
    kept = Case.objects.get(ref=ref).submissions.order_by("number").values_list("corrected", flat=True)
    assert [[item["answer"] for item in each.get("items", [])] for each in kept] == [
        [],
        ["说明：第一次。"],
        ["说明：第二次。"],
    ]


@pytest.mark.parametrize("name", ["李审核", "孙总管"])
def test_what_the_filer_answers_is_nobody_elses_until_it_is_reported(group: Group, name: str) -> None:
    """A draft is the filer's own, and so are its answers. Red when a reviewer is shown the answers as they stand."""
    ref = sent_back(group, "孙总管", "address")

    def read_by(person: str) -> list[str]:
        return [item.answer for item in corrections.shown(queries.case_for(group.actor(person), ref))]

    answer(group, ref, "explained", "第一次。")
    assert (read_by(name), read_by("王经办")) == ([""], ["说明：第一次。"])
    act(group, "王经办", ref, "report")
    assert read_by(name) == ["说明：第一次。"]
    act(group, "王经办", ref, "recall")
    answer(group, ref, "explained", "第二次。")
    assert (read_by(name), read_by("王经办")) == (["说明：第一次。"], ["说明：第二次。"])


# Where it goes -------------------------------------------------------------------------------------------------------------------


def test_where_only_the_items_were_changed_it_goes_straight_to_who_sent_it_back(group: Group) -> None:
    """Red when a report always begins at the first superior."""
    ref = sent_back(group, "孙总管", "address", "material:articles")
    write(group, ref, address="渝州市滨江路 99 号")
    name, stream = sample("新的章程", ("pdf",))
    cases.attach(ref, "articles", stream, name, by=group.actor("王经办"))
    for item in asked(group, ref):
        actions.reply(ref, item.id, "mended", "", by=group.actor("王经办"))
    receipt = act(group, "王经办", ref, "report")
    position, why = filed(group, ref)
    assert (position, Case.objects.get(ref=ref).desk_id) == (2, group.units["first"])
    assert "只改动了退回的 2 条补正项" in why
    assert "集团" in receipt.desk
    assert queries.seen_by(group.actor("李审核")).filter(ref=ref).exists()


def test_where_more_was_changed_those_who_had_approved_see_it_again(group: Group) -> None:
    """Red when what nobody has asked for slips past the desks below; or the page does not name it."""
    ref = sent_back(group, "孙总管", "address")
    write(group, ref, address="渝州市滨江路 99 号", legal_representative="周新任")
    answer(group, ref)
    act(group, "王经办", ref, "report")
    position, why = filed(group, ref)
    assert position == 0
    assert "法定代表人" in why
    reviewer = group.actor("李审核")
    (compared,) = changes.shown_to(reviewer, queries.case_for(reviewer, ref))
    assert compared.asked == ("address",)
    assert {change.address for change in compared.found} == {"address", "legal_representative"}


def test_a_table_covers_the_rows_that_come_into_it() -> None:
    """“缺少” at a table is mended by a row. Red when only the very same address counts, or a longer name is taken for it."""
    assert rules.covers("investors", "investors/0a1b2c3d")
    assert rules.covers("investors/0a1b2c3d", "investors/0a1b2c3d/name")
    assert not rules.covers("investors/0a1b2c3d/name", "investors/0a1b2c3d")
    assert not rules.covers("invest", "investors")


def test_after_another_way_back_it_begins_at_the_first(group: Group) -> None:
    """A desk has since acted without a list. Red when the old list still shows the way."""
    ref = sent_back(group, "孙总管", "address")
    answer(group, ref, "explained", "执照上就是这样。")
    act(group, "王经办", ref, "report")
    act(group, "孙总管", ref, "return", "还是不对。")
    act(group, "王经办", ref, "reopen")
    act(group, "王经办", ref, "report")
    assert filed(group, ref) == (0, "")


def test_recalled_and_reported_again_it_goes_the_same_way(group: Group) -> None:
    """Red when a report that was recalled counts as one that was looked at."""
    ref = sent_back(group, "孙总管", "address")
    answer(group, ref, "explained", "执照上就是这样。")
    act(group, "王经办", ref, "report")
    act(group, "王经办", ref, "recall")
    act(group, "王经办", ref, "report")
    assert filed(group, ref)[0] == 2


def test_a_paper_tells_what_those_said_who_did_not_see_it_again(group: Group) -> None:
    """Red when their opinions are forgotten with the submission that was sent back."""
    ref = sent_back(group, "孙总管", "address")
    answer(group, ref, "explained", "执照上就是这样。")
    act(group, "王经办", ref, "report")
    agency = group.actor("孙总管")
    said = papering.opinions(queries.case_for(agency, ref))
    assert [each["person"] for each in said] == ["李审核", "赵主管", "王经办"]
