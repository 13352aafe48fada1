"""留言咨询: what one's unit asked, or what waits for one's answer; one thread; taking it over into 常见问题."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.bulletin import consultations, inquiries, rules
from banshi.bulletin.inquiries import Thread
from banshi.cases.queries import case_for
from banshi.catalogue import shelf
from banshi.define import Ask, Form, Problem
from banshi.forms import answers, drawing
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.lib.refusals import Invalid, NotFound, Refusal, TooMany
from banshi.web import pages
from banshi.web.console.texts.writing import Shown, Typed, Writing
from banshi.web.door import actor_of, door
from banshi.web.numbers import number as number_of

WAITS = {"waiting": True, "answered": False}


def said_of(pack: str, actor: Actor) -> Ask:
    """The pack's page of inquiries, for those who see it. Raises NotFound."""
    found = pages.inquiries(shelf.pack(pack), actor)
    if found is None:
        raise NotFound
    return found


def address_of(pack: str, number: int) -> str:
    """The address of an inquiry in full, for letters."""
    return settings.SITE_URL + reverse("filing:inquiry", args=[pack, number])


@door("GET")
def listed(request: HttpRequest, pack: str) -> HttpResponse:
    """Inquiries through the actor's eyes, newest first; who answers begins with those that wait."""
    actor = actor_of(request)
    said = said_of(pack, actor)
    answering = inquiries.answers(actor, pack, said)
    state, text = request.GET.get("state", "waiting" if answering else ""), request.GET.get("text", "").strip()[:100]
    before = number_of(request.GET.get("after", ""))
    rows = inquiries.listed(actor, pack, said, waits=WAITS.get(state), text=text, before=before)
    context = {
        "page": said,
        "of": shelf.pack(pack),
        "rows": rows,
        "answering": answering,
        "asks": inquiries.may_ask(actor, pack, said),
        "state": state,
        "text": text,
        "more": rows[-1].number if len(rows) == inquiries.PAGE else "",
    }
    return render(request, "inquiries/list.html", context)


@door("GET", "POST")
def ask(request: HttpRequest, pack: str) -> HttpResponse:
    """【我要留言】, about a case of one's own or in general."""
    actor = actor_of(request)
    said = said_of(pack, actor)
    if not inquiries.may_ask(actor, pack, said):
        raise NotFound
    if request.method == "GET":
        return _asking(request, pack, said, {"ref": request.GET.get("ref", "")[:40], "public": "否"})
    typed = answers.from_post(_form(actor, pack, said), request.POST, {})
    try:
        _check_own(actor, str(typed.get("ref") or "").strip())
        number = inquiries.ask(pack, said, typed, token=request.POST.get("token", ""), by=actor)
    except (Invalid, TooMany) as refusal:
        return _asking(request, pack, said, typed, refusal)
    messages.success(request, "留言已发出，答复时会通知您。")
    return redirect("filing:inquiry", pack, number)


def _form(actor: Actor, pack: str, said: Ask) -> Form:
    return rules.inquiry_form(inquiries.agencies(actor, said), shelf.pack(pack).ref_title)


def _check_own(actor: Actor, ref: str) -> None:
    """Raises Invalid for a number that is no case of the actor's."""
    try:
        _ = case_for(actor, ref) if ref else None
    except NotFound:
        words = "没有这个办件，请核对编号；不是问某个办件的，可以不填。"
        raise Invalid("没有发出，请按提示修改。", [Problem("ref", words, "error")]) from None


def _asking(
    request: HttpRequest, pack: str, said: Ask, typed: Mapping[str, Any], refusal: Refusal | None = None
) -> HttpResponse:
    problems = getattr(refusal, "problems", ())
    form = _form(actor_of(request), pack, said)
    context = {
        "page": said,
        "of": shelf.pack(pack),
        "sections": drawing.draw(form, answers.as_typed(dict(typed)), problems, lambda field, code: None),
        "refusal": refusal,
        "token": request.POST.get("token") or new_token(),
    }
    return render(request, "inquiries/ask.html", context, status=refusal.status if refusal else 200)


@door("GET", "POST")
def inquiry(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """One thread; the next word of it."""
    actor = actor_of(request)
    said = said_of(pack, actor)
    found = inquiries.thread(actor, pack, said, number)
    if request.method == "GET":
        return _thread(request, pack, said, found)
    try:
        typed, token = request.POST.get("text", ""), request.POST.get("token", "")
        inquiries.reply(pack, said, number, typed, token=token, by=actor, page=address_of(pack, number))
    except (Invalid, TooMany) as refusal:
        return _thread(request, pack, said, found, refusal)
    messages.success(request, "已发出。" if found.mine else "答复已发出，并已通知对方。")
    return redirect("filing:inquiry", pack, number)


def _thread(request: HttpRequest, pack: str, said: Ask, found: Thread, refusal: Refusal | None = None) -> HttpResponse:
    problems = getattr(refusal, "problems", ())
    context = {
        "page": said,
        "of": shelf.pack(pack),
        "found": found,
        "published": consultations.of_inquiry(found.sight.number),
        "typed": request.POST.get("text", ""),
        "problem": " ".join(each.words for each in problems) or (refusal.words if refusal else ""),
        "longest": rules.LONGEST_MESSAGE,
        "token": request.POST.get("token") or new_token(),
    }
    return render(request, "inquiries/thread.html", context, status=refusal.status if refusal else 200)


@door("GET", "POST")
def take_over(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """【收入常见问题】: edited first, seen before it is published, and without a word of who asked."""
    actor = actor_of(request)
    said = said_of(pack, actor)
    found = inquiries.thread(actor, pack, said, number)
    if found.mine or not found.answered:
        raise NotFound

    def publish(typed: Typed, version: int, token: str) -> object:
        return inquiries.take_over(pack, said, number, typed, token=token, by=actor)

    def show(typed: Typed) -> Shown:
        values = inquiries.checked(found, typed)
        return Shown(values["question"], values["answer"])

    return Writing(
        pack=pack,
        form=rules.FAQ,
        title="收入常见问题",
        back=reverse("filing:inquiries", args=[pack]),
        told="已发布到常见问题，所有人都能看到。",
        standing=lambda: (inquiries.draft(found), 0),
        publish=publish,
        show=show,
        place=said.title,
    ).answer(request)
