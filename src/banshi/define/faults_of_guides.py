"""Faults of what everybody is told: 服务指南."""

from collections.abc import Iterator

from banshi.define.fault import Fault, at
from banshi.define.guides import KINDS, SERVES, Guide
from banshi.define.pack import Matter, Pack

# What has to be told of a 行政许可 that may be asked for (行政许可法 art. 30), by what people call it.
NEEDED = {"basis": "设定依据", "conditions": "受理条件", "limit": "法定时限", "complaints": "监督投诉"}


def guides(pack: Pack) -> Iterator[Fault]:
    """Faults of the guides of all matters."""
    for matter in pack.matters:
        if matter.guide:
            yield from _guide(matter.guide, matter)


def _guide(guide: Guide, matter: Matter) -> Iterator[Fault]:
    title, terms = matter.title, matter.flow.terms
    if guide.kind not in KINDS:
        yield at(guide, f"“{title}”的事项类型“{guide.kind}”不认识，可以用：{'、'.join(KINDS)}")
    for each in guide.serves:
        if each not in SERVES:
            yield at(guide, f"“{title}”的服务对象“{each}”不认识，可以用：{'、'.join(SERVES)}")
    if not guide.serves:
        yield at(guide, f"“{title}”没有说服务对象")
    for key, label in NEEDED.items():
        if guide.kind == "行政许可" and not guide.closed and not (vars(guide)[key] or (key == "limit" and terms)):
            yield at(guide, f"“{title}”是行政许可，服务指南应写明{label}（行政许可法第三十条）")
    if terms and (guide.limit or guide.promise):
        yield at(guide, f"“{title}”的流程里写了时限（Term），服务指南会自己列出，不再写 limit 和 promise")
