"""The look at one file and at what it contains."""

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import cast

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.unfit import DISGUISED, Unfit
from banshi.files.limits import EXTENSIONS
from banshi.files.names import display_name, ending

# A look raises Unfit, and gives back the files inside, each of which is looked at in its turn.
Look = Callable[[bytes, Budget], Iterable[Part]]

OLE, ZIP, RAR = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"Rar!\x1a\x07"
# fmt: off
SIGNATURES = {
    "pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "doc": OLE, "xls": OLE, "ole": OLE,
    "docx": ZIP, "xlsx": ZIP, "zip": ZIP, "rar": RAR,
}
MODULES = {
    "pdf": "pdf", "jpg": "pictures", "png": "pictures", "doc": "documents", "xls": "documents", "ole": "documents",
    "docx": "office", "xlsx": "office", "zip": "zips", "rar": "rars",
}
# fmt: on
PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
DEEPEST_ARCHIVE, DEEPEST = 1, 3


@cache
def load(kind: str) -> Look:
    """The look at a kind: the function of that name in its module. Libraries take longer to start than to look, hence by need."""
    return cast(Look, getattr(import_module(f"banshi.files.inspecting.{MODULES[kind]}"), kind))


def look(data: bytes, kind: str, budget: Budget, depth: int = 0) -> None:
    """Looks at a file and at all it contains. Raises Unfit."""
    if not data.startswith(SIGNATURES[kind]):
        raise Unfit(DISGUISED)
    if depth > (DEEPEST_ARCHIVE if kind in ("zip", "rar") else DEEPEST):
        raise Unfit("压缩包套了不止一层，请解开后再上传")
    for part in load(kind)(data, budget):
        try:
            _look_inside(part, budget, depth + 1)
        except Unfit as why:
            raise Unfit(f"其中的“{display_name(part.name)}”：{why}" if depth == 0 else str(why)) from why


def _look_inside(part: Part, budget: Budget, depth: int) -> None:
    if part.data.startswith(PROGRAMS):
        raise Unfit("是可以运行的程序")
    if kind := EXTENSIONS.get(ending(part.name)) or _container(part.data):
        look(part.data, kind, budget, depth)


def _container(data: bytes) -> str:
    """What else may hold something, whatever it is called."""
    return next((kind for kind in ("zip", "rar", "ole") if data.startswith(SIGNATURES[kind])), "")
