"""下载我的信息 and 注销账户, for who has signed up. Both ask for the password again."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from banshi.cases import leaving
from banshi.define import Problem
from banshi.lib.actor import Actor
from banshi.lib.refusals import Conflict, Invalid, TooMany
from banshi.people import actions
from banshi.people.persons import closing
from banshi.web.door import actor_of, door

FILE = "我的信息.json"


@door("GET", "POST")
def download(request: HttpRequest) -> HttpResponse:
    """The page of both; posted, a copy of everything, as a file programs and people can read."""
    by = actor_of(request)
    known = closing.known(by)
    if request.method != "POST":
        return _page(request, by)
    try:
        actions.require_password(request.POST.get("password", ""), by=by, cell="password")
    except (Invalid, TooMany) as refusal:
        return _page(request, by, {"copy_problems": _said(refusal, "password")}, refusal.status)
    text = json.dumps(known | {"办件": leaving.filed(by)}, ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, FILE) or ""
    return answer


@door("POST")
def close(request: HttpRequest) -> HttpResponse:
    """【注销账户】: for good; one is out at once."""
    by = actor_of(request)
    closing.own_units(by)
    try:
        if not request.POST.get("sure"):
            raise Invalid("", [Problem("sure", "请先确认注销的后果。", "error")])
        actions.require_password(request.POST.get("closing_password", ""), by=by, cell="closing_password")
        leaving.close_account(by=by)
    except (Invalid, TooMany) as refusal:
        return _page(request, by, {"problems": _said(refusal, "closing_password")}, refusal.status)
    except Conflict as refusal:
        return _page(request, by, {"stands_against": refusal.words}, refusal.status)
    logout(request)
    messages.success(request, "账户已注销，个人信息已删除。")
    return redirect("hall:home")


def _said(refusal: Invalid | TooMany, cell: str) -> list[Problem]:
    """What is wrong at each cell; who tries too often reads it at the password's."""
    return list(getattr(refusal, "problems", ())) or [Problem(cell, refusal.words, "error")]


def _page(request: HttpRequest, by: Actor, told: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    context = {"still_open": leaving.still_open(by)} | (told or {})
    return render(request, "hall/own_data.html", context, status=status)
