"""Faults of what is shown: pages, lists, the demo world."""

from collections import Counter
from collections.abc import Iterator

from banshi.define.demo import DemoPerson
from banshi.define.fault import Fault, at, kinds, twice, unknown_roles
from banshi.define.faults_of_worklists import worklist
from banshi.define.pack import Pack
from banshi.define.pages import HandOutSlips, ImportCases, Page, PrintPapers, StartCase, Worklist


def pages(pack: Pack) -> Iterator[Fault]:
    """Faults of menus and home."""
    for page in [*(page for menu in pack.menus for page in menu.pages), *pack.home.starts, *pack.home.waiting]:
        for role in unknown_roles(page.roles, pack):
            yield at(page, f"页面“{page.title}”的角色“{role}”不存在")
        yield from _page(page, pack)
    in_menu = {page.key for menu in pack.menus for page in menu.pages if isinstance(page, Worklist)}
    for waiting in pack.home.waiting:
        if waiting.key not in in_menu:
            yield at(waiting, f"首页的台账“{waiting.key}”不在菜单里")


def _page(page: Page, pack: Pack) -> Iterator[Fault]:
    if isinstance(page, StartCase) and page.matter not in {matter.key for matter in pack.matters}:
        yield at(page, f"页面“{page.title}”要办的事项“{page.matter}”不存在")
    by_workbook = {matter.key for matter in pack.matters if matter.workbook}
    if isinstance(page, ImportCases) and page.matter not in by_workbook:
        yield at(page, f"页面“{page.title}”要导入的事项“{page.matter}”不存在，或者不能用工作簿填报")
    if isinstance(page, PrintPapers) and page.paper not in kinds(pack):
        yield at(page, f"页面“{page.title}”要打印的证照文书“{page.paper}”不存在")
    for role in unknown_roles((page.role,), pack) if isinstance(page, HandOutSlips) else ():
        yield at(page, f"页面“{page.title}”所发账户的角色“{role}”不存在")
    if isinstance(page, Worklist):
        yield from worklist(page, pack)
        yield from _page(page.start, pack) if page.start else ()


def demo(pack: Pack) -> Iterator[Fault]:
    """Faults of the demo world."""
    if pack.demo is None:
        return
    yield from twice(pack.demo.units, "演示单位")
    units = {unit.key for unit in pack.demo.units}
    for unit in pack.demo.units:
        if unit.parent and unit.parent not in units:
            yield at(unit, f"演示单位“{unit.key}”的上级“{unit.parent}”不存在")
    yield from _people(pack, pack.demo.people, units)
    persons = {person.identifier for person in pack.demo.people if not person.unit}
    for case in pack.demo.cases:
        matter = next((matter for matter in pack.matters if matter.key == case.matter), None)
        if matter is None or case.unit not in units | persons:
            yield at(case, f"演示办件的事项“{case.matter}”或单位“{case.unit}”不存在")
        elif unknown := [key for key in case.answers if matter.form.field(key) is None]:
            yield at(case, f"演示办件填了表单里没有的“{unknown[0]}”")
    for opening in pack.demo.openings:
        if opening.matter not in {matter.key for matter in pack.matters}:
            yield at(opening, f"演示受理时间的事项“{opening.matter}”不存在")


def _people(pack: Pack, people: tuple[DemoPerson, ...], units: set[str]) -> Iterator[Fault]:
    names = Counter(person.name for person in people)
    for person in people:
        if names[person.name] > 1:
            yield at(person, f"演示人员“{person.name}”不止一位，分不清谁是谁")
        if not person.unit and not pack.sign_in.signs_up:
            yield at(person, f"演示人员“{person.name}”没有单位，而这里不能注册")
        elif person.unit and person.unit not in units:
            yield at(person, f"演示人员“{person.name}”的单位“{person.unit}”不存在")
        for role in unknown_roles(person.roles, pack):
            yield at(person, f"演示人员“{person.name}”的角色“{role}”不存在")
