"""An identity document as somebody shows it: what they say of themselves, and both sides, sealed while they are needed and dropped with
the decision."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from banshi.ledger import clock
from banshi.lib import documents, sealed
from banshi.lib.text import plain
from banshi.people.models import Dispute, Renewal
from banshi.people.persons import naming

DROPPED: dict[str, Any] = {"number_sealed": "", "front_sealed": b"", "back_sealed": b""}


@dataclass(frozen=True)
class Said:
    """Who somebody says they are, by which document, and why they say so."""

    name: str
    document: str
    number: str
    ground: str


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


def as_typed(typed: Mapping[str, str]) -> dict[str, str]:
    """The cells of `Said` as they are kept."""
    document = typed.get("document", "")
    return {
        "name": " ".join(plain(typed.get("name", "")).split())[:60],
        "document": document if document in documents.KINDS else "",
        "number": documents.normal(document, plain(typed.get("number", "")))[:40],
        "ground": plain(typed.get("ground", ""))[:500],
    }


def problems(said: Said, kinds: Collection[str], why: str) -> dict[str, str]:
    """What is wrong at each cell, or ""; `kinds` are the documents people sign up with, `why` what the ground is called."""
    return {
        "name": naming.name_problem(said.name),
        "document": "" if said.document in kinds else "请选择证件类型。",
        "number": documents.problem(said.document, said.number, clock.today()),
        "ground": "" if said.ground else f"请写明{why}。",
    }


def kept(pictures: Pictures) -> dict[str, bytes]:
    """How they lie in a row."""
    return {f"{side}_sealed": sealed.seal_bytes(shot) for side, shot in asdict(pictures).items()}


def shown(row: Dispute | Renewal) -> Document:
    """What lies in a row, in clear."""
    return Document(row.number, *(sealed.opened_bytes(bytes(side)) for side in (row.front_sealed, row.back_sealed)))
