"""结果公示, for everybody: looked through, each at an address that stays; and 【更正】 there for who decided it or keeps the texts."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banshi.bulletin import results as bulletin
from banshi.bulletin import rules
from banshi.bulletin.results import ResultSight
from banshi.cases import publishing
from banshi.catalogue import directory, shelf
from banshi.lib.refusals import NotFound
from banshi.web.console.texts.writing import Shown, Typed, Writing
from banshi.web.door import actor_of, door
from banshi.web.hall.consulting import GONE
from banshi.web.hall.kept import kept
from banshi.web.numbers import number

SIGNED = (
    "这里只更正公示。已签发的文书（{}）不会跟着改，仍是原来的文字；要换一份的，打开办件里的文书，写明原因撤销它，"
    "再请对方重新申请，办结时签发新的。"
)


@door("GET", who="anyone")
@kept
def results(request: HttpRequest) -> HttpResponse:
    """The newest first; of one matter, or with the words somebody looks for."""
    asked = {key: request.GET.get(key, "").strip()[:100] for key in ("matter", "text")}
    rows = bulletin.listed(shelf.packs(), **asked, before=number(request.GET.get("before", "")))
    matters = [each for each in directory.everything() if each.publishes]
    context = asked | {
        "rows": rows,
        "matters": matters,
        "before": rows[-1].number if len(rows) == bulletin.PAGE else None,
    }
    return render(request, "hall/results.html", context)


@door("GET", who="anyone")
@kept
def result(request: HttpRequest, number: int) -> HttpResponse:
    """One of them, with what became of it."""
    found = bulletin.one(number)
    context = {
        "row": found,
        "lines": _lines(found),
        "agency": shelf.pack(found.pack).agency,
        "changes": bulletin.changes(found),
        "fingerprint": bulletin.fingerprint(found),
        "may_correct": publishing.may_correct(actor_of(request), found),
    }
    return render(request, "hall/result.html", context, status=GONE if found.removed_at else 200)


@door("GET", "POST")
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """【更正】: seen before it is published, with the reason everybody reads."""
    by, row = actor_of(request), bulletin.one(number)
    if row.removed_at or not publishing.may_correct(by, row):
        raise NotFound
    names = publishing.hidden_names(row.case)

    def publish(typed: Typed, version: int, token: str) -> None:
        publishing.correct(number, typed, version=version, token=token, by=by)

    def show(typed: Typed) -> Shown:
        said, reason, _ = rules.corrected_result(typed, bulletin.labels(row), names)
        told = replace(row, **said)
        return Shown(told.heading, lines=(*_lines(told), ("更正", reason)))

    return Writing(
        pack=row.pack,
        form=rules.result_form(bulletin.labels(row)),
        title="更正公示的结果",
        back=reverse("hall:result", args=[number]),
        told="已更正，更正的日期和原因一并公示；申请的单位会收到通知。",
        hint=SIGNED.format(row.numbers) if row.numbers else "",
        standing=lambda: _standing(bulletin.one(number)),
        publish=publish,
        show=show,
        place="结果公示",
    ).answer(request)


def _lines(row: ResultSight) -> tuple[tuple[str, str], ...]:
    """What everybody reads of it, on its page and in the preview of a correction."""
    numbers = (("文书编号", row.numbers),) if row.numbers else ()
    return (("办理对象", row.whom), ("事项", row.title), ("结果", row.outcome), *row.lines, *numbers)


def _standing(row: ResultSight) -> tuple[dict[str, Any], int]:
    lines = {f"line_{at}": text for at, (_, text) in enumerate(row.lines)}
    return {"whom": row.whom, "outcome": row.outcome, "personal": "否"} | lines, row.version
