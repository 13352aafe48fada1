"""服务指南 and 表格下载 of a matter, for everybody."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banshi.cases import lookups
from banshi.catalogue import directory, limits
from banshi.catalogue import queries as catalogue
from banshi.catalogue.queries import Revision
from banshi.files import serving
from banshi.files.limits import Limits
from banshi.forms import blank
from banshi.forms.workbooks import template
from banshi.lib.refusals import NotFound
from banshi.papers import drawing
from banshi.web.door import door
from banshi.web.hall.kept import kept


@door("GET", who="anyone")
@kept
def guide(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """What is told of a matter before anybody files it."""
    one = directory.one(pack, matter)
    said, materials = one.matter.guide, one.matter.materials
    context = {
        "pack": one.pack,
        "one": one,
        "matter": one.matter,
        "said": said,
        "served": directory.served(said) if said else (),
        "materials": _materials(one),
        "limits": limits.limits(one.matter),
        "files": Limits(materials.kinds, materials.largest).in_words() if materials else "",
    }
    return render(request, "hall/guide.html", context)


def _materials(one: directory.Listed) -> list[tuple[str, str, str]]:
    listed = one.matter.materials
    return [(each.title, blank.needed(each, one.matter.form), each.hint) for each in listed.materials] if listed else []


@door("GET", who="anyone")
def blank_form(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """表格下载: the empty form, to read and to print."""
    revision = catalogue.current(f"{pack}/{matter}")
    content = _blank(revision.id, directory.one(pack, matter).authority)
    return HttpResponse(content, headers=serving.response_headers(f"{revision.matter.title} 空白表.pdf", "pdf"))


@lru_cache(maxsize=64)
def _blank(revision: int, agency: str) -> bytes:
    """Kept once drawn: a published matter never changes."""
    return drawing.plain_pdf("blank", blank.blank(catalogue.revision(revision).matter) | {"agency": agency})


@door("GET", who="anyone")
def blank_workbook(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """表格下载: the workbook to fill in, where the matter is filed by workbook too. Raises NotFound otherwise."""
    revision = catalogue.current(f"{pack}/{matter}")
    name = f"{revision.matter.title}模板.xlsx"
    return HttpResponse(_workbook(revision), headers=serving.response_headers(name, "xlsx"))


def _workbook(revision: Revision) -> bytes:
    said = revision.matter
    if said.workbook is None:
        raise NotFound
    return template.template(said, said.workbook, lookups.code_lists(said.form, lookups.home_province(said)))
