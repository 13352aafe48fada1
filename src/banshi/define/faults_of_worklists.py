"""Faults of lists of cases: what they narrow to, show, search and let people do."""

from collections.abc import Iterator

from banshi.define.fault import Fault, at
from banshi.define.fields import Choice, Code, Field, Region, Text
from banshi.define.pack import Matter, Pack
from banshi.define.pages import WORKLISTS, Worklist

LONGEST_SEARCHED = 200


def worklist(page: Worklist, pack: Pack) -> Iterator[Fault]:
    """Faults of one worklist."""
    if page.of not in WORKLISTS:
        yield at(page, f"台账“{page.key}”的范围“{page.of}”不认识")
    matters = [matter for matter in pack.matters if page.matter in ("", matter.key)]
    for state in {*page.states} - {state.key for matter in matters for state in matter.flow.states}:
        yield at(page, f"台账“{page.key}”提到的状态“{state}”不存在")
    if not matters:
        yield at(page, f"台账“{page.key}”的事项“{page.matter}”不存在")
    if page.of == "below" and not page.matter:
        yield at(page, f"台账“{page.key}”列出所属单位上报的办件，应说明是哪个事项的（matter）")
    yield from _moves(page, matters)
    if page.matter:
        for matter in matters:
            yield from _answers(page, matter)
    elif page.columns or page.search:
        yield at(page, f"台账“{page.key}”列出或查询栏目，应说明是哪个事项的（matter）")


def _answers(page: Worklist, matter: Matter) -> Iterator[Fault]:
    """What is shown and searched: fields of the matter's form."""
    for key in page.columns:
        if matter.form.field(key) is None:
            yield at(page, f"台账“{page.key}”列出的栏目“{key}”不在表单里")
    for key in page.search:
        field = matter.form.field(key)
        if field is None:
            yield at(page, f"台账“{page.key}”查询的栏目“{key}”不在表单里")
        elif not _searched(field):
            yield at(
                field,
                f"栏目“{key}”供台账查询，应是 {LONGEST_SEARCHED} 字以内的文字、代码、单选或本省区划，并注明 facet",
            )


def _searched(field: Field) -> bool:
    """True when answers to the field are kept where lists find them, whole."""
    if isinstance(field, Region):
        return field.facet and field.local
    longest = field.longest if isinstance(field, Text) else 0
    return field.facet and isinstance(field, Text | Code | Choice) and longest <= LONGEST_SEARCHED


def _moves(page: Worklist, matters: list[Matter]) -> Iterator[Fault]:
    """One press makes a move of a row: nothing can be typed there. What undoes a decision is done for each by itself, with its reason."""
    known = {move.key: move for matter in matters for move in matter.flow.moves}
    for key in dict.fromkeys((*page.moves, *page.together)):
        if key not in known:
            yield at(page, f"台账“{page.key}”提到的办理动作“{key}”不存在")
    for key in page.moves:
        if key in known and known[key].opinion == "required":
            yield at(page, f"办理动作“{key}”必须填写意见，不能放在台账“{page.key}”的行上")
    for key in page.together:
        if key in known and known[key].takes_back:
            yield at(page, f"办理动作“{key}”收回决定，不能在台账“{page.key}”里一起办理")
