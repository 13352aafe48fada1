"""注册授权: units that are on no list and have asked for an account; granted to the unit they are, or refused with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.catalogue import shelf
from banshi.define import Registration
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid, NotFound
from banshi.people.admission import authorising
from banshi.people.admission.authorising import RegistrationRow
from banshi.people.units.standings import Contact
from banshi.web.console import roles
from banshi.web.door import actor_of, door


@door("GET", who="security_admin")
def listed(request: HttpRequest) -> HttpResponse:
    """Who waits, oldest first."""
    rows = [(row, shelf.pack(row.pack), _tier(row)) for row in authorising.waiting(actor_of(request))]
    return render(request, "console/registrations.html", {"rows": rows})


def _said(pack: str) -> Registration:
    said = shelf.pack(pack).sign_in.registers
    if said is None:
        raise NotFound
    return said


def _role(row: RegistrationRow) -> str:
    """The role the account is to have."""
    return f"{row.pack}/{_said(row.pack).role}"


def _tier(row: RegistrationRow) -> str:
    """What the level is called; its number at a pack that lets nobody register any more."""
    said = shelf.pack(row.pack).sign_in.registers
    return dict(enumerate(said.tiers if said else (), start=2)).get(row.tier, str(row.tier))


@door("GET", "POST", who="security_admin")
def registration(request: HttpRequest, number: int) -> HttpResponse:
    """One of them; 【授权】 lets it in, at once or after a second administrator's yes."""
    row, by = _row(request, number), actor_of(request)
    if request.method == "GET":
        return _page(request, row)
    said = _said(row.pack)
    try:
        done = authorising.grant(
            number,
            request.POST.dict(),
            tree=said.tree,
            role=_role(row),
            token=request.POST.get("token", ""),
            deciding=roles.deciding(),
            by=by,
        )
    except Invalid as refusal:
        return _page(request, row, refusal)
    told = f"“{row.name}”已授权，并已用短信告知。"
    messages.success(request, told if done else "这个单位有审核权，已提请系统管理员确认。确认以后，请在这里办理。")
    return redirect("console:registrations")


def _row(request: HttpRequest, number: int) -> RegistrationRow:
    """Raises NotFound for one that does not wait any more."""
    found = [row for row in authorising.waiting(actor_of(request)) if row.id == number]
    if not found:
        raise NotFound
    return found[0]


@door("POST", who="security_admin")
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """【驳回】: the reason is told by SMS."""
    row = _row(request, number)
    try:
        authorising.refuse(number, request.POST.get("reason", ""), by=actor_of(request))
    except Invalid as refusal:
        return _page(request, row, refusal)
    messages.success(request, f"已驳回“{row.name}”的注册，理由已用短信告知。")
    return redirect("console:registrations")


@door("POST", who="security_admin")
def phone(request: HttpRequest, number: int) -> HttpResponse:
    """【查看完整手机号】, to call whoever asked and the first-level unit; the look is an event."""
    row = _row(request, number)
    asked, call = authorising.phones_of(number, role=_role(row), by=actor_of(request))
    return _page(request, row, phone=asked, call=call)


def _page(
    request: HttpRequest,
    row: RegistrationRow,
    refusal: Invalid | None = None,
    *,
    phone: str = "",
    call: Contact | None = None,
) -> HttpResponse:
    said = _said(row.pack)
    sheet = authorising.sheet(row.id, tree=said.tree, role=_role(row), by=actor_of(request))
    context = {
        "row": row,
        "sheet": sheet,
        "said": said,
        "of": shelf.pack(row.pack),
        "tier": _tier(row),
        "phone": phone or row.phone,
        "whole": bool(phone),
        "call": call or sheet.call,
        "typed": {"code": sheet.code or sheet.stated, "parent": sheet.top_code if row.tier == 2 else ""}
        | request.POST.dict(),
        "problems": refusal.problems if refusal else (),
        "token": new_token(),
    }
    return render(request, "console/registration.html", context, status=422 if refusal else 200)
