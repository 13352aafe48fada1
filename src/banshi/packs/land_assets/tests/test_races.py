"""LD02 and LD03 hold also when two report at the same moment."""

from collections.abc import Iterator
from functools import partial
from itertools import count

import pytest

from banshi.cases import actions as cases
from banshi.cases.models import Case
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid
from banshi.packs.land_assets.demo import parcel, unit
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, act, opened
from tests.harness.crowds import at_once
from tests.harness.database import House

TRIES = 10
CROWD = 5


@pytest.fixture
def province(committed_db: House) -> Province:
    return a_province()


def reported(province: Province, refs: list[str]) -> list[bool]:
    """All of them reported at the same moment, each by a press of its own."""
    filer, waiting = province.actor("王经办"), iter(refs)

    def press() -> bool:
        try:
            return bool(cases.move(next(waiting), "report", by=filer, version=1, token=new_token()))
        except Invalid:
            return False

    return at_once(len(refs), press)


def test_of_many_parcels_with_one_document_one_is_reported(province: Province) -> None:
    """LD03. Red when nobody takes turns: two look before either has written, and both find nothing."""
    names = count(1)
    for number in range(TRIES):
        refs = [a_parcel(province, next(names), doc_no=f"湘（2020）{number:07}号") for _ in range(CROWD)]
        assert sorted(reported(province, refs)) == [False] * (CROWD - 1) + [True]


def test_a_unit_never_reports_both_that_it_has_no_land_and_a_parcel(province: Province) -> None:
    """LD02. Red when a report of the unit and one of its parcel run side by side."""
    for number in range(1, TRIES + 1):
        none = opened(province, "unit", unit("国有全资", parcels=0))
        land = a_parcel(province, number, doc_no=f"{number}")
        assert sorted(reported(province, [none, land])) == [False, True]
        for ref in Case.objects.filter(ref__in=(none, land), state="under_review").values_list("ref", flat=True):
            act(province, "王经办", ref, "recall")


def test_two_units_that_report_many_never_wait_for_each_other(province: Province) -> None:
    """Red when each case of a batch waits for its own rivals, one after the other: each holds what the other wants."""
    names, documents = count(1), [f"证 {each}" for each in range(3 * CROWD)]
    people = {"third": province.actor("王经办"), "other": province.actor("张旁人")}
    for _ in range(TRIES):
        batches = {
            filer: [of_unit(province, place, next(names), doc_no=each) for each in documents[::way]]
            for (place, filer), way in zip(people.items(), (1, -1), strict=True)
        }
        waiting = iter(batches.items())
        assert at_once(2, partial(report_next, waiting)) == [len(documents)] * 2
        for filer, refs in batches.items():
            cases.move_all(dict.fromkeys(refs, 2), "recall", by=filer, token=new_token())


def of_unit(province: Province, place: str, number: int, **typed: str) -> str:
    """A sound draft of a parcel of one of the units."""
    name = "王经办" if place == "third" else "张旁人"
    return opened(province, "parcel", parcel(number, "430203", "15000") | typed, name, place)


def report_next(waiting: Iterator[tuple[Actor, list[str]]]) -> int:
    """How many of the next batch were reported: what another unit has reported as well is a warning."""
    filer, refs = next(waiting)
    return cases.move_all(dict.fromkeys(refs, 1), "report", by=filer, token=new_token()).moved
