"""What every word of a pack has in common: it is frozen, it compares by value, and it remembers where it was written."""

import dataclasses
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, get_origin

# Code that stands between a declaration and its word: this folder, what dataclasses generate, and their `replace`.
_BETWEEN = (str(Path(__file__).parent), dataclasses.__file__, "<string>", "<frozen")


@dataclass(frozen=True)
class Word:
    """Base of all words. `place` is "file:line" of the declaration, so that `banshi check` can point at it.

    Raises TypeError for what should be a tuple and is none: most often a comma was forgotten.
    """

    vocabulary: ClassVar[dict[str, type["Word"]]] = {}

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        Word.vocabulary[cls.__name__] = cls

    def __post_init__(self) -> None:
        for each in dataclasses.fields(self):
            if get_origin(each.type) is tuple and not isinstance(getattr(self, each.name), tuple):
                raise TypeError(f"{type(self).__name__} 的 {each.name} 应是元组，只有一个时也要写逗号：(甲,)")
        object.__setattr__(self, "_place", _caller())

    @property
    def place(self) -> str:
        """Where this word was written, as "file:line"."""
        place: str = self.__dict__["_place"]
        return place


def _caller() -> str:
    """The nearest frame that is somebody's declaration."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_code.co_filename.startswith(_BETWEEN):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"
