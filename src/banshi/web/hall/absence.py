"""外出代理: who acts for me on days of absence, and for whom I act today."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.ledger import clock
from banshi.lib.refusals import Invalid
from banshi.people.accounts import standing_in
from banshi.people.refusals import wrong
from banshi.web.door import actor_of, door
from banshi.web.numbers import number


@door("GET", "POST")
def absence(request: HttpRequest) -> HttpResponse:
    """What is arranged, and a form to arrange more."""
    if request.method == "GET":
        return _page(request)
    typed = request.POST
    try:
        since, until = (_day(typed.get(cell, ""), cell) for cell in ("since", "until"))
        standing_in.name(number(typed.get("account", "")) or 0, since=since, until=until, by=actor_of(request))
    except Invalid as refusal:
        return _page(request, refusal)
    messages.success(request, "代理已安排，并已用短信通知同事。到期自动结束。")
    return redirect("hall:absence")


def _day(typed: str, cell: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise wrong(cell, "请填写日期。") from None


def _page(request: HttpRequest, refusal: Invalid | None = None) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "colleagues": standing_in.colleagues(actor),
        "arranged": standing_in.arranged(actor),
        "today_for": standing_in.today_for(actor),
        "today": clock.today().isoformat(),
        "typed": request.POST,
        "problems": refusal.problems if refusal else (),
    }
    return render(request, "hall/absence.html", context, status=422 if refusal else 200)


@door("POST")
def end(request: HttpRequest, number: int) -> HttpResponse:
    """【结束代理】 before its last day."""
    standing_in.end(number, by=actor_of(request))
    messages.success(request, "代理已结束。")
    return redirect("hall:absence")
