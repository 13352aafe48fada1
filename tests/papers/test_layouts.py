"""The packs' own layouts: drawn from nothing, from everything, and from far too much."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from banshi.catalogue import shelf
from banshi.define import Layout, Matter
from banshi.papers import checks, drawing
from tests.papers.test_drawing import text_of

OCCUPY = shelf.matter("property_rights", "occupy")
REGISTRATION_FORM = OCCUPY.paper("registration_form").layouts[0].text
LAYOUTS = [
    pytest.param(matter, layout, paper.title, id=f"{pack.key}-{paper.key}-{layout.key}")
    for pack in shelf.packs().values()
    for matter in pack.matters
    for paper in matter.papers
    for layout in paper.layouts
]


def pages(layout: Layout, data: dict[str, Any]) -> int:
    with pikepdf.open(BytesIO(drawing.pdf(drawing.files(layout.text), data))) as pdf:
        return len(pdf.pages)


def empty(matter: Matter, title: str = checks.SAMPLE) -> dict[str, Any]:
    """A paper about a unit that answered nothing."""
    return checks.sample(matter, title) | {"answers": {}, "tables": {}, "opinions": [], "changes": [], "agency": ""}


def crowded(matter: Matter, title: str = checks.SAMPLE) -> dict[str, Any]:
    """A paper about a unit with two hundred rows in each table, a long name everywhere and a chain of thirty superiors."""
    full, long = checks.sample(matter, title), "渝州" * 100
    return full | {
        "unit": long,
        "agency": long[:60],
        "answers": dict.fromkeys(full["answers"], long),
        "tables": {key: rows[:1] * 200 for key, rows in full["tables"].items()},
        "opinions": [said | {"opinion": "同意。" * 600} for said in full["opinions"][:1]] * 30,
    }


@pytest.mark.parametrize(("matter", "layout", "title"), LAYOUTS)
def test_a_layout_is_drawn_whatever_was_answered(matter: Matter, layout: Layout, title: str) -> None:
    for data in (empty(matter, title), checks.sample(matter, title), crowded(matter, title)):
        assert pages(layout, data) > 0


@pytest.mark.parametrize(("matter", "layout", "title"), LAYOUTS)
def test_a_paper_names_no_field_its_form_does_not_ask(
    matter: Matter, layout: Layout, title: str, tmp_path: Path
) -> None:
    """Red when a layout prints a field of another matter: its key, a word of the house, stood on the paper (“form” on that of a 变动)."""
    printed = text_of(drawing.pdf(drawing.files(layout.text), checks.sample(matter, title)), tmp_path)
    assert not re.findall(r"[a-z_]{2,}", printed)


def test_an_empty_table_says_so_once(tmp_path: Path) -> None:
    """Red when the print ends at the heads of the columns."""
    table = {"title": "对外投资情况", "columns": ["名称", "投资额"], "rows": []}
    data = {"title": "占有登记", "ref": "", "unit": "", "day": "2026-11-21", "mark": "", "decided": "", "materials": []}
    data["ref_title"] = "办件编号"
    section = {"title": "对外投资情况", "cells": [], "tables": [table]}
    printed = text_of(drawing.plain_pdf("filled", data | {"sections": [section]}), tmp_path)
    assert printed.split().count("无") == 1
    assert "（无）" not in text_of(drawing.pdf(drawing.files(REGISTRATION_FORM), empty(OCCUPY)), tmp_path)


def test_a_form_with_many_rows_goes_on_over_pages() -> None:
    matter = shelf.pack("property_rights").matter("occupy")
    (layout,) = matter.paper("registration_form").layouts
    assert pages(layout, checks.sample(matter)) == 1
    assert pages(layout, crowded(matter)) > 5


def test_a_layout_that_cannot_be_drawn_is_named_before_anybody_needs_it() -> None:
    """Red when the check only looks whether the file is there."""
    matter = shelf.pack("library_card").matter("apply")
    (layout,) = matter.papers[0].layouts
    assert checks.objection(matter, layout) == ""
    assert "unknown variable: nobody" in checks.objection(matter, replace(layout, text="#nobody"))
    assert checks.objection(matter, replace(layout, text='#import "/etc/hosts": *'))
    assert checks.objection(matter, replace(layout, text='#read("/etc/hostname")'))


@pytest.mark.parametrize(("title", "said"), [("更正登记", "更正"), ("变动登记", "变动")])
def test_a_form_calls_what_has_changed_as_its_matter_does(title: str, said: str, tmp_path: Path) -> None:
    """Red when the form of a 更正登记 speaks of a 变动; red when a box nobody wrote into says 无."""
    data = checks.sample(OCCUPY) | {"matter": title, "changes": [["地址", "甲路", "乙路"]], "opinions": []}
    printed = text_of(drawing.pdf(drawing.files(REGISTRATION_FORM), data), tmp_path)
    assert f"{said}情况" in printed
    assert f"{said}前" in printed
    assert ("变动" in printed) == (title == "变动登记")
    assert "无" not in printed.split()
