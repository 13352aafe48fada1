"""The library decides under the limits of a permit: it accepts within five working days or silence accepts, and decides within twenty.

王经办 applies, 李审核 decides, as in `tests.cases.library`.
"""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from banshi.cases.models import Term
from banshi.catalogue import shelf
from banshi.clock import actions as calendar
from banshi.define import FILER, Flow, IssuePaper, Move, Notice, Pack, State, Superiors
from banshi.define import Term as TermWord
from banshi.ledger import clock
from tests.cases.library import PACK, Library, a_library
from tests.harness.clock import Shift

APPLICANT, REVIEWER = "applicant", "reviewer"
DESK = Superiors(PACK)
ACCEPTANCE = TermWord(
    key="acceptance", title="受理", states=("received",), days=5, law="行政许可法第三十二条", lapses="silence"
)
DECISION = TermWord(
    key="decision",
    title="审查决定",
    states=("accepted",),
    still=("heard",),
    days=20,
    promised=15,
    extension=10,
    law="行政许可法第四十二条",
    alerts=(REVIEWER,),
)


def _officers(key: str, start: str, to: str, **more: Any) -> Move:
    return Move(key=key, title=key, start=(start,), to=to, by=(REVIEWER,), **more)


FLOW = Flow(
    states=(
        State(key="draft", title="填写中", desk=FILER, editable=True),
        State(key="received", title="已收件", desk=DESK),
        State(key="asked", title="待补正", desk=FILER, editable=True),
        State(key="accepted", title="已受理", desk=DESK),
        State(key="heard", title="听证", desk=DESK),
        State(key="granted", title="准予许可"),
    ),
    moves=(
        Move(key="report", title="提交", start=("draft", "asked"), to="received", by=(APPLICANT,), reports=True),
        Move(key="silence", title="视为受理", start=("received",), to="accepted"),
        _officers("ask", "received", "asked", opinion="required", corrects=True, once=True),
        _officers("accept", "received", "accepted", effects=(IssuePaper("card"),)),
        _officers("hear", "accepted", "heard", effects=(IssuePaper("card"),)),
        _officers("go_on", "heard", "accepted"),
        _officers("extend", "accepted", "accepted", opinion="required", once=True, extends="decision"),
        _officers("grant", "accepted", "granted"),
    ),
    terms=(ACCEPTANCE, DECISION),
)


def _permit(pack: Pack) -> Pack:
    (apply,) = pack.matters
    notices = (Notice(on="extend", to="filer", text="延长：{opinion}"),)
    menus = tuple(replace(menu, pages=menu.pages[:2]) for menu in pack.menus[:1])
    home = replace(pack.home, starts=(), waiting=())
    return replace(pack, matters=(replace(apply, flow=FLOW, notices=notices),), menus=menus, home=home)


def a_permit_office(monkeypatch: pytest.MonkeyPatch) -> Library:
    """The library as an office that grants permits; the calendar is known."""
    packs = dict(shelf.packs())
    packs[PACK] = _permit(packs[PACK])
    monkeypatch.setattr(shelf, "packs", lambda: packs)
    calendar.keep_up()
    return a_library()


def running(ref: str, key: str) -> Term:
    """A limit of a case as it is now."""
    return Term.objects.filter(case__ref=ref, key=key).latest("pk")


def it_is(day: str, shift: Shift, at: int = 10) -> None:
    """The house's clock shows that day, at ten."""
    moment = datetime.combine(date.fromisoformat(day), time(at), clock.CHINA)
    shift((moment - clock.now()).total_seconds())
