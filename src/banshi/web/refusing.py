"""How a refusal looks: a page in words, or the words alone for a script of ours."""

import errno
import sys
from collections.abc import Mapping, Sequence

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from banshi.define import Problem
from banshi.lib.refusals import Invalid, Refusal, TooMany

PROBLEM = "application/problem+json"
TITLES = {
    400: "请求无法处理",
    401: "需要密钥",
    403: "不能办理",
    404: "没有找到",
    409: "已有变化",
    413: "内容太大",
    422: "需要修改",
    429: "请稍候",
    500: "系统出错",
    503: "暂时不能办理",
}

# Whether the last thing asked was done, nobody knows: an answer of the database may have been lost on the way.
NOT_NOW = "系统暂时不能办理，请稍后再试。"
SOON = {"Retry-After": "5"}  # seconds


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a refusal, with its status."""
    response = page(request, refusal.status, refusal.words)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.wait)
    return response


def at_cells(refusal: Refusal, cell: str) -> Sequence[Problem]:
    """What a form shows of a refusal: each problem at its cell, and what points at none at that `cell`."""
    return refusal.problems if isinstance(refusal, Invalid) else [Problem(cell, refusal.words, "error")]


def page(request: HttpRequest, status: int, words: str) -> HttpResponse:
    """A page that says what happened and where to go; the words alone for a script of ours, and as programs read them for the API."""
    if _is_from_a_program(request):
        return problem(status, words)
    if _is_from_a_script(request):
        return JsonResponse({"words": words}, status=status)
    return render(
        request, "refusals/page.html", {"title": TITLES[status], "words": words, "status": status}, status=status
    )


def problem(status: int, words: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Problem details (RFC 9457)."""
    told = {"title": TITLES[status], "status": status, "detail": words}
    return JsonResponse(told, status=status, content_type=PROBLEM, headers=headers)


def _is_from_a_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _is_from_a_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from an old page, or from elsewhere."""
    return page(request, 403, "页面已经过期，内容没有提交。请返回上一页、刷新后再提交一次。")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address."""
    return page(request, 404, "没有找到您要的页面：地址可能有误，或者不在您的办理范围内。")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request nobody's browser makes by itself."""
    return page(request, 400, "请求的格式不对，没有处理。")


def failed(request: HttpRequest) -> HttpResponse:
    """Something went wrong that nobody foresaw; nothing was changed and nothing inside is told."""
    if _cannot_work_now(sys.exception()):
        return _later(request)
    return page(request, 500, "系统出了意外，这次操作没有生效。请稍后再试；多次出现请联系管理员。")


def _cannot_work_now(fault: BaseException | None) -> bool:
    """True when the database is away, or a disk is full."""
    full = isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT)
    return full or isinstance(fault, OperationalError | InterfaceError)


def _later(request: HttpRequest) -> HttpResponse:
    """The house cannot work now (R5). The page asks no database, holds what was typed and offers to send it again: with its token it
    is done once, whatever became of the first time."""
    if _is_from_a_program(request):
        return problem(503, NOT_NOW, SOON)
    if _is_from_a_script(request):
        return JsonResponse({"words": NOT_NOW}, status=503, headers=SOON)
    given = {
        "title": TITLES[503],
        "words": NOT_NOW,
        "again": request.get_full_path(),
        "typed": _typed(request),
    }
    return HttpResponse(render_to_string("refusals/page.html", given), status=503, headers=SOON)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent, to be sent again; nothing of a form with files, which no page can hold, or with a password, which none should."""
    if request.content_type != "application/x-www-form-urlencoded" or any("password" in name for name in request.POST):
        return []
    return [(name, text) for name, texts in request.POST.lists() for text in texts]
