"""The one flow of all eight matters: 收件, 补正 once, 受理, 审查, 签发, 送达."""

from banshi.define import FILER, Flow, IssuePaper, Move, Paper, Publish, State, Superiors, Term
from banshi.packs.survey_hall.limits import ACCEPTANCE, DECISION, DELIVERY, SIGNER

APPLICANT, CLERK, HANDLER = "applicant", "clerk", "handler"
# Colleagues of who signs for the unit: they work on the same draft, and hand nothing in.
WRITER, CHECKER = "writer", "checker"
FILERS = (APPLICANT, WRITER, CHECKER)
TREE = "测绘"
# The authority alone decides, however deep in its group the applicant stands.
AUTHORITY = Superiors(TREE, tiers=(0,))
LIVE = ("received", "asked", "accepted", "special", "to_sign")
WAYS = ("电子送达：申请人可以在网上下载。", "窗口领取：申请人已经领取。", "邮寄：已经寄出。")

STATES = (
    State(key="draft", title="填写中", desk=FILER, editable=True),
    State(key="received", title="已收件", desk=AUTHORITY),
    State(key="asked", title="待补正", desk=FILER, editable=True),
    State(key="accepted", title="已受理", desk=AUTHORITY),
    State(key="special", title="特别程序", desk=AUTHORITY),
    State(key="to_sign", title="待签发", desk=AUTHORITY),
    State(key="granted", title="准予许可，待送达", desk=AUTHORITY),
    State(key="denied", title="不予许可，待送达", desk=AUTHORITY),
    State(key="closed", title="已办结（准予许可）"),
    State(key="closed_denied", title="已办结（不予许可）"),
    State(key="refused", title="不予受理"),
    State(key="withdrawn", title="已撤件"),
    State(key="discarded", title="已删除"),
)
APPLYING = (
    Move(
        key="report",
        title="提交申请",
        start=("draft", "asked"),
        to="received",
        by=(APPLICANT,),
        reports=True,
        confirm="请确认填写的内容和附件真实、完整。提交以后由主管部门审查。",
    ),
    Move(
        key="withdraw",
        title="撤件",
        start=LIVE,
        to="withdrawn",
        by=(APPLICANT,),
        refuses=True,
        seat=FILER,
        confirm="撤件以后这件申请不再办理，需要时重新申请。确定撤件吗？",
    ),
    Move(
        key="discard",
        title="删除",
        start=("draft",),
        to="discarded",
        by=(APPLICANT, WRITER),
        refuses=True,
        confirm="删除后不能恢复，确定吗？",
    ),
)
RECEIVING = (
    Move(
        key="accept",
        title="受理",
        start=("received",),
        to="accepted",
        by=(CLERK,),
        effects=(IssuePaper("acceptance_notice"),),
    ),
    Move(
        key="ask",
        title="告知补正",
        start=("received",),
        to="asked",
        by=(CLERK,),
        opinion="required",
        phrases=("申请材料不齐全，请按所列各项一次补齐。", "申请材料不符合法定形式，请按所列各项改正。"),
        confirm="补正只能告知一次，请核对是否已经列出全部需要补正的内容。",
        corrects=True,
        once=True,
        effects=(IssuePaper("correction_notice"),),
    ),
    Move(
        key="refuse",
        title="不予受理",
        start=("received",),
        to="refused",
        by=(CLERK,),
        refuses=True,
        opinion="required",
        phrases=("申请事项依法不需要取得行政许可。", "申请事项不属于本机关职权范围，请向有关行政机关申请。"),
        climbs=True,
        effects=(IssuePaper("refusal_notice"),),
    ),
    Move(key="silence", title="视为受理", start=("received",), to="accepted"),
)
EXAMINING = (
    Move(
        key="special",
        title="进入特别程序",
        start=("accepted",),
        to="special",
        by=(HANDLER,),
        opinion="required",
        phrases=("听证，预计需要 20 个工作日。", "专家评审，预计需要 15 个工作日。", "检测，预计需要 10 个工作日。"),
        effects=(IssuePaper("special_notice"),),
    ),
    Move(key="go_on", title="特别程序结束", start=("special",), to="accepted", by=(HANDLER,), opinion="optional"),
    Move(
        key="extend",
        title="延长期限",
        start=("accepted",),
        to="accepted",
        by=(SIGNER,),
        opinion="required",
        confirm="期限只能延长一次，延长 10 个工作日，理由会告知申请人。",
        once=True,
        extends=DECISION.key,
        effects=(IssuePaper("extension_notice"),),
    ),
    Move(
        key="propose",
        title="报请签发",
        start=("accepted",),
        to="to_sign",
        by=(HANDLER,),
        opinion="required",
        phrases=("经审查，申请符合法定条件、标准，拟准予许可。", "经审查，申请不符合法定条件、标准，拟不予许可。"),
        internal=True,
    ),
)
DECIDING = (
    Move(
        key="deny",
        title="不予许可",
        start=("to_sign",),
        to="denied",
        by=(SIGNER,),
        refuses=True,
        opinion="required",
        effects=(IssuePaper("denial_decision"),),
    ),
    Move(
        key="send_back",
        title="退回承办",
        start=("to_sign",),
        to="accepted",
        by=(SIGNER,),
        opinion="required",
        internal=True,
    ),
)


def _delivered(key: str, start: str, to: str) -> Move:
    return Move(
        key=key, title="送达", start=(start,), to=to, by=(CLERK,), opinion="required", phrases=WAYS, climbs=True
    )


DELIVERING = (_delivered("deliver", "granted", "closed"), _delivered("deliver_denial", "denied", "closed_denied"))


def _grant(names: tuple[str, ...], issues: tuple[Paper, ...]) -> Move:
    return Move(
        key="grant",
        title="准予许可",
        start=("to_sign",),
        to="granted",
        by=(SIGNER,),
        opinion="optional",
        effects=(
            IssuePaper("grant_decision"),
            *(IssuePaper(paper.key) for paper in issues),
            Publish(result="准予许可", shown=names),
        ),
    )


def flow(names: tuple[str, ...], *decision: Term, issues: tuple[Paper, ...] = ()) -> Flow:
    """The flow with these limits on the decision; what is granted is published with the answers to `names`, and the papers in `issues` are
    issued beside the decision."""
    moves = (*APPLYING, *RECEIVING, *EXAMINING, _grant(names, issues), *DECIDING, *DELIVERING)
    return Flow(states=STATES, moves=moves, terms=(ACCEPTANCE, *decision, DELIVERY))
