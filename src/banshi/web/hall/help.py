"""帮助 at the door of a pack, for everybody: the guide, 常见问题, announcements, manuals to save."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from banshi.bulletin import queries
from banshi.bulletin.queries import Content
from banshi.catalogue import shelf
from banshi.catalogue.pictures import pictures
from banshi.files import serving
from banshi.lib.refusals import NotFound
from banshi.papers import manual as printed
from banshi.web.door import door

A_DAY = 24 * 60 * 60  # seconds


@door("GET", who="anyone")
def guide(request: HttpRequest, pack: str) -> HttpResponse:
    """办事指南, to read and to save, with the manuals beside it."""
    said, text = shelf.pack(pack), queries.guide(pack)
    if request.GET.get("download"):
        answer = HttpResponse(f"# {said.title} 用户手册\n\n{text}", content_type="text/markdown; charset=utf-8")
        answer.headers["Content-Disposition"] = content_disposition_header(True, f"{said.title} 办事指南.md") or ""
        return answer
    context = {
        "pack": said,
        "guide": text,
        "manuals": queries.manuals(pack),
        "latest": queries.announcements([pack], queries.LATEST),
    }
    return render(request, "hall/help.html", context)


@door("GET", who="anyone")
def manual_pdf(request: HttpRequest, pack: str) -> HttpResponse:
    """The same guide with its pictures, to print."""
    content = Content(printed.pdf(pack, queries.guide(pack)), f"{shelf.pack(pack).title} 用户手册.pdf", "pdf")
    return _stored(content)


@door("GET", who="anyone")
def picture(request: HttpRequest, pack: str, name: str) -> HttpResponse:
    """A picture of the guide. They only change with the house."""
    found = pictures(pack).get(f"pictures/{name}")
    if found is None:
        raise NotFound
    return HttpResponse(found, content_type="image/png", headers={"Cache-Control": f"public, max-age={A_DAY}"})


@door("GET", who="anyone")
def faqs(request: HttpRequest, pack: str) -> HttpResponse:
    """常见问题, all of them or those with the words somebody looks for."""
    said, text = shelf.pack(pack), request.GET.get("text", "").strip()[:100]
    return render(request, "hall/faqs.html", {"pack": said, "text": text, "groups": queries.faqs(pack, text)})


@door("GET", who="anyone")
def announcements(request: HttpRequest, pack: str) -> HttpResponse:
    """公告: what is announced today."""
    said = shelf.pack(pack)
    return render(request, "hall/announcements.html", {"pack": said, "rows": queries.announcements([pack])})


@door("GET", who="anyone")
def announcement(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """One of them, at an address that stays."""
    said = shelf.pack(pack)
    row = queries.announcement(pack, number)
    return render(request, "hall/announcement.html", {"pack": said, "row": row, "changes": queries.changes(row)})


@door("GET", who="anyone")
def manual(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """A manual to save."""
    return _stored(queries.manual_file(pack, number))


@door("GET", who="anyone")
def manual_picture(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """Its cover or QR code."""
    return _stored(queries.manual_picture(pack, number))


def _stored(content: Content) -> HttpResponse:
    return HttpResponse(content.data, headers=serving.response_headers(content.name, content.kind))
