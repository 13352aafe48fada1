"""找回密码: who it is, the code that came by SMS or the link in a letter, a new password. Nobody is signed in by it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.catalogue import shelf
from banshi.define import Problem
from banshi.ledger import clock
from banshi.lib.refusals import Conflict, Invalid, TooMany
from banshi.people import rules
from banshi.people.persons import persons
from banshi.people.signing_in import captcha, devices, mail_links, recovery
from banshi.web.door import actor_of, door
from banshi.web.refusing import at_cells

DONE = "密码已重新设置，原来的登录都已失效。请用新密码登录。"
WHO, PROVEN, SINCE = "recovering", "recovering_proven", "recovering_since"  # in the session


@door("GET", "POST", who="anyone")
def ask(request: HttpRequest, pack: str) -> HttpResponse:
    """用户名 and 验证码; a code goes to the account's phone, or a link to its mailbox, if there is such an account."""
    if request.method == "GET":
        return _ask_page(request, pack)
    typed = request.POST
    identifier = persons.username(rules.identifier(typed.get("login", "")[: rules.LONGEST]))
    if not captcha.right(request.session, typed.get("captcha_key", ""), typed.get("captcha", "")):
        return _ask_page(request, pack, Problem("captcha", captcha.WRONG, "error"))
    if not identifier:
        return _ask_page(request, pack, Problem("login", f"请填写{shelf.pack(pack).sign_in.label}。", "error"))
    try:
        if "by_mail" in typed and shelf.pack(pack).sign_in.signs_up:
            return _by_mail(request, pack, identifier)
        return _by_phone(request, pack, identifier)
    except TooMany as refusal:
        return _ask_page(request, pack, Problem("login", refusal.words, "error"), refusal.status)


def _by_phone(request: HttpRequest, pack: str, identifier: str) -> HttpResponse:
    own_device = bool(devices.known(request, identifier))
    recovery.ask(identifier, session=devices.session(request), by=actor_of(request), own_device=own_device)
    request.session[WHO] = identifier
    request.session.pop(PROVEN, None)
    return redirect("hall:recover_code", pack)


def _by_mail(request: HttpRequest, pack: str, identifier: str) -> HttpResponse:
    def page(token: str) -> str:
        return settings.SITE_URL + reverse("hall:recover_link", args=[pack, token])

    recovery.mail(identifier, shelf.pack(pack).title, page=page, by=actor_of(request))
    told = "如果这个账户存在并验证过邮箱，邮件已发到该邮箱。请在 1 小时内点击邮件中的链接；没有收到的，过一分钟可以重新发送。"
    messages.success(request, told)
    return redirect("hall:sign_in", pack)


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
def by_link(request: HttpRequest, pack: str, token: str) -> HttpResponse:
    """The link in the letter: a new password, twice. Looking at it changes nothing."""
    good, used = mail_links.is_good(token, recovery.PURPOSE), mail_links.was_used(token, recovery.PURPOSE)
    context: dict[str, Any] = {"pack": shelf.pack(pack), "good": good, "used": used}
    if request.method != "POST":
        return render(request, "hall/recover_link.html", context, status=200 if context["good"] else 410)
    given = {key: request.POST.get(key, "") for key in ("new", "again")}
    try:
        recovery.choose_by_link(token, **given, by=actor_of(request))
    except (Invalid, Conflict) as refusal:
        problems = at_cells(refusal, "new")
        return render(request, "hall/recover_link.html", context | {"problems": problems}, status=refusal.status)
    messages.success(request, DONE)
    return redirect("hall:sign_in", pack)


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
    messages.success(request, DONE)
    return redirect("hall:sign_in", pack)
