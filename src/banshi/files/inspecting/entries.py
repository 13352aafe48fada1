"""Names of entries, in archives of any kind."""

import re
import unicodedata

from banshi.files.inspecting.budget import Part
from banshi.files.inspecting.signatures import OLE
from banshi.files.inspecting.unfit import Unfit
from banshi.files.limits import EXTENSIONS
from banshi.files.names import display_name, ending

# What may lie in an archive, and as what it is looked at. "wps" is either of two: its content says which.
INSIDE = EXTENSIONS | {
    "txt": "txt", "csv": "txt", "tif": "tif", "tiff": "tif", "ppt": "ppt", "pptx": "pptx", "ofd": "ofd",
    "wps": "wps", "et": "wps", "dps": "wps",
}  # fmt: skip
# What macOS and Windows leave in folders by themselves.
LITTER = (
    (re.compile(r"__MACOSX/(.*/)?\._[^/]*"), b"\0\5\x16\7"),
    (re.compile(r"(.*/)?\.DS_Store"), b"\0\0\0\1Bud1"),
    (re.compile(r"(.*/)?Thumbs\.db"), OLE),
)


def check_name(name: str) -> None:
    """Raises Unfit when a name leads out of the folder it is unpacked into, or hides something."""
    parts = name.replace("\\", "/").split("/")
    if parts[0] == "" or ".." in parts or ":" in name or any(unicodedata.category(c) == "Cc" for c in name):
        raise Unfit("压缩包里有不合规的文件名")


def check_kind(name: str) -> None:
    """Raises Unfit when the name is none of the kinds people file: what is not on the list may be a program tomorrow."""
    if not kind_of(name):
        raise Unfit(f"压缩包里的“{display_name(name)}”不是可以上传的格式，请转成 PDF、Word 或图片，或者去掉")


def kind_of(name: str) -> str:
    """The kind a name stands for, or "": read as people see it, since unpacking leaves off what cannot be seen."""
    return INSIDE.get(ending(display_name(name)), "")


def is_litter(part: Part) -> bool:
    """True for the notes a system keeps about a folder."""
    return any(name.fullmatch(part.name) and part.data.startswith(mark) for name, mark in LITTER)
