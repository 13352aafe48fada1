"""Where a pack's pages live, and who sees them."""

from django.urls import reverse

from banshi.cases.rules import in_role
from banshi.define import Help, ImportCases, Pack, Page, PrintPapers, StartCase, Worklist
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.people.queries import may_file_for_some


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
    if isinstance(page, Help):
        return reverse("hall:help", args=[pack.key])
    raise LookupError(type(page).__name__)


def is_open(pack: Pack, page: Page, actor: Actor) -> bool:
    """True when the actor sees that page: anybody with a role in the pack, or one of those it names; and, where a matter is only
    for units of some tiers, there is one to file for."""
    if not in_role(actor, pack.key, page.roles or [role.key for role in pack.roles]):
        return False
    said = pack.matter(page.matter).may_file if isinstance(page, StartCase) else None
    return said is None or not said.tiers or may_file_for_some(actor, said)


def worklist(pack: Pack, key: str, actor: Actor) -> Worklist:
    """The worklist of that key, for those who see it. Raises NotFound."""
    listed = [page for menu in pack.menus for page in menu.pages if isinstance(page, Worklist) and page.key == key]
    if not listed or not is_open(pack, listed[0], actor):
        raise NotFound
    return listed[0]
