"""R1: nothing acknowledged is lost or doubled when web workers die."""

from soak.blows import Blows
from soak.books import balance, kept
from soak.figure import Figure, Sizes
from soak.filing import file_all
from soak.house import site
from soak.world import make_world

EVERY = 20  # filings


def web_workers(sizes: Sizes) -> Figure:
    """So many filings with attachments while web processes are killed at random, their server among them."""
    people = make_world().filers
    with site() as there:
        blows = Blows(there.web, EVERY)
        filed = file_all(people, [there.port], blows.among(range(sizes.filings)))
        blows.end()
        counted = balance(filed) | {"kills": len(blows.killed)}
    return Figure("R1", counted, kept(counted) and len(filed) == sizes.filings and bool(blows.killed))
