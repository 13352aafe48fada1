"""The way in: sign-in at a pack's door, captcha, sign-out."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.totp.views import ActivateTOTPView
from captcha.views import captcha_image
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.catalogue import shelf
from banshi.ledger import actions as ledger
from banshi.lib.actor import Actor
from banshi.people import captcha
from banshi.web.door import door


@door("GET", who="anyone")
def choose(request: HttpRequest) -> HttpResponse:
    """Which system's door; with only one, straight to it. What was asked for is kept for after the sign-in."""
    listed = list(shelf.packs().values())
    return render(request, "hall/choose.html", {"packs": listed, "next": request.GET.get("next", "")})


class SignInView(LoginView):  # type: ignore[misc]
    """用户名, 密码, 验证码 at a pack's door."""

    template_name = "hall/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Notes at whose door we are."""
        self.pack = shelf.pack(kwargs["pack"])
        request.session["pack"] = self.pack.key
        return super().dispatch(request, *args, **kwargs)

    def get_default_success_url(self) -> str:
        """The pack's home."""
        return reverse("filing:home", args=[self.pack.key])

    def get_authenticated_redirect_url(self) -> str:
        """Who is in already goes home."""
        return self.get_default_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With a fresh captcha: a used one is never shown again."""
        in_words = self.request.GET.get("words") == "1"
        fresh = captcha.new(self.request.session, in_words=in_words)
        return super().get_context_data(**kwargs) | {"pack": self.pack, "captcha": fresh, "words": in_words}  # type: ignore[no-any-return]


@door("POST", who="anyone")
def fresh_captcha(request: HttpRequest) -> HttpResponse:
    """Another picture in place of the present one."""
    made = captcha.new(request.session)
    return JsonResponse({"key": made.key, "picture": reverse("hall:captcha_picture", args=[made.key])})


captcha_picture = door("GET", who="anyone")(captcha_image)


class CodeView(AuthenticateView):  # type: ignore[misc]
    """The authenticator's code, between password and home."""

    template_name = "hall/code.html"


class AuthenticatorView(ActivateTOTPView):  # type: ignore[misc]
    """Setting up one's authenticator."""

    template_name = "hall/authenticator.html"
    success_url = "/"

    def form_valid(self, form: Any) -> HttpResponse:
        """An event; the account is protected from now on."""
        response: HttpResponse = super().form_valid(form)
        with transaction.atomic():
            actor: Actor = self.request.actor
            ledger.append(f"account:{actor.account}", "second_factor_added", by=actor, data={})
        return response


@door("GET", "POST", who="anyone")
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out; Back shows nothing, because nothing was stored."""
    if request.method == "POST":
        pack = request.session.get("pack", "")
        if request.user.is_authenticated:
            with transaction.atomic():
                actor: Actor = request.actor  # type: ignore[attr-defined]
                ledger.append(f"account:{actor.account}", "signed_out", by=actor, data={})
        logout(request)
        messages.info(request, "您已退出。")
        return redirect("hall:sign_in", pack) if pack in shelf.packs() else redirect("hall:home")
    return render(request, "hall/sign_out.html")
