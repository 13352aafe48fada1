"""Broken words of papers and notices."""

from dataclasses import replace

from banshi.define import Layout, Notice, Paper, Word
from tests.define.sound import PAPER

ALONE: list[tuple[str, Word]] = [
    ("证照文书“card”重复了", replace(PAPER, title="又一种")),
    ("证照文书“two”没有模板", replace(PAPER, key="two", layouts=())),
    ("证照文书“two”要代替的“gone”不存在", replace(PAPER, key="two", replaces=("gone",))),
    ("证照文书“two”要用的“gone”没有栏目可填", replace(PAPER, key="two", shown=("gone",))),
    ("证照文书“two”的编号里“day”不认识，只能用 year 和 serial", replace(PAPER, key="two", number="{day}-{serial}")),
    ("证照文书“two”的编号里没有流水号 serial", replace(PAPER, key="two", number="证{year}号")),
    (
        "证照文书“two”的编号“{serial”写错了花括号",
        Paper(key="two", title="证", number="{serial", layouts=PAPER.layouts, fields=()),
    ),
    ("证照文书“two”的编号“{serial:z}”写错了花括号", replace(PAPER, key="two", number="{serial:z}")),
    ("通知针对的办理动作“gone”不存在", Notice(on="gone", to="filer", text="好")),
    (
        "办理动作“report”不在逐级审核的状态里，没有审核过的上级单位可以通知",
        Notice(on="report", to="passed_on", text="好"),
    ),
    (
        "通知里的“day”不认识，可以用：matter、unit、ref、by、opinion、desk",
        Notice(on="approve", to="desk", text="{day}"),
    ),
    ("通知“{by”写错了花括号", Notice(on="approve", to="desk", text="{by")),
    (
        "通知里的“unit”不认识，可以用：matter、count、cases、by、opinion、desk",
        Notice(on="approve", to="desk", text="好", many="{unit}"),
    ),
]
A4 = Layout("a4", "A4", "a4.typ")
INSIDE: list[tuple[str, Word, Word]] = [
    ("“证”的模板“a4”重复了", replace(PAPER, key="two", layouts=(A4, A4)), A4),
]
