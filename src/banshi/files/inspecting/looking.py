"""The look at one file and at what it contains."""

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import cast

from banshi.files.inspecting.budget import Budget, Part
from banshi.files.inspecting.entries import kind_of
from banshi.files.inspecting.signatures import PROGRAMS, SIGNATURES, container
from banshi.files.inspecting.unfit import DISGUISED, EMBEDDED, PROGRAM, Unfit
from banshi.files.names import display_name

# A look raises Unfit, and gives back the files inside, each of which is looked at in its turn.
Look = Callable[[bytes, Budget], Iterable[Part]]

MODULES = {
    "pdf": "pdf", "jpg": "pictures", "png": "pictures", "tif": "pictures", "txt": "texts", "zip": "zips", "bundle": "zips", "rar": "rars",
    "doc": "documents", "xls": "documents", "ppt": "documents", "ole": "documents",
    "docx": "office", "xlsx": "office", "pptx": "office", "ooxml": "office", "ofd": "ofds",
}  # fmt: skip
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
    """By its name, and by its content where a name says nothing or may be either of two. What is neither is not let through."""
    if part.data.startswith(PROGRAMS):
        raise Unfit(PROGRAM)
    named = kind_of(part.name)
    kind = named if named in SIGNATURES else container(part.data)
    if not kind:
        raise Unfit(DISGUISED if named else EMBEDDED)
    look(part.data, kind, budget, depth)
