"""The two forms of signing in: the account, 密码, 验证码; and the authenticator's code."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError

from banshi.people import rules
from banshi.people.signing_in import captcha, second_factor
from banshi.people.signing_in.sign_in import (
    WRONG,
    may_sign_in,
    note_failure,
    note_recovery_code,
    require_try,
    wrong_password,
)


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth is untyped
    """The user name is what the pack names: a code however it is typed, or an officer's name."""

    captcha_key = forms.CharField(required=False, widget=forms.HiddenInput)
    captcha = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].error_messages["required"] = "请填写密码。"

    def clean_login(self) -> str:
        """The identifier as accounts keep it. A mistyped code is said at once; that tells nothing about accounts."""
        identifier = rules.identifier(self.cleaned_data["login"])
        if words := rules.code_problem(identifier):
            raise ValidationError(words)
        return identifier

    def clean(self) -> dict[str, Any]:
        """Captcha first, then the wait, then the password: a wrong captcha neither tries nor tells anything."""
        data: dict[str, Any] = self.cleaned_data
        if not captcha.right(self.request.session, data.get("captcha_key", ""), data.get("captcha", "")):
            self.add_error("captcha", captcha.WRONG)
        if self.errors:
            return data
        super().clean()
        if self.user and (stop := may_sign_in(self.user, "password")):
            raise ValidationError(wrong_password(self.request) if stop.words == WRONG else stop.words)
        return data


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]
    """Codes are six digits, recovery codes eight: their tries wait as those of passwords do."""

    def clean_code(self) -> str:
        """Takes a try before looking at the code; one that was right before is no longer."""
        require_try(context.request, self.user.username)
        code = str(normalize_user_code(super().clean_code()))
        if second_factor.use_up(self.user, code):
            return code
        self._emit_authentication_failed(self.authenticator)
        raise get_adapter().validation_error("incorrect_code")

    def save(self) -> None:
        """A recovery code that was used is told to whose it is."""
        super().save()
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            note_recovery_code(context.request, self.user)

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        note_failure(context.request, self.user.username)
