"""Until when answers are promised: counted whenever it is read, and told to who must answer a working day before, on the day, and after it
to those above them, too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from banshi.bulletin.models import Inquiry
from banshi.catalogue import shelf
from banshi.clock import queries as calendars
from banshi.define import Ask
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM

LONGEST = timedelta(days=60)  # as many days of the calendar as the promised working days may take
PART = 200  # inquiries looked at in one transaction
LAMPS = ("green", "yellow", "red", "over")
WORDS = (
    "留言“{subject}”承诺在 {due} 以前答复，请到“{title}”答复。",
    "留言“{subject}”承诺今天答复，请到“{title}”答复。",
    "留言“{subject}”承诺在 {due} 以前答复，已经超过，请尽快到“{title}”答复。",
)


@dataclass(frozen=True)
class Promise:
    """The last day of a promise, and how urgent it is: 0 while more than a working day is left, 1 with one, 2 on the day, 3 after it."""

    due: date
    urgent: int

    @property
    def lamp(self) -> str:
        """How it is marked."""
        return LAMPS[self.urgent]


def promises(rows: Sequence[Inquiry], said: Ask) -> list[Promise]:
    """What is promised of each of these inquiries; the calendar is asked once."""
    today = clock.today()
    began = [row.since.astimezone(clock.CHINA).date() for row in rows]
    calendar = calendars.calendar(min([today, *began]), max([today, *began]) + LONGEST)
    dues = [calendar.last_day(day, said.promised, "working") for day in began]
    return [Promise(due, _urgent(calendar.left(today, due, "working"))) for due in dues]


def _urgent(left: int) -> int:
    return 3 if left < 0 else max(0, 2 - left)


def remind() -> None:
    """Tells of every promise that has become more urgent, once at each step. Each inquiry that waits is looked at once a day, so that a
    changed calendar counts from the next day on."""
    while _remind_of_some():
        pass


@transaction.atomic
def _remind_of_some() -> bool:
    """True when there may be more."""
    unseen = Inquiry.objects.filter(Q(looked_on=None) | Q(looked_on__lt=clock.today()), waits=True)
    rows = list(unseen.select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:PART])
    entries = [entry for said, asked in _by_pack(rows) for entry in _told(asked, said)]
    ledger.append_all(entries, by=SYSTEM)
    for row in rows:
        row.looked_on = clock.today()
    Inquiry.objects.bulk_update(rows, ["told", "looked_on"])
    return len(rows) == PART


def _by_pack(rows: Sequence[Inquiry]) -> list[tuple[Ask, list[Inquiry]]]:
    """With what each pack promises; of a pack that is no more, or asks nobody any more, nothing is promised."""
    asking = [(pack.key, pack.ask) for pack in shelf.packs().values() if pack.ask]
    return [(said, [row for row in rows if row.pack == key]) for key, said in asking]


def _told(rows: Sequence[Inquiry], said: Ask) -> list[ledger.Entry]:
    """The events of those that have become more urgent, which are marked."""
    found = []
    for row, promise in zip(rows, promises(rows, said), strict=True):
        if promise.urgent > row.told:
            row.told = promise.urgent
            found.append(_entry(row, promise, said))
    return found


def _entry(row: Inquiry, promise: Promise, said: Ask) -> ledger.Entry:
    text = WORDS[promise.urgent - 1].format(subject=row.subject, due=promise.due, title=said.title)
    told = (*said.answers, *(said.alerts if promise.lamp == "over" else ()))
    roles = sorted({f"{row.pack}/{role}" for role in told})
    ref = f"{row.pack}/{row.pk}"
    payload = {"unit": row.agency_id, "roles": roles, "text": text, "sms": promise.urgent > 1, "ref": ref}
    data = {"unit": row.unit_id, "name": row.subject, "due": promise.due.isoformat()}
    return ledger.Entry(f"inquiry:{row.pk}", "answer_due", data, (Delivery("notices.tell", payload),))
