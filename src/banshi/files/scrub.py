"""Scrubbing: every stored content is read and compared with its name, so that damage is found before somebody needs the file."""

from collections.abc import Iterator
from dataclasses import dataclass

from banshi.files import store
from banshi.files.models import Blob, Reference
from banshi.files.refusals import Damaged


@dataclass(frozen=True)
class Damage:
    """A content that is gone or not what it was, and who refers to it."""

    digest: str
    missing: bool
    owners: tuple[str, ...]

    def __str__(self) -> str:
        what = "缺失" if self.missing else "损坏"
        return f"{self.digest} {what}，涉及：{'、'.join(self.owners) or '无'}"


def damages() -> Iterator[Damage]:
    """Every content that is missing or damaged."""
    for digest in Blob.objects.order_by("digest").values_list("digest", flat=True).iterator():
        try:
            store.get(digest)
        except Damaged:
            owners = Reference.objects.filter(blob=digest).order_by("id").values_list("owner", flat=True)
            yield Damage(digest, not store.place(digest).exists(), tuple(owners))
