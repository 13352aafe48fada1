"""我的单位: the units a person belongs to; as whom they act; leaving one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.cases import queries
from banshi.cases.rules import packs_of
from banshi.catalogue import shelf
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, NotFound
from banshi.people.belonging import actions as belonging
from banshi.people.belonging import queries as belongs
from banshi.people.belonging.queries import Belongs
from banshi.people.persons import persons
from banshi.web.door import actor_of, door
from banshi.web.numbers import number

ACTING_FOR = "acting_for"  # the unit a session has chosen to act for; people/queries.actor_for asks each time whether it still may


@door("GET")
def own_units(request: HttpRequest) -> HttpResponse:
    """Where one belongs, and as whom one acts now."""
    by = actor_of(request)
    listed = belongs.mine(shelf.seats(), by=by)
    selves = _former_selves(by)
    acting = any(each.unit == by.unit for each in listed)
    here = request.session.get("pack", "")
    systems = [shelf.pack(key) for key in sorted(packs_of(by) - {here})] if acting else []
    former = next((username for unit, username in selves if unit == by.unit), "")
    context = {"listed": listed, "selves": selves, "acting": acting, "former": former}
    context |= {"systems": systems, "binding": _binding()}
    return render(request, "hall/own_units.html", context)


def _former_selves(by: Actor) -> list[tuple[int, str]]:
    """As whom there is something to go on with: a self that never began a case, and is not acted for, is none to choose."""
    found = belongs.former_selves(by=by)
    filed = queries.that_filed([unit for unit, _ in found])
    return [(unit, username) for unit, username in found if unit in filed or unit == by.unit]


def _binding() -> list[tuple[str, str]]:
    """The matters by which people come to belong to units, as pack and key."""
    packs = shelf.packs().values()
    return [(pack.key, matter.key) for pack in packs for matter in pack.matters if matter.binds]


@door("POST")
def act_for(request: HttpRequest) -> HttpResponse:
    """【以该单位办理】, 【办理原账户的办件】, or 【以本人办理】 where none is chosen."""
    by, unit = actor_of(request), number(request.POST.get("unit", ""))
    persons.own(by)
    if unit is None:
        request.session.pop(ACTING_FOR, None)
        messages.success(request, "现在以本人的名义办理。")
        return redirect("hall:own_units")
    former = {each for each, _ in belongs.former_selves(by=by)}
    request.session[ACTING_FOR] = unit if unit in former else _one(unit, by).unit
    return redirect("hall:own_units")


def _one(unit: int, by: Actor) -> Belongs:
    """One of the units a person belongs to. Raises NotFound."""
    found = next((each for each in belongs.mine(shelf.seats(), by=by) if each.unit == unit), None)
    if found is None:
        raise NotFound
    return found


@door("GET", "POST")
def leave(request: HttpRequest, unit: int) -> HttpResponse:
    """【解除企业绑定】: what that means, and 【确定解除】."""
    by = actor_of(request)
    one = _one(unit, by)
    told = {"one": one, "meaning": belongs.leaving(unit, shelf.seats(), by=by)}
    if request.method != "POST":
        return render(request, "hall/leave_unit.html", told)
    try:
        belonging.leave(unit, by=by, seats=shelf.seats())
    except Conflict as refusal:
        return render(request, "hall/leave_unit.html", told | {"words": refusal.words}, status=refusal.status)
    messages.success(request, f"已解除与“{one.unit_name}”的关联。单位的办件仍归单位。")
    return redirect("hall:own_units")
