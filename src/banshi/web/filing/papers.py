"""打表 and 打证: the issued papers of the units one may see, to preview and print; the issuer may revoke them."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from banshi.cases import queries as cases
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.define import PrintPapers
from banshi.lib.refusals import Invalid, NotFound
from banshi.papers import actions, queries
from banshi.papers.queries import Grant, PaperSight
from banshi.papers.rules import GENUINE, may_end
from banshi.web import frame, pages
from banshi.web.door import actor_of, door


def _grant(request: HttpRequest) -> Grant:
    """A paper is seen with its case."""
    return cases.in_full(actor_of(request)).values_list("pk", flat=True)


def _open_pages(request: HttpRequest, pack: str) -> list[PrintPapers]:
    """The pages of a pack that print papers, those the actor sees."""
    said = shelf.pack(pack)
    listed = [page for menu in said.menus for page in menu.pages if isinstance(page, PrintPapers)]
    return [page for page in listed if pages.is_open(said, page, actor_of(request))]


def _page(request: HttpRequest, pack: str, paper: str) -> PrintPapers:
    """The page that prints this kind of paper, for those who see it. Raises NotFound."""
    for page in _open_pages(request, pack):
        if page.paper == paper:
            return page
    raise NotFound


@door("GET")
def listed(request: HttpRequest, pack: str, paper: str) -> HttpResponse:
    """The units that have a paper of this kind, 【打表】 or 【打证】 beside each; of what stands alone, such as a decision, every one."""
    page, alone = _page(request, pack, paper), shelf.pack(pack).stands_alone(paper)
    text = request.GET.get("text", "").strip()[:100]
    papers = queries.each_alone if alone else queries.units
    found = papers(_grant(request), pack, paper, text=text, after=request.GET.get("after", ""))
    following = urlencode({"text": text, "after": found.next}) if found.next else ""
    others = [each for each in _open_pages(request, pack) if each.paper != paper]
    context = {"page": page, "pack_key": pack, "rows": found.rows, "text": text, "next": following, "others": others}
    return render(request, "filing/papers_alone.html" if alone else "filing/papers.html", context)


@door("GET")
def choose(request: HttpRequest, pack: str, paper: str, subject: int) -> HttpResponse:
    """时期 and 模板 of one unit's paper; 【预览&打印】 goes to the preview, 【取消】 back to the list."""
    page = _page(request, pack, paper)
    found = queries.of_unit(_grant(request), pack, paper, subject)
    if not found:
        raise NotFound
    wanted = request.GET.get("paper", "")
    chosen = next((each for each in found if str(each.id) == wanted), found[0])
    layout = request.GET.get("layout", "")
    if layout in dict(chosen.layouts):
        return redirect("filing:paper", chosen.id, layout)
    layouts = catalogue.offered(pack, paper, chosen.layouts)
    context = {"page": page, "pack_key": pack, "papers": found, "chosen": chosen, "layouts": layouts}
    context["alone"] = shelf.pack(pack).stands_alone(paper)
    return render(request, "filing/paper_choice.html", context)


def _named(request: HttpRequest, paper_id: int, layout: str) -> PaperSight:
    """The paper, if it has that layout, its page in the frame of its pack. Raises NotFound."""
    found = queries.paper_for(_grant(request), paper_id)
    frame.belongs_to(request, found.pack)
    if layout not in dict(found.layouts):
        raise NotFound
    return found


def _deciding(paper: PaperSight) -> set[str]:
    """The roles that issue papers of its kind, as links keep them."""
    return {f"{paper.pack}/{role}" for role in shelf.pack(paper.pack).roles_issuing(paper.kind)}


@door("GET")
def preview(request: HttpRequest, paper_id: int, layout: str) -> HttpResponse:
    """The pages as pictures, which every browser shows; 【打印】 once the signed PDF is there."""
    return _preview(request, _named(request, paper_id, layout), layout)


def _preview(request: HttpRequest, paper: PaperSight, layout: str, refusal: Invalid | None = None) -> HttpResponse:
    signed = queries.is_signed(_grant(request), paper.id, layout)
    context: dict[str, Any] = {
        "paper": paper,
        "layout": layout,
        "heading": f"{paper.title} · {dict(paper.layouts)[layout]}" if len(paper.layouts) > 1 else paper.title,
        "alone": shelf.pack(paper.pack).stands_alone(paper.kind),
        "pages": range(1, len(queries.pictures(_grant(request), paper.id, layout)) + 1),
        "signed": signed,
        "may_revoke": paper.state == GENUINE and may_end(actor_of(request), paper.issuer, _deciding(paper)),
        "problems": refusal.problems if refusal else (),
        "reason": request.POST.get("reason", ""),
    }
    response = render(request, "filing/paper.html", context, status=refusal.status if refusal else 200)
    if not signed and not refusal:
        response.headers["Refresh"] = "3"  # seconds; the worker is at it
    return response


@door("GET")
def picture(request: HttpRequest, paper_id: int, layout: str, number: int) -> HttpResponse:
    """One page of a paper as a picture."""
    drawn = queries.pictures(_grant(request), paper_id, layout)
    if not 0 < number <= len(drawn):
        raise NotFound
    return HttpResponse(drawn[number - 1], content_type="image/png", headers={"Cache-Control": "no-store"})


@door("GET")
def pdf(request: HttpRequest, paper_id: int, layout: str) -> HttpResponse:
    """The signed PDF, to be shown and printed by the browser, or with ?download=1 to be saved."""
    made = queries.signed_pdf(_grant(request), paper_id, layout)
    if made is None:
        return redirect("filing:paper", paper_id, layout)
    name, content = made
    shown = content_disposition_header(bool(request.GET.get("download")), name) or ""
    headers = {"Content-Disposition": shown, "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@door("POST")
def revoke(request: HttpRequest, paper_id: int, layout: str) -> HttpResponse:
    """Ends the paper for the reason given. Without one, the page comes back with what was typed."""
    paper = _named(request, paper_id, layout)
    try:
        reason, by = request.POST.get("reason", ""), actor_of(request)
        actions.revoke(_grant(request), paper_id, reason, deciding=_deciding(paper), by=by)
    except Invalid as refusal:
        return _preview(request, paper, layout, refusal)
    return redirect("filing:paper", paper_id, layout)
