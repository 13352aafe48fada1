"""R2: nothing acknowledged is lost or doubled when PostgreSQL dies, and it comes back by itself."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event

from django.db import connections

from banshi.lib import postgres
from soak.blows import a_moment
from soak.books import balance, kept
from soak.figure import Figure, Sizes
from soak.filing import file_all
from soak.house import Site, site, wait
from soak.world import make_world
from tests.harness.processes import kill

BACK = 30  # seconds
BETWEEN = 5  # seconds of filing before each kill


def database(sizes: Sizes) -> Figure:
    """Filing goes on while the server of the embedded database is killed so many times."""
    people, numbers, enough = make_world().filers, count(), Event()
    connections.close_all()
    with site() as there, ThreadPoolExecutor(1) as aside:
        # `iter` asks for one more number until it is None.
        filing = aside.submit(
            file_all, people, [there.port], iter(lambda: None if enough.is_set() else next(numbers), None)
        )
        try:
            back = [_killed(there) for _ in range(sizes.database_kills)]
            a_moment(BETWEEN)
        finally:
            enough.set()
        counted = balance(filing.result()) | {"kills": len(back), "longest_back_s": round(max(back), 1)}
    return Figure("R2", counted, kept(counted) and max(back) <= BACK and counted["filed"] > 0)


def _killed(there: Site) -> float:
    """Seconds until the site is ready again."""
    a_moment(BETWEEN)
    kill([_postmaster()])
    wait(lambda: not postgres.running())
    return wait(there.ready)


def _postmaster() -> int:
    return int((postgres.socket_folder().parent / "data/postmaster.pid").read_text().split("\n", 1)[0])
