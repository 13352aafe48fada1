"""Broken words of packs, roles, matters and their guides."""

from dataclasses import replace

from banshi.define import MayFile, Role, Word
from banshi.define.guides import KINDS, SERVES
from tests.define.sound import GUIDE, MATTER, PACK

ALONE: list[tuple[str, Word]] = [
    ("服务包“9x”的键只能用小写字母、数字和下划线，并以字母开头", replace(PACK, key="9x")),
    ("角色“clerk”重复了", Role(key="clerk", title="又一个")),
    ("事项“apply”重复了", replace(MATTER, prefix="AP")),
    ("事项“two”的编号前缀“sq”应为 2 至 4 个大写字母，且不与别的事项相同", replace(MATTER, key="two", prefix="sq")),
    ("填报角色“boss”不存在", MayFile(rights=("self",), roles=("boss",), tree="树")),
    ("填报资格“all”不认识", MayFile(rights=("all",), roles=("clerk",), tree="树")),  # type: ignore[arg-type]
    (f"“申请”的事项类型“许可”不认识，可以用：{'、'.join(KINDS)}", replace(GUIDE, kind="许可")),
    (f"“申请”的服务对象“百姓”不认识，可以用：{'、'.join(SERVES)}", replace(GUIDE, serves=("百姓",))),
    ("“申请”没有说服务对象", replace(GUIDE, serves=())),
    ("“申请”是行政许可，服务指南应写明法定时限（行政许可法第三十条）", replace(GUIDE, limit="")),
]
