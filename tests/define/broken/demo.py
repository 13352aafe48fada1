"""Broken words of demos."""

from banshi.define import DemoCase, DemoOpening, DemoPerson, DemoUnit, Word

ALONE: list[tuple[str, Word]] = [
    ("演示单位“root”重复了", DemoUnit(key="root", name="又一个")),
    ("演示人员“王经办”不止一位，分不清谁是谁", DemoPerson(name="王经办", unit="root", roles=("officer",))),
    ("演示单位“x”的上级“gone”不存在", DemoUnit(key="x", name="甲", parent="gone")),
    ("演示人员“李审核”没有单位，而这里不能注册", DemoPerson(name="李审核", unit="", roles=("officer",))),
    ("演示人员“李审核”的单位“gone”不存在", DemoPerson(name="李审核", unit="gone", roles=("officer",))),
    ("演示人员“李审核”的角色“boss”不存在", DemoPerson(name="李审核", unit="root", roles=("boss",))),
    ("演示办件的事项“gone”或单位“root”不存在", DemoCase(matter="gone", unit="root")),
    ("演示办件填了表单里没有的“gone”", DemoCase(matter="apply", unit="root", answers={"gone": "1"})),
    ("演示受理时间的事项“gone”不存在", DemoOpening(matter="gone")),
]
