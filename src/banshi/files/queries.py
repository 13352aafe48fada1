"""Reading stored contents. Callers hold a grant: `cases` and `papers` have asked who may see."""

from banshi.files import store


def content(digest: str) -> bytes:
    """A stored content, verified. Raises Damaged."""
    return store.get(digest)
