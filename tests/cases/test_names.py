"""Looking for cases by a part of the unit's name, or by the beginning of a reference."""

from dataclasses import replace

import pytest

from banshi.cases import narrowing, worklists
from banshi.cases.models import UnitName
from banshi.cases.sight import Asked
from banshi.lib.actor import SYSTEM
from banshi.people import actions as people
from tests.cases.library import PACK, Library, a_library, act, an_application, the_list

pytestmark = pytest.mark.django_db
HANDLED = replace(the_list("received"), of="handled")
PEOPLE = {"mine": "王经办", "waiting": "李审核", "received": "李审核"}


@pytest.fixture
def library() -> Library:
    """Its two schools have Chinese names, the second beginning as the first does."""
    library = a_library()
    called(library, "first", "江南第一 School")
    called(library, "second", "江南第二学校")
    return library


def called(library: Library, unit: str, name: str) -> None:
    """A unit gets another name."""
    people.renew_unit(library.units[unit], {"name": name}, ref="", by=SYSTEM)


@pytest.fixture(params=[0, narrowing.FEW], ids=["many units", "few units"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is found counts as many units, or as few."""
    monkeypatch.setattr(narrowing, "FEW", request.param)


def found(library: Library, key: str, text: str) -> list[str]:
    """The references somebody finds in their list."""
    listed = HANDLED if key == "handled" else the_list(key)
    actor = library.actor(PEOPLE.get(key, "李审核"))
    return [line.ref for line in worklists.page(actor, PACK, listed, Asked(text=text)).rows]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("key", ["waiting", "received"])
def test_a_part_of_the_name_finds_the_cases_of_all_units_that_have_it(library: Library, key: str) -> None:
    """Red when one of the branches of `_by_text` forgets the name, or the order of the list."""
    first, second = (an_application(library, "甲乙", "waiting", by) for by in ("王经办", "张旁人"))
    order = [first, second] if key == "waiting" else [second, first]
    assert found(library, key, "江南") == order
    assert found(library, key, "第一") == found(library, key, "sCHOOL") == found(library, key, "一 s") == [first]
    assert found(library, key, "南第二") == [second]
    assert found(library, key, "南第三") == found(library, key, "北江") == []


@pytest.mark.usefixtures("few")
def test_what_was_handled_is_found_by_name_once_it_was(library: Library) -> None:
    """Red when what has only reached the desk counts as handled."""
    waiting, done = (an_application(library, "甲乙", at) for at in ("waiting", "issued"))
    assert found(library, "received", "第一") == [done, waiting]
    assert found(library, "handled", "第一") == [done]


@pytest.mark.usefixtures("few")
def test_a_case_that_came_twice_is_found_once(library: Library) -> None:
    """Red when each stop is a line."""
    ref = an_application(library, "甲乙", "returned")
    act(library, "王经办", ref, "reopen")
    act(library, "王经办", ref, "report")
    assert found(library, "received", "江南") == found(library, "handled", "江南") == [ref]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("key", ["mine", "waiting", "received"])
def test_the_beginning_of_a_reference_finds_the_case(library: Library, key: str) -> None:
    """Red when text without Chinese is looked for in names alone."""
    first, second = (an_application(library, "甲乙", "waiting") for _ in range(2))
    assert found(library, key, second.lower()) == [second]
    assert set(found(library, key, first[:6])) == {first, second}
    assert found(library, key, first[1:]) == []


@pytest.mark.usefixtures("few")
def test_a_case_is_found_by_the_name_the_unit_had_when_it_was_opened(library: Library) -> None:
    """Red when names are looked for among those of today, or an older one is kept in the new one's place."""
    before = an_application(library, "甲乙", "waiting")
    called(library, "first", "江北中学")
    after = an_application(library, "丙丁", "waiting")
    assert found(library, "received", "江南") == found(library, "waiting", "江南") == [before]
    assert found(library, "received", "中学") == found(library, "mine", "中学") == [after]


def test_a_name_is_kept_once_however_many_cases_are_opened(library: Library) -> None:
    """Red when `ON CONFLICT` is forgotten, or each case keeps its own."""
    for _ in range(3):
        an_application(library, "甲乙")
    assert list(UnitName.objects.values_list("unit", "name")) == [(library.units["first"], "江南第一 School")]
