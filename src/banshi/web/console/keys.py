"""接口密钥 of an agency: given, shown once, and ended; the system administrator's part."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Conflict, NotFound
from banshi.people import queries
from banshi.people.accounts import agency_keys
from banshi.web.door import actor_of, door


@door("GET", "POST", who="system_admin")
def keys(request: HttpRequest, code: str) -> HttpResponse:
    """The keys of one agency; 【发放密钥】 shows another."""
    agency, by = queries.known_id_of(code), actor_of(request)
    if not agency_keys.is_agency(agency):
        raise NotFound
    told, status = {"given": "", "problem": ""}, 200
    if request.method == "POST":
        try:
            told["given"] = agency_keys.give(agency, token=request.POST.get("token", ""), by=by)
        except Conflict as refusal:
            told["problem"], status = refusal.words, refusal.status
    context = {"code": code, "name": queries.name_of(agency), "rows": agency_keys.listed(agency, by)} | {
        "token": new_token()
    }
    return render(request, "console/keys.html", context | told, status=status)


@door("POST", who="system_admin")
def end(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """【停用】, at once."""
    if number not in [row.id for row in agency_keys.listed(queries.known_id_of(code), actor_of(request))]:
        raise NotFound
    agency_keys.end(number, by=actor_of(request))
    messages.success(request, "密钥已停用。")
    return redirect("console:keys", code)
