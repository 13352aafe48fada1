"""Faults of what is attached, and of what must agree."""

from collections import Counter
from collections.abc import Iterator

from banshi.define.conditions import When
from banshi.define.fault import Fault, at, twice
from banshi.define.faults_of_forms import conditions, parts
from banshi.define.fields import Choice, Choices, Organisation, Text
from banshi.define.materials import FILE_KINDS
from banshi.define.pack import Matter, Pack
from banshi.define.rules import AnswersOf, CasesOf, Lookup, Rule, SameAnswers, UnitCoded, UnitOf, UnitsNamed


def attached(matter: Matter) -> Iterator[Fault]:
    """Faults of the list of materials."""
    if matter.materials is None:
        return
    yield from twice(matter.materials.materials, "材料")
    for material in [each for each in matter.materials.materials if each.printed][1:]:
        yield at(material, f"材料“{material.key}”也是打印出来的填报表（printed），一个事项只有一份")
    for kind in matter.materials.kinds:
        if kind not in FILE_KINDS:
            yield at(matter.materials, f"附件格式“{kind}”不认识")
    for material in matter.materials.materials:
        yield from conditions(material, material.when, matter)
        yield from conditions(material, material.required, matter)
        if any(not _reachable(part, matter) for part in parts(material.when)):
            yield at(material, f"材料“{material.key}”出现的条件永远不会成立")


def _reachable(part: When, matter: Matter) -> bool:
    """False when no answer to the field can be one of the values."""
    field = matter.form.field(part.key)
    if isinstance(field, Choice | Choices):
        return bool({option.value for option in field.options} & set(part.is_in))
    return bool(part.is_in)


def agreed(matter: Matter, pack: Pack) -> Iterator[Fault]:
    """Faults of rules and of what they look up."""
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
