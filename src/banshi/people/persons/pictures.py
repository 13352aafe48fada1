"""An identity document as somebody shows it: both sides, sealed while they are needed and dropped with the decision."""

from dataclasses import asdict, dataclass
from typing import Any

from banshi.lib import sealed
from banshi.people.models import Dispute, Renewal

DROPPED: dict[str, Any] = {"number_sealed": "", "front_sealed": b"", "back_sealed": b""}


@dataclass(frozen=True)
class Pictures:
    """Both sides of the document, looked into."""

    front: bytes
    back: bytes


@dataclass(frozen=True)
class Document:
    """What a look shows: the whole number, and both sides."""

    number: str
    front: bytes
    back: bytes


def kept(pictures: Pictures) -> dict[str, bytes]:
    """How they lie in a row."""
    return {f"{side}_sealed": sealed.seal_bytes(shot) for side, shot in asdict(pictures).items()}


def shown(row: Dispute | Renewal) -> Document:
    """What lies in a row, in clear."""
    return Document(row.number, *(sealed.opened_bytes(bytes(side)) for side in (row.front_sealed, row.back_sealed)))
