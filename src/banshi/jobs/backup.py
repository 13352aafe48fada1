"""A backup: database, files, checkpoints and secrets of one moment in one tar, taken while the site runs.

Nothing in it is younger than the database's snapshot or missing from it: checkpoints are copied before the snapshot is taken, and
contents are in the store before any row tells of them. The manifest and its seal come last, so that an archive cut short has none.
"""

import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from banshi.files import queries as files
from banshi.files.refusals import Damaged
from banshi.jobs import dumping, locking
from banshi.jobs.manifest import DATABASE, LOCKED, MANIFEST, SEAL, SECRETS, Manifest
from banshi.ledger import clock
from banshi.lib import home


@dataclass(frozen=True)
class Backup:
    """A finished archive: where it lies, how many contents it holds, and the digests of those that were damaged or gone."""

    archive: Path
    contents: int
    damaged: tuple[str, ...]


def take(to: Path, passphrase: bytes) -> Backup:
    """Writes an archive into that folder, or under that name; its place is taken only when it is whole and on disk.

    Without a passphrase the secrets lie in it open, and its seal tells of accidents only.
    """
    archive = to / f"banshi-{clock.now().astimezone(clock.CHINA):%Y%m%d-%H%M%S}.tar" if to.is_dir() else to
    part = archive.with_name(f".{archive.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as stream:
            contents, damaged = _fill(stream, passphrase, archive.parent)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(archive)
    finally:
        part.unlink(missing_ok=True)
    return Backup(archive, contents, damaged)


def _fill(stream: io.BufferedWriter, passphrase: bytes, beside: Path) -> tuple[int, tuple[str, ...]]:
    with tarfile.open(fileobj=stream, mode="w") as tar:
        pack = _Pack(tar)
        for sheet in sorted(home.path("checkpoints").glob("*.jsonl")):
            pack.add(f"checkpoints/{sheet.name}", sheet.read_bytes())
        secrets = locking.secrets()
        pack.add(*((LOCKED, locking.locked(secrets, passphrase)) if passphrase else (SECRETS, secrets)))
        with _snapshot() as snapshot, tempfile.TemporaryDirectory(prefix=".banshi-", dir=beside) as folder:
            dumping.dump(Path(folder, DATABASE), snapshot=snapshot)
            pack.add_file(DATABASE, Path(folder, DATABASE))
            known, migrations, at = files.digests(), MigrationRecorder(connection).applied_migrations(), clock.now()
        damaged = tuple(digest for digest in known if not pack.add_content(digest))
        names = sorted(".".join(each) for each in migrations)
        manifest = Manifest(at.isoformat(), tuple(names), damaged, pack.digests).written()
        pack.add(MANIFEST, manifest)
        pack.add(SEAL, locking.seal(manifest, passphrase))
    return len(known) - len(damaged), damaged


@contextmanager
def _snapshot() -> Iterator[str]:
    """A moment of the database that other connections can look at too, as long as this lasts."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


class _Pack:
    """The archive while it is written, and the digests of what is in it."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.digests: dict[str, str] = {}

    def add(self, name: str, data: bytes) -> None:
        """A part that fits into memory."""
        self.digests[name] = sha256(data).hexdigest()
        self.tar.addfile(_member(name, len(data)), io.BytesIO(data))

    def add_file(self, name: str, file: Path) -> None:
        """A part as large as it likes."""
        with file.open("rb") as stream:
            self.digests[name] = file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            self.tar.addfile(_member(name, file.stat().st_size), stream)

    def add_content(self, digest: str) -> bool:
        """One stored content; False when it is not what its name says."""
        try:
            self.add(f"files/{digest}", files.content(digest))
        except Damaged:
            return False
        return True


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member
