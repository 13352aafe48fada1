"""The manifest of a backup: from when it is, what it needs, and the digest of every part. Its seal covers it, so it covers the whole."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORMAT = 2
MANIFEST, SEAL, DATABASE, SECRETS, LOCKED = (
    "manifest.json",
    "manifest.seal",
    "database.dump",
    "secrets.json",
    "secrets.locked",
)


class OtherFormat(ValueError):
    """Written by a program that packs otherwise; the message is the number of its format."""


@dataclass(frozen=True)
class Manifest:
    """The moment (ISO 8601), the migrations the database has seen, the contents that were damaged already, the parts' digests."""

    at: str
    migrations: tuple[str, ...]
    damaged: tuple[str, ...]
    digests: dict[str, str]

    def written(self) -> bytes:
        """As it lies in the archive."""
        return json.dumps({"format": FORMAT} | asdict(self), ensure_ascii=False, indent=1).encode()


def read(raw: bytes) -> Manifest:
    """The manifest again. Raises OtherFormat, and ValueError for what `written` never wrote."""
    about = json.loads(raw)
    if not isinstance(about, dict):
        raise ValueError("not a manifest")
    if (its_format := about.pop("format", None)) != FORMAT:
        raise OtherFormat(its_format)
    if about.keys() != Manifest.__annotations__.keys() or not isinstance(about["digests"], dict):
        raise ValueError("not a manifest")
    datetime.fromisoformat(_texts([about["at"]])[0])
    digests = dict(zip(_texts(list(about["digests"])), _texts(list(about["digests"].values())), strict=True))
    return Manifest(about["at"], _texts(about["migrations"]), _texts(about["damaged"]), digests)


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError("not a list of texts")
    return tuple(value)
