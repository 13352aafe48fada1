"""办事指南: what the pack brings is the beginning; every edition published over it is kept, and may be put back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.bulletin import actions, queries, rules
from banshi.bulletin.refusals import TextOvertaken
from banshi.catalogue import shelf
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Invalid
from banshi.web.console.texts.writing import of_pack
from banshi.web.door import actor_of, door
from banshi.web.numbers import LARGEST_VERSION, number


@door("GET", "POST", who="system_admin")
def guide(request: HttpRequest, pack: str) -> HttpResponse:
    """The guide to be changed: 【预览】, then 【发布】."""
    if request.method != "POST":
        return _page(request, pack, queries.guide(pack), queries.last_edition(pack))
    typed, seen = request.POST.get("text", ""), _seen(request)
    try:
        if "preview" in request.POST:
            return _page(request, pack, typed, seen, preview=rules.guide(typed))
        actions.publish_guide(pack, typed, by=actor_of(request), after=seen, token=request.POST.get("token", ""))
    except TextOvertaken as refusal:
        return _page(request, pack, typed, queries.last_edition(pack), refusal=refusal)
    except Invalid as refusal:
        return _page(request, pack, typed, seen, refusal=refusal)
    messages.success(request, "办事指南已发布。")
    return redirect("console:guide", pack)


def _page(
    request: HttpRequest,
    pack: str,
    text: str,
    after: int,
    *,
    preview: str = "",
    refusal: TextOvertaken | Invalid | None = None,
) -> HttpResponse:
    context = of_pack(
        pack,
        text=text,
        after=after,
        token=request.POST.get("token") or new_token(),
        preview=preview,
        refusal=refusal,
        problems=refusal.problems if isinstance(refusal, Invalid) else (),
        editions=queries.editions(actor_of(request), pack),
        longest=rules.LONGEST_GUIDE,
    )
    return render(request, "console/texts/guide.html", context, status=refusal.status if refusal else 200)


def _seen(request: HttpRequest) -> int:
    """The edition that was on the page."""
    return number(request.POST.get("after", ""), most=LARGEST_VERSION - 1) or 0


@door("GET", who="system_admin")
def edition(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """An earlier edition, to read and to put back; 0 is the pack's own."""
    row = queries.edition(actor_of(request), pack, number) if number else None
    text = row.text if row and row.text else shelf.pack(pack).guide
    context = of_pack(pack, number=number, row=row, text=text, last=queries.last_edition(pack))
    return render(request, "console/texts/edition.html", context)


@door("POST", who="system_admin")
def restore(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """恢复."""
    actions.restore_guide(pack, number, by=actor_of(request))
    messages.success(request, "已恢复，并作为新的一稿发布。")
    return redirect("console:guide", pack)
