"""The pictures in a pack's guide, which lie beside it in the folder `pictures`."""

from functools import cache
from importlib.resources import files

from banshi.catalogue import shelf

FOLDER = "pictures"


@cache
def pictures(pack_key: str) -> dict[str, bytes]:
    """PNG pictures by the address the guide gives them, such as "pictures/P05-mistakes.png". Raises NotFound."""
    folder = files(f"banshi.packs.{shelf.pack(pack_key).key}") / FOLDER
    found = [each for each in folder.iterdir() if each.name.endswith(".png")] if folder.is_dir() else []
    return {f"{FOLDER}/{each.name}": each.read_bytes() for each in found}
