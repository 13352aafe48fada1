"""下载资料: manuals with their pictures."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.bulletin import actions, queries, rules
from banshi.web.console.texts.writing import Typed, Writing, of_pack, upload
from banshi.web.door import actor_of, door


@door("GET", who="system_admin")
def manuals(request: HttpRequest, pack: str) -> HttpResponse:
    """What is offered now."""
    return render(request, "console/texts/manuals.html", of_pack(pack, rows=queries.manuals(pack)))


@door("GET", "POST", who="system_admin")
def manual(request: HttpRequest, pack: str) -> HttpResponse:
    """A new one."""

    def publish(typed: Typed, version: int, token: str) -> object:
        file, picture = upload(request, "file"), upload(request, "picture")
        return actions.publish_manual(pack, typed, file, picture, by=actor_of(request), token=token)

    return Writing(
        pack=pack,
        form=rules.MANUAL,
        title="新增下载资料",
        back=reverse("console:manuals", args=[pack]),
        told="已发布，在帮助和首页都可以下载。",
        standing=lambda: ({}, 0),
        publish=publish,
        files=(("file", "文件", rules.FILE, True), ("picture", "封面或二维码", rules.PICTURE, False)),
    ).answer(request)


@door("POST", who="system_admin")
def take_down(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """撤下."""
    actions.take_down_manual(pack, number, by=actor_of(request))
    messages.success(request, "已撤下。")
    return redirect("console:manuals", pack)
