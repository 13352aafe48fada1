"""What is said when a case moved."""

from banshi.define import Notice

NOTICES = (
    Notice(
        on="report",
        to="desk",
        text="{unit}的{matter}已上报，请审核。办件编号 {ref}。",
        many="{count} 件{matter}已上报，请审核：{cases}。",
        sms=True,
    ),
    Notice(
        on="approve",
        to="desk",
        text="{unit}的{matter}经{by}审核通过，请审核。办件编号 {ref}。",
        many="{by}审核通过了 {count} 件{matter}，请审核：{cases}。",
        sms=True,
        last=False,
    ),
    Notice(on="approve", to="filer", text="{unit}的{matter}已由{by}审核通过，现在由{desk}审核。", last=False),
    Notice(
        on="approve",
        to="filer",
        text="{unit}的{matter}已获批准，可以打印登记表（证）。办件编号 {ref}。",
        sms=True,
        last=True,
    ),
    Notice(on="return", to="filer", text="{unit}的{matter}被{by}退回：{opinion}", sms=True),
)


def of_an_application(wish: str, granted: Notice) -> tuple[Notice, ...]:
    """What is said of an application for `wish`, which is no registration."""
    return (
        Notice(on="report", to="desk", text=f"{{unit}}申请{wish}，请审核。办件编号 {{ref}}。", sms=True),
        granted,
        Notice(on="return", to="filer", text=f"{{unit}}的{wish}申请被{{by}}退回：{{opinion}}", sms=True),
    )
