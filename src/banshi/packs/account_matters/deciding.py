"""The one flow of what people ask for here: it is asked, decided by whoever sits at the desk, or goes back to be mended."""

from banshi.define import FILER, Desk, Effect, Flow, Move, Notice, State


def flow(
    desk: Desk,
    decided: State,
    *,
    asks: tuple[str, ...],
    decides: tuple[str, ...],
    on_report: tuple[Effect, ...],
    on_approval: tuple[Effect, ...],
) -> Flow:
    """Asked by who holds one of `asks`, decided at `desk` by who holds one of `decides`."""
    return Flow(
        states=(
            State(key="draft", title="填写中", desk=FILER, editable=True),
            State(key="waiting", title="待审核", desk=desk),
            State(key="returned", title="已退回", desk=FILER),
            decided,
            State(key="discarded", title="已删除"),
        ),
        moves=(
            Move(
                key="report",
                title="确认并保存",
                start=("draft",),
                to="waiting",
                by=asks,
                reports=True,
                confirm="请确认填写的内容真实、准确。提交以后由审核人员审核。",
                effects=on_report,
            ),
            Move(
                key="approve",
                title="通过",
                start=("waiting",),
                to=decided.key,
                by=decides,
                opinion="optional",
                confirm="通过以后马上生效。确定通过吗？",
                effects=on_approval,
            ),
            Move(key="return", title="退回", start=("waiting",), to="returned", by=decides, opinion="required"),
            Move(
                key="recall",
                title="撤回",
                start=("waiting",),
                to="draft",
                by=asks,
                seat=FILER,
                untouched=True,
                confirm="撤回以后可以修改，再重新提交。确定撤回吗？",
            ),
            Move(key="reopen", title="修改", start=("returned",), to="draft", by=asks),
            Move(
                key="discard",
                title="删除",
                start=("draft", "returned"),
                to="discarded",
                by=asks,
                refuses=True,
                confirm="删除后不能恢复，确定吗？",
            ),
        ),
    )


NOTICES = (
    Notice(on="report", to="desk", text="{unit}申请{matter}，请审核。申请编号 {ref}。", sms=True),
    Notice(on="approve", to="filer", text="您的{matter}申请已通过。申请编号 {ref}。", sms=True),
    Notice(on="return", to="filer", text="您的{matter}申请被退回：{opinion}申请编号 {ref}。", sms=True),
)
