"""Where exports change: asked for, and forgotten after seven days."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from banshi.cases.columns import Column
from banshi.cases.sight import Asked
from banshi.catalogue import shelf
from banshi.catalogue.rosters import CampaignSight, Narrowed
from banshi.define import Totals, Worklist
from banshi.figures import sources, spool, totals
from banshi.figures.models import Export
from banshi.figures.refusals import TooManyExports
from banshi.files import actions as files
from banshi.ledger import actions as ledger
from banshi.ledger.clock import Now
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import SYSTEM, Actor

TO = "figures.export"
KEPT = timedelta(days=7)
AT_ONCE = 3
Said = Sequence[tuple[str, str]]


def export_worklist(
    pack: str, worklist: Worklist, shown: list[Column], asked: Asked, *, said: Said = (), by: Actor, token: str
) -> None:
    """Asks for a worklist as a workbook: with the columns that are shown, of what was looked for. Raises TooManyExports."""
    _ask(pack, worklist.title, sources.of_worklist(worklist, shown, asked), said, by, token)


def export_totals(pack: str, page: Totals, dimension: int, top: str, *, said: Said = (), by: Actor, token: str) -> None:
    """Asks for totals as a workbook, by one of their dimensions, of one first-level unit or all. Raises NotFound for what the actor does
    not reach, and TooManyExports."""
    totals.require_reach(by, shelf.pack(pack), page, top)
    _ask(pack, page.title, sources.of_totals(page, dimension, top), said, by, token)


def export_roster(sight: CampaignSight, unit: str, asked: Narrowed, *, said: Said = (), by: Actor, token: str) -> None:
    """Asks for a list of a campaign below the unit of that code as a workbook. Raises TooManyExports."""
    title = shelf.rosters(sight.pack)[sight.matter].title
    _ask(sight.pack, title, sources.of_roster(sight, unit, asked), said, by, token)


@transaction.atomic
def _ask(pack: str, title: str, source: dict[str, Any], said: Said, by: Actor, token: str) -> None:
    """`said` is what was looked for, as the page says it, a label and a text each; the workbook says it again."""
    source["said"] = [list(each) for each in said]
    once = ledger.once(token, by, f"export {pack} {source}")
    if once.receipt:
        return
    if Export.objects.filter(account=by.own_account, made_at=None, refused="").count() >= AT_ONCE:
        raise TooManyExports
    export = Export.objects.create(
        pack=pack, title=title, source=source, account_id=by.own_account, unit_id=by.own_unit
    )
    ledger.append(
        stream(export), "asked", by=by, data={"name": title}, deliveries=[Delivery(TO, {"export": export.pk})]
    )
    once.keep({"export": export.pk})


def stream(export: Export) -> str:
    """Where the events of an export stand."""
    return f"export:{export.pk}"


@transaction.atomic
def forget_old() -> None:
    """Takes away what was made more than seven days ago. For the tick."""
    for export in Export.objects.select_for_update().filter(asked_at__lt=Now() - KEPT).exclude(digest=""):
        files.unrefer(export.digest, stream(export), by=SYSTEM)
        spool.drop(export.pk)
        export.digest = ""
        export.save(update_fields=["digest"])
