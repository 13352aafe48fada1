"""Who decides: the filer, every superior up the tree, the agency."""

from banshi.define import (
    DECIDER,
    FILER,
    Claim,
    Effect,
    Flow,
    IssuePaper,
    KeepRecord,
    MayFile,
    Move,
    Not,
    RenewUnit,
    State,
    Superiors,
    When,
)
from banshi.packs.property_rights.forms import TREE
from banshi.packs.property_rights.rules import REGISTER

ENTERPRISE, OFFICER = "enterprise", "agency_officer"
# A controlled enterprise files for itself, an investee through its investor; another where the agency has agreed to it.
FILED_BY = MayFile(rights=("self", "investees", "named"), roles=(ENTERPRISE,), tree=TREE)
IS_FIRST_LEVEL = When("tier", is_in=("1",))
# One case about what is registered of a unit at a time.
REGISTERED_CASE = Claim("registration", "org_code")


def level_by_level(
    decided: State,
    *,
    agree: tuple[str, ...],
    reject: tuple[str, ...],
    on_report: tuple[Effect, ...] = (),
    on_approval: tuple[Effect, ...] = (),
    more: tuple[Move, ...] = (),
) -> Flow:
    """The flow every matter here follows: filed, climbing superior by superior, decided by the agency. `agree` and `reject` are
    the opinions offered; `more` are moves of the matter's own."""
    report = Move(
        key="report",
        title="上报",
        start=("draft",),
        to="under_review",
        by=(ENTERPRISE,),
        reports=True,
        confirm="上报后不能再修改，由上级单位逐级审核。确定上报吗？",
        effects=on_report,
    )
    approve = Move(
        key="approve",
        title="通过",
        start=("under_review",),
        to=decided.key,
        by=(ENTERPRISE, OFFICER),
        opinion="optional",
        phrases=agree,
        climbs=True,
        effects=on_approval,
    )
    send_back = Move(
        key="return",
        title="退回",
        start=("under_review",),
        to="returned",
        by=(ENTERPRISE, OFFICER),
        opinion="required",
        phrases=reject,
        corrects=True,
    )
    return Flow(
        states=(
            State(key="draft", title="填报中", desk=FILER, editable=True),
            State(key="under_review", title="待审核", desk=Superiors(TREE)),
            State(key="returned", title="已退回", desk=FILER),
            decided,
            State(key="discarded", title="已删除"),
        ),
        moves=(report, approve, send_back, RECALL, REOPEN, DISCARD, *more),
    )


def take_back_from(state: str) -> Move:
    """The agency takes its own wrong decision back; everybody on the road is told why."""
    return Move(
        key="take_back",
        title="收回决定",
        start=(state,),
        to="under_review",
        by=(OFFICER,),
        refuses=True,
        seat=DECIDER,
        opinion="required",
        phrases=("审核有误，收回重办。",),
        confirm="收回后，据此登记的数据和签发的证照失效，办件回到贵单位案头重新审核。确定收回吗？",
        takes_back=True,
    )


RECALL = Move(
    key="recall",
    title="撤回",
    start=("under_review",),
    to="draft",
    by=(ENTERPRISE,),
    seat=FILER,
    untouched=True,
    confirm="撤回后回到填报中，修改后可以再次上报。确定撤回吗？",
)
REOPEN = Move(key="reopen", title="重新上报", start=("returned",), to="draft", by=(ENTERPRISE,))
DISCARD = Move(
    key="discard",
    title="删除",
    start=("draft",),
    to="discarded",
    by=(ENTERPRISE,),
    refuses=True,
    confirm="删除后不能恢复。确定删除这份填报吗？",
)

# What an approved registration comes to: a first-level company holds a certificate, the others a form.
INTO_THE_REGISTER = (
    KeepRecord(REGISTER, "period"),
    RenewUnit(),
    IssuePaper("registration_certificate", when=IS_FIRST_LEVEL),
    IssuePaper("registration_form", when=Not(IS_FIRST_LEVEL)),
)

OCCUPATION = level_by_level(
    State(key="registered", title="已登记"),
    agree=("同意上报。", "经审核，数据与资料相符，同意。"),
    reject=("附件不清晰，请重新扫描上传。", "出资人信息与章程不符，请核对后重新上报。"),
    on_report=(REGISTERED_CASE,),
    on_approval=INTO_THE_REGISTER,
    more=(take_back_from("registered"),),
)
