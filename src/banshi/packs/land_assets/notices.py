"""What is said when something moved."""

from banshi.define import Notice

NOTICES = (
    Notice(
        on="report",
        to="desk",
        text="{unit}上报了“{matter}”，请审核。办件编号 {ref}。",
        many="有 {count} 件{matter}上报，请审核：{cases}。",
    ),
    Notice(
        on="approve",
        to="desk",
        text="{unit}的“{matter}”经{by}审核通过，请审核。办件编号 {ref}。",
        many="{by}审核通过了 {count} 件{matter}，请审核：{cases}。",
        last=False,
    ),
    Notice(
        on="approve",
        to="filer",
        text="{unit}的“{matter}”已由{by}审核通过，现在由{desk}审核。",
        many="您单位的 {count} 件{matter}已由{by}审核通过，现在由{desk}审核：{cases}。",
        last=False,
    ),
    Notice(
        on="approve",
        to="filer",
        text="{unit}的“{matter}”已审核通过。办件编号 {ref}。",
        many="您单位的 {count} 件{matter}已审核通过：{cases}。",
        last=True,
    ),
    Notice(
        on="return",
        to="filer",
        text="{unit}的“{matter}”审核不通过，已由{by}退回：{opinion}",
        many="您单位的 {count} 件{matter}被{by}退回：{cases}。意见：{opinion}",
        sms=True,
    ),
    Notice(
        on="return",
        to="passed_on",
        text="{unit}的“{matter}”经您单位审核通过后，被{by}退回给填报单位：{opinion}",
        many="您单位审核通过的 {count} 件{matter}被{by}退回给填报单位：{cases}。意见：{opinion}",
    ),
)
