"""【公开】 and 【撤下】 of an answered inquiry, by who answers: edited and seen before everybody reads it."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.bulletin import consultations, inquiries, rules
from banshi.catalogue import shelf
from banshi.lib.refusals import Invalid, NotFound
from banshi.web.console.texts.writing import Shown, Typed, Writing
from banshi.web.door import actor_of, door
from banshi.web.filing.inquiries import address_of, said_of


@door("GET", "POST")
def publish(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """What everybody will read of it: first from the thread, later what they read now, to be corrected."""
    actor = actor_of(request)
    said = said_of(pack, actor)
    found = inquiries.thread(actor, pack, said, number)
    if found.mine or not found.answered or not found.sight.public:
        raise NotFound

    def standing() -> tuple[Typed, int]:
        now = consultations.of_inquiry(number)
        return (asdict(now), now.version) if now else (consultations.draft(found), 0)

    def keep(typed: Typed, version: int, token: str) -> object:
        page = address_of(pack, number)
        return consultations.publish(pack, said, number, typed, version=version, token=token, by=actor, page=page)

    def show(typed: Typed) -> Shown:
        values = consultations.checked(found, typed)
        return Shown(values["subject"], "{question}\n\n**答复**\n\n{answer}".format(**values))

    return Writing(
        pack=pack,
        form=rules.CONSULTATION,
        title="公开留言",
        back=reverse("filing:inquiries", args=[pack]),
        told="已公开，所有人都能看到。留言的人会收到通知。",
        standing=standing,
        publish=keep,
        show=show,
        place=said.title,
    ).answer(request)


@door("GET", "POST")
def take_down(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """【撤下】, with the reason that its address gives from now on."""
    actor = actor_of(request)
    said = said_of(pack, actor)
    published = consultations.of_inquiry(number)
    if inquiries.thread(actor, pack, said, number).mine or published is None:
        raise NotFound
    reason, problem = request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            consultations.take_down(pack, said, number, reason, by=actor)
        except Invalid as refusal:
            problem = " ".join(each.words for each in refusal.problems)
        else:
            messages.success(request, "已撤下，大家看到的只有撤下的原因。")
            return redirect("filing:inquiry", pack, number)
    context = {
        "page": said,
        "of": shelf.pack(pack),
        "published": published,
        "number": number,
        "reason": reason,
        "problem": problem,
    }
    return render(request, "inquiries/take_down.html", context, status=422 if problem else 200)
