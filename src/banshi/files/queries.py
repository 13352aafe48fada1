"""Reading stored contents. Callers hold a grant: `cases` and `papers` have asked who may see."""

from banshi.files import store
from banshi.files.serving import SHOWN_IN_PAGE, TYPES

__all__ = ["SHOWN_IN_PAGE", "TYPES", "content"]


def content(digest: str) -> bytes:
    """A stored content, verified. Raises Damaged."""
    return store.get(digest)
