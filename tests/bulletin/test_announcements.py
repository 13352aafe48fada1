"""Announcements are seen by everybody on their days, and changed by one person at a time."""

import pytest
from django.test import Client

from banshi.bulletin import actions, queries
from banshi.bulletin.refusals import TextOvertaken
from banshi.ledger import queries as past
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from tests.bulletin.situations import KEEPER, OFFICER, PACK, announced, day, words

pytestmark = pytest.mark.django_db


def shown() -> list[str]:
    return [row.title for row in queries.announcements([PACK])]


def test_it_is_shown_from_its_first_day_to_its_last() -> None:
    """Red when `announcements` leaves one of the two days out, or takes the day after."""
    announced(title="从昨天到今天", since=day(-1), until=day())
    announced(title="从今天起", since=day())
    announced(title="昨天为止", since=day(-9), until=day(-1))
    announced(title="明天才有", since=day(1))
    assert sorted(shown()) == ["从今天起", "从昨天到今天"]


def test_pinned_ones_stand_first_then_the_newest() -> None:
    for title, since, pinned in (("旧的", -5, "否"), ("置顶", -9, "是"), ("新的", 0, "否")):
        announced(title=title, since=day(since), pinned=pinned)
    assert shown() == ["置顶", "新的", "旧的"]


def test_its_address_stays_when_its_days_are_over_and_not_before_they_come() -> None:
    """Red when `announcement` shows what is not out yet."""
    over, coming = announced(since=day(-9), until=day(-1)), announced(since=day(1))
    assert queries.announcement(PACK, over).standing == "past"
    with pytest.raises(NotFound):
        queries.announcement(PACK, coming)


def test_another_packs_announcement_is_not_found_here() -> None:
    number = announced("property_rights")
    with pytest.raises(NotFound):
        queries.announcement(PACK, number)
    assert shown() == []


def test_taken_down_it_is_found_by_nobody_and_the_log_still_has_its_words() -> None:
    """Red when the event keeps only the number."""
    number = announced()
    actions.take_down_announcement(PACK, number, by=KEEPER)
    assert shown() == []
    for look in (lambda: queries.announcement(PACK, number), lambda: take_down_again(number)):
        with pytest.raises(NotFound):
            look()
    published, taken_down = past.history(f"bulletin:{PACK}")[-2:]
    assert (published.kind, published.data["said"]["body"]) == ("announcement_published", "请在**月底前**办理。")
    assert (taken_down.kind, taken_down.data["number"]) == ("announcement_taken_down", number)
    assert taken_down.actor["name"] == "周系统"


def take_down_again(number: int) -> None:
    actions.take_down_announcement(PACK, number, by=KEEPER)


def test_pressing_twice_publishes_once() -> None:
    """Red when the token is not taken."""
    token = new_token()
    numbers = {actions.publish_announcement(PACK, words(), by=KEEPER, token=token) for _ in range(2)}
    assert len(numbers) == 1
    assert shown() == ["年度检验开始"]


def test_of_two_who_change_it_the_second_is_told_and_overwrites_nothing() -> None:
    """Red when `_changed` does not ask for the version."""
    number = announced()
    change(number, "第一位改的", 1)
    with pytest.raises(TextOvertaken):
        change(number, "第二位改的", 1)
    assert shown() == ["第一位改的"]
    change(number, "第二位看过再改的", 2)
    assert shown() == ["第二位看过再改的"]


def test_s24_a_phone_that_was_taken_out_is_guessed_from_no_digest_of_an_earlier_text() -> None:
    """Red when every change tells the digest of what stood before it."""
    number = announced(title="请打 13900001234")
    change(number, "有事请打 13900001234", 1)
    change(number, "有事请来", 2)
    change(number, "有事请来大厅", 3)
    told = [each.digest for each in queries.changes(queries.announcement(PACK, number))]
    assert [bool(each) for each in told] == [True, False, False]
    page = Client().get(f"/help/{PACK}/announcements/{number}/").content.decode()
    assert (page.count("更正过正文或日期"), page.count("SHA-256")) == (3, 1)


def change(number: int, title: str, version: int) -> None:
    actions.publish_announcement(PACK, words(title=title), by=KEEPER, token=new_token(), number=number, version=version)


@pytest.mark.parametrize(
    ("wrong", "cell"),
    [
        ({"title": " "}, "title"),
        ({"title": "长" * 101}, "title"),
        ({"body": ""}, "body"),
        ({"since": "下周一"}, "since"),
        ({"since": "2026-12-02", "until": "2026-12-01"}, "until"),
        ({"pinned": "也许"}, "pinned"),
    ],
)
def test_each_mistake_is_named_at_its_cell_and_nothing_is_published(wrong: dict[str, str], cell: str) -> None:
    with pytest.raises(Invalid) as refused:
        announced(**wrong)
    assert [problem.cell for problem in refused.value.problems] == [cell]
    assert shown() == []


def test_nobody_but_the_system_administrator_publishes_or_looks_behind() -> None:
    """Red without `must_edit`."""
    number = announced()
    for act in (
        lambda: actions.publish_announcement(PACK, words(), by=OFFICER, token=new_token()),
        lambda: actions.take_down_announcement(PACK, number, by=OFFICER),
        lambda: queries.all_announcements(OFFICER, PACK),
        lambda: queries.announcement_to_edit(OFFICER, PACK, number),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_pack_that_does_not_exist_announces_nothing() -> None:
    with pytest.raises(NotFound):
        announced("no_such_pack")
