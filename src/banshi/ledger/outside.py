"""The checkpoints that were copied out of the house, compared with the house: what is sealed there and is here no more, or otherwise.

A line that stands here too is well: proof compares it with the events. For every other line the events themselves are asked: a
backup may hold what was sealed only after it was taken.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from banshi.ledger import checkpoint
from banshi.ledger.checkpoint import Checkpoint
from banshi.ledger.verify import Flaw, beside, minute


class NoCopy(Exception):
    """Nothing at that place is a checkpoint."""


@dataclass
class Comparison:
    """How many lines the copy has, which of them the house does not keep, the last one, and every flaw in words."""

    flaws: list[Flaw] = field(default_factory=list)
    lines: int = 0
    lost: list[Checkpoint] = field(default_factory=list)
    last: Checkpoint | None = None

    @property
    def words(self) -> str:
        """What was found, and how much may be lost."""
        until = f"，到第 {self.last.sequence} 个（{minute(self.last.at)}）为止" if self.last else ""
        copy = f"外面的封存点 {self.lines} 个{until}"
        if self.lost:
            events = sum(line.events for line in self.lost)
            return f"{copy}：其中 {len(self.lost)} 个所封存的 {events} 条日志，在这里不全或不同。"
        return f"{copy}：有 {len(self.flaws)} 处不符。" if self.flaws else f"{copy}：全部与这里一致。"


def compared_with(copy: Path) -> Comparison:
    """Compares with a folder of sheets, or one sheet. Raises NoCopy, OSError."""
    found, ours = Comparison(), _Ours()
    try:
        for line in checkpoint.written(copy):
            found.flaws += _as_a_line(line, found.last)
            found.lines, found.last = found.lines + 1, line
            if ours.at(line.sequence) != line and (flaw := _as_events(line)):
                found.lost.append(line)
                found.flaws.append(flaw)
    except ValueError:
        found.flaws.append(Flaw(f"外面的第 {found.lines + 1} 行", "不是封存点，它和它后面的都无从核对"))
    if not found.lines and not found.flaws:
        raise NoCopy
    return found


class _Ours:
    """The lines of the house, read once beside those of the copy."""

    def __init__(self) -> None:
        self.lines = _readable(checkpoint.written())
        self.line = next(self.lines, None)

    def at(self, sequence: int) -> Checkpoint | None:
        """The line of that number; None when the house has none."""
        while self.line and self.line.sequence < sequence:
            self.line = next(self.lines, None)
        return self.line if self.line and self.line.sequence == sequence else None


def _readable(lines: Iterator[Checkpoint]) -> Iterator[Checkpoint]:
    """As far as they are checkpoints; proof names the first that is none."""
    with suppress(ValueError):
        yield from lines


def _as_a_line(line: Checkpoint, before: Checkpoint | None) -> Iterator[Flaw]:
    """A copy may begin with a later sheet: then only its signature speaks for its first line."""
    if before or line.sequence == 1:
        yield from beside(line, before)
    elif not line.genuine():
        yield Flaw(f"封存点 {line.sequence}", "签名无效")


def _as_events(line: Checkpoint) -> Flaw | None:
    """What the house lacks of what the line has sealed."""
    root, events = checkpoint.covered(line.after, line.upto)
    if (root, events) == (line.root, line.events):
        return None
    here = "内容与封存时不同" if events == line.events else f"现在是 {events} 条"
    sealed = f"封存了 {line.events} 条日志（编号 {line.after + 1} 至 {line.upto}）"
    return Flaw(f"封存点 {line.sequence}（{minute(line.at)}）", f"{sealed}，这里{here}")
