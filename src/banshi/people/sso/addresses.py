"""Addresses of a platform: where people are sent, and the one that the server itself opens."""

from urllib.parse import urlsplit

from banshi.carriers import platforms as carrier
from banshi.carriers import posting

LONGEST, MOST = 500, 10


def problem_of(address: str) -> str:
    """Why people are not sent to this address, or "": it is whole, and under https unless it is on this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        whole = bool(host) and parts.port != 0 and not (parts.username or parts.password or parts.fragment)
    except ValueError:
        return "请填写完整的地址，例如 https://example.gov.cn/back。"
    if not whole or len(address) > LONGEST or not address.isascii() or set(address) & set(" *\\\t\r\n;,'\""):
        return "请填写完整的地址，例如 https://example.gov.cn/back，不能有空格、“*”和“#”。"
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in carrier.LOOPBACK)
    return "" if safe else "地址应以 https:// 开头。"


def problem_of_returns(returns: tuple[str, ...]) -> str:
    """What is wrong with the addresses people are sent back to, or ""."""
    if not 0 < len(returns) <= MOST:
        return f"请填写回调地址，一行一个，不超过 {MOST} 个。"
    return next(filter(None, map(problem_of, returns)), "")


def problem_of_hearing(address: str) -> str:
    """What is wrong with an address that the server itself opens, or ""; there may be none."""
    if not address:
        return ""
    if problem := problem_of(address):
        return problem
    if not carrier.may_be_told(address):
        return f"服务器还没有获准通知 {posting.origin(address)}。请先由运维人员把它写进 BANSHI_PLATFORM_ORIGINS，再来登记；也可以先不填。"
    return ""
