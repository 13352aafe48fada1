"""单点登录, this house as OpenID provider: a platform sends somebody here, they agree, and it is told who they are.

allauth speaks the protocol. Stricter here: PKCE with S256 for everybody, addresses character by character, a code good for one try.
"""

import json
import re
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from allauth.core.internal.httpkit import add_query_params, del_query_params
from allauth.idp.oidc.forms import RPInitiatedLogoutForm
from allauth.idp.oidc.internal.oauthlib.server import get_server
from allauth.idp.oidc.internal.oauthlib.utils import convert_response, extract_params
from allauth.idp.oidc.models import Client
from allauth.idp.oidc.views import AuthorizationView, JwksView, LogoutView, TokenView, UserInfoView
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from oauthlib.oauth2.rfc6749.errors import OAuth2Error

from banshi.ledger import clock
from banshi.lib.refusals import Refusal
from banshi.people import actions
from banshi.people.signing_in.sign_in import BEGAN
from banshi.people.sso import codes, consents
from banshi.web.door import actor_of, door

NOT_REGISTERED = "这个平台没有在这里登记，或者回调地址与登记的不同，没有告知它任何信息。请联系该平台的管理员。"
_AGE = re.compile(r"\d{1,10}", re.ASCII)  # seconds


@door("GET", who="anyone")
def configuration(request: HttpRequest) -> HttpResponse:
    """What a platform has to know of this provider (OpenID Connect Discovery 1.0), at the address people type."""
    said = {
        "issuer": settings.SITE_URL,
        "authorization_endpoint": _address("authorization"),
        "token_endpoint": _address("token"),
        "userinfo_endpoint": _address("userinfo"),
        "end_session_endpoint": _address("logout"),
        "jwks_uri": _address("jwks"),
        "scopes_supported": list(consents.SCOPES),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": settings.IDP_OIDC_AUTH_METHODS,
        "authorization_response_iss_parameter_supported": False,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": False,
    }
    return JsonResponse(said)


def _address(name: str) -> str:
    return f"{settings.SITE_URL}{reverse(f'idp:oidc:{name}')}"


class Authorize(AuthorizationView):  # type: ignore[misc]  # allauth is untyped
    """The page on which somebody agrees; who has agreed before goes straight on."""

    template_name = "hall/consent.html"

    def dispatch(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        """A form here carries our token (S12). allauth's own is exempt, for platforms that post; ours send people by a link."""
        answer: HttpResponse = super().dispatch(request, *args, **more)
        return answer

    def get(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        """Refuses what is not registered in words, and everything else at the address that is."""
        asked = request.GET
        client = Client.objects.filter(pk=asked.get("client_id", "")).first()
        if client is None or asked.get("redirect_uri") not in client.get_redirect_uris():
            raise Refusal(NOT_REGISTERED)
        if fault := self._fault(request):
            return self._back(fault)
        if not request.user.is_authenticated:
            return redirect_to_login(self._once_signed_in(request), settings.LOGIN_URL)
        try:
            found = get_server().validate_authorization_request(*extract_params(request))
        except OAuth2Error as wrong:
            return self._back(wrong.error)
        self._scopes, self._request_info = found
        if "consent" not in self._prompts and consents.covers(client.pk, self._scopes, actor_of(request)):
            passed: HttpResponse = self._skip_consent()
            return passed
        if "none" in self._prompts:
            return self._back("consent_required")
        page: HttpResponse = self.render_to_response(self.get_context_data())
        return _leading_to(page, asked["redirect_uri"])

    def _fault(self, request: HttpRequest) -> str:
        """What is wrong with a request of a registered platform, in the protocol's words, or ""."""
        asked = request.GET
        if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
            return "invalid_request"
        if {"request", "request_uri", "claims", "resource"} & set(asked):
            return "request_not_supported"
        self._prompts = set(asked.get("prompt", "").split())
        if ("none" in self._prompts and len(self._prompts) > 1) or not _AGE.fullmatch(asked.get("max_age", "0")):
            return "invalid_request"
        if "select_account" in self._prompts:
            return "account_selection_required"
        if request.user.is_authenticated:
            return (
                "login_required" if self._is_stale(request) else ""
            )  # nobody is signed out by a link: they do it first
        return "login_required" if "none" in self._prompts else ""

    def _is_stale(self, request: HttpRequest) -> bool:
        """True where the platform wants a sign-in newer than this session's (OpenID Connect Core 1.0, 3.1.2.1)."""
        most = request.GET.get("max_age")
        age = clock.now().timestamp() - request.session.get(BEGAN, 0)
        return "login" in self._prompts or (most is not None and age > int(most))

    def _once_signed_in(self, request: HttpRequest) -> str:
        """The same request, without what signing in fulfils."""
        left: str = del_query_params(request.get_full_path(), "prompt", "max_age")
        return str(add_query_params(left, {"prompt": "consent"})) if "consent" in self._prompts else left

    def _back(self, fault: str) -> HttpResponse:
        asked = self.request.GET
        said = {"error": fault} | ({"state": asked["state"]} if "state" in asked else {})
        return HttpResponseRedirect(add_query_params(asked["redirect_uri"], said))

    def form_valid(self, form: Any) -> HttpResponse:
        """Agreed: it is noted, and the platform gets its code."""
        consents.enter(self._request_info["client_id"], form.cleaned_data["scopes"], by=actor_of(self.request))
        answer: HttpResponse = super().form_valid(form)
        for code in parse_qs(urlsplit(answer.headers.get("Location", "")).query).get("code", ()):
            codes.note_sign_in(code, int(self.request.session.get(BEGAN, 0)))
        return answer

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """With what the platform wants to know, in words."""
        context: dict[str, Any] = super().get_context_data(**more)
        return context | {"scopes": [(key, consents.SCOPES[key]) for key in self._scopes]}


def _leading_to(page: HttpResponse, address: str) -> HttpResponse:
    """The page, whose form may end at that address: a browser that holds the policy follows its redirect nowhere else."""
    parts = urlsplit(address)
    page._csp_update = {"form-action": [f"{parts.scheme}://{parts.netloc}"]}  # type: ignore[attr-defined]
    return page


class Token(TokenView):  # type: ignore[misc]
    """A platform's server exchanges its code for who somebody is."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """One try for each code, right or wrong: two that come at once are not both answered (RFC 6749, 4.1.2)."""
        code = request.POST.get("code", "")
        if request.POST.get("grant_type") != "authorization_code" or "resource" in request.POST:
            return JsonResponse({"error": "unsupported_grant_type"}, status=400)
        if not codes.take(code):
            return JsonResponse({"error": "invalid_grant"}, status=400)
        answer: HttpResponse = super().post(request)
        return answer

    def _create_token_response(self, request: HttpRequest, **more: Any) -> HttpResponse:
        """No refresh token: what nobody takes here is not handed out."""
        server = get_server()
        server.auth_grant.refresh_token = server.openid_connect_auth.refresh_token = False
        headers, body, status = server.create_token_response(*extract_params(request))
        if status == HTTPStatus.OK:
            codes.gave(request.POST["code"], json.loads(body)["access_token"])
        answer: HttpResponse = convert_response(headers, body, status)
        return answer


class SigningOut(RPInitiatedLogoutForm):  # type: ignore[misc]
    """With the address as it was registered, also its query, of which allauth takes any."""

    def clean(self) -> dict[str, Any]:
        """Refuses every other."""
        said: dict[str, Any] = super().clean()
        address = said.get("post_logout_redirect_uri")
        if address and address not in said["client"].get_post_logout_redirect_uris():
            self.add_error("post_logout_redirect_uri", NOT_REGISTERED)
        return said


class EndSession(LogoutView):  # type: ignore[misc]
    """Signing out at a platform signs out here, too, once the person says so (RP-Initiated Logout 1.0)."""

    form_class = SigningOut
    template_name = "hall/end_session.html"

    def dispatch(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        """With our token, as `Authorize`."""
        answer: HttpResponse = super().dispatch(request, *args, **more)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """An address nobody has registered."""
        raise Refusal(NOT_REGISTERED)

    def render_to_response(self, context: dict[str, Any], **more: Any) -> HttpResponse:
        """The question; its form may end at the platform."""
        page: HttpResponse = super().render_to_response(context, **more)
        address = context["form"].cleaned_data["post_logout_redirect_uri"]
        return _leading_to(page, address) if address else page

    def _handle(self, form: Any, op_logout: bool) -> HttpResponse:
        if op_logout and self.request.user.is_authenticated:
            actions.sign_out(by=actor_of(self.request))
        answer: HttpResponse = super()._handle(form, op_logout)
        return answer


authorize = door("GET", "POST", who="anyone")(Authorize.as_view())
token = door("POST", who="anyone")(Token.as_view())
userinfo = door("GET", "POST", who="anyone")(UserInfoView.as_view())
end_session = door("GET", "POST", who="anyone")(EndSession.as_view())
jwks = door("GET", who="anyone")(JwksView.as_view())
