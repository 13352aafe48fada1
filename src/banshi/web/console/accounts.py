"""账户: who may sign in; handed out, stopped and reset by the security administrator. Initial passwords are shown once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid
from banshi.papers import slips as drawn
from banshi.people import queries
from banshi.people.accounts import administration, appointing, first_accounts, handing_out, handouts
from banshi.people.accounts.first_accounts import LeftOut
from banshi.people.accounts.handing_out import Slip
from banshi.people.admission import successors
from banshi.people.refusals import wrong
from banshi.web.attached import PDF, as_address
from banshi.web.console import roles
from banshi.web.door import actor_of, door


@door("GET", who="security_admin")
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts, found by user name or unit, paged by user name."""
    actor: Actor = actor_of(request)
    text, after = request.GET.get("text", "").strip()[:100], request.GET.get("after", "")
    rows = administration.find_accounts(actor, text, after)
    context = {
        "rows": [(row, [roles.words(role) for role in row.roles]) for row in rows],
        "text": text,
        "after": after,
        "more": rows[-1].username if len(rows) == administration.PAGE else "",
        "waiting": sum(each.count for each in _without(actor)),
        "unfinished": handouts.unfinished(actor),
    }
    return render(request, "console/accounts.html", context)


@door("GET", "POST", who="security_admin")
def issue(request: HttpRequest) -> HttpResponse:
    """发放账户: one, for a unit or somebody in it."""
    if request.method == "GET":
        return _issue_page(request)
    typed, actor = request.POST, actor_of(request)
    try:
        slip = handing_out.issue_account(
            unit=(unit := queries.id_of(typed.get("unit", ""))),
            username=typed.get("username") or _first_name(unit, typed),
            name=typed.get("name", ""),
            roles=(_offered(typed.get("role", "")),),
            deciding=roles.deciding(),
            token=typed.get("token", ""),
            by=actor,
        )
    except Invalid as refusal:
        return _issue_page(request, refusal)
    return _slips(request, [slip]) if slip else _asked(request)


def _first_name(unit: int, typed: Mapping[str, str]) -> str:
    """What the first account of a unit is called where nothing was typed: at most doors by its code, at some by its full name."""
    role = typed.get("role", "")
    by_name = role in roles.offered() and roles.door(role).by_name
    return queries.name_of(unit) if by_name else typed.get("unit", "")


def _asked(request: HttpRequest) -> HttpResponse:
    """Nothing was changed yet: a second administrator is asked first."""
    messages.info(request, "这个账户有审批权，已提请系统管理员确认。确认以后，请在“待确认”里办理。")
    return redirect("console:confirmations")


def _issue_page(
    request: HttpRequest, refusal: Invalid | None = None, many_refused: Invalid | None = None
) -> HttpResponse:
    context = {
        "offered": roles.offered(),
        "typed": request.POST or request.GET,
        "problems": refusal.problems if refusal else (),
        "many_refused": many_refused.words if many_refused else "",
        "token": new_token(),
        "without": _without(actor_of(request)),
        "at_once": first_accounts.AT_ONCE,
        "shown": first_accounts.SHOWN,
        "unfinished": handouts.unfinished(actor_of(request)),
    }
    return render(request, "console/issue.html", context, status=422 if refusal or many_refused else 200)


@dataclass(frozen=True)
class _Without:
    """The units of a pack that wait for their first account: its roles, how many they are, and those it passes over."""

    roles: dict[str, str]
    count: int
    left_out: list[LeftOut]


def _without(by: Actor) -> list[_Without]:
    offered = {role: words for role, words in roles.offered().items() if role not in roles.deciding()}
    packs = {role.partition("/")[0]: roles.door(role) for role in offered}
    found = [
        _Without(
            {role: words for role, words in offered.items() if role.startswith(f"{pack}/")},
            first_accounts.waiting(door, by).count(),
            first_accounts.left_out(door, by),
        )
        for pack, door in packs.items()
    ]
    return [each for each in found if each.count or each.left_out]


def _offered(role: str) -> str:
    if role not in roles.offered():
        raise wrong("role", "请选择角色。")
    return role


@door("POST", who="security_admin")
def issue_to_units(request: HttpRequest) -> HttpResponse:
    """批量发放账户: the first account of every unit that has none; the worker issues them."""
    try:
        door, token = roles.door(_offered(request.POST.get("role", ""))), request.POST.get("token", "")
        number = first_accounts.hand_out(door, token=token, deciding=roles.deciding(), by=actor_of(request))
    except Invalid as refusal:
        return _issue_page(request, many_refused=refusal)
    return redirect("console:handout", number)


def _slips(request: HttpRequest, slips: list[Slip]) -> HttpResponse:
    """The answer itself, with the PDF within it, is the only place where initial passwords ever stand."""
    by = actor_of(request)
    pdf = drawn.pdf(slips, day=clock.today(), address=settings.SITE_URL, by=by.unit_name)
    return render(request, "console/slips.html", {"slips": slips, "pdf": as_address(pdf, PDF)})


@door("GET", who="security_admin")
def account(request: HttpRequest, username: str) -> HttpResponse:
    """One account, and what may be done with it."""
    row = administration.account_row(actor_of(request), username)
    free = {role: words for role, words in roles.offered().items() if role not in row.roles}
    held = [(role, roles.words(role)) for role in row.roles]
    context = {"row": row, "held": held, "free": free, "token": new_token()}
    return render(request, "console/account.html", context)


@door("POST", who="security_admin")
def reissue(request: HttpRequest, username: str) -> HttpResponse:
    """重新发放初始密码."""
    slip = handing_out.reissue(username, deciding=roles.deciding(), token=_token(request), by=actor_of(request))
    return _slips(request, [slip]) if slip else _asked(request)


@door("POST", who="security_admin")
def reset_second_factor(request: HttpRequest, username: str) -> HttpResponse:
    """重置动态口令."""
    done = handing_out.reset_second_factor(
        username,
        deciding=roles.deciding(),
        token=_token(request),
        by=actor_of(request),
    )
    return _changed(request, username, "动态口令已重置，下次登录时重新启用。") if done else _asked(request)


@door("POST", who="security_admin")
def set_active(request: HttpRequest, username: str, active: bool) -> HttpResponse:
    """停用, 恢复."""
    handing_out.set_active(username, active, token=_token(request), by=actor_of(request))
    return _changed(request, username, "账户已恢复使用。" if active else "账户已停用，它的登录立即失效。")


@door("POST", who="security_admin")
def transfer(request: HttpRequest, username: str) -> HttpResponse:
    """移交给接任者, whose slip is shown once."""
    slip = successors.transfer_absent(username, deciding=roles.deciding(), token=_token(request), by=actor_of(request))
    return _slips(request, [slip]) if slip else _asked(request)


@door("POST", who="security_admin")
def give_role(request: HttpRequest, username: str) -> HttpResponse:
    """授予角色."""
    actor, deciding = actor_of(request), roles.deciding()
    role = _offered(request.POST.get("role", ""))
    done = appointing.give_role(username, role, deciding=deciding, token=_token(request), by=actor)
    return _changed(request, username, "角色已授予。") if done else _asked(request)


@door("POST", who="security_admin")
def end_role(request: HttpRequest, username: str) -> HttpResponse:
    """收回角色."""
    role = request.POST.get("role", "")
    appointing.end_role(username, role, token=_token(request), by=actor_of(request))
    return _changed(request, username, "角色已收回。")


def _token(request: HttpRequest) -> str:
    return request.POST.get("token", "")


def _changed(request: HttpRequest, username: str, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("console:account", username)
