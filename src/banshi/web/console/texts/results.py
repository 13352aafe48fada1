"""结果公示: what was published of a pack's decisions, and taking one of them down; it is corrected where everybody reads it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.bulletin import results as bulletin
from banshi.bulletin.results import ResultSight
from banshi.cases import publishing
from banshi.lib.refusals import Invalid, NotFound
from banshi.web.console.texts.writing import of_pack
from banshi.web.door import actor_of, door
from banshi.web.numbers import number as number_of


@door("GET", who="system_admin")
def results(request: HttpRequest, pack: str) -> HttpResponse:
    """The newest first, or those with the words somebody looks for."""
    text = request.GET.get("text", "").strip()[:100]
    context = of_pack(pack, text=text)
    rows = bulletin.listed([pack], text=text, before=number_of(request.GET.get("before", "")))
    more = rows[-1].number if len(rows) == bulletin.PAGE else None
    return render(request, "console/texts/results.html", context | {"rows": rows, "before": more})


@door("GET", "POST", who="system_admin")
def take_down(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """【撤下】, with the reason that its address gives from now on."""
    row, reason, problem = _row(pack, number), request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            bulletin.take_down(number, reason, names=publishing.hidden_names(row.case), by=actor_of(request))
        except Invalid as refusal:
            problem = " ".join(each.words for each in refusal.problems)
        else:
            messages.success(request, "已撤下，大家看到的只有撤下的原因。")
            return redirect("console:results", pack)
    context = of_pack(pack, row=row, reason=reason, problem=problem)
    return render(request, "console/texts/take_down_result.html", context, status=422 if problem else 200)


def _row(pack: str, number: int) -> ResultSight:
    row = bulletin.one(number)
    if row.pack != pack or row.removed_at:
        raise NotFound
    return row
