"""The example row of every template is a sound one: made real by a key of its own, it has no mistakes."""

from typing import Any

import pytest

from banshi.cases.imports import queries
from banshi.catalogue import shelf
from banshi.define import Matter
from banshi.forms.workbooks.example import example_row
from banshi.forms.workbooks.layout import sheets
from banshi.lib.actor import Actor
from banshi.packs.land_assets.tests.situations import a_province
from tests.cases.bulk import a_reader_unit, the_matter, upload
from tests.forms.filled import filled
from tests.situations import a_group

pytestmark = pytest.mark.django_db
MATTERS = [f"{key}/{matter.key}" for key, pack in shelf.packs().items() for matter in pack.matters if matter.workbook]


def made_real(matter: Matter, own: dict[str, str], more: dict[str, str]) -> tuple[list[Any], dict[str, list[Any]]]:
    """The rows of the example with the key of its own, and what only a real unit can say."""
    if matter.workbook is None:
        raise LookupError(matter.key)
    rows: dict[str, list[Any]] = {}
    for sheet in sheets(matter, matter.workbook):
        keys = [column.field.key for column in sheet.columns]
        said = dict(zip(keys, example_row(matter.form, sheet, matter.workbook), strict=True)) | own
        rows[sheet.of] = [said | {key: value for key, value in more.items() if sheet.of and key in keys}]
    return rows.pop(""), rows


def a_filer(matter: str) -> tuple[Actor, dict[str, str], dict[str, str]]:
    """Somebody who may file, the key of a row, and what only their unit knows."""
    if matter.startswith("land_assets"):
        return a_province().actor("王经办"), {"name": "地块 01"}, {}
    if matter.startswith("library_card"):
        return a_reader_unit(), {"reader_name": "赵一"}, {}
    group = a_group()
    return group.actor("孙总管"), {"org_code": group.codes["second"]}, {"code": group.codes["first"]}


@pytest.mark.parametrize("matter", MATTERS)
def test_the_example_row_made_real_has_no_mistakes(matter: str) -> None:
    """Red when the example is made up of what the checks of its own pack refuse."""
    filer, own, more = a_filer(matter)
    rows, tables = made_real(the_matter(matter), own, more)
    batch = upload(filled(the_matter(matter), rows, tables), filer, matter)
    assert [(each.cell, each.words) for each in queries.mistakes(batch)] == []
    assert queries.mistakes(batch, blocks=False) == []
    assert queries.counts_of(batch).new == 1
