"""Pure rules of corrections: their words, what they are about, and what they ask of a report."""

from collections.abc import Iterable, Mapping
from typing import Any

from banshi.define import Form, Table

KINDS = {"missing": "缺少", "wrong": "错误", "outdated": "过期", "replace": "更换", "explain": "说明"}
REPLIES = {"mended": "改好了", "explained": "说明"}
VERDICTS = {"corrected": "已改正", "remaining": "仍有问题"}
SPOKEN = ("wrong", "explain")  # kinds that tell nothing without words
LONGEST = 500
MOST = 200  # of one desk, of one case
PINNED = "已经记下补正项，请打开这件办件单独办理。"


def covers(cell: str, address: str) -> bool:
    """True when what changed at an address is what a correction is about: a table covers its rows, a row its cells."""
    return address == cell or address.startswith(f"{cell}/")


def asked_for(cells: Iterable[str], address: str) -> bool:
    """True when one of these cells covers the address."""
    return any(covers(cell, address) for cell in cells)


def place_of(form: Form, answers: Mapping[str, Any], materials: Iterable[Mapping[str, Any]], cell: str) -> str:
    """What people call a field, a cell of a table, a row or a material ("material:key"); empty where a submission has none such."""
    kind, _, key = cell.partition(":")
    if kind == "material":
        return next((str(row["title"]) for row in materials if row["key"] == key), "")
    table, _, rest = cell.partition("/")
    field = form.field(table)
    if not rest or not isinstance(field, Table):
        return field.label if field and not rest else ""
    own, _, column = rest.partition("/")
    rows = [row["id"] for row in answers.get(table) or []]
    asked = form.field(f"{table}/{column}") if column else None
    if own not in rows or (column and asked is None):
        return ""
    row = f"{field.label} 第 {rows.index(own) + 1} {field.row}"
    return f"{row} {asked.label}" if asked else row


def likely_kind(answers: Mapping[str, Any], materials: Iterable[Mapping[str, Any]], cell: str) -> str:
    """Of which kind a correction at a cell most likely is: something is missing where nothing was filed, and wrong where something was."""
    return "wrong" if _filed_at(answers, materials, cell) else "missing"


def _filed_at(answers: Mapping[str, Any], materials: Iterable[Mapping[str, Any]], cell: str) -> bool:
    kind, _, key = cell.partition(":")
    if kind == "material":
        return any(row["files"] for row in materials if row["key"] == key)
    field, _, rest = cell.partition("/")
    own, _, column = rest.partition("/")
    found = answers.get(field)
    if own:
        row: Mapping[str, Any] = next((row for row in found or [] if row["id"] == own), {})
        found = row.get(column) if column else row
    return found not in (None, "", [], {})


def answer_of(reply: str, words: str) -> str:
    """What the filer answered, as people read it; "" where nothing was."""
    return "：".join(filter(None, (REPLIES.get(reply, ""), words if reply else "")))


def told(opinion: str, number: int) -> str:
    """An opinion as a notice tells it, with so many corrections."""
    many = f"补正项 {number} 条，请逐条改正" if number else ""
    return f"{opinion}（{many}）" if opinion and many else opinion or many


def why_so(others: list[str], number: int, unit: str) -> str:
    """Why a case that was returned by `unit` with so many corrections goes where it goes: `others` are what else was changed."""
    if not others:
        return f"只改动了退回的 {number} 条补正项，所以直接回到{unit}审核。"
    named = "、".join(others[:3]) + (f"等 {len(others)} 处" if len(others) > 3 else "")
    return f"补正项以外还改动了{named}，所以从第一级起重新审核，已经通过的单位要再看一次。"
