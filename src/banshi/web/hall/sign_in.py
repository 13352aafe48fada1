"""The way in: sign-in at a pack's door, captcha, the authenticator's code; and out."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from captcha.views import captcha_image
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.bulletin import queries as bulletin
from banshi.catalogue import shelf
from banshi.define import Pack
from banshi.lib.refusals import Invalid, Refusal, TooMany
from banshi.people import actions
from banshi.people.signing_in import captcha, devices, tries
from banshi.people.signing_in.new_device import UNSENT, NewDeviceStage
from banshi.people.signing_in.sign_in import at_door_of_own_accounts
from banshi.people.sso import outside
from banshi.web import frame
from banshi.web.door import actor_of, door

BETWEEN_CAPTCHAS = 1  # seconds


@door("GET", who="anyone")
def choose(request: HttpRequest) -> HttpResponse:
    """Which system's door: the one that was asked for, or the only one there is, at once."""
    packs, asked = shelf.packs(), request.GET.get("next", "")
    wanted = [key for key in packs if asked.startswith(f"/s/{key}/")] or (list(packs) if len(packs) == 1 else [])
    if wanted:
        return redirect(f"{reverse('hall:sign_in', args=wanted)}?{request.GET.urlencode()}")
    return render(request, "hall/choose.html", {"packs": packs.values(), "query": request.GET.urlencode()})


class SignInView(LoginView):  # type: ignore[misc]  # allauth is untyped
    """用户名 (or what the pack calls it), 密码, 验证码 at a pack's door."""

    template_name = "hall/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Notes at whose door we are."""
        self.pack = shelf.pack(kwargs["pack"])
        frame.comes_to(request, self.pack.key)
        if self.pack.sign_in.signs_up:
            at_door_of_own_accounts(request)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """It asks for what the pack asks for."""
        form = super().get_form(*args, **kwargs)
        form.fields["login"].error_messages["required"] = f"请填写{self.pack.sign_in.label}。"
        return form

    def get_default_success_url(self) -> str:
        """The pack's home."""
        return reverse("filing:home", args=[self.pack.key])

    def get_authenticated_redirect_url(self) -> str:
        """Who is in already goes home."""
        return self.get_default_success_url()

    def form_invalid(self, form: Any) -> HttpResponse:
        """The same page with what to mend; the user name is kept, the password is not."""
        page: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With a fresh captcha: a used one is never shown again."""
        in_words = self.request.GET.get("words") == "1"
        other = self.request.GET.copy()
        other["words"] = "0" if in_words else "1"
        context: dict[str, Any] = super().get_context_data(**kwargs)
        fresh = captcha.new(self.request.session, in_words=in_words)
        said = {"announcements": bulletin.announcements([self.pack.key], bulletin.LATEST)}
        shown = {"pack": self.pack, "captcha": fresh, "other_kind": other.urlencode(), "outside": outside.offered()}
        return context | said | shown | {"elsewhere": self._sign_up_elsewhere()}

    def _sign_up_elsewhere(self) -> Pack | None:
        """Where people sign up whose accounts are good at this door, too, and who may not sign up here."""
        return shelf.signs_up() if self.pack.seats_people and not self.pack.sign_in.signs_up else None


@door("POST", who="anyone")
def fresh_captcha(request: HttpRequest) -> HttpResponse:
    """Another picture in place of the present one; not faster than people look at them."""
    asker = request.session.session_key or devices.address(request)
    if not tries.is_first(f"captcha {asker}", BETWEEN_CAPTCHAS):
        raise TooMany("换得太快了，请稍候再换。", wait=BETWEEN_CAPTCHAS)
    made = captcha.new(request.session)
    return JsonResponse({"key": made.key, "picture": reverse("hall:captcha_picture", args=[made.key])})


captcha_picture = door("GET", who="anyone")(captcha_image)


class CodeView(AuthenticateView):  # type: ignore[misc]
    """The authenticator's code, between password and home."""

    template_name = "hall/code.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """The same page with what was wrong."""
        page: HttpResponse = self.render_to_response(self.get_context_data(), status=422)
        return page


@door("GET", "POST", who="anyone")
@login_stage_required(stage=NewDeviceStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
def new_device(request: HttpRequest) -> HttpResponse:
    """The code sent to a superior unit's phone, between password and home; 【重新获取】 sends another."""
    stage: NewDeviceStage = request._login_stage  # type: ignore[attr-defined]
    context: dict[str, Any] = {"phone": stage.phone, "unsent": request.session.pop(UNSENT, False)}
    if request.method == "GET":
        return render(request, "hall/new_device.html", context)
    try:
        if "again" not in request.POST:
            stage.prove(request.POST.get("code", ""))
            response: HttpResponse = stage.exit()
            return response
        stage.send()
    except (Invalid, TooMany) as refusal:
        told = context | {"problem": _said(refusal)}
        return render(request, "hall/new_device.html", told, status=refusal.status)
    return render(request, "hall/new_device.html", context | {"sent": True})


def _said(refusal: Refusal) -> str:
    return " ".join(problem.words for problem in getattr(refusal, "problems", ())) or refusal.words


@door("GET", "POST", who="anyone")
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out; Back shows nothing, because nothing was stored."""
    if request.method == "GET":
        return render(request, "hall/sign_out.html")
    pack = request.session.get("pack", "")
    if request.user.is_authenticated:
        actions.sign_out(by=actor_of(request))
    logout(request)
    messages.info(request, "您已退出。")
    return redirect("hall:sign_in", pack) if pack in shelf.packs() else redirect("hall:home")
