"""What a matter asks: its form, its materials, its rules."""

from collections.abc import Iterator

from banshi.define import Choice, Choices, Field, Form, Material, MaterialList, Matter, Number, Section, Table
from banshi.jobs.docs.markdown import table

KINDS = {
    "Text": "文字", "Code": "代码", "Phone": "电话", "Number": "数", "Money": "金额", "Percent": "百分比", "Day": "日期",
    "Organisation": "选择单位", "Region": "选择行政区划", "Industry": "选择行业", "Table": "表，可以增加行",
}  # fmt: skip
WEIGHTS = {"error": "错误", "warning": "提示"}


def form(matter: Matter) -> Iterator[str]:
    """One table for each section."""
    yield from (f"### {matter.form.title}", "")
    for section in matter.form.sections:
        yield from (f"**{section.title}**{_only_when(section, matter.form)}", "")
        yield from table(["栏目", "怎么填", "必填", "说明"], _rows(section, matter.form))


def _only_when(section: Section, asked: Form) -> str:
    return f"（仅当{section.when.explain(asked.label)}时填写）" if section.when else ""


def _rows(section: Section, asked: Form) -> Iterator[list[str]]:
    for field in section.fields:
        yield _field(field.label, field, asked)
        if isinstance(field, Table):
            yield from (_field(f"　{column.label}", column, asked) for column in field.columns)


def _field(label: str, field: Field, asked: Form) -> list[str]:
    when = f"仅当{field.when.explain(asked.label)}时填写" if field.when else ""
    source = f"依据：{field.source}" if field.source else ""
    return [label, _kind(field), "是" if field.required else "", "；".join(filter(None, [when, field.hint, source]))]


def _kind(field: Field) -> str:
    if isinstance(field, Choice | Choices):
        listed = " ／ ".join(option.shown for option in field.options)
        return f"{'单选' if isinstance(field, Choice) else '多选'}：{listed}"
    if field.read_only:
        return "自动填写"
    return KINDS[type(field).__name__] + (f"（{field.unit}）" if isinstance(field, Number) and field.unit else "")


def materials(matter: Matter) -> Iterator[str]:
    """What is attached: a column for each answer that changes the list, or words where several answers do."""
    if (listed := matter.materials) is None:
        return
    kinds = "、".join(kind.upper() for kind in listed.kinds)
    excuse = "必须有的材料确实没有时，写明缺失原因。" if listed.excusable else ""
    yield from (f"### {listed.title}", "")
    yield from (f"附件格式：{kinds}；每个文件不超过 {listed.largest // 1024 // 1024} MB。{excuse}", "")
    field = _deciding_field(listed, matter.form)
    yield from _matrix(listed, field) if field else _words(listed, matter.form)


def _deciding_field(listed: MaterialList, asked: Form) -> Choice | Choices | None:
    """The one choice on which the whole list hangs."""
    conditions = [each for material in listed.materials for each in (material.when, material.required) if each]
    keys = {key for condition in conditions for key in condition.keys()}  # noqa: SIM118 (a condition is no mapping)
    field = asked.field(keys.pop()) if len(keys) == 1 else None
    return field if isinstance(field, Choice | Choices) else None


def _matrix(listed: MaterialList, field: Choice | Choices) -> Iterator[str]:
    """Options that need the same share a column."""
    columns: dict[tuple[str, ...], list[str]] = {}
    for option in field.options:
        needs = tuple(_need(material, field.key, option.value) for material in listed.materials)
        columns.setdefault(needs, []).append(option.value)
    several = "；同时选择几项的，按要求最高的一项" if isinstance(field, Choices) else ""
    yield from (f"按“{field.label}”{several}：", "")
    rows = ([material.title, *needs] for material, *needs in zip(listed.materials, *columns, strict=True))
    yield from table(["材料", *("、".join(options) for options in columns.values())], rows)


def _need(material: Material, key: str, value: str) -> str:
    if not material.when.holds({key: value}):
        return "—"
    return "必须" if material.required and material.required.holds({key: value}) else "按实际情况"


def _words(listed: MaterialList, asked: Form) -> Iterator[str]:
    rows = (
        [
            material.title,
            material.when.explain(asked.label),
            material.required.explain(asked.label) if material.required else "按实际情况",
        ]
        for material in listed.materials
    )
    yield from table(["材料", "何时要", "何时必须"], rows)


def rules(matter: Matter) -> Iterator[str]:
    """What must agree; completeness of the materials among it, where the agency numbers it."""
    rows = [
        [rule.code, rule.title, "、".join(map(matter.form.label, rule.about)), WEIGHTS[rule.weight], rule.source]
        for rule in matter.rules
    ]
    if matter.materials and matter.materials.code:
        rows.append([matter.materials.code, "必须有的材料齐全", matter.materials.title, WEIGHTS["error"], ""])
    if rows:
        report = matter.flow.report.title
        yield from ("### 审核公式", "", f"有“错误”的不能{report}；“提示”请核对，不影响{report}。", "")
        yield from table(["编号", "内容", "栏目", "轻重", "依据"], rows)
