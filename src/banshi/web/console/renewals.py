"""身份信息变更: a person's account is to bear another name or document; granted with a second administrator, or refused."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.catalogue import shelf
from banshi.lib.refusals import Invalid
from banshi.people.renewals import deciding
from banshi.web.console import documents
from banshi.web.door import actor_of, door

PAGE = "renewal"


@door("GET")
def listed(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; for the security and the system administrator. 404 for everybody else."""
    return render(request, "console/renewals.html", {"rows": deciding.waiting(actor_of(request))})


@door("GET")
def renewal(request: HttpRequest, number: int) -> HttpResponse:
    """One of them, the document not shown."""
    return documents.page(request, PAGE, deciding.one(number, actor_of(request)))


@door("POST")
def look(request: HttpRequest, number: int) -> HttpResponse:
    """【查看证件】: the whole number and both pictures, within the page; the look is an event."""
    return documents.page(
        request, PAGE, deciding.one(number, actor_of(request)), document=deciding.look(number, by=actor_of(request))
    )


@door("POST", who="security_admin")
def grant(request: HttpRequest, number: int) -> HttpResponse:
    """【同意】 asks the second administrator; after their yes 【办理】 carries it out."""
    token = request.POST.get("token", "")
    done = deciding.grant(number, role=shelf.person_role(shelf.door_of_persons()), token=token, by=actor_of(request))
    told = "已办理：账户的姓名和证件已更新，申请人会收到通知。"
    messages.success(request, told if done else "已提请系统管理员确认。确认以后，请在这里办理。")
    return redirect("console:renewals")


@door("POST", who="security_admin")
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """【驳回】: the reason is told by SMS."""
    try:
        deciding.refuse(number, request.POST.get("reason", ""), by=actor_of(request))
    except Invalid as refusal:
        return documents.page(request, PAGE, deciding.one(number, actor_of(request)), refusal)
    messages.success(request, "已驳回，什么都没有改动，理由已告诉申请人。")
    return redirect("console:renewals")
