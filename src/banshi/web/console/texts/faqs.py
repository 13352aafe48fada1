"""常见问题: the list, one of them, and taking it down."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banshi.bulletin import actions, queries, rules
from banshi.web.console.texts.writing import Shown, Typed, Writing, of_pack
from banshi.web.door import actor_of, door


@door("GET", who="system_admin")
def faqs(request: HttpRequest, pack: str) -> HttpResponse:
    """All of them, by category, as their readers find them."""
    return render(request, "console/texts/faqs.html", of_pack(pack, groups=queries.faqs(pack)))


@door("GET", "POST", who="system_admin")
def faq(request: HttpRequest, pack: str, number: int | None = None) -> HttpResponse:
    """A new one, or one to change."""
    by = actor_of(request)

    def standing() -> tuple[Typed, int]:
        if number is None:
            return {"position": "10"}, 0
        row = queries.faq_to_edit(by, pack, number)
        return asdict(row), row.version

    def publish(typed: Typed, version: int, token: str) -> object:
        return actions.publish_faq(pack, typed, by=by, token=token, number=number, version=version)

    return Writing(
        pack=pack,
        form=rules.FAQ,
        title="修改常见问题" if number else "新建常见问题",
        back=reverse("console:faqs", args=[pack]),
        told="常见问题已发布。",
        standing=standing,
        publish=publish,
        show=_show,
    ).answer(request)


def _show(typed: Typed) -> Shown:
    values = rules.faq(typed)
    return Shown(values["question"], values["answer"])


@door("POST", who="system_admin")
def take_down(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """撤下."""
    actions.take_down_faq(pack, number, by=actor_of(request))
    messages.success(request, "常见问题已撤下。")
    return redirect("console:faqs", pack)
