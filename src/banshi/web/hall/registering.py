"""注册账户: a unit that is on no list asks for an account, shows by SMS that it is reached, and waits for 授权."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from banshi.catalogue import shelf
from banshi.define import Problem, Registration
from banshi.lib.refusals import Conflict, Invalid, NotFound, Refusal, TooMany
from banshi.people.admission import registering
from banshi.people.admission.registering import Wish
from banshi.people.signing_in import captcha, devices
from banshi.web.door import actor_of, door

WISH = "register"  # in the session: what was typed, until the phone has shown its code


@door("GET", "POST", who="anyone")
@cache_control(no_store=True)
def register(request: HttpRequest, pack: str) -> HttpResponse:
    """用户名, 密码, 手机号, 一级单位, 单位级别; a code goes to the phone."""
    said = _said(pack)
    if request.method == "GET":
        return _page(request, pack, said)
    typed, by = request.POST, actor_of(request)
    if not captcha.right(request.session, typed.get("captcha_key", ""), typed.get("captcha", "")):
        return _page(request, pack, said, [Problem("captcha", captcha.WRONG, "error")])
    try:
        wish = registering.wish(pack, said, typed.dict(), by=by)
        registering.send_code(wish, session=devices.session(request), by=by)
    except Invalid as refusal:
        return _page(request, pack, said, refusal.problems)
    except TooMany as refusal:
        return _page(request, pack, said, [Problem("phone", refusal.words, "error")], refusal.status)
    request.session[WISH] = wish.as_kept()
    return redirect("hall:register_code", pack)


def _said(pack: str) -> Registration:
    """What the pack says of registering. Raises NotFound where it lets nobody."""
    said = shelf.pack(pack).sign_in.registers
    if said is None:
        raise NotFound
    return said


def _page(
    request: HttpRequest, pack: str, said: Registration, problems: Sequence[Problem] = (), status: int = 422
) -> HttpResponse:
    in_words = request.GET.get("words") == "1"
    context = {
        "pack": shelf.pack(pack),
        "said": said,
        "tops": registering.tops(said.tree),
        "captcha": captcha.new(request.session, in_words=in_words),
        "other_kind": f"words={0 if in_words else 1}",
        "typed": request.POST,
        "problems": problems,
    }
    return render(request, "hall/register.html", context, status=status if problems else 200)


@door("GET", "POST", who="anyone")
def register_code(request: HttpRequest, pack: str) -> HttpResponse:
    """The code that came by SMS; with it the registration goes to the administrators."""
    said = _said(pack)
    if request.session.get(WISH, {}).get("pack") != pack:
        return redirect("hall:register", pack)
    context = {"pack": shelf.pack(pack)}
    if request.method == "GET":
        return render(request, "hall/register_code.html", context)
    wish, code = Wish(**request.session[WISH]), request.POST.get("code", "")
    try:
        registering.ask(wish, code, session=devices.session(request), by=actor_of(request))
    except (Invalid, Conflict, TooMany) as refusal:
        told = {"problems": [Problem("code", _words(refusal), "error")]}
        return render(request, "hall/register_code.html", context | told, status=refusal.status)
    del request.session[WISH]
    messages.success(request, f"{said.told}：{shelf.pack(pack).contact}。")
    return redirect("hall:sign_in", pack)


def _words(refusal: Refusal) -> str:
    return " ".join(problem.words for problem in getattr(refusal, "problems", ())) or refusal.words
