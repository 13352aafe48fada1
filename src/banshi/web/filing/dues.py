"""What runs out at one's desk: of each list how many cases are over their limit, due today or within a week, and the way to them."""

from collections.abc import Iterator
from typing import Any

from banshi.cases import columns, worklists
from banshi.cases.sight import Asked
from banshi.define import Pack, Worklist
from banshi.lib.actor import Actor
from banshi.web import pages
from banshi.web.filing.lists import address, written
from banshi.web.filing.looked_for import DUE


def on_home(pack: Pack, actor: Actor) -> list[dict[str, Any]]:
    """The lists of the home in which limits run, each with its numbers and where they lead; nothing is asked where none run."""
    waiting = pages.open_of(pack, pack.home.waiting, actor)
    listed = [
        page for page in waiting if isinstance(page, Worklist) and page.of == "desk" and columns.timed(pack, page)
    ]
    counted = worklists.dues(actor, pack.key, listed)
    return [
        {"list": page, "numbers": list(_numbers(pack, page, dues))} for page, dues in zip(listed, counted, strict=False)
    ]


def _numbers(pack: Pack, page: Worklist, dues: dict[str, int]) -> Iterator[dict[str, Any]]:
    for due, title in DUE.items():
        url = address(pack.key, page.key, written(Asked(due=due)))
        yield {"due": due, "title": title, "count": dues[due], "url": url}
