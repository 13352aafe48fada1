"""A unit that has gone to another group: its former 一级单位 keeps what had come to it, and sees nothing of what was reported later."""

from dataclasses import replace

import pytest

from banshi.cases import actions as cases
from banshi.cases import queries, worklists
from banshi.cases.models import Case
from banshi.cases.sight import Asked
from banshi.jobs.demo_files import sample
from banshi.ledger import clock
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import NotFound
from banshi.packs.land_assets.flow import TREE
from banshi.packs.land_assets.pages import PARCELS_RECEIVED
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, act
from banshi.people.queries import code_of
from banshi.people.units import placing

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Province:
    return a_province()


def reported_past_the_first_group(province: Province) -> tuple[str, int]:
    """A parcel that came to 李审核, was returned, and reported anew with another number and a file when its unit had gone; the file."""
    ref, filer = a_parcel(province, doc_no="第一本"), province.actor("王经办")
    act(province, "王经办", ref, "report")
    act(province, "李审核", ref, "return", "请核对。")
    placing.plan(
        "move",
        province.units["third"],
        on=clock.today(),
        tree=TREE,
        parent=code_of(province.units["other"]),
        by=SYSTEM,
    )
    act(province, "王经办", ref, "reopen")
    case = queries.case_for(filer, ref)
    cases.save_draft(case, case.draft | {"doc_no": "第二本"}, by=filer, version=case.draft_version)
    name, stream = sample("宗地图", ("png",))
    file = cases.attach(ref, "parcel_map", stream, name, by=filer)
    act(province, "王经办", ref, "report")
    act(province, "张旁人", ref, "approve", "转给新的集团。")
    return ref, file


def test_a_former_superior_sees_the_last_that_came_to_its_desk(province: Province) -> None:
    """Red when a stop of once opens whatever is reported later: its answers, its files, what is said of it."""
    ref, file = reported_past_the_first_group(province)
    former, new = province.actor("李审核"), province.actor("张旁人")
    seen, now = queries.case_for(former, ref), queries.case_for(new, ref)
    assert [case.submission and case.submission.answers["doc_no"] for case in (seen, now)] == ["第一本", "第二本"]
    assert [case.until is None for case in (seen, now)] == [False, True]
    assert [line.opinion for line in queries.history(seen)][-1] != "转给新的集团。"
    assert queries.file_for(new, ref, file).id == file
    with pytest.raises(NotFound):
        queries.file_for(former, ref, file)
    assert queries.moves_open_to(former, seen) == []


def test_its_lists_and_exports_tell_no_more(province: Province) -> None:
    """Red when a line shows, or a search finds, what was reported past the desk."""
    ref, _ = reported_past_the_first_group(province)
    former, reached = province.actor("李审核"), replace(PARCELS_RECEIVED, of="reached")
    (line,) = worklists.part(former, "land_assets", reached).rows
    assert (line.ref, line.answers["doc_no"]) == (ref, "第一本")
    assert worklists.part(former, "land_assets", reached, Asked(answers={"doc_no": "第二本"})).rows == []
    assert not queries.in_full(former).filter(ref=ref).exists()
    assert queries.in_full(province.actor("张旁人")).get() == Case.objects.get(ref=ref)
