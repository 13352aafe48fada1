"""单位: the list, one unit, and the import of many; the system administrator's part."""

import base64

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.catalogue import shelf
from banshi.lib import spreadsheets
from banshi.lib.refusals import Invalid
from banshi.people import actions, administration, importing
from banshi.web.door import door

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MISTAKES_SHOWN = 200


@door("GET", who="system_admin")
def units(request: HttpRequest) -> HttpResponse:
    """All units, found by name or code, paged by code."""
    text, after = request.GET.get("text", "").strip()[:100], request.GET.get("after", "")
    rows = administration.find_units(request.actor, text, after)  # type: ignore[attr-defined]
    more = rows[-1].code if len(rows) == administration.PAGE else ""
    return render(request, "console/units.html", {"rows": rows, "text": text, "after": after, "more": more})


@door("GET", who="system_admin")
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit and its places."""
    sheet = administration.unit_sheet(request.actor, code)  # type: ignore[attr-defined]
    return render(request, "console/unit.html", {"unit": sheet})


@door("GET", "POST", who="system_admin")
def bring_in(request: HttpRequest) -> HttpResponse:
    """导入单位: from a filled-in template; all rows or none, every mistake at its row."""
    trees = sorted({matter.may_file.tree for pack in shelf.packs().values() for matter in pack.matters})
    context: dict[str, object] = {"trees": trees, "tree": request.POST.get("tree", trees[0] if trees else "")}
    if request.method == "GET":
        return render(request, "console/import.html", context)
    try:
        done = actions.import_units(_uploaded(request, trees), tree=request.POST["tree"], by=request.actor)  # type: ignore[attr-defined]
    except importing.ImportRefused as refused:
        context |= {
            "refused": refused.words,
            "mistakes": refused.mistakes[:MISTAKES_SHOWN],
            "more": max(0, len(refused.mistakes) - MISTAKES_SHOWN),
            "marked": _as_address(importing.with_mistakes(refused)),
        }
        return render(request, "console/import.html", context, status=422)
    except Invalid as refused:
        return render(request, "console/import.html", context | {"refused": refused.words}, status=422)
    messages.success(request, f"已导入 {done.added} 个单位。请由安全管理员为它们发放账户。")
    if done.there:
        return render(request, "console/import.html", context | {"there": done.there})
    return redirect("console:units")


def _uploaded(request: HttpRequest, trees: list[str]) -> bytes:
    """The workbook, never more of it than may be read."""
    file = request.FILES.get("workbook")
    if file is None or request.POST.get("tree") not in trees:
        raise Invalid("请选择填好的工作簿。")
    return bytes(file.read(spreadsheets.LARGEST + 1))


def _as_address(workbook: bytes) -> str:
    """A workbook within the page itself: nothing of a refused list is kept on the server."""
    return f"data:{WORKBOOK};base64,{base64.b64encode(workbook).decode()}"


@door("GET", who="system_admin")
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    return as_download(importing.template(), "units.xlsx")


def as_download(workbook: bytes, name: str) -> HttpResponse:
    """A workbook to keep."""
    answer = HttpResponse(workbook, content_type=WORKBOOK)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
