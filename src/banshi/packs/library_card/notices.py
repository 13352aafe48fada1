"""What is said when a case moved."""

from banshi.define import Notice

NOTICES = (
    Notice(on="report", to="desk", text="{unit}提交了{matter}，办件编号 {ref}。"),
    Notice(on="approve", to="desk", text="{unit}的{matter}经{by}通过，请审核。办件编号 {ref}。", last=False),
    Notice(on="approve", to="filer", text="{matter}已通过，可以打印。办件编号 {ref}。", last=True),
    Notice(
        on="return",
        to="filer",
        text="{matter}被{by}退回：{opinion}",
        many="{count} 件{matter}被{by}退回：{cases}。意见：{opinion}",
        sms=True,
    ),
)
