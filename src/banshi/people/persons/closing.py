"""注销账户, and a copy of what the house knows of a person (个人信息保护法 第四十五条, 第四十七条).

The name stays in what happened; what else was known of them goes.
"""

from typing import Any

from allauth.idp.oidc.models import Token
from django.db import transaction

from banshi.define import Seats
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import documents
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict
from banshi.people.accounts import confirmations
from banshi.people.belonging import actions as belonging
from banshi.people.models import Account, Consent, MailLink, OutsideIdentity, Person, Renewal, Subscription
from banshi.people.persons import persons, pictures, subscriptions
from banshi.people.signing_in import phone_codes
from banshi.people.sso import consents, linking, signing_out

ENDED = "这个账户刚刚已经停用，没有再办一次。"
TOLD = "您的账户已按您的申请注销，个人信息已删除。如非您本人操作，请立即联系管理机构。"


def known(by: Actor) -> dict[str, Any]:
    """Everything kept of a person, in clear, by the words of the pages; the place by its code. Raises NotFound for no person."""
    person = persons.own(by)
    account = person.account
    return {
        "用户名": account.username,
        "姓名": account.name,
        "证件类型": documents.KINDS[person.document],
        "证件号码": person.number,
        "手机号": account.phone,
        "电子邮箱": account.email,
        "性别": person.gender,
        "联系地址": person.address,
        "所在地区": person.region,
        "申请变更的身份信息": [
            f"{row.name} {documents.KINDS[row.document]} {row.number}"
            for row in Renewal.objects.filter(account=account, closed_at=None)
        ],
        "注册时间": account.created_at.isoformat(timespec="seconds"),
        "开通事项": subscriptions.known(by),
        "授权的平台": consents.known(by),
        "关联的身份": linking.known(by),
        "并入的账户": list(
            Account.objects.filter(merged_into=account).order_by("pk").values_list("username", flat=True)
        ),
    }


def own_units(by: Actor) -> list[int]:
    """As whom a person files their own matters: themselves, and accounts that were merged into theirs. Raises NotFound for no person."""
    return persons.selves(persons.own(by).account)


@transaction.atomic
def close(*, by: Actor, seats: Seats) -> None:
    """The account opens nothing any more, and phone, document and mailbox may be used for another. Whether something is still open is the
    caller's to know (cases/leaving.py). Raises Conflict for the only administrator of a unit where others are."""
    person = persons.own(by)
    tell = phone_codes.told(TOLD, person.account.phone) + signing_out.told(person.account_id)
    belonging.require_successors(person.account, seats)
    end(person, by=by, seats=seats)
    ledger.append(f"account:{person.account_id}", "closed_by_holder", by=by, data={}, deliveries=tell)


def end(person: Person, *, by: Actor, seats: Seats) -> None:
    """All that an account of somebody is worth, in the caller's transaction; telling it and the event are the caller's, too. Raises
    Conflict where it has ended at the same moment."""
    belonging.leave_all(person, by=by, seats=seats)
    account = Account.objects.select_for_update(no_key=True).get(pk=person.account_id)
    if not account.is_active:
        raise Conflict(ENDED)
    forget(account)


def forget(account: Account) -> None:
    """Every way into an account, and what was known of whose it was and of those merged into it, in the caller's transaction."""
    Account.objects.filter(merged_into=account).update(merged_document="", merged_number="")
    Person.objects.filter(account=account).delete()
    MailLink.objects.filter(account=account).delete()
    Token.objects.filter(user=account).delete()
    Consent.objects.filter(account=account).delete()
    OutsideIdentity.objects.filter(account=account).delete()
    Subscription.objects.filter(account=account).delete()
    _drop_renewals(account)
    account.phone, account.email, account.is_active, account.personal = "", "", False, False
    account.era += 1
    account.issued_password = account.last_password = ""
    account.set_unusable_password()
    account.save()


def _drop_renewals(account: Account) -> None:
    """What they have asked to be changed is wanted no more, and nothing they said or showed for it stays."""
    asked = Renewal.objects.filter(account=account)
    asked.filter(closed_at=None).update(closed_at=clock.Now())
    asked.update(ground="", **pictures.DROPPED)
    confirmations.withdraw("renewal", account.username)
