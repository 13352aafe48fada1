"""What people do with an import. Each press is an event, and hands the rest to the worker."""

from typing import BinaryIO

from django.db import transaction

from banshi.cases import queries as cases
from banshi.cases.imports import queries
from banshi.cases.imports.matching import LIMITS as SCANS
from banshi.cases.imports.reading import LIMITS as WORKBOOKS
from banshi.cases.imports.stages import CHECKED, FILED, FILING, KEPT, LEFT, MATCHING, READING, REPORTED, REPORTING
from banshi.cases.models import Import
from banshi.catalogue import queries as catalogue
from banshi.files import actions as files
from banshi.files import queries as stored
from banshi.ledger import actions as ledger
from banshi.ledger.outbox import Delivery
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Forbidden, Invalid, NotFound

TO = "cases.import"


def take_in(matter: str, upload: BinaryIO, name: str, *, by: Actor) -> int:
    """Takes a filled-in workbook of a matter ("pack/matter") in and returns the import's number; nothing is filed yet.

    Raises the refusals of `files`, NotFound for a matter that is not filed by workbook or not by this actor, and Forbidden while nobody
    may file it.
    """
    revision = queries.importable(by, matter)
    if words := catalogue.closed_words(matter):
        raise Forbidden(words)
    kept = files.keep(upload, name, limits=WORKBOOKS, by=by)
    with transaction.atomic():
        batch = Import.objects.create(
            pack=revision.pack,
            revision_id=revision.id,
            unit_id=by.own_unit,
            account_id=by.own_account,
            digest=kept.digest,
            name=kept.name,
            stage=READING,
        )
        files.refer(kept.digest, f"import:{batch.pk}", by=by)
        _hand_over(batch, "uploaded", {"title": f"上传{revision.matter.title}工作簿", "digest": kept.digest}, by)
    return batch.pk


@transaction.atomic
def file(number: int, *, only_correct: bool, by: Actor) -> None:
    """Makes drafts of the checked rows: of all, or, chosen explicitly, of the correct ones. Raises Invalid when rows are wrong and that
    was not chosen, or when there is nothing to file; Conflict when it is not waiting for this."""
    batch = _waiting(number, CHECKED, by)
    counts = queries.counts_of(queries.sight_of(batch))
    if counts.mistakes and not only_correct:
        raise Invalid(f"有 {counts.mistakes} 处错误，没有导入任何一行。请改好后重新上传，或者选择先导入正确的行。")
    if not counts.right:
        raise Invalid("没有可以导入的行。")
    batch.total = counts.right
    _start(batch, FILING, {"title": "确认导入", "only_correct": only_correct}, by)


def take_scans(number: int, upload: BinaryIO, name: str, *, by: Actor) -> None:
    """Takes in a ZIP of scans, to be matched with the import's drafts by their names: each of them is then looked into by itself, so that
    a bad one stops no other. Raises the refusals of `files`."""
    found = queries.import_for(by, number)
    _require(found.stage, FILED)
    if found.revision.matter.materials is None:
        raise NotFound
    kept = files.keep(upload, name, limits=SCANS, apart=True, by=by)
    with transaction.atomic():
        batch = _waiting(number, FILED, by)
        files.refer(kept.digest, f"import:{batch.pk}", by=by)
        batch.scans, batch.unmatched, batch.total = kept.digest, [], stored.archive_length(kept.digest)
        _start(batch, MATCHING, {"title": "上传扫描件", "digest": kept.digest}, by)


@transaction.atomic
def report(number: int, *, by: Actor) -> None:
    """Reports every draft of the import on which all checks pass. Raises Conflict when it is not waiting for this."""
    batch = _waiting(number, FILED, by)
    matter = catalogue.revision(batch.revision_id).matter
    here = batch.lines.filter(sheet=0, case__state__in=matter.flow.report.start)
    here.filter(outcome__in=(LEFT, REPORTED)).update(outcome=KEPT, faults=[])
    batch.lines.filter(sheet=0, outcome__in=(KEPT, LEFT)).exclude(pk__in=here).update(outcome=REPORTED, faults=[])
    batch.total = here.filter(outcome=KEPT).count()
    _start(batch, REPORTING, {"title": f"全部{matter.flow.report.title}"}, by)


def _waiting(number: int, stage: str, by: Actor) -> Import:
    """The import, locked, when it waits for this press."""
    batch = queries.imports_of(by).select_for_update(of=("self",)).filter(pk=number).first()
    if batch is None or not cases.may_file(by, batch.pack, catalogue.revision(batch.revision_id).matter):
        raise NotFound
    _require(batch.stage, stage)
    return batch


def _require(stage: str, wanted: str) -> None:
    if stage != wanted:
        raise Conflict("这次导入刚刚有了变化，请看过最新情况再办理。")


def _start(batch: Import, stage: str, data: dict[str, object], by: Actor) -> None:
    batch.stage, batch.done, batch.refused, batch.account_id = stage, 0, "", by.own_account
    batch.save()
    _hand_over(batch, stage, data, by)


def _hand_over(batch: Import, kind: str, data: dict[str, object], by: Actor) -> None:
    ledger.append(f"import:{batch.pk}", kind, by=by, data=data, deliveries=[Delivery(TO, {"import": batch.pk})])
