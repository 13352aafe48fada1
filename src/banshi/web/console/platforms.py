"""其他平台: the platforms that let in who has signed in here; the system administrator's part. A secret is shown once."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid
from banshi.people.sso import consents, platforms
from banshi.people.sso.platforms import Asked, Handed, PlatformRow
from banshi.web.door import actor_of, door


@door("GET", who="system_admin")
def listed(request: HttpRequest) -> HttpResponse:
    """All of them."""
    return render(request, "console/platforms.html", {"rows": platforms.listed(actor_of(request))})


@door("GET", "POST", who="system_admin")
def register(request: HttpRequest) -> HttpResponse:
    """【登记平台】: a form; then what the platform's own people are given."""
    typed = request.POST
    if request.method != "POST":
        return _form(request)
    asked = Asked(
        name=typed.get("name", ""),
        starts_at=typed.get("starts_at", "").strip(),
        returns=tuple(filter(None, map(str.strip, typed.get("returns", "").splitlines()))),
        scopes=tuple(typed.getlist("scopes")),
        signs_out_at=typed.get("signs_out_at", "").strip(),
    )
    try:
        handed = platforms.register(asked, token=typed.get("token", ""), by=actor_of(request))
    except Invalid as refusal:
        return _form(request, refusal)
    return _handed(request, asked.name, handed)


def _form(request: HttpRequest, refusal: Invalid | None = None) -> HttpResponse:
    ticked = request.POST.getlist("scopes") or ["profile"]
    context = {
        "typed": request.POST,
        "scopes": [(key, words, key in ticked) for key, words in consents.SCOPES.items() if key != "openid"],
        "problems": refusal.problems if refusal else (),
        "token": new_token(),
    }
    return render(request, "console/new_platform.html", context, status=422 if refusal else 200)


def _handed(request: HttpRequest, name: str, handed: Handed) -> HttpResponse:
    configuration = f"{settings.SITE_URL}{reverse('idp:oidc:configuration')}"
    told = {"name": name, "handed": handed, "configuration": configuration}
    return render(request, "console/platform_secret.html", told)


@door("GET", "POST", who="system_admin")
def platform(request: HttpRequest, number: int) -> HttpResponse:
    """One of them; and 【更改】 of its 退出通知地址."""
    by = actor_of(request)
    row = platforms.one(number, by)
    if request.method != "POST":
        return _page(request, row, row.signs_out_at)
    typed = request.POST.get("signs_out_at", "").strip()
    try:
        platforms.hear_at(number, typed, by=by)
    except Invalid as refusal:
        return _page(request, row, typed, refusal)
    messages.success(request, "退出通知地址已更改。")
    return redirect("console:platform", number)


def _page(request: HttpRequest, row: PlatformRow, typed: str, refusal: Invalid | None = None) -> HttpResponse:
    problems = refusal.problems if refusal else ()
    told = {"row": row, "typed": typed, "problems": problems, "token": new_token()}
    return render(request, "console/platform.html", told, status=422 if refusal else 200)


@door("POST", who="system_admin")
def renew_secret(request: HttpRequest, number: int) -> HttpResponse:
    """【更换密钥】."""
    by = actor_of(request)
    handed = platforms.renew_secret(number, token=request.POST.get("token", ""), by=by)
    return _handed(request, platforms.one(number, by).name, handed)


@door("POST", who="system_admin")
def end(request: HttpRequest, number: int) -> HttpResponse:
    """【停用】."""
    messages.success(request, f"“{platforms.end(number, by=actor_of(request))}”已停用。")
    return redirect("console:platforms")
