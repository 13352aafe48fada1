"""待确认: what the security administrator asks for about accounts that decide, and the system administrator confirms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.ledger.tokens import new_token
from banshi.lib.refusals import NotFound
from banshi.people.accounts import confirmations
from banshi.web.console import roles
from banshi.web.door import actor_of, door


@door("GET")
def listed(request: HttpRequest) -> HttpResponse:
    """What waits; each of the two administrators may do their own part of it. 404 for everybody else."""
    actor = actor_of(request)
    if not (actor.holds("system_admin") or actor.holds("security_admin")):
        raise NotFound
    rows = [(row, roles.words(row.role)) for row in confirmations.waiting(actor)]
    return render(request, "console/confirmations.html", {"rows": rows, "token": new_token()})


@door("POST", who="system_admin")
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """The second person's yes."""
    confirmations.confirm(number, by=actor_of(request))
    messages.success(request, "已确认。请通知安全管理员办理。")
    return redirect("console:confirmations")


@door("POST", who="system_admin")
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """The second person's no."""
    confirmations.refuse(number, by=actor_of(request))
    messages.success(request, "已驳回，什么都没有改动。")
    return redirect("console:confirmations")
