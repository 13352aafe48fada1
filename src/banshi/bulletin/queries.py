"""Reading texts. What is published is everybody's; what is coming, past or an earlier edition is for who keeps the texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any, TypeVar

from django.db.models import Q

from banshi.bulletin import rules
from banshi.bulletin.models import Announcement, Chat, Edition, Faq, Manual, Text
from banshi.bulletin.telling import told_in
from banshi.catalogue import shelf
from banshi.files import queries as files
from banshi.ledger import queries as past
from banshi.ledger.clock import TODAY, today
from banshi.ledger.queries import EventRow
from banshi.lib.actor import Actor
from banshi.lib.canon import digest
from banshi.lib.refusals import NotFound

T = TypeVar("T", bound=Text)
LATEST = 5  # announcements beside other things
MOST = 200  # of a kind on one page


@dataclass(frozen=True)
class AnnouncementSight:
    """An announcement; `standing` is "current", "coming" or "past"."""

    number: int
    pack: str
    title: str
    body: str
    since: date
    until: date | None
    pinned: bool
    version: int
    changed_at: datetime
    standing: str = "current"


@dataclass(frozen=True)
class FaqSight:
    """A 常见问题."""

    number: int
    category: str
    question: str
    answer: str
    position: int
    version: int


@dataclass(frozen=True)
class ManualSight:
    """A manual to be saved; `picture` says whether there is one."""

    number: int
    title: str
    name: str
    kind: str
    size: int
    picture: bool
    published_at: datetime


@dataclass(frozen=True)
class ChatSight:
    """A 咨询群; its QR code has an address of its own."""

    number: int
    title: str
    words: str
    published_at: datetime


@dataclass(frozen=True)
class EditionSight:
    """An edition of a guide: who published it, when; `text` is empty where the pack's own was put back."""

    number: int
    text: str
    author: str
    published_at: datetime


@dataclass(frozen=True)
class Content:
    """A stored file, to be handed to a browser."""

    data: bytes
    name: str
    kind: str


# For everybody -------------------------------------------------------------------------------------------------------------------


def announcements(packs: Iterable[str], most: int = MOST) -> list[AnnouncementSight]:
    """What these packs announce today, pinned ones first, then the newest."""
    now = Announcement.objects.filter(Q(until=None) | Q(until__gte=TODAY), pack__in=packs, since__lte=TODAY)
    return [_announcement(row) for row in now.filter(removed_at=None).order_by("-pinned", "-since", "-pk")[:most]]


def announcement(pack: str, number: int) -> AnnouncementSight:
    """An announcement at its permanent address, also when its days are over. Raises NotFound before them, and once it is taken down."""
    row = standing(Announcement, pack, number)
    day = today()
    if row.since > day:
        raise NotFound
    return _announcement(row, day)


def _announcement(row: Announcement, day: date | None = None) -> AnnouncementSight:
    past = day is not None and row.until is not None and row.until < day
    coming = day is not None and row.since > day
    where = "past" if past else "coming" if coming else "current"
    return AnnouncementSight(
        row.pk, row.pack, row.title, row.body, row.since, row.until, row.pinned, row.version, row.changed_at, where
    )


@dataclass(frozen=True)
class Changed:
    """A published text was changed: when, and the SHA-256 of the text it had before (`rules.told_digests`)."""

    at: datetime
    digest: str


def changes(row: AnnouncementSight) -> list[Changed]:
    """Every change of an announcement since it was published, the latest first."""
    return changed(row.pack, "announcement_published", row.number)


def changed(pack: str, kind: str, number: int) -> list[Changed]:
    """Every change of a text, the latest first, as the ledger tells by events of that kind."""
    events = past.kinds(f"bulletin:{pack}", kind, number)
    digests = rules.told_digests([_digest(*map(_said, pair)) for pair in pairwise(events)])
    return [Changed(each.at, before) for each, before in zip(events[1:], digests, strict=True)][::-1]


def _said(event: EventRow) -> dict[str, Any]:
    said: dict[str, Any] = event.data["said"]
    return said


def _digest(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Of a text that was changed; "" where a phone, an ID number or a mailbox was taken out."""
    return "" if _told(before) - _told(after) else digest(before)


def _told(said: Mapping[str, Any]) -> set[str]:
    return {found for text in said.values() if isinstance(text, str) for found in told_in(text)}


def faqs(pack: str, text: str = "") -> list[tuple[str, list[FaqSight]]]:
    """常见问题 by category, those that hold every word of `text` in question, answer or category."""
    found = Faq.objects.filter(pack=pack, removed_at=None)
    for word in text.split():
        found = found.filter(Q(question__icontains=word) | Q(answer__icontains=word) | Q(category__icontains=word))
    rows = [_faq(row) for row in found.order_by("category", "position", "pk")[:MOST]]
    return [(category, list(group)) for category, group in groupby(rows, key=lambda row: row.category)]


def _faq(row: Faq) -> FaqSight:
    return FaqSight(row.pk, row.category, row.question, row.answer, row.position, row.version)


def guide(pack: str) -> str:
    """办事指南 as it is read today, in Markdown: the latest edition, or what the pack brings. Raises NotFound for no pack."""
    own = known(pack)
    latest = Edition.objects.filter(pack=pack).order_by("-number").values_list("text", flat=True).first()
    return latest or own


def manuals(pack: str) -> list[ManualSight]:
    """The manuals of a pack, the newest first."""
    return [_manual(row) for row in Manual.objects.filter(pack=pack, removed_at=None).order_by("-pk")[:MOST]]


def _manual(row: Manual) -> ManualSight:
    return ManualSight(row.pk, row.title, row.name, row.kind, row.size, bool(row.picture), row.published_at)


def manual_file(pack: str, number: int) -> Content:
    """The file of a manual. Raises NotFound, and Damaged."""
    row = standing(Manual, pack, number)
    return Content(files.content(row.digest), row.name, row.kind)


def manual_picture(pack: str, number: int) -> Content:
    """The picture of a manual. Raises NotFound where there is none, and Damaged."""
    row = standing(Manual, pack, number)
    if not row.picture:
        raise NotFound
    return Content(files.content(row.picture), f"{row.title}.{row.picture_kind}", row.picture_kind)


def chats(pack: str) -> list[ChatSight]:
    """The 咨询群 of a pack, in the order they were published."""
    found = Chat.objects.filter(pack=pack, removed_at=None).order_by("pk")[:MOST]
    return [ChatSight(row.pk, row.title, row.words, row.published_at) for row in found]


def chat_picture(pack: str, number: int) -> Content:
    """The QR code of a 咨询群. Raises NotFound, and Damaged."""
    row = standing(Chat, pack, number)
    return Content(files.content(row.picture), f"{row.title}.{row.picture_kind}", row.picture_kind)


# For who keeps the texts ---------------------------------------------------------------------------------------------------------


def all_announcements(actor: Actor, pack: str) -> list[AnnouncementSight]:
    """Current, coming and past ones, the newest first; those taken down are in the log."""
    rules.must_edit(actor)
    known(pack)
    day = today()
    found = Announcement.objects.filter(pack=pack, removed_at=None).order_by("-since", "-pk")
    return [_announcement(row, day) for row in found[:MOST]]


def announcement_to_edit(actor: Actor, pack: str, number: int) -> AnnouncementSight:
    """An announcement of any days. Raises NotFound."""
    rules.must_edit(actor)
    return _announcement(standing(Announcement, pack, number), today())


def faq_to_edit(actor: Actor, pack: str, number: int) -> FaqSight:
    """A 常见问题. Raises NotFound."""
    rules.must_edit(actor)
    return _faq(standing(Faq, pack, number))


def editions(actor: Actor, pack: str) -> list[EditionSight]:
    """Every edition of the guide, the latest first."""
    rules.must_edit(actor)
    return [_edition(row) for row in Edition.objects.filter(pack=pack).order_by("-number")[:MOST]]


def edition(actor: Actor, pack: str, number: int) -> EditionSight:
    """An edition of the guide. Raises NotFound."""
    rules.must_edit(actor)
    row = Edition.objects.filter(pack=pack, number=number).first()
    if row is None:
        raise NotFound
    return _edition(row)


def _edition(row: Edition) -> EditionSight:
    return EditionSight(row.number, row.text, row.author, row.published_at)


def last_edition(pack: str) -> int:
    """The number of the latest edition; 0 while the pack's own guide is read."""
    return Edition.objects.filter(pack=pack).order_by("-number").values_list("number", flat=True).first() or 0


# For this room -------------------------------------------------------------------------------------------------------------------


def known(pack: str) -> str:
    """The guide a pack brings. Raises NotFound for no pack of ours."""
    return shelf.pack(pack).guide


def standing(kind: type[T], pack: str, number: int) -> T:
    """A text that was not taken down. Raises NotFound."""
    row = kind._default_manager.filter(pack=pack, pk=number, removed_at=None).first()
    if row is None:
        raise NotFound
    return row
