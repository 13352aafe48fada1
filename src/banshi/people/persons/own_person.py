"""个人中心: what a person sees and changes of themselves. Name and document are changed by request only; a new phone and a new mailbox are
proven first, and the old ones are told."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from banshi.ledger import actions as ledger
from banshi.ledger.outbox import Delivery
from banshi.lib import codes, documents, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict
from banshi.lib.text import plain
from banshi.people import actions
from banshi.people.models import Account
from banshi.people.persons import persons
from banshi.people.refusals import wrong
from banshi.people.signing_in import mail_links, phone_codes
from banshi.people.signing_in.mail_links import Page

PURPOSE = "mailbox"
GENDERS = ("男", "女")
LONGEST_ADDRESS = 200  # characters
SUBJECT, MOVED_SUBJECT = "确认新的电子邮箱", "电子邮箱已更换"
LETTER = """您好！

有人要把网上办事账户的电子邮箱改为这个邮箱。请点击下面的链接确认：

{link}

链接 48 小时内有效，只能用一次。确认以前，账户仍用原来的邮箱。如果不是您本人办理，不用理会这封邮件。"""
MOVED = """您好！

您的网上办事账户的电子邮箱已更换，以后的邮件不再发到这里。如非您本人操作，请立即修改密码，并联系管理机构。"""


@dataclass(frozen=True)
class Profile:
    """A person as they see themselves: name, number, phone and mailbox masked."""

    username: str
    name: str
    document: str
    number: str
    phone: str
    email: str
    gender: str
    address: str
    region: str


def profile(by: Actor) -> Profile:
    """One's own. Raises NotFound for an account that is no person's own."""
    person = persons.own(by)
    account = person.account
    return Profile(
        username=account.username,
        name=persons.masked_name(account.name),
        document=documents.KINDS[person.document],
        number=documents.masked(person.number),
        phone=sealed.masked_phone(account.phone),
        email=mail_links.masked(account.email),
        gender=person.gender,
        address=person.address,
        region=person.region,
    )


@transaction.atomic
def save(typed: Mapping[str, str], region: str, *, by: Actor) -> None:
    """【保存】: 性别, 联系地址, 所在地区. Raises Invalid at `region`."""
    person = persons.own(by)
    if not region:
        raise wrong("region", "请选择所在地区的省、市、县。")
    gender = typed.get("gender", "")
    person.gender = gender if gender in GENDERS else ""
    person.address_sealed = sealed.seal(plain(typed.get("address", ""))[:LONGEST_ADDRESS])
    person.region = region
    person.save(update_fields=["gender", "address_sealed", "region"])
    ledger.append(f"account:{by.account}", "profile_saved", by=by, data={"region": region})


def change_phone(phone: str, code: str, password: str, *, session: str, by: Actor) -> None:
    """A new phone, proven by its code; whoever is at the old one is told. Raises Invalid at `phone`, `code` or `password`, TooMany."""
    persons.own(by)
    mobile = codes.mobile(phone)
    if not mobile:
        raise wrong("phone", phone_codes.NO_MOBILE)
    actions.require_password(password, by=by, cell="password")
    phone_codes.use(phone=mobile, code=code, purpose="phone", session=session)
    _keep_phone(mobile, by)


@transaction.atomic
def _keep_phone(phone: str, by: Actor) -> None:
    account = Account.objects.select_for_update().get(pk=by.own_account)
    before, account.phone = account.phone, phone
    try:
        with transaction.atomic():
            account.save(update_fields=["phone_sealed", "phone_index"])
    except IntegrityError:
        raise wrong("phone", persons.PHONE_TAKEN) from None
    masked = sealed.masked_phone(phone)
    tell = [*phone_codes.told(actions.MOVED, before), _notice(account, f"您的手机号已更换为 {masked}。")]
    ledger.append(f"account:{account.pk}", "phone_changed", by=by, data={"phone": masked}, deliveries=tell)


def _notice(account: Account, text: str) -> Delivery:
    """What the holder reads in the site, in case it was not them."""
    text += "如非您本人操作，请立即修改密码，并联系管理机构。"
    return Delivery("notices.tell", {"account": account.pk, "text": text, "sms": False, "ref": ""})


def ask_mailbox(typed: str, password: str, *, page: Page, by: Actor) -> str:
    """Sends a link to a new mailbox, which is returned; until it is followed the old one stays, and earlier links are good no
    more. Raises Invalid at `email` or `password`, TooMany."""
    persons.own(by)
    address = mail_links.address(typed)
    actions.require_password(password, by=by, cell="password")
    with transaction.atomic():
        mail_links.withdraw(by.own_account)
        link = mail_links.send(PURPOSE, address, SUBJECT, LETTER, page=page, by=by, account_id=by.own_account)
        data = {"email": mail_links.masked(address)}
        ledger.append(f"account:{by.account}", "mailbox_asked", by=by, data=data, deliveries=[link])
    return address


@transaction.atomic
def change_mailbox(token: str, *, by: Actor) -> None:
    """The link was followed: the account has that mailbox, and whoever is at the old one is told. Raises Conflict for a link that is good
    no more."""
    link = mail_links.use(token, PURPOSE)
    if link.account_id is None:
        raise Conflict(mail_links.OVER)
    account = Account.objects.select_for_update().get(pk=link.account_id)
    before, account.email = account.email, sealed.opened(link.address_sealed)
    account.save(update_fields=["email"])
    mail_links.withdraw(account.pk)
    masked = mail_links.masked(account.email)
    tell = [mail_links.letter(before, MOVED_SUBJECT, MOVED), _notice(account, f"您的电子邮箱已更换为 {masked}。")]
    ledger.append(f"account:{account.pk}", "mailbox_changed", by=by, data={"email": masked}, deliveries=tell)
