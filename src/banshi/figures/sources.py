"""What can be exported: a worklist with its columns and what was looked for, totals, or a list of a roster; as rows of texts, numbers
and days."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from banshi.cases import columns, worklists
from banshi.cases.columns import Column
from banshi.cases.rostering import whom_to_call
from banshi.cases.sight import Asked, Line
from banshi.cases.worklists import PART
from banshi.catalogue import rosters, shelf
from banshi.catalogue.campaign_rules import IN_WORDS, OWING
from banshi.catalogue.rosters import CampaignSight, DutyLine, Narrowed
from banshi.define import Day, Field, Number, Pack, Page, Totals, Worklist
from banshi.figures import totals
from banshi.ledger.clock import CHINA
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.lib.spreadsheets import Cell
from banshi.people.units.standings import Contact

P = TypeVar("P", Worklist, Totals)
DUTY = ("单位", "单位代码", "上报情况", "零报", "逾期", "现在在", "自何时起", "最近催报")
CALLED = ("联系人", "电话")
EXACT = 15  # digits a number of a workbook holds
FIRST_DAY = "1900-03-01"  # before it Excel counts a day that never was


@dataclass(frozen=True)
class Part:
    """Some rows, and the key after which the next ones begin; empty after the last."""

    rows: list[list[Cell]]
    next: str


def of_worklist(worklist: Worklist, shown: list[Column], asked: Asked) -> dict[str, Any]:
    """A worklist as it is seen, to be kept as JSON."""
    return {"worklist": worklist.key, "columns": [column.key for column in shown], "asked": asdict(asked)}


def of_totals(page: Totals, by: int, top: str) -> dict[str, Any]:
    """Totals as they are seen, to be kept as JSON."""
    return {"totals": page.matter, "by": by, "top": top}


def of_roster(sight: CampaignSight, unit: str, asked: Narrowed) -> dict[str, Any]:
    """A list of a campaign as it is seen below the unit of that code, to be kept as JSON."""
    said = {"stands": asked.stands, "tier": asked.tier, "text": asked.text, "told": str(asked.told or "")}
    return {"roster": sight.matter, "campaign": sight.id, "unit": unit} | said


def header(pack: str, source: Mapping[str, Any]) -> list[str]:
    """What the columns of an export are called."""
    said = shelf.pack(pack)
    if "roster" in source:
        return [*DUTY, said.ref_title, "一级单位", *(CALLED if shelf.rosters(pack)[source["roster"]].contact else ())]
    if "worklist" in source:
        return [column.label for column in _columns(said, source)]
    page = _totals(said, source)
    measure = _measured(said.matter(page.matter).form.field(page.measure)) if page.measure else ""
    numbers = [(each.title, f"{each.title} {measure}")[: 2 if measure else 1] for each in page.counters]
    return [page.dimensions[source["by"]].title, *(title for each in numbers for title in each)]


def _measured(field: Field | None) -> str:
    """What is summed up, with its unit: a workbook is read without its page."""
    unit = field.unit if isinstance(field, Number) else ""
    return (field.label if field else "") + (f"（{unit}）" if unit else "")


def part(actor: Actor, pack: str, source: Mapping[str, Any], after: str) -> Part:
    """The rows of an export after a key, through the actor's eyes."""
    said = shelf.pack(pack)
    if "roster" in source:
        return _duties(actor, pack, source, after)
    if "totals" in source:
        return Part(_all_totals(actor, said, source), "")
    shown, listed = _columns(said, source), _worklist(said, source)
    page = worklists.part(actor, pack, listed, Asked(**source["asked"]), after)
    return Part([[_cell(column, line) for column in shown] for line in page.rows], page.next)


def _duties(actor: Actor, pack: str, source: Mapping[str, Any], after: str) -> Part:
    sight = rosters.campaign(actor, pack, source["roster"], source["campaign"])
    told = date.fromisoformat(source["told"]) if source["told"] else None
    below = rosters.path_below(sight, source["unit"])
    asked = Narrowed(below, source["stands"], source["tier"], source["text"], told)
    found, following = rosters.lines(sight, asked, after, PART)
    called = whom_to_call(sight, found, by=actor) if shelf.rosters(pack)[sight.matter].contact else None
    return Part([[*_duty(each, sight.is_late), *_called(each, called)] for each in found], following)


def _called(line: DutyLine, contacts: Mapping[int, Contact] | None) -> list[Cell]:
    """Whom to call about a unit under the headings of `CALLED`; nothing where the pack does not say."""
    if contacts is None:
        return []
    found = contacts.get(line.unit)
    return [found.name, found.phone] if found else ["", ""]


def _duty(line: DutyLine, is_late: bool) -> list[Cell]:
    """A unit of a roster under the headings of `DUTY`."""
    zero, late = "是" if line.zero else "", "是" if is_late and line.state in OWING else ""
    reminded = _day(line.reminded.isoformat()) if line.reminded else ""
    stands: list[Cell] = [line.name, line.code, IN_WORDS[line.state], zero, late, line.desk_name]
    return [*stands, _moment(line.since), reminded, line.ref, line.top]


def _cell(column: Column, line: Line) -> Cell:
    """What was answered; a number, where a workbook can hold it exactly, as one, and a day as one."""
    if column.key == columns.SINCE:
        return _moment(line.since)
    answer = line.answers.get(column.key)
    if isinstance(column.field, Number) and isinstance(answer, str) and _is_exact(answer):
        return float(answer)
    if isinstance(column.field, Day) and isinstance(answer, str):
        return _day(answer)
    return columns.text(column, line)


def _day(day: str) -> Cell:
    """A day of a workbook; as text where it is older than those."""
    return {"day": day} if day >= FIRST_DAY else day


def _moment(moment: datetime) -> Cell:
    """A moment to the minute, as clocks show it here."""
    return {"day": f"{moment.astimezone(CHINA):%Y-%m-%dT%H:%M}"}


def _is_exact(number: str) -> bool:
    """True for a number that a workbook can hold with all its digits."""
    return len(number.strip("-").replace(".", "")) <= EXACT


def _all_totals(actor: Actor, pack: Pack, source: Mapping[str, Any]) -> list[list[Cell]]:
    page = _totals(pack, source)
    found = totals.totals(actor, pack, page, page.dimensions[source["by"]], source["top"])
    return [[row.title, *_numbers(row)] for row in (*found.rows, found.sum)]


def _numbers(row: totals.Row) -> list[Cell]:
    """Counts, each with its amount beside it where there is one; what a workbook cannot hold exactly as text."""
    pairs = zip(row.counts, row.amounts, strict=True) if row.amounts else ((count,) for count in row.counts)
    spelled = [f"{Decimal(number):f}" for pair in pairs for number in pair]
    return [float(number) if _is_exact(number) else number for number in spelled]


def _columns(pack: Pack, source: Mapping[str, Any]) -> list[Column]:
    offered = {column.key: column for column in columns.offered(pack, _worklist(pack, source))}
    return [offered[key] for key in source["columns"] if key in offered]


def _worklist(pack: Pack, source: Mapping[str, Any]) -> Worklist:
    """The list with the answers that were asked for as its columns. Such as it neither shows nor is searched by are told only of cases
    that have come to the actor's desk."""
    found = _one(page for page in _pages(pack) if isinstance(page, Worklist) and page.key == source["worklist"])
    form = pack.matter(found.matter).form if found.matter else None
    keys = tuple(key for key in source["columns"] if form and form.field(key))
    of = "reached" if found.of == "below" and not {*keys} <= {*found.columns, *found.search} else found.of
    return replace(found, columns=keys, of=of)


def _totals(pack: Pack, source: Mapping[str, Any]) -> Totals:
    return _one(page for page in _pages(pack) if isinstance(page, Totals) and page.matter == source["totals"])


def _pages(pack: Pack) -> Iterator[Page]:
    return (page for menu in pack.menus for page in menu.pages)


def _one(found: Iterator[P]) -> P:
    """What was asked for. Raises NotFound where the pack has it no longer."""
    for page in found:
        return page
    raise NotFound
