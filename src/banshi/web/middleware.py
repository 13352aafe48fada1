"""Who acts, what a session may do, and how a refusal looks: asked once, for every request."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from banshi.lib.actor import Actor, visitor
from banshi.lib.refusals import Refusal
from banshi.people import queries as people
from banshi.people.signing_in import devices, second_factor
from banshi.web.console import roles
from banshi.web.door import actor_of
from banshi.web.hall.units import ACTING_FOR
from banshi.web.refusing import refused

Respond = Callable[[HttpRequest], HttpResponse]
FIRST_SIGN_IN = "/me/first/"
SECOND_FACTOR = "/me/second-factor/"
# What a restricted session may do: finish the first sign-in, look round without personal data, read help, go.
OPEN_TO_RESTRICTED = (
    "/me/first/",
    "/me/phone/code/",
    "/sign-out/",
    "/check/",
    "/api/",
    "/elder/",
    "/feed.atom",
    "/matters/",
    "/progress/",
    "/results/",
    "/inquiries/",
    "/help/",
    "/captcha/",
    "/static/",
    "/healthz",
    "/readyz",
)


class ActorMiddleware:
    """Puts `request.actor` there, keeps the session's rules, and answers refusals in words."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = _actor(request)  # type: ignore[attr-defined]
        response = _way_back(request) or self.respond(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A refusal is an answer; anything else is Django's to log and to hide."""
        return refused(request, fault) if isinstance(fault, Refusal) else None


def _actor(request: HttpRequest) -> Actor:
    address, device = devices.address(request), devices.browser(request)
    if not request.user.is_authenticated:
        return visitor(address, device)
    unit = request.session.get(ACTING_FOR)
    return people.actor_for(request.user, address=address, device=device, unit=unit)


def _due(password: bool, phone: bool) -> str:
    """What the first sign-in still asks for; who has registered has chosen a password and shown a phone already."""
    return ("设置自己的密码、" if password else "") + "填写联系人" + ("并验证手机号" if phone else "")


def _way_back(request: HttpRequest) -> HttpResponse | None:
    """Where somebody is sent before they may go on; None when they may."""
    if not request.user.is_authenticated:
        return None
    began = request.session.get("began", 0)
    if request.user.asked_at.timestamp() - began > settings.SESSION_ABSOLUTE_AGE:
        logout(request)
        messages.info(request, "登录已超过 12 小时，请重新登录。")
        return redirect(settings.LOGIN_URL)
    actor = actor_of(request)
    if actor.restricted and request.path != "/" and not request.path.startswith(OPEN_TO_RESTRICTED):
        due = _due(request.user.secret_until is not None, not request.user.phone_sealed)
        messages.info(request, f"第一次登录，请先{due}，然后就可以办理业务。")
        return redirect(FIRST_SIGN_IN)
    on_the_way = request.path.startswith((SECOND_FACTOR, "/sign-out/", "/static/"))
    if not actor.restricted and not on_the_way and second_factor.is_missing(actor, roles.deciding()):
        return redirect(SECOND_FACTOR)
    return None
