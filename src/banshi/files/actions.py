"""Taking files in, and noting who refers to them."""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import BinaryIO

from django.db import transaction

from banshi.files import inspecting, scanner, store
from banshi.files.limits import EXTENSIONS, Limits
from banshi.files.models import Blob, Reference
from banshi.files.refusals import FileTooLarge, NotTaken
from banshi.ledger import clock
from banshi.lib.actor import Actor

CHUNK = 64 * 1024
LONGEST_NAME = 150
ORPHAN_HOURS = 24


@dataclass(frozen=True)
class Kept:
    """A stored file: its digest, the name it is shown by, and what was found out about it."""

    digest: str
    name: str
    size: int
    kind: str
    scan: str


def keep(upload: BinaryIO, name: str, *, limits: Limits, by: Actor) -> Kept:
    """Takes an upload in: size, kind by name and by content, what it carries, virus scan; then stores it, before any commit.

    Raises FileTooLarge, NotTaken, NotScanned or StoreFull, in words that name the limits.
    """
    shown = display_name(name)
    data = _read(upload, shown, limits)
    kind = EXTENSIONS.get(shown.rpartition(".")[2].lower(), "")
    if kind not in limits.kinds:
        raise NotTaken(shown, "不接受这种文件", limits)
    if why := inspecting.objection(data, kind):
        raise NotTaken(shown, why, limits)
    scan = scanner.verdict(data)
    if scan == scanner.INFECTED:
        raise NotTaken(shown, "发现病毒", limits)
    return _store(data, shown, kind, scan)


def keep_own(data: bytes, name: str, kind: str, *, by: Actor) -> Kept:
    """Stores what the house itself has made."""
    return _store(data, name, kind, "本系统生成")


def _store(data: bytes, name: str, kind: str, scan: str) -> Kept:
    digest = store.put(data)
    row = {"size": len(data), "kind": kind, "scan": scan}
    Blob.objects.bulk_create([Blob(digest=digest, **row)], ignore_conflicts=True)
    return Kept(digest=digest, name=name, **row)


def _read(upload: BinaryIO, name: str, limits: Limits) -> bytes:
    """The content; stops reading the moment the limit is passed."""
    parts, size = [], 0
    while part := upload.read(CHUNK):
        size += len(part)
        if size > limits.largest:
            raise FileTooLarge(name, limits)
        parts.append(part)
    if not size:
        raise NotTaken(name, "文件是空的", limits)
    return b"".join(parts)


def display_name(name: str) -> str:
    """A file's name as data: no folders, no control or direction characters, at most 150 characters, the ending kept."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    plain = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs")).strip() or "未命名"
    if len(plain) <= LONGEST_NAME:
        return plain
    stem, dot, ending = plain.rpartition(".")
    return (
        f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 10 else plain[:LONGEST_NAME]
    )


def refer(digest: str, owner: str, *, by: Actor) -> None:
    """Notes that `owner` refers to a content, which keeps it from being swept."""
    Reference.objects.bulk_create([Reference(blob_id=digest, owner=owner)], ignore_conflicts=True)


def sweep() -> int:
    """Takes away contents nobody has referred to for a day (uploads whose commit never came). Returns how many."""
    with transaction.atomic():
        old = clock.now() - timedelta(hours=ORPHAN_HOURS)
        orphans = Blob.objects.filter(stored_at__lt=old, references=None).select_for_update(
            skip_locked=True, of=("self",)
        )
        digests = [blob.digest for blob in orphans]
        Blob.objects.filter(digest__in=digests).delete()
    for digest in digests:
        store.remove(digest)
    return len(digests)
