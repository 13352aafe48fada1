"""What this house says of a person to a platform, as allauth's OpenID provider asks for it."""

import secrets
from collections.abc import Iterable
from typing import Any

from allauth.core import context
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client, PrivateKey
from django.conf import settings
from oauthlib.oauth2.rfc6749.errors import InvalidTokenError

from banshi.people import queries
from banshi.people.models import Account
from banshi.people.signing_in.sign_in import may_sign_in
from banshi.people.sso import codes, consents, signing_key


class Provider(DefaultOIDCAdapter):  # type: ignore[misc]  # allauth is untyped
    """Tells as much as the person agreed to, and nothing of who may not sign in any more."""

    def get_issuer(self) -> str:
        """The address people type, whatever host a request names."""
        return str(settings.SITE_URL)

    def generate_client_secret(self) -> str:
        """256 bits."""
        return secrets.token_urlsafe(32)

    def list_private_keys(self, **wanted: Any) -> list[PrivateKey]:
        """The one key of this installation."""
        return [PrivateKey(pem=signing_key.pem())]

    def get_user_sub(self, client: Client, user: Account) -> str:
        """Another one on each platform."""
        return consents.subject(client.id, user.pk)

    def get_user_by_sub(self, client: Client, sub: str) -> Account | None:
        """Who agreed to be that, while they may sign in."""
        account = consents.account_of(client.id, sub)
        return account if account and may_sign_in(account, "session") is None else None

    def get_claims(
        self, purpose: str, user: Account, client: Client, scopes: Iterable[str], email: str | None = None, **more: Any
    ) -> dict[str, Any]:
        """What the scopes stand for (people/sso/consents.py). Raises InvalidTokenError for who may not sign in any more."""
        if may_sign_in(user, "session"):
            raise InvalidTokenError
        return {"sub": self.get_user_sub(client, user)} | _told(user, set(scopes))

    def populate_id_token(self, id_token: dict[str, Any], client: Client, scopes: Iterable[str], **more: Any) -> None:
        """With the time of signing in, which OpenID Connect Core 1.0, 2 calls `auth_time`."""
        if at := codes.signed_in_at(context.request.POST.get("code", "")):
            id_token["auth_time"] = at


def _told(account: Account, scopes: set[str]) -> dict[str, Any]:
    by = queries.actor_for(account)
    told: dict[str, Any] = {"name": account.name} if "profile" in scopes else {}
    if "unit" in scopes and by.unit and not account.personal:
        told |= {"unit": {"code": queries.code_of(by.unit), "name": by.unit_name}, "roles": sorted(by.roles)}
    return told
