"""Signing in. Every way in, and every request after it, asks the one function `may_sign_in`."""

from typing import Any, Literal

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import sealed
from banshi.lib.actor import visitor
from banshi.lib.refusals import Forbidden, Refusal
from banshi.people import asking, queries
from banshi.people.admission import registering
from banshi.people.models import Account
from banshi.people.persons import persons
from banshi.people.refusals import wrong
from banshi.people.signing_in import devices, phone_codes, second_factor, waits

Way = Literal["password", "second_factor", "session"]
BEGAN = "began"  # in the session: when it signed in, in seconds of database time
PROVEN = "proven"  # in the session: the password that was right, as Django's session hash

# What is said to whose account was handed out, and to who has signed up: by the door, never by the account that was typed (S2).
WAYS_ON = "忘记密码可以凭手机号找回；单位的账户，也可以联系上级单位或管理机构重新发放。"
OWN_WAYS_ON = "忘记密码可以凭手机号或者电子邮箱找回。"
WRONG = f"账户或密码不对；用密码单上的初始密码的，也可能已过 14 天有效期。{WAYS_ON}"
OWN_WRONG = f"账户或密码不对，请核对。{OWN_WAYS_ON}"
CODE_USED = "您的账户刚刚用恢复代码代替动态口令登录，还剩 {left} 个。如非您本人操作，请立即联系管理机构。"
STOPPED = "这个账户现在不能登录，请联系管理机构；单位的账户，也可以联系上级单位。"


def may_sign_in(account: Account, way: Way) -> Refusal | None:
    """Why an account may not come in now; None when it may.

    A session is asked at every request, so a stopped account, a closed unit or an ended link is out at once. An initial password is
    void after 14 days for signing in; a session that began before may still finish choosing a new one.
    """
    if not account.is_active:
        return Forbidden(STOPPED)
    if way != "session" and account.secret_until and account.secret_until <= clock.now():
        return Forbidden(WRONG)
    return None if account.links_now else Forbidden(STOPPED)


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """Password sign-in; hashes for unknown accounts too, so that the answer takes as long."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Account | None:
        """The account; raises ValidationError for who registered, gives the right password, and waits to be let in."""
        identifier = credentials.get("username") or ""
        self._waits_with = registering.password_of(identifier)
        try:
            found: Account | None = super().authenticate(
                request, **credentials | {"username": persons.username(identifier)}
            )
            return found
        except ValidationError:
            if request is not None:
                waits.give_back(_bucket(request, identifier))
                _spare_address(request, identifier)
            raise

    def _mitigate_timing_attack(self, password: str) -> None:
        """Where there is no account: as long as it takes to look at a password, that of a registration where one waits."""
        if not self._waits_with:
            super()._mitigate_timing_attack(password)
        elif check_password(password, self._waits_with):
            raise ValidationError(registering.WAITS)

    def user_can_authenticate(self, user: Any) -> bool:
        """Decided by `may_sign_in`, once the password was right."""
        return True

    def get_user(self, user_id: Any) -> Account | None:
        """The account of a running session, while it may be in. Asked at every request."""
        account = asking.account(user_id)
        return account if account and may_sign_in(account, "session") is None else None


def at_door_of_own_accounts(request: HttpRequest) -> None:
    """Notes that people sign up by themselves at the door where this request is made."""
    request.signs_up = True  # type: ignore[attr-defined]


def _signs_up(request: HttpRequest) -> bool:
    return getattr(request, "signs_up", False)


def wrong_password(request: HttpRequest) -> str:
    """The one sentence for an account nobody has, a wrong password, and one that is void."""
    return OWN_WRONG if _signs_up(request) else WRONG


def require_try(request: HttpRequest, identifier: str) -> None:
    """Takes a try of this identifier at this place. Raises ValidationError while it has to wait."""
    if minutes := waits.take(_bucket(request, identifier)):
        ways_on = OWN_WAYS_ON if _signs_up(request) else WAYS_ON
        raise ValidationError(f"登录失败次数过多，请 {minutes} 分钟后再试。{ways_on}")


def require_password_try(request: HttpRequest, identifier: str) -> None:
    """As `require_try`, and one of the address where the device is not known. Raises ValidationError while either has to wait."""
    require_try(request, identifier)
    if _device(request, identifier):
        return
    if minutes := waits.take(_address_bucket(request), waits.FREE_TRIES_OF_AN_ADDRESS):
        waits.give_back(_bucket(request, identifier))
        raise ValidationError(f"这个网络今天登录失败的次数过多，请 {minutes} 分钟后再试，或换用以前登录过的电脑。")


def forget_tries(request: HttpRequest, account: Account) -> None:
    """The password was right, and all that is asked for beside it; whichever identifier was typed."""
    for identifier in (account.username, account.phone) if account.personal else (account.username,):
        waits.forget(_bucket(request, identifier))
    _spare_address(request, account.username)


def _spare_address(request: HttpRequest, identifier: str) -> None:
    if not _device(request, identifier):
        waits.give_back(_address_bucket(request))


def _address_bucket(request: HttpRequest) -> str:
    return waits.address_bucket(devices.address(request))


def _bucket(request: HttpRequest, identifier: str) -> str:
    """Where tries are counted: by what was typed, so that no wait tells that a phone and a user name are one person's."""
    return waits.bucket(identifier, _device(request, identifier) or devices.address(request))


def _device(request: HttpRequest, identifier: str) -> str:
    return devices.known(request, persons.username(identifier))


def prove_password(request: HttpRequest, identifier: str, password: str) -> None:
    """Asks for an account's password without letting anybody in; the try counts as one of signing in. A right one gives back itself only:
    codes are counted with it. Raises Invalid at `password`, with the same words whether there is such an account or not."""
    try:
        require_password_try(request, identifier)
        if Backend().authenticate(request, username=identifier, password=password) is None:
            note_failure(request, identifier)
            raise ValidationError(wrong_password(request))
    except ValidationError as stop:
        raise wrong("password", " ".join(stop.messages)) from stop
    waits.give_back(_bucket(request, identifier))
    _spare_address(request, identifier)


@transaction.atomic
def note_recovery_code(request: HttpRequest, account: Account) -> None:
    """The event of a recovery code that was used, and the message to whose it is."""
    by = queries.actor_for(account, address=devices.address(request), device=devices.browser(request))
    words = CODE_USED.format(left=len(second_factor.recovery_codes(account)))
    tell = phone_codes.told(words, account.phone)
    ledger.append(f"account:{account.pk}", "recovery_code_used", by=by, data={}, deliveries=tell)


@transaction.atomic
def note_failure(request: HttpRequest, identifier: str) -> None:
    """The event of a failed try, by the identifier's blind index: what was typed may be anything, a password too. The account is named
    where there is one."""
    who = visitor(devices.address(request), devices.browser(request))
    tried = Account.objects.filter(username=persons.username(identifier)).values_list("pk", flat=True).first()
    ledger.append(f"sign_in:{sealed.index(identifier)[:32]}", "sign_in_failed", by=who, data={"account": tried})


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How allauth meets this house."""

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """What allauth says, in our words where the password is wrong."""
        if code == "username_password_mismatch":
            return ValidationError(wrong_password(self.request), code=code)
        found: ValidationError = super().validation_error(code, *args)
        return found

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are issued."""
        return False

    def get_login_stages(self) -> list[str]:
        """What comes between the right password and home."""
        return [*super().get_login_stages(), "banshi.people.signing_in.new_device.NewDeviceStage"]

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses of this site, without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Signing in is a page."""
        return False

    def add_message(self, *args: Any, **more: Any) -> None:
        """Our pages say it themselves."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuses while the wait of this identifier at this place lasts, or that of the address."""
        require_password_try(request, credentials["username"])

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Notes the failure, whether or not there is such an account."""
        note_failure(request, credentials["username"])

    def pre_login(self, request: HttpRequest, user: Account, **more: Any) -> None:
        """Notes which password was right: a code may still be asked for, and the password be taken away meanwhile."""
        request.session[PROVEN] = user.get_session_auth_hash()

    def login(self, request: HttpRequest, user: Account) -> None:
        """The last step of every way in: a new session id, and when it began."""
        if stop := may_sign_in(user, "second_factor"):
            raise stop
        if request.session.pop(PROVEN, "") != user.get_session_auth_hash():
            raise Forbidden(WRONG)
        super().login(request, user)
        request.session[BEGAN] = clock.now().timestamp()

    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse:
        """Forgets failures, notes the sign-in, and remembers the device."""
        response: HttpResponse = super().post_login(request, user, **more)
        forget_tries(request, user)
        actor = queries.actor_for(user, address=devices.address(request), device=devices.browser(request))
        with transaction.atomic():
            ledger.append(f"account:{user.pk}", "signed_in", by=actor, data={})
        devices.remember(request, response, user.username)
        return response


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of authenticators are sealed at rest."""

    def encrypt(self, text: str) -> str:
        """As it is stored."""
        return sealed.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As it is used."""
        return sealed.opened(encrypted_text)
