"""R15: wrong clocks change nothing that matters: who is signed in, when something happened, what is sent, what is proved."""

import os
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from django.db import connection

from banshi.ledger import checkpoint, clock
from banshi.ledger.models import Delivery, Event
from banshi.lib import postgres
from soak.books import balance, kept
from soak.figure import Figure, Sizes
from soak.filing import file_all
from soak.house import site, wait
from soak.world import make_world
from tests.harness.crowds import apart

OFF = ("-2h", "+2h")  # what web processes and workers are off, beside a site whose clock is right
LIBRARY = "faketime/libfaketime.so.1"
TOO_LONG = "SELECT count(*) FROM django_session WHERE expire_date > banshi_now() + interval '30 minutes'"
NEARLY_OVER = "UPDATE django_session SET expire_date = banshi_now() + interval '10 minutes'"


def clocks(sizes: Sizes) -> Figure:
    """So many filings, each request at a site with another clock; before each, sessions are nearly over, to be made young again."""
    people, long_lived = make_world().filers, list[int]()

    def before(number: int) -> int:
        long_lived.append(apart(_grown_old))
        return number

    began = clock.now()
    with ExitStack() as sites:
        homes = [Path(sites.enter_context(TemporaryDirectory())) for _ in OFF]
        ports = [sites.enter_context(site(**each)).port for each in ({}, *map(_off, OFF, homes))]
        filed = file_all(people, ports, map(before, range(sizes.clocks)))
        wait(lambda: not Delivery.objects.filter(done_at=None).exists() and checkpoint.last())
    misdated = _misdated(began) | {"sessions_misdated": sum(long_lived)}
    counted = balance(filed) | misdated
    return Figure("R15", counted, kept(counted) and not any(misdated.values()) and len(filed) == sizes.clocks)


def _grown_old() -> int:
    """Every session is nearly over; how many would have lived too long."""
    with connection.cursor() as cursor:
        cursor.execute(TOO_LONG)
        (found,) = cursor.fetchone()
        cursor.execute(NEARLY_OVER)
    return int(found)


def _off(by: str, home: Path) -> dict[str, str]:
    """Another machine with a wrong clock: everything in its home is shared, and so is the database. Raises StopIteration without Debian's
    package `faketime`."""
    shared_home = Path(os.environ["BANSHI_HOME"])
    (shared_home / "files").mkdir(exist_ok=True)
    for each in shared_home.iterdir():
        (home / each.name).symlink_to(each)
    library = next(Path("/usr/lib").glob(f"*/{LIBRARY}"))
    wrong = {"LD_PRELOAD": str(library), "FAKETIME": by, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    embedded = {"DATABASE_URL": _url(postgres.APP), "DATABASE_OWNER_URL": _url(postgres.OWNER)}
    shared = {name: os.environ.get(name, url) for name, url in embedded.items()}
    return {"BANSHI_HOME": str(home), **shared, **wrong}


def _url(role: str) -> str:
    """The database of this house, for a role."""
    folder = quote(str(postgres.socket_folder()), safe="")
    return f"postgresql://{role}:{postgres.password(role)}@{folder}/{postgres.NAME}"


def _misdated(began: datetime) -> dict[str, float]:
    """How many events, deliveries and checkpoints are not of the time since then."""
    now = clock.now()
    in_time = (began, now)
    sealed = [datetime.fromisoformat(each.at) for each in checkpoint.written()]
    return {
        "events_misdated": Event.objects.filter(kind="moved").exclude(at__range=in_time).count(),
        "deliveries_misdated": Delivery.objects.exclude(done_at__range=in_time).count(),
        "checkpoints_misdated": sum(not began <= at <= now for at in sealed),
    }
