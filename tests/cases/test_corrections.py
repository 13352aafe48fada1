"""补正项: told once and all together, answered one by one, ticked off by who reviews next; and where the case goes because of them."""

import pytest
from django.db import DatabaseError, transaction

from banshi.cases import actions as cases
from banshi.cases import changes, papering, queries
from banshi.cases.corrections import actions, rules
from banshi.cases.corrections import queries as corrections
from banshi.cases.corrections.rules import told
from banshi.cases.corrections.sight import Item
from banshi.cases.models import Case, Correction
from banshi.jobs.demo_files import sample
from banshi.ledger import queries as past
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Conflict, Forbidden, Invalid, NotFound
from tests.situations import Group, a_case, a_group, act

pytestmark = pytest.mark.django_db

DESKS = {"李审核": "under_review", "赵主管": "at_second", "孙总管": "at_first", "陈处长": "at_agency"}


@pytest.fixture
def group() -> Group:
    return a_group()


def pin(group: Group, ref: str, name: str, cell: str, words: str = "与执照不一致。", kind: str = "wrong") -> int:
    """One of the people pins a correction."""
    return actions.pin(ref, cell, kind, words, by=group.actor(name), token=new_token())


def sent_back(group: Group, name: str, *cells: str) -> str:
    """A case that this reviewer has sent back with a correction at each of these cells, and that is editable again."""
    ref = a_case(group, DESKS[name])
    for cell in cells:
        pin(group, ref, name, cell)
    act(group, name, ref, "return")
    act(group, "王经办", ref, "reopen")
    return ref


def asked(group: Group, ref: str) -> list[Item]:
    """What the filer has to answer."""
    return corrections.asked(queries.case_for(group.actor("王经办"), ref))


def answer(group: Group, ref: str, chosen: str = "mended", words: str = "") -> None:
    """The filer answers every item alike."""
    for item in asked(group, ref):
        actions.reply(ref, item.id, chosen, words, by=group.actor("王经办"))


def write(group: Group, ref: str, **typed: object) -> None:
    """The filer types."""
    filer = group.actor("王经办")
    case = queries.case_for(filer, ref)
    cases.save_draft(case, case.draft | typed, by=filer, version=case.draft_version)


def filed(group: Group, ref: str) -> tuple[int, str]:
    """Where the case lies on its road, and why."""
    case = queries.case_for(group.actor("王经办"), ref)
    assert case.submission
    return case.position, case.submission.corrected.get("why", "")


# Pinning -------------------------------------------------------------------------------------------------------------------------


def test_what_is_pinned_is_the_desks_own_until_it_is_sent(group: Group) -> None:
    """Red when `asked` shows what was not sent."""
    ref = a_case(group, "under_review")
    pin(group, ref, "李审核", "address")
    assert asked(group, ref) == []
    assert corrections.own(group.actor("王经办"), queries.case_for(group.actor("王经办"), ref)) == []
    (mine,) = corrections.own(group.actor("李审核"), queries.case_for(group.actor("李审核"), ref))
    assert (mine.place, mine.said, mine.person) == ("注册地址", "错误：与执照不一致。", "李审核")
    assert all("与执照" not in str(line) for line in queries.history(queries.case_for(group.actor("王经办"), ref)))


def test_what_another_desk_has_left_unsent_is_not_this_desks(group: Group) -> None:
    """It was recalled meanwhile, and now goes another road. Red when `own` asks for the case alone."""
    ref = a_case(group, "under_review")
    pin(group, ref, "李审核", "address")
    Correction.objects.update(organisation=group.units["first"])
    assert corrections.own(group.actor("李审核"), queries.case_for(group.actor("李审核"), ref)) == []
    act(group, "李审核", ref, "approve")


@pytest.mark.parametrize(
    ("cell", "place"), [("address", "注册地址"), ("investors", "出资人"), ("material:articles", "")]
)
def test_a_correction_is_about_a_cell_a_table_or_a_material(group: Group, cell: str, place: str) -> None:
    """Red when an address of one of the three is taken for none."""
    ref = a_case(group, "under_review")
    pin(group, ref, "李审核", cell)
    assert Correction.objects.get().place.startswith(place)


def test_a_cell_of_a_row_is_named_by_its_row(group: Group) -> None:
    """Red when the row's id stands where people look for a number, or a column is not looked for."""
    ref = a_case(group, "under_review")
    case = queries.case_for(group.actor("李审核"), ref)
    assert case.submission
    own = case.submission.answers["investors"][0]["id"]
    pin(group, ref, "李审核", f"investors/{own}")
    pin(group, ref, "李审核", f"investors/{own}/name")
    with pytest.raises(NotFound):
        pin(group, ref, "李审核", f"investors/{own}/gone")
    row, cell = (each.place for each in Correction.objects.order_by("pk"))
    assert row == "出资人及股权结构 第 1 个出资人"
    assert cell.startswith(f"{row} ")


FILED = {"address": "滨江路", "fax": None, "none": "0", "investors": [{"id": "r1", "name": "甲"}], "holders": []}
LISTED = [{"key": "articles", "files": [{"name": "章程.pdf"}]}, {"key": "plan", "files": []}]
FOUND = ("address", "none", "investors", "investors/r1", "investors/r1/name", "material:articles")
NOT_FOUND = ("fax", "gone", "holders", "investors/r1/part", "investors/r2", "material:plan", "material:gone")


@pytest.mark.parametrize(
    ("cell", "kind"), [*((cell, "wrong") for cell in FOUND), *((cell, "missing") for cell in NOT_FOUND)]
)
def test_something_is_missing_where_nothing_was_filed_and_wrong_where_something_was(cell: str, kind: str) -> None:
    """Red when a kind is offered by what the cell is and not by what stands there."""
    assert rules.likely_kind(FILED, LISTED, cell) == kind


@pytest.mark.parametrize(
    "cell", ["gone", "investors/00000000", "investors/00000000/name", "material:gone", "", "address/x"]
)
def test_nothing_is_pinned_where_nothing_is(group: Group, cell: str) -> None:
    """Red when any text is taken for a cell."""
    ref = a_case(group, "under_review")
    with pytest.raises(NotFound):
        pin(group, ref, "李审核", cell)


@pytest.mark.parametrize(
    ("kind", "words", "at"), [("late", "甲", "kind"), ("wrong", " ", "words"), ("missing", "长" * 501, "words")]
)
def test_a_correction_says_what_is_wanted(group: Group, kind: str, words: str, at: str) -> None:
    """Red when an unknown kind is kept, “错误” says nothing more, or words are cut."""
    ref = a_case(group, "under_review")
    with pytest.raises(Invalid) as refused:
        pin(group, ref, "李审核", "address", words, kind)
    assert [problem.cell for problem in refused.value.problems] == [at]


@pytest.mark.parametrize(("name", "refusal"), [("王经办", Forbidden), ("赵主管", NotFound), ("张旁人", NotFound)])
def test_only_whose_desk_it_lies_on_may_pin(group: Group, name: str, refusal: type[Exception]) -> None:
    """Red when `may_pin` asks for no desk."""
    ref = a_case(group, "under_review")
    with pytest.raises(refusal):
        pin(group, ref, name, "address")


def test_the_same_press_pins_once(group: Group) -> None:
    """R8. Red when the token is not asked for."""
    ref, token = a_case(group, "under_review"), new_token()
    found = {actions.pin(ref, "address", "missing", "", by=group.actor("李审核"), token=token) for _ in range(2)}
    assert len(found) == Correction.objects.count() == 1


def test_what_is_pinned_may_be_changed_and_taken_off_until_it_is_sent(group: Group) -> None:
    """Red when what the filer has been told can still be rewritten, by our own actions or by a statement."""
    ref = a_case(group, "under_review")
    kept, gone = pin(group, ref, "李审核", "address"), pin(group, ref, "李审核", "region")
    reviewer = group.actor("李审核")
    actions.change(ref, kept, "replace", "换成章程上的。", by=reviewer)
    actions.unpin(ref, gone, by=reviewer)
    act(group, "李审核", ref, "return")
    assert [item.said for item in asked(group, ref)] == ["更换：换成章程上的。"]
    act(group, "王经办", ref, "reopen")
    write(group, ref, address="渝州市滨江路 99 号")
    answer(group, ref)
    act(group, "王经办", ref, "report")
    with pytest.raises(Conflict):
        actions.change(ref, kept, "missing", "", by=reviewer)
    with pytest.raises(Conflict):
        actions.unpin(ref, kept, by=reviewer)
    for statement in (lambda: Correction.objects.update(words="别的"), lambda: Correction.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            statement()


# Sending -------------------------------------------------------------------------------------------------------------------------


def test_sending_back_takes_the_whole_list_and_an_opinion_may_be_left_out(group: Group) -> None:
    """Red when the list stays at the desk, or an empty opinion is refused all the same."""
    ref = a_case(group, "under_review")
    with pytest.raises(Invalid):
        act(group, "李审核", ref, "return")
    pin(group, ref, "李审核", "address")
    pin(group, ref, "李审核", "region", "", "missing")
    act(group, "李审核", ref, "return")
    assert [item.cell for item in asked(group, ref)] == ["address", "region"]
    line = queries.history(queries.case_for(group.actor("王经办"), ref))[-1]
    assert [each["kind"] for each in line.corrections] == ["错误", "缺少"]
    told = Delivery.objects.filter(to="notices.tell").latest("pk")
    assert "补正项 2 条" in told.payload["text"]


def test_a_desk_does_not_let_go_of_what_it_has_pinned(group: Group) -> None:
    """Red when 通过 forgets the list: what was noted would be lost without a word."""
    ref = a_case(group, "under_review")
    pin(group, ref, "李审核", "address")
    with pytest.raises(Invalid, match="1 条补正项还没有发出"):
        act(group, "李审核", ref, "approve")
    assert Case.objects.get(ref=ref).position == 0


@pytest.mark.parametrize("move", ["approve", "return"])
def test_a_case_with_a_list_stays_out_of_a_batch(group: Group, move: str) -> None:
    """Red when a batch sends what nobody looked at, or leaves it behind."""
    ref, other = (a_case(group, "under_review", claims=False) for _ in range(2))
    pin(group, ref, "李审核", "address")
    seen = {each: Case.objects.get(ref=each).version for each in (ref, other)}
    receipt = cases.move_all(seen, move, by=group.actor("李审核"), token=new_token(), opinion="看过。")
    assert receipt.moved == 1
    assert receipt.left == [[ref, "已经记下补正项，请打开这件办件单独办理。"]]


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


# Ticking off ---------------------------------------------------------------------------------------------------------------------


def back_at(group: Group, name: str, *cells: str) -> str:
    """A case that lies at this reviewer's desk again, with every item explained."""
    ref = sent_back(group, name, *cells)
    answer(group, ref, "explained", "执照上就是这样。")
    act(group, "王经办", ref, "report")
    return ref


def answered(group: Group, name: str, ref: str) -> list[Item]:
    """What the filer has answered, as this reviewer sees it."""
    return corrections.answered(queries.case_for(group.actor(name), ref))


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


@pytest.mark.parametrize(
    ("opinion", "number", "words"),
    [("请改。", 2, "请改。（补正项 2 条，请逐条改正）"), ("", 2, "补正项 2 条，请逐条改正"), ("请改。", 0, "请改。")],
)
def test_a_notice_tells_of_corrections_also_without_an_opinion(opinion: str, number: int, words: str) -> None:
    """Red when brackets follow a colon: “退回：（补正项 2 条……）”."""
    assert told(opinion, number) == words
