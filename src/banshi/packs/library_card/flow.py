"""Who decides: the filer's superiors, one after the other."""

from banshi.define import FILER, Flow, IssuePaper, Move, State, Superiors

APPLICANT, REVIEWER = "applicant", "reviewer"
TREE = "library_card"

FLOW = Flow(
    states=(
        State(key="draft", title="填写中", desk=FILER, editable=True),
        State(key="waiting", title="待审核", desk=Superiors(TREE)),
        State(key="returned", title="已退回", desk=FILER),
        State(key="issued", title="已发证"),
        State(key="discarded", title="已删除"),
    ),
    moves=(
        Move(key="report", title="提交", start=("draft",), to="waiting", by=(APPLICANT,), reports=True),
        Move(
            key="approve",
            title="通过",
            start=("waiting",),
            to="issued",
            by=(REVIEWER,),
            opinion="optional",
            climbs=True,
            effects=(IssuePaper("card"),),
        ),
        Move(key="return", title="退回", start=("waiting",), to="returned", by=(REVIEWER,), opinion="required"),
        Move(key="reopen", title="修改", start=("returned",), to="draft", by=(APPLICANT,)),
        Move(key="recall", title="撤回", start=("waiting",), to="draft", by=(APPLICANT,), seat=FILER, untouched=True),
        Move(
            key="discard",
            title="删除",
            start=("draft",),
            to="discarded",
            by=(APPLICANT,),
            refuses=True,
            confirm="删除后不能恢复，确定吗？",
        ),
    ),
)
