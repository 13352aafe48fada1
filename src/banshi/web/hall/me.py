"""My account: the first sign-in, my password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid
from banshi.people import actions, phone_codes
from banshi.people.queries import own_account
from banshi.web.door import door


@door("GET", "POST")
def first(request: HttpRequest) -> HttpResponse:
    """The first sign-in: one's own password, then contact person and a proven phone; after that everything opens."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.restricted:
        return redirect("hall:home")
    if request.method == "POST":
        try:
            return _first(request, actor)
        except Invalid as refusal:
            return _first_page(request, refusal, 422)
    return _first_page(request)


def _first(request: HttpRequest, actor: Actor) -> HttpResponse:
    if request.POST.get("step") == "password":
        _choose_password(request, actor)
        messages.success(request, "密码已设置。接下来请填写联系人并验证手机号。")
    else:
        actions.give_details(
            details={key: request.POST.get(key, "") for key in ("name", "department", "email")},
            phone=request.POST.get("phone", ""),
            code=request.POST.get("code", ""),
            session=_session(request),
            by=actor,
        )
    if actions.settle(by=actor):
        messages.success(request, "全部完成，现在可以办理业务了。")
        return redirect("filing:home", request.session.get("pack", "")) if request.session.get("pack") else redirect("hall:home")
    return redirect("hall:first")


def _first_page(request: HttpRequest, refusal: Invalid | None = None, status: int = 200) -> HttpResponse:
    account = own_account(request.user.pk)
    context = {
        "password_due": account.secret_until is not None,
        "account": account,
        "problems": refusal.problems if refusal else (),
        "typed": request.POST,
    }
    return render(request, "hall/first.html", context, status=status)


@door("POST")
def phone_code(request: HttpRequest) -> HttpResponse:
    """Sends a code to the phone that was typed. Answers in words, for the script and for browsers without one."""
    phone_codes.send(
        phone=request.POST.get("phone", ""),
        purpose="phone",
        session=_session(request),
        by=request.actor,  # type: ignore[attr-defined]
    )
    words = "验证码已发出，5 分钟内有效。"
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"words": words})
    messages.success(request, words)
    return redirect("hall:first")


@door("GET", "POST")
def password(request: HttpRequest) -> HttpResponse:
    """原密码, 新密码, 确认. All other sessions of the account end."""
    problems = ()
    if request.method == "POST":
        try:
            _choose_password(request, request.actor)  # type: ignore[attr-defined]
            messages.success(request, "密码已修改。您在别处的登录都已失效。")
            return redirect("hall:password")
        except Invalid as refusal:
            problems = refusal.problems
    return render(request, "hall/password.html", {"problems": problems}, status=422 if problems else 200)


def _choose_password(request: HttpRequest, actor: Actor) -> None:
    actions.choose_password(
        old=request.POST.get("old", ""),
        new=request.POST.get("new", ""),
        again=request.POST.get("again", ""),
        by=actor,
    )
    update_session_auth_hash(request, own_account(request.user.pk))


def _session(request: HttpRequest) -> str:
    """What a phone code is bound to."""
    if not request.session.session_key:
        request.session.save()
    return str(request.session.session_key)
