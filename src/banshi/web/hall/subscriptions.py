"""可办事项, 绑定事项, 解绑事项: the matters a person has at hand, opened and closed."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.catalogue import directory
from banshi.catalogue.directory import Listed
from banshi.lib.refusals import Conflict, Invalid, NotFound, Refusal, TooMany, Unavailable
from banshi.people.persons import subscriptions
from banshi.people.persons.subscriptions import OldAccount
from banshi.people.refusals import wrong
from banshi.web.door import actor_of, door

Kinds = list[tuple[str, list[Listed]]]


@door("GET")
def matters(request: HttpRequest) -> HttpResponse:
    """可办事项: what one has opened, each with the way to file it."""
    mine = subscriptions.mine(actor_of(request))
    listed = [(each, mine[each.key].old) for each in directory.everything() if each.key in mine]
    return render(request, "hall/matters.html", {"listed": listed})


@door("GET", "POST")
def subscribe(request: HttpRequest) -> HttpResponse:
    """绑定事项: one matter, with an account of the old system or without."""
    if request.method != "POST":
        return _subscribe_page(request)
    one = _named(request.POST.get("matter", ""))
    try:
        _subscribe(request, one)
    except (Conflict, Invalid, TooMany, Unavailable) as refusal:
        return _subscribe_page(request, one.key, refusal)
    messages.success(request, f"已开通“{one.matter.title}”。")
    return redirect("hall:matters")


def _named(key: str) -> Listed:
    """A matter that may be opened. Raises NotFound."""
    pack, _, matter = key.partition("/")
    one = directory.one(pack, matter)
    if one.ended:
        raise NotFound
    return one


def _subscribe(request: HttpRequest, one: Listed) -> None:
    by, typed, old = actor_of(request), request.POST, one.matter.old_system
    how = typed.get("how", "") if old else "none"
    if old and how == "old":
        shown = OldAccount(typed.get("username", ""), typed.get("password", ""), "by_key" in typed)
        subscriptions.subscribe_with(one.key, old, shown, by=by)
    elif how == "none":
        subscriptions.subscribe(one.key, by=by)
    else:
        raise wrong("how", "请选择有没有该系统的老账户。")


def _subscribe_page(request: HttpRequest, at: str = "", refusal: Refusal | None = None) -> HttpResponse:
    mine = subscriptions.mine(actor_of(request))
    context = {
        "kinds": _by_kind([each for each in directory.everything() if not each.ended and each.key not in mine]),
        "at": at,
        "typed": request.POST,
        "problems": refusal.problems if isinstance(refusal, Invalid) else (),
        "words": refusal.words if refusal and not isinstance(refusal, Invalid) else "",
    }
    return render(request, "hall/subscribe.html", context, status=refusal.status if refusal else 200)


def _by_kind(listed: list[Listed]) -> Kinds:
    return [(heading, list(each)) for heading, each in groupby(listed, lambda one: one.heading)]


@door("GET", "POST")
def unsubscribe(request: HttpRequest) -> HttpResponse:
    """解绑事项: those that are ticked."""
    if request.method != "POST":
        return _unsubscribe_page(request)
    try:
        count = subscriptions.unsubscribe(request.POST.getlist("matter"), by=actor_of(request))
    except Invalid as refusal:
        return _unsubscribe_page(request, refusal)
    messages.success(request, f"已解绑 {count} 个事项。正在办理的不受影响，会继续办完。")
    return redirect("hall:matters")


def _unsubscribe_page(request: HttpRequest, refusal: Invalid | None = None) -> HttpResponse:
    mine = subscriptions.mine(actor_of(request))
    context = {
        "kinds": _by_kind([each for each in directory.everything() if each.key in mine]),
        "problems": refusal.problems if refusal else (),
    }
    return render(request, "hall/unsubscribe.html", context, status=refusal.status if refusal else 200)
