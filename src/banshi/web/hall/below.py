"""下级单位填报人已换: the unit above asks the administrators for a successor of an account of a unit below it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid
from banshi.people.admission import succession_below
from banshi.web.door import actor_of, door


@door("GET", "POST")
def successor_below(request: HttpRequest) -> HttpResponse:
    """Which account, and why; 422 with what to mend. Who has no unit below finds no such page."""
    actor: Actor = actor_of(request)
    succession_below.require_superior(actor)
    if request.method == "GET":
        return _page(request, {})
    typed = {key: request.POST.get(key, "")[:300] for key in ("login", "ground")}
    try:
        succession_below.ask(typed, token=request.POST.get("token", "")[:64], by=actor)
    except Invalid as refusal:
        return _page(request, {"typed": typed, "problems": refusal.problems}, refusal.status)
    messages.success(request, "已提请管理机构，由两名管理员核实后办理，结果用短信告诉您。办理以前，原账户照常使用。")
    return redirect("hall:successor_below")


def _page(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "hall/successor_below.html", more | {"token": new_token()}, status=status)
