"""What a person asks for: the name and the document they have by now, with pictures of it. Whether another has that document is for who
decides to see, and for nobody before (S2)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib import documents, sealed
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict
from banshi.people.models import Person, Renewal
from banshi.people.persons import persons, pictures
from banshi.people.persons.pictures import Pictures, Said
from banshi.people.refusals import require_whole
from banshi.people.signing_in import phone_codes

ASKED = (
    "您的账户“{username}”申请变更姓名或证件，管理机构核实以后才会更改。如非您本人操作，请立即修改密码，并联系管理机构。"
)
WAITS = "已有一件身份信息变更申请等待核实；要改的，请先撤回。"
OVER = "这件申请已经办结，没有再办一次。"
SAME = "姓名和证件都没有变化，不用申请。"


@dataclass(frozen=True)
class Pending:
    """What waits, as who asked for it sees it; the number masked."""

    name: str
    document: str
    number: str
    ground: str
    asked_at: datetime


def wish(typed: Mapping[str, str]) -> Said:
    """What was typed, as it is kept."""
    return Said(**pictures.as_typed(typed))


def pending(by: Actor) -> Pending | None:
    """What the actor has asked for and nobody has decided. Raises NotFound for an account that is no person's own."""
    row = Renewal.objects.filter(account=persons.own(by).account, closed_at=None).first()
    if row is None:
        return None
    return Pending(row.name, documents.KINDS[row.document], documents.masked(row.number), row.ground, row.asked_at)


def check(wanted: Said, kinds: Collection[str], *, by: Actor) -> None:
    """Raises Invalid at every cell that is not right; `kinds` are the documents people sign up with."""
    require_whole(pictures.problems(wanted, kinds, "变更原因"))
    if not _changes(wanted, persons.own(by)):
        require_whole({"name": SAME}, SAME)


def _changes(wanted: Said, person: Person) -> bool:
    known = persons.number_index(wanted.document, wanted.number) == person.number_index
    return not known or wanted.name != person.account.name


@transaction.atomic
def ask(wanted: Said, shots: Pictures, *, by: Actor) -> None:
    """【提交申请】; whoever has the phone is told, in case it was not them. Raises Conflict where one waits."""
    account = persons.own(by).account
    said = {"name": wanted.name, "document": wanted.document, "ground": wanted.ground}
    try:
        with transaction.atomic():
            row = Renewal.objects.create(
                account=account, number_sealed=sealed.seal(wanted.number), **said, **pictures.kept(shots)
            )
    except IntegrityError:
        raise Conflict(WAITS) from None
    tell = phone_codes.told(ASKED.format(username=account.username), account.phone)
    ledger.append(f"renewal:{row.pk}", "asked", by=by, data={"username": account.username}, deliveries=tell)


@transaction.atomic
def withdraw(*, by: Actor) -> None:
    """【撤回】: it is not wanted any more. Raises Conflict where it was decided meanwhile."""
    row = Renewal.objects.select_for_update().filter(account=persons.own(by).account, closed_at=None).first()
    if row is None:
        raise Conflict(OVER)
    close(row, "withdrawn", by)


def close(row: Renewal, kind: str, by: Actor, *, words: str = "", granted: bool = False) -> None:
    """It is over, in the caller's transaction: what was shown is dropped, a yes to it serves nothing else, and the person is told
    `words`."""
    row.confirmations.filter(closed_at=None).update(closed_at=clock.Now())
    Renewal.objects.filter(pk=row.pk).update(closed_at=clock.Now(), granted=granted, **pictures.DROPPED)
    tell = phone_codes.told(words, row.account.phone) if words else []
    ledger.append(f"renewal:{row.pk}", kind, by=by, data={"username": row.account.username}, deliveries=tell)
