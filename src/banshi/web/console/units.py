"""单位: the list, one unit, and the import of many; the system administrator's part."""

from collections.abc import Collection
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.catalogue import shelf
from banshi.ledger import clock
from banshi.lib import spreadsheets
from banshi.lib.refusals import Invalid
from banshi.people import actions, queries
from banshi.people.accounts import administration, agency_keys
from banshi.people.refusals import wrong
from banshi.people.units import importing, placing
from banshi.web.attached import WORKBOOK, as_address
from banshi.web.door import actor_of, door

MISTAKES_SHOWN = 200
KINDS = (
    ("rename", "更名"),
    ("move", "调整上级单位"),
    ("close", "停用"),
    ("reopen", "恢复使用"),
    ("investee", "转为参股企业（由上级单位填报）"),
    ("controlled", "转为控股企业（由自己填报）"),
)


@door("GET", who="system_admin")
def units(request: HttpRequest) -> HttpResponse:
    """All units, found by name or code, paged by code."""
    text, after = request.GET.get("text", "").strip()[:100], request.GET.get("after", "")
    rows = administration.find_units(actor_of(request), text, after)
    more = rows[-1].code if len(rows) == administration.PAGE else ""
    return render(request, "console/units.html", {"rows": rows, "text": text, "after": after, "more": more})


@door("GET", "POST", who="system_admin")
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit, its places, and its changes: 更名, 调整上级, 停用, 恢复 from a day on."""
    if request.method == "GET":
        return _unit_page(request, code)
    typed = request.POST
    try:
        done = placing.plan(
            typed.get("kind", ""),
            queries.known_id_of(code),
            on=_day(typed.get("on", "")),
            name=typed.get("name", ""),
            tree=typed.get("tree", ""),
            parent=typed.get("parent", ""),
            by=actor_of(request),
        )
    except Invalid as refusal:
        return _unit_page(request, code, refusal)
    messages.success(request, "已经生效。" if done else "已登记，到生效日期自动办理。")
    return redirect("console:unit", code)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise wrong("on", "请填写生效日期。") from None


def _unit_page(request: HttpRequest, code: str, refusal: Invalid | None = None) -> HttpResponse:
    context = {
        "unit": administration.unit_sheet(actor_of(request), code),
        "is_agency": agency_keys.is_agency(queries.known_id_of(code)),
        "typed": request.POST,
        "today": clock.today().isoformat(),
        "kinds": KINDS,
        "problems": refusal.problems if refusal else (),
    }
    return render(request, "console/unit.html", context, status=422 if refusal else 200)


@door("POST", who="system_admin")
def call_off(request: HttpRequest, code: str, change: int) -> HttpResponse:
    """取消 a change whose day has not come."""
    placing.call_off(change, unit=queries.known_id_of(code), by=actor_of(request))
    return redirect("console:unit", code)


@door("GET", "POST", who="system_admin")
def bring_in(request: HttpRequest) -> HttpResponse:
    """导入单位: from a filled-in template; all rows or none, every mistake at its row."""
    trees = shelf.trees()
    context: dict[str, object] = {"trees": trees.items(), "tree": request.POST.get("tree", "")}
    if request.method == "GET":
        return render(request, "console/import.html", context)
    try:
        done = actions.import_units(_uploaded(request, trees), tree=request.POST["tree"], by=actor_of(request))
    except importing.ImportRefused as refused:
        context |= {
            "refused": refused.words,
            "mistakes": refused.mistakes[:MISTAKES_SHOWN],
            "more": max(0, len(refused.mistakes) - MISTAKES_SHOWN),
            "marked": as_address(importing.with_mistakes(refused), WORKBOOK),
        }
        return render(request, "console/import.html", context, status=422)
    except Invalid as refused:
        return render(request, "console/import.html", context | {"refused": refused.words}, status=422)
    messages.success(request, f"已导入 {done.added} 个单位。请由安全管理员为它们发放账户。")
    if done.there:
        return render(request, "console/import.html", context | {"there": done.there})
    return redirect("console:units")


def _uploaded(request: HttpRequest, trees: Collection[str]) -> bytes:
    """The workbook, never more of it than may be read. Raises Invalid without one, and without a tree to put the units into."""
    if request.POST.get("tree") not in trees:
        raise Invalid("请选择隶属关系：这些单位在哪个办事系统里办事。")
    file = request.FILES.get("workbook")
    if file is None:
        raise Invalid("请选择填好的工作簿。")
    return bytes(file.read(spreadsheets.LARGEST + 1))


@door("GET", who="system_admin")
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    return as_download(importing.template(), "units.xlsx")


def as_download(workbook: bytes, name: str) -> HttpResponse:
    """A workbook to keep."""
    answer = HttpResponse(workbook, content_type=WORKBOOK)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
