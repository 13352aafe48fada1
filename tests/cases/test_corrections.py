"""补正项 at a reviewer's desk: pinned where it belongs, the desk's own until the whole list is sent."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.corrections import actions, rules
from banshi.cases.corrections import queries as corrections
from banshi.cases.corrections.rules import told
from banshi.cases.models import Case, Correction
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Conflict, Forbidden, Invalid, NotFound
from tests.cases.correcting import answer, asked, pin, write
from tests.situations import Group, a_case, a_group, act

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return a_group()


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
LISTED: list[dict[str, Any]] = [{"key": "articles", "files": [{"name": "章程.pdf"}]}, {"key": "plan", "files": []}]
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


@pytest.mark.parametrize(
    ("opinion", "number", "words"),
    [("请改。", 2, "请改。（补正项 2 条，请逐条改正）"), ("", 2, "补正项 2 条，请逐条改正"), ("请改。", 0, "请改。")],
)
def test_a_notice_tells_of_corrections_also_without_an_opinion(opinion: str, number: int, words: str) -> None:
    """Red when brackets follow a colon: “退回：（补正项 2 条……）”."""
    assert told(opinion, number) == words
