"""Contents nobody refers to go after a day, and nothing else ever does."""

from pathlib import Path

import psycopg
import pytest
from django.db import IntegrityError

from banshi.files import actions, queries, store, sweeping
from banshi.files.models import Blob
from banshi.lib import home
from tests.files.situations import WANG, a_content
from tests.harness.database import House

HOUR = 3600


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A store of the test's own: others leave files behind when their rows are rolled back."""
    at_home = home.path
    monkeypatch.setattr(home, "path", lambda name: tmp_path if name == "files" else at_home(name))


def shelf(digest: str) -> int:
    return sweeping.sweep_shelf(digest[:2])


@pytest.mark.django_db
def test_an_upload_nobody_refers_to_is_taken_away_after_a_day(shift) -> None:
    kept = a_content(b"forgotten")
    shift(23 * HOUR)
    assert shelf(kept.digest) == 0
    shift(25 * HOUR)
    assert shelf(kept.digest) == 1
    assert not Blob.objects.exists()
    assert not store.place(kept.digest).exists()


@pytest.mark.django_db
def test_what_somebody_refers_to_stays(shift) -> None:
    """Red when age alone decides."""
    kept = a_content(b"needed")
    actions.refer(kept.digest, "submission:1", by=WANG)
    actions.refer(kept.digest, "case:1", by=WANG)
    actions.unrefer(kept.digest, "case:1", by=WANG)
    shift(100 * 24 * HOUR)
    assert shelf(kept.digest) == 0
    assert queries.content(kept.digest) == b"needed"


@pytest.mark.django_db
def test_a_content_taken_in_again_has_its_day_again(shift) -> None:
    """Red when the row keeps its first time: the file would go while its second upload is being filed."""
    a_content(b"twice")
    shift(30 * HOUR)
    kept = a_content(b"twice")
    assert shelf(kept.digest) == 0


@pytest.mark.django_db
def test_a_file_without_a_row_goes_the_same_way(shift) -> None:
    """What a crash between the file and its commit leaves behind."""
    kept = a_content(b"crashed")
    Blob.objects.all().delete()
    shelf(kept.digest)
    assert store.place(kept.digest).exists()
    shift(25 * HOUR)
    shelf(kept.digest)
    assert not store.place(kept.digest).exists()


@pytest.mark.django_db
def test_half_a_file_goes_after_a_day(shift) -> None:
    folder = store.place(a_content(b"whole").digest).parent
    part = folder / ".0123456789abcdef"
    part.write_bytes(b"hal")
    sweeping.sweep_shelf(folder.parent.name)
    assert part.exists()
    shift(25 * HOUR)
    sweeping.sweep_shelf(folder.parent.name)
    assert not part.exists()


@pytest.mark.django_db
def test_every_shelf_has_its_minute(shift, monkeypatch: pytest.MonkeyPatch) -> None:
    swept: set[str] = set()
    monkeypatch.setattr(actions, "sweep_shelf", swept.add)
    for minute in range(256):
        shift(minute * 60)
        actions.sweep()
    assert len(swept) == 256
    assert {len(each) for each in swept} == {2}


def refer_from_elsewhere(house: House, digest: str) -> None:
    """Another process refers to the content, and waits no longer than a moment for the sweep."""
    with psycopg.connect(house.app_url) as other:
        other.execute("SET lock_timeout = '500ms'")
        other.execute("INSERT INTO files_reference (blob_id, owner) VALUES (%s, 'case:1')", [digest])


def test_nobody_refers_to_a_content_while_it_is_swept(
    committed_db: House, shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red when the sweep does not lock what it found."""
    kept = a_content(b"too late")
    shift(25 * HOUR)
    find = sweeping._orphans

    def found(shelf: str) -> list[str]:
        orphans = find(shelf)
        with pytest.raises(psycopg.errors.LockNotAvailable):
            refer_from_elsewhere(committed_db, kept.digest)
        return orphans

    monkeypatch.setattr(sweeping, "_orphans", found)
    assert shelf(kept.digest) == 1


def test_a_reference_that_came_before_the_lock_saves_the_file(
    committed_db: House, shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red when the list alone decides, and the database is not asked before the file goes."""
    kept = a_content(b"at the last moment")
    shift(25 * HOUR)

    def overtaken(shelf: str) -> list[str]:
        refer_from_elsewhere(committed_db, kept.digest)
        return [kept.digest]

    monkeypatch.setattr(sweeping, "_orphans", overtaken)
    with pytest.raises(IntegrityError):
        shelf(kept.digest)
    assert store.get(kept.digest) == b"at the last moment"
