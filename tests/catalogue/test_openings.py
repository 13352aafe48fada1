"""When a matter may be filed: nobody opens a case of one that is closed, everybody is told, and cases that are open go on."""

import pytest

from banshi.cases import actions as cases
from banshi.cases.models import Case
from banshi.catalogue import actions, queries
from banshi.ledger import queries as past
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from tests.bulletin.situations import KEEPER, OFFICER, day
from tests.doors.world import a_world
from tests.situations import OCCUPY, a_case, a_group, act

pytestmark = pytest.mark.django_db
PACK, MATTER = "property_rights", "occupy"
START, HOME = f"/s/{PACK}/start/{MATTER}/", f"/s/{PACK}/"


def set_opening(**typed: str) -> None:
    asked = {"since": "", "until": "", "stopped": "否", "words": ""}
    actions.set_opening(PACK, MATTER, asked | typed, by=KEEPER)


@pytest.mark.parametrize(
    ("typed", "is_closed"),
    [
        ({}, False),
        ({"since": 0, "until": 0}, False),
        ({"until": -1}, True),
        ({"since": 1}, True),
        ({"since": -9, "until": 9, "stopped": "是"}, True),
    ],
)
def test_it_is_closed_before_after_and_when_it_is_stopped(typed: dict[str, int | str], is_closed: bool) -> None:
    """Red when one of the two days is left out, or `stopped` is not asked for."""
    set_opening(**{key: day(value) if isinstance(value, int) else value for key, value in typed.items()})
    assert (MATTER in queries.closed(PACK)) == is_closed


def test_nobody_opens_a_case_of_a_closed_matter_and_its_words_say_when_and_why() -> None:
    """Red without the question in `open_case`: a page that was open since yesterday would still file."""
    group = a_group()
    set_opening(until=day(-1), words="急需办理请来电。")
    with pytest.raises(Forbidden) as refused:
        cases.open_case(OCCUPY, group.units["fourth"], by=group.actor("王经办"), token=new_token())
    for told in ("占有登记现在不受理新的办件", f"至 {day(-1)}", "急需办理请来电。"):
        assert told in refused.value.words
    assert not Case.objects.filter(subject=group.units["fourth"]).exists()


def test_what_is_open_already_goes_on() -> None:
    group = a_group()
    ref = a_case(group, "under_review")
    set_opening(stopped="是")
    act(group, "王经办", ref, "recall")
    act(group, "王经办", ref, "report")
    assert act(group, "李审核", ref, "approve", "同意。").state


def test_the_start_page_and_the_menu_say_so() -> None:
    """Red when the page still asks for a unit."""
    client = a_world().client("filer")
    client.get(HOME)
    assert "暂不受理" not in client.get(HOME).content.decode()
    set_opening(stopped="是", words="系统升级。")
    assert "暂不受理" in client.get(HOME).content.decode()
    page = client.get(START)
    assert "系统升级。" in page.content.decode()
    assert b"<select" not in page.content
    assert client.post(START, {"unit": "x"}).status_code == 403


def test_every_setting_is_an_event_and_only_the_administrators() -> None:
    set_opening(until=day(3))
    told = past.history(f"catalogue:{PACK}/{MATTER}")[-1]
    assert (told.kind, told.data["until"], told.data["stopped"]) == ("opening_set", day(3), False)
    with pytest.raises(Forbidden):
        actions.set_opening(PACK, MATTER, {"stopped": "否"}, by=OFFICER)


def test_days_in_the_wrong_order_and_matters_that_are_none_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        set_opening(since=day(2), until=day(1))
    assert [problem.cell for problem in refused.value.problems] == ["until"]
    with pytest.raises(NotFound):
        actions.set_opening(PACK, "no_such_matter", {"stopped": "否"}, by=SYSTEM)
