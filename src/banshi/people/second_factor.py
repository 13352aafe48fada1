"""Who has to have an authenticator, and whether they have one."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator

from banshi.lib.actor import Actor
from banshi.people import rules

ADMINISTRATORS = frozenset(rules.ADMINISTRATION)


def is_missing(actor: Actor, roles: Iterable[str]) -> bool:
    """True when the actor holds a role that asks for an authenticator and has none yet."""
    if not actor.roles & (ADMINISTRATORS | set(roles)):
        return False
    return not Authenticator.objects.filter(user=actor.account, type=Authenticator.Type.TOTP).exists()
