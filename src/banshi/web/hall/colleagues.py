"""单位人员: who belongs to the unit one acts for; its administrator gives seats, names another administrator, ends what somebody has."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.define import SEATS, Seats
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Invalid, NotFound, Refusal
from banshi.people.belonging import actions as belonging
from banshi.people.belonging import queries as belongs
from banshi.people.belonging.queries import Happened
from banshi.web.console.titles import TITLES
from banshi.web.door import actor_of, door

FACTS = {"name": "单位名称", "uscc": "统一社会信用代码", "region": "所在地区"}
Does = Callable[[HttpRequest, int, Actor, Seats], None]
ELSEWHERE = (
    "您现在不是以这个页面上的单位的名义办理，什么都没有改动。请先在【我的单位】选择要管理的单位，再打开【单位人员】。"
)


@door("GET")
def colleagues(request: HttpRequest) -> HttpResponse:
    """Everybody who belongs to the unit, and what happened to that."""
    return _page(request)


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    by, seats = actor_of(request), shelf.seats()
    context = {
        "listed": belongs.colleagues(seats, by=by),
        "administers": belongs.administers(seats, by),
        "seats": SEATS.items(),
        "history": [(TITLES["unit"][each.kind], each, _renewed(each)) for each in belongs.history(seats, by=by)],
        "words": refusal.words if refusal else "",
    }
    return render(request, "hall/colleagues.html", context, status=refusal.status if refusal else 200)


def _renewed(each: Happened) -> list[tuple[str, str, str]]:
    """What was renewed of the unit, in words."""
    return [(FACTS[fact], _words(fact, before), _words(fact, after)) for fact, before, after in each.renewed]


def _words(fact: str, value: str) -> str:
    place = catalogue.code("region", value) if fact == "region" and value else None
    return place["name"] if place else value


def _seat(request: HttpRequest, account: int, by: Actor, seats: Seats) -> None:
    belonging.give_seat(account, request.POST.get("seat", ""), by=by, seats=seats)


def _name(request: HttpRequest, account: int, by: Actor, seats: Seats) -> None:
    belonging.name_administrator(account, by=by, seats=seats)


def _end(request: HttpRequest, account: int, by: Actor, seats: Seats) -> None:
    belonging.end_administration(account, by=by, seats=seats)


def _dismiss(request: HttpRequest, account: int, by: Actor, seats: Seats) -> None:
    belonging.dismiss(account, by=by, seats=seats)


# What a button of the page does, and what is said when it is done.
DOES: dict[str, tuple[Does, str]] = {
    "seat": (_seat, "分工已调整，对方下次打开页面时生效。"),
    "name": (_name, "已指定为单位管理员。"),
    "end": (_end, "不再担任单位管理员。"),
    "dismiss": (_dismiss, "已解除关联，对方会收到短信。单位的办件仍归单位，由其他人员继续办理。"),
}


@door("POST")
def change(request: HttpRequest, unit: int, account: int, what: str) -> HttpResponse:
    """One of the administrator's buttons beside a colleague."""
    if what not in DOES:
        raise NotFound
    does, said = DOES[what]
    _require_acting_for(unit, actor_of(request))
    try:
        does(request, account, actor_of(request), shelf.seats())
    except (Conflict, Invalid) as refusal:
        return _page(request, refusal)
    messages.success(request, said)
    return redirect("hall:colleagues" if actor_of(request).account != account else "hall:own_units")


def _require_acting_for(unit: int, by: Actor) -> None:
    """A page that was opened before one chose another unit acts on neither. Raises Conflict for another of one's units, NotFound for what
    is none."""
    if unit == by.unit:
        return
    if not any(each.unit == unit for each in belongs.mine(shelf.seats(), by=by)):
        raise NotFound
    raise Conflict(ELSEWHERE)
