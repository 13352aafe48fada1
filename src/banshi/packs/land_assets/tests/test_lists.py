"""What lists show of parcels: any answer that is kept for searching may be a column."""

import pytest

from banshi.cases import arranging, columns, worklists
from banshi.catalogue import shelf
from banshi.packs.land_assets.pages import PARCELS, PARCELS_RECEIVED
from banshi.packs.land_assets.parcel_form import PARCEL_FORM
from banshi.packs.land_assets.tests.situations import a_parcel, a_province

pytestmark = pytest.mark.django_db
PACK = "land_assets"


def test_an_answer_the_list_does_not_show_by_itself_can_be_chosen_and_is_read() -> None:
    """Red when only the list's own columns are offered, or the others are chosen and stay empty."""
    province = a_province()
    a_parcel(province, usage="自用")
    actor, said = province.actor("王经办"), shelf.pack(PACK)
    assert "usage" not in [column.key for column in arranging.arranged(actor, said, PARCELS).columns]
    arranging.choose_columns(PACK, PARCELS.key, ["usage", "right_nature"], by=actor)
    shown = arranging.arranged(actor, said, PARCELS).columns
    (line,) = worklists.page(actor, PACK, columns.of_answers(PARCELS, shown)).rows
    assert {column.label: columns.text(column, line) for column in shown} == {
        "权利性质": "102 出让",
        "利用现状": "自用",
    }


def test_of_cases_that_have_not_come_to_the_desk_nothing_more_is_offered() -> None:
    """Red when a list of what lies below tells every answer: it tells what the pack says it shows or is searched by."""
    offered = {column.key for column in columns.offered(shelf.pack(PACK), PARCELS_RECEIVED)}
    told = {*PARCELS_RECEIVED.columns, *PARCELS_RECEIVED.search}
    assert {key for key in offered if ":" not in key} == told
    assert len(told) < len(list(PARCEL_FORM.fields())) / 2


def test_what_is_looked_for_has_its_column() -> None:
    """Red when a list is narrowed by an answer and nobody sees which one a row has."""
    said = shelf.pack(PACK)
    usual = columns.usual(said, PARCELS_RECEIVED)
    shown = columns.looked_for(said, PARCELS_RECEIVED, usual, {"usage": "自用"})
    assert [column.key for column in shown if column not in usual] == ["usage"]
    assert columns.looked_for(said, PARCELS_RECEIVED, usual, {"name": "地块"}) == usual
