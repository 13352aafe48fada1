"""My account: the first sign-in, my password, contact and phone, my authenticator."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from banshi.define import Problem
from banshi.lib import sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid, TooMany
from banshi.people import actions
from banshi.people.queries import own_account
from banshi.people.signing_in import devices, phone_codes, second_factor
from banshi.web.console import roles
from banshi.web.door import actor_of, door
from banshi.web.refusing import at_cells

PENDING = "second_factor"  # the secret being set up, in the session until it has shown a right code


@door("POST")
def here(request: HttpRequest) -> HttpResponse:
    """【继续使用】: whoever answers the warning before a session ends goes on."""
    return JsonResponse({})


@door("GET", "POST")
def first(request: HttpRequest) -> HttpResponse:
    """The first sign-in: one's own password, then contact person and a proven phone; after that everything opens."""
    actor: Actor = actor_of(request)
    if not actor.restricted:
        return redirect("hall:own")
    if request.method == "GET":
        return _page(request)
    try:
        if request.POST.get("step") == "password":
            _choose_password(request, actor)
        else:
            _give_details(request, actor)
    except (Invalid, TooMany) as refusal:
        return _page(request, at_cells(refusal, "phone"), refusal.status)
    if actions.settle(by=actor):
        messages.success(request, "全部完成，现在可以办理业务了。")
        return redirect("hall:own")
    messages.success(request, "密码已设置。接下来请填写联系人并验证手机号。")
    return redirect("hall:first")


@door("GET", "POST")
def details(request: HttpRequest) -> HttpResponse:
    """联系人和手机号, later on: a new phone is proven as the first was. Persons have a page of their own."""
    if request.user.personal:  # type: ignore[union-attr]
        return redirect("hall:profile")
    if request.method == "GET":
        return _page(request)
    try:
        _give_details(request, actor_of(request))
    except (Invalid, TooMany) as refusal:
        return _page(request, at_cells(refusal, "phone"), refusal.status)
    messages.success(request, "已保存。")
    return redirect("hall:details")


@door("POST")
def phone_code(request: HttpRequest) -> HttpResponse:
    """Sends a code to the phone that was typed: in words for the script, as the same page for browsers without one."""
    actor: Actor = actor_of(request)
    by_script = request.headers.get("X-Requested-With") == "fetch"
    try:
        phone_codes.send(
            phone=request.POST.get("phone", ""), purpose="phone", session=devices.session(request), by=actor
        )
    except (Invalid, TooMany) as refusal:
        if by_script:
            raise
        return _page(request, at_cells(refusal, "phone"), refusal.status)
    words = "验证码已发出，5 分钟内有效。"
    if by_script:
        return JsonResponse({"words": words})
    messages.success(request, words)
    return _page(request)


def _page(request: HttpRequest, problems: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
    """The first sign-in where it stands, or contact and phone; with what was typed."""
    actor: Actor = actor_of(request)
    account = own_account(actor.own_account)
    nobody_yet = (
        actor.restricted and account.name == actor.unit_name[:60]
    )  # an account is issued in the name of its unit
    name = "" if nobody_yet else account.name
    kept = {"name": name, "department": account.department, "email": account.email, "phone": account.phone}
    context = {
        "password_due": account.secret_until is not None,
        "values": kept | request.POST.dict(),
        "proven": sealed.masked_phone(account.phone) if actor.restricted and account.phone else "",
        "problems": problems,
    }
    return render(request, "hall/first.html" if actor.restricted else "hall/details.html", context, status=status)


def _give_details(request: HttpRequest, actor: Actor) -> None:
    actions.give_details(
        details={key: request.POST.get(key, "") for key in ("name", "department", "email")},
        phone=request.POST.get("phone", ""),
        code=request.POST.get("code", ""),
        password=request.POST.get("password", ""),
        session=devices.session(request),
        by=actor,
    )


@door("GET", "POST")
def password(request: HttpRequest) -> HttpResponse:
    """原密码, 新密码, 确认. All other sessions of the account end."""
    if request.method == "GET":
        return render(request, "hall/password.html")
    try:
        _choose_password(request, actor_of(request))
    except Invalid as refusal:
        return render(request, "hall/password.html", {"problems": refusal.problems}, status=422)
    messages.success(request, "密码修改成功。您在别处的登录都已失效。")
    return redirect("hall:password")


def _choose_password(request: HttpRequest, actor: Actor) -> None:
    given = {key: request.POST.get(key, "") for key in ("old", "new", "again")}
    actions.choose_password(**given, by=actor)
    update_session_auth_hash(request, own_account(actor.own_account))


@door("GET", "POST")
def authenticator(request: HttpRequest) -> HttpResponse:
    """动态口令: ties an authenticator to the account of somebody who has none; the answer shows the recovery codes, this once."""
    actor: Actor = actor_of(request)
    needless = request.user.personal and not second_factor.is_missing(actor, roles.deciding())  # type: ignore[union-attr]
    if needless or second_factor.has_one(actor):
        return redirect("hall:own")
    secret = request.session.setdefault(PENDING, second_factor.new_secret())
    problems: Sequence[Problem] = ()
    if request.method == "POST":
        try:
            codes = actions.add_second_factor(secret=secret, code=request.POST.get("code", ""), by=actor)
        except Invalid as refusal:
            problems = refusal.problems
        else:
            del request.session[PENDING]
            return render(request, "hall/recovery_codes.html", {"codes": codes})
    picture = second_factor.picture(own_account(actor.own_account), secret)
    context = {"secret": secret, "picture": picture, "problems": problems}
    return render(request, "hall/authenticator.html", context, status=422 if problems else 200)
