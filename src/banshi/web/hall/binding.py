"""关联单位: search, choose, type the code; then a case begins, which the unit's administrator or the agency decides."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.define import Binding, Matter
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Forbidden, Invalid, NotFound, Refusal, TooMany
from banshi.people.belonging import queries as belongs
from banshi.people.belonging.queries import UnitFound
from banshi.web.door import actor_of, door
from banshi.web.hall import places
from banshi.web.numbers import number
from banshi.web.refusing import at_cells


@door("GET")
def find(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """查询条件 and 单位列表, paged by key."""
    by, asked = actor_of(request), request.GET
    said, _ = _binding(pack, matter, by)
    name, levels = asked.get("name", "").strip()[:100], places.levels(asked)
    place = ([level.picked for level in levels if level.picked] or [""])[-1]
    found = belongs.find(name, place, number(asked.get("after", "")) or 0, by=by)
    kept = {level.key: level.picked for level in levels} | {"name": name}
    more = found[-1].number if len(found) == belongs.PAGE else 0
    context = {
        "pack_key": pack,
        "matter": said,
        "listed": [(each, _place(each)) for each in found],
        "name": name,
        "levels": levels,
        "following": f"?{urlencode(kept | {'after': more})}" if more else "",
        "start": f"?{urlencode(kept)}" if "after" in asked else "",
    }
    return render(request, "hall/find_unit.html", context)


def _binding(pack: str, matter: str, by: Actor) -> tuple[Matter, Binding]:
    """The matter by which somebody is bound to a unit. Raises NotFound for any other, and for who may not file it."""
    said = shelf.matter(pack, matter)
    if said.binds is None or not queries.may_file(by, pack, said):
        raise NotFound
    return said, said.binds


def _place(unit: UnitFound) -> str:
    found = catalogue.code("region", unit.region) if unit.region else None
    return found["name"] if found else ""


@door("GET", "POST")
def prove(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """The unit that was chosen, and its code; what is right begins a case."""
    by = actor_of(request)
    said, binds = _binding(pack, matter, by)
    chosen = number(request.POST.get("unit", "") or request.GET.get("unit", ""))
    if chosen is None:
        return redirect("hall:find_unit", pack, matter)
    unit = belongs.found(chosen, by=by)
    if request.method != "POST":
        return _prove_page(request, pack, said, unit)
    try:
        code = belongs.proven(unit.number, request.POST.get("code", ""), by=by)
        first = {
            binds.unit: code,
            binds.code: request.POST.get("code", ""),
            binds.administered: belongs.answered(code, shelf.seats()),
        }
        key, token = f"{pack}/{matter}", request.POST.get("token", "")
        ref = cases.open_case(key, by.own_unit, by=by, token=token, first=first)
    except (Forbidden, Invalid, TooMany) as refusal:
        return _prove_page(request, pack, said, unit, refusal)
    return redirect("filing:form", ref)


def _prove_page(
    request: HttpRequest, pack: str, said: Matter, unit: UnitFound, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "pack_key": pack,
        "matter": said,
        "unit": unit,
        "place": _place(unit),
        "typed": request.POST.get("code", ""),
        "problems": at_cells(refusal, "code") if refusal else (),
        "token": request.POST.get("token", "") or new_token(),
    }
    return render(request, "hall/prove_unit.html", context, status=refusal.status if refusal else 200)
