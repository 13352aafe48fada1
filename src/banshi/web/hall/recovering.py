"""找回密码: who it is, the code that came by SMS, a new password. What was reached is kept in the session; nobody is signed in by it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.catalogue import shelf
from banshi.define import Problem
from banshi.ledger import clock
from banshi.lib.refusals import Conflict, Invalid, TooMany
from banshi.people import captcha, devices, persons, recovery, rules
from banshi.web.door import actor_of, door

WHO, PROVEN, SINCE = "recovering", "recovering_proven", "recovering_since"  # in the session


@door("GET", "POST", who="anyone")
def ask(request: HttpRequest, pack: str) -> HttpResponse:
    """用户名 and 验证码; a code goes to the account's phone, if there is such an account."""
    if request.method == "GET":
        return _ask_page(request, pack)
    typed, identifier = request.POST, persons.identifier(request.POST.get("login", "")[: rules.LONGEST])
    if not captcha.right(request.session, typed.get("captcha_key", ""), typed.get("captcha", "")):
        return _ask_page(request, pack, Problem("captcha", "验证码不对或已过期，请重新输入。", "error"))
    if not identifier:
        return _ask_page(request, pack, Problem("login", f"请填写{shelf.pack(pack).sign_in.label}。", "error"))
    own_device = bool(devices.known(request, identifier))
    try:
        recovery.ask(identifier, session=devices.session(request), by=actor_of(request), own_device=own_device)
    except TooMany as refusal:
        return _ask_page(request, pack, Problem("login", refusal.words, "error"), refusal.status)
    request.session[WHO] = identifier
    request.session.pop(PROVEN, None)
    return redirect("hall:recover_code", pack)


def _ask_page(request: HttpRequest, pack: str, problem: Problem | None = None, status: int = 422) -> HttpResponse:
    in_words = request.GET.get("words") == "1"
    context = {
        "pack": shelf.pack(pack),
        "captcha": captcha.new(request.session, in_words=in_words),
        "other_kind": f"words={0 if in_words else 1}",
        "login": request.POST.get("login", "")[: rules.LONGEST],
        "problems": [problem] if problem else [],
    }
    return render(request, "hall/recover.html", context, status=status if problem else 200)


@door("GET", "POST", who="anyone")
def prove(request: HttpRequest, pack: str) -> HttpResponse:
    """The code that came by SMS."""
    if WHO not in request.session:
        return redirect("hall:recover", pack)
    context: dict[str, Any] = {"pack": shelf.pack(pack)}
    if request.method == "GET":
        return render(request, "hall/recover_code.html", context)
    try:
        proven = recovery.prove(request.session[WHO], request.POST.get("code", ""), session=devices.session(request))
    except Invalid as refusal:
        return render(request, "hall/recover_code.html", context | {"problems": refusal.problems}, status=422)
    request.session[PROVEN], request.session[SINCE] = proven, clock.now().timestamp()
    return redirect("hall:recover_password", pack)


@door("GET", "POST", who="anyone")
def choose(request: HttpRequest, pack: str) -> HttpResponse:
    """The new password, twice; then to the sign-in with it."""
    if PROVEN not in request.session:
        return redirect("hall:recover", pack)
    context: dict[str, Any] = {"pack": shelf.pack(pack)}
    if request.method == "GET":
        return render(request, "hall/recover_password.html", context)
    held, given = request.session, {key: request.POST.get(key, "") for key in ("new", "again")}
    try:
        recovery.choose(held[WHO], proven=held[PROVEN], since=held[SINCE], **given, by=actor_of(request))
    except Invalid as refusal:
        return render(request, "hall/recover_password.html", context | {"problems": refusal.problems}, status=422)
    except Conflict as refusal:
        messages.error(request, refusal.words)
        return redirect("hall:recover", pack)
    request.session.flush()
    messages.success(request, "密码已重新设置，原来的登录都已失效。请用新密码登录。")
    return redirect("hall:sign_in", pack)
