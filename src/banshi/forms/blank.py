"""A form nobody has filled in, to read and to print: what is asked, how, and what is attached. Pure."""

from collections.abc import Iterator
from typing import Any

from banshi.define import Choice, Choices, Field, Form, Material, MaterialList, Matter, Number, Section, Table
from banshi.define.conditions import ALWAYS


def blank(matter: Matter) -> dict[str, Any]:
    """The form of a matter as `papers.drawing.plain_pdf("blank", …)` takes it."""
    materials = [[each.title, needed(each, matter.form)] for each in (matter.materials or _NONE).materials]
    return {
        "title": matter.form.title,
        "matter": matter.title,
        "sections": [_section(section, matter.form) for section in matter.form.sections],
        "materials": materials,
    }


_NONE = MaterialList(title="", materials=())


def needed(material: Material, form: Form) -> str:
    """When a material is wanted, in words."""
    if material.required is None:
        when = material.when.explain(form.label)
        return "按实际情况提供" if material.when == ALWAYS else f"{when}的，按实际情况提供"
    if material.when == material.required == ALWAYS:
        return "必须提供"
    condition = material.when if material.required == ALWAYS else material.required
    return f"{condition.explain(form.label)}的，必须提供"


def _section(section: Section, form: Form) -> dict[str, Any]:
    plain = [field for field in section.fields if not isinstance(field, Table)]
    tables = [field for field in section.fields if isinstance(field, Table)]
    return {
        "title": section.title,
        "hint": _joined(section.hint, _only(section, form)),
        "cells": [[_label(field), _space(field), _note(field, form)] for field in plain],
        "tables": [_table(table, form) for table in tables],
    }


def _table(table: Table, form: Form) -> dict[str, Any]:
    return {
        "title": table.label,
        "note": _note(table, form),
        "columns": [[_label(column), _note(column, form)] for column in table.columns],
    }


def _label(field: Field) -> str:
    return f"{field.label} *" if field.required else field.label


def _space(field: Field) -> str:
    """What stands where one writes: the options to tick, or the unit behind a number."""
    if isinstance(field, Choice | Choices):
        return "　".join(f"□ {option.shown}" for option in field.options)
    return f"（{field.unit}）" if isinstance(field, Number) and field.unit else ""


def _note(field: Field, form: Form) -> str:
    return _joined(field.hint, _only(field, form), *_columns(field))


def _columns(field: Field) -> Iterator[str]:
    if isinstance(field, Table) and field.least:
        yield f"至少 {field.least} {field.row}"


def _only(asked: Field | Section, form: Form) -> str:
    return f"仅当{asked.when.explain(form.label)}时填写" if asked.when else ""


def _joined(*said: str) -> str:
    return "；".join(filter(None, said))
