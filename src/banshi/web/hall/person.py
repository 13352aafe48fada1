"""个人中心, for who has signed up: what the house knows of me, my phone, my mailbox."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.catalogue import queries as catalogue
from banshi.catalogue import shelf
from banshi.define import Problem
from banshi.lib.refusals import Conflict, Invalid, TooMany
from banshi.people.disputes import answering
from banshi.people.persons import own_person
from banshi.people.signing_in import devices, mail_links
from banshi.web.door import actor_of, door
from banshi.web.hall import places
from banshi.web.refusing import at_cells


@door("GET", "POST")
def profile(request: HttpRequest) -> HttpResponse:
    """What stands there; 【编辑】 makes of it a form, 【保存】 keeps it."""
    by = actor_of(request)
    if request.method != "POST":
        return _profile_page(request)
    if "places" in request.POST:
        return _profile_page(request)
    try:
        own_person.save(request.POST.dict(), places.chosen(request.POST), by=by)
    except Invalid as refusal:
        return _profile_page(request, refusal.problems, refusal.status)
    messages.success(request, "保存成功。")
    return redirect("hall:profile")


def _profile_page(request: HttpRequest, problems: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
    mine = own_person.profile(actor_of(request))
    place = catalogue.code("region", mine.region)
    context = {
        "mine": mine,
        "disputed": answering.disputed(actor_of(request)),
        "place": place["name"] if place else mine.region,
        "editing": request.method == "POST" or "edit" in request.GET,
        "gender": request.POST.get("gender", mine.gender),
        "genders": own_person.GENDERS,
        "address": request.POST.get("address", mine.address),
        "levels": places.levels(request.POST, mine.region),
        "problems": problems,
        "hall": shelf.signs_up(),
    }
    return render(request, "hall/profile.html", context, status=status)


@door("GET", "POST")
def phone(request: HttpRequest) -> HttpResponse:
    """变更手机号码: the new one, the code that came to it, and one's password."""
    by, typed = actor_of(request), request.POST
    mine = own_person.profile(by)
    if request.method != "POST":
        return render(request, "hall/own_phone.html", {"mine": mine})
    given = (typed.get("phone", ""), typed.get("code", ""), typed.get("password", ""))
    try:
        own_person.change_phone(*given, session=devices.session(request), by=by)
    except (Invalid, TooMany) as refusal:
        told = {"mine": mine, "typed": typed.get("phone", ""), "problems": at_cells(refusal, "phone")}
        return render(request, "hall/own_phone.html", told, status=refusal.status)
    messages.success(request, "手机号已更换，原来的手机号会收到通知。")
    return redirect("hall:profile")


@door("GET", "POST")
def mailbox(request: HttpRequest) -> HttpResponse:
    """变更邮箱地址: the new one and one's password; a link goes there."""
    by, typed = actor_of(request), request.POST
    mine = own_person.profile(by)
    if request.method != "POST":
        return render(request, "hall/own_mailbox.html", {"mine": mine})
    try:
        address = own_person.ask_mailbox(typed.get("email", ""), typed.get("password", ""), page=_new_mailbox, by=by)
    except (Invalid, TooMany) as refusal:
        told = {"mine": mine, "typed": typed.get("email", ""), "problems": at_cells(refusal, "email")}
        return render(request, "hall/own_mailbox.html", told, status=refusal.status)
    messages.success(request, f"确认邮件已发到 {address}。请在 48 小时内点击邮件中的链接，之前仍用原来的邮箱。")
    return redirect("hall:profile")


def _new_mailbox(token: str) -> str:
    return settings.SITE_URL + reverse("hall:new_mailbox", args=[token])


@door("GET", "POST", who="anyone")
def new_mailbox(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the letter to a new mailbox; as in `sign_up.activate`, looking at it changes nothing."""
    if request.method != "POST":
        good = mail_links.is_good(token, own_person.PURPOSE)
        return render(request, "hall/new_mailbox.html", {"good": good}, status=200 if good else 410)
    try:
        own_person.change_mailbox(token, by=actor_of(request))
    except Conflict as refusal:
        return render(request, "hall/new_mailbox.html", {"words": refusal.words}, status=refusal.status)
    messages.success(request, "电子邮箱已更换，原来的邮箱会收到通知。")
    return redirect("hall:profile" if request.user.is_authenticated else "hall:home")
