"""其他平台 (H16): platforms that open from here without signing in again, and what each knows of me; the identity by which I may sign in
here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.people.sso import consents, linking, outside
from banshi.web.door import actor_of, door


@door("GET")
def platforms(request: HttpRequest) -> HttpResponse:
    """All of them, each with the way there."""
    by = actor_of(request)
    provider = outside.offered()
    context = {
        "rows": consents.to_open(by),
        "provider": provider,
        "linked": linking.linked(by) if provider else None,
    }
    return render(request, "hall/platforms.html", context)


@door("POST")
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """【取消授权】."""
    name = consents.take_back(number, by=actor_of(request))
    messages.success(request, f"已取消对“{name}”的授权。它已经知道的，请到该平台处理。")
    return redirect("hall:platforms")
