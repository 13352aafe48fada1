"""Broken words of figures and totals."""

from dataclasses import replace

from banshi.define import Counter, Dimension, Figures, Home, Menu, Totals, Word
from tests.define.sound import PACK

COUNTED = Counter(title="全部", states=("waiting", "done"))
TOTALS = Totals(title="新表", matter="apply", counters=(COUNTED,), dimensions=())
ALONE: list[tuple[str, Word]] = [
    ("“新表”要数的事项“gone”不存在", replace(TOTALS, matter="gone")),
    ("“数字”要数的事项“gone”不存在", Figures(title="数字", matter="gone", counters=(COUNTED,))),
    ("汇总表“新表”要合计的“post”不是标明 facet 的数字栏目", replace(TOTALS, measure="post")),
    ("计数项“错”的状态“gone”不存在", Counter(title="错", states=("gone",))),
    ("计数项“错”的状态“draft”还在填报，上报以后才计数", Counter(title="错", states=("draft",))),
    ("计数项“错”的状态“done”在饼图里数了两次", Counter(title="错", states=("done",))),
    (
        "分类“错”的“name”不是标明 facet 的单选、行政区划或单位栏目",
        Dimension(title="错", of="name"),
    ),
    ("分类“错”取区划代码的 3 位，只能取 2、4 或 6 位", Dimension(title="错", of="town", digits=3)),
    (f"分类“错”的选项“{'长' * 31}”超过 30 个字", Dimension(title="错", of="size")),
]
INSIDE: list[tuple[str, Word, Word]] = [
    (
        "事项“apply”已有一张汇总表，“新表”多了",
        replace(
            PACK,
            menus=(Menu(title="更多", pages=(replace(TOTALS, title="先"), TOTALS)),),
            home=Home(starts=(), waiting=()),
        ),
        TOTALS,
    ),
]
