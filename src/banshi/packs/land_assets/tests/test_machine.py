"""R11 for parcels, which pass levels over and issue no paper."""

import pytest

from banshi.packs.land_assets.pack import PARCEL
from banshi.packs.land_assets.tests.situations import a_parcel, a_province
from tests.cases.machine import Play, keeps_its_invariants

pytestmark = pytest.mark.django_db
PEOPLE = ("王经办", "李审核", "陈处长", "刘高速", "张旁人")


def test_any_sequence_of_moves_keeps_the_invariants() -> None:
    """Red when a level that is passed over may decide."""
    land = a_province()
    cells = ("doc_no", "area", "material:title_scan")
    keeps_its_invariants(Play(PARCEL.flow, PEOPLE, cells, land.actor, draft=lambda: a_parcel(land)))
