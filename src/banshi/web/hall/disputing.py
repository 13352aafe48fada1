"""身份证抢注申诉: who finds their identity document taken says so, without an account; and its holder answers, in 个人中心."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from banshi.catalogue import shelf
from banshi.clock.queries import last_day
from banshi.define import Problem
from banshi.ledger import clock
from banshi.lib import documents
from banshi.lib.refusals import Conflict, Invalid, TooMany
from banshi.people.disputes import answering, asking
from banshi.people.disputes.asking import Wish
from banshi.people.signing_in import devices, mail_links
from banshi.web import frame
from banshi.web.door import actor_of, door
from banshi.web.hall import codes_asked, document_pictures
from banshi.web.hall.sign_up import SENT, said_of
from banshi.web.refusing import at_cells

PROVEN = "dispute_phone"  # in the session: what stands for the phone that has shown its code


@door("GET", "POST", who="anyone")
@cache_control(no_store=True)
def dispute(request: HttpRequest, pack: str) -> HttpResponse:
    """【提交申请】: who it is, how they are reached, and pictures of the document; then a letter goes to their mailbox."""
    said_of(pack)
    frame.comes_to(request, pack)
    if request.method != "POST":
        return _page(request, pack)
    wanted = asking.wish(request.POST.dict())
    try:
        _ask(request, pack, wanted)
    except (Invalid, TooMany) as refusal:
        return _page(request, pack, at_cells(refusal, "email"), refusal.status)
    del request.session[PROVEN]
    told = f"申请已填好，确认邮件已发到 {wanted.email}。请在 48 小时内点击邮件中的链接，申诉才会受理。"
    messages.success(request, told)
    return redirect("hall:sign_in", pack)


def _ask(request: HttpRequest, pack: str, wanted: Wish) -> None:
    asking.check(wanted, said_of(pack).documents)
    code, proven = request.POST.get("code", ""), request.session.get(PROVEN, "")
    request.session[PROVEN] = asking.prove(wanted, code, proven, session=devices.session(request))
    shots = document_pictures.uploaded(request)

    def page(token: str) -> str:
        return settings.SITE_URL + reverse("hall:dispute_link", args=[pack, token])

    asking.ask(wanted, shots, pack, shelf.pack(pack).title, page=page, by=actor_of(request))


def _page(request: HttpRequest, pack: str, problems: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
    wanted = asking.wish(request.POST.dict())
    context = {
        "pack": shelf.pack(pack),
        "wanted": wanted,
        "documents": [(kind, documents.KINDS[kind]) for kind in said_of(pack).documents],
        "proven": asking.is_proven(wanted, request.session.get(PROVEN, "")),
        "problems": problems,
    }
    shown = context | document_pictures.asked() | codes_asked.shown(request)
    return render(request, "hall/dispute.html", shown, status=status)


@door("POST", who="anyone")
@cache_control(no_store=True)
def code(request: HttpRequest, pack: str) -> HttpResponse:
    """【获取验证码】: in words for the script, as the same page for browsers without one."""
    said_of(pack)
    by_script = request.headers.get("X-Requested-With") == "fetch"
    try:
        codes_asked.require_person(request)
        asking.send_code(request.POST.get("phone", ""), session=devices.session(request), by=actor_of(request))
    except (Invalid, TooMany) as refusal:
        if by_script:
            return codes_asked.refused(request, refusal)
        return _page(request, pack, at_cells(refusal, "phone"), refusal.status)
    if by_script:
        return JsonResponse({"words": SENT})
    messages.success(request, SENT)
    return _page(request, pack)


@door("GET", "POST", who="anyone")
def link(request: HttpRequest, pack: str, token: str) -> HttpResponse:
    """The link in the letter; as in `sign_up.activate`, looking at it changes nothing."""
    said_of(pack)
    if request.method != "POST":
        good = mail_links.is_good(token, asking.PURPOSE)
        return render(
            request, "hall/dispute_link.html", {"good": good, "pack": shelf.pack(pack)}, status=200 if good else 410
        )
    try:
        until, contact = last_day(clock.today(), asking.ANSWER_DAYS), shelf.pack(pack).contact
        told = asking.bring(token, pack, answer_by=until, contact=contact, by=actor_of(request))
    except Conflict as refusal:
        return render(
            request, "hall/dispute_link.html", {"words": refusal.words, "pack": shelf.pack(pack)}, status=refusal.status
        )
    messages.success(request, told)
    return redirect("hall:sign_in", pack)


@door("GET")
def disputed(request: HttpRequest) -> HttpResponse:
    """申诉说明: what is disputed of my own document, and what I say to it."""
    return _disputed_page(request)


@door("POST")
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """【提交说明】."""
    try:
        answering.answer(number, request.POST.get("answer", ""), by=actor_of(request))
    except Invalid as refusal:
        return _disputed_page(request, refusal.problems, refusal.status)
    messages.success(request, "说明已提交，管理机构会一并核实。")
    return redirect("hall:disputed")


def _disputed_page(request: HttpRequest, problems: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
    rows = [(row, shelf.pack(row.pack).contact) for row in answering.disputed(actor_of(request))]
    return render(
        request, "hall/disputed.html", {"rows": rows, "problems": problems, "today": clock.today()}, status=status
    )
