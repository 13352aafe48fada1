"""日志: everything that happened, newest first; the auditor's part. What is looked for stands in the address."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from banshi.ledger import log as ledger
from banshi.ledger import proofs
from banshi.ledger.tokens import new_token
from banshi.lib.actor import Actor
from banshi.people import audit as people
from banshi.web.console import about, titles
from banshi.web.door import actor_of, door
from banshi.web.numbers import number

ASKED = ("about", "person", "event", "since", "until", "before")
DAYS = (date(2000, 1, 1), date(2999, 12, 31))  # what a calendar shows


@door("GET", who="auditor")
def log(request: HttpRequest) -> HttpResponse:
    """A page of the log, narrowed to what an event is about, to a person, a kind of event, and days; paged by number."""
    actor: Actor = actor_of(request)
    asked = {key: request.GET.get(key, "").strip()[:120] for key in ASKED}
    wanted, missed = _wanted(actor, asked)
    rows = [] if missed else ledger.page(wanted, number(asked["before"]))
    context = {
        "rows": about.told(actor, rows),
        "asked": asked,
        "missed": missed,
        "events": titles.choices(),
        "more": rows[-1].id if len(rows) == ledger.PAGE else None,
    }
    return render(request, "console/log.html", context, status=422 if missed else 200)


def _wanted(actor: Actor, asked: dict[str, str]) -> tuple[ledger.Wanted, list[str]]:
    """What is looked for, and what of it nobody knows."""
    missed = []
    stream = about.stream(actor, asked["about"]) if asked["about"] else ""
    if stream is None:
        missed.append(f"没有编号、代码或用户名是“{asked['about']}”的办件、证照、单位或账户，请核对后再查。")
    accounts = people.accounts_called(actor, asked["person"]) if asked["person"] else None
    if accounts == ():
        missed.append(f"没有姓名或用户名是“{asked['person']}”的账户，请填写完整的姓名或用户名。")
    family, _, rest = asked["event"].partition(":")
    kind, _, title = rest.partition(":")
    days = [_day(asked[key], missed) for key in ("since", "until")]
    return ledger.Wanted(stream or "", family, kind, title, accounts, *days), missed


def _day(text: str, missed: list[str]) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if DAYS[0] <= day <= DAYS[1]:
        return day
    missed.append(f"“{text}”不是日期，请像 2026-01-31 这样填写。")
    return None


@door("GET", "POST", who="auditor")
def proof(request: HttpRequest) -> HttpResponse:
    """核验日志: asks the worker to read the whole log, and shows what it found."""
    if request.method == "POST":
        proofs.ask(by=actor_of(request), token=request.POST.get("token", ""))
        return redirect("console:proof")
    latest = proofs.latest()
    response = render(request, "console/proof.html", {"proof": latest, "token": new_token()})
    if latest and not latest.done:
        response.headers["Refresh"] = "3"  # seconds; the worker is at it
    return response
