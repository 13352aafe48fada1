"""What a checkpoint covers cannot be changed unnoticed, not even by whoever owns the database (R12)."""

import random
from collections.abc import Callable
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from psycopg import sql

from banshi.ledger import actions, checkpoint, queries
from banshi.ledger.sql import COVERED
from banshi.ledger.verify import prove
from banshi.lib.actor import SYSTEM
from tests.harness.database import House

Owner = psycopg.Connection
STREAMS, LONG = 6, 9

# Makes every chain good again from the rows as they are now, as a thorough forger would.
REHASH = sql.SQL("""
DO $$ DECLARE event ledger_event; last text; BEGIN
    FOR event IN SELECT * FROM ledger_event ORDER BY stream, number LOOP
        IF event.number = 1 THEN last := ''; END IF;
        event.previous := last;
        last := encode(sha256(convert_to({covered}, 'UTF8')), 'hex');
        UPDATE ledger_event SET previous = event.previous, digest = last WHERE id = event.id;
    END LOOP;
    UPDATE ledger_head SET digest = (SELECT digest FROM ledger_event AS e WHERE e.stream = ledger_head.stream ORDER BY number DESC LIMIT 1);
END $$
""").format(covered=sql.SQL(COVERED.format(of="event")))


@pytest.fixture
def log(committed_db: House) -> None:
    """Six streams of nine events under three checkpoints."""
    for number in range(LONG):
        for stream in range(STREAMS):
            happen(f"case:{stream}", f"第 {number} 步")
        if number % 3 == 2:
            checkpoint.seal()


@transaction.atomic
def happen(stream: str, words: str = "") -> int:
    """Something happens."""
    return actions.append(stream, "moved", by=SYSTEM, data={"words": words, "amount": 1000.50})


@pytest.fixture
def owner(log: None, owner_connection: Owner) -> Owner:
    """The owner of the database, with the trigger taken away and a copy to put everything back from."""
    owner_connection.execute("ALTER TABLE ledger_event DISABLE TRIGGER append_only")
    owner_connection.execute("CREATE TABLE truth AS TABLE ledger_event")
    return owner_connection


def put_back(owner: Owner) -> None:
    """As if nothing had been done."""
    owner.execute("DELETE FROM ledger_event")
    owner.execute("INSERT INTO ledger_event TABLE truth")


SAID = {
    "id": "id + 1000",
    "stream": "stream || '0'",
    "kind": "'approved'",
    "at": "at + interval '1 microsecond'",
    "actor": """actor || '{"name": "张旁人"}'""",
    "data": """data || '{"amount": 1000.51}'""",
}
CHAINED = {"previous": "md5(previous)", "digest": "reverse(digest)"}


def edit(owner: Owner, dice: random.Random) -> None:
    """One column of one event."""
    column, value = dice.choice(list((SAID | CHAINED).items()))
    one_event(owner, dice, f"UPDATE ledger_event SET {column} = {value}")


def delete(owner: Owner, dice: random.Random) -> None:
    """One event, anywhere."""
    one_event(owner, dice, "DELETE FROM ledger_event")


def cut(owner: Owner, dice: random.Random) -> None:
    """The end of a stream, and its head moved back, as if the last steps had not been."""
    stream, keep = f"case:{dice.randrange(STREAMS)}", dice.randrange(1, LONG)
    owner.execute("DELETE FROM ledger_event WHERE stream = %s AND number > %s", [stream, keep])
    owner.execute("UPDATE ledger_head SET number = %s WHERE stream = %s", [keep, stream])
    owner.execute(REHASH)


def cut_all(owner: Owner, dice: random.Random) -> None:
    """Everything that happened last."""
    owner.execute(
        "DELETE FROM ledger_event WHERE id > (SELECT max(id) FROM ledger_event) - %s", [dice.randrange(1, 20)]
    )
    owner.execute(REHASH)


def rewrite(owner: Owner, dice: random.Random) -> None:
    """One event changed, and all chains made good again."""
    column, value = dice.choice(list(SAID.items()))
    one_event(owner, dice, f"UPDATE ledger_event SET {column} = {value}")
    owner.execute(REHASH)


def remove(owner: Owner, dice: random.Random) -> None:
    """A whole stream, as if there had been no such case."""
    owner.execute("DELETE FROM ledger_event WHERE stream = %s", [f"case:{dice.randrange(STREAMS)}"])


def insert(owner: Owner, dice: random.Random) -> None:
    """A stream that never was, below the sealed ids."""
    owner.execute(
        "INSERT INTO ledger_event SELECT -id, 'case:forged', number, kind, at, actor, data, previous, digest FROM ledger_event "
        "WHERE stream = 'case:1'"
    )
    owner.execute(REHASH)


def one_event(owner: Owner, dice: random.Random, statement: str) -> None:
    """Does it to one of them."""
    where = [f"case:{dice.randrange(STREAMS)}", dice.randrange(1, LONG + 1)]
    owner.execute(f"{statement} WHERE stream = %s AND number = %s", where)


FORGERIES: list[Callable[[Owner, random.Random], object]] = [edit, delete, cut, cut_all, rewrite, remove, insert]


def test_nothing_is_found_where_nothing_was_done(log: None) -> None:
    """Red when proof cries wolf, and then nobody listens."""
    happen("case:0", "之后")
    proof = prove()
    assert proof.flaws == []
    assert (proof.events, proof.unsealed) == (STREAMS * LONG + 1, 1)
    assert queries.last_checkpoint_ok()


def test_fifty_of_fifty_forgeries_are_found(owner: Owner) -> None:
    """Every kind, seven times each. Red when proof believes the digests it finds, or looks at chains only, or at checkpoints only."""
    missed = []
    for seed in range(49):
        forge = FORGERIES[seed % len(FORGERIES)]
        forge(owner, random.Random(seed))
        if not prove().flaws:
            missed.append((seed, forge.__name__))
        put_back(owner)
    assert missed == []
    assert prove().flaws == []


@pytest.mark.parametrize("column", SAID | CHAINED)
def test_every_column_of_an_event_is_covered(owner: Owner, column: str) -> None:
    """Red for each column that the digest leaves out."""
    change = sql.SQL("UPDATE ledger_event SET {} = {} WHERE stream = 'case:3' AND number = 5")
    owner.execute(change.format(sql.Identifier(column), sql.SQL((SAID | CHAINED)[column])))
    assert any(f"case:3{'0' if column == 'stream' else ''} 第 5 条" in str(flaw) for flaw in prove().flaws)


def test_the_order_of_events_of_different_streams_is_covered(owner: Owner) -> None:
    """Two neighbours change places. Red when the digest leaves out the id."""
    first = queries.history("case:3")[4].id
    for before, after in ((first, -1), (first + 1, first), (-1, first + 1)):
        owner.execute("UPDATE ledger_event SET id = %s WHERE id = %s", [after, before])
    assert [flaw.where for flaw in prove().flaws] == ["case:4 第 5 条", "case:3 第 5 条"]


def test_a_flaw_is_named_where_it_is(owner: Owner) -> None:
    owner.execute("DELETE FROM ledger_event WHERE stream = 'case:3' AND number = 5")
    assert "case:3 第 6 条：编号不连续，前面有记录缺失" in map(str, prove().flaws)
    assert "封存点 2：封存了 18 条记录，现在是 17 条" in map(str, prove().flaws)


def test_the_command_names_every_flaw_and_fails(owner: Owner) -> None:
    """Red when it ends well all the same."""
    said = StringIO()
    call_command("verify", stdout=said)
    assert "核验通过" in said.getvalue()
    owner.execute("UPDATE ledger_event SET kind = 'approved' WHERE stream = 'case:2' AND number = 1")
    with pytest.raises(CommandError, match="发现 1 处不符"):
        call_command("verify", stdout=said)
    assert "case:2 第 1 条：内容与摘要不符" in said.getvalue()


def test_what_is_not_sealed_yet_is_told(log: None) -> None:
    said = StringIO()
    happen("case:9")
    call_command("verify", stdout=said)
    assert "其后 1 条尚未封存" in said.getvalue()


def test_the_site_is_not_ready_when_the_last_checkpoint_does_not_hold(owner: Owner) -> None:
    """Rule 9. Red when only the signature is looked at."""
    assert queries.last_checkpoint_ok()
    owner.execute("DELETE FROM ledger_event WHERE stream = 'case:3' AND number = 9")
    assert not queries.last_checkpoint_ok()
