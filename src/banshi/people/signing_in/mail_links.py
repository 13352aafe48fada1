"""Links sent to mailboxes: whoever follows one shows that the mailbox is theirs. Good once, for one purpose, and not for long; one a minute
and so many a day to one mailbox, so many a day for whoever asks."""

import hmac
import secrets
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib import home, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, TooMany
from banshi.lib.text import plain
from banshi.lib.turns import one_at_a_time
from banshi.people.models import MailLink
from banshi.people.refusals import wrong

GOOD_FOR = timedelta(hours=48)
GOOD_FOR_RECOVERY = timedelta(hours=1)  # a new password opens the account
A_DAY = 10  # to one mailbox, for one purpose
A_DAY_OF_AN_ACCOUNT = 20  # to all mailboxes
A_DAY_OF_AN_ADDRESS = 200  # to all mailboxes; a visitor has answered a captcha or proven a phone before
DAY = 86_400  # seconds
LONGEST = 254  # characters of an address (RFC 5321)
OVER = "这个链接已经失效：链接只能用一次，过期无效。"

# What a token's page is called in full.
Page = Callable[[str], str]


def address(typed: str) -> str:
    """A mail address as it is kept. Raises Invalid at `email`."""
    found = plain(typed)
    if words := problem(found):
        raise wrong("email", words)
    return found


def problem(address: str) -> str:
    """What is wrong with a mail address, or ""."""
    try:
        validate_email(address)
    except ValidationError:
        return "邮箱地址不对，请核对。"
    return "邮箱地址太长，请换一个。" if len(address) > LONGEST else ""


def masked(address: str) -> str:
    """w***g@example.cn, as pages and events show it; of a short name even less."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}***{name[-1:] if len(name) > 3 else ''}@{host}"


def index(address: str) -> str:
    """What a mailbox is found by; capitals do not count."""
    return sealed.index(address.lower())


def send(purpose: str, address: str, subject: str, text: str, *, page: Page, by: Actor, **whose: Any) -> Delivery:
    """A fresh link for one purpose of `sign_up`, `account` or `dispute`, and the letter that brings it, with its page in place of `{link}`.
    Belongs to the caller's transaction. Raises TooMany."""
    asked_by = _asker(by)
    one_at_a_time(index(address), asked_by)
    require_patience(by)
    _require_seldom(address, purpose)
    token = secrets.token_urlsafe(32)
    MailLink.objects.create(
        purpose=purpose,
        digest=_digest(token),
        address_sealed=sealed.seal(address),
        address_index=index(address),
        asked_by=asked_by,
        **whose,
    )
    return letter(address, subject, text.format(link=page(token)))


def withdraw(account: int) -> None:
    """What was sent for an account so far is good no more: somebody has asked anew, or it has another mailbox or password."""
    MailLink.objects.filter(account=account, used_at=None).update(used_at=clock.Now())


def require_patience(by: Actor) -> None:
    """Raises TooMany for who has asked for all the letters of a day."""
    most = A_DAY_OF_AN_ACCOUNT if by.account else A_DAY_OF_AN_ADDRESS
    if _today().filter(asked_by=_asker(by)).count() >= most:
        raise TooMany("您今天发送邮件的次数已用完，请明天再试。", wait=DAY)


def _asker(by: Actor) -> str:
    """The blind index of who asks: an account, or a visitor's address."""
    return sealed.index(f"account {by.account}" if by.account else f"address {by.address}")


def letter(address: str, subject: str, text: str) -> Delivery:
    """A letter as it lies in the outbox: neither address nor text can be read there."""
    return Delivery(
        "mail.sealed", {"to": sealed.seal(address), "subject": sealed.seal(subject), "text": sealed.seal(text)}
    )


def _require_seldom(address: str, purpose: str) -> None:
    """Raises TooMany. Each purpose counts for itself: what was sent for another tells nothing."""
    to_mailbox = _today().filter(address_index=index(address), purpose=purpose)
    if to_mailbox.filter(sent_at__gt=clock.now() - timedelta(minutes=1)).exists():
        raise TooMany("邮件一分钟内只能发送一次，请稍候再试。", wait=60)
    if to_mailbox.count() >= A_DAY:
        raise TooMany("今天发送邮件的次数已用完，请明天再试，或换一个邮箱。", wait=DAY)


def _today() -> QuerySet[MailLink]:
    return MailLink.objects.filter(sent_at__gt=clock.now() - timedelta(days=1))


def is_good(token: str, purpose: str) -> bool:
    """True while the link may be used for that."""
    return _good(token, purpose).exists()


def was_used(token: str, purpose: str) -> bool:
    """True once the link has done what it was sent for; whoever has it may know."""
    return MailLink.objects.filter(digest=_digest(token), purpose=purpose).exclude(used_at=None).exists()


def use(token: str, purpose: str) -> MailLink:
    """Uses the link up, in the caller's transaction. Raises Conflict for one that is used, old, nobody's or meant for something else."""
    link = _good(token, purpose).select_for_update().first()
    if link is None:
        raise Conflict(OVER)
    MailLink.objects.filter(pk=link.pk).update(used_at=clock.Now())
    return link


def _good(token: str, purpose: str) -> QuerySet[MailLink]:
    good_for = GOOD_FOR_RECOVERY if purpose == "recovery" else GOOD_FOR
    alive = MailLink.objects.filter(used_at=None, sent_at__gt=clock.now() - good_for, purpose=purpose)
    return alive.exclude(sign_up=None, account=None, dispute=None).filter(digest=_digest(token))


def _digest(token: str) -> str:
    return hmac.new(home.secret("mail_links"), token.encode(), sha256).hexdigest()
