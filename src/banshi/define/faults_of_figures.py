"""Faults of what is counted: figures of the home, and totals."""

from collections.abc import Iterator

from banshi.define.fault import Fault, at
from banshi.define.fields import Choice, Field, Number, Organisation, Region
from banshi.define.figures import Counter, Dimension, Figures
from banshi.define.flow import Filer
from banshi.define.pack import Matter, Pack
from banshi.define.pages import Totals

LONGEST = 30  # characters of an option by which totals are broken down
DIGITS = (2, 4, 6)


def figures(pack: Pack) -> Iterator[Fault]:
    """Faults of the figures and totals of a pack."""
    matters = {matter.key: matter for matter in pack.matters}
    totals = [page for menu in pack.menus for page in menu.pages if isinstance(page, Totals)]
    counting: list[Figures | Totals] = [*pack.home.figures, *totals]
    for said in counting:
        if said.matter in matters:
            yield from _counters(said.counters, matters[said.matter])
        else:
            yield at(said, f"“{said.title}”要数的事项“{said.matter}”不存在")
    for each in pack.home.figures:
        yield from _slices(each)
    for number, page in enumerate(totals):
        if page.matter in {before.matter for before in totals[:number]}:
            yield at(page, f"事项“{page.matter}”已有一张汇总表，“{page.title}”多了")
        elif page.matter in matters:
            yield from _broken_down(page, matters[page.matter])


def _counters(counters: tuple[Counter, ...], matter: Matter) -> Iterator[Fault]:
    states = {state.key: state for state in matter.flow.states}
    for counter in counters if states else ():  # a flow without any has its own fault
        for key in counter.states:
            if key not in states:
                yield at(counter, f"计数项“{counter.title}”的状态“{key}”不存在")
            elif states[key].editable and isinstance(states[key].desk, Filer):
                yield at(counter, f"计数项“{counter.title}”的状态“{key}”还在填报，上报以后才计数")


def _slices(figures: Figures) -> Iterator[Fault]:
    seen: set[str] = set()
    for counter in figures.slices():
        if twice := seen & {*counter.states}:
            yield at(counter, f"计数项“{counter.title}”的状态“{min(twice)}”在饼图里数了两次")
        seen |= {*counter.states}


def _broken_down(page: Totals, matter: Matter) -> Iterator[Fault]:
    fields = {field.key: field for field in matter.form.fields()}
    for dimension in page.dimensions:
        if dimension.of:
            yield from _dimension(dimension, fields.get(dimension.of))
    measure = fields.get(page.measure)
    if page.measure and not (isinstance(measure, Number) and measure.facet):
        yield at(page, f"汇总表“{page.title}”要合计的“{page.measure}”不是标明 facet 的数字栏目")


def _dimension(dimension: Dimension, field: Field | None) -> Iterator[Fault]:
    if not (isinstance(field, Choice | Region | Organisation) and field.facet):
        yield at(dimension, f"分类“{dimension.title}”的“{dimension.of}”不是标明 facet 的单选、行政区划或单位栏目")
    elif isinstance(field, Choice) and (long := [one.value for one in field.options if len(one.value) > LONGEST]):
        yield at(dimension, f"分类“{dimension.title}”的选项“{long[0]}”超过 {LONGEST} 个字")
    elif dimension.digits not in DIGITS:
        yield at(dimension, f"分类“{dimension.title}”取区划代码的 {dimension.digits} 位，只能取 2、4 或 6 位")
