"""The user manual of a pack as a PDF to print: a cover, contents, and the guide with its pictures."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from banshi.catalogue import shelf
from banshi.catalogue.pictures import pictures
from banshi.papers import drawing

_READER = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=8)
def pdf(pack_key: str, guide: str) -> bytes:
    """The pages of that text (Markdown), kept once drawn. A picture the pack does not have is named instead. Raises NotFound."""
    said = shelf.pack(pack_key)
    data = {
        "title": f"{said.title} 用户手册",
        "system": said.title,
        "agency": said.agency,
        "edition": version("banshi"),
        "blocks": _nodes(SyntaxTreeNode(_READER.parse(guide)).children),
        "pictures": {address: list(picture) for address, picture in pictures(pack_key).items()},
    }
    return drawing.plain_pdf("manual", data)


def _nodes(nodes: Iterable[SyntaxTreeNode]) -> list[dict[str, Any]]:
    """What the layout gets of a Markdown text: what each piece is, its words, where it leads, and what is in it."""
    return [
        {"kind": each.type, "tag": each.tag, "text": each.content, "inside": _nodes(each.children)} | dict(each.attrs)
        for each in nodes
    ]
