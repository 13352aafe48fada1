"""证件申诉: who says that another has signed up with their document; granted with a second administrator, or refused."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.catalogue import shelf
from banshi.lib.refusals import Invalid
from banshi.people.disputes import deciding
from banshi.web.console import documents
from banshi.web.door import actor_of, door

PAGE = "dispute"


@door("GET")
def listed(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; for the security and the system administrator. 404 for everybody else."""
    return render(request, "console/disputes.html", {"rows": deciding.waiting(actor_of(request))})


@door("GET")
def dispute(request: HttpRequest, number: int) -> HttpResponse:
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
    row = deciding.one(number, actor_of(request))
    role = shelf.person_role(shelf.pack(row.pack))
    token = request.POST.get("token", "")
    contact = shelf.pack(row.pack).contact
    done = deciding.grant(number, role=role, seats=shelf.seats(), contact=contact, token=token, by=actor_of(request))
    told = "已办理：证件号已释放，原账户已停用，双方都会收到通知。"
    messages.success(request, told if done else "已提请系统管理员确认。确认以后，请在这里办理。")
    return redirect("console:disputes")


@door("POST", who="security_admin")
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """【驳回】: the reason is told by SMS and mail."""
    row = deciding.one(number, actor_of(request))
    try:
        reason, contact = request.POST.get("reason", ""), shelf.pack(row.pack).contact
        deciding.refuse(number, reason, contact=contact, by=actor_of(request))
    except Invalid as refusal:
        return documents.page(request, PAGE, row, refusal)
    messages.success(request, "已驳回，什么都没有改动，理由已告诉申请人。")
    return redirect("console:disputes")
