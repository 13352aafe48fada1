"""The public reads: matters and their guides, announcements, results, and how far a case is."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field

from banshi.bulletin import queries as bulletin
from banshi.bulletin import results as published
from banshi.catalogue import directory, limits, shelf
from banshi.catalogue.directory import Listed
from banshi.forms.blank import needed
from banshi.lib.refusals import NotFound
from banshi.web.api import problems, schemas
from banshi.web.hall.progress import NOT_FOUND, look_up

LARGEST = 2**63 - 1
api = problems.Documented(
    title="办事接口",
    version="1",
    description="事项、指南、公告、结果公示人人可读；凭编号和查询码查询办理状态；机关凭接口密钥读取本单位的办件。出错按 RFC 9457 答复。",
    docs_url=None,
    urls_namespace="api",
)
problems.say_no(api)
UNREADABLE: dict[int, Any] = {400: schemas.Problem, 422: schemas.Problem}
MISSING = UNREADABLE | {404: schemas.Problem}


@api.get("/matters", response={200: list[schemas.Matter]} | UNREADABLE, summary="事项目录")
def matters(request: HttpRequest, text: str = "", serves: str = "", kind: str = "") -> list[dict[str, Any]]:
    """Every matter, or those with the words, for whom, or of the kind that is asked for."""
    return [_matter(each) for each in directory.find(directory.everything(), text, serves, kind)]


@api.get("/matters/{slug:pack}/{slug:matter}", response={200: schemas.Guide} | MISSING, summary="服务指南")
def guide(request: HttpRequest, pack: str, matter: str) -> dict[str, Any]:
    """What is told of a matter before it is filed."""
    one = directory.one(pack, matter)
    listed, said = one.matter.materials, one.matter.guide
    if said is None:
        raise NotFound
    materials = (
        [{"title": each.title, "needed": needed(each, one.matter.form)} for each in listed.materials] if listed else []
    )
    return {key: getattr(said, key) for key in schemas.Guide.model_fields if hasattr(said, key)} | (
        _matter(one)
        | {"materials": materials, "limit": limits.legal(one.matter), "promise": limits.promised(one.matter)}
    )


def _matter(one: Listed) -> dict[str, Any]:
    said = {"title": one.matter.title, "authority": one.authority, "kind": one.kind, "closed": one.closed}
    return said | {"pack": one.pack.key, "key": one.matter.key}


@api.get("/announcements", response={200: list[schemas.Announcement]} | MISSING, summary="公告")
def announcements(request: HttpRequest, pack: str = "") -> list[bulletin.AnnouncementSight]:
    """What is announced today, by every pack or by one."""
    return bulletin.announcements([shelf.pack(pack).key] if pack else shelf.packs())


@api.get("/results", response={200: list[schemas.Result]} | UNREADABLE, summary="结果公示")
def results(
    request: HttpRequest, matter: str = "", text: str = "", before: Annotated[int, Field(ge=1, le=LARGEST)] = LARGEST
) -> list[published.ResultSight]:
    """The newest first, a page at a time; `matter` is "pack/key", `before` the last number of the page before."""
    return published.listed(shelf.packs(), matter, text, before)


@api.get("/results/{number}", response={200: schemas.Result} | MISSING, summary="一条公示的结果")
def result(request: HttpRequest, number: int) -> published.ResultSight:
    """One result, at a number that stays."""
    if not 0 < number <= LARGEST or (found := published.one(number)).removed_at:
        raise NotFound
    return found


@api.post(
    "/progress",
    response={200: schemas.Progress, 429: schemas.Problem} | MISSING,
    summary="申报审批状态",
)
def progress(request: HttpRequest, asked: schemas.Asked) -> Any:
    """How far a case is. An unknown number and a wrong code are answered the same."""
    found = look_up(request, asked.ref, asked.code)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found
