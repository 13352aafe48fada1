"""The calendar is what an administrator has published, known to everybody who counts by it."""

from datetime import date

import pytest

from banshi.clock import actions, queries
from banshi.clock.refusals import YearOvertaken
from banshi.clock.typing_in import read, written
from banshi.ledger import queries as past
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Forbidden, Invalid, NotFound
from tests.bulletin.situations import KEEPER, OFFICER

SOURCE = "国办发明电〔2026〕7号"
NOTICE = """
2027-01-01 至 2027-01-03 休 元旦
2027年2月5日至2027年2月11日 休 春节
2/20 班 春节调休
"""


def publish(text: str = NOTICE, *, version: int | None = None, by=KEEPER, year: int = 2027, token: str = "") -> None:
    seen = {each.number: each.version for each in queries.years()}.get(year, 1)
    actions.publish(year, text, SOURCE, by=by, version=version or seen, token=token or new_token())


@pytest.fixture
def known(db) -> None:
    actions.keep_up()


@pytest.mark.parametrize(
    ("begun", "days", "last"), [((2026, 9, 30), 1, (2026, 10, 8)), ((2026, 9, 28), 5, (2026, 10, 10))]
)
def test_the_last_of_so_many_working_days_counts_holidays_and_worked_weekends(
    known, begun: tuple[int, int, int], days: int, last: tuple[int, int, int]
) -> None:
    """Red when too few days of the calendar are read, or none."""
    assert queries.last_day(date(*begun), days) == date(*last)


def test_a_new_house_knows_the_years_and_says_which_lacks_its_notice(known) -> None:
    assert 2026 in queries.arranged_years()
    assert 2027 not in queries.arranged_years()
    calendar = queries.calendar(date(2026, 1, 1), date(2026, 12, 31))
    assert calendar.works(date(2026, 10, 10))
    assert not calendar.works(date(2026, 10, 7))


def test_a_published_year_counts_at_once_and_stays(known) -> None:
    """Red when `keep_up` puts what it knows over what somebody has published."""
    publish()
    actions.keep_up()
    calendar = queries.calendar(date(2027, 1, 1), date(2027, 12, 31))
    assert calendar.works(date(2027, 2, 20))
    assert not calendar.works(date(2027, 2, 11))
    assert calendar.works(date(2027, 2, 12))
    assert 2027 in queries.arranged_years()


def test_it_is_an_event_with_the_whole_year_and_who_counts_is_told(known) -> None:
    publish()
    said = past.history("calendar")[-1]
    assert (said.kind, said.actor["name"], said.data["source"]) == ("calendar_published", "周系统", SOURCE)
    assert ["2027-02-20", True, "春节调休"] in said.data["days"]
    assert Delivery.objects.filter(to=actions.TO, event=said.id).count() == 1


def test_only_the_system_administrator_publishes(known) -> None:
    with pytest.raises(Forbidden):
        publish(by=OFFICER)


def test_of_two_the_second_is_told_and_a_press_counts_once(known) -> None:
    token = new_token()
    for _ in range(2):
        publish(version=queries.years()[0].version if queries.years()[0].number == 2027 else None, token=token)
    with pytest.raises(YearOvertaken):
        publish(version=1)


def test_a_year_that_is_not_there_is_not_found(known) -> None:
    with pytest.raises(NotFound):
        publish("2019-02-20 班 调休", year=2019)


def test_every_line_that_is_wrong_is_named_at_once(known) -> None:
    """Red when the first wrong line hides the others."""
    with pytest.raises(Invalid) as refused:
        actions.publish(
            2027,
            "明天休\n2027-02-30 休 春节\n2026-05-01 休 劳动节\n2027-05-01 休",
            "",
            by=KEEPER,
            version=1,
            token=new_token(),
        )
    assert [problem.cell for problem in refused.value.problems] == ["source", "days", "days", "days", "days"]
    assert "第 2 行：没有这个日期" in refused.value.problems[2].words


def test_a_day_that_is_gone_is_not_made_a_day_off(known) -> None:
    """Red when one administrator may turn back the limits of everybody."""
    before = queries.year(2025)
    with pytest.raises(Invalid) as refused:
        publish(written(before.days) + "\n2025-03-12 休 植树节", year=2025)
    assert "2025-03-12 已经过去" in refused.value.problems[0].words
    publish(written(before.days), year=2025)
    assert queries.year(2025).days == before.days


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2027-03-01 至 2027-05-31 休 长假", "最多 40 天，这里有 66 天"),
        ("2027-03-01 休 长假\n" * 401, "最多写 400 行，这里有 401 行"),
    ],
)
def test_what_no_notice_has_is_not_published(known, text: str, words: str) -> None:
    """Red when a long holiday stops every limit, or lines are read without end."""
    with pytest.raises(Invalid) as refused:
        publish(text)
    assert [words in problem.words for problem in refused.value.problems] == [True]


def test_the_log_holds_the_days_as_they_were_and_as_they_are(known) -> None:
    """Red when only the new days are written down."""
    publish("2027-01-01 休 元旦")
    publish("2027-01-04 休 元旦")
    said = past.history("calendar")[-1].data
    assert (said["before"], said["days"]) == ([["2027-01-01", False, "元旦"]], [["2027-01-04", False, "元旦"]])


def test_what_is_written_can_be_typed_again(known) -> None:
    for year in queries.years():
        assert read(written(year.days), year.number) == year.days
