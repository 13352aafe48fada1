"""Cleaning: one pure function for each kind of field, the same for a page and for a workbook."""

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from banshi.define import (
    Choice,
    Choices,
    Code,
    Day,
    Field,
    Form,
    Industry,
    Number,
    Organisation,
    Phone,
    Problem,
    Region,
    Table,
    Text,
)
from banshi.lib import codes
from banshi.lib.text import plain

Resolve = Callable[[Field, str], dict[str, str] | None]
MOST_DIGITS = 15  # before the point of a number people can mean
ROW_ID = re.compile(r"[a-z0-9]{8}")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00?:00(?::00)?)?|(\d{4})(\d{2})(\d{2})"
)
_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
_CODE_CHECKS: dict[str, Callable[[str], str]] = {
    "uscc": codes.uscc_problem,
    "org_code": codes.org_code_problem,
}


class Wrong(ValueError):
    """An answer cannot be kept as it is; the message says what to do."""


@dataclass
class Cleaned:
    """What typed answers come to. A cell in error is absent from the answers and has a problem instead."""

    answers: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def clean(form: Form, raw: Mapping[str, Any], resolve: Resolve) -> Cleaned:
    """Cleans everything the form asks, given these answers. What its conditions hide is neither asked nor kept.

    `resolve` turns a picked code into {"code", "name"}, or None where the field may not hold it.
    """
    found = Cleaned()
    for section in form.sections:
        if section.when is None or section.when.holds(found.answers):
            for each in section.fields:
                if each.when is None or each.when.holds(found.answers):
                    _field(each, raw.get(each.key), resolve, found)
    return found


def _field(each: Field, typed: Any, resolve: Resolve, found: Cleaned) -> None:
    if isinstance(each, Table):
        found.answers[each.key] = list(_rows(each, typed, resolve, found))
        return
    answer, problem = clean_cell(each, typed, resolve)
    if problem:
        found.problems.append(Problem(each.key, problem, "error"))
    elif answer is not None:
        found.answers[each.key] = answer


def clean_cell(each: Field, typed: Any, resolve: Resolve) -> tuple[Any, str]:
    """One cell: its answer and "", or None and what is wrong."""
    try:
        answer = None if _empty(typed) else _CLEANERS[type(each)](each, typed, resolve)
    except Wrong as wrong:
        return None, str(wrong)
    return answer or None, missing(each) if each.required and not answer else ""


def missing(each: Field) -> str:
    """What is said of a cell that must not stay empty: one chooses, or writes."""
    chosen = isinstance(each, Choice | Choices | Organisation | Region | Industry)
    return f"请{'选择' if chosen else '填写'}“{each.label}”。"


def _empty(typed: Any) -> bool:
    if isinstance(typed, list):
        return not any(str(one).strip() for one in typed)
    return typed is None or not str(typed).strip()


# Tables --------------------------------------------------------------------------------------------------------------------------


def _rows(table: Table, typed: Any, resolve: Resolve, found: Cleaned) -> Iterator[dict[str, Any]]:
    """The rows that hold anything, each with its permanent id; how many there may be is a problem of the table itself."""
    listed = typed if isinstance(typed, list) else []
    rows = [row for row in listed if isinstance(row, dict) and not _blank(table, row)]
    if len(rows) < table.least:
        found.problems.append(Problem(table.key, f"“{table.label}”至少填写 {table.least} {table.row}。", "error"))
    if len(rows) > table.most:
        found.problems.append(Problem(table.key, f"“{table.label}”最多 {table.most} {table.row}。", "error"))
    seen: set[str] = set()
    for row in rows[: table.most]:
        own = row_id(row.get("id"), seen)
        yield {"id": own, **_row(table, own, row, resolve, found)}


def _blank(table: Table, row: dict[str, Any]) -> bool:
    return all(_empty(row.get(column.key)) for column in table.columns)


def row_id(given: Any, seen: set[str]) -> str:
    """The row's own id when it is one of ours and not taken, else a fresh one."""
    own = given if isinstance(given, str) and ROW_ID.fullmatch(given) and given not in seen else secrets.token_hex(4)
    seen.add(own)
    return own


def _row(table: Table, own: str, row: dict[str, Any], resolve: Resolve, found: Cleaned) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for column in table.columns:
        if column.when is None or column.when.holds(answers):
            answer, problem = clean_cell(column, row.get(column.key), resolve)
            if problem:
                found.problems.append(Problem(f"{table.key}/{own}/{column.key}", problem, "error"))
            elif answer is not None:
                answers[column.key] = answer
    return answers


# Cells ---------------------------------------------------------------------------------------------------------------------------


def _text(each: Text, typed: Any, resolve: Resolve) -> str:
    text = plain(typed, lines=each.lines > 1)
    if len(text) > each.longest:
        raise Wrong(f"“{each.label}”最多 {each.longest} 字，现在有 {len(text)} 字。")
    return text


def _number(each: Number, typed: Any, resolve: Resolve) -> str:
    text = "".join(_half(str(typed)).split())
    if each.unit == "%":
        text = text.removesuffix("%")
    if not _NUMBER.fullmatch(text) or len(text) > 40:
        raise Wrong(f"“{each.label}”应填写数字，例如 {'1000.5' if each.places else '1000'}。")
    value = Decimal(text.replace(",", ""))
    number = canonical_number(value)
    _in_range(each, value, number)
    return number


def _half(text: str) -> str:
    """A text with what is of full width in half width."""
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def _in_range(each: Number, value: Decimal, number: str) -> None:
    if len(number.partition(".")[2]) > each.places:
        raise Wrong(f"“{each.label}”" + (f"最多 {each.places} 位小数。" if each.places else "应填写整数。"))
    if each.least and value < Decimal(each.least):
        raise Wrong(f"“{each.label}”不能小于 {each.least}。")
    if each.most and value > Decimal(each.most):
        raise Wrong(f"“{each.label}”不能大于 {each.most}。")
    if value.adjusted() >= MOST_DIGITS:
        raise Wrong(f"“{each.label}”太大，请核对单位。")


def canonical_number(value: Decimal) -> str:
    """A number in one spelling: no exponent, no trailing zeros, no minus zero."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _day(each: Day, typed: Any, resolve: Resolve) -> str:
    found = day_in(str(typed))
    if found is None:
        raise Wrong(f"“{each.label}”应填写日期，例如 2026-11-21。")
    return found.isoformat()


def day_in(text: str) -> date | None:
    """The day a text says: 2026-01-05, 2026/1/5, 2026.1.5, 2026年1月5日 or 20260105, also with the
    midnight other programs write behind it; None for anything else."""
    found = _DAY.fullmatch(_half(text).strip())
    try:
        return date(*(int(part) for part in found.groups() if part)) if found else None
    except ValueError:
        return None


def _choice(each: Choice, typed: Any, resolve: Resolve) -> str:
    if str(typed) not in {option.value for option in each.options}:
        raise Wrong(f"请在“{each.label}”的选项中选择。")
    return str(typed)


def _choices(each: Choices, typed: Any, resolve: Resolve) -> list[str]:
    given = {str(one) for one in (typed if isinstance(typed, list) else [typed]) if str(one).strip()}
    if given - {option.value for option in each.options}:
        raise Wrong(f"请在“{each.label}”的选项中选择。")
    return [option.value for option in each.options if option.value in given]


def _code(each: Code, typed: Any, resolve: Resolve) -> str:
    code = codes.normal(str(typed))
    if any(re.fullmatch(pattern, code) for pattern in each.also):
        return code
    if not each.accepts:
        raise Wrong(f"“{each.label}”填得不对，请核对：{each.hint}。")
    problems = [_code_problem(kind, code) for kind in each.accepts]
    if all(problems):
        nearest = problems[0] if len(code) == 18 or len(problems) == 1 else problems[-1]
        raise Wrong(nearest)
    return code


def _code_problem(kind: str, code: str) -> str:
    # A date of birth in the future is a matter of today, which a pure function does not know; far years are caught all the same.
    return codes.citizen_id_problem(code, date.max) if kind == "citizen_id" else _CODE_CHECKS[kind](code)


def _phone(each: Phone, typed: Any, resolve: Resolve) -> str:
    phone = codes.normal_phone(str(typed))
    if problem := codes.phone_problem(phone):
        raise Wrong(problem)
    return phone


def _reference(each: Field, typed: Any, resolve: Resolve) -> dict[str, str]:
    code = plain(typed.get("code", "") if isinstance(typed, dict) else typed)
    found = resolve(each, code) or resolve(each, codes.normal(code))
    if found is None:
        raise Wrong(f"请在“{each.label}”的列表中选择；没有找到“{code[:20]}”。")
    return found


def _industries(each: Industry, typed: Any, resolve: Resolve) -> list[dict[str, str]]:
    given = [
        one for one in (typed if isinstance(typed, list) else re.split(r"[,，;；\s]+", str(typed))) if str(one).strip()
    ]
    if len(given) > each.most:
        raise Wrong(f"“{each.label}”最多选 {each.most} 个。")
    found = [_reference(each, one, resolve) for one in given]
    return list({one["code"]: one for one in found}.values())


_CLEANERS: dict[type[Field], Callable[[Any, Any, Resolve], Any]] = {
    Text: _text,
    Code: _code,
    Phone: _phone,
    Day: _day,
    Choice: _choice,
    Choices: _choices,
    Organisation: _reference,
    Region: _reference,
    Industry: _industries,
}


def _number_kinds(kind: type[Number]) -> Iterator[type[Number]]:
    """A number and every kind of number below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from _number_kinds(below)


_CLEANERS |= dict.fromkeys(_number_kinds(Number), _number)
