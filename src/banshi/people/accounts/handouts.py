"""What becomes of a handout: the worker issues its accounts one by one, whoever pressed sees how far it is and downloads the slips once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden, Invalid, NotFound, Refusal
from banshi.people import queries, rules
from banshi.people.accounts import handing_out
from banshi.people.accounts.first_accounts import OVERSEES
from banshi.people.accounts.handing_out import Slip
from banshi.people.models import Handout, HandoutLine, Link
from banshi.people.signing_in.passwords import ISSUED_FOR
from banshi.people.signing_in.sign_in import may_sign_in

NO_LONGER = "发放的人已不再是安全管理员，没有发放。"
ISSUED = "这个单位已有账户。"
CLOSED = "这个单位已停用。"
GONE = "密码单已经下载过，只能下载一次。没有拿到的，请在【账户】里逐个重新发放初始密码。"
Made = TypeVar("Made")


@dataclass(frozen=True)
class HandoutSight:
    """A handout as whoever pressed sees it: of `total` accounts so many are `done`; of these `refused` were not issued, and of so many
    `slips` are there to be downloaded."""

    id: int
    role: str
    at: datetime
    total: int
    done: int
    refused: int
    slips: int

    @property
    def working(self) -> bool:
        """True while the worker is at it."""
        return self.done < self.total

    @property
    def issued(self) -> int:
        """How many accounts were issued so far."""
        return self.done - self.refused


@dataclass(frozen=True)
class Refused:
    """A unit that got no account, and why."""

    unit: str
    code: str
    words: str


def handout_for(by: Actor, number: int) -> HandoutSight:
    """One handout of this security administrator. Raises NotFound."""
    row = _counted(by).filter(pk=number).first()
    if row is None:
        raise NotFound
    return _sight(row)


def unfinished(by: Actor) -> list[HandoutSight]:
    """Those the worker is at, or whose slips nobody has downloaded yet, newest first."""
    return [_sight(row) for row in _counted(by).filter(Q(waiting__gt=0) | Q(slips__gt=0)).order_by("-pk")]


def refused(by: Actor, number: int) -> list[Refused]:
    """The units that got no account. Raises NotFound."""
    handout_for(by, number)
    lines = HandoutLine.objects.filter(handout=number).exclude(refused="").order_by("pk")
    return [Refused(*each) for each in lines.values_list("unit__name", "unit__code", "refused")]


def _counted(by: Actor) -> QuerySet[Any]:
    rules.require(by, "security_admin")
    return Handout.objects.filter(account=by.own_account).annotate(
        total=Count("lines"),
        waiting=Count("lines", Q(lines__done_at=None)),
        refused=Count("lines", ~Q(lines__refused="")),
        slips=Count("lines", ~Q(lines__password_sealed="")),
    )


def _sight(row: Any) -> HandoutSight:
    return HandoutSight(row.pk, row.role, row.at, row.total, row.total - row.waiting, row.refused, row.slips)


def issue(payload: dict[str, Any], message_id: str) -> None:
    """Issues one account of a handout, as whoever pressed; what stands against it is kept in words. For the worker."""
    line = HandoutLine.objects.select_for_update(of=("self",)).select_related("handout", "unit").get(pk=payload["line"])
    if line.done_at:
        return
    try:
        with transaction.atomic():
            line.password_sealed = sealed.seal(_issue(line).password)
    except Refusal as refusal:
        line.refused = refusal.words
    line.done_at = clock.now()
    line.save(update_fields=["password_sealed", "refused", "done_at"])


def _issue(line: HandoutLine) -> Slip:
    by, role = _pressed_by(line.handout), line.handout.role
    if line.unit.closed_at:
        raise Invalid(CLOSED)
    if Link.objects.filter(organisation=line.unit, role__startswith=role.partition("/")[0] + "/", until=None).exists():
        raise Invalid(ISSUED)
    if queries.oversees(line.unit_id):  # since it was asked for
        raise Invalid(OVERSEES)
    return handing_out.issue_first(line.unit_id, line.identifier, role, by)


def _pressed_by(handout: Handout) -> Actor:
    """Who pressed, as they are now. Raises Forbidden once they may not sign in, or are no security administrator."""
    account = queries.own_account(handout.account_id)
    by = queries.actor_for(account)
    if may_sign_in(account, "session") or not by.holds("security_admin"):
        raise Forbidden(NO_LONGER)
    return by


@transaction.atomic
def download(number: int, made: Callable[[list[Slip]], Made], *, by: Actor) -> Made:
    """The slips of a handout, as what is `made` of them, for the only time: made before they are dropped, so that a fault there loses
    none. Raises NotFound, and Conflict where there are none any more."""
    handout_for(by, number)
    lines = HandoutLine.objects.select_for_update(of=("self",)).filter(handout=number).exclude(password_sealed="")
    found = list(lines.select_related("unit").order_by("pk"))
    if not found:
        raise Conflict(GONE)
    file = made([Slip(each.unit.name, each.identifier, sealed.opened(each.password_sealed)) for each in found])
    HandoutLine.objects.filter(pk__in=[each.pk for each in found]).update(password_sealed="")
    ledger.append(f"handout:{number}", "slips_downloaded", by=by, data={"units": len(found)})
    return file


def forget_void() -> None:
    """Drops the initial passwords nobody has come for while they were good. For the tick."""
    HandoutLine.objects.filter(done_at__lt=clock.now() - ISSUED_FOR).exclude(password_sealed="").update(
        password_sealed=""
    )
