"""Faults of what is asked: sections, fields, tables, conditions, workbooks."""

from collections.abc import Iterator

from banshi.define.conditions import Condition, When
from banshi.define.fault import Fault, at, twice
from banshi.define.fields import (
    AMONG,
    CODE_KINDS,
    UNIT_FACTS,
    Choice,
    Choices,
    Code,
    Field,
    Number,
    Organisation,
    Table,
    Text,
)
from banshi.define.pack import Matter
from banshi.define.rules import as_number
from banshi.define.spelling import is_format, is_pattern, placeholders
from banshi.define.word import Word
from banshi.define.workbooks import Workbook


def asked(matter: Matter) -> Iterator[Fault]:
    """Faults of a matter's form and workbook."""
    yield from twice(matter.form.sections, "栏目组")
    yield from twice(matter.form.fields(), "栏目")
    before: set[str] = set()
    for section in matter.form.sections:
        yield from conditions(section, section.when, matter)
        yield from _early(section, section.when, matter, before)
        for field in section.fields:
            yield from _field(field, matter)
            yield from _early(field, field.when, matter, before)
            before.add(field.key)
            if isinstance(field, Table):
                yield from _table(field, matter)
    for key in matter.asks_first:
        if matter.form.field(key) is None:
            yield at(matter, f"asks_first 中的栏目“{key}”不在表单里")
    for key in matter.names:
        if not isinstance(matter.form.field(key), Text | Code | Choice):
            yield at(matter, f"事项“{matter.key}”用栏目“{key}”称呼办件，它应是表单里的文字、代码或单选")
    yield from _workbook(matter, matter.workbook) if matter.workbook else ()


def _workbook(matter: Matter, workbook: Workbook) -> Iterator[Fault]:
    key = matter.form.field(workbook.key)
    if not isinstance(key, Text | Code) or not key.required or key.when:
        yield at(workbook, f"工作簿用“{workbook.key}”区分各行，它应是一定要填的文字或代码栏目")
    for given in workbook.given:
        if matter.form.field(given) is None:
            yield at(workbook, f"工作簿已填好的栏目“{given}”不在表单里")
    tables = [field for field in matter.form.fields() if isinstance(field, Table)]
    columns = {f"{table.key}/{column.key}" for table in tables for column in table.columns}
    for told in workbook.example:
        if matter.form.field(told) is None and told not in columns:
            yield at(workbook, f"工作簿示例行的栏目“{told}”不在表单里")


def _early(word: Word, condition: Condition | None, matter: Matter, before: set[str]) -> Iterator[Fault]:
    """Conditions on answers that are only given further down: cleaning goes from top to bottom."""
    for key in condition.keys() if condition else ():
        if key not in before and matter.form.field(key) is not None:
            yield at(word, f"条件提到的栏目“{key}”应排在前面")


def _field(field: Field, matter: Matter) -> Iterator[Fault]:
    yield from conditions(field, field.when, matter)
    if field.fact and field.fact not in UNIT_FACTS:
        yield at(field, f"栏目“{field.key}”取自单位信息“{field.fact}”，但没有这一项")
    binds = matter.binds
    begun = (binds.unit, binds.code, binds.administered) if binds else ()
    if field.read_only and not field.fact and field.key not in begun:
        yield at(field, f"栏目“{field.key}”只读，却没有内容来源（fact）")
    yield from _kind(field)


def _kind(field: Field) -> Iterator[Fault]:
    if isinstance(field, Choice | Choices) and len({option.value for option in field.options}) != len(field.options):
        yield at(field, f"栏目“{field.key}”有重复的选项")
    if isinstance(field, Choice | Choices) and not field.options:
        yield at(field, f"栏目“{field.key}”没有选项")
    if isinstance(field, Code):
        yield from _code(field)
    if isinstance(field, Text) and field.series and not _is_series(field.series):
        yield at(field, f"栏目“{field.key}”的编排“{field.series}”应写成 地块 {{serial:02}} 的样子，只有一处 serial")
    if isinstance(field, Number) and field.also and as_number(field.also.factor) is None:
        yield at(field.also, f"栏目“{field.key}”的换算系数“{field.also.factor}”不是数字")
    for bound in (field.least, field.most) if isinstance(field, Number) else ():
        if bound and as_number(bound) is None:
            yield at(field, f"栏目“{field.key}”的范围“{bound}”不是数字")
    if isinstance(field, Organisation):
        yield from _organisation(field)


def _code(field: Code) -> Iterator[Fault]:
    if unknown := [kind for kind in field.accepts if kind not in CODE_KINDS]:
        yield at(field, f"栏目“{field.key}”的代码种类“{unknown[0]}”不认识")
    if not field.accepts and not (field.also and field.hint):
        yield at(field, f"栏目“{field.key}”没有代码种类，要有样式（also）和说明样式的提示（hint）")
    if wrong := [pattern for pattern in field.also if not is_pattern(pattern)]:
        yield at(field, f"栏目“{field.key}”的代码样式“{wrong[0]}”写错了")


def _organisation(field: Organisation) -> Iterator[Fault]:
    if field.among not in AMONG:
        yield at(field, f"栏目“{field.key}”的单位范围“{field.among}”不认识")
    elif field.among != "units" and not field.tree:
        yield at(field, f"栏目“{field.key}”没有说明在哪种隶属关系（tree）里选择单位")


def _is_series(text: str) -> bool:
    return is_format(text, {"serial": 1}) and placeholders(text) == {"serial"} and text.count("{") == 1


def _table(table: Table, matter: Matter) -> Iterator[Fault]:
    yield from twice(table.columns, f"表“{table.key}”的列")
    if table.least > table.most:
        yield at(table, f"表“{table.key}”至少 {table.least} 行，却至多 {table.most} 行")
    own = {column.key for column in table.columns}
    for column in table.columns:
        if isinstance(column, Table):
            yield at(column, f"表“{table.key}”里不能再有表“{column.key}”")
        if column.fact or column.read_only:
            yield at(column, f"列“{column.key}”不能取自单位信息，也不能只读")
        for key in column.when.keys() if column.when else ():
            if key not in own:
                yield at(column, f"列“{column.key}”的条件提到同一行里没有的“{key}”")
        yield from _kind(column)


def conditions(word: Word, condition: Condition | None, matter: Matter) -> Iterator[Fault]:
    """Fields a condition names that do not exist, and values no answer can have."""
    if condition is None:
        return
    for key in condition.keys():  # noqa: SIM118 (a condition is no mapping)
        if matter.form.field(key) is None:
            yield at(word, f"条件提到的栏目“{key}”不在表单里")
    for part in parts(condition):
        field = matter.form.field(part.key)
        if isinstance(field, Choice | Choices):
            for value in set(part.is_in) - {option.value for option in field.options}:
                yield at(part, f"条件“{part.key}”提到的选项“{value}”不存在")


def parts(condition: Condition) -> Iterator[When]:
    """What a condition says of single fields."""
    if isinstance(condition, When):
        yield condition
    for part in getattr(condition, "parts", ()) or filter(None, [getattr(condition, "part", None)]):
        yield from parts(part)
