"""What every page's frame needs: the pack it belongs to, its menus, how much waits, unread notices."""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from banshi.bulletin import inquiries
from banshi.cases import worklists
from banshi.catalogue import queries as catalogue
from banshi.define import Pack, Page, StartCase, Worklist
from banshi.lib.actor import Actor
from banshi.notices import queries as notices
from banshi.people.accounts import waiting as to_decide
from banshi.people.belonging import queries as belongs
from banshi.people.signing_in.second_factor import ADMINISTRATORS
from banshi.web import frame, pages

# Pages of the whole house: at nobody's door, whatever door somebody has been at before.
OF_ALL = frozenset(
    f"hall:{name}"
    for name in ("home", "check", "checked", "progress", "results", "result", "consultations", "consultation", "api")
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame's values; a visitor's frame has no menu."""
    actor: Actor | None = getattr(request, "actor", None)
    of_all = bool(request.resolver_match and request.resolver_match.view_name in OF_ALL)
    if actor is None or actor.kind != "person":
        return {"pack": None if of_all else frame.at_door(request), "menus": []}
    pack = None if of_all else frame.of_page(request)
    listed = _frame(pack, actor) if pack and not actor.restricted else {"menus": [], "waiting": []}
    return listed | {
        "pack": pack,
        "of_all": of_all,
        "acting_for": belongs.acting_for(request.user, by=actor),  # type: ignore[arg-type]
        "administrator": bool(actor.roles & ADMINISTRATORS) and not of_all,
        "to_decide": to_decide.counts(actor),
        "asks": _asks(pack, actor),
        "idle": settings.SESSION_COOKIE_AGE,
        "unread": 0 if actor.restricted else notices.unread(actor),
    }


def _frame(pack: Pack, actor: Actor) -> dict[str, Any]:
    """The menus, and what waits in the worklists of the pack's home; a unit that has nobody below it, and to which nothing has ever come,
    is shown no lists of what others file."""
    counted = _counted(pack, actor)
    reviews = cache(lambda: any(count for page, count in counted if page.of == "desk") or worklists.reviews(actor))
    listed = [(page, count) for page, count in counted if page.of == "mine" or reviews()]
    waiting = [item(pack, page) | {"number": _figures(count)} for page, count in listed] + _to_answer(pack, actor)
    menus = _menus(pack, actor, {each["url"]: each["number"] for each in waiting}, reviews)
    return {"menus": menus, "waiting": waiting}


def _counted(pack: Pack, actor: Actor) -> list[tuple[Worklist, int]]:
    """The worklists of the pack's home, each with how much stands in it."""
    listed = [page for page in pages.open_of(pack, pack.home.waiting, actor) if isinstance(page, Worklist)]
    return list(zip(listed, worklists.counts(actor, pack.key, listed), strict=True))


def _asks(pack: Pack | None, actor: Actor) -> dict[str, Any] | None:
    """留言咨询, for who may ask."""
    asked = pages.inquiries(pack, actor) if pack and not actor.restricted else None
    return item(pack, asked) if pack and asked and not inquiries.answers(actor, pack.key, asked) else None


def _to_answer(pack: Pack, actor: Actor) -> list[dict[str, Any]]:
    """留言咨询 with how many inquiries wait, for who answers them."""
    asked = pages.inquiries(pack, actor)
    if asked is None or not inquiries.answers(actor, pack.key, asked):
        return []
    return [item(pack, asked) | {"number": _figures(inquiries.waiting(actor, pack.key, asked))}]


def _figures(count: int) -> str:
    return f"{worklists.MANY}+" if count > worklists.MANY else str(count or "")


def _menus(pack: Pack, actor: Actor, numbers: Mapping[str, str], reviews: Callable[[], bool]) -> list[dict[str, Any]]:
    closed = catalogue.closed(pack.key)
    open_now = [(menu.title, pages.open_of(pack, menu.pages, actor)) for menu in pack.menus]
    shown = [(title, [page for page in listed if not _of_others(page) or reviews()]) for title, listed in open_now]
    return [
        {"title": title, "items": [_item(pack, page, closed, numbers) for page in listed]}
        for title, listed in shown
        if listed
    ]


def _of_others(page: Page) -> bool:
    """True for a list of what other units file."""
    return isinstance(page, Worklist) and page.of != "mine"


def _item(pack: Pack, page: Page, closed: Collection[str], numbers: Mapping[str, str]) -> dict[str, Any]:
    each = item(pack, page)
    stopped = isinstance(page, StartCase) and page.matter in closed
    return each | {"closed": stopped, "number": numbers.get(each["url"], "")}


def item(pack: Pack, page: Page) -> dict[str, Any]:
    """A page as a menu shows it."""
    return {"title": page.title, "icon": page.icon, "url": pages.address(pack, page)}
