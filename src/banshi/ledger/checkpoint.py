"""Checkpoints: signed lines in files outside the database. What a checkpoint covers cannot be changed unnoticed.

Each line covers the events after the one before it: how many they are, and a root over the last event of every stream that moved.
It names the line before it, so that none can be taken out, and is signed with a key of this installation (Ed25519). Lines stand on
sheets of ten thousand. A line counts once it has its end: what a power cut left of one is written over.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction
from django.db.models import Max

from banshi.ledger.clock import now
from banshi.ledger.models import Event
from banshi.ledger.sql import MOVED, SEAL_LOCK
from banshi.lib import home
from banshi.lib.canon import canonical, digest

LINES_ON_A_SHEET = 10_000


@dataclass(frozen=True)
class Checkpoint:
    """One line: it covers the events with ids over `after` up to `upto`."""

    sequence: int
    after: int
    upto: int
    events: int
    root: str
    previous: str
    at: str
    signature: str = ""

    def unsigned(self) -> bytes:
        """What the signature covers."""
        return canonical({key: value for key, value in asdict(self).items() if key != "signature"})

    def signed(self) -> "Checkpoint":
        """The same with this installation's signature."""
        return Checkpoint(**asdict(self) | {"signature": _key().sign(self.unsigned()).hex()})

    def genuine(self) -> bool:
        """True when this installation signed it."""
        try:
            _key().public_key().verify(bytes.fromhex(self.signature), self.unsigned())
        except (InvalidSignature, ValueError):
            return False
        return True


def written(copy: Path | None = None) -> Iterator[Checkpoint]:
    """Every checkpoint of the house, or of a copy (a folder of sheets, or one sheet), in order. Raises ValueError for a line that is
    none."""
    for sheet in [copy] if copy and copy.is_file() else _sheets(copy):
        yield from map(_read, _lines(sheet))


def last() -> Checkpoint | None:
    """The latest checkpoint. Raises ValueError when the last line is none."""
    for sheet in reversed(_sheets()):
        if lines := _lines(sheet):
            return _read(lines[-1])
    return None


def seal() -> Checkpoint | None:
    """Writes a checkpoint over what happened since the last one; None when nothing did.

    Only one process seals at a time, and it waits for appends under way: no event can slip in below a sealed id. New appends wait
    behind it, so after two seconds it gives up (django.db.OperationalError) until the next minute.
    """
    with transaction.atomic():
        _lock()
        upto = Event.objects.aggregate(last=Max("id"))["last"] or 0
        before = last()
        after = before.upto if before else 0
        if upto <= after:
            return None
        root, events = covered(after, upto)
        line = Checkpoint(
            sequence=before.sequence + 1 if before else 1,
            after=after,
            upto=upto,
            events=events,
            root=root,
            previous=digest(before.unsigned()) if before else "",
            at=now().isoformat(),
        ).signed()
        _write(line)
    return line


def covered(after: int, upto: int) -> tuple[str, int]:
    """The root over the streams that moved in a range of ids, and how many events the range holds, by today's rows."""
    with connection.cursor() as cursor:
        cursor.execute(MOVED, [after, upto])
        ends = cursor.fetchall()
    return root_of(ends), Event.objects.filter(pk__gt=after, pk__lte=upto).count()


def root_of(ends: Iterable[tuple[str, int, str]]) -> str:
    """The root over the last event (stream, number, digest) of streams."""
    return digest(sorted(ends))


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(home.secret("checkpoint"))


def _sheets(folder: Path | None = None) -> list[Path]:
    return sorted((folder or home.path("checkpoints")).glob("*.jsonl"))


def _lines(sheet: Path) -> list[bytes]:
    return [line for line in sheet.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]


def _read(line: bytes) -> Checkpoint:
    try:
        found = Checkpoint(**json.loads(line))
    except TypeError as fault:
        raise ValueError("not a checkpoint") from fault
    if any(type(getattr(found, each.name)) is not each.type for each in fields(found)):
        raise ValueError("not a checkpoint")
    return found


def _write(line: Checkpoint) -> None:
    sheet = home.path("checkpoints") / f"{(line.sequence - 1) // LINES_ON_A_SHEET:06}.jsonl"
    fresh = not sheet.exists()
    with os.fdopen(os.open(sheet, os.O_CREAT | os.O_RDWR, 0o600), "r+b") as stream:
        stream.truncate(stream.seek(sum(map(len, _lines(sheet)))))
        stream.write(canonical(asdict(line)) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    if fresh:
        _keep_name(sheet.parent)


def _keep_name(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
