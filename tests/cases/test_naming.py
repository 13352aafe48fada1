"""What a case is called: by its matter, and by the answers that tell it from others of its unit."""

import pytest

from banshi.cases import actions, naming, queries, worklists
from banshi.cases.models import Case
from banshi.catalogue import shelf
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from tests.cases.library import PACK, Library, a_library, act, an_application, the_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def library() -> Library:
    """A library whose applications are told apart by the reader's name."""
    return a_library()


def title(library: Library, name: str, ref: str) -> str:
    """What one of the people reads over a case."""
    return queries.case_for(library.actor(name), ref).title


def retyped(library: Library, ref: str, reader: str) -> None:
    """王经办 takes a returned application up again and types another name over it."""
    act(library, "王经办", ref, "reopen")
    actor = library.actor("王经办")
    case = queries.case_for(actor, ref)
    actions.save_draft(case, case.draft | {"reader_name": reader}, by=actor, version=case.draft_version)


def told() -> list[dict[str, object]]:
    """What is to be told, in order."""
    return list(Delivery.objects.filter(to="notices.tell").order_by("pk").values_list("payload", flat=True))


def test_the_filer_reads_the_name_as_typed_now_and_the_reviewer_as_it_was_filed(library: Library) -> None:
    """Red when one name stands for both, or the title is kept from the opening."""
    ref = an_application(library, "欧阳小满", "returned")
    retyped(library, ref, "欧阳大满")
    assert title(library, "王经办", ref) == "申请借书证 · 欧阳大满"
    assert title(library, "李审核", ref) == "申请借书证 · 欧阳小满"


@pytest.mark.parametrize(
    ("name", "key", "reader"), [("王经办", "mine", "欧阳大满"), ("李审核", "received", "欧阳小满")]
)
def test_a_row_of_a_list_is_called_as_the_case_is(library: Library, name: str, key: str, reader: str) -> None:
    """Red when lists read the title that was kept at the opening."""
    ref = an_application(library, "欧阳小满", "returned")
    retyped(library, ref, "欧阳大满")
    (line,) = worklists.page(library.actor(name), PACK, the_list(key)).rows
    assert line.title == f"申请借书证 · {reader}"


def test_history_and_notices_say_which_case_it_is(library: Library) -> None:
    """Red when they say the matter alone."""
    ref = an_application(library, "欧阳小满", "waiting")
    first = queries.history(queries.case_for(library.actor("王经办"), ref))[0]
    assert first.title == "新建申请借书证 · 欧阳小满"
    assert "申请借书证 · 欧阳小满" in str(told()[-1]["text"])


def test_a_long_name_is_cut_and_an_empty_one_left_out() -> None:
    """Red when a title may be as long as an answer, or ends in a dot."""
    matter = shelf.pack(PACK).matter("apply")
    assert naming.titled(matter, naming.name_of(matter, {})) == "申请借书证"
    assert len(naming.name_of(matter, {"reader_name": "满" * 90})) == naming.LONGEST


def returned_together(library: Library, refs: list[str]) -> None:
    """李审核 returns these at one press."""
    seen = {ref: Case.objects.get(ref=ref).version for ref in refs}
    actions.move_all(seen, "return", by=library.actor("李审核"), token=new_token(), opinion="请核对。")


def test_what_one_press_tells_a_unit_is_one_message_with_a_line_for_each_case(library: Library) -> None:
    """Red when each case sends its own SMS, or another unit's cases are counted in."""
    readers = ("赵一", "钱二", "孙三", "周四")
    refs = [an_application(library, reader, "waiting") for reader in readers]
    others = an_application(library, "吴五", "waiting", by="张旁人")
    before = len(told())
    returned_together(library, [*refs, others])
    mine, theirs = sorted(told()[before:], key=lambda each: "lines" not in each)
    assert (
        mine["text"] == f"4 件申请借书证被{library.actor('李审核').unit_name}退回：赵一、钱二、孙三 等。意见：请核对。"
    )
    assert [line["ref"] for line in mine["lines"]] == refs  # type: ignore[attr-defined]
    assert (mine["sms"], theirs["sms"], theirs["ref"]) == (True, True, others)
    assert all(queries.case_for(library.actor("王经办"), ref).state.key == "returned" for ref in refs)


def test_a_single_case_of_a_batch_is_told_as_itself(library: Library) -> None:
    """Red when one case is told as many."""
    ref = an_application(library, "赵一", "waiting")
    returned_together(library, [ref])
    assert (told()[-1]["ref"], "lines" in told()[-1]) == (ref, False)
    assert "赵一" in str(told()[-1]["text"])
