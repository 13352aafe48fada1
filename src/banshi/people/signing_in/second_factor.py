"""动态口令 (TOTP, RFC 6238): who has to have an authenticator, whether they have one, what it is set up with; and 恢复代码, each of which
takes its place once."""

import base64
from collections.abc import Iterable

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from banshi.lib.actor import Actor
from banshi.people import rules
from banshi.people.models import Account
from banshi.people.signing_in import tries

LIVES = 90  # seconds: the half minute of a code, the one before and the one after
ADMINISTRATORS = frozenset(rules.ADMINISTRATION)


def has_one(actor: Actor) -> bool:
    """True when the actor has an authenticator."""
    return bool(Authenticator.objects.filter(user=actor.account, type=Authenticator.Type.TOTP).exists())


def is_missing(actor: Actor, roles: Iterable[str]) -> bool:
    """True when the actor holds a role that asks for an authenticator and has none yet."""
    return bool(actor.roles & (ADMINISTRATORS | set(roles))) and not has_one(actor)


def new_secret() -> str:
    """A fresh secret (base32, 160 bits)."""
    return str(generate_totp_secret())


def code(secret: str, ago: int = 0) -> str:
    """What an authenticator with this secret shows now, or showed that many half minutes ago."""
    around = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, around[len(around) // 2] - ago)))


def use_up(account: Account, code: str) -> bool:
    """True for the first use of an account's code; it is remembered for as long as it could be right again."""
    return tries.is_first(f"second factor {account.pk} {code}", LIVES)


def picture(account: Account, secret: str) -> str:
    """The secret as a QR code for the authenticator's camera, as a data: address."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(account, secret))
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def recovery_codes(account: Account) -> list[str]:
    """The account's recovery codes that are still good: ten of eight digits at first, each good once."""
    return list(RecoveryCodes.activate(account).get_unused_codes())
