"""E04 and two colleagues in one draft: each keeps what they changed, the second learns who changed what."""

from typing import Any

import pytest

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.models import Case
from banshi.cases.refusals import DraftOvertaken
from tests.situations import Group, a_case, a_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return a_group()


def draft(ref: str) -> dict[str, Any]:
    return dict(Case.objects.get(ref=ref).draft)


def save(group: Group, ref: str, version: int, *changed: str, **typed: Any) -> cases.Saved:
    """A window that knew `version` sends its whole form, in which so much was changed."""
    return cases.save_cells(ref, draft(ref) | typed, list(changed or typed), by=group.actor("王经办"), version=version)


def test_cells_of_two_windows_are_both_kept(group: Group) -> None:
    """Red when a save writes the whole form as its window last saw it."""
    ref = a_case(group)
    before = draft(ref)
    first = cases.save_cells(ref, before | {"address": "甲路 1 号"}, ["address"], by=group.actor("王经办"), version=1)
    second = cases.save_cells(
        ref, before | {"main_business": "水务"}, ["main_business"], by=group.actor("王经办"), version=1
    )
    assert (first.version, second.version) == (2, 3)
    assert draft(ref)["address"] == "甲路 1 号"
    assert draft(ref)["main_business"] == "水务"
    assert second.theirs == [("address", "王经办")]


def test_a_cell_somebody_else_has_changed_is_left_and_said(group: Group) -> None:
    """Red when the later of two simply wins."""
    ref = a_case(group)
    save(group, ref, 1, address="甲路 1 号")
    late = save(group, ref, 1, address="乙路 2 号", main_business="水务")
    assert late.refused == [("address", "王经办")]
    assert draft(ref)["address"] == "甲路 1 号"
    assert draft(ref)["main_business"] == "水务"
    again = save(group, ref, late.version, address="乙路 2 号")
    assert again.refused == []
    assert draft(ref)["address"] == "乙路 2 号"


def row(own: str, name: str) -> dict[str, str]:
    return {"id": own, "name": name}


def test_rows_two_windows_add_are_both_there(group: Group) -> None:
    """Red when the list of rows of one window takes away what the other has added."""
    ref = a_case(group)
    before = draft(ref)["investors"]
    by = group.actor("王经办")
    for own, name in (("bbbbbbb1", "甲"), ("bbbbbbb2", "乙")):
        typed = draft(ref) | {"investors": [*before, row(own, name)]}
        cases.save_cells(ref, typed, ["investors/rows", f"investors/{own}/name"], by=by, version=1)
    assert [each["id"] for each in draft(ref)["investors"]] == [before[0]["id"], "bbbbbbb2", "bbbbbbb1"]


def test_a_row_that_was_taken_away_takes_its_cells_along(group: Group) -> None:
    ref = a_case(group)
    own = draft(ref)["investors"][0]["id"]
    kept = draft(ref)["investors"]
    save(group, ref, 1, "investors/rows", investors=[])
    late = save(group, ref, 1, f"investors/{own}/ratio", investors=kept)
    assert [cell for cell, _ in late.refused] == [f"investors/{own}/ratio"]
    assert draft(ref)["investors"] == []


def test_a_version_that_never_was_is_refused(group: Group) -> None:
    ref = a_case(group)
    with pytest.raises(DraftOvertaken):
        save(group, ref, 99, address="丙路 3 号")


def test_notes_of_materials_are_kept_one_by_one(group: Group) -> None:
    ref, by = a_case(group), group.actor("王经办")
    cases.save_note_cells(ref, {"articles": {"number": "1号"}}, ["articles/number"], by=by, version=1)
    late = cases.save_note_cells(
        ref, {"articles": {"number": "2号", "issuer": "甲"}}, ["articles/number", "articles/issuer"], by=by, version=1
    )
    assert [cell for cell, _ in late.refused] == ["articles/number"]
    assert Case.objects.get(ref=ref).notes == {"articles": {"number": "1号", "issuer": "甲"}}


def whole(group: Group, ref: str, **typed: Any) -> int:
    """A window that knows the draft as it is sends the page (下一步)."""
    by = group.actor("王经办")
    case = queries.case_for(by, ref)
    return cases.save_draft(case, case.draft | typed, by=by, version=case.draft_version)


def test_a_page_saved_whole_marks_what_it_changed_and_nothing_else(group: Group) -> None:
    """Red when only cells saved one by one are told apart: the older window takes back what the page has changed."""
    ref = a_case(group)
    assert whole(group, ref, address="甲路 1 号") == 2
    assert Case.objects.get(ref=ref).draft_marks == {"address": [2, "王经办"]}
    late = save(group, ref, 1, address="乙路 2 号", main_business="水务")
    assert late.refused == [("address", "王经办")]
    assert (draft(ref)["address"], draft(ref)["main_business"]) == ("甲路 1 号", "水务")


def test_a_page_saved_whole_marks_the_cells_and_rows_of_its_tables(group: Group) -> None:
    ref = a_case(group)
    before = draft(ref)["investors"]
    own = before[0]["id"]
    whole(group, ref, investors=[before[0] | {"name": "甲"}, *before[1:], row("bbbbbbb1", "乙")])
    late = save(group, ref, 1, "investors/rows", f"investors/{own}/name", investors=[before[0] | {"name": "丙"}])
    assert late.refused == [(f"investors/{own}/name", "王经办")]
    assert [(each["id"], each["name"]) for each in draft(ref)["investors"]] == [(own, "甲"), ("bbbbbbb1", "乙")]
