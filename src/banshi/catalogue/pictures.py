"""The pictures in a pack's guide, which lie beside it in the folder `pictures`."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from banshi.catalogue import shelf

FOLDER = "pictures"


def folder(pack_key: str) -> Path:
    """Where they lie; a pack without pictures has no such folder. Raises NotFound."""
    return Path(str(files(f"banshi.packs.{shelf.pack(pack_key).key}"))) / FOLDER


@cache
def pictures(pack_key: str) -> dict[str, bytes]:
    """The PNG pictures by the address the guide gives them, such as "pictures/P05-mistakes.png". Raises NotFound."""
    return {f"{FOLDER}/{each.name}": each.read_bytes() for each in sorted(folder(pack_key).glob("*.png"))}
