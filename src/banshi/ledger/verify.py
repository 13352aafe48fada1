"""Proof: every chain is followed from its first event and every digest made anew, every checkpoint from its signature to its root."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.db import connection, transaction

from banshi.ledger import checkpoint
from banshi.ledger.checkpoint import Checkpoint
from banshi.ledger.clock import CHINA
from banshi.ledger.sql import EVERYTHING
from banshi.lib.canon import digest

AT_ONCE = 5_000  # events
NAMED = 5  # streams


@dataclass(frozen=True)
class Flaw:
    """What does not hold, in words, and where: a stream's event, or a checkpoint."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}：{self.words}"


@dataclass
class Proof:
    """What one reading of the whole ledger found. Without flaws, all that `last` covers is as it was when it was sealed."""

    flaws: list[Flaw] = field(default_factory=list)
    last: Checkpoint | None = None
    events: int = 0
    unsealed: int = 0

    @property
    def words(self) -> str:
        """What was found, and how far the checkpoints reach."""
        found = f"核验不通过，发现 {len(self.flaws)} 处不符" if self.flaws else "核验通过"
        last = self.last
        sealed = f"最近的封存点是第 {last.sequence} 个（{minute(last.at)}）" if last else "还没有封存点"
        return f"{found}。日志共 {self.events} 条；{sealed}，其后 {self.unsealed} 条尚未封存。"


def minute(at: str) -> str:
    """A moment as it is read in China."""
    return f"{datetime.fromisoformat(at).astimezone(CHINA):%Y-%m-%d %H:%M}"


def prove() -> Proof:
    """Reads the checkpoints, then every event once, in the order of writing."""
    proof, chains = Proof(), _Chains()
    ahead = deque(_checkpoints(proof))
    for row in _everything():
        while ahead and row.id > ahead[0].upto:
            proof.flaws += chains.compared_with(ahead.popleft())
        proof.flaws += chains.followed_by(row)
        proof.events += 1
    for line in ahead:
        proof.flaws += chains.compared_with(line)
    proof.unsealed = chains.moves
    return proof


class _Row(NamedTuple):
    id: int
    stream: str
    number: int
    previous: str
    digest: str
    covered: str


def _everything() -> Iterator[_Row]:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(EVERYTHING)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from map(_Row._make, rows)


class _Chains:
    """Where every stream ends so far, which of them moved since the last checkpoint, and in how many moves."""

    def __init__(self) -> None:
        self.ends: dict[str, tuple[int, str]] = {}
        self.moved: dict[str, tuple[int, str]] = {}
        self.moves = 0

    def followed_by(self, row: _Row) -> Iterator[Flaw]:
        """Takes the next event and says what is wrong with it."""
        number, before = self.ends.get(row.stream, (0, ""))
        self.ends[row.stream] = self.moved[row.stream] = (row.number, row.digest)
        self.moves += 1
        where = f"{row.stream} 第 {row.number} 条"
        if sha256(row.covered.encode()).hexdigest() != row.digest:
            yield Flaw(where, "内容与摘要不符，被改动过")
        if row.number != number + 1:
            yield Flaw(where, "编号不连续，前面有记录缺失")
        elif row.previous != before:
            yield Flaw(where, "与前一条不衔接，前一条被换过")

    def compared_with(self, line: Checkpoint) -> Iterator[Flaw]:
        """Compares what moved since the last checkpoint with what this one has sealed."""
        moved, self.moved = self.moved, {}
        moves, self.moves = self.moves, 0
        where = f"封存点 {line.sequence}"
        if moves != line.events:
            yield Flaw(where, f"封存了 {line.events} 条记录，现在是 {moves} 条")
        if checkpoint.root_of((stream, *end) for stream, end in moved.items()) != line.root:
            named = "、".join(sorted(moved)[:NAMED]) or "无"
            yield Flaw(where, f"编号 {line.after + 1} 至 {line.upto} 的记录与封存时不同；现有：{named}{_more(moved)}")


def _more(moved: dict[str, tuple[int, str]]) -> str:
    return f" 等 {len(moved)} 个" if len(moved) > NAMED else ""


def _checkpoints(proof: Proof) -> Iterator[Checkpoint]:
    """The checkpoints as far as they can be read, each looked at beside the one before it."""
    try:
        for line in checkpoint.written():
            proof.flaws += beside(line, proof.last)
            proof.last = line
            yield line
    except ValueError:
        number = proof.last.sequence + 1 if proof.last else 1
        proof.flaws.append(Flaw(f"封存点 {number}", "这一行不是封存点，它和它后面的都无从核对"))


def beside(line: Checkpoint, before: Checkpoint | None) -> Iterator[Flaw]:
    """What is wrong with a line by its signature and the line before it."""
    where = f"封存点 {line.sequence}"
    sequence, upto, seal = (before.sequence, before.upto, digest(before.unsigned())) if before else (0, 0, "")
    if not line.genuine():
        yield Flaw(where, "签名无效")
    if (line.sequence, line.after) != (sequence + 1, upto):
        yield Flaw(where, "与前一个封存点不衔接，中间有缺失")
    if line.previous != seal:
        yield Flaw(where, "前一个封存点被换过")
