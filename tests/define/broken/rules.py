"""Broken words of materials and rules."""

from banshi.define import AnswersOf, CasesOf, Material, MaterialList, Rule, SameAnswers, UnitCoded, UnitOf, When, Word

ALONE: list[tuple[str, Word]] = [
    ("材料“filled”也是打印出来的填报表（printed），一个事项只有一份", Material(key="filled", title="表", printed=True)),
    ("材料“photo”重复了", Material(key="photo", title="又一张")),
    ("附件格式“exe”不认识", MaterialList(title="附件", materials=(), kinds=("exe",))),
    ("条件提到的栏目“gone”不在表单里", Material(key="a", title="甲", required=When("gone", is_in=("是",)))),
    ("条件提到的栏目“gone”不在表单里", Material(key="a", title="甲", when=When("gone", is_in=("是",)))),
    ("材料“a”出现的条件永远不会成立", Material(key="a", title="甲", when=When("post", is_in=()))),
    ("规则“R1”重复了", Rule(code="R1", title="又一条", about=("name",))),
    ("规则“R2”没有指明针对哪个栏目", Rule(code="R2", title="规则", about=())),
    ("规则“R2”针对的栏目“gone”不在表单里", Rule(code="R2", title="规则", about=("gone",))),
    (
        "规则“R2”要查的“name”不是选择单位的栏目",
        Rule(code="R2", title="规则", about=("name",), lookups=(UnitOf(name="n", of="name", tree="树"),)),
    ),
    (
        "规则“R2”要查的栏目“gone”不在表单里",
        Rule(code="R2", title="规则", about=("name",), lookups=(UnitCoded(name="n", of="gone"),)),
    ),
    (
        "规则“R2”要查的事项“gone”不存在",
        Rule(code="R2", title="规则", about=("name",), lookups=(CasesOf(name="n", matter="gone", states=()),)),
    ),
    (
        "规则“R2”要查的状态“gone”不存在",
        Rule(code="R2", title="规", about=("name",), lookups=(AnswersOf(name="n", matter="apply", states=("gone",)),)),
    ),
    (
        "规则“R2”按相同的栏目查找，第一个应是留作检索（facet）的文字栏目，其余应在表单里",
        Rule(code="R2", title="规则", about=("name",), lookups=(SameAnswers(name="n", of=("post",), states=()),)),
    ),
    (
        "规则“R2”要在“report”时核对，但没有这个决定的办理动作",
        Rule(code="R2", title="规则", about=("name",), on=("report",)),
    ),
]
