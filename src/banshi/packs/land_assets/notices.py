"""What is said when something moved."""

from banshi.define import Notice

NOTICES = (
    Notice(on="report", to="desk", text="{unit}上报了{matter}，请审核。编号 {ref}。"),
    Notice(on="approve", to="desk", text="{unit}的{matter}经{by}审核通过，请审核。编号 {ref}。", last=False),
    Notice(on="approve", to="filer", text="{unit}的{matter}已由{by}审核通过，现在由{desk}审核。", last=False),
    Notice(on="approve", to="filer", text="{unit}的{matter}已审核通过。编号 {ref}。", last=True),
    Notice(on="return", to="filer", text="{unit}的{matter}审核不通过，已由{by}退回：{opinion}", sms=True),
)
