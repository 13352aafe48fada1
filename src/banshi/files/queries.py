"""Reading stored contents. Callers hold a grant: `cases` and `papers` have asked who may see."""

from banshi.files import store
from banshi.files.models import Blob


def content(digest: str) -> bytes:
    """A stored content, verified. Raises Damaged."""
    return store.get(digest)


def digests() -> tuple[str, ...]:
    """Every content the database knows of, in order."""
    return tuple(Blob.objects.order_by("pk").values_list("pk", flat=True))
