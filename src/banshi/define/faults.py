"""Every fault of a pack, in words, with the place it was written. Pure: it looks at words only.

A fault is found here when the pack opens but cannot work: a name nothing answers to, a state nobody reaches or leaves, a material no
answer brings, a paper nothing fills. What keeps a pack from opening at all is the catalogue's to tell.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from banshi.define.conditions import Condition, When
from banshi.define.fields import (
    AMONG,
    CODE_KINDS,
    UNIT_FACTS,
    Choice,
    Choices,
    Code,
    Day,
    Field,
    Number,
    Organisation,
    Table,
)
from banshi.define.flow import (
    Claim,
    Decider,
    EndNaming,
    EndRecord,
    Filer,
    Flow,
    IssuePaper,
    KeepRecord,
    NameFiler,
    ReissuePaper,
    Superiors,
)
from banshi.define.materials import FILE_KINDS
from banshi.define.notices import NOTICE_WORDS
from banshi.define.pack import Matter, Pack
from banshi.define.pages import WORKLISTS, Page, PrintPapers, StartCase, Worklist
from banshi.define.rules import UnitOf, as_number
from banshi.define.spelling import is_format, is_pattern, placeholders
from banshi.define.word import Word

KEY = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Fault:
    """What is wrong and where it was written ("file:line")."""

    words: str
    place: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


def faults(pack: Pack) -> list[Fault]:
    """All faults of a pack, in the order a reader meets their places."""
    found = [*_names(pack), *_pages(pack), *_demo(pack)]
    for matter in pack.matters:
        found += [*_form(matter), *_materials(matter), *_rules(matter), *_flow(matter, pack), *_papers(matter)]
        found += _notices(matter)
    return sorted(found, key=_line)


def _line(fault: Fault) -> tuple[str, int]:
    file, _, line = fault.place.rpartition(":")
    return file, int(line)


def _at(word: Word, words: str) -> Fault:
    return Fault(words, word.place)


def _twice(words: Iterable[Word], what: str) -> Iterator[Fault]:
    """Keys that are badly spelled or stand twice among `words`."""
    listed = list(words)
    counts = Counter(_key(word) for word in listed)
    for word in listed:
        key = _key(word)
        if not KEY.fullmatch(key):
            yield _at(word, f"{what}“{key}”的键只能用小写字母、数字和下划线，并以字母开头")
        elif counts[key] > 1:
            yield _at(word, f"{what}“{key}”重复了")


def _key(word: Word) -> str:
    """A word's key; only words that have one are asked."""
    key: str = vars(word)["key"]
    return key


def _names(pack: Pack) -> Iterator[Fault]:
    yield from _twice([pack], "服务包")
    yield from _twice(pack.roles, "角色")
    yield from _twice(pack.matters, "事项")
    prefixes = Counter(matter.prefix for matter in pack.matters)
    for matter in pack.matters:
        if not re.fullmatch(r"[A-Z]{2,4}", matter.prefix) or prefixes[matter.prefix] > 1:
            yield _at(
                matter, f"事项“{matter.key}”的编号前缀“{matter.prefix}”应为 2 至 4 个大写字母，且不与别的事项相同"
            )
        for role in _unknown_roles(matter.may_file.roles, pack):
            yield _at(matter.may_file, f"填报角色“{role}”不存在")


def _unknown_roles(roles: Iterable[str], pack: Pack) -> list[str]:
    known = {role.key for role in pack.roles}
    return [role for role in roles if role not in known]


# What is asked -----------------------------------------------------------------------------------------------------------------


def _form(matter: Matter) -> Iterator[Fault]:
    yield from _twice(matter.form.sections, "栏目组")
    yield from _twice(matter.form.fields(), "栏目")
    before: set[str] = set()
    for section in matter.form.sections:
        yield from _condition(section, section.when, matter)
        yield from _early(section, section.when, matter, before)
        for field in section.fields:
            yield from _field(field, matter)
            yield from _early(field, field.when, matter, before)
            before.add(field.key)
            if isinstance(field, Table):
                yield from _table(field, matter)
    for key in matter.asks_first:
        if matter.form.field(key) is None:
            yield _at(matter, f"asks_first 中的栏目“{key}”不在表单里")


def _early(word: Word, condition: Condition | None, matter: Matter, before: set[str]) -> Iterator[Fault]:
    """Conditions on answers that are only given further down: cleaning goes from top to bottom."""
    for key in condition.keys() if condition else ():
        if key not in before and matter.form.field(key) is not None:
            yield _at(word, f"条件提到的栏目“{key}”应排在前面")


def _field(field: Field, matter: Matter) -> Iterator[Fault]:
    yield from _condition(field, field.when, matter)
    if field.fact and field.fact not in UNIT_FACTS:
        yield _at(field, f"栏目“{field.key}”取自单位信息“{field.fact}”，但没有这一项")
    if field.read_only and not field.fact:
        yield _at(field, f"栏目“{field.key}”只读，却没有内容来源（fact）")
    yield from _kind(field)


def _kind(field: Field) -> Iterator[Fault]:
    if isinstance(field, Choice | Choices) and len({option.value for option in field.options}) != len(field.options):
        yield _at(field, f"栏目“{field.key}”有重复的选项")
    if isinstance(field, Choice | Choices) and not field.options:
        yield _at(field, f"栏目“{field.key}”没有选项")
    if isinstance(field, Code) and (unknown := [kind for kind in field.accepts if kind not in CODE_KINDS]):
        yield _at(field, f"栏目“{field.key}”的代码种类“{unknown[0]}”不认识")
    if isinstance(field, Code) and (wrong := [pattern for pattern in field.also if not is_pattern(pattern)]):
        yield _at(field, f"栏目“{field.key}”的代码样式“{wrong[0]}”写错了")
    for bound in (field.least, field.most) if isinstance(field, Number) else ():
        if bound and as_number(bound) is None:
            yield _at(field, f"栏目“{field.key}”的范围“{bound}”不是数字")
    if isinstance(field, Organisation) and field.among not in AMONG:
        yield _at(field, f"栏目“{field.key}”的单位范围“{field.among}”不认识")


def _table(table: Table, matter: Matter) -> Iterator[Fault]:
    yield from _twice(table.columns, f"表“{table.key}”的列")
    if table.least > table.most:
        yield _at(table, f"表“{table.key}”至少 {table.least} 行，却至多 {table.most} 行")
    own = {column.key for column in table.columns}
    for column in table.columns:
        if isinstance(column, Table):
            yield _at(column, f"表“{table.key}”里不能再有表“{column.key}”")
        if column.fact or column.read_only:
            yield _at(column, f"列“{column.key}”不能取自单位信息，也不能只读")
        for key in column.when.keys() if column.when else ():
            if key not in own:
                yield _at(column, f"列“{column.key}”的条件提到同一行里没有的“{key}”")
        yield from _kind(column)


def _condition(word: Word, condition: Condition | None, matter: Matter) -> Iterator[Fault]:
    """Fields a condition names that do not exist, and values no answer can have."""
    if condition is None:
        return
    for key in condition.keys():  # noqa: SIM118 (a condition is no mapping)
        if matter.form.field(key) is None:
            yield _at(word, f"条件提到的栏目“{key}”不在表单里")
    for part in _parts(condition):
        field = matter.form.field(part.key)
        if isinstance(field, Choice | Choices):
            for value in set(part.is_in) - {option.value for option in field.options}:
                yield _at(part, f"条件“{part.key}”提到的选项“{value}”不存在")


def _parts(condition: Condition) -> Iterator[When]:
    if isinstance(condition, When):
        yield condition
    for part in getattr(condition, "parts", ()) or filter(None, [getattr(condition, "part", None)]):
        yield from _parts(part)


# What is attached, and what must agree -----------------------------------------------------------------------------------------


def _materials(matter: Matter) -> Iterator[Fault]:
    if matter.materials is None:
        return
    yield from _twice(matter.materials.materials, "材料")
    for kind in matter.materials.kinds:
        if kind not in FILE_KINDS:
            yield _at(matter.materials, f"附件格式“{kind}”不认识")
    for material in matter.materials.materials:
        yield from _condition(material, material.when, matter)
        yield from _condition(material, material.required, matter)
        if any(not _reachable(part, matter) for part in _parts(material.when)):
            yield _at(material, f"材料“{material.key}”出现的条件永远不会成立")


def _reachable(part: When, matter: Matter) -> bool:
    """False when no answer to the field can be one of the values."""
    field = matter.form.field(part.key)
    if isinstance(field, Choice | Choices):
        return bool({option.value for option in field.options} & set(part.is_in))
    return bool(part.is_in)


def _rules(matter: Matter) -> Iterator[Fault]:
    counts = Counter(rule.code for rule in matter.rules)
    for rule in matter.rules:
        if counts[rule.code] > 1:
            yield _at(rule, f"规则“{rule.code}”重复了")
        if not rule.about:
            yield _at(rule, f"规则“{rule.code}”没有指明针对哪个栏目")
        for cell in rule.about:
            if matter.form.field(cell) is None:
                yield _at(rule, f"规则“{rule.code}”针对的栏目“{cell}”不在表单里")
        for lookup in rule.lookups:
            if isinstance(lookup, UnitOf) and not isinstance(matter.form.field(lookup.of), Organisation):
                yield _at(lookup, f"规则“{rule.code}”要查的“{lookup.of}”不是选择单位的栏目")


# Who decides -------------------------------------------------------------------------------------------------------------------


def _flow(matter: Matter, pack: Pack) -> Iterator[Fault]:
    flow = matter.flow
    if not flow.states:
        yield _at(flow, "流程里没有状态")
        return
    yield from _twice(flow.states, "状态")
    yield from _twice(flow.moves, "办理动作")
    known = {state.key for state in flow.states}
    for move in flow.moves:
        for state in {*move.start, move.to} - known:
            yield _at(move, f"办理动作“{move.key}”提到的状态“{state}”不存在")
        for role in _unknown_roles(move.by, pack):
            yield _at(move, f"办理动作“{move.key}”的角色“{role}”不存在")
        if not move.by:
            yield _at(move, f"办理动作“{move.key}”没有说谁可以办理")
        if move.takes_back and not (isinstance(move.seat, Decider) and known >= {move.to} and _climbing(flow, move.to)):
            yield _at(move, f"办理动作“{move.key}”收回决定，应由作出决定的单位（DECIDER）办理，并回到上级的案头")
        if move.climbs and not all(_climbing(flow, state) for state in move.start if state in known):
            yield _at(move, f"办理动作“{move.key}”逐级上升，但起始状态不在上级的案头")
        yield from _effects(move.effects, matter, pack)
    yield from _reach(flow)


def _climbing(flow: Flow, state: str) -> bool:
    return isinstance(flow.state(state).desk, Superiors)


def _reach(flow: Flow) -> Iterator[Fault]:
    reached = {flow.first.key}
    while new := {move.to for move in flow.moves if reached & {*move.start}} - reached:
        reached |= new
    for state in flow.states:
        leaves = any(not move.takes_back for move in flow.moves_from(state.key))
        if state.key not in reached:
            yield _at(state, f"状态“{state.key}”到不了")
        if state.desk is not None and not leaves:
            yield _at(state, f"状态“{state.key}”没有人能离开：有案头却没有办理动作")
        if state.desk is None and leaves:
            yield _at(state, f"状态“{state.key}”没有案头，却有办理动作从它开始")
        if state.editable and not isinstance(state.desk, Filer):
            yield _at(state, f"状态“{state.key}”可以修改，但不在填报人手里")
    if not any(move.reports for move in flow.moves):
        yield _at(flow, "流程里没有上报（reports）的办理动作")


def _kinds(pack: Pack) -> set[str]:
    return {paper.key for matter in pack.matters for paper in matter.papers}


def _effects(effects: Iterable[Word], matter: Matter, pack: Pack) -> Iterator[Fault]:
    papers = {paper.key for paper in matter.papers}
    for effect in effects:
        if isinstance(effect, IssuePaper) and effect.paper not in papers:
            yield _at(effect, f"要签发的证照文书“{effect.paper}”不存在")
        if isinstance(effect, IssuePaper | NameFiler | EndNaming):
            yield from _condition(effect, effect.when, matter)
        if isinstance(effect, KeepRecord) and effect.period and not isinstance(matter.form.field(effect.period), Day):
            yield _at(effect, f"登记时期“{effect.period}”不是表单里的日期栏目")
        if isinstance(effect, EndRecord) and matter.starts_from != effect.register:
            yield _at(effect, f"要结束的登记“{effect.register}”不是事项所依据的登记（starts_from）")
        if isinstance(effect, ReissuePaper) and (unknown := {*effect.papers} - _kinds(pack)):
            yield _at(effect, f"要补发的证照文书“{min(unknown)}”不存在")
        for key in (effect.unit, effect.files) if isinstance(effect, NameFiler | EndNaming) else ():
            if not isinstance(matter.form.field(key), Organisation):
                yield _at(effect, f"指定填报要用的“{key}”不是选择单位的栏目")
        if isinstance(effect, Claim) and matter.form.field(effect.of) is None:
            yield _at(effect, f"要占用的栏目“{effect.of}”不在表单里")


# What is issued, said and shown ------------------------------------------------------------------------------------------------


def _papers(matter: Matter) -> Iterator[Fault]:
    yield from _twice(matter.papers, "证照文书")
    for paper in matter.papers:
        yield from _twice(paper.layouts, f"“{paper.title}”的版式")
        if not paper.layouts:
            yield _at(paper, f"证照文书“{paper.key}”没有版式")
        for key in (*paper.fields, *paper.shown):
            if matter.form.field(key) is None:
                yield _at(paper, f"证照文书“{paper.key}”要用的“{key}”没有栏目可填")
        if not is_format(paper.number, {"year": 2026, "serial": 1}):
            yield _at(paper, f"证照文书“{paper.key}”的编号“{paper.number}”写错了花括号")
            continue
        if unknown := placeholders(paper.number) - {"year", "serial"}:
            yield _at(paper, f"证照文书“{paper.key}”的编号里“{min(unknown)}”不认识，只能用 year 和 serial")
        if "serial" not in placeholders(paper.number):
            yield _at(paper, f"证照文书“{paper.key}”的编号里没有流水号 serial")


def _notices(matter: Matter) -> Iterator[Fault]:
    moves = {move.key for move in matter.flow.moves}
    for notice in matter.notices:
        if notice.on not in moves:
            yield _at(notice, f"通知针对的办理动作“{notice.on}”不存在")
        if not is_format(notice.text, dict.fromkeys(NOTICE_WORDS, "")):
            yield _at(notice, f"通知“{notice.text}”写错了花括号")
            continue
        for name in placeholders(notice.text) - {*NOTICE_WORDS}:
            yield _at(notice, f"通知里的“{name}”不认识，可以用：{'、'.join(NOTICE_WORDS)}")


def _pages(pack: Pack) -> Iterator[Fault]:
    pages = [*(page for menu in pack.menus for page in menu.pages), *pack.home.starts, *pack.home.waiting]
    for page in pages:
        for role in _unknown_roles(page.roles, pack):
            yield _at(page, f"页面“{page.title}”的角色“{role}”不存在")
        yield from _page(page, pack)
    in_menu = {page.key for menu in pack.menus for page in menu.pages if isinstance(page, Worklist)}
    for worklist in pack.home.waiting:
        if worklist.key not in in_menu:
            yield _at(worklist, f"首页的台账“{worklist.key}”不在菜单里")


def _page(page: Page, pack: Pack) -> Iterator[Fault]:
    if isinstance(page, StartCase) and page.matter not in {matter.key for matter in pack.matters}:
        yield _at(page, f"页面“{page.title}”要办的事项“{page.matter}”不存在")
    if isinstance(page, PrintPapers) and page.paper not in _kinds(pack):
        yield _at(page, f"页面“{page.title}”要打印的证照文书“{page.paper}”不存在")
    if isinstance(page, Worklist):
        if page.of not in WORKLISTS:
            yield _at(page, f"台账“{page.key}”的范围“{page.of}”不认识")
        for state in {*page.states} - {state.key for matter in pack.matters for state in matter.flow.states}:
            yield _at(page, f"台账“{page.key}”提到的状态“{state}”不存在")


def _demo(pack: Pack) -> Iterator[Fault]:
    if pack.demo is None:
        return
    yield from _twice(pack.demo.units, "演示单位")
    units = {unit.key for unit in pack.demo.units}
    for unit in pack.demo.units:
        if unit.parent and unit.parent not in units:
            yield _at(unit, f"演示单位“{unit.key}”的上级“{unit.parent}”不存在")
    for person in pack.demo.people:
        if person.unit not in units:
            yield _at(person, f"演示人员“{person.name}”的单位“{person.unit}”不存在")
        for role in _unknown_roles(person.roles, pack):
            yield _at(person, f"演示人员“{person.name}”的角色“{role}”不存在")
    for case in pack.demo.cases:
        matter = next((matter for matter in pack.matters if matter.key == case.matter), None)
        if matter is None or case.unit not in units:
            yield _at(case, f"演示办件的事项“{case.matter}”或单位“{case.unit}”不存在")
        elif unknown := [key for key in case.answers if matter.form.field(key) is None]:
            yield _at(case, f"演示办件填了表单里没有的“{unknown[0]}”")
