"""What every page's frame needs: the pack at whose door we are, its menus, how much waits, unread notices."""

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from banshi.bulletin import inquiries
from banshi.cases import worklists
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.define import Menu, Pack, Page, StartCase, Worklist
from banshi.lib.actor import Actor
from banshi.notices import queries as notices
from banshi.people.second_factor import ADMINISTRATORS
from banshi.web import pages


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame's values; a visitor's frame has no menu."""
    actor: Actor | None = getattr(request, "actor", None)
    pack = here(request)
    if actor is None or actor.kind != "person":
        return {"pack": pack, "menus": []}
    waiting = _waiting(pack, actor)
    return {
        "pack": pack,
        "menus": _menus(pack, actor, {each["url"]: each["number"] for each in waiting}),
        "waiting": waiting,
        "administrator": bool(actor.roles & ADMINISTRATORS),
        "asks": _asks(pack, actor),
        "idle": settings.SESSION_COOKIE_AGE,
        "unread": 0 if actor.restricted else notices.unread(actor),
    }


def here(request: HttpRequest) -> Pack | None:
    """The pack at whose door this session is."""
    session = getattr(request, "session", None)
    return shelf.packs().get(session.get("pack", "")) if session is not None else None


def _waiting(pack: Pack | None, actor: Actor) -> list[dict[str, Any]]:
    """The worklists of the pack's home, each with how much stands in it, in figures; empty where nothing does."""
    if pack is None or actor.restricted:
        return []
    listed = [page for page in pages.open_of(pack, pack.home.waiting, actor) if isinstance(page, Worklist)]
    counts = worklists.counts(actor, pack.key, listed)
    shown = [item(pack, page) | {"number": _figures(count)} for page, count in zip(listed, counts, strict=True)]
    return shown + _to_answer(pack, actor)


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


def _menus(pack: Pack | None, actor: Actor, numbers: Mapping[str, str]) -> list[dict[str, Any]]:
    if pack is None or actor.restricted:
        return []
    closed = catalogue.closed(pack.key)
    menus = [{"title": menu.title, "items": _items(pack, menu, actor, closed, numbers)} for menu in pack.menus]
    return [menu for menu in menus if menu["items"]]


def _items(
    pack: Pack, menu: Menu, actor: Actor, closed: Collection[str], numbers: Mapping[str, str]
) -> list[dict[str, Any]]:
    shown = [(page, item(pack, page)) for page in pages.open_of(pack, menu.pages, actor)]
    return [
        each | {"closed": isinstance(page, StartCase) and page.matter in closed, "number": numbers.get(each["url"], "")}
        for page, each in shown
    ]


def item(pack: Pack, page: Page) -> dict[str, Any]:
    """A page as a menu shows it."""
    return {"title": page.title, "icon": page.icon, "url": pages.address(pack, page)}
