"""批量导入: template, upload, progress, preview, drafts, scans, report."""

from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from banshi.cases import lookups
from banshi.cases.imports import actions, queries
from banshi.cases.imports.matching import LIMITS as SCANS
from banshi.cases.imports.queries import ImportSight
from banshi.cases.imports.reading import LIMITS as WORKBOOKS
from banshi.cases.imports.stages import CHECKED, FILED, KEPT, LEFT, NEW, REFUSED, REPORTED, UPDATE, WRONG, outcome_of
from banshi.catalogue import queries as catalogue
from banshi.catalogue.queries import Revision
from banshi.define import Code
from banshi.files.serving import TYPES
from banshi.forms.workbooks import template as templates
from banshi.forms.workbooks.layout import sheets
from banshi.lib.refusals import Invalid, TooLarge
from banshi.web import frame
from banshi.web.door import actor_of, door
from banshi.web.numbers import number

MOST_ROWS = 1_048_576  # of a sheet


@door("GET", "POST")
def start(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """Template, upload, and the imports of before. A workbook that is not taken brings the page back with the reason."""
    revision = queries.importable(actor_of(request), f"{pack}/{matter}")
    if request.method != "POST":
        return _start_page(request, revision)
    try:
        batch = actions.take_in(revision.key, *_uploaded(request, "请选择填好的工作簿。"), by=actor_of(request))
    except (Invalid, TooLarge) as refusal:
        return _start_page(request, revision, refusal)
    return redirect("filing:import", batch)


def _start_page(request: HttpRequest, revision: Revision, refusal: Invalid | TooLarge | None = None) -> HttpResponse:
    pack, _, matter = revision.key.partition("/")
    context = {
        "matter": revision.matter,
        "pack_key": pack,
        "refused": refusal.words if refusal else "",
        "closed": catalogue.closed_words(revision.key),
        "limits": WORKBOOKS.in_words(),
        "latest": queries.latest(actor_of(request), pack, matter),
    }
    return render(request, "filing/bulk.html", context, status=refusal.status if refusal else 200)


def _uploaded(request: HttpRequest, otherwise: str) -> tuple[BinaryIO, str]:
    """The file that was sent and its name. Raises Invalid with the words when there is none."""
    sent = request.FILES.get("file")
    if sent is None:
        raise Invalid(otherwise)
    return cast(BinaryIO, sent.file), sent.name or ""


@door("GET")
def template(request: HttpRequest, pack: str, matter: str) -> HttpResponse:
    """The workbook to fill in."""
    actor = actor_of(request)
    said = queries.importable(actor, f"{pack}/{matter}").matter
    if said.workbook is None:
        raise LookupError(matter)
    lists = lookups.code_lists(said.form, lookups.province(actor.own_unit, said), actor.own_unit)
    return _workbook(templates.template(said, said.workbook, lists), f"{said.title}模板.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=TYPES["xlsx"])
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


@door("GET")
def one(request: HttpRequest, batch: int) -> HttpResponse:
    """One import: how far the worker is, or what it found and what may be done now."""
    return _page(request, _batch(request, batch))


def _batch(request: HttpRequest, batch: int) -> ImportSight:
    """The import, its pages in the frame of its pack. Raises NotFound."""
    found = queries.import_for(actor_of(request), batch)
    frame.belongs_to(request, found.revision.pack)
    return found


def _page(request: HttpRequest, batch: ImportSight, refused: str = "", status: int = 200) -> HttpResponse:
    only = request.GET.get("only", "")
    after = number(request.GET.get("after", ""), most=MOST_ROWS) or 0
    report = batch.revision.matter.flow.report.title
    rows = [] if batch.working else queries.rows(batch, after, only, by=actor_of(request))
    context = {
        "batch": batch,
        "matter": batch.revision.matter,
        "pack_key": batch.revision.pack,
        "refused": refused or batch.refused,
        "checked": batch.stage == CHECKED,
        "filed": batch.stage == FILED,
        "counts": None if batch.working or batch.stage == REFUSED else queries.counts_of(batch),
        "mistakes": [] if batch.working else queries.mistakes(batch),
        "hints": [] if batch.working else queries.mistakes(batch, blocks=False),
        "most": queries.MISTAKES,
        "rows": rows,
        "matched": any(row.scans for row in rows),
        "only": only,
        "outcomes": [(key, outcome_of(key, report)) for key in (WRONG, *_others(batch))],
        "after": rows[-1].row if len(rows) == queries.PAGE else None,
        "limits": SCANS.in_words(),
        **_named(batch.revision),
    }
    return render(request, "filing/bulk_one.html", context, status=status)


def _others(batch: ImportSight) -> tuple[str, ...]:
    return (KEPT, REPORTED, LEFT) if batch.stage == FILED else (NEW, UPDATE)


def _named(revision: Revision) -> dict[str, object]:
    """What the key's column is called and whether it holds codes, and how scans are named by it."""
    said = revision.matter
    if said.workbook is None:
        raise LookupError(revision.key)
    key = sheets(said, said.workbook)[0].columns[0]
    return {
        "key_heading": key.heading,
        "key_is_code": isinstance(key.field, Code),
        "scan_names": templates.scan_names(said, said.workbook),
    }


@door("GET")
def given_back(request: HttpRequest, batch: int) -> HttpResponse:
    """The workbook with what is wrong written into it; with ?only=wrong, only those rows."""
    found = _batch(request, batch)
    only_wrong = request.GET.get("only") == WRONG
    return _workbook(
        queries.given_back(found, only_wrong=only_wrong), f"{found.name.removesuffix('.xlsx')}（问题）.xlsx"
    )


@door("POST")
def file(request: HttpRequest, batch: int) -> HttpResponse:
    """【导入】 of all rows, or 【先导入正确的行】."""
    found = _batch(request, batch)
    try:
        actions.file(batch, only_correct="only_correct" in request.POST, by=actor_of(request))
    except Invalid as refusal:
        return _page(request, found, refusal.words, refusal.status)
    return redirect("filing:import", batch)


@door("POST")
def scans(request: HttpRequest, batch: int) -> HttpResponse:
    """A ZIP of scans, to be matched by their names."""
    found = _batch(request, batch)
    try:
        actions.take_scans(batch, *_uploaded(request, "请选择扫描件的 ZIP 压缩包。"), by=actor_of(request))
    except (Invalid, TooLarge) as refusal:
        return _page(request, found, refusal.words, refusal.status)
    return redirect("filing:import", batch)


@door("GET", "POST")
def report(request: HttpRequest, batch: int) -> HttpResponse:
    """【全部上报】: GET asks, POST reports those on which all checks pass; the others stay drafts, with the reason."""
    if request.method != "POST":
        return _ask_to_report(request, _batch(request, batch))
    actions.report(batch, by=actor_of(request))
    return redirect("filing:import", batch)


def _ask_to_report(request: HttpRequest, batch: ImportSight) -> HttpResponse:
    if batch.stage != FILED:
        return redirect("filing:import", batch.id)
    counts = queries.counts_of(batch)
    context = {"batch": batch, "report": batch.revision.matter.flow.report, "count": counts.kept + counts.left}
    return render(request, "filing/bulk_report.html", context)
