"""新设备验证: a unit that others report to decides about them, so on a device it has not signed in on before it also shows that it holds
its phone."""

from allauth.account.stages import LoginStage
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from banshi.lib import sealed
from banshi.lib.refusals import TooMany
from banshi.people import queries
from banshi.people.models import Account
from banshi.people.signing_in import devices, phone_codes

PURPOSE = "new_device"

UNSENT = "no_code_was_sent"


class NewDeviceStage(LoginStage):  # type: ignore[misc]  # allauth is untyped
    """Between password and home, after the authenticator's code, which is proof enough where there is one."""

    key = "new_device"
    urlname = "new_device"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Sends a code and asks for it, where one is needed. Who got one a moment ago asks for another on the page, and reads there that
        none was sent."""
        if not _is_asked(self.request, self.login.user):
            return None, True
        try:
            self.send()
        except TooMany:
            self.request.session[UNSENT] = True
        return redirect(self.urlname), True

    def send(self) -> None:
        """A code to the account's own phone. Raises TooMany."""
        account, request = self.login.user, self.request
        by = queries.actor_for(account, address=devices.address(request), device=devices.browser(request))
        phone_codes.send(phone=account.phone, purpose=PURPOSE, session=devices.session(request), by=by, own=True)

    def prove(self, code: str) -> None:
        """Uses the code up. Raises Invalid at `code`."""
        phone_codes.use(phone=self.login.user.phone, code=code, purpose=PURPOSE, session=devices.session(self.request))

    @property
    def phone(self) -> str:
        """Where the code went, masked."""
        return sealed.masked_phone(self.login.user.phone)


def _is_asked(request: HttpRequest, account: Account) -> bool:
    """Not of whoever has yet to finish the first sign-in: their phone may be new, and they may not do anything."""
    if account.settled_at is None or not account.phone_sealed or devices.known(request, account.username):
        return False
    return (
        queries.oversees(*(link.organisation_id for link in account.links_now))
        and not Authenticator.objects.filter(user=account).exists()
    )
