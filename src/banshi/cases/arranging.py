"""台账设置: the columns somebody wants to see in a worklist, and what they often look for there. Each account has its own."""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from django.db import transaction

from banshi.cases import columns
from banshi.cases.columns import Column
from banshi.cases.models import Arrangement
from banshi.cases.sight import Asked
from banshi.define import Pack, Problem, Worklist
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid
from banshi.lib.text import plain

LONGEST_NAME = 20
MOST = 20


@dataclass(frozen=True)
class Arranged:
    """What somebody sees of a worklist: its columns in order, and their searches, by name."""

    columns: list[Column]
    searches: dict[str, Asked]


def arranged(actor: Actor, pack: Pack, worklist: Worklist) -> Arranged:
    """How the actor has a worklist; the usual columns where none were chosen that it still offers."""
    row = Arrangement.objects.filter(account=actor.account, pack=pack.key, worklist=worklist.key).first()
    chosen = [column for column in columns.offered(pack, worklist) if row and column.key in row.columns]
    searches = {name: Asked(**asked) for name, asked in row.searches.items()} if row else {}
    return Arranged(chosen or columns.usual(pack, worklist), searches)


@transaction.atomic
def choose_columns(pack: str, worklist: str, keys: Collection[str], *, by: Actor) -> None:
    """From now on these columns are shown; none: the usual ones."""
    row = _own(pack, worklist, by)
    row.columns = list(keys)
    row.save()


@transaction.atomic
def keep_search(pack: str, worklist: str, name: str, asked: Asked, *, by: Actor) -> None:
    """Keeps what is looked for under a name, in the place of what had it. Raises Invalid at `name`."""
    row, name = _own(pack, worklist, by), plain(name)
    if not name or len(name) > LONGEST_NAME:
        raise _at_name(f"请给这次查询起个名字，最多 {LONGEST_NAME} 字。")
    if name not in row.searches and len(row.searches) >= MOST:
        raise _at_name(f"最多保存 {MOST} 个常用查询，请先删除不用的。")
    row.searches[name] = asdict(asked)
    row.save()


@transaction.atomic
def drop_search(pack: str, worklist: str, name: str, *, by: Actor) -> None:
    """Forgets what was kept under a name."""
    row = _own(pack, worklist, by)
    row.searches.pop(name, None)
    row.save()


def _own(pack: str, worklist: str, by: Actor) -> Arrangement:
    """The actor's own arrangement, locked."""
    Arrangement.objects.get_or_create(account_id=by.own_account, pack=pack, worklist=worklist)
    return Arrangement.objects.select_for_update().get(account=by.own_account, pack=pack, worklist=worklist)


def _at_name(words: str) -> Invalid:
    return Invalid(words, [Problem("name", words, "error")])
