"""Filling in: the form that saves as one types, its checks, and the materials."""

from dataclasses import replace
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from banshi.cases import actions, lookups, queries
from banshi.cases.corrections import queries as corrections
from banshi.cases.refusals import DraftOvertaken
from banshi.cases.sight import CaseSight, Judgement
from banshi.define import MaterialList, Problem
from banshi.files.limits import Limits
from banshi.forms import answers, drawing
from banshi.forms.merging import differing_notes
from banshi.ledger import clock
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import NotFound
from banshi.lib.text import visible
from banshi.web import frame, pages
from banshi.web.door import actor_of, door
from banshi.web.numbers import LARGEST_VERSION, number

MOST_CELLS = 5000
NOTES = ("number", "day", "issuer", "copies", "reason")


def editable(request: HttpRequest, ref: str) -> CaseSight:
    """The case, if its draft is this actor's to change now. Raises NotFound."""
    case = frame.case_of(request, ref)
    if not case.editable:
        raise NotFound
    return case


@door("GET", "POST")
def form(request: HttpRequest, ref: str) -> HttpResponse:
    """基本信息. Its button saves, runs the checks, and either names every mistake or goes on: to the materials, past them where none is
    asked for."""
    case = frame.case_of(request, ref)
    if not case.editable:
        return redirect("filing:case", ref)
    if request.method != "POST":
        return _form_page(request, case, _judged(request, case) if request.GET.get("check") else None)
    try:
        case = _save(request, case)
    except DraftOvertaken as refusal:
        return _overtaken(request, case, refusal)
    judged = _judged(request, case)
    if any(problem.blocks for problem in judged.about_answers()):
        return _form_page(request, case, judged, 422)
    if case.asks_materials:
        return redirect("filing:materials", ref)
    if case.matter.materials:
        return redirect("filing:move", ref, case.matter.flow.report.key)
    messages.success(request, f"已保存，还没有{case.matter.flow.report.title}。")
    return redirect(pages.home_of(case))


def _overtaken(request: HttpRequest, case: CaseSight, refusal: DraftOvertaken) -> HttpResponse:
    """The draft was saved elsewhere: what was typed here stands on the page, over what is saved, and can be sent once more."""
    typed = answers.from_post(case.matter.form, request.POST, case.draft)
    messages.error(request, f"{refusal.words}核对后再点一次【{case.matter.form.submit}】，就以这里的内容为准。")
    return _form_page(request, replace(case, draft=typed), None, refusal.status)


def _judged(request: HttpRequest, case: CaseSight) -> Judgement:
    return queries.judgement(actor_of(request), case)


def _save(request: HttpRequest, case: CaseSight) -> CaseSight:
    """Keeps what was sent, on top of the version the page knew; the case with its draft as it is now."""
    raw = answers.from_post(case.matter.form, request.POST, case.draft)
    saved = actions.save_draft(case, raw, by=actor_of(request), version=_draft_version(request))
    return replace(case, draft=raw, draft_version=saved)


@door("POST")
def save(request: HttpRequest, ref: str) -> HttpResponse:
    """Saves the cells that were changed while one types; answers with the draft's new version, and with what colleagues changed."""
    case = editable(request, ref)
    typed = answers.from_post(case.matter.form, request.POST, case.draft)
    changed = request.POST.getlist("changed")[:MOST_CELLS]
    saved = actions.save_cells(ref, typed, changed, by=actor_of(request), version=_draft_version(request))
    told = {"refused": _named(case, saved.draft, saved.refused), "theirs": _named(case, saved.draft, saved.theirs)}
    return _saved(saved.version, **told)


def _named(case: CaseSight, draft: dict[str, Any], cells: list[tuple[str, str]]) -> list[dict[str, str]]:
    """Cells as the page finds and names them, with who changed them."""
    return [
        {"id": drawing.cell_id(cell), "cell": cell, "label": drawing.place(case.matter.form, draft, cell), "who": who}
        for cell, who in cells
        if drawing.place(case.matter.form, draft, cell)
    ]


def _saved(version: int, **told: list[dict[str, str]]) -> HttpResponse:
    at = clock.now().astimezone(clock.CHINA).strftime("%H:%M:%S")
    return JsonResponse({"version": version, "at": at, **told})


@door("GET")
def sections(request: HttpRequest, ref: str) -> HttpResponse:
    """The form's sections alone, drawn anew after an answer others depend on has changed."""
    case = editable(request, ref)
    return render(request, "filing/sections.html", {"case": case, "sections": _drawn(case, ())})


def _drawn(case: CaseSight, problems: tuple[Problem, ...]) -> list[drawing.DrawnSection]:
    raw = case.draft | judged_facts(case)
    noted = corrections.by_cell(corrections.asked(case))
    return drawing.draw(
        case.matter.form, raw, problems, lookups.resolver(queries.about(case)), queries.registered(case), noted
    )


def judged_facts(case: CaseSight) -> dict[str, Any]:
    """What read-only fields hold now."""
    return queries.read_only_facts(case)


def _form_page(request: HttpRequest, case: CaseSight, judged: Judgement | None, status: int = 200) -> HttpResponse:
    """What was found, where a check was asked for; else what is hinted at of a draft that nothing stands against."""
    problems = judged.about_answers() if judged else ()
    hints = () if judged else _judged(request, case).hints
    asked = corrections.asked(case)
    context = {
        "case": case,
        "wanted": queries.wanted(case),
        "corrections": asked,
        "sections": _drawn(case, problems or hints),
        "mistakes": drawing.mistakes(case.matter.form, case.draft, problems, corrections.named(asked)),
        "remarks": drawing.mistakes(case.matter.form, case.draft, hints, {}),
        "token": new_token(),
        "moves": [move for move in queries.moves_open_to(actor_of(request), case) if not move.move.reports],
    }
    return render(request, "filing/form.html", context, status=status)


def mistakes_page(request: HttpRequest, case: CaseSight, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    """The form with all that keeps it from being reported on top, also what of the given problems no check of the draft finds."""
    judged = _judged(request, case)
    others = (problem for problem in problems if problem not in judged.problems)
    return _form_page(request, case, replace(judged, problems=(*judged.problems, *others)), 422)


# Materials -----------------------------------------------------------------------------------------------------------------------


@door("GET", "POST")
def materials(request: HttpRequest, ref: str) -> HttpResponse:
    """合规性资料目录: a row for each material with its files, and 【上报】."""
    case = frame.case_of(request, ref)
    if not case.editable or case.matter.materials is None:
        return redirect("filing:case", ref)
    if request.method == "POST":
        noted = _noted(request, case)
        saved = _keep_notes(request, case, noted, differing_notes(noted, case.notes))
        _tell_left(request, noted, _noted_by(case, saved, saved.refused))
        return redirect("filing:materials", ref) if saved.refused else _following(request, case)
    return materials_page(request, case)


def _following(request: HttpRequest, case: CaseSight) -> HttpResponse:
    """Where the button that was pressed leads, once the notes are kept: back to the form, on to a move, or nowhere."""
    asked = request.POST.get("move", "")
    if any(move.key == asked for move in case.matter.flow.moves):
        return redirect("filing:move", case.ref, asked)
    return redirect("filing:form" if "back" in request.POST else "filing:materials", case.ref)


def materials_page(
    request: HttpRequest, case: CaseSight, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    """The page of materials, with the given problems of the form and of the materials on top."""
    listed = _listed(case)
    judged = _judged(request, case)
    given = judged.answers
    shown = [material for material in listed.materials if material.when.holds(given)]
    files = queries.files_of(case)
    asked = corrections.asked(case)
    noted = corrections.by_cell(asked)
    beside = {f"material:{material.key}": material.title for material in shown} | corrections.named(asked)
    context = {
        "case": case,
        "wanted": queries.wanted(case),
        "corrections": asked,
        "listed": listed,
        "rows": [
            {
                "material": material,
                "required": material.required is not None and material.required.holds(given),
                "notes": case.notes.get(material.key, {}),
                "files": files.get(material.key, []),
                "noted": noted.get(f"material:{material.key}", ()),
                "problems": [problem.words for problem in problems if problem.cell == f"material:{material.key}"],
            }
            for material in shown
        ],
        "mistakes": drawing.mistakes(case.matter.form, case.draft, problems, beside),
        "remarks": drawing.mistakes(case.matter.form, case.draft, judged.hints, {}),
        "token": new_token(),
        "moves": [move for move in queries.moves_open_to(actor_of(request), case) if move.move.reports],
    }
    return render(request, "filing/materials.html", context | _taken(case), status=status)


@door("POST")
def save_notes(request: HttpRequest, ref: str) -> HttpResponse:
    """Saves what is typed about the materials while one types."""
    case = editable(request, ref)
    changed = request.POST.getlist("changed")[:MOST_CELLS]
    saved = _keep_notes(request, case, _noted(request, case), changed)
    told = {"refused": _noted_by(case, saved, saved.refused), "theirs": _noted_by(case, saved, saved.theirs)}
    return _saved(saved.version, **told)


def _keep_notes(request: HttpRequest, case: CaseSight, noted: dict[str, Any], changed: list[str]) -> actions.Saved:
    return actions.save_note_cells(case.ref, noted, changed, by=actor_of(request), version=_draft_version(request))


def _noted_by(case: CaseSight, saved: actions.Saved, cells: list[tuple[str, str]]) -> list[dict[str, str]]:
    """Notes as the page finds and names them, by their material, with who changed them and what stands there now."""
    titles = {material.key: material.title for material in _listed(case).materials}
    named = [(cell, *cell.split("/", 1), who) for cell, who in cells if cell.partition("/")[0] in titles]
    return [
        {"id": f"{key}-{name}", "cell": cell, "label": titles[key], "who": who, "value": _note(saved.draft, key, name)}
        for cell, key, name, who in named
    ]


def _note(notes: dict[str, Any], key: str, name: str) -> str:
    return str(notes.get(key, {}).get(name, ""))


def _tell_left(request: HttpRequest, noted: dict[str, Any], left: list[dict[str, str]]) -> None:
    """Who was first at notes that were left as they are, and what was typed there."""
    for each in left:
        typed = _note(noted, *each["cell"].split("/", 1))
        mine = f"您填的“{typed}”没有保存。" if typed else ""
        messages.error(request, f"{each['who']}刚刚改了“{each['label']}”，现在是“{each['value']}”。{mine}")


def _noted(request: HttpRequest, case: CaseSight) -> dict[str, Any]:
    """The notes as they would be with what was sent."""
    notes = dict(case.notes)
    for material in _listed(case).materials:
        if f"{material.key}/sent" in request.POST:
            notes[material.key] = {
                name: visible(request.POST.get(f"{material.key}/{name}", "")[:500], lines=True) for name in NOTES
            }
    return notes


def _draft_version(request: HttpRequest) -> int:
    """The version of the draft the page knew. Raises DraftOvertaken for what is none."""
    version = number(request.POST.get("draft_version", ""), most=LARGEST_VERSION - 1)
    if version is None:
        raise DraftOvertaken
    return version


@door("POST")
def attach(request: HttpRequest, ref: str, material: str) -> HttpResponse:
    """Takes one file (from a script, with its progress bar) or several (from a plain form)."""
    case = editable(request, ref)
    uploads = request.FILES.getlist("file")
    ids = [
        actions.attach(ref, material, cast(BinaryIO, each.file), each.name or "", by=actor_of(request))
        for each in uploads
    ]
    if not _by_script(request):
        return redirect("filing:materials", ref)
    found = [file for file in queries.files_of(case).get(material, []) if file.id in ids]
    lines = [render(request, "filing/file.html", {"case": case, "file": file} | _taken(case)) for file in found]
    return JsonResponse({"html": "".join(line.content.decode() for line in lines)})


def _taken(case: CaseSight) -> dict[str, Any]:
    """What the pages say of the files a case's materials take."""
    listed = _listed(case)
    return {"limits": Limits(listed.kinds, listed.largest), "accept": ",".join(f".{kind}" for kind in listed.kinds)}


def _listed(case: CaseSight) -> MaterialList:
    return case.matter.materials or MaterialList(title="", materials=())


@door("POST")
def detach(request: HttpRequest, ref: str, attachment: int) -> HttpResponse:
    """Takes a file away from the draft."""
    editable(request, ref)
    actions.detach(ref, attachment, by=actor_of(request))
    return JsonResponse({}) if _by_script(request) else redirect("filing:materials", ref)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
