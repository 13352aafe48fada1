"""How much an upload may grow to while it is looked into (archives that inflate without end)."""

from dataclasses import dataclass
from typing import NamedTuple

from banshi.files.inspecting.unfit import Unfit

MOST_ENTRIES = 1000
MOST_BYTES = 100 * 1024 * 1024
MOST_RATIO = 100


class Part(NamedTuple):
    """A file inside a file; nothing is seen of one that is `locked` with a password."""

    name: str
    data: bytes
    locked: bool = False


@dataclass
class Budget:
    """What is left, over all levels of one upload, and whether something in it stayed unseen."""

    size: int
    entries: int = MOST_ENTRIES
    unseen: bool = False

    @classmethod
    def of(cls, data: bytes) -> "Budget":
        """At most 100 times the upload, and at most 100 MB."""
        return cls(min(MOST_BYTES, MOST_RATIO * len(data)))

    def list(self, entries: int) -> None:
        """Counts entries. Raises Unfit when there are too many."""
        self.entries -= entries
        if self.entries < 0:
            raise Unfit(f"压缩包里的文件超过 {MOST_ENTRIES} 个，请分开上传")

    def inflate(self, size: int) -> None:
        """Counts bytes as they come out. Raises Unfit when it gets too much."""
        self.size -= size
        if self.size < 0:
            raise Unfit(f"解开后超过 {MOST_BYTES // 1024**2} MB，或超过原来的 {MOST_RATIO} 倍")
