"""核验证照: anybody asks whether a paper is genuine, by number and check code, by QR code, or by the PDF itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from banshi.lib.refusals import TooLarge, TooMany
from banshi.papers import actions, rules
from banshi.people.signing_in import tries
from banshi.web.door import actor_of, door

LARGEST = 20 * 1024 * 1024
TOO_LARGE = "这个文件超过 20 MB，不像是本系统签发的证照。请选择下载时得到的 PDF。"
A_MINUTE = 60  # looks from one address


@door("GET", "POST", who="anyone")
def check(request: HttpRequest) -> HttpResponse:
    """Asks for number and check code, or takes a file."""
    if request.method != "POST":
        return _ask(request, number=request.GET.get("number", ""), code=request.GET.get("code", ""))
    if request.POST.get("way") == "file":
        return _check_file(request)
    number, code = rules.legible(request.POST.get("number", "")), rules.legible(request.POST.get("code", ""))
    if not number or not code:
        return _ask(request, number=number, code=code, problem="请填写证照上印的编号和核验码。", status=422)
    return redirect(f"{reverse('hall:checked', args=[number])}?{urlencode({'code': code})}")


@door("GET", who="anyone")
def checked(request: HttpRequest, number: str) -> HttpResponse:
    """What the QR code opens. A number alone says nothing: the code is asked for."""
    code = request.GET.get("code", "")
    if not code:
        return _ask(request, number=number)
    _not_too_often(request)
    verdict = actions.look_up(number, code, by=actor_of(request))
    return render(request, "hall/check_verdict.html", {"verdict": verdict, "number": number, "code": code})


def _check_file(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        return _ask(request, file_problem="请选择要核验的 PDF 文件。", status=422)
    _not_too_often(request)
    if upload.size is None or upload.size > LARGEST:
        raise TooLarge(TOO_LARGE)
    verdict = actions.look_up_pdf(upload.read(), by=actor_of(request))
    return render(request, "hall/check_verdict.html", {"verdict": verdict, "file": upload.name})


def _ask(request: HttpRequest, *, status: int = 200, **filled: str) -> HttpResponse:
    return render(request, "hall/check.html", filled, status=status)


def _not_too_often(request: HttpRequest) -> None:
    """Sixty looks a minute from one address are plenty for people."""
    if tries.count(f"check {actor_of(request).address}", 60) > A_MINUTE:
        raise TooMany("核验过于频繁，请一分钟后再试。")
