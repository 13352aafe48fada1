"""What somebody looks for in a worklist, in the words of its page: a label and a text each."""

from collections.abc import Iterator

from banshi.cases.sight import Asked
from banshi.define import Pack, Worklist
from banshi.lib.actor import Actor
from banshi.web.filing.lists import Searched, filters

HOLDERS = {"mine": "我接手的", "nobody": "还没有人接手"}
REPORTED = {"yes": "是", "no": "否"}
DUE = {"over": "已经超期", "today": "今天到期", "week": "七天内到期"}


def in_words(pack: Pack, listed: Worklist, asked: Asked, actor: Actor) -> Iterator[tuple[str, str]]:
    """All that narrows the list now."""
    offered = filters(pack, listed, asked, actor)
    states, matters, tops = (dict(offered[name]) for name in ("states", "matters", "tops"))
    found = [
        (f"单位名称或{pack.ref_title}", asked.text),
        *((each.label, _chosen(each)) for each in offered["searched"]),
        ("是否上报", REPORTED.get(asked.reported, "")),
        ("时限", DUE.get(asked.due, "")),
        ("一级单位", tops.get(asked.top, asked.top)),
        ("状态", states.get(asked.state, asked.state)),
        ("事项", matters.get(asked.matter, asked.matter)),
        ("办理人", HOLDERS.get(asked.holder, "")),
    ]
    return ((label, text) for label, text in found if text)


def _chosen(searched: Searched) -> str:
    """The option that was chosen, or what was typed."""
    return next((option.shown for option in searched.options if option.value == searched.text), searched.text)
