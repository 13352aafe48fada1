"""What every page's frame needs: the pack at whose door we are, its menus, unread notices."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.define import Menu, Pack, Page, StartCase
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
    return {
        "pack": pack,
        "menus": _menus(pack, actor),
        "administrator": bool(actor.roles & ADMINISTRATORS),
        "idle": settings.SESSION_COOKIE_AGE,
        "unread": 0 if actor.restricted else notices.unread(actor),
    }


def here(request: HttpRequest) -> Pack | None:
    """The pack at whose door this session is."""
    session = getattr(request, "session", None)
    return shelf.packs().get(session.get("pack", "")) if session is not None else None


def _menus(pack: Pack | None, actor: Actor) -> list[dict[str, Any]]:
    if pack is None or actor.restricted:
        return []
    closed = catalogue.closed(pack.key)
    menus = [{"title": menu.title, "items": _items(pack, menu, actor, closed)} for menu in pack.menus]
    return [menu for menu in menus if menu["items"]]


def _items(pack: Pack, menu: Menu, actor: Actor, closed: Collection[str]) -> list[dict[str, Any]]:
    return [
        item(pack, page) | {"closed": isinstance(page, StartCase) and page.matter in closed}
        for page in pages.open_of(pack, menu.pages, actor)
    ]


def item(pack: Pack, page: Page) -> dict[str, Any]:
    """A page as a menu shows it."""
    return {"title": page.title, "icon": page.icon, "url": pages.address(pack, page)}
