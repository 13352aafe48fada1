"""登录求助: what people ask for who cannot sign in; granted with a second administrator, or refused."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.ledger.tokens import new_token
from banshi.people.admission import pleas
from banshi.web.console import roles
from banshi.web.door import actor_of, door


@door("GET", who="security_admin")
def listed(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first."""
    rows = pleas.waiting(actor_of(request))
    return render(request, "console/pleas.html", {"rows": rows, "token": new_token()})


@door("POST", who="security_admin")
def grant(request: HttpRequest, number: int) -> HttpResponse:
    """【同意】 asks the second administrator; after their yes 【办理】 carries it out, and a successor's slip is shown once."""
    actor = actor_of(request)
    granted = pleas.grant(number, token=request.POST.get("token", ""), deciding=roles.deciding(), by=actor)
    if granted.slip:
        return render(request, "console/slips.html", {"slips": [granted.slip]})
    told = "已办理，并已用短信告知。" if granted.done else "已提请系统管理员确认。确认以后，请在这里办理。"
    messages.success(request, told)
    return redirect("console:pleas")


@door("POST", who="security_admin")
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """【驳回】: nothing is changed."""
    pleas.refuse(number, by=actor_of(request))
    messages.success(request, "已驳回，什么都没有改动。")
    return redirect("console:pleas")
