"""Broken words of forms."""

from dataclasses import replace

from banshi.define import (
    YES_NO,
    Choice,
    Choices,
    Code,
    Converted,
    Not,
    Number,
    Organisation,
    Section,
    Table,
    Text,
    When,
    Word,
    Workbook,
    options,
)
from tests.define.sound import MATTER

ROWS = (Text(key="own", label="列"),)
ALONE: list[tuple[str, Word]] = [
    ("栏目组“main”重复了", Section(key="main", title="又一组", fields=())),
    ("栏目“name”重复了", Text(key="name", label="又一个")),
    ("asks_first 中的栏目“gone”不在表单里", replace(MATTER, key="two", prefix="TW", asks_first=("gone",))),
    (
        "事项“two”用栏目“gone”称呼办件，它应是表单里的文字、代码或单选",
        replace(MATTER, key="two", prefix="TW", names=("gone",)),
    ),
    ("工作簿用“post”区分各行，它应是一定要填的文字或代码栏目", Workbook(key="post")),
    ("工作簿已填好的栏目“gone”不在表单里", Workbook(key="name", given={"gone": "是"})),
    ("工作簿示例行的栏目“rows/gone”不在表单里", Workbook(key="name", example={"rows/gone": "是"})),
    ("栏目“a”取自单位信息“age”，但没有这一项", Text(key="a", label="甲", fact="age")),
    ("栏目“a”只读，却没有内容来源（fact）", Text(key="a", label="甲", read_only=True)),
    ("栏目“a”有重复的选项", Choice(key="a", label="甲", options=options("是", "是"))),
    ("栏目“a”没有选项", Choices(key="a", label="甲", options=())),
    ("栏目“a”的代码种类“isbn”不认识", Code(key="a", label="甲", accepts=("isbn",))),
    (
        "栏目“a”没有代码种类，要有样式（also）和说明样式的提示（hint）",
        Code(key="a", label="甲", accepts=(), also=("[0-9]{3}",)),
    ),
    ("栏目“a”的代码样式“[”写错了", Code(key="a", label="甲", accepts=("uscc",), also=("[",))),
    ("栏目“a”的范围“1,000”不是数字", Number(key="a", label="甲", most="1,000")),
    (
        "栏目“a”的编排“地块”应写成 地块 {serial:02} 的样子，只有一处 serial",
        Text(key="a", label="甲", series="地块"),
    ),
    (
        "栏目“a”的换算系数“千”不是数字",
        Number(key="a", label="甲", also=Converted("亩", "千")),
    ),
    ("栏目“a”的单位范围“town”不认识", Organisation(key="a", label="甲", tree="树", among="town")),
    ("栏目“a”没有说明在哪种隶属关系（tree）里选择单位", Organisation(key="a", label="甲", among="all")),
    ("表“t”至少 3 行，却至多 2 行", Table(key="t", label="表", columns=ROWS, least=3, most=2)),
    ("表“t”里不能再有表“u”", Table(key="t", label="表", columns=(Table(key="u", label="表", columns=ROWS),))),
    (
        "列“b”不能取自单位信息，也不能只读",
        Table(key="t", label="表", columns=(Text(key="b", label="乙", fact="name"),)),
    ),
    (
        "列“b”的条件提到同一行里没有的“name”",
        Table(key="t", label="表", columns=(Text(key="b", label="乙", when=When("name", is_in=("甲",))),)),
    ),
    ("栏目“b”没有选项", Table(key="t", label="表", columns=(Choice(key="b", label="乙", options=()),))),
    ("条件提到的栏目“gone”不在表单里", Text(key="a", label="甲", when=When("gone", is_in=("是",)))),
    ("条件提到的栏目“gone”不在表单里", Section(key="s", title="组", fields=(), when=When("gone", is_in=("是",)))),
    ("条件“post”提到的选项“也许”不存在", Text(key="a", label="甲", when=Not(When("post", is_in=("也许",))))),
]
EARLY = Text(key="early", label="先", when=When("later", is_in=("是",)))
LATER = Choice(key="later", label="后", options=YES_NO)
WITHIN = Section(key="s", title="组", fields=(LATER,), when=When("later", is_in=("是",)))
INSIDE: list[tuple[str, Word, Word]] = [
    ("表“t”的列“own”重复了", Table(key="t", label="表", columns=(*ROWS, *ROWS)), ROWS[0]),
    ("条件提到的栏目“later”应排在前面", WITHIN, WITHIN),
    ("条件提到的栏目“later”应排在前面", Section(key="s", title="组", fields=(EARLY, LATER)), EARLY),
]
