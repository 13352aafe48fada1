"""What is printed of a case beside its papers: the filled form, the receipt of a 上报, and the list of what is to be corrected."""

from typing import Any

from banshi.cases import progress, queries, rules
from banshi.cases.corrections.sight import Item
from banshi.cases.sight import CaseSight, Filled, HistoryLine, SubmissionSight
from banshi.catalogue import shelf
from banshi.forms.drawing import Cell, DrawnSection, read
from banshi.ledger.clock import CHINA


def decided(case: CaseSight) -> str:
    """What was decided, when and by whom; "" while nothing is."""
    if case.until or not rules.is_decided(case):
        return ""
    line = next(line for line in reversed(queries.history(case)) if line.kind == "moved")
    day = line.at.astimezone(CHINA)
    return f"{case.state.title}：{day.year}年{day.month}月{day.day}日，{line.by}"


def ref_title(case: CaseSight) -> str:
    """What its number is called."""
    return shelf.pack(case.pack).ref_title


def filled(case: CaseSight, content: Filled) -> dict[str, Any]:
    """What is filled in as `papers.drawing.marked_pdf("filled", …)` takes it."""
    materials = [[row["title"], _files(row)] for row in content.materials]
    sections = [_section(section) for section in read(case.matter.form, content.answers)]
    said = {"title": case.title, "ref_title": ref_title(case), "ref": case.ref, "unit": case.unit_name}
    return said | {"decided": decided(case), "sections": sections, "materials": materials, "to_stamp": _to_stamp(case)}


def _to_stamp(case: CaseSight) -> bool:
    """True where the print itself is one of the materials."""
    listed = case.matter.materials.materials if case.matter.materials else ()
    return any(material.printed for material in listed)


def _section(section: DrawnSection) -> dict[str, Any]:
    plain = [[cell.label, cell.text] for cell in section.cells if cell.kind != "table"]
    return {
        "title": section.title,
        "cells": plain,
        "tables": [_table(cell) for cell in section.cells if cell.kind == "table"],
    }


def _table(cell: Cell) -> dict[str, Any]:
    rows = [[each.text for each in row.cells] for row in cell.rows]
    return {"title": cell.label, "columns": [column.label for column in cell.columns], "rows": rows}


def _files(row: dict[str, Any]) -> str:
    names = "、".join(file["name"] for file in row["files"])
    reason = str(row["notes"].get("reason", ""))
    return names or (f"缺失说明：{reason}" if reason else "无")


def receipt(case: CaseSight, submission: SubmissionSight) -> dict[str, Any]:
    """The receipt of a submission as `papers.drawing.marked_pdf("receipt", …)` takes it."""
    at = submission.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
    files = sum(len(row["files"]) for row in submission.materials)
    report, outcome = case.matter.flow.report.title, decided(case)
    lines = [
        [ref_title(case), case.ref],
        ["查询码", progress.code(case.ref)],
        ["事项", case.title],
        ["单位", case.unit_name],
        ["填报单位", case.filing_unit_name],
        [f"{report}时间", f"{at}（第 {submission.number} 次{report}）"],
        ["附件", f"{files} 个"],
        ["现在的状态", outcome or (f"{case.state.title}，{case.desk_name}" if case.desk_name else case.state.title)],
    ]
    said = {"title": case.title, "ref_title": ref_title(case), "ref": case.ref, "unit": case.unit_name}
    return said | {"decided": outcome, "report": report, "lines": lines}


def corrections(case: CaseSight, items: list[Item], returned: HistoryLine | None) -> dict[str, Any]:
    """一次性告知书: all that is to be corrected, as `papers.drawing.plain_pdf("corrections", …)` takes it."""
    return {
        "title": case.title,
        "ref_title": ref_title(case),
        "ref": case.ref,
        "unit": case.filing_unit_name,
        "agency": returned.unit if returned else "",
        "opinion": returned.opinion if returned else "",
        "day": returned.at.astimezone(CHINA).date().isoformat() if returned else "",
        "items": [[item.place, item.title, item.words, item.answer] for item in items],
    }
