"""审核: a case at my desk, with everything needed to decide on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.cases import queries
from banshi.lib.actor import Actor
from banshi.web.door import door
from banshi.web.filing.reading import case_context


@door("GET")
def review(request: HttpRequest, ref: str) -> HttpResponse:
    """The submission beside the decision; a case that is not at my desk (any more) is shown as it stands."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    case = queries.case_for(actor, ref)
    if case.desk != actor.unit or case.is_filer:
        return redirect("filing:case", ref)
    return render(request, "review/review.html", case_context(actor, case))
