"""`banshi check` draws every layout of every pack once: a decision must never wait for a paper that cannot be drawn."""

from typing import Any

import typst
from django.core import checks

from banshi.catalogue import shelf
from banshi.define import Layout, Matter, Table
from banshi.papers import drawing, fonts

SAMPLE = "样张"


@checks.register("packs")
def layouts_can_be_drawn(app_configs: Any, **more: Any) -> list[checks.CheckMessage]:
    """One error for each layout that stops, with file and line of its declaration and Typst's own words."""
    if not fonts.characters():
        return [checks.Warning("没有字体，证照文书的模板没有检查。请先运行 make install。", id="banshi.fonts")]
    drawn = [
        (layout, objection(matter, layout, paper.title))
        for pack in shelf.packs().values()
        for matter in pack.matters
        for paper in matter.papers
        for layout in paper.layouts
    ]
    words = [f"{layout.place}: 模板“{layout.file}”画不出来：{why}" for layout, why in drawn if why]
    return [checks.Error(each, id="banshi.layouts") for each in words]


def objection(matter: Matter, layout: Layout, title: str = SAMPLE) -> str:
    """Why the layout of a paper of that title cannot be drawn with a filled-in form of its matter; empty when it can."""
    try:
        drawing.pdf(drawing.files(layout.text), sample(matter, title))
    except typst.TypstError as stop:
        return str(stop)
    return ""


def sample(matter: Matter, title: str = SAMPLE) -> dict[str, Any]:
    """The data of a paper of that title in which every answer says 样张."""
    fields = list(matter.form.fields())
    tables = [field for field in fields if isinstance(field, Table)]
    return {
        "title": title,
        "ref": SAMPLE,
        "corrections": [[SAMPLE, SAMPLE, SAMPLE]] * 2,
        "number": SAMPLE,
        "code": SAMPLE,
        "check_url": "https://example.org/check/",
        "unit": SAMPLE,
        "agency": SAMPLE,
        "matter": SAMPLE,
        "changes": [[SAMPLE, SAMPLE, SAMPLE]] * 2,
        "day": "2026-01-31",
        "period": "2025-12-31",
        "test": True,
        "labels": {field.key: field.label for field in fields},
        "answers": {field.key: SAMPLE for field in fields if field not in tables},
        "tables": {table.key: [{column.key: SAMPLE for column in table.columns}] * 2 for table in tables},
        "opinions": [{"unit": SAMPLE, "person": SAMPLE, "opinion": SAMPLE, "at": "2026-01-31"}] * 3,
        "shown": [],
        "limits": [
            {
                "title": SAMPLE,
                "law": SAMPLE,
                "days": 20,
                "unit": SAMPLE,
                "promised": "2026-02-24",
                "last": "2026-03-03",
                "arranged": False,
            }
        ],
    }
