"""The legal clock runs under a case: it begins, stands still, is lengthened, and silence has its effect."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banshi.cases import queries, worklists
from banshi.cases.corrections import actions as pinning
from banshi.cases.corrections import queries as corrections
from banshi.cases.models import Case, Term
from banshi.cases.refusals import NotYourTurn
from banshi.cases.sight import Asked
from banshi.cases.terms import lapsing, recounting
from banshi.cases.terms import queries as terms
from banshi.clock import actions as calendar
from banshi.clock import queries as calendars
from banshi.define import Worklist
from banshi.ledger import queries as past
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid
from tests.bulletin.situations import KEEPER
from tests.cases.library import PACK, Library, act, an_application
from tests.cases.permits import a_permit_office, it_is, running
from tests.harness.clock import Shift

pytestmark = pytest.mark.django_db
On = Callable[[str], None]


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Library:
    return a_permit_office(monkeypatch)


@pytest.fixture
def on(shift: Shift) -> On:
    """`on("2026-03-02")`: that is the day now."""
    return lambda day: it_is(day, shift)


def day(said: str) -> date:
    return date.fromisoformat(said)


def accepted(office: Library, on: On, when: str = "2026-03-04") -> str:
    """An application filed on Monday 2 March 2026 and accepted on Wednesday."""
    on("2026-03-02")
    ref = an_application(office, "张读者", "waiting")
    on(when)
    act(office, "李审核", ref, "accept")
    return ref


def lamps(office: Library, ref: str) -> list[tuple[str, str, int]]:
    case = queries.case_for(office.actor("李审核"), ref)
    return [(term.title, term.lamp, term.left) for term in terms.of_case(case)]


def test_a_limit_that_runs_again_says_for_which_time(office: Library, on: On) -> None:
    """Red when two lines read alike, and nobody knows which of them runs."""
    on("2026-03-02")
    ref = an_application(office, "张读者", "waiting")
    act(office, "李审核", ref, "ask", "请补一张照片。")
    act(office, "王经办", ref, "report")
    act(office, "李审核", ref, "accept")
    assert [title for title, *_ in lamps(office, ref)] == ["受理（第 1 次）", "受理（第 2 次）", "审查决定"]


def test_where_one_desk_alone_decides_nothing_is_said_of_the_way_it_went(office: Library) -> None:
    """Red when “直接回到” is said of a case that could go nowhere else."""
    ref = an_application(office, "张读者", "waiting")
    reviewer, filer = office.actor("李审核"), office.actor("王经办")
    pinning.pin(ref, "reader_name", "wrong", "与身份证不一致。", by=reviewer, token=new_token())
    act(office, "李审核", ref, "ask")
    (item,) = corrections.asked(queries.case_for(filer, ref))
    pinning.reply(ref, item.id, "explained", "身份证上就是这样。", by=filer)
    act(office, "王经办", ref, "report")
    case = queries.case_for(reviewer, ref)
    assert [each.answer for each in corrections.answered(case)] == ["说明：身份证上就是这样。"]
    assert corrections.why(case) == ""


def test_it_begins_with_the_day_of_receipt_which_does_not_count(office: Library, on: On) -> None:
    """Red when a limit begins when the case is opened, or its first day counts."""
    on("2026-03-02")
    ref = an_application(office, "张读者", "waiting")
    term = running(ref, "acceptance")
    assert (term.begun, term.last_day, term.legal_last_day) == (day("2026-03-02"), day("2026-03-09"), day("2026-03-09"))


def test_what_is_promised_and_what_the_law_allows_are_two_last_days(office: Library, on: On) -> None:
    """行政许可法 42. Red when the promise is taken for the law."""
    ref = accepted(office, on)
    term = running(ref, "decision")
    assert (term.begun, term.last_day, term.legal_last_day) == (day("2026-03-04"), day("2026-03-25"), day("2026-04-01"))
    assert running(ref, "acceptance").ended == day("2026-03-04")


def test_silence_accepts_from_the_day_of_receipt(office: Library, on: On) -> None:
    """行政许可法 32. Red when the decision's limit begins on the day the house finds out, or before the five days are over."""
    on("2026-03-02")
    ref = an_application(office, "张读者", "waiting")
    on("2026-03-09")
    lapsing.settle()
    assert Case.objects.get(ref=ref).state == "received"
    on("2026-03-10")
    lapsing.settle()
    lapsing.settle()
    case = Case.objects.get(ref=ref)
    assert (case.state, running(ref, "decision").begun) == ("accepted", day("2026-03-02"))
    moved = [event for event in past.history(f"case:{case.pk}") if event.kind == "moved"]
    assert [(event.data["move"], event.actor["kind"]) for event in moved] == [
        ("report", "person"),
        ("silence", "system"),
    ]
    assert "行政许可法第三十二条" in moved[-1].data["opinion"]


def test_when_silence_has_spoken_nobody_moves_the_case_before_the_house_has(office: Library, on: On) -> None:
    """Red when an officer can still ask for more after the five days, because the tick comes late."""
    on("2026-03-02")
    ref = an_application(office, "张读者", "waiting")
    on("2026-03-10")
    assert queries.moves_open_to(office.actor("李审核"), queries.case_for(office.actor("李审核"), ref)) == []
    with pytest.raises(NotYourTurn):
        act(office, "李审核", ref, "ask", "缺少材料。")


def test_more_is_asked_for_once_and_what_comes_back_is_received_anew(office: Library, on: On) -> None:
    """一次性告知. Red when an officer can ask a second time."""
    on("2026-03-02")
    ref = an_application(office, "张读者", "waiting")
    on("2026-03-03")
    act(office, "李审核", ref, "ask", "请补充照片。")
    on("2026-03-16")
    act(office, "王经办", ref, "report")
    assert running(ref, "acceptance").last_day == day("2026-03-23")
    assert Term.objects.filter(case__ref=ref, key="acceptance").count() == 2
    officer = office.actor("李审核")
    assert not corrections.may_pin(officer, queries.case_for(officer, ref))  # what is pinned could never be sent
    with pytest.raises(NotYourTurn):
        act(office, "李审核", ref, "ask", "还缺一样。")


def test_a_hearing_is_not_counted(office: Library, on: On) -> None:
    """行政许可法 45. Red when the limit runs on during the hearing, or begins anew after it."""
    ref = accepted(office, on)
    on("2026-03-11")
    act(office, "李审核", ref, "hear")
    standing = running(ref, "decision")
    assert (standing.used, standing.still_since, standing.last_day) == (5, day("2026-03-11"), None)
    assert lamps(office, ref)[-1] == ("审查决定", "green", 10)
    on("2026-03-25")
    act(office, "李审核", ref, "go_on")
    term = running(ref, "decision")
    assert (term.last_day, term.legal_last_day) == (day("2026-04-08"), day("2026-04-15"))


def test_a_stop_within_a_day_wins_no_day(office: Library, on: On) -> None:
    """Red when an officer who stops it for a minute every day never comes to its last day."""
    ref = accepted(office, on)
    before = running(ref, "decision")
    for now in ("2026-03-04", "2026-03-05", "2026-03-06", "2026-03-09"):
        on(now)
        act(office, "李审核", ref, "hear")
        act(office, "李审核", ref, "go_on")
        term = running(ref, "decision")
        assert (term.last_day, term.legal_last_day) == (before.last_day, before.legal_last_day)


def test_stops_over_night_win_no_day(office: Library, on: On) -> None:
    """Red when an officer who stops it every evening and goes on every morning never comes to its last day."""
    ref = accepted(office, on)
    before = running(ref, "decision")
    for now in ("2026-03-05", "2026-03-06", "2026-03-09"):
        on(now)
        if now != "2026-03-05":
            act(office, "李审核", ref, "go_on")
        term = running(ref, "decision")
        assert (term.last_day, term.legal_last_day) == (before.last_day, before.legal_last_day)
        act(office, "李审核", ref, "hear")


@pytest.mark.parametrize(("today", "left"), [("2026-03-30", -3), ("2026-04-09", -10)])
def test_what_is_overdue_stays_overdue_whatever_stops_it(office: Library, on: On, today: str, left: int) -> None:
    """Red when a stop forgets the days beyond what was promised, or those beyond the law: it would be in time again."""
    ref = accepted(office, on)
    on(today)
    before = lamps(office, ref)[-1]
    act(office, "李审核", ref, "hear")
    act(office, "李审核", ref, "go_on")
    assert lamps(office, ref)[-1] == before == ("审查决定", "over", left)


def test_what_is_over_is_not_extended(office: Library, on: On) -> None:
    """行政许可法 42. Red when a decision that comes too late is made to be in time."""
    ref = accepted(office, on)
    on("2026-04-02")
    with pytest.raises(NotYourTurn):
        act(office, "李审核", ref, "extend", "需要专家论证。")


def test_it_is_extended_once_with_a_reason_that_is_told(office: Library, on: On) -> None:
    """行政许可法 42. Red when it can be extended again, or without a reason."""
    ref = accepted(office, on)
    on("2026-03-20")
    with pytest.raises(Invalid):
        act(office, "李审核", ref, "extend")
    act(office, "李审核", ref, "extend", "需要专家论证。")
    term = running(ref, "decision")
    assert (term.days, term.extended, term.legal_last_day) == (30, True, day("2026-04-16"))
    assert Delivery.objects.filter(to="notices.tell", payload__text="延长：需要专家论证。").exists()
    with pytest.raises(NotYourTurn):
        act(office, "李审核", ref, "extend", "再延长。")


def test_a_decision_in_time_and_one_too_late_can_be_told_apart(office: Library, on: On) -> None:
    in_time, late = accepted(office, on), accepted(office, on)
    on("2026-04-01")
    act(office, "李审核", in_time, "grant")
    on("2026-04-02")
    act(office, "李审核", late, "grant")
    for ref, was_late in ((in_time, False), (late, True)):
        assert terms.of_case(queries.case_for(office.actor("王经办"), ref))[-1].late is was_late


def test_the_lamp_turns_yellow_red_and_over(office: Library, on: On) -> None:
    """Red when a weekend counts, or the last day is taken for too late."""
    ref = accepted(office, on)
    for now, lamp, left in (
        ("2026-03-19", "green", 4),
        ("2026-03-20", "yellow", 3),
        ("2026-03-25", "red", 0),
        ("2026-03-26", "over", -1),
    ):
        on(now)
        assert lamps(office, ref)[-1] == ("审查决定", lamp, left)


def test_who_must_act_is_told_once_at_each_step(office: Library, on: On) -> None:
    """Red when the tick tells every minute, or when nobody is told that it is over."""
    ref = accepted(office, on)
    told = Delivery.objects.filter(to="notices.tell", payload__ref=ref)
    for now, so_far in (
        ("2026-03-19", 0),
        ("2026-03-20", 1),
        ("2026-03-24", 1),
        ("2026-03-25", 2),
        ("2026-03-27", 3),
        ("2026-04-09", 3),
    ):
        on(now)
        lapsing.warn()
        lapsing.warn()
        assert told.count() == so_far
    said = told.latest("pk").payload
    assert (said["sms"], said["roles"]) == (True, ["library_card/reviewer"])
    assert "已于 2026-03-25 到期" in said["text"]


def test_a_changed_calendar_changes_every_limit_that_runs(office: Library, on: On) -> None:
    """Red when a limit keeps the day it was first given."""
    ref = accepted(office, on)
    year = next(each for each in calendars.years() if each.number == 2026)
    off = [*year.days, (day("2026-03-12"), False, "植树节"), (day("2026-03-13"), False, "植树节")]
    text = "\n".join(f"{each} {'班' if works else '休'} {name}" for each, works, name in off)
    assert (recounting.foreseen(2026, year.days), recounting.foreseen(2026, off)) == (0, 1)
    calendar.publish(2026, text, "国办发明电〔2026〕9号", by=KEEPER, version=year.version, token=new_token())
    told = Delivery.objects.filter(to=calendar.TO).latest("pk")
    for _ in range(2):
        recounting.recount(told.payload, "again")
        term = running(ref, "decision")
        assert (term.last_day, term.legal_last_day) == (day("2026-03-27"), day("2026-04-03"))


def test_of_a_year_without_notice_the_page_says_so(office: Library, on: On) -> None:
    """Red when last days beyond the known calendar look as certain as any other."""
    on("2026-12-28")
    ref = an_application(office, "张读者", "waiting")
    (term,) = terms.of_case(queries.case_for(office.actor("李审核"), ref))
    assert not term.arranged
    assert running(ref, "acceptance").last_day == day("2027-01-05")


def test_a_list_shows_what_runs_out_first_and_finds_it(office: Library, on: On) -> None:
    """Red when a list asks for each row's limits, or finds by a limit that is kept already."""
    ref = accepted(office, on)
    on("2026-03-20")
    other = an_application(office, "李读者", "waiting")
    on("2026-03-26")
    officer, waiting = office.actor("李审核"), Worklist(title="待审核", key="waiting", of="desk", matter="apply")
    with CaptureQueriesContext(connection) as asked:
        rows = {row.ref: (row.limit, row.lamp) for row in worklists.page(officer, PACK, waiting).rows}
    assert rows == {ref: ("超期 1 个工作日", "over"), other: ("还剩 1 个工作日", "yellow")}
    assert sum("cases_term" in each["sql"] for each in asked) == 1
    for due, found in (("over", [ref]), ("today", []), ("week", [other])):
        assert [row.ref for row in worklists.page(officer, PACK, waiting, Asked(due=due)).rows] == found
