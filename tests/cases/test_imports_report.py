"""全部上报 of an import: what stops one row stops no other, and each row says why it was left."""

from dataclasses import replace

import pytest

from banshi.cases import actions as cases
from banshi.cases.imports import actions, queries, standing
from banshi.cases.imports.stages import FILED
from banshi.cases.models import Case, ImportLine
from banshi.catalogue import queries as catalogue
from banshi.catalogue.models import MatterRevision
from banshi.define import Matter
from banshi.define.snapshot import to_data
from banshi.jobs.demo_files import sample
from banshi.lib.actor import Actor
from tests.cases.bulk import LIBRARY, a_reader_unit, the_matter, upload, work
from tests.cases.correcting import sent_back
from tests.forms.filled import filled
from tests.situations import a_group

pytestmark = pytest.mark.django_db


def asking(matter: Matter) -> Matter:
    """The same, had it said that a report needs an opinion."""
    moves = tuple(replace(each, opinion="required") if each.reports else each for each in matter.flow.moves)
    return replace(matter, flow=replace(matter.flow, moves=moves))


def filed(filer: Actor, *readers: str) -> tuple[int, list[str]]:
    """Drafts of one workbook with all they need: the import, and their references."""
    rows = [{"reader_name": reader, "born_on": "1990-05-01", "wants_post": "否", "books": "3"} for reader in readers]
    batch = upload(filled(the_matter(LIBRARY), rows), filer, LIBRARY)
    actions.file(batch.id, only_correct=False, by=filer)
    work(batch.id)
    refs = [row.ref for row in queries.rows(batch, 0, by=filer)]
    for ref in refs:
        name, stream = sample("证件照", ("png",))
        cases.attach(ref, "photo", stream, name, by=filer)
    return batch.id, refs


def test_a_row_whose_report_needs_an_opinion_stops_no_other() -> None:
    """Red when it ends the whole press, or when its row says that nothing stands against it."""
    filer = a_reader_unit()
    batch, refs = filed(filer, "赵一", "钱二", "孙三")
    last = catalogue.current(LIBRARY)
    asks = MatterRevision.objects.create(
        matter=LIBRARY, number=last.number + 1, digest="0" * 64, snapshot=to_data(asking(last.matter))
    )
    Case.objects.filter(ref=refs[1]).update(revision=asks)
    actions.report(batch, by=filer)
    ended = work(batch)
    assert (ended.stage, ended.refused) == (FILED, "")
    assert [Case.objects.get(ref=ref).state for ref in refs] == ["waiting", "draft", "waiting"]
    (left,) = queries.rows(ended, 0, "left", by=filer)
    assert (left.ref, [fault.words for fault in left.faults]) == (refs[1], [standing.ALONE])


def test_a_row_whose_corrections_are_not_answered_says_so() -> None:
    """Red when only the form is looked at: the row would say that it can be reported, and stay each time."""
    group = a_group()
    ref = sent_back(group, "李审核", "address")
    case = Case.objects.get(ref=ref)
    found = standing.reasons([ImportLine(case=case)], group.actor("王经办"))[case.pk]
    assert [(fault.words, fault.blocks) for fault in found] == [
        ("补正项：还没有答复。请选“改好了”，或者写明说明。", True)
    ]
