"""结果公示: what was published of a pack's decisions, correcting one of them, and taking it down."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.bulletin import results as bulletin
from banshi.bulletin import rules
from banshi.bulletin.results import ResultSight
from banshi.lib.refusals import Invalid, NotFound
from banshi.web.console.texts.writing import Shown, Typed, Writing, of_pack
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
def result(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """【更正】: seen before it is published, with the reason everybody reads."""
    by, row = actor_of(request), _row(pack, number)

    def publish(typed: Typed, version: int, token: str) -> object:
        return bulletin.correct(number, typed, version=version, by=by)

    def show(typed: Typed) -> Shown:
        said, reason, _ = rules.corrected_result(typed, bulletin.labels(row))
        told = [*said["lines"], ("结果", said["outcome"]), ("更正原因", reason)]
        return Shown(f"{row.title}：{said['whom']}", "\n\n".join(f"{label}：{text}" for label, text in told))

    return Writing(
        pack=pack,
        form=rules.result_form(bulletin.labels(row)),
        title="更正公示的结果",
        back="console:results",
        told="已更正，更正的日期和原因一并公示。",
        standing=lambda: _standing(pack, number),
        publish=publish,
        show=show,
    ).answer(request)


def _standing(pack: str, number: int) -> tuple[dict[str, Any], int]:
    row = _row(pack, number)
    lines = {f"line_{at}": text for at, (_, text) in enumerate(row.lines)}
    return {"whom": row.whom, "outcome": row.outcome, "personal": "否"} | lines, row.version


@door("GET", "POST", who="system_admin")
def take_down(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """【撤下】, with the reason that its address gives from now on."""
    row, reason, problem = _row(pack, number), request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            bulletin.take_down(number, reason, by=actor_of(request))
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
