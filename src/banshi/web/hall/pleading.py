"""登录求助: who cannot sign in says what has happened, shows by SMS that they are reached, and waits for the administrators."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from banshi.catalogue import shelf
from banshi.define import Problem
from banshi.lib.refusals import Invalid, TooMany
from banshi.people import rules
from banshi.people.admission import pleas
from banshi.people.admission.pleas import Wish
from banshi.people.signing_in import captcha, devices
from banshi.people.signing_in.sign_in import at_door_of_own_accounts, prove_password
from banshi.web.door import actor_of, door

WISH = "plea"  # in the session: what was typed, until the phone has shown its code


@door("GET", "POST", who="anyone")
@cache_control(no_store=True)
def plea(request: HttpRequest, pack: str) -> HttpResponse:
    """What has happened, to which account, and how the asker is reached; a code goes to their phone."""
    if request.method == "GET":
        return _page(request, pack)
    typed, said = request.POST, shelf.pack(pack).sign_in
    if not captcha.right(request.session, typed.get("captcha_key", ""), typed.get("captcha", "")):
        return _page(request, pack, [Problem("captcha", captcha.WRONG, "error")])
    try:
        wish = pleas.wish(typed.dict(), said, proven=bool(typed.get("password")))
        if said.signs_up:
            at_door_of_own_accounts(request)
        if wish.proven:
            prove_password(request, rules.identifier(typed["login"]), typed["password"])
        pleas.send_code(wish, session=devices.session(request), by=actor_of(request))
    except Invalid as refusal:
        return _page(request, pack, refusal.problems)
    except TooMany as refusal:
        return _page(request, pack, [Problem("phone", refusal.words, "error")], refusal.status)
    request.session[WISH] = wish.as_kept()
    return redirect("hall:plea_code", pack)


def _page(request: HttpRequest, pack: str, problems: Sequence[Problem] = (), status: int = 422) -> HttpResponse:
    in_words = request.GET.get("words") == "1"
    context = {
        "pack": shelf.pack(pack),
        "kinds": pleas.kinds(shelf.pack(pack).sign_in).items(),
        "captcha": captcha.new(request.session, in_words=in_words),
        "other_kind": f"words={0 if in_words else 1}",
        "typed": request.POST,
        "problems": problems,
    }
    return render(request, "hall/plea.html", context, status=status if problems else 200)


@door("GET", "POST", who="anyone")
def plea_code(request: HttpRequest, pack: str) -> HttpResponse:
    """The code that came by SMS; with it the plea goes to the administrators."""
    if WISH not in request.session:
        return redirect("hall:plea", pack)
    context = {"pack": shelf.pack(pack)}
    if request.method == "GET":
        return render(request, "hall/plea_code.html", context)
    wish, code = Wish(**request.session[WISH]), request.POST.get("code", "")
    try:
        pleas.ask(wish, code, session=devices.session(request), by=actor_of(request))
    except Invalid as refusal:
        return render(request, "hall/plea_code.html", context | {"problems": refusal.problems}, status=422)
    del request.session[WISH]
    messages.success(request, "求助已收到。管理机构会先核实，再由两名管理员办理，结果用短信告诉您。")
    return redirect("hall:sign_in", pack)
