"""Taking away contents nobody refers to: uploads whose commit never came, and what everybody has let go of."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from banshi.files import store
from banshi.files.models import Blob, Reference
from banshi.ledger import clock

GRACE = timedelta(hours=24)


def sweep_shelf(shelf: str) -> int:
    """Takes away what has been on the shelf for a day without anybody referring to it, with what broken writes left behind."""
    _adopt(shelf)
    with transaction.atomic():
        orphans = _orphans(shelf)
        Blob.objects.filter(pk__in=orphans).delete()
        # Whoever referred to one of them meanwhile stops us here, while the files are still there.
        connection.check_constraints()
        for digest in orphans:
            store.remove(digest)
    return len(orphans)


def _orphans(shelf: str) -> list[str]:
    """Locked, so that nobody takes the same content in again until it is gone."""
    nobody = ~Exists(Reference.objects.filter(blob=OuterRef("pk")))
    old = Blob.objects.filter(nobody, digest__startswith=shelf, stored_at__lt=clock.now() - GRACE)
    return list(old.select_for_update(skip_locked=True).values_list("pk", flat=True))


def _adopt(shelf: str) -> None:
    """Files no row tells of get one, and a day, so that they go the way of all orphans; parts of files go at once after that day."""
    oldest = (clock.now() - GRACE).timestamp()
    files = list(store.shelved(shelf))
    for part in (file for file in files if file.name.startswith(".") and file.stat().st_mtime < oldest):
        part.unlink(missing_ok=True)
    known = set(Blob.objects.filter(digest__startswith=shelf).values_list("pk", flat=True))
    strays = [file for file in files if store.DIGEST.fullmatch(file.name) and file.name not in known]
    rows = [Blob(digest=file.name, size=file.stat().st_size, kind="", scan="") for file in strays]
    Blob.objects.bulk_create(rows, ignore_conflicts=True)
