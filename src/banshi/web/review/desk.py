"""审核: a case at my desk with everything needed to decide on one page; taking it on, handing it over, going to the next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.cases import actions, changes, foreseeing, queries
from banshi.cases.corrections import queries as corrections
from banshi.forms import drawing
from banshi.lib.actor import Actor
from banshi.web import frame
from banshi.web.door import actor_of, door
from banshi.web.filing import onward
from banshi.web.filing.reading import case_context


@door("GET")
def review(request: HttpRequest, ref: str) -> HttpResponse:
    """The submission beside the decision, what has changed in it first; a case that is not at my desk (any more) is shown as it
    stands."""
    actor: Actor = actor_of(request)
    case = frame.case_of(request, ref)
    if case.desk != actor.unit or case.is_filer:
        return redirect("filing:case", ref)
    way = onward.way(request, actor, case)
    before, after = way.beside(case) if way else ("", "")
    context = case_context(actor, case, changes.shown_to(actor, case))
    context |= {
        "moves": foreseeing.weighed(actor, case, context["moves"]),
        "way": way,
        "on_the_way": f"?{way.written}" if way else "",
        "before": before,
        "after": after,
        "remarks": drawing.mistakes(case.matter.form, case.submission.answers, queries.remarks(case), {})
        if case.submission
        else [],
        "may_decide": queries.may_decide(actor, case),
        "may_pin": corrections.may_pin(actor, case),
        "may_tick": corrections.may_tick(actor, case),
        "stands_in": queries.stands_in(actor, case),
        "colleagues": queries.colleagues(actor, case),
    }
    return render(request, "review/review.html", context)


@door("POST")
def take_on(request: HttpRequest, ref: str) -> HttpResponse:
    """【接手】 keeps colleagues from the case while I work on it."""
    actions.take_on(ref, by=actor_of(request))
    return _review(request, ref)


@door("POST")
def release(request: HttpRequest, ref: str) -> HttpResponse:
    """【放回】 gives it back to everybody at the desk."""
    actions.release(ref, by=actor_of(request))
    return _review(request, ref)


@door("POST")
def hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    """【转办】 hands it to a colleague."""
    chosen = request.POST.get("to", "")
    to = int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0
    actions.hand_over(ref, to, by=actor_of(request))
    return _review(request, ref)


def _review(request: HttpRequest, ref: str) -> HttpResponse:
    """The case, on the way on which it was come upon."""
    asked = request.GET.urlencode()
    return redirect(reverse("review:review", args=[ref]) + (asked and f"?{asked}"))
