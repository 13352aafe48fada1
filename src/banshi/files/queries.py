"""Reading stored contents. Callers hold a grant: `cases` and `papers` have asked who may see."""

from banshi.files import store
from banshi.files.models import Blob

TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
}
SHOWN_IN_PAGE = ("pdf", "jpg", "png")


def content(digest: str) -> bytes:
    """A stored content, verified. Raises Damaged."""
    return store.get(digest)


def known() -> list[Blob]:
    """Every stored content there should be."""
    return list(Blob.objects.order_by("digest"))
