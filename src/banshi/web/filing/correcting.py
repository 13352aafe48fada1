"""补正: what a returned case asks for, item by item, and what the filer answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.cases.corrections import actions, queries
from banshi.web import frame
from banshi.web.door import actor_of, door


@door("GET")
def corrections(request: HttpRequest, ref: str) -> HttpResponse:
    """The list on a page of its own, while the draft may change."""
    return _listed(request, ref)


def _listed(request: HttpRequest, ref: str) -> HttpResponse:
    case = frame.case_of(request, ref)
    asked = queries.asked(case) if case.editable else []
    if not asked:
        return redirect("filing:case", ref)
    return render(request, "filing/corrections.html", {"case": case, "corrections": asked})


@door("POST")
def reply(request: HttpRequest, ref: str, correction: int) -> HttpResponse:
    """Keeps the answer to one item; words alone explain. A script, which has the list on whatever page it stands, gets the list anew."""
    chosen, words = request.POST.get("reply", "explained")[:10], request.POST.get("words", "")[:1000]
    actions.reply(ref, correction, chosen, words, by=actor_of(request))
    return _listed(request, ref) if request.headers.get("HX-Request") else redirect("filing:corrections", ref)
