"""Who decides: the filer reports, its 一级单位 reviews, the provincial agency decides."""

from banshi.define import DECIDER, FILER, Effect, Flow, MayFile, Move, State, Superiors

TREE = "一级单位"
ENTERPRISE, OFFICER = "enterprise", "agency_officer"
FILED_BY = MayFile(rights=("self",), roles=(ENTERPRISE,), tree=TREE)
# States in which something stands reported, whoever's turn it is.
REPORTED = ("under_review", "approved", "returned")


def two_levels(*, on_report: tuple[Effect, ...] = (), on_approval: tuple[Effect, ...] = ()) -> Flow:
    """The flow of units and of parcels: levels of units in between are passed over."""
    report = Move(
        key="report",
        title="上报",
        start=("draft",),
        to="under_review",
        by=(ENTERPRISE,),
        reports=True,
        confirm="上报后由一级单位和省级管理机构审核，审核前可以撤回。确定上报吗？",
        effects=on_report,
    )
    approve = Move(
        key="approve",
        title="审核通过",
        start=("under_review",),
        to="approved",
        by=(ENTERPRISE, OFFICER),
        opinion="optional",
        phrases=("填报信息与权属资料相符，同意。", "同意上报。"),
        climbs=True,
        effects=on_approval,
    )
    return Flow(
        states=(
            State(key="draft", title="未上报", desk=FILER, editable=True),
            State(key="under_review", title="待审核", desk=Superiors(TREE, tiers=(0, 1))),
            State(key="returned", title="已退回", desk=FILER),
            State(key="approved", title="审核通过"),
            State(key="discarded", title="已删除"),
        ),
        moves=(report, approve, SEND_BACK, RECALL, REOPEN, DISCARD, TAKE_BACK),
    )


SEND_BACK = Move(
    key="return",
    title="审核不通过",
    start=("under_review",),
    to="returned",
    by=(ENTERPRISE, OFFICER),
    opinion="required",
    phrases=("填报信息与权属证书不一致，请核对后重新上报。", "附件不清晰或不完整，请重新上传。"),
    corrects=True,
)
RECALL = Move(
    key="recall",
    title="撤回",
    start=("under_review",),
    to="draft",
    by=(ENTERPRISE,),
    seat=FILER,
    untouched=True,
    confirm="撤回后可以修改，修改后需要再次上报。确定撤回吗？",
)
REOPEN = Move(key="reopen", title="重新上报", start=("returned",), to="draft", by=(ENTERPRISE,))
DISCARD = Move(
    key="discard",
    title="删除",
    start=("draft",),
    to="discarded",
    by=(ENTERPRISE,),
    refuses=True,
    confirm="删除后不能恢复。确定删除这条信息吗？",
)
TAKE_BACK = Move(
    key="take_back",
    title="收回决定",
    start=("approved",),
    to="under_review",
    by=(OFFICER,),
    refuses=True,
    seat=DECIDER,
    opinion="required",
    phrases=("审核有误，收回重办。",),
    confirm="收回后，这条信息回到贵单位案头重新审核。确定收回吗？",
    takes_back=True,
)
