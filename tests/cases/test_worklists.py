"""Worklists: what they show, what they find, and for whom."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banshi.cases import actions, queries, worklists
from banshi.cases.models import Case, UnitName
from banshi.cases.sight import Asked, Line
from tests.cases.library import PACK, Library, a_library, act, an_application, the_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def library() -> Library:
    return a_library()


def found(library: Library, name: str, key: str, **asked: object) -> list[str]:
    """The references one of the people finds in a list."""
    return [line.ref for line in worklists.page(library.actor(name), PACK, the_list(key), Asked(**asked)).rows]  # type: ignore[arg-type]


def texts(library: Library, name: str, key: str) -> list[dict[str, str]]:
    return [dict(line.texts) for line in worklists.page(library.actor(name), PACK, the_list(key)).rows]


def typed(library: Library, ref: str, **more: object) -> None:
    """王经办 types over what stands in a draft."""
    actor = library.actor("王经办")
    case = queries.case_for(actor, ref)
    actions.save_draft(case, case.draft | more, by=actor, version=case.draft_version)


def test_a_filer_reads_the_draft_as_it_is_now(library: Library) -> None:
    """Red when the last submission, or what cannot be kept, stands in the place of what was typed."""
    ref = an_application(library, "欧阳小满", "returned")
    act(library, "王经办", ref, "reopen")
    typed(library, ref, reader_name="欧阳大满", books="不知道")
    assert texts(library, "王经办", "mine") == [{"reader_name": "欧阳大满", "wants_post": "否", "books": "不知道"}]


def test_a_reviewer_reads_what_was_filed_and_never_a_draft(library: Library) -> None:
    """Red when `lines` reads the draft for everybody."""
    ref = an_application(library, "欧阳小满", "returned")
    act(library, "王经办", ref, "reopen")
    typed(library, ref, reader_name="还没想好")
    assert texts(library, "李审核", "received") == [{"reader_name": "欧阳小满", "wants_post": "否", "books": "3"}]
    assert found(library, "李审核", "received", answers={"reader_name": "想好"}) == []
    assert found(library, "李审核", "received", answers={"reader_name": "小满"}) == [ref]
    assert found(library, "王经办", "mine", answers={"reader_name": "想好"}) == [ref]


def test_what_a_hidden_field_still_holds_is_not_shown(library: Library) -> None:
    """Red when the draft is shown without its conditions."""
    an_application(library, "欧阳小满", post_address="渝州市一号")
    an_application(library, "欧阳 Anna", post_address="渝州市二号", wants_post="是")
    addresses = replace(the_list("mine"), columns=("post_address",))
    lines = worklists.page(library.actor("王经办"), PACK, addresses).rows
    assert [dict(line.texts) for line in lines] == [{"post_address": "渝州市二号"}, {}]


@pytest.mark.parametrize("name", ["王经办", "李审核"])
def test_parts_of_answers_and_options_narrow_what_is_found(library: Library, name: str) -> None:
    """Red when one of the conditions is forgotten, or one of them is enough."""
    key = "mine" if name == "王经办" else "received"
    first = an_application(library, "欧阳小满", "waiting")
    second = an_application(library, "欧阳 Anna", "waiting", wants_post="是", post_address="渝州市一号")
    assert found(library, name, key, answers={"reader_name": "欧阳"}) == [second, first]
    assert found(library, name, key, answers={"reader_name": "阳小"}) == [first]
    assert found(library, name, key, answers={"reader_name": "ANNA"}) == [second]
    assert found(library, name, key, answers={"wants_post": "是"}) == [second]
    assert found(library, name, key, answers={"wants_post": "否", "reader_name": "欧阳"}) == [first]
    assert found(library, name, key, answers={"reader_name": "满小"}) == []
    assert found(library, name, key, answers={"books": "9"}) == [second, first]


@pytest.mark.parametrize("name", ["王经办", "李审核"])
def test_brackets_and_spaces_do_not_count(library: Library, name: str) -> None:
    """Red when a list forgives less than the door does."""
    key = "mine" if name == "王经办" else "received"
    ref = an_application(library, "欧阳（小）满", "waiting")
    for typed in ("阳(小)", "阳【小】满", "阳 （小）"):
        assert found(library, name, key, answers={"reader_name": typed}) == [ref]
    unit = f"{Case.objects.get(ref=ref).unit_name}（集团）"
    Case.objects.filter(ref=ref).update(unit_name=unit), UnitName.objects.update(name=unit)
    assert found(library, name, key, text=unit.replace("（集团）", " (集团)")) == [ref]


def test_what_is_reported_and_what_can_yet_be(library: Library) -> None:
    """Red when a returned case counts as not reported, or both answers find the same."""
    draft = an_application(library, "甲乙")
    reported = [an_application(library, "丙丁", at) for at in ("waiting", "returned", "issued")]
    assert found(library, "王经办", "mine", reported="no") == [draft]
    assert found(library, "王经办", "mine", reported="yes") == reported[::-1]


def test_a_case_has_reached_a_desk_while_it_waits_there_and_ever_after(library: Library) -> None:
    """Red when `reached` means the same as `handled`, or a draft is shown."""
    an_application(library, "甲乙")
    reached = [an_application(library, "丙丁", at) for at in ("waiting", "returned", "issued")]
    act(library, "王经办", reached[0], "recall")
    assert found(library, "李审核", "received") == reached[::-1]
    assert found(library, "张旁人", "received") == found(library, "张旁人", "mine") == []


def every(library: Library, key: str, asked: Asked = worklists.EVERYTHING) -> Iterator[list[Line]]:
    """All rows of a list, as an export asks for them."""
    after, more = "", True
    while more:
        part = worklists.part(library.actor("李审核"), PACK, the_list(key), asked, after)
        after, more = part.next, bool(part.next)
        yield part.rows


def test_all_rows_come_part_by_part_in_the_order_of_the_list(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when the key of the next part is lost, or a part forgets what was asked."""
    monkeypatch.setattr(worklists, "PART", 2)
    refs = [an_application(library, name, "waiting") for name in ("甲乙", "丙丁", "甲乙丙", "戊己", "甲乙丁")]
    for key, order in (("waiting", refs), ("received", refs[::-1])):
        parts = list(every(library, key))
        assert [len(part) for part in parts] == [2, 2, 1]
        assert [line.ref for part in parts for line in part] == order
    asked = Asked(answers={"reader_name": "甲乙"})
    parts = list(every(library, "waiting", asked))
    assert [line.texts["reader_name"] for part in parts for line in part] == ["甲乙", "甲乙丙", "甲乙丁"]


@pytest.mark.parametrize(("name", "key"), [("王经办", "mine"), ("李审核", "waiting"), ("李审核", "received")])
def test_a_page_asks_the_database_as_often_for_one_row_as_for_many(library: Library, name: str, key: str) -> None:
    """Red when each row asks for its submission, its desk or the names of its codes."""

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            worklists.page(library.actor(name), PACK, the_list(key))
        return len(counted)

    an_application(library, "甲乙", "waiting")
    one = asked()
    for number in range(3):
        an_application(library, f"丙丁{number}", "waiting")
    assert asked() == one


def test_the_pieces_of_a_text_are_the_same_in_the_index_and_in_the_question(library: Library) -> None:
    """Red when spaces or capitals tell pieces apart, or a single character is taken for one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT banshi_grams('k', '渝 州AB公')")
        assert cursor.fetchone()[0] == ["k:ab", "k:b公", "k:州a", "k:渝州"]
        cursor.execute("SELECT banshi_grams('k', '渝')")
        assert cursor.fetchone()[0] == []
    assert not Case.objects.exists()
