"""【选择】: what a picker's dialog shows."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banshi.cases import lookups
from banshi.define import Form, Industry, Organisation, Region
from banshi.lib.refusals import NotFound
from banshi.web.door import door
from banshi.web.filing.editing import editable

Picked = Organisation | Region | Industry


@door("GET")
def pick(request: HttpRequest, ref: str, address: str) -> HttpResponse:
    """The dialog with a page of what the cell at `address` may hold, by part of a name or the beginning of a code."""
    case = editable(request, ref)
    field = _field(case.matter.form, address)
    text = request.GET.get("q", "")[:50]
    found = lookups.choices(case.subject, case.matter, field, text, request.GET.get("after", "")[:20])
    more = urlencode({"q": text, "after": found[-1]["code"]}) if len(found) == lookups.PAGE else ""
    return render(request, "filing/picker.html", {"field": field, "found": found, "text": text, "more": more})


def _field(form: Form, address: str) -> Picked:
    """The picker at that address. Raises NotFound where there is none: what cannot be changed is not chosen."""
    parts = address.split("/")
    field = form.field(parts[0] if len(parts) == 1 else f"{parts[0]}/{parts[-1]}")
    if not isinstance(field, Picked) or field.read_only:
        raise NotFound
    return field
