"""Taking files in, and noting who refers to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction

from banshi.files import inspecting, scanner, store
from banshi.files.limits import EXTENSIONS, Limits
from banshi.files.models import Blob, Reference
from banshi.files.names import display_name, ending
from banshi.files.refusals import FileTooLarge, Infected, NotTaken
from banshi.files.sweeping import sweep_shelf
from banshi.ledger import actions as ledger
from banshi.ledger import clock
from banshi.lib.actor import Actor
from banshi.lib.canon import digest as digest_of

CHUNK = 64 * 1024
OWN = "本系统生成"
BUNDLE = "bundle"  # how an archive is looked into that is to be taken apart
UNSEEN = "压缩包内容未检查"
SHELVES = 256


@dataclass(frozen=True)
class Kept:
    """A stored file: its digest, the name it is shown by, and what was found out about it."""

    digest: str
    name: str
    size: int
    kind: str
    scan: str


@dataclass(frozen=True)
class Looked:
    """An upload that may be taken: its content, the name it is shown by, its kind and what the scan said."""

    data: bytes
    name: str
    kind: str
    scan: str


def keep(upload: BinaryIO, name: str, *, limits: Limits, apart: bool = False, by: Actor) -> Kept:
    """Takes an upload in, once it was looked into; stored before any commit. Whoever needs the file refers to it.

    Raises FileTooLarge, NotTaken, Infected, NotScanned or StoreFull, in words that name the limits.
    """
    found = look_into(upload, name, limits=limits, apart=apart, by=by)
    return _store(found.data, found.name, found.kind, found.scan)


def look_into(upload: BinaryIO, name: str, *, limits: Limits, apart: bool = False, by: Actor) -> Looked:
    """Whether an upload may be taken: size, kind by name and by content, what it carries, virus scan. Nothing is stored. The files of an
    archive that is to be taken `apart` are each looked into when they are kept themselves: a virus in one stops no other.

    Raises FileTooLarge, NotTaken, Infected or NotScanned, in words that name the limits.
    """
    shown = display_name(name)
    kind = EXTENSIONS.get(ending(shown), "")
    if kind not in limits.kinds:
        raise NotTaken(shown, "", limits)
    if word := limits.unwanted(shown):
        raise NotTaken(shown, f"文件名里有“{word}”，这样的文件不得上传到互联网", limits)
    data = _read(upload, shown, limits)
    found = inspecting.findings(data, BUNDLE if apart else kind)
    if found.objection:
        raise NotTaken(shown, found.objection, limits)
    scan = scanner.verdict(data)
    if scan == scanner.INFECTED and not apart:
        _tell(data, shown, by)
        raise Infected(shown, "发现病毒，请杀毒后再上传", limits)
    return Looked(data, shown, kind, f"{scan}，{UNSEEN}" if found.unseen else scan)


def keep_own(data: bytes, name: str, kind: str, *, by: Actor) -> Kept:
    """Stores what the house itself has made."""
    return _store(data, name, kind, OWN)


def _read(upload: BinaryIO, name: str, limits: Limits) -> bytes:
    """The content; stops reading the moment the limit is passed."""
    data = bytearray()
    while chunk := upload.read(CHUNK):
        data += chunk
        if len(data) > limits.largest:
            raise FileTooLarge(name, limits)
    if not data:
        raise NotTaken(name, "文件是空的", limits)
    return bytes(data)


@transaction.atomic
def _tell(data: bytes, name: str, by: Actor) -> None:
    ledger.append("files", "infected", by=by, data={"name": name, "digest": digest_of(data)})


@transaction.atomic
def _store(data: bytes, name: str, kind: str, scan: str) -> Kept:
    """The row first: its lock keeps the sweep from taking away the file just stored."""
    kept = Kept(digest_of(data), name, len(data), kind, scan)
    Blob.objects.bulk_create(
        [Blob(digest=kept.digest, size=kept.size, kind=kind, scan=scan)],
        update_conflicts=True,
        unique_fields=["digest"],
        update_fields=["kind", "scan", "stored_at"],
    )
    store.put(data, kept.digest)
    return kept


def refer(digest: str, owner: str, *, by: Actor) -> None:
    """Notes that `owner` refers to a content, which keeps it from being swept."""
    refer_all([(digest, owner)], by=by)


def refer_all(references: Iterable[tuple[str, str]], *, by: Actor) -> None:
    """The same of many contents and owners, in one statement."""
    rows = [Reference(blob_id=digest, owner=owner) for digest, owner in sorted(set(references))]
    Reference.objects.bulk_create(rows, ignore_conflicts=True)


def unrefer(digest: str, owner: str, *, by: Actor) -> None:
    """Notes that `owner` needs a content no longer; once nobody does, it is swept."""
    Reference.objects.filter(blob=digest, owner=owner).delete()


def sweep() -> int:
    """Takes away contents nobody has needed for a day, and returns how many. For the tick: every minute has its shelf of the store (one
    of 256, by the beginning of the digest), so each is swept five times a day."""
    return sweep_shelf(f"{int(clock.now().timestamp()) // 60 % SHELVES:02x}")
