"""Proof: every chain is re-computed from the rows, and every checkpoint from its signature down to its root."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from banshi.ledger import checkpoint
from banshi.ledger.checkpoint import Checkpoint
from banshi.ledger.sql import BROKEN
from banshi.lib.canon import digest


@dataclass(frozen=True)
class Flaw:
    """What does not hold, in words, and where: a stream's event, or a checkpoint."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}：{self.words}"


def flaws() -> Iterator[Flaw]:
    """Everything that does not hold. Nothing found means: what the checkpoints cover is as it was when they were signed."""
    yield from _chains()
    yield from _checkpoints()


def last_checkpoint_holds() -> bool:
    """A quick look for /readyz: the latest checkpoint is signed by us and its root can be re-computed."""
    try:
        latest = checkpoint.last()
    except ValueError:
        return False
    return latest is None or (latest.genuine() and checkpoint.root_of(latest.after, latest.upto)[0] == latest.root)


def _chains() -> Iterator[Flaw]:
    with connection.cursor() as cursor:
        cursor.execute(BROKEN)
        for stream, number, changed, gap, unlinked in cursor.fetchall():
            said = [
                words
                for held, words in (
                    (changed, "内容与摘要不符"),
                    (gap, "编号不连续，前面有记录缺失"),
                    (unlinked, "与前一条不衔接"),
                )
                if held
            ]
            yield Flaw(f"{stream} 第 {number} 条", "；".join(said))


def _checkpoints() -> Iterator[Flaw]:
    before: Checkpoint | None = None
    try:
        for line in checkpoint.written():
            yield from _checkpoint(line, before)
            before = line
    except ValueError:
        yield Flaw(f"封存点第 {before.sequence + 1 if before else 1} 行", "不是有效的封存点")


def _checkpoint(line: Checkpoint, before: Checkpoint | None) -> Iterator[Flaw]:
    where = f"封存点 {line.sequence}"
    if not line.genuine():
        yield Flaw(where, "签名无效")
    if line.sequence != (before.sequence + 1 if before else 1) or line.after != (before.upto if before else 0):
        yield Flaw(where, "与前一个封存点不衔接，中间有缺失")
    if line.previous != (digest(before.unsigned()) if before else ""):
        yield Flaw(where, "前一个封存点被改动过")
    root, events = checkpoint.root_of(line.after, line.upto)
    if events != line.events:
        yield Flaw(where, f"封存时有 {line.events} 条记录，现在有 {events} 条")
    if root != line.root:
        yield Flaw(where, f"编号 {line.after + 1} 至 {line.upto} 的记录与封存时不同")
