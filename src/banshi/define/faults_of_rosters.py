"""Faults of rosters, and of the campaigns of a demo."""

from collections import Counter
from collections.abc import Iterator

from banshi.define.fault import Fault, at
from banshi.define.faults_of_forms import conditions
from banshi.define.fields import Phone, Text
from banshi.define.pack import Matter, Pack
from banshi.define.rosters import Roster


def rosters(pack: Pack) -> Iterator[Fault]:
    """Faults of every roster of a pack."""
    matters = {matter.key: matter for matter in pack.matters}
    listed = [page for menu in pack.menus for page in menu.pages if isinstance(page, Roster)]
    counts = Counter(page.matter for page in listed)
    for page in listed:
        if page.matter not in matters:
            yield at(page, f"页面“{page.title}”要列的事项“{page.matter}”不存在")
            continue
        if counts[page.matter] > 1:
            yield at(page, f"事项“{page.matter}”的应报名册不止一处")
        yield from _states(page, matters[page.matter])
        yield from _whom_to_call(page, matters[page.matter])
        yield from conditions(page, page.zero, matters[page.matter])
    for campaign in pack.demo.campaigns if pack.demo else ():
        if campaign.matter not in counts:
            yield at(campaign, f"演示填报期的事项“{campaign.matter}”没有应报名册")


def _whom_to_call(page: Roster, matter: Matter) -> Iterator[Fault]:
    for key, kind in ((page.contact, Text), (page.phone, Phone)):
        if key and not isinstance(matter.form.field(key), kind):
            yield at(page, f"应报名册“{page.title}”的联系人或电话“{key}”不是表单里的文字、电话栏目")
    if bool(page.contact) != bool(page.phone):
        yield at(page, f"应报名册“{page.title}”应同时说明联系人和电话的栏目")


def _states(page: Roster, matter: Matter) -> Iterator[Fault]:
    known = {state.key: state for state in matter.flow.states}
    for key in {*page.passed, *page.returned} - known.keys():
        yield at(page, f"应报名册“{page.title}”提到的状态“{key}”不存在")
    if not page.passed or {*page.passed} & {*page.returned}:
        yield at(page, f"应报名册“{page.title}”应说明哪些状态算通过，同一个状态不能又算退回")
