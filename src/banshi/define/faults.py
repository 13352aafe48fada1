"""Every fault of a pack, in words, with the place it was written. Pure: it looks at words only.

A fault is found here when the pack opens but cannot work: a name nothing answers to, a state nobody reaches or leaves, a material no
answer brings, a paper nothing fills. What keeps a pack from opening at all is the catalogue's to tell.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from banshi.define.conditions import Condition, When
from banshi.define.fault import Fault, at, kinds, twice, unknown_roles
from banshi.define.faults_of_doors import doors
from banshi.define.faults_of_figures import figures
from banshi.define.faults_of_pages import demo, pages
from banshi.define.faults_of_rosters import rosters
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
    Text,
)
from banshi.define.filers import RIGHTS
from banshi.define.flow import (
    AddUnit,
    Claim,
    Decider,
    EndNaming,
    EndRecord,
    Filer,
    Flow,
    IssuePaper,
    KeepRecord,
    Move,
    NameFiler,
    ReissuePaper,
    Superiors,
)
from banshi.define.materials import FILE_KINDS
from banshi.define.notices import NOTICE_WORDS
from banshi.define.pack import Matter, Pack
from banshi.define.rosters import Roster
from banshi.define.rules import (
    AnswersOf,
    CasesOf,
    Lookup,
    Rule,
    SameAnswers,
    UnitCoded,
    UnitOf,
    UnitsNamed,
    as_number,
)
from banshi.define.spelling import is_format, is_pattern, placeholders
from banshi.define.word import Word
from banshi.define.workbooks import Workbook


def faults(pack: Pack) -> list[Fault]:
    """All faults of a pack, in the order a reader meets their places."""
    found = [*_names(pack), *doors(pack), *pages(pack), *figures(pack), *demo(pack), *rosters(pack)]
    for matter in pack.matters:
        found += [
            *_form(matter),
            *_materials(matter),
            *_rules(matter, pack),
            *_flow(matter, pack),
            *_papers(matter, pack),
        ]
        found += [*_additions(matter), *_notices(matter), *_zero(matter, pack)]
    return sorted(found, key=_line)


def _line(fault: Fault) -> tuple[str, int]:
    file, _, line = fault.place.rpartition(":")
    return file, int(line)


def _names(pack: Pack) -> Iterator[Fault]:
    yield from twice([pack], "服务包")
    yield from twice(pack.roles, "角色")
    yield from twice(pack.matters, "事项")
    prefixes = Counter(matter.prefix for matter in pack.matters)
    for matter in pack.matters:
        if not re.fullmatch(r"[A-Z]{2,4}", matter.prefix) or prefixes[matter.prefix] > 1:
            yield at(matter, f"事项“{matter.key}”的编号前缀“{matter.prefix}”应为 2 至 4 个大写字母，且不与别的事项相同")
        for role in unknown_roles(matter.may_file.roles, pack):
            yield at(matter.may_file, f"填报角色“{role}”不存在")
        by_workbook = matter.workbook.rights if matter.workbook else ()
        for right in {*matter.may_file.rights, *by_workbook} - {*RIGHTS}:
            yield at(matter.may_file, f"填报资格“{right}”不认识")


# What is asked -----------------------------------------------------------------------------------------------------------------


def _form(matter: Matter) -> Iterator[Fault]:
    yield from twice(matter.form.sections, "栏目组")
    yield from twice(matter.form.fields(), "栏目")
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
            yield at(matter, f"asks_first 中的栏目“{key}”不在表单里")
    yield from _workbook(matter, matter.workbook) if matter.workbook else ()


def _workbook(matter: Matter, workbook: Workbook) -> Iterator[Fault]:
    key = matter.form.field(workbook.key)
    if not isinstance(key, Text | Code) or not key.required or key.when:
        yield at(workbook, f"工作簿用“{workbook.key}”区分各行，它应是一定要填的文字或代码栏目")
    for given in workbook.given:
        if matter.form.field(given) is None:
            yield at(workbook, f"工作簿已填好的栏目“{given}”不在表单里")


def _early(word: Word, condition: Condition | None, matter: Matter, before: set[str]) -> Iterator[Fault]:
    """Conditions on answers that are only given further down: cleaning goes from top to bottom."""
    for key in condition.keys() if condition else ():
        if key not in before and matter.form.field(key) is not None:
            yield at(word, f"条件提到的栏目“{key}”应排在前面")


def _field(field: Field, matter: Matter) -> Iterator[Fault]:
    yield from _condition(field, field.when, matter)
    if field.fact and field.fact not in UNIT_FACTS:
        yield at(field, f"栏目“{field.key}”取自单位信息“{field.fact}”，但没有这一项")
    if field.read_only and not field.fact:
        yield at(field, f"栏目“{field.key}”只读，却没有内容来源（fact）")
    yield from _kind(field)


def _kind(field: Field) -> Iterator[Fault]:
    if isinstance(field, Choice | Choices) and len({option.value for option in field.options}) != len(field.options):
        yield at(field, f"栏目“{field.key}”有重复的选项")
    if isinstance(field, Choice | Choices) and not field.options:
        yield at(field, f"栏目“{field.key}”没有选项")
    if isinstance(field, Code) and (unknown := [kind for kind in field.accepts if kind not in CODE_KINDS]):
        yield at(field, f"栏目“{field.key}”的代码种类“{unknown[0]}”不认识")
    if isinstance(field, Code) and (wrong := [pattern for pattern in field.also if not is_pattern(pattern)]):
        yield at(field, f"栏目“{field.key}”的代码样式“{wrong[0]}”写错了")
    if isinstance(field, Text) and field.series and not _is_series(field.series):
        yield at(field, f"栏目“{field.key}”的编排“{field.series}”应写成 地块 {{serial:02}} 的样子，只有一处 serial")
    if isinstance(field, Number) and field.also and as_number(field.also.factor) is None:
        yield at(field.also, f"栏目“{field.key}”的换算系数“{field.also.factor}”不是数字")
    for bound in (field.least, field.most) if isinstance(field, Number) else ():
        if bound and as_number(bound) is None:
            yield at(field, f"栏目“{field.key}”的范围“{bound}”不是数字")
    if isinstance(field, Organisation) and field.among not in AMONG:
        yield at(field, f"栏目“{field.key}”的单位范围“{field.among}”不认识")


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


def _condition(word: Word, condition: Condition | None, matter: Matter) -> Iterator[Fault]:
    """Fields a condition names that do not exist, and values no answer can have."""
    if condition is None:
        return
    for key in condition.keys():  # noqa: SIM118 (a condition is no mapping)
        if matter.form.field(key) is None:
            yield at(word, f"条件提到的栏目“{key}”不在表单里")
    for part in _parts(condition):
        field = matter.form.field(part.key)
        if isinstance(field, Choice | Choices):
            for value in set(part.is_in) - {option.value for option in field.options}:
                yield at(part, f"条件“{part.key}”提到的选项“{value}”不存在")


def _parts(condition: Condition) -> Iterator[When]:
    if isinstance(condition, When):
        yield condition
    for part in getattr(condition, "parts", ()) or filter(None, [getattr(condition, "part", None)]):
        yield from _parts(part)


# What is attached, and what must agree -----------------------------------------------------------------------------------------


def _materials(matter: Matter) -> Iterator[Fault]:
    if matter.materials is None:
        return
    yield from twice(matter.materials.materials, "材料")
    for kind in matter.materials.kinds:
        if kind not in FILE_KINDS:
            yield at(matter.materials, f"附件格式“{kind}”不认识")
    for material in matter.materials.materials:
        yield from _condition(material, material.when, matter)
        yield from _condition(material, material.required, matter)
        if any(not _reachable(part, matter) for part in _parts(material.when)):
            yield at(material, f"材料“{material.key}”出现的条件永远不会成立")


def _zero(matter: Matter, pack: Pack) -> Iterator[Fault]:
    for page in (page for menu in pack.menus for page in menu.pages):
        if isinstance(page, Roster) and page.matter == matter.key:
            yield from _condition(page, page.zero, matter)


def _reachable(part: When, matter: Matter) -> bool:
    """False when no answer to the field can be one of the values."""
    field = matter.form.field(part.key)
    if isinstance(field, Choice | Choices):
        return bool({option.value for option in field.options} & set(part.is_in))
    return bool(part.is_in)


def _rules(matter: Matter, pack: Pack) -> Iterator[Fault]:
    counts = Counter(rule.code for rule in matter.rules)
    moves = {move.key for move in matter.flow.moves if not move.reports}
    for rule in matter.rules:
        if counts[rule.code] > 1:
            yield at(rule, f"规则“{rule.code}”重复了")
        if not rule.about:
            yield at(rule, f"规则“{rule.code}”没有指明针对哪个栏目")
        for cell in rule.about:
            if matter.form.field(cell) is None:
                yield at(rule, f"规则“{rule.code}”针对的栏目“{cell}”不在表单里")
        for unknown in {*rule.on} - moves:
            yield at(rule, f"规则“{rule.code}”要在“{unknown}”时核对，但没有这个决定的办理动作")
        for lookup in rule.lookups:
            yield from _of_cases(rule, lookup, matter, pack)
            if isinstance(lookup, UnitOf) and not isinstance(matter.form.field(lookup.of), Organisation):
                yield at(lookup, f"规则“{rule.code}”要查的“{lookup.of}”不是选择单位的栏目")
            if isinstance(lookup, UnitsNamed | UnitCoded) and matter.form.field(lookup.of) is None:
                yield at(lookup, f"规则“{rule.code}”要查的栏目“{lookup.of}”不在表单里")


def _of_cases(rule: Rule, lookup: Lookup, matter: Matter, pack: Pack) -> Iterator[Fault]:
    """Faults of a look-up of other cases: of which matter, in which states, by which fields."""
    if not isinstance(lookup, CasesOf | AnswersOf | SameAnswers):
        return
    asked = matter.key if isinstance(lookup, SameAnswers) else lookup.matter
    found = next((each for each in pack.matters if each.key == asked), None)
    if found is None:
        yield at(lookup, f"规则“{rule.code}”要查的事项“{asked}”不存在")
        return
    for state in {*lookup.states} - {each.key for each in found.flow.states}:
        yield at(lookup, f"规则“{rule.code}”要查的状态“{state}”不存在")
    fields = [matter.form.field(key) for key in lookup.of] if isinstance(lookup, SameAnswers) else []
    if None in fields or (fields and not (isinstance(fields[0], Text) and fields[0].facet)):
        yield at(lookup, f"规则“{rule.code}”按相同的栏目查找，第一个应是留作检索（facet）的文字栏目，其余应在表单里")


# Who decides -------------------------------------------------------------------------------------------------------------------


def _flow(matter: Matter, pack: Pack) -> Iterator[Fault]:
    flow = matter.flow
    if not flow.states:
        yield at(flow, "流程里没有状态")
        return
    yield from twice(flow.states, "状态")
    yield from twice(flow.moves, "办理动作")
    known = {state.key for state in flow.states}
    for move in flow.moves:
        for state in {*move.start, move.to} - known:
            yield at(move, f"办理动作“{move.key}”提到的状态“{state}”不存在")
        for role in unknown_roles(move.by, pack):
            yield at(move, f"办理动作“{move.key}”的角色“{role}”不存在")
        if not move.by:
            yield at(move, f"办理动作“{move.key}”没有说谁可以办理")
        if move.takes_back and not (isinstance(move.seat, Decider) and known >= {move.to} and _climbing(flow, move.to)):
            yield at(move, f"办理动作“{move.key}”收回决定，应由作出决定的单位（DECIDER）办理，并回到上级的案头")
        if move.climbs and not all(_climbing(flow, state) for state in move.start if state in known):
            yield at(move, f"办理动作“{move.key}”逐级上升，但起始状态不在上级的案头")
        if move.corrects and not _sends_back(flow, move, known):
            yield at(move, f"办理动作“{move.key}”退回补正（corrects），应由上级在自己的案头办理，并回到填报人手里")
        yield from _effects(move.effects, matter, pack)
    yield from _register(matter)
    yield from _reach(flow)


def _register(matter: Matter) -> Iterator[Fault]:
    """A matter by which units enter a register keeps their record there, and starts from none."""
    effects = [effect for move in matter.flow.moves for effect in move.effects]
    kept = {effect.register for effect in effects if isinstance(effect, KeepRecord)}
    if matter.enters and (matter.enters not in kept or matter.begins_with):
        yield at(
            matter, f"事项“{matter.key}”使单位进入登记“{matter.enters}”，应由它记入这一登记，也不能以已有的登记为依据"
        )
    if matter.renews and (matter.renews not in kept or matter.starts_from):
        yield at(matter, f"事项“{matter.key}”更新登记“{matter.renews}”，应由它记入这一登记，也不再写 starts_from")


def _climbing(flow: Flow, state: str) -> bool:
    return isinstance(flow.state(state).desk, Superiors)


def _sends_back(flow: Flow, move: Move, known: set[str]) -> bool:
    """True when a move goes from the desk of a superior to the filer."""
    here = all(_climbing(flow, state) for state in move.start if state in known)
    return here and not move.seat and move.to in known and isinstance(flow.state(move.to).desk, Filer)


def _reach(flow: Flow) -> Iterator[Fault]:
    reached = {flow.first.key}
    while new := {move.to for move in flow.moves if reached & {*move.start}} - reached:
        reached |= new
    for state in flow.states:
        leaves = any(not move.takes_back for move in flow.moves_from(state.key))
        if state.key not in reached:
            yield at(state, f"状态“{state.key}”到不了")
        if state.desk is not None and not leaves:
            yield at(state, f"状态“{state.key}”没有人能离开：有案头却没有办理动作")
        if state.desk is None and leaves:
            yield at(state, f"状态“{state.key}”没有案头，却有办理动作从它开始")
        if state.editable and not isinstance(state.desk, Filer):
            yield at(state, f"状态“{state.key}”可以修改，但不在填报人手里")
    if not any(move.reports for move in flow.moves):
        yield at(flow, "流程里没有上报（reports）的办理动作")


def _effects(effects: Iterable[Word], matter: Matter, pack: Pack) -> Iterator[Fault]:
    papers = {paper.key for paper in matter.papers}
    for effect in effects:
        if isinstance(effect, IssuePaper) and effect.paper not in papers:
            yield at(effect, f"要签发的证照文书“{effect.paper}”不存在")
        if isinstance(effect, IssuePaper | NameFiler | EndNaming):
            yield from _condition(effect, effect.when, matter)
        if isinstance(effect, KeepRecord) and effect.period and not isinstance(matter.form.field(effect.period), Day):
            yield at(effect, f"登记时期“{effect.period}”不是表单里的日期栏目")
        if isinstance(effect, EndRecord) and matter.starts_from != effect.register:
            yield at(effect, f"要结束的登记“{effect.register}”不是事项所依据的登记（starts_from）")
        if isinstance(effect, ReissuePaper) and (unknown := {*effect.papers} - kinds(pack)):
            yield at(effect, f"要补发的证照文书“{min(unknown)}”不存在")
        for key in (effect.unit, effect.files) if isinstance(effect, NameFiler | EndNaming) else ():
            if not isinstance(matter.form.field(key), Organisation):
                yield at(effect, f"指定填报要用的“{key}”不是选择单位的栏目")
        if isinstance(effect, Claim) and matter.form.field(effect.of) is None:
            yield at(effect, f"要占用的栏目“{effect.of}”不在表单里")


def _additions(matter: Matter) -> Iterator[Fault]:
    back = {state for move in matter.flow.moves if move.takes_back for state in move.start}
    for move in matter.flow.moves:
        for effect in move.effects:
            if isinstance(effect, AddUnit):
                yield from _added(effect, matter)
            if isinstance(effect, AddUnit) and move.to in back:
                yield at(effect, f"办理动作“{move.key}”增加单位，这样的决定不能收回")


def _added(effect: AddUnit, matter: Matter) -> Iterator[Fault]:
    for key in filter(None, (effect.name, effect.code)):
        if matter.form.field(key) is None:
            yield at(effect, f"增加单位要用的栏目“{key}”不在表单里")
    if effect.parent and not isinstance(matter.form.field(effect.parent), Organisation):
        yield at(effect, f"新单位的上级“{effect.parent}”不是选择单位的栏目")
    if effect.series and not re.fullmatch("[A-Z]{2}", effect.series):
        yield at(effect, f"代码的字头“{effect.series}”应为 2 个大写字母")
    if not effect.code and not effect.series:
        yield at(effect, "新单位没有代码：要么由栏目填写，要么由系统按字头编制")


# What is issued, said and shown ------------------------------------------------------------------------------------------------


def _papers(matter: Matter, pack: Pack) -> Iterator[Fault]:
    yield from twice(matter.papers, "证照文书")
    for paper in matter.papers:
        yield from twice(paper.layouts, f"“{paper.title}”的模板")
        if unknown := {*paper.replaces} - kinds(pack):
            yield at(paper, f"证照文书“{paper.key}”要代替的“{min(unknown)}”不存在")
        if not paper.layouts:
            yield at(paper, f"证照文书“{paper.key}”没有模板")
        for key in (*paper.fields, *paper.shown):
            if matter.form.field(key) is None:
                yield at(paper, f"证照文书“{paper.key}”要用的“{key}”没有栏目可填")
        if not is_format(paper.number, {"year": 2026, "serial": 1}):
            yield at(paper, f"证照文书“{paper.key}”的编号“{paper.number}”写错了花括号")
            continue
        if unknown := placeholders(paper.number) - {"year", "serial"}:
            yield at(paper, f"证照文书“{paper.key}”的编号里“{min(unknown)}”不认识，只能用 year 和 serial")
        if "serial" not in placeholders(paper.number):
            yield at(paper, f"证照文书“{paper.key}”的编号里没有流水号 serial")


def _notices(matter: Matter) -> Iterator[Fault]:
    moves = {move.key for move in matter.flow.moves}
    for notice in matter.notices:
        if notice.on not in moves:
            yield at(notice, f"通知针对的办理动作“{notice.on}”不存在")
        if not is_format(notice.text, dict.fromkeys(NOTICE_WORDS, "")):
            yield at(notice, f"通知“{notice.text}”写错了花括号")
            continue
        for name in placeholders(notice.text) - {*NOTICE_WORDS}:
            yield at(notice, f"通知里的“{name}”不认识，可以用：{'、'.join(NOTICE_WORDS)}")
