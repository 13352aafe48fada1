"""Every fault of a pack, in words, with the place it was written. Pure: it looks at words only.

A fault is found here when the pack opens but cannot work: a name nothing answers to, a state nobody reaches or leaves, a material no
answer brings, a paper nothing fills. What keeps a pack from opening at all is the catalogue's to tell.
"""

import re
from collections import Counter
from collections.abc import Iterator

from banshi.define.fault import Fault, at, kinds, twice, unknown_roles
from banshi.define.faults_of_binding import bound, seats
from banshi.define.faults_of_doors import doors
from banshi.define.faults_of_figures import figures
from banshi.define.faults_of_flows import additions, decided, publications
from banshi.define.faults_of_forms import asked
from banshi.define.faults_of_guides import guides
from banshi.define.faults_of_pages import demo, pages
from banshi.define.faults_of_rosters import rosters
from banshi.define.faults_of_rules import agreed, attached
from banshi.define.faults_of_terms import timed
from banshi.define.filers import RIGHTS
from banshi.define.flow import Superiors
from banshi.define.notices import MANY_WORDS, NOTICE_WORDS, Notice
from banshi.define.pack import Matter, Pack
from banshi.define.spelling import is_format, placeholders


def faults(pack: Pack) -> list[Fault]:
    """All faults of a pack, in the order a reader meets their places."""
    found = [*_names(pack), *doors(pack), *pages(pack), *figures(pack), *demo(pack), *rosters(pack), *guides(pack)]
    found += seats(pack)
    for matter in pack.matters:
        found += [
            *asked(matter),
            *attached(matter),
            *agreed(matter, pack),
            *decided(matter, pack),
            *timed(matter, pack),
            *_papers(matter, pack),
        ]
        found += bound(matter, pack)
        found += [*additions(matter), *publications(matter), *_notices(matter)]
    return sorted(found, key=_line)


def _line(fault: Fault) -> tuple[str, int]:
    file, _, line = fault.place.rpartition(":")
    return file, int(line)


def _names(pack: Pack) -> Iterator[Fault]:
    yield from twice([pack], "服务包")
    if not pack.ref_title:
        yield at(pack, f"服务包“{pack.key}”没有写明办件的编号叫什么")
    yield from twice(pack.roles, "角色")
    yield from twice(pack.matters, "事项")
    prefixes = Counter(matter.prefix for matter in pack.matters)
    for matter in pack.matters:
        if not re.fullmatch(r"[A-Z]{2,4}", matter.prefix) or prefixes[matter.prefix] > 1:
            yield at(matter, f"事项“{matter.key}”的编号前缀“{matter.prefix}”应为 2 至 4 个大写字母，且不与别的事项相同")
        for role in unknown_roles(matter.may_file.roles, pack):
            yield at(matter.may_file, f"填报角色“{role}”不存在")
        by_workbook = matter.workbook.rights if matter.workbook else ()
        for right in {*matter.may_file.rights, *by_workbook} - {*RIGHTS}:
            yield at(matter.may_file, f"填报资格“{right}”不认识")


def _papers(matter: Matter, pack: Pack) -> Iterator[Fault]:
    yield from twice(matter.papers, "证照文书")
    for paper in matter.papers:
        yield from twice(paper.layouts, f"“{paper.title}”的模板")
        if unknown := {*paper.replaces} - kinds(pack):
            yield at(paper, f"证照文书“{paper.key}”要代替的“{min(unknown)}”不存在")
        if not paper.layouts:
            yield at(paper, f"证照文书“{paper.key}”没有模板")
        for key in (*paper.fields, *paper.shown):
            if matter.form.field(key) is None:
                yield at(paper, f"证照文书“{paper.key}”要用的“{key}”没有栏目可填")
        if not is_format(paper.number, {"year": 2026, "serial": 1}):
            yield at(paper, f"证照文书“{paper.key}”的编号“{paper.number}”写错了花括号")
            continue
        if unknown := placeholders(paper.number) - {"year", "serial"}:
            yield at(paper, f"证照文书“{paper.key}”的编号里“{min(unknown)}”不认识，只能用 year 和 serial")
        if "serial" not in placeholders(paper.number):
            yield at(paper, f"证照文书“{paper.key}”的编号里没有流水号 serial")


def _notices(matter: Matter) -> Iterator[Fault]:
    moves = {move.key: move for move in matter.flow.moves}
    climbing = {state.key for state in matter.flow.states if isinstance(state.desk, Superiors)}
    for notice in matter.notices:
        if notice.on not in moves:
            yield at(notice, f"通知针对的办理动作“{notice.on}”不存在")
        elif notice.to == "passed_on" and climbing.isdisjoint(moves[notice.on].start):
            yield at(notice, f"办理动作“{notice.on}”不在逐级审核的状态里，没有审核过的上级单位可以通知")
        yield from _spoken(notice, notice.text, NOTICE_WORDS)
        yield from _spoken(notice, notice.many, MANY_WORDS)


def _spoken(notice: Notice, text: str, words: tuple[str, ...]) -> Iterator[Fault]:
    """Faults of what a notice says with these words."""
    if not is_format(text, dict.fromkeys(words, "")):
        yield at(notice, f"通知“{text}”写错了花括号")
        return
    for name in placeholders(text) - {*words}:
        yield at(notice, f"通知里的“{name}”不认识，可以用：{'、'.join(words)}")
