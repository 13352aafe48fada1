"""Checkpoints: signed lines in a file outside the database. What a checkpoint covers cannot be changed unnoticed.

Each line covers the events after the one before it: how many they are, and a root over the last event of every stream that moved.
It names the line before it, so that none can be taken out, and is signed with a key of this installation (Ed25519).
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
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

    def genuine(self) -> bool:
        """True when this installation signed it."""
        try:
            _key().public_key().verify(bytes.fromhex(self.signature), self.unsigned())
        except (InvalidSignature, ValueError):
            return False
        return True


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(home.secret("checkpoint"))


def _file() -> Path:
    return home.path("checkpoints") / "checkpoints.jsonl"


def written() -> Iterator[Checkpoint]:
    """Every checkpoint in the file, in order. Raises ValueError for a line that is none."""
    if _file().exists():
        for line in _file().read_text().splitlines():
            try:
                yield Checkpoint(**json.loads(line))
            except TypeError as fault:
                raise ValueError("not a checkpoint") from fault


def last() -> Checkpoint | None:
    """The latest checkpoint."""
    found = None
    for found in written():
        pass
    return found


def seal() -> Checkpoint | None:
    """Writes a checkpoint over what happened since the last one; None when nothing did.

    Only one process seals at a time, and it waits for appends under way: no event can slip in below a sealed id.
    """
    with transaction.atomic():
        _lock()
        upto = Event.objects.aggregate(last=Max("id"))["last"] or 0
        before = last()
        after = before.upto if before else 0
        if upto <= after:
            return None
        root, events = root_of(after, upto)
        line = Checkpoint(
            sequence=before.sequence + 1 if before else 1,
            after=after,
            upto=upto,
            events=events,
            root=root,
            previous=digest(before.unsigned()) if before else "",
            at=now().isoformat(),
        )
        return _write(line)


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])


def root_of(after: int, upto: int) -> tuple[str, int]:
    """The root over the heads of the streams that moved in a range of ids, and how many events the range holds."""
    with connection.cursor() as cursor:
        cursor.execute(MOVED, [after, upto])
        heads = [list(row) for row in cursor.fetchall()]
    return digest(heads), Event.objects.filter(pk__gt=after, pk__lte=upto).count()


def _write(line: Checkpoint) -> Checkpoint:
    signed = Checkpoint(**{**asdict(line), "signature": _key().sign(line.unsigned()).hex()})
    fresh = not _file().exists()
    with os.fdopen(os.open(_file(), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "ab") as stream:
        stream.write(canonical(asdict(signed)) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    if fresh:
        folder = os.open(_file().parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    return signed
