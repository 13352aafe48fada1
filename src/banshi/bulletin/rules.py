"""What an administrator is asked for each kind of text, in the words packs use for their forms, and what must agree in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from banshi.bulletin.telling import told_in
from banshi.define import YES_NO, Choice, Day, Form, Number, Option, Problem, Section, Text
from banshi.files.limits import Limits
from banshi.forms.cleaning import clean
from banshi.lib.actor import Actor
from banshi.lib.refusals import Forbidden, Invalid
from banshi.lib.text import in_words, plain

MARKDOWN = "可以用 Markdown：空一行分段，“- ”开头是列表，“## ”开头是小标题，**两个星号**之间加粗，[文字](网址)是链接。"
LONGEST_GUIDE = 100_000
FILE = Limits(("pdf", "doc", "docx"), 20 * 1024 * 1024)
PICTURE = Limits(("jpg", "png"), 1024 * 1024)


def _asked(key: str, title: str, *fields: Any) -> Form:
    return Form(title=title, sections=(Section(key=key, title=title, fields=fields),))


ANNOUNCEMENT = _asked(
    "announcement",
    "公告",
    Text(key="title", label="标题"),
    Text(key="body", label="正文", longest=8000, lines=12, hint=MARKDOWN),
    Day(key="since", label="开始日期", hint="从这一天起，所有人都能看到"),
    Day(key="until", label="结束日期", required=False, hint="到这一天为止；不填就一直显示"),
    Choice(key="pinned", label="置顶", options=YES_NO),
)
FAQ = _asked(
    "faq",
    "常见问题",
    Text(key="question", label="问题", longest=200),
    Text(key="answer", label="回答", longest=5000, lines=8, hint=MARKDOWN),
    Text(key="category", label="分类", longest=20, hint="同一分类的问题排在一起，如：登录、填报、附件"),
    Number(key="position", label="顺序", least="0", most="9999", hint="同一分类里，数字小的排在前面"),
)
MANUAL = _asked("manual", "用户手册", Text(key="title", label="名称", hint="如：用户手册（2026 年版）"))


CHAT = _asked(
    "chat",
    "咨询群",
    Text(key="title", label="名称", hint="如：在线咨询 QQ 群"),
    Text(key="words", label="说明", longest=200, hint="如：扫码进群，在线咨询。群号 123456，进群请注明单位和姓名"),
)


def inquiry_form(agencies: Mapping[str, str], ref_title: str) -> Form:
    """What is asked of who has a question; which of the agencies (by code) it is for, where there are several; `ref_title` is
    what the number of a case is called there."""
    offered = tuple(Option(code, name) for code, name in agencies.items())
    whom = (Choice(key="agency", label="向谁留言", options=offered),) if len(offered) > 1 else ()
    return _asked(
        "inquiry",
        "留言",
        *whom,
        Text(key="subject", label="主题", longest=100, hint="一句话说明要问什么"),
        Text(key="text", label="内容", longest=1000, lines=6, hint="请勿填写身份证号等个人信息"),
        Text(
            key="ref",
            label=ref_title,
            longest=40,
            required=False,
            hint="问的是自己的某个办件时填写；一般的问题不填",
        ),
        Choice(
            key="public",
            label="答复后可以公开",
            options=YES_NO,
            hint="选“是”，办理机关隐去您是谁以后，可以让大家都看到问题和答复；问某个办件的不公开",
        ),
    )


CONSULTATION = _asked(
    "consultation",
    "公开留言",
    Text(key="subject", label="主题", longest=100),
    Text(key="question", label="问题", longest=1000, lines=6),
    Text(key="answer", label="答复", longest=5000, lines=8, hint=MARKDOWN),
)
TAKING_DOWN = _asked("taking_down", "撤下", Text(key="reason", label="原因", longest=500))
LONGEST_MESSAGE = 1000


def announcement(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an announcement. Raises Invalid with every problem at its cell."""
    values = cleaned(ANNOUNCEMENT, typed, _ends_after_it_begins)
    return values | {"until": values.get("until"), "pinned": values["pinned"] == "是"}


def _ends_after_it_begins(values: Mapping[str, Any]) -> Iterator[Problem]:
    if values.get("until") and values.get("since") and values["until"] < values["since"]:
        yield Problem("until", "“结束日期”不能早于“开始日期”。", "error")


def faq(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a 常见问题. Raises Invalid."""
    values = cleaned(FAQ, typed)
    return values | {"position": int(values["position"])}


def manual(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a manual, beside its files. Raises Invalid."""
    return cleaned(MANUAL, typed)


def chat(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a 咨询群, beside its QR code. Raises Invalid."""
    return cleaned(CHAT, typed)


def inquiry(typed: Mapping[str, Any], agencies: Mapping[str, str], ref_title: str) -> dict[str, Any]:
    """What somebody asks one of these agencies (by code). Raises Invalid, also for a subject with a phone, an ID number or a mailbox:
    lists, notices and the log show it."""
    values = cleaned(inquiry_form(agencies, ref_title), typed, _tells_nobody)
    agency, ref = values.get("agency") or next(iter(agencies)), values.get("ref") or ""
    return values | {"ref": ref, "public": values["public"] == "是" and not ref, "agency": agency}


def _tells_nobody(values: Mapping[str, Any]) -> Iterator[Problem]:
    for found in told_in(values.get("subject", "")):
        yield Problem("subject", f"主题里请不要写“{found}”，需要时写在内容里。", "error")


def consultation(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What everybody reads of an inquiry. Raises Invalid."""
    return cleaned(CONSULTATION, typed)


def why(typed: str, names: Iterable[str] = ()) -> str:
    """Why a text is taken down, as everybody reads it. Raises Invalid without a reason in words, and for one that tells who somebody
    is (telling.py)."""
    values = cleaned(TAKING_DOWN, {"reason": typed}, _says_why)
    must_not_tell(values, ("reason",), names)
    return str(values["reason"])


def _says_why(values: Mapping[str, Any]) -> Iterator[Problem]:
    if values.get("reason") and not in_words(values["reason"]):
        yield Problem("reason", "请用文字写明原因。", "error")


def result_form(labels: Iterable[str]) -> Form:
    """What is asked of who corrects a result with lines of these labels."""
    lines = (Text(key=f"line_{at}", label=label, longest=2000, lines=2) for at, label in enumerate(labels))
    return _asked(
        "result",
        "结果公示",
        Text(key="whom", label="办理对象"),
        Text(key="outcome", label="结果"),
        *lines,
        Text(key="reason", label="更正原因", longest=500, hint="公示在更正记录里，请勿写被更正的个人信息"),
        Choice(
            key="personal",
            label="删去的是个人信息",
            options=YES_NO,
            hint="选“是”，更正记录里不列原文的 SHA-256，免得由它猜出原文",
        ),
    )


def corrected_result(
    typed: Mapping[str, Any], labels: Iterable[str], names: Iterable[str]
) -> tuple[dict[str, Any], str, bool]:
    """The text of a corrected result, why it is corrected, and whether something personal was taken out. Raises Invalid, also for
    what still tells who somebody is (telling.py), by one of `names` too, and without a reason in words."""
    named = {f"line_{at}": label for at, label in enumerate(labels)}
    values = cleaned(result_form(named.values()), typed, _says_why)
    must_not_tell(values, ("whom", "outcome", *named, "reason"), names)
    lines = [[label, values[key]] for key, label in named.items()]
    said = {"whom": values["whom"], "outcome": values["outcome"], "lines": lines}
    return said, values["reason"], values["personal"] == "是"


def told_digests(digests: Sequence[str]) -> list[str]:
    """What of the digests of earlier texts, oldest first, everybody may read. A digest is "" where something personal was taken out: from
    it and the rest of a short text that could be guessed, and so from every digest before it, for what they are of may have held the
    same."""
    last = max((at for at, each in enumerate(digests) if not each), default=-1)
    return ["" if at < last else each for at, each in enumerate(digests)]


def hidden(name: str) -> str:
    """A person's name in public: 张*, 欧**."""
    return name[:1] + "*" * min(max(len(name) - 1, 1), 3)


def message(typed: str) -> str:
    """One word of an inquiry. Raises Invalid when there is none, or too much."""
    text = plain(typed, lines=True)
    if 0 < len(text) <= LONGEST_MESSAGE:
        return text
    words = f"最多 {LONGEST_MESSAGE} 字，现在有 {len(text)} 字。" if text else "请填写内容。"
    raise Invalid("没有发出，请按提示修改。", [Problem("text", words, "error")])


def must_not_tell(values: Mapping[str, Any], cells: Iterable[str], names: Iterable[str]) -> None:
    """Raises Invalid at each of these cells that tells who somebody is (telling.py), by one of `names` or otherwise."""
    known = list(names)
    problems = [
        Problem(cell, f"这里还有“{found}”，别人会知道是谁，请删去；机关自己的电话、邮箱写在办事指南里。", "error")
        for cell in cells
        for found in told_in(values[cell], known)
    ]
    if problems:
        raise Invalid("没有发布，请按提示修改。", problems)


def guide(typed: str) -> str:
    """The text of a guide. Raises Invalid when there is none, or too much."""
    text = plain(typed, lines=True)
    if 0 < len(text) <= LONGEST_GUIDE:
        return text
    words = f"办事指南最多 {LONGEST_GUIDE} 字，现在有 {len(text)} 字。" if text else "请填写办事指南。"
    raise Invalid("没有发布，请按提示修改。", [Problem("text", words, "error")])


def cleaned(form: Form, typed: Mapping[str, Any], agree: Any = lambda values: ()) -> dict[str, Any]:
    """The answers of a form that picks nothing from lists. Raises Invalid with its problems and those of `agree`."""
    found = clean(form, typed, lambda field, code: None)
    problems = [*found.problems, *agree(found.answers)]
    if problems:
        raise Invalid("有内容需要修改，请按提示改正。", problems)
    return found.answers


def must_edit(by: Actor) -> None:
    """Raises Forbidden for who does not keep the texts: that is the system administrator's part."""
    if by.kind != "system" and not by.holds("system_admin"):
        raise Forbidden
