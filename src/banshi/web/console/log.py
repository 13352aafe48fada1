"""日志: everything that happened, newest first; the auditor's part. What is looked for stands in the address."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

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
NONE_ABOUT = "没有编号、代码、名称或用户名与“{}”相符的办件、证照、单位或账户，请核对后再查。"
NO_PERSON = "没有姓名或用户名与“{}”相符的账户，请核对后再查。"
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
    missed: list[str] = []
    streams = _called(asked["about"], partial(about.streams, actor), NONE_ABOUT, missed)
    accounts = _called(asked["person"], partial(people.people_called, actor), NO_PERSON, missed)
    family, _, rest = asked["event"].partition(":")
    kind, _, title = rest.partition(":")
    since, until = (_day(asked[key], missed) for key in ("since", "until"))
    if since and until and until < since:
        missed.append("“到哪一天”早于“从哪一天”，请把两个日期调换过来再查。")
    return ledger.Wanted(streams, family, kind, title, accounts, since, until), missed


def _called(
    text: str, find: Callable[[str], tuple[Any, ...]], nothing: str, missed: list[str]
) -> tuple[Any, ...] | None:
    """What bears that name; None where nothing was asked for."""
    if not text:
        return None
    found = find(text)
    if not found:
        missed.append(nothing.format(text))
    if len(found) > people.MOST:
        missed.append(f"与“{text}”相符的超过 {people.MOST} 个，请多写几个字再查。")
    return found


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
