"""永久性测量标志拆迁审批: the province decides since the law of 2017."""

from collections.abc import Iterator
from dataclasses import replace

from banshi.define import YES_NO, Choice, Filing, Material, Problem, Rule, Section, Table, Text, options
from banshi.packs.survey_hall.guides import LAW, PERMIT_GUIDE
from banshi.packs.survey_hall.matters import a_permit

NEVER = "大地原点、水准原点、绝对重力点、卫星导航定位基准站或者基线检测场点"
LEVELS = options("一等", "二等", "三等", "四等", NEVER)
MARKS = Section(
    key="marks",
    title="要拆迁的测量标志",
    fields=(
        Text(key="project", label="工程名称", facet=True),
        Text(key="why", label="为什么无法避开", lines=3, longest=500),
        Table(
            key="points",
            label="测量标志",
            row="个",
            least=1,
            columns=(
                Text(key="point", label="点名", longest=40),
                Text(key="point_no", label="点号", longest=40, required=False),
                Choice(key="grade", label="等级", options=LEVELS),
                Text(key="place", label="所在地", hint="写到乡镇、街道，不写坐标"),
            ),
        ),
        Choice(key="pays", label="是否同意支付迁建费用", options=YES_NO, source=f"{LAW}第四十三条"),
        Choice(key="military", label="是否军用测量标志", options=YES_NO),
    ),
)


def may_be_moved(filing: Filing) -> Iterator[Problem]:
    """SH06: some marks are never moved."""
    for row in filing.rows("points"):
        if row["grade"] == NEVER:
            yield Problem(row.at("grade"), f"{NEVER}不得拆迁，请调整工程的选址或者方案。")


def is_paid_for(filing: Filing) -> Iterator[Problem]:
    """SH07: who asks pays for the new mark."""
    if filing["pays"] == "否":
        yield Problem("pays", "拆迁测量标志由工程建设单位支付迁建费用，同意支付的才能申请。")


SURVEY_MARKS = a_permit(
    key="survey_marks",
    title="国家永久性测量标志拆迁审批",
    prefix="BZ",
    names=("project",),
    asked=(MARKS,),
    materials=(
        Material(key="form", title="拆迁申请书（盖章）", printed=True),
        Material(key="project_approval", title="工程建设批准文件"),
        Material(key="payment", title="同意支付迁建费用的书面材料"),
        Material(key="plan", title="迁建方案", required=None),
    ),
    rules=(
        Rule(code="SH06", title="可以拆迁的标志", about=("points/grade",), check=may_be_moved),
        Rule(code="SH07", title="同意支付迁建费用", about=("pays",), check=is_paid_for, source=f"{LAW}第四十三条"),
    ),
    guide=replace(
        PERMIT_GUIDE,
        basis=(f"{LAW}第四十三条", "《中华人民共和国测量标志保护条例》"),
        authority="省级测绘地理信息主管部门（2017 年测绘法修订前由国务院测绘主管部门办理）；军用的，征得军队测绘部门同意",
        conditions=("工程建设无法避开测量标志", "由工程建设单位承担迁建费用", "要拆迁的不是依法不得拆迁的标志"),
        words=("测量标志", "拆迁", "迁建"),
    ),
)
