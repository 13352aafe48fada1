"""身份信息变更申请: whose name or document has changed shows it, in 个人中心; until it is granted the account bears what it bore."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from banshi.catalogue import shelf
from banshi.define import Problem
from banshi.lib import documents
from banshi.lib.refusals import Invalid
from banshi.people.persons import own_person
from banshi.people.renewals import asking
from banshi.web.door import actor_of, door
from banshi.web.hall import document_pictures


@door("GET", "POST")
@cache_control(no_store=True)
def renewal(request: HttpRequest) -> HttpResponse:
    """The form, or what waits; 【提交申请】 hands it to the administrators."""
    if request.method != "POST":
        return _page(request)
    by = actor_of(request)
    wanted = asking.wish(request.POST.dict())
    own_person.profile(by)
    try:
        asking.check(wanted, _kinds(), by=by)
        asking.ask(wanted, document_pictures.uploaded(request), by=by)
    except Invalid as refusal:
        return _page(request, refusal.problems, refusal.status)
    messages.success(request, "申请已提交，管理员核实以后更新，结果用短信告诉您。")
    return redirect("hall:profile")


@door("POST")
def withdraw(request: HttpRequest) -> HttpResponse:
    """【撤回】."""
    asking.withdraw(by=actor_of(request))
    messages.success(request, "申请已撤回，提交的证件照片已删除。")
    return redirect("hall:profile")


def _kinds() -> tuple[str, ...]:
    return shelf.sign_up(shelf.door_of_persons()).documents


def _page(request: HttpRequest, problems: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
    by = actor_of(request)
    context = {
        "mine": own_person.profile(by),
        "pending": asking.pending(by),
        "wanted": asking.wish(request.POST.dict()),
        "documents": [(kind, documents.KINDS[kind]) for kind in _kinds()],
        "problems": problems,
    }
    return render(request, "hall/renewal.html", context | document_pictures.asked(), status=status)
