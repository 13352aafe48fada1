"""日志: everything that happened, newest first; the auditor's part."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banshi.ledger import queries as ledger
from banshi.ledger.queries import EventRow
from banshi.web.console.titles import title
from banshi.web.door import door
from banshi.web.numbers import number


@door("GET", who="auditor")
def log(request: HttpRequest) -> HttpResponse:
    """A page of the log, narrowed to a stream, to a kind of event, to an account; paged by number."""
    asked = {key: request.GET.get(key, "").strip()[:120] for key in ("stream", "kind", "account", "before")}
    rows = ledger.log(
        stream=asked["stream"], kind=asked["kind"], account=number(asked["account"]), before=number(asked["before"])
    )
    narrowed = {key: asked[key] for key in ("stream", "kind", "account") if asked[key]}
    context = {
        "rows": [(row, title(row), _more(row)) for row in rows],
        "asked": asked,
        "first": urlencode(narrowed),
        "next": urlencode(narrowed | {"before": rows[-1].id}) if len(rows) == ledger.PAGE else "",
    }
    return render(request, "console/log.html", context)


def _more(row: EventRow) -> list[tuple[str, str]]:
    """What else the event says, as it was written."""
    return [(key, str(value)) for key, value in row.data.items() if value not in ("", None, [], {})]
