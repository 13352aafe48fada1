"""导出: a worklist or totals as they are seen, made by the worker, saved by whoever asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.cases import arranging, columns
from banshi.catalogue import shelf
from banshi.figures import actions, exports
from banshi.files.serving import response_headers
from banshi.people import queries as people
from banshi.web import pages
from banshi.web.door import actor_of, door
from banshi.web.filing.figures import asked as totals_asked
from banshi.web.filing.lists import asked_in
from banshi.web.filing.looked_for import in_words


@door("POST")
def worklist(request: HttpRequest, pack: str, key: str) -> HttpResponse:
    """【导出】 of a worklist: with the columns that stand there, or with every answer, of what is looked for in its address."""
    actor, opened = actor_of(request), shelf.pack(pack)
    listed = pages.worklist(opened, key, actor)
    every, asked = "every" in request.POST, asked_in(request.GET, listed)
    arranged = arranging.arranged(actor, opened, listed).columns
    shown = columns.every(opened, listed) if every else columns.looked_for(opened, listed, arranged, asked.answers)
    only_here = every and listed.of == "below"
    said = [*_narrowed(list(in_words(opened, listed, asked, actor)), only_here), *_of_every(every, only_here)]
    token = request.POST.get("token", "")
    actions.export_worklist(pack, listed, shown, asked, said=said, by=actor, token=token)
    return redirect("filing:exports")


def _narrowed(said: list[tuple[str, str]], only_here: bool) -> list[tuple[str, str]]:
    """What was looked for, and whether there is more in the list than was exported."""
    everything = "没有筛选" if only_here else "没有筛选，列表里的都在"
    return [*said, ("筛选", "只有符合以上条件的；列表里其他的没有导出" if said else everything)]


def _of_every(every: bool, only_here: bool) -> list[tuple[str, str]]:
    """What differs from the page where every answer is told: it is told only of cases that have come to the desk (`only_here`)."""
    here = [("范围", "只有已报到本单位的；列表里还在下级审核的没有导出")] if only_here else []
    return [("栏目", "全部"), *here] if every else []


@door("POST")
def totals(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """【导出】 of totals, by the dimension and of the first-level unit in their address."""
    page, by, top = totals_asked(request, shelf.pack(pack), matter)
    said = [("分类", page.dimensions[by].title), ("一级单位", people.name_of_code(top) if top else "全部")]
    actions.export_totals(pack, page, by, top, said=said, by=actor_of(request), token=request.POST.get("token", ""))
    return redirect("filing:exports")


@door("GET")
def mine(request: HttpRequest) -> HttpResponse:
    """我的导出: how far the worker is, and what can be saved."""
    found = exports.mine(actor_of(request))
    return render(request, "filing/exports.html", {"exports": found, "working": any(each.working for each in found)})


@door("GET")
def file(request: HttpRequest, number: int) -> HttpResponse:
    """The workbook, for its asker."""
    name, content = exports.workbook(actor_of(request), number)
    return HttpResponse(content, headers=response_headers(name, "xlsx"))
