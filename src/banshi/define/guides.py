"""服务指南: what everybody is told of a matter before they file it."""

from dataclasses import dataclass

from banshi.define.word import Word

# 事项类型 of matters that are asked for (GB/T 39554), and what units report to their agency.
KINDS = (
    "行政许可",
    "行政确认",
    "行政给付",
    "行政奖励",
    "行政裁决",
    "其他行政权力",
    "公共服务",
    "业务管理",
)
SERVES = ("自然人", "企业法人", "事业法人", "社会组织法人", "非法人企业", "行政机关", "其他组织")
REDRESS = (
    "对决定不服的，可以自知道该决定之日起 60 日内申请行政复议（行政复议法第二十条），"
    "也可以自知道或者应当知道之日起 6 个月内向人民法院提起行政诉讼（行政诉讼法第四十六条）。"
)


@dataclass(frozen=True)
class Closed(Word):
    """A matter that was abolished or has moved: `why`, and where to go `instead`. Cases that are under way go on; none begins."""

    why: str
    instead: str = ""


@dataclass(frozen=True, kw_only=True)
class Guide(Word):
    """What 行政许可法 art. 30 and the lists of matters (GB/T 39554) want told of a matter; its materials, form and papers are told by
    themselves. `kind` is the 事项类型, `serves` are those who may ask (服务对象); `authority` decides where that is not the pack's agency;
    `limit` is what the law allows, `promise` what the agency does with, of a matter whose flow has no `Term` to tell it; `words` are
    further words under which people look for it.
    """

    kind: str
    serves: tuple[str, ...]
    basis: tuple[str, ...] = ()
    authority: str = ""
    conditions: tuple[str, ...] = ()
    limit: str = ""
    promise: str = ""
    fee: str = "不收费"
    result: str = ""
    steps: tuple[str, ...] = ()
    where: str = ""
    hours: str = ""
    phone: str = ""
    complaints: str = ""
    redress: str = REDRESS
    words: tuple[str, ...] = ()
    closed: Closed | None = None
