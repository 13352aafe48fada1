"""Code lists: loaded as often as one likes, each code once; what is no longer in force is not offered."""

import pytest
from django.core.management import call_command

from banshi.catalogue import actions, queries
from banshi.catalogue.models import CodeEntry
from banshi.ledger import clock
from banshi.ledger.models import Event
from banshi.lib.actor import SYSTEM

pytestmark = pytest.mark.django_db
PLACES = [("500000", "重庆市"), ("500103", "重庆市 渝中区"), ("500105", "重庆市 江北区"), ("330205", "宁波市 江北区")]


@pytest.fixture(autouse=True)
def loaded() -> None:
    """A small list of regions."""
    actions.load_codes("region", PLACES, by=SYSTEM)


def found(text: str, after: str = "", limit: int = 20) -> list[str]:
    """The codes a picker would offer."""
    return [each["code"] for each in queries.find_codes("region", text, after, limit)]


def test_a_list_loaded_again_holds_each_code_once_with_its_new_name() -> None:
    """Red when rows double, or the old name stays."""
    actions.load_codes("region", [("500103", "重庆市 新渝中区")], by=SYSTEM)
    assert CodeEntry.objects.filter(list="region").count() == len(PLACES)
    assert queries.code("region", "500103") == {"code": "500103", "name": "重庆市 新渝中区"}
    assert Event.objects.filter(stream="catalogue:region", kind="codes_loaded").count() == 2


def test_a_start_of_the_site_loads_what_is_missing_and_nothing_twice() -> None:
    """Red when every start writes thousands of rows and an event."""
    call_command("publish", verbosity=0)
    loaded = Event.objects.filter(kind="codes_loaded").count()
    call_command("publish", verbosity=0)
    assert Event.objects.filter(kind="codes_loaded").count() == loaded


def test_a_code_no_longer_in_force_is_neither_offered_nor_taken() -> None:
    """Red when `until` is not looked at."""
    CodeEntry.objects.filter(code="500105").update(until=clock.today())
    assert queries.code("region", "500105") is None
    assert found("江北") == ["330205"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("5001", ["500103", "500105"]),
        ("江北", ["330205", "500105"]),
        ("重庆 江北", ["500105"]),
        ("江北区", ["330205", "500105"]),
        ("北 重", ["500105"]),
        ("", ["330205", "500000", "500103", "500105"]),
        ("没有", []),
        ("%", []),
    ],
)
def test_a_picker_finds_by_the_beginning_of_the_code_or_by_words(text: str, codes: list[str]) -> None:
    """Red when words must stand together, or a code is found by its middle."""
    assert found(text) == codes


def test_a_picker_lists_the_nearest_first() -> None:
    """Red when what is looked for itself stands behind entries that only hold it somewhere, or a page of the nearest repeats one."""
    rows = [
        ("E50", "建筑业 装修业"),
        ("E49", "建筑业 建筑安装业"),
        ("E47", "建筑业 房屋建筑业"),
        ("Z90", "其他 建筑"),
        ("E", "建筑业"),
    ]
    actions.load_codes("industry", rows, by=SYSTEM)
    nearest = ["Z90", "E", "E49", "E47", "E50"]
    assert [each["code"] for each in queries.find_codes("industry", "建筑")] == nearest
    assert queries.find_codes("industry", "e")[0]["code"] == "E"
    paged: list[str] = []
    after = ""
    while page := queries.find_codes("industry", "建筑", after, 2):
        paged, after = [*paged, *(each["code"] for each in page)], page[-1]["code"]
    assert paged == nearest


def test_a_picker_reads_on_where_it_stopped() -> None:
    """Red when pages overlap or skip."""
    first = found("", limit=3)
    assert first + found("", after=first[-1]) == found("")


def test_the_places_of_the_own_province_come_first_on_every_page() -> None:
    """Red when a clerk in 重庆 scrolls past the rest of the country, or a page turned skips what lies elsewhere."""
    every = ["500000", "500103", "500105", "330205"]
    paged: list[str] = []
    while page := queries.find_codes("region", "", paged[-1] if paged else "", 3, home="50"):
        paged += [each["code"] for each in page]
    assert paged == every
    assert [each["code"] for each in queries.find_codes("region", "江北", home="50")] == ["500105", "330205"]


def test_a_code_of_another_list_is_not_taken() -> None:
    """Red when lists are mixed."""
    assert queries.code("industry", "500103") is None
    assert queries.find_codes("industry", "重庆") == []
