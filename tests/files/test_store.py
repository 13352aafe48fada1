"""The store: on disk before anybody is told (R3), verified before anybody reads (R6), never a path of somebody's choosing (S14)."""

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from banshi.files import actions, queries, store
from banshi.files.models import Blob
from banshi.files.refusals import Damaged, StoreFull
from banshi.lib import home
from tests.files.situations import WANG, a_content

pytestmark = pytest.mark.django_db


def test_a_content_is_on_disk_with_its_folders_before_its_row_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when any of the four syncs is left out, when the name is given before the content is synced, or when the row does not wait."""
    done = []
    sync, rename, atomic_end = os.fsync, Path.rename, store.put

    def note_sync(handle: int) -> None:
        done.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        sync(handle)

    def note_rename(self: Path, to: Path) -> Path:
        done.append(f"{to} ←")
        return rename(self, to)

    def note_put(data: bytes, digest: str) -> None:
        done.append("row")
        atomic_end(data, digest)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "rename", note_rename)
    monkeypatch.setattr(store, "put", note_put)
    place = store.place(a_content(b"wait for me").digest)
    assert done[0] == "row"
    assert done[1].startswith(f"{place.parent}/.")
    assert done[2:] == [f"{place} ←", str(place.parent), str(place.parent.parent), str(home.path("files"))]


def test_only_the_house_itself_may_read_a_content() -> None:
    place = store.place(a_content(b"private").digest)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in list(place.parents)[:3]] == [0o700] * 3


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "a" * 63, "a" * 64 + "\n", "/" + "a" * 63])
def test_only_a_digest_becomes_a_path(name: str) -> None:
    """Red when the end of the line is matched as the end of the digest."""
    with pytest.raises(ValueError, match="digest"):
        store.place(name)


@pytest.mark.parametrize("full", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_politely_and_leaves_no_row(monkeypatch: pytest.MonkeyPatch, full: int) -> None:
    """R5. Red when the row is written whether or not the file could be."""

    def no_space(handle: int) -> None:
        raise OSError(full, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(StoreFull, match="存储空间不足") as refused:
        a_content(b"no room for me")
    assert refused.value.status == 503
    assert not Blob.objects.exists()
    assert not list(store.place(hashlib.sha256(b"no room for me").hexdigest()).parent.glob(".*"))


def flipped(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


@pytest.mark.parametrize(
    "damage", [flipped, lambda d: d[:-1], lambda d: d + b"\0", lambda d: b"", lambda d: b"another"]
)
def test_a_damaged_content_is_never_handed_out(damage) -> None:
    """Red when the digest is not compared."""
    kept = a_content(b"the truth")
    store.place(kept.digest).write_bytes(damage(b"the truth"))
    with pytest.raises(Damaged, match="已损坏") as refused:
        queries.content(kept.digest)
    assert refused.value.status == 503


def test_a_missing_content_is_a_damaged_one() -> None:
    kept = a_content(b"here today")
    store.remove(kept.digest)
    with pytest.raises(Damaged):
        queries.content(kept.digest)


def test_letting_go_and_referring_again() -> None:
    kept = a_content(b"referred to")
    actions.refer(kept.digest, "case:1", by=WANG)
    actions.refer(kept.digest, "case:1", by=WANG)
    assert list(Blob.objects.get().references.values_list("owner", flat=True)) == ["case:1"]
    actions.unrefer(kept.digest, "case:1", by=WANG)
    assert not Blob.objects.get().references.exists()
