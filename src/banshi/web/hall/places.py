"""所在地: province, city and county (GB/T 2260), one picked after the other."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse

from banshi.catalogue import queries as catalogue
from banshi.web.door import door

LEVELS = (("province", "省"), ("city", "市"), ("county", "县"))


@dataclass(frozen=True)
class Level:
    """One of the three lists: what it offers, and what is picked."""

    key: str
    title: str
    options: list[tuple[str, str]]
    picked: str


def levels(typed: Mapping[str, str], kept: str = "") -> list[Level]:
    """The three lists as they were picked from; before that, so that they show the place that is kept."""
    wanted = [typed.get(key, "") for key, _ in LEVELS] if "province" in typed else _way_to(kept)
    found, above = [], ""
    for (key, title), picked in zip(LEVELS, wanted, strict=True):
        options = catalogue.divisions(above) if above or key == "province" else []
        above = picked if picked in dict(options) else ""
        found.append(Level(key, title, options, above))
    return found


def _way_to(code: str) -> list[str]:
    """The province, city and county of a code; where a province has no city above a county, the county comes second."""
    way = [code[:2].ljust(6, "0"), code[:4].ljust(6, "0"), code] if code else []
    if code and way[1] not in dict(catalogue.divisions(way[0])):
        way = [way[0], code]
    return [*dict.fromkeys(way), "", "", ""][:3]


def chosen(typed: Mapping[str, str]) -> str:
    """The code of the place, once there is nothing below it to pick; else empty."""
    picked = [level.picked for level in levels(typed) if level.picked]
    return picked[-1] if picked and not catalogue.divisions(picked[-1]) else ""


@door("GET", who="anyone")
def below(request: HttpRequest) -> HttpResponse:
    """What stands directly below a place, for the page's script."""
    answer = JsonResponse({"options": catalogue.divisions(request.GET.get("of", "")[:6])})
    answer.headers["Cache-Control"] = "max-age=3600"
    return answer
