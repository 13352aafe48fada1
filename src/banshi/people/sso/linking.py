"""关联的身份: an outside identity signs in to an account only after somebody who was signed in to it said so, with its password. Names,
phones and mailboxes the provider tells of prove nothing and are never compared."""

from datetime import datetime

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, NotFound
from banshi.people import actions
from banshi.people.models import Account, OutsideIdentity
from banshi.people.signing_in import phone_codes
from banshi.people.signing_in.sign_in import may_sign_in
from banshi.people.sso.outside import Identity, offered

TAKEN = "这个身份已经关联了别的账户，或者您的账户已经关联了别的身份。请先在原来的账户里取消关联。"
LINKED = "您的账户刚刚关联了“{title}”的身份，以后可以用它登录。如非您本人操作，请立即修改密码，并联系管理机构。"


def enter(request: HttpRequest, identity: Identity, onward: str) -> HttpResponse | None:
    """Lets in whose identity that is, as after a right password: the authenticator's code, or that of a new device, is still asked for.
    None while it is nobody's. Raises Forbidden for an account that may not sign in."""
    found = OutsideIdentity.objects.filter(issuer=identity.issuer, subject=identity.subject, until=None)
    row = found.select_related("account").first()
    if row is None:
        return None
    if stop := may_sign_in(row.account, "second_factor"):
        raise stop
    answer: HttpResponse = perform_login(request, Login(user=row.account, redirect_url=onward))
    return answer


def linked(by: Actor) -> tuple[str, datetime] | None:
    """What the provider calls one's own identity there, and since when it is linked."""
    return _own(by).values_list("name", "since").first()


def known(by: Actor) -> list[dict[str, str]]:
    """What is kept of one's identities outside, those that are over too."""
    rows = OutsideIdentity.objects.filter(account=by.own_account).order_by("pk")
    return [{"身份平台": row.issuer, "用户标识": row.subject, "姓名": row.name} for row in rows]


def link(identity: Identity, password: str, *, by: Actor) -> None:
    """【确认关联】. Raises Invalid at `password`, TooMany, and Conflict where one of both is linked already."""
    actions.require_password(password, by=by, cell="password")
    _keep(identity, by)


@transaction.atomic
def _keep(identity: Identity, by: Actor) -> None:
    account = Account.objects.get(pk=by.own_account)
    try:
        with transaction.atomic():
            OutsideIdentity.objects.create(
                account=account, issuer=identity.issuer, subject=identity.subject, name=identity.name
            )
    except IntegrityError:
        raise Conflict(TAKEN) from None
    tell = phone_codes.told(LINKED.format(title=offered()), account.phone)
    ledger.append(f"account:{account.pk}", "identity_linked", by=by, data={"name": identity.name}, deliveries=tell)


@transaction.atomic
def unlink(*, by: Actor) -> None:
    """【取消关联】. Raises NotFound where nothing is linked."""
    if not _own(by).update(until=clock.Now()):
        raise NotFound
    ledger.append(f"account:{by.own_account}", "identity_unlinked", by=by, data={})


def _own(by: Actor) -> QuerySet[OutsideIdentity]:
    return OutsideIdentity.objects.filter(account=by.own_account, issuer=settings.SSO_ISSUER, until=None)
