"""Exports: what was seen, as a workbook that runs nothing, for who asked and nobody else, for seven days."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest

from banshi.cases import columns
from banshi.cases.sight import Asked
from banshi.catalogue import shelf
from banshi.define import Totals, Worklist
from banshi.figures import actions, exports, spool, totals, working
from banshi.figures.models import Export
from banshi.figures.refusals import TooManyExports
from banshi.jobs.routes import ROUTES
from banshi.jobs.worker import hand_over_next
from banshi.ledger import queries as past
from banshi.ledger.clock import Now
from banshi.ledger.tokens import new_token
from banshi.lib import spreadsheets
from banshi.lib.refusals import NotFound
from banshi.notices import queries as notices
from banshi.people import queries as people
from banshi.people.models import Account
from tests.bulletin.situations import day
from tests.figures.campaigns import TITLE, a_campaign, rostered
from tests.harness.clock import Shift
from tests.situations import Group, a_case, a_group
from tests.web.test_bulk import at_home

pytestmark = pytest.mark.django_db
__all__ = ["rostered"]
PACK = shelf.pack("property_rights")
PAGES = [page for menu in PACK.menus for page in menu.pages]
DAY = 24 * 60 * 60
MINE = next(page for page in PAGES if isinstance(page, Worklist) and page.key == "mine")
TOTALS = next(page for page in PAGES if isinstance(page, Totals))


@pytest.fixture
def group() -> Group:
    """王经办 has reported two cases."""
    group = a_group()
    a_case(group, "under_review", claims=False)
    a_case(group, "returned", claims=False)
    return group


def ask(group: Group, name: str = "王经办", **looked_for: Any) -> None:
    """Asks for all of one's own cases, as they are seen."""
    shown = columns.usual(PACK, MINE)
    actions.export_worklist(PACK.key, MINE, shown, Asked(**looked_for), by=group.actor(name), token=new_token())


def work() -> None:
    """The worker makes what was asked for."""
    while hand_over_next(actions.TO, ROUTES[actions.TO]):
        pass


def saved(group: Group, name: str = "王经办") -> list[list[str]]:
    """The rows of somebody's latest export."""
    latest = exports.mine(group.actor(name))[0]
    assert latest.ready
    return spreadsheets.read(exports.workbook(group.actor(name), latest.id)[1])


def test_a_worklist_is_exported_as_it_is_seen(group: Group) -> None:
    """Red when columns, order or what was looked for are another than on the page."""
    ask(group)
    work()
    assert [row[3] for row in saved(group)] == ["状态", "已退回", "待审核"]
    ask(group, state="returned")
    work()
    assert [row[3] for row in saved(group)] == ["状态", "已退回"]


def test_it_is_made_part_by_part(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when a part is left out or written twice, also after a worker that died in the middle of one."""
    monkeypatch.setattr("banshi.cases.worklists.PART", 1)
    ask(group)
    export = Export.objects.get()
    assert working.go_on({"export": export.pk}, "")
    with spool.file(export.pk).open("a") as stream:
        stream.write('["half a row' + "，" * 10_000)
    assert [each.rows for each in exports.mine(group.actor("王经办"))] == [1]
    assert not working.go_on({"export": export.pk}, "")
    assert [row[3] for row in saved(group)] == ["状态", "已退回", "待审核"]
    assert not spool.file(export.pk).exists()


def test_an_export_whose_rows_are_lost_begins_anew(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup does not hold what the worker was at. Red when it goes on in an empty file."""
    monkeypatch.setattr("banshi.cases.worklists.PART", 1)
    ask(group)
    export = Export.objects.get()
    assert working.go_on({"export": export.pk}, "")
    spool.drop(export.pk)
    work()
    assert [row[3] for row in saved(group)] == ["状态", "已退回", "待审核"]


def test_the_asker_is_told_and_it_is_an_event(group: Group) -> None:
    """Red when colleagues are told, or the log does not say how many rows left the house."""
    ask(group)
    work()
    hand_over_next("notices.tell", ROUTES["notices.tell"])
    export = Export.objects.get()
    asked, made = past.history(actions.stream(export))
    assert (asked.kind, made.kind, made.data["rows"]) == ("asked", "exported", 2)
    while hand_over_next("notices.tell", ROUTES["notices.tell"]):
        pass
    assert "共 2 行" in notices.for_actor(group.actor("王经办"))[0].text
    assert not [each for each in notices.for_actor(group.actor("李审核")) if "导出" in each.text]


@pytest.mark.parametrize("name", ["李审核", "张旁人", "陈处长"])
def test_nobody_else_gets_it(group: Group, name: str) -> None:
    """Red when the number of an export opens it."""
    ask(group)
    work()
    with pytest.raises(NotFound):
        exports.workbook(group.actor(name), Export.objects.get().pk)
    assert exports.mine(group.actor(name)) == []


def test_who_may_not_see_it_any_more_gets_nothing(group: Group) -> None:
    """Red when the worker exports what the asker could see when they asked."""
    ask(group)
    Account.objects.filter(username=group.names["王经办"]).update(is_active=False)
    work()
    export = Export.objects.get()
    assert (export.refused, export.rows) == (working.NO_LONGER, 0)


def test_who_has_chosen_for_whom_they_act_gets_what_they_saw(group: Group) -> None:
    """Red when the worker takes everybody for somebody of the first unit they came to."""
    own = group.account("王经办").links.get()
    fourth, own.organisation_id = own.organisation_id, group.units["third"]
    own.save()
    account = group.account("王经办")
    account.links.create(organisation_id=fourth, role=own.role)
    by = people.actor_for(account, unit=fourth)
    actions.export_worklist(PACK.key, MINE, columns.usual(PACK, MINE), Asked(), by=by, token=new_token())
    work()
    export = Export.objects.get()
    assert (export.refused, export.rows) == ("", 2)


def test_what_was_made_goes_with_the_role(group: Group) -> None:
    """Red when only account and unit are asked: a role in another system keeps the way in."""
    ask(group)
    work()
    number = exports.mine(group.actor("王经办"))[0].id
    links = group.account("王经办").links
    links.create(organisation_id=group.units["fourth"], role="library_card/applicant")
    links.filter(role__startswith=f"{PACK.key}/").update(until=Now())
    assert exports.mine(group.actor("王经办")) == []
    with pytest.raises(NotFound):
        exports.workbook(group.actor("王经办"), number)


def test_it_is_gone_after_seven_days(group: Group, shift: Shift) -> None:
    """Red when workbooks stay for ever."""
    ask(group)
    work()
    shift(6 * DAY)
    actions.forget_old()
    assert saved(group)
    shift(2 * DAY)
    actions.forget_old()
    with pytest.raises(NotFound):
        exports.workbook(group.actor("王经办"), Export.objects.get().pk)


def test_the_notice_leads_to_the_workbook(group: Group) -> None:
    """Red when one is told that it is ready, and has to look for where."""
    ask(group)
    work()
    while hand_over_next("notices.tell", ROUTES["notices.tell"]):
        pass
    browser, number = at_home(group, "王经办"), Export.objects.get().pk
    assert f'<a href="/exports/{number}/">“{MINE.title}”已导出' in browser.get("/notices/").content.decode()
    assert len(spreadsheets.read(browser.get(f"/exports/{number}/").content)) == 3


def test_so_many_at_once_and_no_more(group: Group) -> None:
    """Red when a press a second keeps the worker busy for hours."""
    for _ in range(actions.AT_ONCE):
        ask(group)
    with pytest.raises(TooManyExports):
        ask(group)


def test_totals_are_exported_with_their_sum(group: Group) -> None:
    """Red when the sum, the amounts or their unit are left out, or numbers are texts."""
    actions.export_totals(PACK.key, TOTALS, 1, "", by=group.actor("陈处长"), token=new_token())
    work()
    head, row, total = saved(group, "陈处长")
    assert head[:3] == ["企业类别", "已上报", "已上报 注册资本（万元）"]
    assert [row[0], *map(float, row[1:3])] == ["国有全资", 2, 2000]
    assert [total[0], *map(float, total[1:3])] == ["合计", 2, 2000]


def test_totals_keep_all_digits_of_what_a_workbook_would_round(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when amounts become numbers of a workbook however long they are."""
    large = Decimal("1234567890123456.789")
    row = totals.Row("", "合计", (2,), (large,))
    monkeypatch.setattr(totals, "totals", lambda *_: totals.Sight((), row, {}, ""))
    actions.export_totals(PACK.key, TOTALS, 1, "", by=group.actor("陈处长"), token=new_token())
    work()
    assert saved(group, "陈处长")[-1][1:3] == ["2", str(large)]


def test_totals_of_a_unit_out_of_reach_are_not_exported(group: Group) -> None:
    """Red when what the page does not find is taken into work, and fails there."""
    address = f"/s/{PACK.key}/totals/{TOTALS.matter}/export/?top=000000000"
    assert at_home(group, "陈处长").post(address, {"token": new_token()}).status_code == 404
    assert not Export.objects.exists()


def about(group: Group, name: str) -> dict[str, str]:
    """What the second sheet of somebody's latest export says."""
    content = exports.workbook(group.actor(name), exports.mine(group.actor(name))[0].id)[1]
    rows, sheets = [], 0
    for line in spreadsheets.lines(content):
        sheets += isinstance(line, spreadsheets.SheetHead)
        rows += [line] if sheets == 2 and isinstance(line, list) else []
    return {label: spreadsheets.as_text(text) for label, text in rows}


def test_a_workbook_says_what_it_shows_by_whom_and_when(group: Group) -> None:
    """It is passed on without its page. Red when what was looked for is left out, or said as its keys."""
    at_home(group, "王经办").post("/s/property_rights/cases/mine/export/?state=returned", {"token": new_token()})
    at_home(group, "陈处长").post(
        f"/s/property_rights/totals/occupy/export/?by=1&top={group.codes['first']}", {"token": new_token()}
    )
    work()
    said = about(group, "王经办")
    assert (said["内容"], said["状态"], said["导出人"]) == (MINE.title, "已退回", "王经办")
    assert said["导出时间"].startswith(day())
    said = about(group, "陈处长")
    assert (said["分类"], said["一级单位"]) == ("企业类别", f"渝州{group.codes['first']}集团")


@pytest.mark.usefixtures("rostered")
def test_a_roster_is_exported_as_it_is_seen(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """Part by part. Red when it holds units outside what was asked for, or the campaign is not named."""
    monkeypatch.setattr("banshi.figures.sources.PART", 1)
    campaign = a_campaign(group)
    a_case(group, "under_review")
    address = f"/s/property_rights/roster/occupy/{campaign}/export/"
    at_home(group, "陈处长").post(f"{address}?unit={group.codes['second']}&stands=owing", {"token": new_token()})
    work()
    head, *rows = saved(group, "陈处长")
    assert head[:3] == ["单位", "单位代码", "上报情况"]
    assert [row[1:3] for row in rows] == [[group.codes[key], "未报"] for key in ("second", "third")]
    said = about(group, "陈处长")
    assert said["填报期"].startswith(TITLE)
    assert said["上报情况"] == "未报和退回"


@pytest.mark.usefixtures("rostered")
def test_a_roster_is_exported_as_far_as_one_sees(group: Group) -> None:
    """S7. Red when the code of a unit elsewhere in the address is believed, or a unit without part in it is let in."""
    campaign = a_campaign(group)
    address = f"/s/property_rights/roster/occupy/{campaign}/export/"
    at_home(group, "李审核").post(address, {"token": new_token()})
    work()
    assert [row[1] for row in saved(group, "李审核")[1:]] == [group.codes[key] for key in ("third", "fourth")]
    elsewhere = at_home(group, "李审核").post(f"{address}?unit={group.codes['first']}", {"token": new_token()})
    stranger = at_home(group, "张旁人").post(address, {"token": new_token()})
    assert (elsewhere.status_code, stranger.status_code) == (404, 404)


def test_what_was_typed_runs_nothing_in_a_workbook(group: Group) -> None:
    """S19. Red when a cell is written by whatever it looks like."""
    typed = ["=1+1", '=HYPERLINK("http://x")', "@SUM(1)", "http://x.example", "500103199001010012"]
    path = spool.file(0).with_suffix(".xlsx")
    spreadsheets.save(path, typed, [typed, ["a", 1.5]], "名单[1]:*?/")
    page = zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "<hyperlink" not in page
    assert spreadsheets.read(path.read_bytes())[1] == typed
    path.unlink()


def test_a_page_asks_and_the_asker_saves(group: Group) -> None:
    """Red when the address of the list is forgotten on the way, two exports of one list cannot be told apart, or the workbook is shown in
    place of saved."""
    browser = at_home(group, "王经办")
    address = "/s/property_rights/cases/mine/export/?state=returned"
    assert browser.post(address, {"token": new_token()}).status_code == 302
    mine = browser.get("/exports/").content.decode()
    assert "正在生成" in mine
    assert "状态：已退回" in mine
    work()
    answer = browser.get(f"/exports/{Export.objects.get().pk}/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert len(spreadsheets.read(answer.content)) == 2
