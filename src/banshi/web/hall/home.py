"""The public home: the doors of every system, the certificate check, help."""

import re

import nh3
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from markdown_it import MarkdownIt

from banshi.catalogue import shelf
from banshi.web.door import door


@door("GET", who="anyone")
def home(request: HttpRequest) -> HttpResponse:
    """The doors; somebody who is in goes straight to their own home."""
    actor = request.actor  # type: ignore[attr-defined]
    pack = request.session.get("pack", "")
    if actor.kind == "person" and pack in shelf.packs() and not actor.restricted:
        return redirect("filing:home", pack)
    return render(request, "hall/home.html", {"packs": shelf.packs().values()})


@door("GET", who="anyone")
def help_page(request: HttpRequest, pack: str) -> HttpResponse:
    """The guide of a pack, to read and to download."""
    said = shelf.pack(pack)
    if request.GET.get("download"):
        answer = HttpResponse(f"# {said.title} 用户手册\n\n{said.guide}", content_type="text/markdown; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="{re.sub("[^a-z_]", "", said.key)}.md"'
        return answer
    guide = nh3.clean(MarkdownIt().render(said.guide))
    return render(request, "hall/help.html", {"pack": said, "guide": guide})
