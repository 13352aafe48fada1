"""找回密码: whoever holds the phone, or the mailbox, that an account has proven may choose a new password. Nobody learns whether there is
such an account: where there is none, every step does the same with a phone or a mailbox that does not exist."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, TooMany
from banshi.people import rules
from banshi.people.models import Account, Link
from banshi.people.refusals import wrong
from banshi.people.signing_in import mail_links, passwords, phone_codes
from banshi.people.signing_in.mail_links import Page
from banshi.people.signing_in.sign_in import may_sign_in
from banshi.people.sso import signing_out

PURPOSE = "recovery"
SUBJECT = "{title}：重新设置密码"
LETTER = """您好！

有人申请重新设置您在“{title}”的账户密码。请点击下面的链接设置新密码：

{{link}}

链接 1 小时内有效，只能用一次。如果不是您本人申请的，不用理会这封邮件，密码不会改动。"""
GOOD_FOR = timedelta(minutes=10)  # from the right code to the new password
OVER = "验证已经失效，密码没有改动。请从头再办理一次。"
TOLD = "您的账户密码刚刚通过{way}重新设置，原来的登录都已失效。如非您本人操作，请立即联系管理机构。"


def ask(identifier: str, *, session: str, by: Actor, own_device: bool) -> None:
    """Sends a code to the account's phone. Raises TooMany for who asks too often; a phone that has had enough of them gets none, which is
    not told."""
    account = _recoverable(identifier)
    phone_codes.send_untold(
        account.phone if account else "",
        instead=_nowhere(identifier),
        purpose=PURPOSE,
        session=session,
        by=by,
        own=own_device,
    )


def prove(identifier: str, code: str, *, session: str) -> str:
    """Uses the code up, and returns what stands for the password that may now be replaced. Raises Invalid at `code`."""
    account = _recoverable(identifier)
    phone_codes.use(
        phone=account.phone if account else _nowhere(identifier), code=code, purpose=PURPOSE, session=session
    )
    return _proof(account) if account else ""


@transaction.atomic
def mail(identifier: str, title: str, *, page: Page, by: Actor) -> None:
    """Sends a link to the mailbox of a personal account; other accounts have proven none. Raises TooMany for an address that asks too
    often; a mailbox that has had enough letters gets none, which is not told."""
    mail_links.require_patience(by)
    found = _recoverable(identifier)
    account = found if found and found.personal else None
    mailbox = account.email if account else _nowhere(identifier)
    subject, text = SUBJECT.format(title=title), LETTER.format(title=title)
    with suppress(TooMany):
        link = mail_links.send(PURPOSE, mailbox, subject, text, page=page, by=by, account=account)
        tell = [link] if account else []
        ledger.append(f"mailbox:{mail_links.index(mailbox)[:32]}", "link_sent", by=by, data={}, deliveries=tell)


@transaction.atomic
def choose_by_link(token: str, *, new: str, again: str, by: Actor) -> None:
    """The link was followed, and a new password typed. Raises Invalid at `new` or `again`, which leaves the link good, and Conflict for a
    link that is good no more, or whose mailbox the account has no longer."""
    link = mail_links.use(token, PURPOSE)
    account = _recoverable(link.account.username, lock=True) if link.account else None
    if account is None or mail_links.index(account.email) != link.address_index:
        raise Conflict(mail_links.OVER)
    _replace(account, new, again, "邮箱验证", by)


@transaction.atomic
def choose(identifier: str, *, proven: str, since: float, new: str, again: str, by: Actor) -> None:
    """A new password in place of the proven one. Every session of the account ends, and its holder is told.

    `since` is when it was proven, in seconds. Raises Invalid at `new` or `again`, and Conflict when the proof is worth nothing any more.
    """
    account = _recoverable(identifier, lock=True)
    late = clock.now().timestamp() - since > GOOD_FOR.total_seconds()
    if account is None or late or proven != _proof(account):
        raise Conflict(OVER)
    _replace(account, new, again, "短信验证", by)


def _replace(account: Account, new: str, again: str, way: str, by: Actor) -> None:
    if new != again:
        raise wrong("again", "两次输入的新密码不一样，请重新输入。")
    passwords.replace(account, new, unit_name=account.links_now[0].organisation.name)
    tell = phone_codes.told(TOLD.format(way=way), account.phone) + signing_out.told(account.pk)
    ledger.append(f"account:{account.pk}", "password_recovered", by=by, data={}, deliveries=tell)


def _recoverable(identifier: str, *, lock: bool = False) -> Account | None:
    """The account, where it may come in and its phone is its holder's. An issued password that waits for its first sign-in is not
    overtaken: it may have been issued because the phone was lost."""
    links = Link.now().filter(account__username=rules.identifier(identifier)).select_related("account")
    found = list(links.select_for_update(of=("account",)) if lock else links)
    if not found:
        return None
    account = found[0].account
    account.links_now = found
    if account.settled_at is None or account.secret_until is not None or not account.phone_sealed:
        return None
    return account if may_sign_in(account, "password") is None else None


def _proof(account: Account) -> str:
    """What the password that may be replaced is known by: whose it is, and which."""
    return f"{account.pk} {account.get_session_auth_hash()}"


def _nowhere(identifier: str) -> str:
    """What stands for the phone of an account there is not."""
    return f"NOBODY {rules.identifier(identifier)}"
