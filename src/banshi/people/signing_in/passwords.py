"""Passwords: issued ones nobody can guess, and words no password may be made of."""

import base64
import hmac
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from banshi.lib import home
from banshi.people.models import Account
from banshi.people.refusals import wrong
from banshi.people.signing_in import mail_links

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
ISSUED_LENGTH = 14
ISSUED_FOR = timedelta(days=14)
SHORTEST, LONGEST = 8, 128


def issued() -> str:
    """A fresh initial password: 14 characters that cannot be mistaken for one another (69 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ISSUED_LENGTH))


def demo(username: str) -> str:
    """The password of a demo account: made from a secret of this installation, so that no two installations share it."""
    mixed = hmac.new(home.secret("demo"), username.encode(), sha256).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in mixed[:ISSUED_LENGTH])


def problem(password: str, *, about: list[str]) -> str:
    """What is wrong with a chosen password, or "". `about` are words of the account it must not be or hold: identifier, unit, phone.

    Length counts, composition does not (NIST SP 800-63B 5.1.1).
    """
    if not SHORTEST <= len(password) <= LONGEST:
        return f"密码应为 {SHORTEST} 至 {LONGEST} 个字符。"
    low, bare = password.casefold(), _bare(password)
    for word in filter(None, map(_bare, about)):
        if len(word) >= 4 and word in bare:
            return "密码里不能包含用户名、单位名称、代码或手机号。"
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return "这个密码太常见，很容易被猜到，请换一个。"
    if len(set(low)) < 4:
        return "密码里不同的字符太少，请换一个。"
    return ""


def _bare(text: str) -> str:
    """What remains when a code is printed with hyphens, in small letters, in full width or in groups."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def require_new(password: str, *, hashes: Iterable[str], cell: str = "new") -> None:
    """Raises Invalid, pointing at `cell`, for a password this account had before."""
    if any(check_password(password, each) for each in filter(None, dict.fromkeys(hashes))):
        words = "新密码不能与原密码、上一次的密码或发放的初始密码相同。"
        raise wrong(cell, words)


def require_good(password: str, *, about: list[str], cell: str = "password") -> None:
    """Raises Invalid, pointing at `cell`, when the password may not be chosen."""
    if words := problem(password, about=about):
        raise wrong(cell, words)


def replace(account: Account, new: str, *, unit_name: str) -> None:
    """Puts a chosen password in place of the account's present one; every session of before ends with that, and every link
    that was mailed for the account. Raises Invalid at `new`."""
    before = account.password
    require_new(new, hashes=[before, account.last_password, account.issued_password])
    require_good(new, about=[account.username, unit_name, account.phone, account.name], cell="new")
    account.set_password(new)
    account.last_password, account.secret_until = before, None
    account.save(update_fields=["password", "last_password", "secret_until"])
    mail_links.withdraw(account.pk)


def demo_totp(username: str) -> str:
    """The authenticator's secret of a demo account (base32), as little shared between installations as its password."""
    mixed = hmac.new(home.secret("demo"), f"totp {username}".encode(), sha256).digest()
    return base64.b32encode(mixed[:20]).decode()
