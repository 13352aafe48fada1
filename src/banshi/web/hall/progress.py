"""申报审批状态: anybody asks how far a case is, by its number and the 查询码 of its receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banshi.cases import progress as cases
from banshi.lib.refusals import TooMany
from banshi.papers.rules import legible
from banshi.people.signing_in import captcha, tries
from banshi.web.door import actor_of, door

A_MINUTE, AN_HOUR = 20, 30  # askings from one address, wrong ones from there about one number
UNPROVEN = 3  # wrong askings before a captcha comes with the next
NOT_FOUND = "没有编号和查询码都相符的办件。请对照回执再填一次：查询码 8 位，没有 0、1、I、L、O。"


@door("GET", "POST", who="anyone")
def progress(request: HttpRequest) -> HttpResponse:
    """Asks for both, and answers. An unknown number and a wrong code are told the same."""
    asked = request.POST if request.method == "POST" else request.GET
    ref, code = (legible(asked.get(key, ""), 40) for key in ("ref", "code"))
    if request.method != "POST":
        return _page(request, ref)
    if not ref or not code:
        return _page(request, ref, problem="请填写回执上印的申请编号和查询码。")
    if _is_doubtful(request, ref) and not captcha.right(
        request.session, asked.get("captcha_key", ""), asked.get("captcha", "")
    ):
        return _page(request, ref, wrong="请填写图片上的验证码。")
    found = look_up(request, ref, code)
    return (
        render(request, "hall/progress_found.html", {"found": found})
        if found
        else _page(request, ref, problem=NOT_FOUND)
    )


def look_up(request: HttpRequest, ref: str, code: str) -> cases.Progress | None:
    """The case, or None; for pages and programs alike. Raises TooMany."""
    by = actor_of(request)
    # Not by the number alone: a stranger's tries must not keep its holder out.
    from_here = f"{_about(ref)} from {by.address}"
    if tries.count(f"progress {by.address}", 60) > A_MINUTE or _wrong(from_here) > AN_HOUR:
        raise TooMany("查询过于频繁，请稍后再试。")
    found = cases.look_up(ref, code, by=by)
    if found is None:
        for whose in (_about(ref), f"address:{by.address}", from_here):
            tries.count(_wrongly(whose), 3600)
    return found


def _is_doubtful(request: HttpRequest, ref: str) -> bool:
    return max(_wrong(_about(ref)), _wrong(f"address:{actor_of(request).address}")) >= UNPROVEN


def _about(ref: str) -> str:
    """One number however it is typed, or its tries would be counted for each spelling."""
    return f"ref:{cases.spelled(ref)}"


def _wrong(whose: str) -> int:
    return tries.so_far(_wrongly(whose))


def _wrongly(whose: str) -> str:
    return f"wrong progress {whose.upper()}"


def _page(request: HttpRequest, ref: str, *, problem: str = "", wrong: str = "") -> HttpResponse:
    in_words = request.GET.get("words") == "1"
    context = {
        "ref": ref,
        "problem": problem,
        "wrong": wrong,
        "captcha": captcha.new(request.session, in_words=in_words) if _is_doubtful(request, ref) else None,
        "other_kind": f"words={0 if in_words else 1}",
    }
    return render(request, "hall/progress.html", context, status=422 if problem or wrong else 200)
