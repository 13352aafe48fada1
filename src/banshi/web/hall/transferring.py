"""移交账户: the holder gives the account to a successor, and is handed the successor's slip."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.lib.actor import Actor, visitor
from banshi.lib.refusals import Invalid, TooMany
from banshi.people import queries
from banshi.people.admission import successors
from banshi.web.console import roles
from banshi.web.door import actor_of, door


@door("GET", "POST")
def transfer(request: HttpRequest) -> HttpResponse:
    """The successor's phone and one's own password; then the slip, shown once, and one is out."""
    actor: Actor = actor_of(request)
    if request.user.personal:  # type: ignore[union-attr]
        messages.info(request, "个人账户属于本人，不能移交。")
        return redirect("hall:profile")
    above = actor.unit is not None and queries.oversees(actor.unit)
    if request.method == "GET":
        return render(request, "hall/transfer.html", {"above": above})
    phone, password = request.POST.get("phone", ""), request.POST.get("password", "")
    try:
        slip = successors.transfer_own(phone=phone, password=password, deciding=roles.deciding(), by=actor)
    except (Invalid, TooMany) as refusal:
        context = {"phone": phone, "problems": getattr(refusal, "problems", ()), "refused": refusal.words}
        context["above"] = above
        return render(request, "hall/transfer.html", context, status=refusal.status)
    logout(request)
    request.actor = visitor()  # type: ignore[attr-defined]
    answer = render(request, "hall/transferred.html", {"slip": slip})
    answer.headers["Cache-Control"] = "no-store"
    return answer
