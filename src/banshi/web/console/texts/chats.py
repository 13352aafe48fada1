"""咨询群: the QR codes at the foot of every home of a pack."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.bulletin import actions, queries, rules
from banshi.web.console.texts.writing import Typed, Writing, of_pack, upload
from banshi.web.door import actor_of, door


@door("GET", who="system_admin")
def chats(request: HttpRequest, pack: str) -> HttpResponse:
    """What is shown now."""
    return render(request, "console/texts/chats.html", of_pack(pack, rows=queries.chats(pack)))


@door("GET", "POST", who="system_admin")
def chat(request: HttpRequest, pack: str) -> HttpResponse:
    """A new one."""

    def publish(typed: Typed, version: int, token: str) -> object:
        return actions.publish_chat(pack, typed, upload(request, "picture"), by=actor_of(request), token=token)

    return Writing(
        pack=pack,
        form=rules.CHAT,
        title="新增咨询群",
        back=reverse("console:chats", args=[pack]),
        told="已发布，大家的首页下方都能看到。",
        standing=lambda: ({}, 0),
        publish=publish,
        files=(("picture", "二维码", rules.PICTURE, True),),
    ).answer(request)


@door("POST", who="system_admin")
def take_down(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """撤下."""
    actions.take_down_chat(pack, number, by=actor_of(request))
    messages.success(request, "已撤下。")
    return redirect("console:chats", pack)
