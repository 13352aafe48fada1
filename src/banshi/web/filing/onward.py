"""From a list of what waits at a desk to a case, on to the next one, and back to the list as it was.

The list and what is looked for in it stand in the address of the case (`list`, and what `lists.written` spells); once the case was decided,
so does the key under which it stood there (`after`).
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from banshi.cases import queries, worklists
from banshi.cases.sight import Asked, CaseSight
from banshi.catalogue import shelf
from banshi.define import Worklist
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound
from banshi.web import pages
from banshi.web.filing import lists


@dataclass(frozen=True)
class Way:
    """A list at the actor's desk, as it is narrowed."""

    actor: Actor
    pack: str
    listed: Worklist
    asked: Asked

    @property
    def written(self) -> str:
        """The way, as it stands in an address."""
        narrowed = lists.written(self.asked)
        return urlencode({"list": self.listed.key}) + (narrowed and f"&{narrowed}")

    @property
    def back(self) -> str:
        """The list as it was."""
        return lists.address(self.pack, self.listed.key, lists.written(self.asked))

    def beside(self, case: CaseSight) -> tuple[str, str]:
        """The references before and after a case that waits there; empty at the ends."""
        return worklists.neighbours(self.actor, self.pack, self.listed, self.asked, case)

    def following(self, after: str) -> str:
        """The reference of the case that waits next after a key, or first; empty where nothing does."""
        for key in (after, "") if after else ("",):
            if rows := worklists.page(self.actor, self.pack, self.listed, self.asked, key).rows:
                return rows[0].ref
        return ""


def way(request: HttpRequest, actor: Actor, case: CaseSight) -> Way | None:
    """The list the actor came from; without one in the address, the first at their desk that shows such a case."""
    said = shelf.pack(case.pack)
    if key := request.GET.get("list", ""):
        try:
            listed = pages.worklist(said, key, actor)
        except NotFound:
            return None
        return Way(actor, case.pack, listed, lists.asked_in(request.GET, listed)) if listed.of == "desk" else None
    shown = [page for menu in said.menus for page in menu.pages if isinstance(page, Worklist) and page.of == "desk"]
    fitting = [page for page in shown if page.matter in ("", case.matter.key) and pages.is_open(said, page, actor)]
    return Way(actor, case.pack, fitting[0], worklists.EVERYTHING) if fitting else None


def from_here(request: HttpRequest, actor: Actor, case: CaseSight) -> dict[str, Any]:
    """What the page of a case needs to lead on: of one at the actor's desk the way on which it is moved, of one that was decided on the
    way what follows there."""
    found = way(request, actor, case) if "after" in request.GET or case.desk == actor.unit != case.filing_unit else None
    if found is None:
        return {}
    if "after" not in request.GET:
        return {"on_the_way": f"?{found.written}"}
    return {"way": found, "following": found.following(request.GET["after"])}


def goes_on(request: HttpRequest, actor: Actor, ref: str) -> str:
    """The end of the address to which a decision leads that is made on the way, with its "?": asked for before the case leaves the list;
    "" for any other move."""
    if "list" not in request.GET:
        return ""
    case = queries.case_for(actor, ref)
    found = way(request, actor, case)
    return f"?{found.written}&{urlencode({'after': worklists.key_at_desk(case)})}" if found else ""
