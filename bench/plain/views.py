"""The views: open, save, report, approve, and one that does nothing."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from bench.plain.forms import RequestForm
from bench.plain.models import History, Member, Message, Request, Unit


def healthz(request: HttpRequest) -> HttpResponse:
    """Up."""
    return HttpResponse("ok")


@login_required
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing but the session and its user."""
    return HttpResponse(str(request.user.pk))


def _unit(user: User) -> Unit:
    return get_object_or_404(Member.objects.select_related("unit__parent"), user=user).unit


@login_required
@transaction.atomic
def start(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    made = Request.objects.create(unit=_unit(request.user), author=request.user)  # type: ignore[arg-type,misc]
    _note(request, made, "open", "")
    return redirect("request", made.pk)


@login_required
@transaction.atomic
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """The twenty answers."""
    found = get_object_or_404(Request.objects.select_for_update(), pk=pk, author=request.user, state="draft")
    form = RequestForm(request.POST, instance=found)
    if not form.is_valid():
        return HttpResponse(form.errors.as_json(), status=422)
    form.save()
    return redirect("request", pk)


@login_required
@transaction.atomic
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """To the first superior."""
    found = get_object_or_404(Request.objects.select_for_update(), pk=pk, author=request.user, state="draft")
    found.state, found.desk = "waiting", _unit(request.user).parent  # type: ignore[arg-type]
    found.save()
    _note(request, found, "report", "")
    return redirect("request", pk)


@login_required
@transaction.atomic
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """To the next superior, or granted."""
    unit = _unit(request.user)  # type: ignore[arg-type]
    found = get_object_or_404(Request.objects.select_for_update(), pk=pk, desk=unit, state="waiting")
    if found.author_id == request.user.pk:
        raise Http404
    found.desk = unit.parent
    found.state = "waiting" if unit.parent else "granted"
    found.save()
    _note(request, found, "approve", request.POST.get("opinion", ""))
    return redirect("request", pk)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the others lead; nobody follows."""
    return HttpResponse(str(pk))


def _note(request: HttpRequest, about: Request, what: str, opinion: str) -> None:
    """What happened, and a message to whose turn it is."""
    History.objects.create(request=about, user=request.user, what=what, opinion=opinion)  # type: ignore[misc]
    if what != "open":
        Message.objects.create(unit=about.desk or about.unit, text=f"{about.subject}：{what}")
