"""办理时限 as everybody is told of it says what the clock does, in the guide and in the API."""

import pytest
from django.test import Client

from banshi.catalogue import limits, shelf
from banshi.catalogue.limits import Limit

MATTERS = [(pack.key, matter.key) for pack in shelf.packs().values() for matter in pack.matters if matter.flow.terms]


def of(pack: str, matter: str) -> list[Limit]:
    return limits.limits(shelf.matter(pack, matter))


@pytest.mark.django_db
@pytest.mark.parametrize(("pack", "matter"), MATTERS)
def test_each_limit_of_the_flow_stands_in_the_guide_of_its_matter(pack: str, matter: str) -> None:
    """Red when a guide leaves a limit out, or tells other days than those the cases run under."""
    page = Client().get(f"/matters/{pack}/{matter}/").content.decode()
    told = of(pack, matter)
    assert [each.title for each in told] == [term.title for term in shelf.matter(pack, matter).flow.terms]
    for each, term in zip(told, shelf.matter(pack, matter).flow.terms, strict=True):
        assert each.legal == f"{term.days} 个工作日"
        assert each.promised == (f"{term.promised} 个工作日" if term.promised else "")
        for words in (each.title, each.legal, each.promised, each.law, *each.notes):
            assert words in page
    answer = Client().get(f"/api/matters/{pack}/{matter}").json()
    assert (answer["limit"], answer["promise"]) == (
        limits.legal(shelf.matter(pack, matter)),
        limits.promised(shelf.matter(pack, matter)),
    )


def test_what_lengthens_it_stops_it_and_follows_from_silence_is_told() -> None:
    """行政许可法 32, 42, 45. Red when the guide keeps silent about one of them."""
    (matter,) = {each for each in MATTERS if each[1] == "qualification"}
    acceptance, decision, _ = of(*matter)
    assert acceptance.notes == ("到期没有处理的，视为受理",)
    longer, still = decision.notes
    assert "可以延长一次，10 个工作日" in longer
    assert still.startswith("特别程序的时间不计算在内")


def test_地图管理条例_19_has_three_limits_each_with_the_maps_it_is_for() -> None:
    """Red when the guide tells one limit for every map."""
    (matter,) = {each for each in MATTERS if each[1] == "map_review"}
    decisions = [each for each in of(*matter) if each.when]
    assert [each.legal for each in decisions] == ["20 个工作日", "7 个工作日", "1 个工作日"]
    assert len({each.when for each in decisions}) == 3


def test_a_matter_without_limits_says_what_its_guide_says() -> None:
    pack = next(pack for pack in shelf.packs().values() if any(not each.flow.terms for each in pack.matters))
    matter = next(each for each in pack.matters if each.guide and not each.flow.terms)
    assert matter.guide
    assert (limits.limits(matter), limits.legal(matter)) == ([], matter.guide.limit)
