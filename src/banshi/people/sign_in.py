"""Signing in. Every way in, and every request after it, asks the one function `may_sign_in`."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import LoginForm
from django import forms
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import codes, sealed
from banshi.lib.actor import visitor
from banshi.people import captcha, queries, waits
from banshi.people.models import Account, Link

DEVICE_COOKIE = "device"
DEVICE_AGE = timedelta(days=365)
Way = Literal["password", "second_factor", "session"]

WRONG = "用户名或密码不对。初始密码 14 天内有效；忘记密码请联系贵单位的上级单位或管理机构重新发放。"
STOPPED = "这个账户现在不能登录，请联系贵单位的上级单位或管理机构。"


@dataclass(frozen=True)
class Stop:
    """Why an account may not come in."""

    words: str


def may_sign_in(account: Account, way: Way) -> Stop | None:
    """Whether an account may come in now, by whichever way; None when it may.

    A session is asked at every request, so a stopped account, a closed unit or an ended link is out at once. An initial password is void
    after 14 days for signing in; a session that began before may still finish choosing a new one.
    """
    if not account.is_active:
        return Stop(STOPPED)
    if way != "session" and account.secret_until and account.secret_until <= clock.now():
        return Stop(WRONG)
    if not Link.objects.filter(account=account, until=None, organisation__closed_at=None).exists():
        return Stop(STOPPED)
    return None


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Password sign-in; hashes for unknown accounts too, so that the answer takes as long."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether the account may come in is asked once, in `pre_login`, with the same words for every reason."""
        return user is not None

    def get_user(self, user_id: Any) -> Account | None:
        """The account of a running session, while it may be in."""
        account = Account.objects.filter(pk=user_id).first()
        return account if account and may_sign_in(account, "session") is None else None


class SignInForm(LoginForm):  # type: ignore[misc]
    """用户名, 密码, 验证码. The user name is what the pack names: a code however it is typed, or an officer's name."""

    captcha_key = forms.CharField(required=False, widget=forms.HiddenInput)
    captcha = forms.CharField(required=False, max_length=16)

    def clean_login(self) -> str:
        """The identifier as accounts keep it."""
        return identifier(self.cleaned_data["login"])

    def clean(self) -> dict[str, Any]:
        """Captcha first, then the wait, then the password: a wrong captcha neither tries nor tells anything."""
        data = self.cleaned_data
        if not captcha.right(self.request.session, data.get("captcha_key", ""), data.get("captcha", "")):
            raise forms.ValidationError({"captcha": "验证码不对或已过期，请重新输入。"})
        if self.errors:
            return data
        return dict(super().clean())


def identifier(typed: str) -> str:
    """A code without hyphen in capitals when it is one, else the user name in small letters."""
    normal = codes.normal(typed)
    return normal if codes.org_code_problem(normal) == "" else typed.strip().lower()


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How allauth meets this house."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are issued."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuses while the wait of this identifier at this place lasts."""
        minutes = waits.minutes_left(_bucket(request, credentials))
        if minutes:
            raise forms.ValidationError(
                f"登录失败次数过多，请 {minutes} 分钟后再试。忘记密码请联系贵单位的上级单位或管理机构重新发放。"
            )

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the failure and notes it, whether or not there is such an account."""
        waits.failed(_bucket(request, credentials))
        name = credentials.get("username", "")
        with transaction.atomic():
            who = visitor(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_USER_AGENT", "")[:200])
            ledger.append(f"signin:{sealed.index(name)[:32]}", "signin.failed", by=who, data={})

    def pre_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse | None:
        """Asks `may_sign_in`; what it refuses looks like a wrong password."""
        stop = may_sign_in(user, "password")
        if stop:
            raise forms.ValidationError(stop.words)
        return None

    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse:
        """Forgets failures, notes the sign-in, and remembers the device."""
        response: HttpResponse = super().post_login(request, user, **more)
        waits.succeeded(waits.key(user.username, place(request, user.username)))
        request.session["began"] = clock.now().timestamp()
        with transaction.atomic():
            actor = queries.actor_for(user, address=request.META.get("REMOTE_ADDR", ""))
            ledger.append(f"account:{user.pk}", "signin.done", by=actor, data={})
        remember_device(request, response, user.username)
        return response


def _bucket(request: HttpRequest, credentials: dict[str, Any]) -> str:
    name = credentials.get("username", "")
    return waits.key(name, place(request, name))


def place(request: HttpRequest, name: str) -> str:
    """The device when this account has signed in on it before, else the network address."""
    known: dict[str, str] = devices(request)
    return known.get(sealed.index(name)[:16], request.META.get("REMOTE_ADDR", ""))


def devices(request: HttpRequest) -> dict[str, str]:
    """The accounts (by blind index) that have signed in on this device, from its signed cookie."""
    try:
        found = signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt="device", max_age=DEVICE_AGE)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def remember_device(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Notes in the device's cookie that this account has signed in here; at most the last ten accounts."""
    known = {sealed.index(name)[:16]: secrets.token_urlsafe(12)} | devices(request)
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps(dict(list(known.items())[:10]), salt="device"),
        max_age=DEVICE_AGE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
