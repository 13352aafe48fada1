"""R12: whatever of the log a checkpoint covers cannot be rewritten unnoticed, not even by whoever owns the database."""

# ruff: noqa: S608 (no word in these statements is anybody's but ours)

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from banshi.ledger import actions as ledger
from banshi.ledger import checkpoint
from banshi.ledger.sql import COVERED
from banshi.ledger.verify import prove
from banshi.lib.actor import SYSTEM
from soak.figure import Figure, Sizes

STREAMS, LONG, SEALED_EVERY = 8, 12, 4

# Makes every chain good again from the rows as they are, heads too, as a thorough forger would.
REHASH = f"""
DO $$ DECLARE event ledger_event; last text; BEGIN
    FOR event IN SELECT * FROM ledger_event ORDER BY stream, number LOOP
        IF event.number = 1 THEN last := ''; END IF;
        event.previous := coalesce(last, '');
        last := encode(sha256(convert_to({COVERED.format(of="event")}, 'UTF8')), 'hex');
        UPDATE ledger_event SET previous = event.previous, digest = last WHERE id = event.id;
    END LOOP;
    DELETE FROM ledger_head;
    INSERT INTO ledger_head SELECT DISTINCT ON (stream) stream, number, digest FROM ledger_event ORDER BY stream, number DESC;
END $$
"""

COLUMNS = {
    "id": "-id",
    "stream": "stream || '0'",
    "number": "number + 1000",
    "kind": "'approved'",
    "at": "at - interval '1 day'",
    "actor": """actor || '{"name": "张旁人"}'""",
    "data": """data || '{"words": "同意"}'""",
    "previous": "md5(previous)",
    "digest": "reverse(digest)",
}
ONE = "WHERE stream = %(stream)s AND number = %(number)s"
# What a forger does to one event or one stream, chosen at random.
STROKES = {
    **{f"edit {column}": f"UPDATE ledger_event SET {column} = {value} {ONE}" for column, value in COLUMNS.items()},
    "delete": f"DELETE FROM ledger_event {ONE}",
    "delete and close the gap": f"DELETE FROM ledger_event {ONE}; "
    "UPDATE ledger_event SET number = number - 1 WHERE stream = %(stream)s AND number > %(number)s",
    "cut a stream": "DELETE FROM ledger_event WHERE stream = %(stream)s AND number >= %(number)s",
    "cut the log": f"DELETE FROM ledger_event WHERE id >= (SELECT id FROM ledger_event {ONE})",
    "cut the beginning": f"DELETE FROM ledger_event WHERE id <= (SELECT id FROM ledger_event {ONE})",
    "remove a stream": "DELETE FROM ledger_event WHERE stream = %(stream)s",
    "rename a stream": "UPDATE ledger_event SET stream = 'soak:other' WHERE stream = %(stream)s",
    "double": "INSERT INTO ledger_event SELECT -id, 'soak:double', 1, kind, at, actor, data, '', digest "
    f"FROM ledger_event {ONE}",
    "invent a stream": "INSERT INTO ledger_event SELECT -id, 'soak:forged', number, kind, at, actor, data, previous, digest "
    "FROM ledger_event WHERE stream = %(stream)s",
    "swap two": "UPDATE ledger_event AS e SET data = o.data FROM ledger_event AS o WHERE e.stream = %(stream)s AND "
    "o.stream = e.stream AND (e.number, o.number) IN ((%(number)s, 1), (1, %(number)s)) AND %(number)s > 1",
    "empty": "DELETE FROM ledger_event",
}
SAYS_ITSELF = {"edit previous", "edit digest"}  # making the chains good again undoes these


def rewrites(sizes: Sizes) -> Figure:
    """Every stroke, bare and with all chains made good again, until there were so many; each is put back before the next."""
    _fill()
    dice = random.Random(12)  # noqa: S311 (strokes that can be had again, no secret)
    ways = [(name, False) for name in STROKES] + [(name, True) for name in STROKES if name not in SAYS_ITSELF]
    with _owner() as do:
        before = len(prove().flaws)
        missed = [
            way
            for number in range(max(sizes.rewrites, len(ways)))
            if not _found(way := ways[number % len(ways)], dice, do)
        ]
        after = len(prove().flaws)
    tried = max(sizes.rewrites, len(ways))
    counted = {"rewrites": tried, "kinds": len(ways), "found": tried - len(missed), "cried_wolf": before + after}
    return Figure("R12", counted, not missed and not before and not after)


Do = Callable[[str, dict[str, str | int]], None]


def _fill() -> None:
    for number in range(LONG):
        for stream in range(STREAMS):
            _happen(stream, number)
        if number % SEALED_EVERY == SEALED_EVERY - 1:
            checkpoint.seal()


@transaction.atomic
def _happen(stream: int, number: int) -> None:
    ledger.append(f"soak:{stream}", "moved", by=SYSTEM, data={"words": f"第 {number} 步", "amount": 1000.5})


@contextmanager
def _owner() -> Iterator[Do]:
    """Statements of the database's owner, who has taken the trigger away; in the end it is there again."""

    def do(statement: str, given: dict[str, str | int]) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(statement, given or None)

    do("ALTER TABLE ledger_event DISABLE TRIGGER append_only", {})
    for table in ("event", "head"):
        do(f"CREATE TABLE true_{table} AS TABLE ledger_{table}", {})
    try:
        yield do
    finally:
        do("DROP TABLE true_event, true_head", {})
        do("ALTER TABLE ledger_event ENABLE TRIGGER append_only", {})


def _found(way: tuple[str, bool], dice: random.Random, do: Do) -> bool:
    name, rehashed = way
    where: dict[str, str | int] = {"stream": f"soak:{dice.randrange(STREAMS)}", "number": dice.randrange(2, LONG + 1)}
    for statement in STROKES[name].split("; "):
        do(statement, where)
    if rehashed:
        do(REHASH, {})
    found = bool(prove().flaws)
    for table in ("event", "head"):
        do(f"DELETE FROM ledger_{table}", {})
        do(f"INSERT INTO ledger_{table} TABLE true_{table}", {})
    return found
