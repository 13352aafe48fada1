"""结果公示, for everybody: looked through, and each at an address that stays."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banshi.bulletin import results as bulletin
from banshi.catalogue import directory, shelf
from banshi.web.door import door
from banshi.web.hall.consulting import GONE
from banshi.web.hall.kept import kept
from banshi.web.numbers import number


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
        "agency": shelf.pack(found.pack).agency,
        "changes": bulletin.changes(found),
        "fingerprint": bulletin.fingerprint(found),
    }
    return render(request, "hall/result.html", context, status=GONE if found.removed_at else 200)
