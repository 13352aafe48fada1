"""Reading stored contents. Callers hold a grant: `cases` and `papers` have asked who may see."""

from banshi.files import store
from banshi.files.inspecting import zips
from banshi.files.inspecting.budget import Part
from banshi.files.models import Blob


def content(digest: str) -> bytes:
    """A stored content, verified. Raises Damaged."""
    return store.get(digest)


def archived(digest: str, start: int, most: int) -> list[Part]:
    """So many files (name and data) of a stored ZIP, from the one of that number on. Raises Damaged."""
    return zips.some_members(store.get(digest), start, most)


def archive_length(digest: str) -> int:
    """How many files a stored ZIP holds. Raises Damaged."""
    return zips.length(store.get(digest))


def digests() -> tuple[str, ...]:
    """Every content the database knows of, in order."""
    return tuple(Blob.objects.order_by("pk").values_list("pk", flat=True))
