"""统一身份认证: signing in by an outside provider, and saying that one's identity there is one's own."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from banshi.catalogue import shelf
from banshi.lib.refusals import Conflict, Invalid, TooMany
from banshi.people.sso import linking, outside
from banshi.web.door import actor_of, door
from banshi.web.refusing import at_cells

LINK_FIRST = "这个身份还没有关联这里的账户。请先用账户登录一次，再确认关联；还没有账户的，请先注册。"


@door("GET", who="anyone")
def begin(request: HttpRequest) -> HttpResponse:
    """To the provider; the way back is noted in the session."""
    onward = request.GET.get("next", "")
    safe = onward if url_has_allowed_host_and_scheme(onward, allowed_hosts=None) else ""
    return redirect(outside.begin(request.session, back=_back(), onward=safe))


def _back() -> str:
    """Where people come back, as the provider knows it."""
    return f"{settings.SITE_URL}{reverse('hall:outside_arrive')}"


@door("GET", who="anyone")
def arrive(request: HttpRequest) -> HttpResponse:
    """Back from the provider: in, if the identity is somebody's here; otherwise they are asked whose it is."""
    identity, onward = outside.arrive(request.session, request.GET, back=_back(), by=actor_of(request))
    if not request.user.is_authenticated:
        if answer := linking.enter(request, identity, onward or _home(request)):
            return answer
        messages.info(request, LINK_FIRST)
    outside.keep(request.session, identity)
    way = reverse("hall:link_identity")
    return redirect(way) if request.user.is_authenticated else redirect_to_login(way, _sign_in(request))


def _home(request: HttpRequest) -> str:
    """That of the pack at whose door they were."""
    pack = _pack(request)
    return reverse("filing:home", args=[pack]) if pack else reverse("hall:home")


def _sign_in(request: HttpRequest) -> str:
    """The door at which they were."""
    pack = _pack(request)
    return reverse("hall:sign_in", args=[pack]) if pack else settings.LOGIN_URL


def _pack(request: HttpRequest) -> str:
    pack: str = request.session.get("pack", "")
    return pack if pack in shelf.packs() else ""


@door("GET", "POST")
def link(request: HttpRequest) -> HttpResponse:
    """【确认关联】, with one's password."""
    identity = outside.kept(request.session)
    if identity is None:
        return redirect("hall:platforms")
    told = {"identity": identity, "title": outside.offered()}
    if request.method != "POST":
        return render(request, "hall/link_identity.html", told)
    try:
        linking.link(identity, request.POST.get("password", ""), by=actor_of(request))
    except (Invalid, TooMany, Conflict) as refusal:
        problems = {"problems": at_cells(refusal, "password")}
        return render(request, "hall/link_identity.html", told | problems, status=refusal.status)
    del request.session[outside.KNOWN]
    messages.success(request, f"已关联。以后可以用“{outside.offered()}”登录。")
    return redirect("hall:platforms")


@door("POST")
def unlink(request: HttpRequest) -> HttpResponse:
    """【取消关联】."""
    linking.unlink(by=actor_of(request))
    messages.success(request, "已取消关联。以后请用这里的账户和密码登录。")
    return redirect("hall:platforms")
