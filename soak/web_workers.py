"""R1: nothing acknowledged is lost or doubled when web workers die."""

from soak.blows import falling_on
from soak.books import balance, kept
from soak.figure import Figure, Sizes
from soak.filing import file_all
from soak.house import site
from soak.world import make_world

PAUSE = 2.5  # seconds between two kills


def web_workers(sizes: Sizes) -> Figure:
    """So many filings with attachments while web processes are killed at random, their server among them."""
    people = make_world().filers
    with site() as there:
        with falling_on(there.web, PAUSE) as killed:
            filed = file_all(people, [there.port], iter(range(sizes.filings)))
        counted = balance(filed) | {"kills": len(killed)}
    return Figure("R1", counted, kept(counted) and len(filed) == sizes.filings and bool(killed))
