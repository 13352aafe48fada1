"""Reading exports: one's own, and their workbooks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from banshi.cases import rules
from banshi.figures.actions import KEPT
from banshi.figures.models import Export
from banshi.files import queries as files
from banshi.ledger.clock import CHINA
from banshi.lib.actor import Actor
from banshi.lib.refusals import NotFound

LATEST = 20


@dataclass(frozen=True)
class ExportSight:
    """An export as its asker sees it: what was looked for (`said`, a label and a text each), the `rows` written so far, and until when the
    workbook waits; `ready` once it can be saved, `working` while the worker is at it."""

    id: int
    title: str
    said: list[tuple[str, str]]
    asked_at: datetime
    until: datetime
    rows: int
    size: int
    ready: bool
    working: bool
    refused: str


def mine(actor: Actor) -> list[ExportSight]:
    """The actor's latest exports, newest first."""
    return [_sight(export) for export in _of(actor).order_by("-pk")[:LATEST]]


def _of(actor: Actor) -> QuerySet[Export]:
    """What they asked for in the unit they act for, in the packs in which they hold a role now."""
    return Export.objects.filter(account=actor.own_account, unit=actor.own_unit, pack__in=rules.packs_of(actor))


def workbook(actor: Actor, number: int) -> tuple[str, bytes]:
    """The name and content of an export of the actor's own. Raises NotFound for what is not theirs, not made, or gone."""
    export = _of(actor).filter(pk=number).exclude(digest="").first()
    if export is None or actor.restricted:
        raise NotFound
    return f"{export.title}（{export.asked_at.astimezone(CHINA):%Y-%m-%d}）.xlsx", files.content(export.digest)


def _sight(export: Export) -> ExportSight:
    return ExportSight(
        id=export.pk,
        title=export.title,
        said=[(label, text) for label, text in export.source["said"]],
        asked_at=export.asked_at,
        until=export.asked_at + KEPT,
        rows=export.rows,
        size=export.size,
        ready=bool(export.digest),
        working=not export.made_at and not export.refused,
        refused=export.refused,
    )
