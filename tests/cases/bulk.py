"""What tests of filing by workbook share: a house history, the worker, rows of two kinds."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from banshi.cases.imports import actions, queries
from banshi.cases.imports.queries import ImportSight
from banshi.cases.imports.working import go_on
from banshi.cases.models import Import
from banshi.catalogue import actions as catalogue_actions
from banshi.catalogue import queries as catalogue
from banshi.define import Matter
from banshi.jobs.demo_files import sample
from banshi.lib.actor import SYSTEM, Actor
from banshi.people import actions as people
from banshi.people import demo
from banshi.people import queries as reading
from banshi.people.models import Account
from tests.forms.filled import filled
from tests.situations import OCCUPY, Group, a_code, clean_answers

LIBRARY = "library_card/apply"
TABLES = ("investors", "investments")


def the_matter(key: str) -> Matter:
    """A published matter."""
    return catalogue.current(key).matter


def work(batch: int) -> ImportSight:
    """The worker does all it can."""
    while go_on({"import": batch}, ""):
        pass
    return queries.sight_of(Import.objects.get(pk=batch))


def upload(book: bytes, by: Actor, matter: str = OCCUPY) -> ImportSight:
    """A workbook uploaded and checked."""
    return work(actions.take_in(matter, io.BytesIO(book), "补录.xlsx", by=by))


def a_checked_import(group: Group) -> ImportSight:
    """One that 王经办 has uploaded."""
    rows, tables = history(group)
    return upload(filled(the_matter(OCCUPY), rows, tables), group.actor("王经办"))


def history_of(
    group: Group, unit: str, parent: str, tier: int
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """The row of a unit on which every rule passes, and its rows of tables."""
    answers = clean_answers(group, unit, parent, tier)
    own = {"org_code": group.codes[unit]}
    row = own | {key: _cell(value) for key, value in answers.items() if key not in TABLES}
    return row, {table: [own | dict(each) for each in answers.get(table, [])] for table in TABLES}


def _cell(value: Any) -> Any:
    return "；".join(value) if isinstance(value, list) else value


def history(group: Group) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    """Those of the group's units below its first."""
    found = [
        history_of(group, *each) for each in (("second", "first", 2), ("third", "second", 3), ("fourth", "third", 4))
    ]
    return [row for row, _ in found], {table: [row for _, rows in found for row in rows[table]] for table in TABLES}


def a_zip(names: Mapping[str, bytes] | list[str]) -> io.BytesIO:
    """A ZIP with a small PDF under each name, or with the contents given."""
    contents = names if isinstance(names, Mapping) else dict.fromkeys(names, sample("扫描件", ("pdf",))[1].read())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    stream.seek(0)
    return stream


def a_reader_unit() -> Actor:
    """Somebody who applies for readers' cards for a unit of their own."""
    catalogue_actions.publish(by=SYSTEM)
    root, own = people.add_unit(name="图书馆", code=a_code(), tree="library_card", by=SYSTEM), a_code()
    unit = people.add_unit(name=f"单位{own}", code=own, tree="library_card", parent=root, by=SYSTEM)
    made = demo.make_account(
        unit=unit, identifier=own, name="王经办", roles=("library_card/applicant",), settled=True, totp=False, number=1
    )
    return reading.actor_for(Account.objects.get(username=made.identifier))
