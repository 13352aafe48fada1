"""What is said when an application moved."""

from banshi.define import Notice

NOTICES = (
    Notice(on="report", to="desk", text="{unit}提交了{matter}申请，请在 5 个工作日内审查。申请编号 {ref}。", sms=True),
    Notice(on="accept", to="filer", text="{matter}申请已受理，受理通知书可以下载。申请编号 {ref}。", sms=True),
    Notice(
        on="silence",
        to="filer",
        text="{matter}申请自收到之日起视为受理（行政许可法第三十二条）。申请编号 {ref}。",
        sms=True,
    ),
    Notice(on="ask", to="filer", text="{matter}申请需要补正：{opinion}申请编号 {ref}。", sms=True),
    Notice(on="refuse", to="filer", text="{matter}申请不予受理：{opinion}申请编号 {ref}。", sms=True),
    Notice(on="special", to="filer", text="{matter}申请进入特别程序，所需时间不计入办理期限：{opinion}"),
    Notice(on="go_on", to="filer", text="{matter}申请的特别程序已经结束，继续计算办理期限。申请编号 {ref}。"),
    Notice(on="extend", to="filer", text="{matter}申请的办理期限延长 10 个工作日：{opinion}", sms=True),
    Notice(on="propose", to="desk", text="{unit}的{matter}申请待签发。申请编号 {ref}。"),
    Notice(on="send_back", to="desk", text="{unit}的{matter}申请退回承办：{opinion}"),
    Notice(on="grant", to="filer", text="{matter}申请已准予许可，决定书可以下载。申请编号 {ref}。", sms=True),
    Notice(on="deny", to="filer", text="{matter}申请不予许可：{opinion}决定书可以下载。申请编号 {ref}。", sms=True),
    Notice(on="deliver", to="filer", text="{matter}的准予许可决定书已送达。{opinion}"),
    Notice(on="deliver_denial", to="filer", text="{matter}的不予许可决定书已送达。{opinion}"),
    Notice(on="withdraw", to="desk", text="{unit}撤回了{matter}申请。申请编号 {ref}。"),
)
