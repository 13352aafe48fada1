"""补正: what a returned case asks for, item by item, and what the filer answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.cases import queries as cases
from banshi.cases.corrections import actions, queries
from banshi.lib.refusals import Invalid
from banshi.web.door import actor_of, door


@door("GET")
def corrections(request: HttpRequest, ref: str) -> HttpResponse:
    """The list on a page of its own, while the draft may change."""
    return _listed(request, ref)


def _listed(request: HttpRequest, ref: str) -> HttpResponse:
    case = cases.case_for(actor_of(request), ref)
    asked = queries.asked(case) if case.editable else []
    if not asked:
        return redirect("filing:case", ref)
    return render(request, "filing/corrections.html", {"case": case, "corrections": asked})


@door("POST")
def reply(request: HttpRequest, ref: str, correction: int) -> HttpResponse:
    """Keeps the answer to one item. A script, which has the list on whatever page it stands, gets the list anew."""
    given = request.POST.get("reply", "")[:10], request.POST.get("words", "")[:1000]
    try:
        actions.reply(ref, correction, *given, by=actor_of(request))
    except Invalid as refusal:
        messages.error(request, refusal.problems[0].words)
    if request.headers.get("HX-Request"):
        return _listed(request, ref)
    return redirect("filing:corrections", ref)
