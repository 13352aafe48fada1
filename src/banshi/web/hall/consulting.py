"""留言咨询, for everybody: what was asked and answered, looked through, and each at an address that stays."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banshi.bulletin import consultations as bulletin
from banshi.catalogue import shelf
from banshi.define import Pack
from banshi.web.door import door
from banshi.web.hall.kept import kept
from banshi.web.numbers import number as number_of

GONE = 410  # RFC 9110, 15.5.11


def asked_at() -> list[Pack]:
    """The packs at whose doors one may ask."""
    return [pack for pack in shelf.packs().values() if pack.ask]


@door("GET", who="anyone")
@kept
def consultations(request: HttpRequest) -> HttpResponse:
    """The newest first; of one pack, or with the words somebody looks for."""
    packs = {pack.key: pack for pack in asked_at()}
    said, text = packs.get(request.GET.get("pack", "")), request.GET.get("text", "").strip()[:100]
    rows = bulletin.listed([said.key] if said else packs, text, number_of(request.GET.get("before", "")))
    context = {
        "rows": [(packs[row.pack], row) for row in rows],
        "packs": packs.values(),
        "said": said,
        "text": text,
        "before": rows[-1].number if len(rows) == bulletin.PAGE else None,
    }
    return render(request, "hall/consultations.html", context)


@door("GET", who="anyone")
@kept
def consultation(request: HttpRequest, number: int) -> HttpResponse:
    """One of them, with what became of it."""
    row = bulletin.one(number)
    context = {"row": row, "said": shelf.pack(row.pack), "changes": bulletin.changes(row)}
    return render(request, "hall/consultation.html", context, status=GONE if row.removed_at else 200)
