"""批量发放账户: how far the worker is, what could not be issued and why, and the slips, which are downloaded once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from banshi.ledger import clock
from banshi.lib import spreadsheets
from banshi.papers import slips as drawn
from banshi.people.accounts import handouts
from banshi.people.accounts.handing_out import Slip
from banshi.web.attached import PDF, WORKBOOK
from banshi.web.console import roles
from banshi.web.door import actor_of, door

SLIP_HEADER = ("单位", "用户名", "初始密码")
NAMES = {PDF: "密码单.pdf", WORKBOOK: "密码单.xlsx"}


@door("GET", who="security_admin")
def handout(request: HttpRequest, number: int) -> HttpResponse:
    """One handout of one's own."""
    found = handouts.handout_for(actor_of(request), number)
    refused = [] if found.working else handouts.refused(actor_of(request), number)
    context = {"handout": found, "role": roles.words(found.role), "refused": refused}
    return render(request, "console/handout.html", context)


@door("POST", who="security_admin")
def slips(request: HttpRequest, number: int) -> HttpResponse:
    """The slips, to print or as a workbook, for the only time."""
    by = actor_of(request)
    kind = WORKBOOK if request.POST.get("as") == "workbook" else PDF
    day = handouts.handout_for(by, number).at.astimezone(clock.CHINA).date()

    def made(found: list[Slip]) -> bytes:
        if kind == PDF:
            return drawn.pdf(found, day=day, address=settings.SITE_URL, by=by.unit_name)
        return spreadsheets.write(SLIP_HEADER, [(each.unit, each.identifier, each.password) for each in found], "账户")

    answer = HttpResponse(handouts.download(number, made, by=by), content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=NAMES[kind]) or ""
    answer.headers["Cache-Control"] = "no-store"
    return answer
