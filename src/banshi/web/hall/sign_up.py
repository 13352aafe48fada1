"""【注册】: a person makes their own account in three steps: what is asked, with the code that came by SMS; the mailbox; the link in it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from banshi.catalogue import shelf
from banshi.define import Problem, SignUp
from banshi.lib import documents
from banshi.lib.refusals import Conflict, Invalid, TooMany
from banshi.people.persons import signing_up
from banshi.people.persons.signing_up import Wish
from banshi.people.signing_in import devices, mail_links
from banshi.web import frame
from banshi.web.door import actor_of, door
from banshi.web.hall import codes_asked, places
from banshi.web.refusing import at_cells

WISH = "sign_up"  # in the session: what was typed, sealed
SENT = "验证码已发出，5 分钟内有效。"


@door("GET", "POST", who="anyone")
@cache_control(no_store=True)
def first(request: HttpRequest, pack: str) -> HttpResponse:
    """Step 1: who it is, and the phone. Without script, its buttons bring the same page with what was typed."""
    said = said_of(pack)
    frame.comes_to(request, pack)
    if request.method != "POST":
        return _first_page(request, pack, said)
    if "clear" in request.POST:  # at a computer others use, too
        request.session.pop(WISH, None)
        return redirect("hall:sign_up", pack)
    wanted = _typed(request)
    if "places" in request.POST:
        return _first_page(request, pack, said)
    try:
        signing_up.check(wanted, request.POST.dict(), said, by=actor_of(request))
        wanted = signing_up.prove(wanted, request.POST.get("code", ""), session=devices.session(request))
        _keep(request, wanted)
        _keep(request, signing_up.require_free(wanted))
    except (Invalid, TooMany) as refusal:
        return _first_page(request, pack, said, at_cells(refusal, "login"), refusal.status)
    return redirect("hall:sign_up_email", pack)


def said_of(pack: str) -> SignUp:
    """What the pack says of signing up. Raises NotFound where it lets nobody."""
    return shelf.sign_up(shelf.pack(pack))


def _wanted(request: HttpRequest) -> Wish:
    """What was typed in this session; nothing once it has become an account, wherever its link was followed."""
    wanted = signing_up.kept(request.session.get(WISH, ""))
    if not signing_up.is_done(wanted):
        return wanted
    del request.session[WISH]
    return Wish()


def _keep(request: HttpRequest, wanted: Wish) -> None:
    request.session[WISH] = wanted.as_kept()


def _typed(request: HttpRequest) -> Wish:
    """What was typed, kept for this session."""
    typed = request.POST.dict()
    wanted = signing_up.with_password(signing_up.wish(typed, places.chosen(request.POST), _wanted(request)), typed)
    _keep(request, wanted)
    return wanted


def _first_page(
    request: HttpRequest, pack: str, said: SignUp, problems: Sequence[Problem] = (), status: int = 200
) -> HttpResponse:
    wanted = _wanted(request)
    context: dict[str, Any] = {
        "pack": shelf.pack(pack),
        "said": said,
        "wanted": wanted,
        "proven": bool(wanted.phone) and wanted.proven == wanted.phone,
        "agreed": bool(request.POST.get("agreed") if request.method == "POST" else wanted.proven),
        "documents": [(kind, documents.KINDS[kind]) for kind in said.documents],
        "levels": places.levels(request.POST, wanted.region),
        "problems": problems,
        "step": 1,
    }
    return render(request, "hall/sign_up.html", context | codes_asked.shown(request), status=status)


@door("POST", who="anyone")
def hint(request: HttpRequest, pack: str) -> HttpResponse:
    """What is wrong at the field that was just left, in words."""
    said, typed = said_of(pack), request.POST.dict()
    wanted = signing_up.wish(typed, places.chosen(request.POST), _wanted(request))
    return JsonResponse({"words": signing_up.problem(typed.get("cell", ""), wanted, typed, said, by=actor_of(request))})


@door("POST", who="anyone")
@cache_control(no_store=True)
def code(request: HttpRequest, pack: str) -> HttpResponse:
    """【获取验证码】: in words for the script, as the same page for browsers without one."""
    said, by_script = said_of(pack), request.headers.get("X-Requested-With") == "fetch"
    if not by_script:
        _typed(request)
    try:
        codes_asked.require_person(request)
        signing_up.send_code(request.POST.get("phone", ""), session=devices.session(request), by=actor_of(request))
    except (Invalid, TooMany) as refusal:
        if by_script:
            return codes_asked.refused(request, refusal)
        return _first_page(request, pack, said, at_cells(refusal, "phone"), refusal.status)
    if by_script:
        return JsonResponse({"words": SENT})
    messages.success(request, SENT)
    return _first_page(request, pack, said)


@door("GET", who="anyone")
def agreement(request: HttpRequest, pack: str) -> HttpResponse:
    """What is agreed to."""
    said = said_of(pack)
    return render(request, "hall/agreement.html", {"pack": shelf.pack(pack), "said": said})


@door("GET", "POST", who="anyone")
@cache_control(no_store=True)
def email(request: HttpRequest, pack: str) -> HttpResponse:
    """Step 2: the mailbox, to which the link goes; 【重新发送】 comes here, too."""
    said_of(pack)
    wanted = _wanted(request)
    if not wanted.proven or wanted.proven != wanted.phone:
        return redirect("hall:sign_up", pack)
    if request.method != "POST":
        return _email_page(request, pack)
    try:
        _ask(request, pack, wanted)
    except (Invalid, TooMany, Conflict) as refusal:
        return _email_page(request, pack, at_cells(refusal, "email"), refusal.status)
    return redirect("hall:sign_up_sent", pack)


def _ask(request: HttpRequest, pack: str, wanted: Wish) -> None:
    wanted = signing_up.to_mailbox(wanted, request.POST.get("email", ""))
    _keep(request, wanted)

    def page(token: str) -> str:
        return settings.SITE_URL + reverse("hall:activate", args=[pack, token])

    signing_up.ask(wanted, pack, shelf.pack(pack).title, page=page, by=actor_of(request))


def _email_page(request: HttpRequest, pack: str, problems: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
    typed = request.POST.get("email", _wanted(request).email)
    context = {"pack": shelf.pack(pack), "typed": typed, "problems": problems, "step": 2}
    return render(request, "hall/sign_up_email.html", context, status=status)


@door("GET", who="anyone")
@cache_control(no_store=True)
def sent(request: HttpRequest, pack: str) -> HttpResponse:
    """“即将注册成功”: what to do now, and another letter for who got none."""
    said_of(pack)
    wanted = _wanted(request)
    if not wanted.email:
        return redirect("hall:sign_up", pack)
    return render(request, "hall/sign_up_sent.html", {"pack": shelf.pack(pack), "email": wanted.email, "step": 2})


@door("GET", "POST", who="anyone")
def activate(request: HttpRequest, pack: str, token: str) -> HttpResponse:
    """The link in the letter. Looking at it changes nothing: the page presses its own button once somebody sees it, and those who fetch
    every link of a letter press none (docs/decisions/0022-sign-up.md)."""
    said = said_of(pack)
    context = {"pack": shelf.pack(pack), "step": 3, "used": mail_links.was_used(token, signing_up.PURPOSE)}
    if request.method != "POST":
        good = mail_links.is_good(token, signing_up.PURPOSE)
        return render(request, "hall/activate.html", context | {"good": good}, status=200 if good else 410)
    try:
        signing_up.activate(token, pack, said, by=actor_of(request))
    except Conflict as refusal:
        return render(request, "hall/activate.html", context | {"words": refusal.words}, status=refusal.status)
    request.session.pop(WISH, None)
    return redirect("hall:activated", pack)


@door("GET", who="anyone")
def activated(request: HttpRequest, pack: str) -> HttpResponse:
    """“激活成功，3秒后跳转到登录界面”."""
    said_of(pack)
    return render(request, "hall/activated.html", {"pack": shelf.pack(pack), "step": 3})
