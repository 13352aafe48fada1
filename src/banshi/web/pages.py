"""Where a pack's pages live, and who sees them."""

from collections.abc import Iterable, Mapping
from functools import cache, partial

from django.urls import reverse

from banshi.cases.rules import in_role
from banshi.cases.sight import CaseSight
from banshi.catalogue import shelf
from banshi.define import (
    Ask,
    Colleagues,
    HandOutSlips,
    Help,
    ImportCases,
    MayFile,
    OwnUnits,
    Pack,
    Page,
    PrintPapers,
    Profile,
    Roster,
    StartCase,
    Subscriptions,
    Totals,
    Worklist,
)
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.people.queries import is_person, may_file_for_some, tier_of

# The pages of which a pack has one.
ONE_EACH: Mapping[type[Page], str] = {HandOutSlips: "filing:slips", Ask: "filing:inquiries"}
# The pages about oneself, which are the same in every pack.
OWN: Mapping[type[Page], str] = {
    Profile: "hall:profile",
    Subscriptions: "hall:matters",
    OwnUnits: "hall:own_units",
    Colleagues: "hall:colleagues",
}


def address(pack: Pack, page: Page) -> str:
    """The address of a page."""
    if isinstance(page, StartCase):
        return reverse("filing:start", args=[pack.key, page.matter])
    if isinstance(page, ImportCases):
        return reverse("filing:imports", args=[pack.key, page.matter])
    if isinstance(page, Worklist):
        return reverse("filing:worklist", args=[pack.key, page.key])
    if isinstance(page, PrintPapers):
        return reverse("filing:papers", args=[pack.key, page.paper])
    if isinstance(page, Roster):
        return reverse("roster:roster", args=[pack.key, page.matter])
    if isinstance(page, Totals):
        return reverse("filing:totals", args=[pack.key, page.matter])
    if type(page) in ONE_EACH:
        return reverse(ONE_EACH[type(page)], args=[pack.key])
    if isinstance(page, Help):
        return reverse("hall:faqs" if page.opens == "faqs" else "hall:help", args=[pack.key])
    if type(page) in OWN:
        return reverse(OWN[type(page)])
    raise LookupError(type(page).__name__)


def is_open(pack: Pack, page: Page, actor: Actor) -> bool:
    """True when the actor sees that page."""
    return bool(open_of(pack, [page], actor))


def open_of(pack: Pack, listed: Iterable[Page], actor: Actor) -> list[Page]:
    """Those of the pages that the actor sees: anybody with a role in the pack, or one of those a page names; and, where it is only for
    units of some tiers, who files for one; totals for the agency and its first-level units. The database is asked once for all pages that
    want the same."""
    files_for_some = cache(partial(may_file_for_some, actor))
    tier_in = cache(partial(tier_of, actor.unit or 0))
    every = [role.key for role in pack.roles]
    return [
        page
        for page in listed
        if in_role(actor, pack.key, _roles(page) or every)
        and ((wanted := _wanted(pack, page)) is None or files_for_some(wanted))
        and not (isinstance(page, Totals) and tier_in(pack.matter(page.matter).may_file.tree) not in (0, 1))
    ]


def _roles(page: Page) -> tuple[str, ...]:
    """Who sees a page, where it names anybody; who answers what is asked sees it as well."""
    return (*page.roles, *page.answers) if isinstance(page, Ask) and page.roles else page.roles


def _wanted(pack: Pack, page: Page) -> MayFile | None:
    """For whom one must file to see a page; None where all who have its role do."""
    if isinstance(page, HandOutSlips):
        return MayFile(rights=("self",), roles=page.roles, tree=page.tree, tiers=(1,))
    said = pack.matter(page.matter).may_file if isinstance(page, StartCase) else None
    return said if said and said.tiers else None


def inquiries(pack: Pack, actor: Actor) -> Ask | None:
    """The pack's 留言咨询, where it has one and the actor sees it; whoever has signed up by themselves may ask anywhere."""
    page = pack.ask
    return page if page and (is_open(pack, page, actor) or is_person(actor.unit or 0)) else None


def worklist(pack: Pack, key: str, actor: Actor) -> Worklist:
    """The worklist of that key, for those who see it. Raises NotFound."""
    listed = [page for menu in pack.menus for page in menu.pages if isinstance(page, Worklist) and page.key == key]
    if not listed or not is_open(pack, listed[0], actor):
        raise NotFound
    return listed[0]


def home_of(case: CaseSight) -> str:
    """Where a filer finds a case again: the list of their own cases of its matter that shows its state, else the case itself."""
    pack = shelf.pack(case.pack)
    mine = (page for menu in pack.menus for page in menu.pages if isinstance(page, Worklist) and page.of == "mine")
    for page in mine:
        if page.matter == case.matter.key and (not page.states or case.state.key in page.states):
            return address(pack, page)
    return reverse("filing:case", args=[case.ref])
