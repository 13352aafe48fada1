"""`docs/manuals/<key>.md`: a pack's user manual, its guide with the pictures that lie in the pack."""

from banshi.catalogue.pictures import FOLDER
from banshi.define import Pack


def manual_of_pack(pack: Pack) -> str:
    """The page. Its pictures are found from docs/manuals."""
    guide = pack.guide.replace(f"]({FOLDER}/", f"](../../src/banshi/packs/{pack.key}/{FOLDER}/")
    return f"# {pack.title} 用户手册\n\n本页由 `make docs` 根据服务包的办事指南生成。\n\n{guide}"
